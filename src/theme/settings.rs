//! A theme's settings: those of `theme.toml`, layer over layer, the site's `[theme]` over all.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::contrast::{self, Pairs};
use super::layers::Layer;
use super::values::{self, Kinds};
use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic, Location, did_you_mean};
use crate::fields::{self, Fields};
use crate::source::Sources;

/// The settings of all layers; colours that can't be read where they stand are errors.
pub fn merge(layers: &[Layer<'_>], config: &Config, sources: &Sources) -> Checked<Value> {
    let mut merged = Map::new();
    let mut places: HashMap<String, Location> = HashMap::new();
    let mut pairs: Vec<Pairs> = Vec::new();
    let mut kinds = Kinds::new();
    let mut found = Vec::new();
    for layer in layers.iter().rev() {
        let Some(file) = layer.files.texts.get("theme.toml") else { continue };
        let read = fields::read(file, 0..file.text.len(), "theme's configuration", 0..0, |fields| {
            fields.text("name");
            fields.text("description");
            if let Some(table) = fields.table("settings")
                && let Some(Value::Object(settings)) = fields.free("settings")
            {
                merged.extend(settings);
                places.extend(table.keys().into_iter().map(|key| (key.value, table.locate(key.range))));
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
    }
    let mut set_here = Vec::new();
    if let Value::Object(own) = &config.theme {
        let wrong = values::check(&kinds, own, config, sources);
        // The theme's own value stays in the place of a wrong one, which would be complained of again.
        let faulty: HashSet<String> = wrong.iter().map(|(key, _)| key.clone()).collect();
        found.extend(wrong.into_iter().map(|(key, fault)| fault.at(config.theme_key(&key))));
        for (key, value) in own.iter().filter(|(key, _)| !faulty.contains(*key)) {
            match merged.get(key) {
                Some(known) if same_kind(known, value) => {
                    merged.insert(key.clone(), value.clone());
                    places.insert(key.clone(), config.theme_key(key));
                    set_here.push(key.as_str());
                }
                Some(known) => found.push(
                    Diagnostic::error("wrong-type", format!("the theme's setting `{key}` takes {}", kind(known)))
                        .at(config.theme_key(key))
                        .hint(format!("for example: {key} = {known}")),
                ),
                None => {
                    let diagnostic = Diagnostic::error("unknown-key", format!("the theme has no setting `{key}`"))
                        .at(config.theme_key(key));
                    found.push(match config.misplaced(key) {
                        Some(way_out) => diagnostic.hint(way_out),
                        None => diagnostic
                            .hints(did_you_mean(key, merged.keys().map(String::as_str)))
                            .hint("the theme's theme.toml lists its settings"),
                    });
                }
            }
        }
    }
    let place = |key: &str| places.get(key).cloned().unwrap_or_else(|| config.theme_key(key));
    let is_set_here = |key: &str| set_here.contains(&key);
    found.extend(contrast::check(&pairs, &merged, place, is_set_here));
    Checked::new(Value::Object(merged), found)
}

/// A layer's pairs take the place of those below for the same colour and purpose.
fn read_pairs(table: &Fields<'_, '_>, pairs: &mut Vec<Pairs>) {
    for (purpose, least) in contrast::USES {
        let Some(inner) = table.table(purpose) else { continue };
        for key in inner.keys() {
            let grounds = inner.texts(&key.value).into_iter().map(|ground| ground.value).collect();
            pairs.retain(|known| known.colour != key.value || known.purpose != purpose);
            pairs.push(Pairs { colour: key.value, grounds, purpose, least });
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
