//! The style sheet for code blocks: a light and a dark set of rules from syntect's themes, every colour made
//! readable on its background.

use std::sync::LazyLock;

use syntect::highlighting::{Color, Theme, ThemeSet};
use syntect::html::{ClassStyle, css_for_theme_with_class_style};

use super::contrast::{contrast, luminance};
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
    let goal = if luminance(&seen(background)) > 0.5 { 0.0 } else { 255.0 };
    let mixed = |share: f64| {
        let channel = |from: u8| (f64::from(from) + (goal - f64::from(from)) * share).round() as u8;
        Color { r: channel(colour.r), g: channel(colour.g), b: channel(colour.b), a: 255 }
    };
    let steps = (0..=20).map(|step| mixed(f64::from(step) / 20.0));
    steps.into_iter().find(|mixed| contrast(&seen(*mixed), &seen(background)) >= CONTRAST).unwrap_or(mixed(1.0))
}

/// The same colour for reckoning.
fn seen(colour: Color) -> csscolorparser::Color {
    csscolorparser::Color::from_rgba8(colour.r, colour.g, colour.b, 255)
}
