//! The theme folders that a site names, first over last.

use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic, TextFile, did_you_mean};
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

/// What a site needs and its themes lack, as one mistake: all that would be told of it besides would follow from it.
pub fn incomplete(layers: &[Layer<'_>], config: &Config, templates: &[&str]) -> Option<Diagnostic> {
    let has = |name: &str| layers.iter().any(|layer| layer.files.texts.contains_key(name));
    let missing: Vec<&str> = templates.iter().copied().filter(|name| !has(&format!("templates/{name}"))).collect();
    let own = config.language().tag();
    let has_words =
        [own, own.split('-').next().unwrap_or(own), "en"].iter().any(|tag| has(&format!("i18n/{tag}.toml")));
    let lacks = match missing.as_slice() {
        [] if has_words => return None,
        [] => String::new(),
        [one] => format!("no template {one}"),
        [first, second] => format!("no templates {first} and {second}"),
        [first, second, third] => format!("no templates {first}, {second} and {third}"),
        [first, second, rest @ ..] => format!("no templates {first}, {second} and {} others", rest.len()),
    };
    let words = if has_words { "" } else { "no words (i18n/en.toml)" };
    let lacks: Vec<&str> = [&*lacks, words].into_iter().filter(|part| !part.is_empty()).collect();
    let names: Vec<String> = config.themes.iter().map(|theme| format!("\"{}\"", theme.value)).collect();
    let place = config.themes.last().map_or(0..0, |theme| theme.range.clone());
    let diagnostic =
        Diagnostic::error("incomplete-theme", format!("the theme is not complete: it has {}", lacks.join(", and ")))
            .at(config.file.locate(place));
    Some(match layers.iter().any(|layer| layer.name == embedded::NAME) {
        true => diagnostic
            .hint("the folder themes/gallery takes the place of the whole theme that is built in")
            .hint("rename the folder to themes/mine, and write in content/site.toml: themes = [\"mine\", \"gallery\"]"),
        false => diagnostic.hint(format!(
            "end the list with \"gallery\", which has all that a site needs: themes = [{}, \"gallery\"]",
            names.join(", ")
        )),
    })
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
