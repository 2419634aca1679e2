//! What the values of settings may be. A theme says so in the table `[values]` of its `theme.toml`: a list of words, or
//! the name of a [`Kind`].

use std::collections::BTreeMap;

use csscolorparser::Color;
use serde_json::{Map, Value};

use crate::config::Config;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::draw;
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
}

const NAMES: [&str; 4] = ["facets", "colours", "length", "picture"];

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

/// What is wrong with the values that the site gives to settings, each a message and a way out.
pub fn check(kinds: &Kinds, own: &Map<String, Value>, config: &Config, sources: &Sources) -> Vec<(String, Diagnostic)> {
    let mut found = Vec::new();
    for (setting, value) in own {
        let Some(kind) = kinds.get(setting) else { continue };
        let values = match value {
            Value::Array(values) => values.iter().filter_map(Value::as_str).collect(),
            Value::String(text) => vec![text.as_str()],
            _ => Vec::new(),
        };
        for value in values {
            found.extend(fault(setting, value, kind, config, sources).map(|fault| (setting.clone(), fault)));
        }
    }
    found
}

fn fault(setting: &str, value: &str, kind: &Kind, config: &Config, sources: &Sources) -> Option<Diagnostic> {
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
