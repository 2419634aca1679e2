//! The look of a site: theme folders in layers, as one [`Theme`].
//!
//! `themes = ["mine", "gallery"]` means: a template, static file, wording or setting is taken from `mine`, and
//! from `gallery` where `mine` has none. Start at [`Theme::load`]; `layers.rs` finds the folders, `settings.rs`
//! and the wording are merged from the last layer up, `engine.rs` makes the template engine of each language. `explain.rs`
//! says what is wrong with a template.

mod code_styles;
mod context;
mod contrast;
mod embedded;
mod engine;
mod explain;
mod fonts;
mod layers;
mod leftovers;
mod misplaced;
mod names_file;
mod settings;
mod tags;
mod values;
mod words;

pub use code_styles::code_styles;
pub use context::Context;
pub use embedded::{NAME as BUILT_IN, file as built_in_file, paths as built_in_paths};

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic};
use crate::draw::Fonts;
use crate::model::texts_in;
use crate::source::Sources;

/// The style sheet for code blocks, which Loggia makes.
pub const CODE_STYLES: &str = "code.css";

pub struct Theme {
    /// One for each language.
    engines: Vec<engine::Engine>,
    settings: serde_json::Value,
    statics: BTreeMap<String, Cow<'static, [u8]>>,
    /// Names of templates that are style sheets.
    styles: Vec<String>,
    /// Names of templates in `shared/`.
    shared: Vec<String>,
    fonts: fonts::Shared,
}

impl Theme {
    /// `templates` are the names that it must have.
    pub fn load(sources: &Sources, config: &Config, templates: &[&str]) -> Checked<Option<Theme>> {
        let mut diagnostics = Vec::new();
        let layers = layers::find(sources, config).take(&mut diagnostics);
        if layers.is_empty() {
            return Checked::new(None, diagnostics);
        }
        if let Some(diagnostic) = layers::incomplete(&layers, config, templates) {
            diagnostics.push(diagnostic);
            return Checked::new(None, diagnostics);
        }
        let settings = settings::merge(&layers, config, sources).take(&mut diagnostics);
        let words: Vec<words::Words> = config
            .languages
            .iter()
            .map(|edition| words::read(&layers, edition.language.tag()).take(&mut diagnostics))
            .collect();
        let mut statics: BTreeMap<String, Cow<'static, [u8]>> = BTreeMap::new();
        for layer in layers.iter().rev() {
            statics.extend(layer.files.statics.iter().map(|(name, bytes)| (name.clone(), bytes.clone())));
        }
        diagnostics.extend(leftovers::check(&layers, config));
        diagnostics.extend(misplaced::check(&layers, config, sources));
        let styles = layers::templates(&layers, is_sheet);
        for (name, diagnostic) in misplaced::in_the_way(&layers, &styles) {
            statics.remove(&name);
            diagnostics.push(diagnostic);
        }
        let shared = layers::templates(&layers, |name| shared_name(name).is_some());
        let files = engine::Addresses::new(config, sources, &statics, &styles, layers::styles_mark(&layers, &settings));
        let fonts = fonts::shared(&statics);
        let mut engines = Vec::new();
        for (edition, words) in config.languages.iter().zip(words) {
            match engine::Engine::new(&layers, edition.language.clone(), words, files.clone(), &fonts) {
                Ok(engine) => engines.push(engine),
                Err(found) => {
                    // Each language has the same templates, so the same mistakes.
                    diagnostics.extend(found);
                    return Checked::new(None, diagnostics);
                }
            }
        }
        Checked::new(Some(Theme { engines, settings, statics, styles, shared, fonts }), diagnostics)
    }

    /// The settings of `theme.toml`, the site's own over them.
    pub fn settings(&self) -> &serde_json::Value {
        &self.settings
    }

    /// The theme's words for a key, in a language.
    pub fn word(
        &self,
        language: usize,
        key: &str,
        number: Option<i64>,
        values: &[(&str, String)],
    ) -> Result<String, Box<Diagnostic>> {
        self.engines[language].word(key, number, values)
    }

    pub fn render(&self, language: usize, template: &str, context: &Context) -> Result<Vec<u8>, Box<Diagnostic>> {
        self.engines[language].render(template, context)
    }

    /// The same as text, for what stands within a page.
    pub fn render_text(&self, language: usize, template: &str, context: &Context) -> Result<String, Box<Diagnostic>> {
        let bytes = self.render(language, template, context)?;
        Ok(String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
    }

    pub fn has(&self, template: &str) -> bool {
        self.engines.first().is_some_and(|engine| engine.has(template))
    }

    /// Does any template have this in its text?
    pub fn mentions(&self, name: &str) -> bool {
        self.engines.first().is_some_and(|engine| engine.any_text(|text| text.contains(name)))
    }

    /// Do the settings or a template name a file of the site's `assets/`?
    pub fn names_file(&self, path: &str) -> bool {
        let is_of_theme = self.statics.contains_key(path) || self.has(path);
        let in_setting = |text: &&str| names_file::in_setting(text, path);
        let in_template = |text: &str| names_file::in_template(text, path, is_of_theme);
        texts_in(&self.settings).iter().any(in_setting)
            || self.engines.first().is_some_and(|engine| engine.any_text(in_template))
    }

    /// The fonts for text in pictures.
    pub fn fonts(&self) -> Arc<Fonts> {
        (**self.fonts).clone()
    }

    /// A colour among the settings, as red, green and blue.
    pub fn colour(&self, setting: &str) -> Option<[u8; 3]> {
        let colour: csscolorparser::Color = self.settings.get(setting)?.as_str()?.parse().ok()?;
        let [r, g, b, _] = colour.to_rgba8();
        Some([r, g, b])
    }

    pub fn static_names(&self) -> impl Iterator<Item = &str> {
        self.statics.keys().map(String::as_str)
    }

    pub fn static_file(&self, name: &str) -> Option<&[u8]> {
        self.statics.get(name).map(|bytes| &**bytes)
    }

    /// The parts that pages share: the name that pages know each by, and its template.
    pub fn shared_templates(&self) -> impl Iterator<Item = (&str, &str)> {
        self.shared.iter().filter_map(|template| Some((shared_name(template)?, template.as_str())))
    }

    pub fn style_templates(&self) -> impl Iterator<Item = &str> {
        self.styles.iter().map(String::as_str)
    }
}

/// Is it a style sheet? In a folder, it is a part of one.
fn is_sheet(template: &str) -> bool {
    template.ends_with(".css") && !template.contains('/')
}

/// What pages call the template of a shared part: `footer` for `shared/footer.html`.
fn shared_name(template: &str) -> Option<&str> {
    template.strip_prefix("shared/")?.strip_suffix(".html")
}
