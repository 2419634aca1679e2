//! Are the theme's colours far enough apart to be read? `theme.toml` says which stand on which.
//!
//! Start at [`check`]. The measure is the contrast ratio of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).

use csscolorparser::Color;
use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostic, Location};

/// What the pairs are for, as `theme.toml` names it, and what they need (WCAG 2.2, 1.4.3 and 1.4.11).
pub const USES: [(&str, f64); 2] = [("text", 4.5), ("shapes", 3.0)];

/// One colour and what it may stand on, by the names of settings.
#[derive(Debug, Clone)]
pub struct Pairs {
    pub colour: String,
    pub grounds: Vec<String>,
    pub purpose: &'static str,
    pub least: f64,
}

/// Every pair that fails, in light and in dark. `place` tells where a setting is written, `is_set_here` whether that is
/// in the site's own configuration.
pub fn check(
    pairs: &[Pairs],
    settings: &Map<String, Value>,
    place: impl Fn(&str) -> Location,
    is_set_here: impl Fn(&str) -> bool,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for scheme in ["", "_dark"] {
        for pairs in pairs {
            let name = |name: &str| format!("{name}{scheme}");
            let Some(colour) = colour(settings, &name(&pairs.colour), &place, &mut found) else { continue };
            let grounds: Vec<(String, Color)> = pairs
                .grounds
                .iter()
                .filter_map(|ground| {
                    let ground = name(ground);
                    let colour = self::colour(settings, &ground, &place, &mut found)?;
                    Some((ground, colour))
                })
                .collect();
            let own = name(&pairs.colour);
            for (ground, behind) in &grounds {
                let ratio = contrast(&colour, behind);
                if ratio >= pairs.least {
                    continue;
                }
                found.push(
                    Diagnostic::error(
                        "contrast",
                        format!(
                            "the colour `{}` ({}) can hardly be seen on `{ground}` ({}): their contrast is {ratio:.2} to 1, \
                             and {} needs {} to 1",
                            name(&pairs.colour),
                            colour.to_css_hex(),
                            behind.to_css_hex(),
                            if pairs.purpose == "text" { "text" } else { "a shape" },
                            pairs.least,
                        ),
                    )
                    // The colour that the site changed is the one to change again.
                    .at(place(if !is_set_here(&own) && is_set_here(ground) {
                        ground
                    } else {
                        &own
                    }))
                    .hints(better(&colour, &grounds, pairs.least).map(|better| {
                        format!("this would do: {} = \"{}\"", name(&pairs.colour), better.to_css_hex())
                    })),
                );
            }
        }
    }
    found
}

fn colour(
    settings: &Map<String, Value>,
    name: &str,
    place: impl Fn(&str) -> Location,
    found: &mut Vec<Diagnostic>,
) -> Option<Color> {
    // A theme without this setting has no such pair.
    let text = settings.get(name)?.as_str()?;
    match text.parse() {
        Ok(colour) => Some(colour),
        Err(_) => {
            let diagnostic = Diagnostic::error("colour", format!("`{name}` is \"{text}\", which is not a colour"))
                .at(place(name))
                .hint("write it as \"#\" and six digits or letters from a to f, such as \"#1d4e79\"");
            if !found.contains(&diagnostic) {
                found.push(diagnostic);
            }
            None
        }
    }
}

fn contrast(above: &Color, below: &Color) -> f64 {
    let (a, b) = (luminance(&over(above, below)), luminance(below));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// What is seen of a colour that lets another shine through.
fn over(above: &Color, below: &Color) -> Color {
    let mix = |above_part: f32, below_part: f32| above_part * above.a + below_part * (1.0 - above.a);
    Color::new(mix(above.r, below.r), mix(above.g, below.g), mix(above.b, below.b), 1.0)
}

/// Relative luminance (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance).
fn luminance(colour: &Color) -> f64 {
    let [r, g, b, _] = colour.to_linear_rgba().map(f64::from);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// The colour, darkened or lightened just so far that it can be seen on all its grounds.
fn better(colour: &Color, grounds: &[(String, Color)], least: f64) -> Option<Color> {
    const STEPS: u8 = 50;
    let toward = |end: &Color| {
        (1..=STEPS).map(|step| colour.interpolate_oklab(end, f32::from(step) / f32::from(STEPS))).find(|candidate| {
            // As it will be written, in eight bits.
            let [r, g, b, a] = candidate.to_rgba8();
            let written = Color::from_rgba8(r, g, b, a);
            grounds.iter().all(|(_, ground)| contrast(&written, ground) >= least)
        })
    };
    toward(&Color::from_rgba8(0, 0, 0, 255)).or_else(|| toward(&Color::from_rgba8(255, 255, 255, 255)))
}
