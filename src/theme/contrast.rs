//! Are the theme's colours far enough apart to be read? `theme.toml` says which stand on which.
//!
//! Start at [`check`]. The measure is the contrast ratio of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).

use csscolorparser::Color;
use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostic, Location, TextFile};
use crate::fields::Located;

/// What the pairs are for, as `theme.toml` names it, and what they need (WCAG 2.2, 1.4.3 and 1.4.11).
pub const USES: [(&str, f64); 2] = [("text", 4.5), ("shapes", 3.0)];

/// One colour and what it may stand on, by the names of settings.
#[derive(Debug, Clone)]
pub struct Pairs {
    pub colour: Located<String>,
    pub grounds: Vec<Located<String>>,
    pub purpose: &'static str,
    pub least: f64,
    /// Where they are written.
    pub file: TextFile,
}

/// A colour that can hardly be seen on another.
struct Failure {
    colour: Seen,
    ground: Seen,
    purpose: &'static str,
    least: f64,
    ratio: f64,
    /// Is the ground the one to change? Where the site changed it and left the colour as it was.
    of_ground: bool,
}

/// A setting and its colour.
#[derive(Clone)]
struct Seen {
    name: String,
    colour: Color,
}

impl Failure {
    /// The colour to change, and the one that stays.
    fn ends(&self) -> (&Seen, &Seen) {
        if self.of_ground { (&self.ground, &self.colour) } else { (&self.colour, &self.ground) }
    }
}

/// A pair of colours and what it needs.
struct Pair {
    colour: Seen,
    ground: Seen,
    purpose: &'static str,
    least: f64,
}

/// Every colour that fails, in light and in dark, each told once with all that it fails on. `place` tells where a
/// setting is written, `is_set_here` whether that is in the site's own configuration.
pub fn check(
    pairs: &[Pairs],
    settings: &Map<String, Value>,
    place: impl Fn(&str) -> Location,
    is_set_here: impl Fn(&str) -> bool,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for scheme in ["", "_dark"] {
        let all = resolved(pairs, scheme, settings, &place, &mut found);
        let mut failures = failures(&all, &is_set_here);
        while let Some(first) = failures.first() {
            let name = first.ends().0.name.clone();
            let (group, rest) = failures.into_iter().partition(|one| one.ends().0.name == name);
            failures = rest;
            found.push(told(&group, &all).at(place(&name)));
        }
    }
    found
}

fn resolved(
    pairs: &[Pairs],
    scheme: &str,
    settings: &Map<String, Value>,
    place: impl Fn(&str) -> Location,
    found: &mut Vec<Diagnostic>,
) -> Vec<Pair> {
    let mut all = Vec::new();
    for pairs in pairs {
        let mut seen = |name: &str| {
            let name = format!("{name}{scheme}");
            let colour = colour(settings, &name, &place, found)?;
            Some(Seen { name, colour })
        };
        let Some(colour) = seen(&pairs.colour.value) else { continue };
        for ground in pairs.grounds.iter().filter_map(|ground| seen(&ground.value)) {
            all.push(Pair { colour: colour.clone(), ground, purpose: pairs.purpose, least: pairs.least });
        }
    }
    all
}

fn failures(all: &[Pair], is_set_here: impl Fn(&str) -> bool) -> Vec<Failure> {
    let mut failures: Vec<Failure> = Vec::new();
    for Pair { colour, ground, purpose, least } in all {
        let ratio = contrast(&colour.colour, &ground.colour);
        // What fails as text need not be told again as a shape.
        let is_told = |one: &Failure| one.colour.name == colour.name && one.ground.name == ground.name;
        if ratio < *least && !failures.iter().any(is_told) {
            let of_ground = !is_set_here(&colour.name) && is_set_here(&ground.name);
            let (colour, ground) = (colour.clone(), ground.clone());
            failures.push(Failure { colour, ground, purpose, least: *least, ratio, of_ground });
        }
    }
    failures
}

/// One message for all that fails by the same colour.
fn told(group: &[Failure], all: &[Pair]) -> Diagnostic {
    let (wrong, _) = group[0].ends();
    let others: Vec<String> = group
        .iter()
        .map(|one| {
            let other = one.ends().1;
            format!("`{}` ({}: {:.2} to 1)", other.name, other.colour.to_css_hex(), one.ratio)
        })
        .collect();
    let (others, own) = (listed(&others), format!("`{}` ({})", wrong.name, wrong.colour.to_css_hex()));
    let mut needs: Vec<String> = Vec::new();
    for one in group {
        let what = if one.purpose == "text" { "text" } else { "a shape" };
        let need = format!("{what} needs a contrast of {} to 1", one.least);
        if !needs.contains(&need) {
            needs.push(need);
        }
    }
    let message = match group[0].of_ground {
        true => format!("{others} can hardly be seen on the colour {own}: {}", needs.join(", ")),
        false => format!("the colour {own} can hardly be seen on {others}: {}", needs.join(", ")),
    };
    let would_do = |candidate: &Color| {
        all.iter().all(|pair| {
            if pair.colour.name == wrong.name {
                contrast(candidate, &pair.ground.colour) >= pair.least
            } else {
                pair.ground.name != wrong.name || contrast(&pair.colour.colour, candidate) >= pair.least
            }
        })
    };
    Diagnostic::error("contrast", message).hints(
        better(&wrong.colour, would_do)
            .map(|better| format!("this would do: {} = \"{}\"", wrong.name, better.to_css_hex())),
    )
}

/// "a, b and c".
fn listed(items: &[String]) -> String {
    match items {
        [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => items.concat(),
    }
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

/// How far two colours are apart, from 1 to 21 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
pub(super) fn contrast(above: &Color, below: &Color) -> f64 {
    let (a, b) = (luminance(&over(above, below)), luminance(below));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// What is seen of a colour that lets another shine through.
fn over(above: &Color, below: &Color) -> Color {
    let mix = |above_part: f32, below_part: f32| above_part * above.a + below_part * (1.0 - above.a);
    Color::new(mix(above.r, below.r), mix(above.g, below.g), mix(above.b, below.b), 1.0)
}

/// Relative luminance (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance).
pub(super) fn luminance(colour: &Color) -> f64 {
    let [r, g, b, _] = colour.to_linear_rgba().map(f64::from);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// The colour, darkened or lightened just so far that it would do.
fn better(colour: &Color, would_do: impl Fn(&Color) -> bool) -> Option<Color> {
    const STEPS: u8 = 50;
    let toward = |end: Color| {
        (1..=STEPS).find_map(|step| {
            // As it will be written, in eight bits.
            let [r, g, b, a] = colour.interpolate_oklab(&end, f32::from(step) / f32::from(STEPS)).to_rgba8();
            let written = Color::from_rgba8(r, g, b, a);
            would_do(&written).then_some((step, written))
        })
    };
    let ends = [toward(Color::from_rgba8(0, 0, 0, 255)), toward(Color::from_rgba8(255, 255, 255, 255))];
    ends.into_iter().flatten().min_by_key(|(step, _)| *step).map(|(_, colour)| colour)
}
