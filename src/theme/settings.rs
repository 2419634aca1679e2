//! A theme's settings: those of `theme.toml`, layer over layer, the site's `[theme]` over all.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::contrast::{self, Pairs};
use super::embedded;
use super::layers::Layer;
use super::values::{self, Kinds, Room};
use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic, Location, TextFile, did_you_mean};
use crate::fields::{self, Fields, Located};
use crate::source::Sources;

/// A value that a layer, or the site, gives to a setting.
struct Given {
    key: String,
    value: Value,
    place: Location,
}

/// The settings of all layers; colours that can't be read where they stand are errors.
pub fn merge(layers: &[Layer<'_>], config: &Config, sources: &Sources) -> Checked<Value> {
    let mut pairs: Vec<Pairs> = Vec::new();
    let mut kinds = Kinds::new();
    let mut found = Vec::new();
    let mut given: Vec<(&Layer<'_>, Vec<Given>)> = Vec::new();
    for layer in layers.iter().rev() {
        let Some(file) = layer.files.texts.get("theme.toml") else { continue };
        let mut own = Vec::new();
        let read = fields::read(file, 0..file.text.len(), "theme's configuration", 0..0, |fields| {
            fields.text("name");
            fields.text("description");
            if let Some(table) = fields.table("settings")
                && let Some(Value::Object(mut settings)) = fields.free("settings")
            {
                own.extend(table.keys().into_iter().filter_map(|key| {
                    let value = settings.remove(&key.value)?;
                    Some(Given { key: key.value, value, place: table.locate(key.range) })
                }));
            }
            if let Some(table) = fields.table("contrast") {
                read_pairs(&table, &mut pairs);
                table.finish();
            }
            if let Some(table) = fields.table("values") {
                values::read(&table, &mut kinds);
                table.finish();
            }
        });
        found.extend(read.diagnostics);
        given.push((layer, own));
    }
    let mut merging = Merging { merged: Map::new(), places: HashMap::new(), found };
    let room = Room { kinds: &kinds, layers, config, sources };
    for (layer, own) in given {
        for given in own {
            if !layer.is_built_in() {
                merging.note_slip(&given, layers);
            }
            if layer.is_built_in() || merging.fits(&given, &room, false) {
                merging.take(given);
            }
        }
    }
    pairs.retain_mut(|pairs| merging.knows(pairs));
    let mut set_here = Vec::new();
    for (key, value) in config.theme.as_object().into_iter().flatten() {
        let given = Given { key: key.clone(), value: value.clone(), place: config.theme_key(key) };
        if merging.is_known(&given, config) && merging.fits(&given, &room, true) {
            set_here.push(key.as_str());
            merging.take(given);
        }
    }
    let Merging { merged, places, mut found } = merging;
    let place = |key: &str| places.get(key).cloned().unwrap_or_else(|| config.theme_key(key));
    let is_set_here = |key: &str| set_here.contains(&key);
    found.extend(contrast::check(&pairs, &merged, place, is_set_here));
    Checked::new(Value::Object(merged), found)
}

struct Merging {
    merged: Map<String, Value>,
    places: HashMap<String, Location>,
    found: Vec<Diagnostic>,
}

impl Merging {
    fn take(&mut self, given: Given) {
        self.places.insert(given.key.clone(), given.place);
        self.merged.insert(given.key, given.value);
    }

    /// Is it a setting of the theme?
    fn is_known(&mut self, given: &Given, config: &Config) -> bool {
        let key = &given.key;
        let is_known = self.merged.contains_key(key);
        if !is_known {
            let diagnostic =
                Diagnostic::error("unknown-key", format!("the theme has no setting `{key}`")).at(given.place.clone());
            self.found.push(match config.misplaced(key) {
                Some(way_out) => diagnostic.hint(way_out),
                None => diagnostic
                    .hints(did_you_mean(key, self.merged.keys().map(String::as_str)))
                    .hint("loggia theme show theme.toml lists those of the gallery theme"),
            });
        }
        is_known
    }

    /// Is it a value that the setting can have? The theme's own stays in the place of a wrong one, which would be
    /// complained of again.
    fn fits(&mut self, given: &Given, room: &Room<'_>, of_site: bool) -> bool {
        let Given { key, value, place } = given;
        if let Some(known) = self.merged.get(key).filter(|known| !same_kind(known, value)) {
            self.found.push(
                Diagnostic::error("wrong-type", format!("the theme's setting `{key}` takes {}", kind(known)))
                    .at(place.clone())
                    .hint(format!("for example: {key} = {known}")),
            );
            return false;
        }
        let faults = values::faults(key, value, room, of_site);
        let fits = faults.is_empty();
        self.found.extend(faults.into_iter().map(|fault| fault.at(place.clone())));
        fits
    }

    /// A setting of an own theme that no template asks for is likely a slip in the name of another.
    fn note_slip(&mut self, given: &Given, layers: &[Layer<'_>]) {
        let name = given.key.strip_suffix("_dark").unwrap_or(&given.key);
        let is_asked_for = || layers.iter().flat_map(Layer::templates).any(|(_, file)| file.text.contains(name));
        // Some settings of the built-in theme are for Loggia itself.
        let built_in = embedded::GALLERY.texts.get("theme.toml").map_or("", |file| &file.text);
        let is_built_in =
            || built_in.lines().any(|line| line.split('=').next().is_some_and(|key| key.trim() == given.key));
        if self.merged.contains_key(&given.key) || is_built_in() || is_asked_for() {
            return;
        }
        if let Some(meant) = did_you_mean(&given.key, self.merged.keys().map(String::as_str)) {
            self.found.push(
                Diagnostic::warning("leftover", format!("no template asks for the setting `{}`", given.key))
                    .at(given.place.clone())
                    .hint(meant),
            );
        }
    }

    /// Are there settings of all these names? Those that are not are left out.
    fn knows(&mut self, pairs: &mut Pairs) -> bool {
        let mut is_known = |name: &Located<String>, file: &TextFile| {
            let is_known = self.merged.contains_key(&name.value);
            if !is_known {
                self.found.push(
                    Diagnostic::error("unknown-key", format!("the theme has no colour `{}`", name.value))
                        .at(file.locate(name.range.clone()))
                        .hints(did_you_mean(&name.value, self.merged.keys().map(String::as_str)))
                        .hint("a pair is made of colours that stand in [settings]"),
                );
            }
            is_known
        };
        let file = pairs.file.clone();
        pairs.grounds.retain(|ground| is_known(ground, &file));
        is_known(&pairs.colour, &file)
    }
}

/// A layer's pairs take the place of those below for the same colour and purpose.
fn read_pairs(table: &Fields<'_, '_>, pairs: &mut Vec<Pairs>) {
    for (purpose, least) in contrast::USES {
        let Some(inner) = table.table(purpose) else { continue };
        for colour in inner.keys() {
            let grounds = inner.texts(&colour.value);
            pairs.retain(|known| known.colour.value != colour.value || known.purpose != purpose);
            pairs.push(Pairs { colour, grounds, purpose, least, file: inner.file().clone() });
        }
        inner.finish();
    }
}

fn same_kind(a: &Value, b: &Value) -> bool {
    std::mem::discriminant(a) == std::mem::discriminant(b)
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "text in quotes",
        Value::Number(_) => "a number",
        Value::Bool(_) => "true or false",
        Value::Array(_) => "a list in square brackets",
        _ => "a table",
    }
}
