//! The template engine of one language: Tera with the theme's templates, and the functions and filters that
//! templates have.
//!
//! `t(key=…)` gives wording, `asset(path=…)` the address of a theme's file, `file(path=…)` of a site's file,
//! `lines(text=…)` breaks a text for a picture, and the filter `number` formats for the language. Mistakes become diagnostics at the template's line.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tera::{Error, ErrorKind, Kwargs, State, Tera, Value};

use super::context::Context;
use super::layers::Layer;
use super::words::{self, Words};
use super::{CODE_STYLES, code_styles, explain, fonts};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, TextFile, did_you_mean};
use crate::language::{Language, Wording};
use crate::mark::Mark;
use crate::model::{Base, Route, front_file};
use crate::source::Sources;

pub struct Engine {
    tera: Tera,
    language: Arc<Language>,
    wording: Arc<Wording>,
    /// Where the words come from.
    words: Words,
    /// The full name of each template by the name that it is asked for, of the topmost layer that has it.
    names: HashMap<String, String>,
    /// Each template's file, by its full name in the engine.
    files: Files,
}

/// About the size of a page, so that most need not grow.
const TYPICAL: usize = 24 * 1024;

/// How a mistake in words begins.
const WORDING: &str = "the wording \"";

pub type Files = BTreeMap<String, TextFile>;

/// The addresses of files, for templates.
#[derive(Clone)]
pub struct Addresses(Arc<Inner>);

struct Inner {
    base: Base,
    /// Of a theme's file, with a mark of its content, so that browsers fetch it again when it changes.
    files: BTreeMap<String, String>,
    assets: BTreeSet<String>,
}

impl Addresses {
    pub fn new(
        config: &Config,
        sources: &Sources,
        statics: &BTreeMap<String, Cow<'static, [u8]>>,
        styles: &[String],
        styles_mark: Mark,
    ) -> Self {
        let address = |name: &str, mark: Mark| (name.to_owned(), versioned(&config.base, name, mark));
        let mut files: BTreeMap<String, String> =
            statics.iter().map(|(name, bytes)| address(name, Mark::of(bytes))).collect();
        files.extend(styles.iter().map(|name| address(name, styles_mark)));
        let assets = sources.assets.iter().map(|asset| asset.path.to_string()).collect();
        Addresses(Arc::new(Inner { base: config.base.clone(), files, assets }))
    }

    fn asset(&self, path: &str) -> tera::TeraResult<String> {
        // Made only for sites that show code.
        if path == CODE_STYLES {
            return Ok(versioned(&self.0.base, path, Mark::of(code_styles().as_bytes())));
        }
        let known = self.0.files.get(path).cloned();
        known.ok_or_else(|| missing("the theme has no file", path, self.0.files.keys()))
    }

    fn file(&self, path: &str) -> tera::TeraResult<String> {
        let inner = front_file(path);
        match self.0.assets.get(&*inner) {
            Some(name) => Ok(self.0.base.href(&Route::file(&format!("assets/{name}")))),
            None => Err(missing("there is no file in assets/ named", &inner, self.0.assets.iter())),
        }
    }
}

fn versioned(base: &Base, path: &str, mark: Mark) -> String {
    format!("{}?v={}", base.href(&Route::file(&format!("static/{path}"))), mark.short())
}

fn missing<'a>(what: &str, path: &str, known: impl Iterator<Item = &'a String>) -> Error {
    let hint = did_you_mean(path, known.map(String::as_str));
    Error::message(format!("{what} \"{path}\"{}", hint.map_or(String::new(), |hint| format!("; {hint}"))))
}

impl Engine {
    pub fn new(
        layers: &[Layer<'_>],
        language: Arc<Language>,
        mut words: Words,
        addresses: Addresses,
        fonts: &fonts::Shared,
    ) -> Result<Engine, Vec<Diagnostic>> {
        let wording = Arc::new(std::mem::take(&mut words.wording));
        let mut tera = Tera::new();
        tera.autoescape_on(vec![".html", ".xml", ".svg"]);
        register(&mut tera, &language, &wording, addresses);
        fonts::register(&mut tera, fonts, &language);
        let prefixes = layers.iter().map(|layer| format!("{}/", layer.name));
        tera.set_fallback_prefixes(prefixes).map_err(|error| explain::all(&error, &Files::new(), None))?;
        let mut files = Files::new();
        let mut templates = Vec::new();
        let mut names = HashMap::new();
        for layer in layers {
            for (name, file) in layer.templates() {
                let full = format!("{}/{name}", layer.name);
                names.entry(name.to_owned()).or_insert_with(|| full.clone());
                files.insert(full.clone(), file.clone());
                templates.push((full, file.text.to_string()));
            }
        }
        add(&mut tera, templates, &files)?;
        Ok(Engine { tera, language, wording, words, names, files })
    }

    /// Is it so of the text of any template?
    pub fn any_text(&self, is: impl Fn(&str) -> bool) -> bool {
        self.files.values().any(|file| is(&file.text))
    }

    pub fn has(&self, template: &str) -> bool {
        self.names.contains_key(template)
    }

    pub fn word(&self, key: &str, number: Option<i64>, values: &[(&str, String)]) -> Result<String, Box<Diagnostic>> {
        self.wording.get(&self.language, key, number, values).map_err(|error| {
            let diagnostic =
                Diagnostic::error("wording", format!("the theme's words for \"{}\": {error}", self.language.tag()))
                    .hint("words stand in the theme's folder i18n/, a file for each language");
            Box::new(self.at_words(diagnostic))
        })
    }

    /// Words of the site's own that a template can't fill are to be changed, and not that template.
    fn at_words(&self, diagnostic: Diagnostic) -> Diagnostic {
        let Some((_, said)) = diagnostic.message.split_once(WORDING) else { return diagnostic };
        let Some((key, _)) = said.split_once('"') else { return diagnostic };
        let Some(file) = self.words.file(key).filter(|file| words::is_of_site(file)) else { return diagnostic };
        let Some(place) = Wording::place(file, key) else { return diagnostic };
        let said = said.trim_start_matches(key);
        let asked = diagnostic.location.filter(|location| location.file.starts_with("themes/"));
        let told = Diagnostic::error("wording", format!("{WORDING}{key}{said}")).at(place);
        match asked {
            Some(asked) => told.related(asked, "asked for here"),
            None => told,
        }
    }

    pub fn render(&self, template: &str, context: &Context) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut bytes = Vec::with_capacity(TYPICAL);
        self.tera
            .render_to(self.names.get(template).map_or(template, String::as_str), context.tera(), &mut bytes)
            .map_err(|error| Box::new(self.at_words(explain::one(&error, &self.files, template))))?;
        Ok(bytes)
    }
}

/// Tera stops at the first template that it can't read: the others are tried without it, so that all are told.
fn add(tera: &mut Tera, mut templates: Vec<(String, String)>, files: &Files) -> Result<(), Vec<Diagnostic>> {
    let mut found = Vec::new();
    loop {
        let Err(error) = tera.add_raw_templates(templates.clone()) else { break };
        let faulty = match error.kind() {
            ErrorKind::SyntaxError(report) => templates.iter().position(|(name, _)| name == report.filename()),
            _ => None,
        };
        // What only shows in the whole may come of those that were left out.
        if faulty.is_some() || found.is_empty() {
            found.extend(explain::all(&error, files, None));
        }
        match faulty {
            Some(number) => drop(templates.swap_remove(number)),
            None => break,
        }
    }
    if found.is_empty() { Ok(()) } else { Err(found) }
}

fn register(tera: &mut Tera, language: &Arc<Language>, wording: &Arc<Wording>, addresses: Addresses) {
    let (own, words) = (language.clone(), wording.clone());
    // Made once, as every page has dozens of them.
    let plain: HashMap<String, Value> =
        words.plain().map(|(key, text)| (key.to_owned(), Value::from(text.to_owned()))).collect();
    tera.register_function("t", move |arguments: Kwargs, _: &State<'_>| -> tera::TeraResult<Value> {
        let key: &str = arguments.must_get("key")?;
        if let Some(text) = plain.get(key) {
            return Ok(text.clone());
        }
        let mut number = None;
        let mut values: Vec<(&str, String)> = Vec::new();
        for (name, value) in arguments.iter() {
            match name.as_str() {
                Some("key") | None => {}
                Some("n") => number = value.as_i64(),
                Some(name) => values.push((name, display(value, &own))),
            }
        }
        words.get(&own, key, number, &values).map(Value::from).map_err(|error| Error::message(error.to_string()))
    });
    let own = language.clone();
    tera.register_filter("number", move |number: i64, _: Kwargs, _: &State<'_>| own.number(number));
    // Tera's own copies the text, and most of a page is such: cards, texts, parts that pages share.
    tera.register_filter("safe", |value: Value, _: Kwargs, _: &State<'_>| match value.as_str() {
        Some(_) => value.mark_safe(),
        None => Value::safe_string(&value.to_string()),
    });
    tera.register_filter("urlencode", |text: &str, _: Kwargs, _: &State<'_>| {
        utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
    });
    let theme_files = addresses.clone();
    tera.register_function("asset", move |arguments: Kwargs, _: &State<'_>| {
        theme_files.asset(arguments.must_get("path")?)
    });
    tera.register_function("file", move |arguments: Kwargs, _: &State<'_>| addresses.file(arguments.must_get("path")?));
}

fn display(value: &Value, language: &Language) -> String {
    match value.as_i64() {
        Some(number) => language.number(number),
        None => value.to_string(),
    }
}
