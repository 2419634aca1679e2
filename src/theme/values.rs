//! What the values of settings may be. A theme says so in the table `[values]` of its `theme.toml`: a list of words, or
//! the name of a [`Kind`].

use std::collections::BTreeMap;

use csscolorparser::Color;
use serde_json::Value;

use super::fonts;
use super::layers::Layer;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::draw::{self, Fonts};
use crate::fields::Fields;
use crate::model::front_file;
use crate::source::Sources;

/// By setting.
pub type Kinds = BTreeMap<String, Kind>;

pub enum Kind {
    Words(Vec<String>),
    /// The keys of the site's facets.
    Facets,
    Colours,
    /// A length as CSS has it.
    Length,
    /// A picture in `assets/`.
    Picture,
    /// Names of typefaces as CSS has them, best first.
    Typefaces,
    /// A typeface whose file is among the theme's.
    Font,
}

const NAMES: [&str; 6] = ["facets", "colours", "length", "picture", "typefaces", "font"];

/// What values are looked at with.
pub struct Room<'a> {
    pub kinds: &'a Kinds,
    pub layers: &'a [Layer<'a>],
    pub config: &'a Config,
    pub sources: &'a Sources,
}

/// Reads the table of one layer; it takes the place of what a layer below says of the same setting.
pub fn read(table: &Fields<'_, '_>, kinds: &mut Kinds) {
    for key in table.keys() {
        if let Some(Value::Array(_)) = table.free(&key.value) {
            let words = table.texts(&key.value).into_iter().map(|word| word.value).collect();
            kinds.insert(key.value, Kind::Words(words));
            continue;
        }
        let Some(name) = table.text(&key.value) else { continue };
        let kind = match name.value.as_str() {
            "facets" => Kind::Facets,
            "colours" => Kind::Colours,
            "length" => Kind::Length,
            "picture" => Kind::Picture,
            "typefaces" => Kind::Typefaces,
            "font" => Kind::Font,
            other => {
                let message = format!("there is no kind of value called \"{other}\"");
                let hint = format!("a list of words, or one of {}", NAMES.join(", "));
                table.report(Diagnostic::error("value", message).at(table.locate(name.range)).hint(hint));
                continue;
            }
        };
        kinds.insert(key.value, kind);
    }
}

/// What is wrong with the value that is given to a setting, each a message and a way out. `of_site` tells whether by the
/// site itself: a theme may name facets that a site of its own choice has.
pub fn faults(setting: &str, value: &Value, room: &Room<'_>, of_site: bool) -> Vec<Diagnostic> {
    let Some(kind) = room.kinds.get(setting).filter(|kind| of_site || !matches!(kind, Kind::Facets)) else {
        return Vec::new();
    };
    let values: Vec<&str> = match value {
        Value::Array(values) => values.iter().filter_map(Value::as_str).collect(),
        Value::String(text) => vec![text.as_str()],
        _ => Vec::new(),
    };
    let mut found: Vec<Diagnostic> = values.iter().filter_map(|value| fault(setting, value, kind, room)).collect();
    if matches!(kind, Kind::Words(_) | Kind::Facets) {
        let twice = values.iter().enumerate().find(|(number, value)| values[..*number].contains(value));
        found.extend(twice.map(|(_, value)| {
            Diagnostic::error("value", format!("the setting `{setting}` has \"{value}\" twice"))
                .hint("take one of them out")
        }));
    }
    found
}

fn fault(setting: &str, value: &str, kind: &Kind, room: &Room<'_>) -> Option<Diagnostic> {
    let Room { config, sources, .. } = room;
    let wrong =
        |what: &str| Diagnostic::error("value", format!("the setting `{setting}` has \"{value}\", which is {what}"));
    let among = |what: &str, known: &[&str]| {
        (!known.contains(&value)).then(|| {
            wrong(what)
                .hints(did_you_mean(value, known.iter().copied()))
                .hint(format!("there are: {}", known.join(", ")))
        })
    };
    match kind {
        Kind::Words(words) => among("nothing that it can have", &words.iter().map(String::as_str).collect::<Vec<_>>()),
        Kind::Facets => {
            let known: Vec<&str> = config.facets.iter().map(|facet| facet.field.as_str()).collect();
            among("no facet of this site", &known)
        }
        Kind::Colours => value.parse::<Color>().is_err().then(|| {
            wrong("not a colour").hint("write it as \"#\" and six digits or letters from a to f, such as \"#1d4e79\"")
        }),
        Kind::Length => (!is_length(value))
            .then(|| wrong("not a length").hint("a number and its unit, such as \"1.0625rem\", \"18px\" or \"70rem\"")),
        Kind::Picture => picture_fault(value, sources).map(|(what, hint)| wrong(&what).hints(hint)),
        Kind::Typefaces => {
            let what = typefaces_fault(value)?;
            let example = format!("{setting} = '\"Source Sans 3\", Georgia, serif'");
            Some(
                wrong(what).hint(format!("commas between names, quotes around names with spaces or digits: {example}")),
            )
        }
        Kind::Font => font_fault(value, room.layers).map(|hints| wrong("no font of the theme").hints(hints)),
    }
}

/// A number with a unit, zero, or one of the functions that make a length.
fn is_length(value: &str) -> bool {
    const UNITS: [&str; 12] = ["rem", "em", "px", "ch", "ex", "vw", "vi", "vh", "pt", "cm", "mm", "%"];
    let is_number = |text: &str| text.parse::<f64>().is_ok_and(|number| number.is_finite() && number >= 0.0);
    let function = ["calc(", "min(", "max(", "clamp("].iter().any(|start| value.starts_with(start));
    value == "0"
        || function && value.ends_with(')') && !value.contains([';', '{', '}'])
        || UNITS.iter().any(|unit| value.strip_suffix(unit).is_some_and(is_number))
}

/// What is wrong with a list of typefaces: a browser would leave all of it aside.
fn typefaces_fault(value: &str) -> Option<&'static str> {
    let (mut open, mut outside) = (None, String::new());
    for letter in value.chars() {
        match open {
            Some(quote) if quote == letter => open = None,
            Some(_) => {}
            None if matches!(letter, '"' | '\'') => {
                open = Some(letter);
                outside.push('_');
            }
            None => outside.push(letter),
        }
    }
    if open.is_some() {
        return Some("a text with a quotation mark that is never closed");
    }
    if outside.contains([';', '{', '}', '<', '>']) || value.contains(['\n', '\\']) {
        return Some("no list of typefaces");
    }
    let starts_badly = |word: &str| word.starts_with(|letter: char| letter.is_ascii_digit() || letter == '.');
    let is_name = |name: &str| !name.trim().is_empty() && !name.split_whitespace().any(starts_badly);
    (!outside.split(',').all(is_name)).then_some("no list of typefaces")
}

/// The ways out where no font file of the themes has a typeface of that name.
fn font_fault(value: &str, layers: &[Layer<'_>]) -> Option<Vec<String>> {
    if value.is_empty() {
        return None;
    }
    let files = layers.iter().flat_map(|layer| &layer.files.statics);
    let fonts = files.filter(|(name, _)| fonts::is_font(name)).map(|(_, bytes)| &**bytes);
    let families = Fonts::new(fonts).families();
    if families.iter().any(|family| family == value) {
        return None;
    }
    let mine = layers.iter().find(|layer| !layer.is_built_in()).map_or("mine", |layer| layer.name);
    let meant = did_you_mean(value, families.iter().map(String::as_str));
    let way =
        format!("put the font's file (.ttf or .otf) into themes/{mine}/static/, and write the name that is in it");
    Some(meant.into_iter().chain([way]).collect())
}

/// What is wrong with a picture, and what to do.
fn picture_fault(value: &str, sources: &Sources) -> Option<(String, Option<String>)> {
    const ENDINGS: [&str; 7] = [".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif"];
    if value.is_empty() {
        return None;
    }
    let path = front_file(value);
    let Some(asset) = sources.assets.iter().find(|asset| *asset.path == *path) else {
        let known = sources.assets.iter().map(|asset| &*asset.path);
        let hint = did_you_mean(&path, known).unwrap_or_else(|| "put the picture into assets/".to_owned());
        return Some(("not a file in assets/".to_owned(), Some(hint)));
    };
    let ending = ENDINGS.iter().find(|ending| path.to_lowercase().ends_with(*ending));
    match ending {
        None => Some(("not a picture".to_owned(), Some(format!("its name ends in one of {}", ENDINGS.join(", "))))),
        Some(&".svg") => {
            let fault = asset.bytes().map_or_else(|error| Some(error.to_string()), |bytes| draw::svg_fault(&bytes))?;
            let hint = "open it in a browser: if nothing is shown, save it anew from the program that made it";
            Some((format!("no SVG picture that can be read: {fault}"), Some(hint.to_owned())))
        }
        Some(_) => None,
    }
}
