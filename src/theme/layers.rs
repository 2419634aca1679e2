//! The theme folders that a site names, first over last.

use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic, TextFile, did_you_mean};
use crate::language::Wording;
use crate::mark::{Mark, Marker};
use crate::source::{Sources, ThemeFiles};

use super::embedded;

pub struct Layer<'a> {
    pub name: &'a str,
    pub files: &'a ThemeFiles,
}

impl Layer<'_> {
    /// Is it Loggia's own, and not a folder of the site that takes its place?
    pub fn is_built_in(&self) -> bool {
        std::ptr::eq(self.files, &raw const *embedded::GALLERY)
    }

    /// Its templates: the name within the layer, and the file.
    pub fn templates(&self) -> impl Iterator<Item = (&str, &TextFile)> {
        self.files.texts.iter().filter_map(|(path, file)| Some((path.strip_prefix("templates/")?, file)))
    }
}

pub fn find<'a>(sources: &'a Sources, config: &'a Config) -> Checked<Vec<Layer<'a>>> {
    let mut layers = Vec::new();
    let mut diagnostics = Vec::new();
    for theme in &config.themes {
        let name = theme.value.as_str();
        if let Some(files) = sources.themes.get(name) {
            layers.push(Layer { name, files });
        } else if name == embedded::NAME {
            layers.push(Layer { name, files: &embedded::GALLERY });
        } else {
            let known = sources.themes.keys().map(String::as_str).chain([embedded::NAME]);
            diagnostics.push(
                Diagnostic::error("unknown-theme", format!("there is no theme \"{name}\""))
                    .at(config.file.locate(theme.range.clone()))
                    .hints(did_you_mean(name, known))
                    .hint(format!("a theme is a folder: themes/{name}/; \"gallery\" is built in")),
            );
        }
    }
    if !diagnostics.is_empty() {
        layers.clear();
    }
    Checked::new(layers, diagnostics)
}

/// The wording of a language: its own over that of its base language ("fr" for "fr-CA") over English.
pub fn wording(layers: &[Layer<'_>], tag: &str) -> Checked<Wording> {
    let base = tag.split('-').next().unwrap_or(tag);
    let mut names = vec![tag, base, "en"];
    names.dedup();
    let mut diagnostics = Vec::new();
    let mut wording = Wording::default();
    let mut own = false;
    for name in names.into_iter().rev() {
        for layer in layers.iter().rev() {
            if let Some(file) = layer.files.texts.get(&format!("i18n/{name}.toml")) {
                own |= name == tag || name == base;
                wording = Wording::parse(file).take(&mut diagnostics).over(wording);
            }
        }
    }
    if !own && base == "en" {
        diagnostics.push(
            Diagnostic::error("no-wording", "the theme has no words: its i18n/en.toml is missing").hint(
                "end the list of themes with \"gallery\", which has every word: themes = [\"mine\", \"gallery\"]",
            ),
        );
    } else if !own {
        diagnostics.push(
            Diagnostic::warning(
                "no-wording",
                format!("no theme has words in the language \"{tag}\", so English ones are shown"),
            )
            .hint(format!(
                "add a file themes/YOURS/i18n/{tag}.toml; the gallery theme's i18n/en.toml shows which keys there are"
            )),
        );
    }
    Checked::new(wording, diagnostics)
}

/// The names of the templates that are wanted, sorted.
pub fn templates(layers: &[Layer<'_>], wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let names = layers.iter().flat_map(Layer::templates).map(|(name, _)| name);
    let mut names: Vec<String> = names.filter(|name| wanted(name)).map(str::to_owned).collect();
    names.sort();
    names.dedup();
    names
}

/// A mark of all that style sheets are made from: the settings, and templates that take one another in.
pub fn styles_mark(layers: &[Layer<'_>], settings: &serde_json::Value) -> Mark {
    let mut mark = Marker::default();
    mark.add(settings.to_string().as_bytes());
    for (_, file) in layers.iter().flat_map(Layer::templates).filter(|(name, _)| name.ends_with(".css")) {
        mark.add_mark(file.mark);
    }
    mark.mark()
}
