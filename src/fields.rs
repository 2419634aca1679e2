//! Reads typed fields out of a TOML table and keeps the place of each, so that every mistake can be shown at
//! its line. Used for front matter, `site.toml` and `theme.toml`.
//!
//! Start at [`parse_table`], then [`Fields`]: ask for each known key once (`text`, `integer`, …), then call
//! [`Fields::finish`], which complains of every key that nobody asked for. Mistakes are collected, never thrown.

use std::cell::RefCell;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Location, TextFile, did_you_mean};
use crate::language::PartialDate;
use crate::toml_form::mistakes;

/// A value and the bytes of the file it was read from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Located<T> {
    pub value: T,
    pub range: Range<usize>,
}

impl<T> Located<T> {
    pub fn new(value: T, range: Range<usize>) -> Self {
        Located { value, range }
    }

    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Located<U> {
        Located { value: change(self.value), range: self.range }
    }
}

pub type Table<'a> = Spanned<DeTable<'a>>;
type Value<'a> = Spanned<DeValue<'a>>;

/// Parses `file.text[range]` as TOML. `what` names it in messages ("front matter", "site.toml").
pub fn parse_table<'a>(
    file: &'a TextFile,
    range: Range<usize>,
    what: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Table<'a>> {
    let start = range.start;
    let (table, errors) = DeTable::parse_recoverable(&file.text[range]);
    if errors.is_empty() {
        return Some(table);
    }
    diagnostics.extend(mistakes(file, start, what, errors));
    None
}

/// One table being read.
pub struct Fields<'a, 'c> {
    file: &'a TextFile,
    offset: usize,
    table: &'a DeTable<'a>,
    /// Where the table stands, for "missing" messages.
    range: Range<usize>,
    asked: RefCell<Vec<String>>,
    diagnostics: &'c RefCell<Vec<Diagnostic>>,
}

impl<'a, 'c> Fields<'a, 'c> {
    pub fn new(
        file: &'a TextFile,
        offset: usize,
        table: &'a Table<'a>,
        range: Range<usize>,
        diagnostics: &'c RefCell<Vec<Diagnostic>>,
    ) -> Self {
        Fields { file, offset, table: table.get_ref(), range, asked: RefCell::default(), diagnostics }
    }

    pub fn file(&self) -> &'a TextFile {
        self.file
    }

    pub fn report(&self, diagnostic: Diagnostic) {
        self.diagnostics.borrow_mut().push(diagnostic);
    }

    pub fn locate(&self, range: Range<usize>) -> Location {
        self.file.locate(range)
    }

    /// The place of the table as a whole.
    pub fn place(&self) -> Location {
        self.file.locate(self.range.clone())
    }

    pub fn has(&self, key: &str) -> bool {
        self.table.get(key).is_some()
    }

    /// The place of a key, for messages about the key rather than its value.
    pub fn key_range(&self, key: &str) -> Option<Range<usize>> {
        self.table.get_key_value(key).map(|(name, _)| self.shift(name.span()))
    }

    fn shift(&self, span: Range<usize>) -> Range<usize> {
        span.start + self.offset..span.end + self.offset
    }

    fn ask(&self, key: &str) -> Option<&'a Value<'a>> {
        self.asked.borrow_mut().push(key.to_owned());
        self.table.get(key)
    }

    fn wrong_type(&self, key: &str, value: &Value<'_>, expected: &str, example: &str) {
        let found = plain_type(value.get_ref());
        self.report(
            Diagnostic::error("wrong-type", format!("`{key}` takes {expected}, but this is {found}"))
                .at(self.locate(self.shift(value.span())))
                .hint(format!("for example: {example}")),
        );
    }

    pub fn text(&self, key: &str) -> Option<Located<String>> {
        let value = self.ask(key)?;
        let text = self.shown(key, value);
        if text.is_none() {
            self.wrong_type(key, value, "text in quotes", &format!("{key} = \"…\""));
        }
        text
    }

    /// The text, with a complaint if there is something in it that can't be shown, and no feed could hold.
    fn shown(&self, key: &str, value: &Value<'_>) -> Option<Located<String>> {
        let text = value.get_ref().as_str()?;
        let range = self.shift(value.span());
        if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
            let message = format!("`{key}` has an invisible control character in it");
            let diagnostic = Diagnostic::error("control-character", message).at(self.locate(range.clone()));
            self.report(diagnostic.hint("write the text anew, without what was pasted"));
        }
        Some(Located::new(text.to_owned(), range))
    }

    /// Text that must be there and not be empty.
    pub fn required_text(&self, key: &str, what: &str) -> Option<Located<String>> {
        if !self.has(key) {
            self.asked.borrow_mut().push(key.to_owned());
            self.missing(key, what);
            return None;
        }
        let text = self.text(key)?;
        if text.value.trim().is_empty() {
            self.report(
                Diagnostic::error("empty", format!("`{key}` is empty"))
                    .at(self.locate(text.range.clone()))
                    .hint(format!("write {what} between the quotes")),
            );
            return None;
        }
        Some(text)
    }

    pub fn missing(&self, key: &str, what: &str) {
        self.report(
            Diagnostic::error("missing", format!("`{key}` is missing"))
                .at(self.place())
                .hint(format!("add a line: {key} = … ({what})")),
        );
    }

    pub fn boolean(&self, key: &str) -> Option<bool> {
        let value = self.ask(key)?;
        let found = value.get_ref().as_bool();
        if found.is_none() {
            self.wrong_type(key, value, "true or false, without quotes", &format!("{key} = true"));
        }
        found
    }

    pub fn integer(&self, key: &str) -> Option<Located<i64>> {
        let value = self.ask(key)?;
        let number = as_integer(value.get_ref());
        if number.is_none() {
            let example = if key == "year" { 2023 } else { 12 };
            self.wrong_type(key, value, "a whole number, without quotes", &format!("{key} = {example}"));
        }
        number.map(|number| Located::new(number, self.shift(value.span())))
    }

    /// A number with or without decimals, as it is written (without underscores).
    pub fn number(&self, key: &str) -> Option<Located<String>> {
        let value = self.ask(key)?;
        let text = match value.get_ref() {
            DeValue::Integer(number) => as_integer(value.get_ref()).map(|_| number.as_str().to_owned()),
            DeValue::Float(number) => Some(number.as_str().to_owned()),
            _ => None,
        };
        if text.is_none() {
            self.wrong_type(key, value, "a number, without quotes and currency", &format!("{key} = 750_000"));
        }
        text.map(|text| Located::new(text.replace('_', ""), self.shift(value.span())))
    }

    /// A date whose month and day may be unknown: 2019, "2019-07" or 2019-07-01.
    pub fn partial_date(&self, key: &str) -> Option<Located<PartialDate>> {
        let value = self.ask(key)?;
        let date = match value.get_ref() {
            DeValue::Datetime(stamp) => stamp.date.and_then(full_date).map(PartialDate::Day),
            DeValue::String(text) => PartialDate::parse(text.as_ref()).ok(),
            other => as_integer(other).and_then(|year| PartialDate::from_year(year).ok()),
        };
        if date.is_none() {
            let example = format!("{key} = 2019-07-01, or {key} = \"2019-07\", or {key} = 2019");
            self.wrong_type(key, value, "a date, a month or a year", &example);
        }
        date.map(|date| Located::new(date, self.shift(value.span())))
    }

    pub fn date(&self, key: &str) -> Option<Located<jiff::civil::Date>> {
        let value = self.ask(key)?;
        let date = match value.get_ref() {
            DeValue::Datetime(stamp) => stamp.date.and_then(full_date),
            _ => None,
        };
        if date.is_none() {
            self.wrong_type(key, value, "a date, without quotes", &format!("{key} = 2026-03-31"));
        }
        date.map(|date| Located::new(date, self.shift(value.span())))
    }

    pub fn texts(&self, key: &str) -> Vec<Located<String>> {
        let Some(value) = self.ask(key) else { return Vec::new() };
        let example = format!("{key} = [\"one\", \"another\"]");
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, value, "a list in square brackets", &example);
            return Vec::new();
        };
        let mut texts = Vec::with_capacity(array.len());
        for item in array.iter() {
            match self.shown(key, item) {
                Some(text) => texts.push(text),
                None => self.wrong_type(key, item, "a list of texts in quotes", &example),
            }
        }
        texts
    }

    /// The items of a list or the single value, each a text or a table, for facets.
    pub fn items(&self, key: &str) -> Option<Items<'a>> {
        let value = self.ask(key)?;
        let whole = self.shift(value.span());
        let list: Vec<&'a Value<'a>> = match value.get_ref().as_array() {
            Some(array) => array.iter().collect(),
            None => vec![value],
        };
        Some(Items { many: value.get_ref().as_array().is_some(), whole, list })
    }

    /// A text, or the text of a key in a table: `"a"` or `{ term = "a", … }`. `None` was complained of.
    pub fn item_text(&self, key: &str, item: &'a Value<'a>) -> Option<Located<String>> {
        let text = self.shown(key, item);
        if text.is_none() {
            self.wrong_type(key, item, "text in quotes", &format!("{key} = [\"one\", \"another\"]"));
        }
        text
    }

    /// Reads an item that is a table.
    pub fn item_table(&self, item: &'a Value<'a>) -> Option<Fields<'a, 'c>> {
        let table = item.get_ref().as_table()?;
        Some(self.inner(table, self.shift(item.span())))
    }

    fn inner(&self, table: &'a DeTable<'a>, range: Range<usize>) -> Fields<'a, 'c> {
        Fields {
            file: self.file,
            offset: self.offset,
            table,
            range,
            asked: RefCell::default(),
            diagnostics: self.diagnostics,
        }
    }

    pub fn table(&self, key: &str) -> Option<Fields<'a, 'c>> {
        let value = self.ask(key)?;
        let range = self.shift(value.span());
        match value.get_ref().as_table() {
            Some(table) => Some(self.inner(table, range)),
            None => {
                self.wrong_type(key, value, "a table in curly brackets", &format!("{key} = {{ … }}"));
                None
            }
        }
    }

    /// A list of tables.
    pub fn tables(&self, key: &str, example: &str) -> Vec<Fields<'a, 'c>> {
        let Some(value) = self.ask(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, value, "a list of tables", example);
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in array.iter() {
            match self.item_table(item) {
                Some(fields) => tables.push(fields),
                None => self.wrong_type(key, item, "a list of tables", example),
            }
        }
        tables
    }

    /// Every key with its place, in the order of the file.
    pub fn keys(&self) -> Vec<Located<String>> {
        let mut keys: Vec<_> =
            self.table.keys().map(|key| Located::new(key.get_ref().to_string(), self.shift(key.span()))).collect();
        keys.sort_by_key(|key| key.range.start);
        keys
    }

    /// The value as plain data, for what themes may use freely.
    pub fn free(&self, key: &str) -> Option<serde_json::Value> {
        self.ask(key).map(|value| to_json(value.get_ref()))
    }

    /// Complains of every key that was not asked for.
    pub fn finish(self) {
        let asked = self.asked.into_inner();
        let mut unknown: Vec<_> = self
            .table
            .keys()
            .filter(|key| !asked.iter().any(|known| known == key.get_ref().as_ref()))
            .map(|key| (key.get_ref().to_string(), key.span()))
            .collect();
        unknown.sort_by_key(|(_, span)| span.start);
        for (name, span) in unknown {
            let range = span.start + self.offset..span.end + self.offset;
            let mut diagnostic =
                Diagnostic::error("unknown-key", format!("there is no key `{name}` here")).at(self.file.locate(range));
            match did_you_mean(&name, asked.iter().map(String::as_str)) {
                Some(hint) => diagnostic = diagnostic.hint(hint),
                None => {
                    let mut names: Vec<_> = asked.iter().map(|key| format!("`{key}`")).collect();
                    names.dedup();
                    diagnostic = diagnostic.hint(format!("keys that may stand here: {}", names.join(", ")));
                }
            }
            self.diagnostics.borrow_mut().push(diagnostic);
        }
    }
}

/// The value or values of one key.
pub struct Items<'a> {
    pub many: bool,
    pub whole: Range<usize>,
    pub list: Vec<&'a Value<'a>>,
}

fn as_integer(value: &DeValue<'_>) -> Option<i64> {
    let number = value.as_integer()?;
    i64::from_str_radix(&number.as_str().replace('_', ""), number.radix()).ok()
}

fn full_date(date: toml::value::Date) -> Option<jiff::civil::Date> {
    jiff::civil::Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?)
        .ok()
}

fn plain_type(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

fn to_json(value: &DeValue<'_>) -> serde_json::Value {
    use serde_json::Value as Json;
    match value {
        DeValue::String(text) => Json::String(text.to_string()),
        DeValue::Integer(_) => as_integer(value).map_or(Json::Null, Json::from),
        DeValue::Float(number) => number.as_str().replace('_', "").parse::<f64>().map_or(Json::Null, Json::from),
        DeValue::Boolean(flag) => Json::Bool(*flag),
        DeValue::Datetime(stamp) => Json::String(stamp.to_string()),
        DeValue::Array(items) => Json::Array(items.iter().map(|item| to_json(item.get_ref())).collect()),
        DeValue::Table(table) => Json::Object(
            table.iter().map(|(key, value)| (key.get_ref().to_string(), to_json(value.get_ref()))).collect(),
        ),
    }
}
