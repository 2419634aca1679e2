//! Code blocks with their language's parts told apart by classes, and the style rules for these classes.
//!
//! Start at [`highlighted`]. The grammars are loaded when the first block asks for one. [`highlight_css`] gives
//! the rules: a light and a dark set, every colour made readable on its background.

use std::sync::LazyLock;

use syntect::highlighting::{Color, Theme, ThemeSet};
use syntect::html::{ClassStyle, ClassedHTMLGenerator, css_for_theme_with_class_style};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

use crate::diagnostic::did_you_mean;

const STYLE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "hl-" };
/// Names that are fine though there are no colours for them.
const PLAIN: [&str; 22] = [
    "console",
    "csv",
    "docker",
    "dockerfile",
    "ini",
    "jsonc",
    "kotlin",
    "mermaid",
    "none",
    "output",
    "plain",
    "plaintext",
    "powershell",
    "scss",
    "svelte",
    "swift",
    "text",
    "toml",
    "ts",
    "tsx",
    "typescript",
    "vue",
];
/// The least contrast of text with its background that the accessibility guidelines ask for.
const CONTRAST: f64 = 4.5;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

pub(super) enum Highlighted {
    Html(String),
    Plain,
    /// No such language; perhaps a name that was meant.
    Unknown(Option<String>),
}

pub(super) fn highlighted(language: &str, code: &str) -> Highlighted {
    if PLAIN.iter().any(|plain| plain.eq_ignore_ascii_case(language)) {
        return Highlighted::Plain;
    }
    let Some(syntax) = SYNTAXES.find_syntax_by_token(&language.to_ascii_lowercase()) else {
        let known = SYNTAXES.syntaxes().iter().filter(|syntax| !syntax.hidden);
        let known = known.flat_map(|syntax| syntax.file_extensions.iter().map(String::as_str).chain([&*syntax.name]));
        let words = known.filter(|name| !name.contains(char::is_whitespace)).chain(PLAIN);
        let mut words: Vec<String> = words.map(str::to_lowercase).collect();
        words.sort();
        return Highlighted::Unknown(did_you_mean(language, words.iter().map(String::as_str)));
    };
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, STYLE);
    for line in LinesWithEndings::from(code) {
        if generator.parse_html_for_line_which_includes_newline(line).is_err() {
            return Highlighted::Plain;
        }
    }
    Highlighted::Html(generator.finalize())
}

/// Style rules for code blocks: for light and for dark pages.
pub fn highlight_css() -> (String, String) {
    let mut themes = ThemeSet::load_defaults().themes;
    let mut css = |name: &str| {
        let theme = themes.remove(name).map(readable).unwrap_or_default();
        css_for_theme_with_class_style(&theme, STYLE).unwrap_or_default()
    };
    (css("InspiredGitHub"), css("base16-eighties.dark"))
}

/// The theme with its colours moved away from the background until they can be read.
fn readable(mut theme: Theme) -> Theme {
    let Some(background) = theme.settings.background else { return theme };
    if let Some(foreground) = &mut theme.settings.foreground {
        *foreground = apart(*foreground, background);
    }
    for item in &mut theme.scopes {
        item.style.background = None;
        item.style.foreground = item.style.foreground.map(|colour| apart(colour, background));
    }
    theme
}

fn apart(colour: Color, background: Color) -> Color {
    let goal = if luminance(background) > 0.5 { 0.0 } else { 255.0 };
    let mixed = |share: f64| {
        let channel = |from: u8| (f64::from(from) + (goal - f64::from(from)) * share).round() as u8;
        Color { r: channel(colour.r), g: channel(colour.g), b: channel(colour.b), a: 255 }
    };
    let steps = (0..=20).map(|step| mixed(f64::from(step) / 20.0));
    steps.into_iter().find(|mixed| contrast(*mixed, background) >= CONTRAST).unwrap_or(mixed(1.0))
}

/// As the Web Content Accessibility Guidelines reckon it.
fn contrast(one: Color, other: Color) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: Color) -> f64 {
    let linear = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b)
}
