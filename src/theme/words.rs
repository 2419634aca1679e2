//! The words of the themes in each language: which files they come from, and which of them are missing.

use std::collections::BTreeSet;

use super::layers::Layer;
use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic, TextFile};
use crate::language::Wording;

/// How many missing words are named.
const NAMED: usize = 5;

/// The words of one language.
pub struct Words {
    pub wording: Wording,
    /// What they were read from, first over last.
    pub files: Vec<TextFile>,
}

impl Words {
    /// The file that has the words of a key.
    pub fn file(&self, key: &str) -> Option<&TextFile> {
        self.files.iter().find(|file| Wording::place(file, key).is_some())
    }
}

/// The languages whose words are looked for.
pub fn asked_for(config: &Config) -> BTreeSet<String> {
    let tags = config.languages.iter().map(|edition| edition.language.tag());
    tags.flat_map(names).chain(["en"]).map(str::to_owned).collect()
}

/// A language and its base language: "fr-CA" and "fr".
fn names(tag: &str) -> [&str; 2] {
    [tag, tag.split('-').next().unwrap_or(tag)]
}

/// The words of a language: its own over those of its base language over English.
pub fn read(layers: &[Layer<'_>], tag: &str) -> Checked<Words> {
    let mut found = Vec::new();
    let mut wording = Wording::default();
    let (own, english) = (files(layers, &names(tag)), files(layers, &["en"]));
    let mut all = own.clone();
    all.extend(english.iter().filter(|_| !names(tag).contains(&"en")));
    for file in all.iter().rev() {
        wording = Wording::parse(file).take(&mut found).over(wording);
    }
    if own.is_empty() {
        found.push(
            Diagnostic::warning(
                "no-wording",
                format!("no theme has words in the language \"{tag}\", so English ones are shown"),
            )
            .hint(format!("add a file themes/YOURS/i18n/{tag}.toml with the keys that English has"))
            .hint(format!(
                "these are the English words to begin with: loggia theme show i18n/en.toml > themes/YOURS/i18n/{tag}.toml"
            )),
        );
    } else if found.is_empty() && own.len() < all.len() {
        found.extend(missing(&own, &english, tag));
    }
    Checked::new(Words { wording, files: all.into_iter().cloned().collect() }, found)
}

/// First over last.
fn files<'a>(layers: &[Layer<'a>], names: &[&str]) -> Vec<&'a TextFile> {
    let names = names.iter().enumerate().filter(|(number, name)| !names[..*number].contains(name));
    let paths = names.map(|(_, name)| format!("i18n/{name}.toml"));
    paths.flat_map(|path| layers.iter().filter_map(move |layer| layer.files.texts.get(&path))).collect()
}

/// The words that are there in English only.
fn missing(own: &[&TextFile], english: &[&TextFile], tag: &str) -> Option<Diagnostic> {
    let known: BTreeSet<String> = own.iter().flat_map(|file| Wording::keys_in_order(file)).collect();
    let mut missing: Vec<(&TextFile, String)> = Vec::new();
    // The theme below first, in the order of its file.
    for file in english.iter().rev() {
        let new = Wording::keys_in_order(file).into_iter().filter(|key| !known.contains(key));
        for key in new {
            if !missing.iter().any(|(_, told)| *told == key) {
                missing.push((file, key));
            }
        }
    }
    let (file, key) = missing.first()?;
    let mut named: Vec<String> = missing.iter().take(NAMED).map(|(_, key)| format!("`{key}`")).collect();
    if missing.len() > NAMED {
        named.push(format!("{} more", missing.len() - NAMED));
    }
    let last = named.pop().unwrap_or_default();
    let named = if named.is_empty() { last } else { format!("{} and {last}", named.join(", ")) };
    let diagnostic = Diagnostic::warning(
        "no-wording",
        format!("some words are not there in the language \"{tag}\", so they are shown in English: {named}"),
    );
    let own = own.iter().find(|file| is_of_site(file));
    Some(match own {
        Some(own) => diagnostic
            .at(own.whole())
            .hint("add them to this file")
            .hints((!is_of_site(file)).then(|| "their English texts: loggia theme show i18n/en.toml".to_owned())),
        None => {
            let place = Wording::place(file, key).unwrap_or_else(|| file.whole());
            let folder = file.path.split("i18n/").next().unwrap_or_default();
            diagnostic.at(place).hint(format!("add them in a file {folder}i18n/{tag}.toml"))
        }
    })
}

/// And not one of Loggia's own.
pub fn is_of_site(file: &TextFile) -> bool {
    file.path.starts_with("themes/")
}
