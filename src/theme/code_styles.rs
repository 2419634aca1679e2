//! The style sheet for code blocks: a light and a dark set of rules from syntect's themes, every colour made
//! readable on its background.

use std::sync::LazyLock;

use syntect::highlighting::{Color, Theme, ThemeSet};
use syntect::html::{ClassStyle, css_for_theme_with_class_style};

use crate::model::CODE_CLASSES;

const STYLE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: CODE_CLASSES };
/// The least contrast of text with its background that the accessibility guidelines ask for.
const CONTRAST: f64 = 4.5;

/// The style sheet, made when it is first asked for.
pub fn code_styles() -> &'static str {
    static SHEET: LazyLock<String> = LazyLock::new(|| {
        let (light, dark) = rules();
        format!("{light}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}\n")
    });
    &SHEET
}

/// The rules for light and for dark pages.
fn rules() -> (String, String) {
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
