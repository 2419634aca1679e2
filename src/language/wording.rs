//! The short texts of a theme in one language: a TOML file such as `i18n/en.toml`.
//!
//! ```toml
//! search = "Search"
//! places = "{name} and {n} other places"
//! projects = { one = "{n} project", other = "{n} projects" }
//! ```
//!
//! Start at [`Wording::parse`], which reads a file; [`Wording::over`] lays a site's wording over a theme's;
//! [`Wording::get`] gives a text with its places filled, in the plural form that fits a number.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Language;
use super::wording_text::WordingText;
use crate::diagnostic::{Checked, Diagnostic, Location, TextFile, did_you_mean};

/// The plural categories of CLDR. Each language uses some of them, and every language uses `other`.
pub const PLURAL_CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The texts by their keys.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wording {
    entries: BTreeMap<String, Entry>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Entry {
    Text(WordingText),
    Plural { other: WordingText, rest: BTreeMap<&'static str, WordingText> },
}

/// Why a text can't be given: the mistake is in the page or the template that asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordingError {
    pub message: String,
    pub hint: Option<String>,
}

impl fmt::Display for WordingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.hint {
            Some(hint) => write!(f, "{}; {hint}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for WordingError {}

impl Default for Entry {
    fn default() -> Self {
        Entry::Text(WordingText::default())
    }
}

impl Wording {
    /// Reads a file. A wording that can't be used is reported and left empty, so that the pages that use it do
    /// not report it again.
    pub fn parse(file: &TextFile) -> Checked<Wording> {
        let (table, mistakes) = DeTable::parse_recoverable(&file.text);
        let mut reader = Reader { file, found: Vec::new() };
        for mistake in &mistakes {
            reader.unreadable(mistake.message(), mistake.span().unwrap_or(0..0));
        }
        let broken_lines: Vec<usize> = reader.found.iter().filter_map(|(_, mistake)| line_of(mistake)).collect();
        let mut wording = Wording::default();
        for (key, value) in table.get_ref() {
            let entry = reader.entry(key.get_ref(), value).unwrap_or_default();
            wording.entries.insert(key.get_ref().to_string(), entry);
        }
        // A line that could not be read leaves half a value behind, which is not the editor's mistake.
        let told = |mistake: &Diagnostic| {
            mistake.code == "wording-toml" || line_of(mistake).is_none_or(|line| !broken_lines.contains(&line))
        };
        let mut found = reader.found;
        found.retain(|(_, mistake)| told(mistake));
        found.sort_by_key(|(start, _)| *start);
        Checked::new(wording, found.into_iter().map(|(_, mistake)| mistake).collect())
    }

    /// This wording, with that of `below` where this has none.
    #[must_use]
    pub fn over(self, below: Wording) -> Wording {
        let mut entries = below.entries;
        entries.extend(self.entries);
        Wording { entries }
    }

    /// The text of a key. `n` picks the plural form and fills the place `{n}`; `values` fill the other places.
    pub fn get(
        &self,
        language: &Language,
        key: &str,
        n: Option<i64>,
        values: &[(&str, String)],
    ) -> Result<String, WordingError> {
        let text = match (self.entries.get(key), n) {
            (Some(Entry::Text(text)), _) => text,
            (Some(Entry::Plural { other, rest }), Some(n)) => rest.get(language.plural(n)).unwrap_or(other),
            (Some(Entry::Plural { .. }), None) => {
                return Err(WordingError {
                    message: format!("the wording \"{key}\" depends on a number, and none is given"),
                    hint: Some("give the number as n".into()),
                });
            }
            (None, _) => {
                return Err(WordingError {
                    message: format!("there is no wording \"{key}\" in {}", language.tag()),
                    hint: did_you_mean(key, self.keys()),
                });
            }
        };
        let value_of = |place: &str| {
            let given = values.iter().find(|(name, _)| *name == place).map(|(_, value)| value.clone());
            given.or_else(|| n.filter(|_| place == "n").map(|n| language.number(n)))
        };
        text.fill(value_of).map_err(|place| WordingError {
            message: format!("the wording \"{key}\" has a place {{{place}}}, and no value is given for it"),
            hint: did_you_mean(&place, values.iter().map(|(name, _)| *name)),
        })
    }

    /// The texts that need nothing filled in, with their keys.
    pub fn plain(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries.iter().filter_map(|(key, entry)| match entry {
            Entry::Text(text) => Some((key.as_str(), text.plain()?)),
            Entry::Plural { .. } => None,
        })
    }

    /// Where a file has the words of a key.
    pub fn place(file: &TextFile, key: &str) -> Option<Location> {
        let (table, _) = DeTable::parse_recoverable(&file.text);
        let (name, _) = table.get_ref().get_key_value(key)?;
        Some(file.locate(name.span()))
    }

    /// The keys of a file, as they follow one another there.
    pub fn keys_in_order(file: &TextFile) -> Vec<String> {
        let (table, _) = DeTable::parse_recoverable(&file.text);
        let mut keys: Vec<_> = table.get_ref().keys().collect();
        keys.sort_by_key(|key| key.span().start);
        keys.into_iter().map(|key| key.get_ref().to_string()).collect()
    }

    /// All keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }
}

/// Reads the values of one file, and gathers its mistakes with the bytes they start at.
struct Reader<'a> {
    file: &'a TextFile,
    found: Vec<(usize, Diagnostic)>,
}

impl Reader<'_> {
    fn report(&mut self, code: &'static str, span: Range<usize>, message: String, hint: impl Into<String>) {
        let mistake = Diagnostic::error(code, message).at(self.file.locate(span.clone())).hint(hint);
        self.found.push((span.start, mistake));
    }

    /// A mistake in the file's form. One to a line: what follows it there is mostly its echo.
    fn unreadable(&mut self, message: &str, span: Range<usize>) {
        let said = match message {
            _ if message.starts_with("duplicate key") => "a name that was used before",
            _ if message.starts_with("string values must be quoted") => "a text without quotation marks",
            _ if message.starts_with("invalid") && message.contains("string") => {
                "a text whose quotation mark is not closed"
            }
            _ if message.starts_with("unclosed") => "a bracket that is not closed",
            _ if message.contains("escaped value") => "a \\ that stands for nothing; write \\\\ for the sign itself",
            _ if message.contains("no value") || message.contains("missing value") => "a name without a text",
            _ => "something that can't be read",
        };
        let lines = self.found.iter().filter_map(|(_, mistake)| line_of(mistake));
        let line = self.file.locate(span.clone()).point.map(|point| point.line);
        if !lines.map(Some).any(|told| told == line) {
            let hint =
                "write each wording on a line as name = \"text\", each name once, with the text in quotation marks";
            self.report("wording-toml", span, format!("this line has {said}"), hint);
        }
    }

    fn entry(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<Entry> {
        match value.get_ref() {
            DeValue::String(text) => self.text(key, text, value.span()).map(Entry::Text),
            DeValue::Table(forms) => self.plural(key, forms, value.span()),
            other => {
                let message = format!("the wording \"{key}\" must be text, and this is {}", kind(other));
                let hint = format!("put it in quotation marks: {key} = \"…\"");
                self.report("wording-value", value.span(), message, hint);
                None
            }
        }
    }

    fn plural(&mut self, key: &str, forms: &DeTable<'_>, span: Range<usize>) -> Option<Entry> {
        let mut other = None;
        let mut rest = BTreeMap::new();
        for (name, value) in forms {
            let category = PLURAL_CATEGORIES.into_iter().find(|category| category == name.get_ref());
            match (category, value.get_ref()) {
                (None, _) => {
                    let message = format!("\"{}\" is not a plural form of the wording \"{key}\"", name.get_ref());
                    let forms = format!("the plural forms are {}", PLURAL_CATEGORIES.join(", "));
                    let hint = did_you_mean(name.get_ref(), PLURAL_CATEGORIES).unwrap_or(forms);
                    self.report("wording-category", name.span(), message, hint);
                }
                (Some("other"), DeValue::String(text)) => other = Some(self.text(key, text, value.span())),
                (Some(category), DeValue::String(text)) => {
                    rest.extend(self.text(key, text, value.span()).map(|text| (category, text)));
                }
                (Some(category), wrong) => {
                    let message =
                        format!("\"{category}\" of the wording \"{key}\" must be text, and this is {}", kind(wrong));
                    self.report(
                        "wording-value",
                        value.span(),
                        message,
                        format!("put it in quotation marks: {category} = \"…\""),
                    );
                    if category == "other" {
                        other = Some(None);
                    }
                }
            }
        }
        if other.is_none() && rest.len() == forms.len() {
            let message = format!("the wording \"{key}\" has no form \"other\", which every language needs");
            self.report(
                "wording-other",
                span,
                message,
                "add other = \"…\", for all numbers that have no form of their own",
            );
        }
        Some(Entry::Plural { other: other??, rest })
    }

    fn text(&mut self, key: &str, text: &str, span: Range<usize>) -> Option<WordingText> {
        match WordingText::parse(text) {
            Ok(text) => Some(text),
            Err(mistake) => {
                let hint = "a place is written as {name}; a brace that is meant as one is written twice: {{ or }}";
                self.report("wording-brace", span, format!("in the wording \"{key}\", {mistake}"), hint);
                None
            }
        }
    }
}

fn line_of(mistake: &Diagnostic) -> Option<usize> {
    mistake.location.as_ref()?.point.as_ref().map(|point| point.line)
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
