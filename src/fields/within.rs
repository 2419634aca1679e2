//! Lists and tables within a table.

use std::cell::RefCell;
use std::ops::Range;

use toml::de::DeTable;

use super::{Fields, Located, Value, offers};
use crate::diagnostic::Diagnostic;
use crate::toml_form::linked;

impl<'a, 'c> Fields<'a, 'c> {
    pub fn texts(&self, key: &str) -> Vec<Located<String>> {
        let Some(value) = self.ask(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, value, "a list in square brackets", offers::texts(key, value.get_ref()));
            return Vec::new();
        };
        let mut texts = Vec::with_capacity(array.len());
        for item in array.iter() {
            match self.shown(key, item) {
                Some(text) => texts.push(text),
                None => {
                    let hint = example(&format!("{key} = [\"one\", \"another\"]"));
                    self.wrong_type(key, item, "a list of texts in quotes", hint);
                }
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

    /// Complains of a list that is there, but empty. `what` would stand in it.
    pub fn refuse_empty_list(&self, key: &str, what: &str) {
        let Some((name, value)) = self.table.get_key_value(key) else { return };
        if value.get_ref().as_array().is_some_and(|list| list.is_empty()) {
            self.report(
                Diagnostic::error("empty", format!("`{key}` is empty"))
                    .at(self.locate(self.shift(name.span())))
                    .hint(format!("name one at least: {key} = [\"…\"] ({what})")),
            );
        }
    }

    /// A text, or the text of a key in a table: `"a"` or `{ term = "a", … }`. `None` was complained of.
    pub fn item_text(&self, key: &str, item: &'a Value<'a>) -> Option<Located<String>> {
        let text = self.shown(key, item);
        if text.is_none() {
            self.wrong_type(key, item, "text in quotes", example(&format!("{key} = [\"one\", \"another\"]")));
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
            broken: self.broken,
            asked: RefCell::default(),
            freed: RefCell::default(),
            missing: RefCell::default(),
            diagnostics: self.diagnostics,
        }
    }

    pub fn table(&self, key: &str) -> Option<Fields<'a, 'c>> {
        self.table_or(key, |_| None)
    }

    /// A table; where a text stands instead, `line` is what to write.
    pub fn table_or(&self, key: &str, line: impl FnOnce(&str) -> Option<String>) -> Option<Fields<'a, 'c>> {
        let value = self.ask(key)?;
        let range = self.shift(value.span());
        match value.get_ref().as_table() {
            Some(table) => Some(self.inner(table, range)),
            None => {
                let listed =
                    value.get_ref().as_array().filter(|list| list.len() == 1).and_then(|list| list.iter().next());
                let only = listed.filter(|item| item.get_ref().is_table()).and_then(|item| self.written(item));
                let line = match value.get_ref().as_str() {
                    Some(text) => line(text),
                    None => only.map(|table| format!("{key} = {table}")),
                };
                let line = line.map(|line| vec![format!("write: {line}")]);
                let hints = line.unwrap_or_else(|| example(&format!("{key} = {{ … }}")));
                self.wrong_type(key, value, "a table in curly brackets", hints);
                None
            }
        }
    }

    /// A list of tables.
    pub fn tables(&self, key: &str, sample: &str) -> Vec<Fields<'a, 'c>> {
        let Some(value) = self.ask(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            let line = match value.get_ref().is_table() {
                true => self.written(value).map(|table| format!("{key} = [{table}]")),
                false => self.linked(key, std::iter::once(value)),
            };
            let hints = line.map_or_else(|| example(sample), |line| vec![format!("write: {line}")]);
            self.wrong_type(key, value, "a list of tables", hints);
            return Vec::new();
        };
        let mut tables = Vec::new();
        // All of them at once, if there is nothing else in the list.
        let line = self.linked(key, array.iter()).filter(|_| !array.is_empty());
        for item in array.iter() {
            match (self.item_table(item), &line) {
                (Some(fields), _) => tables.push(fields),
                (None, Some(line)) => {
                    self.wrong_type(key, value, "a list of tables", vec![format!("write: {line}")]);
                    break;
                }
                (None, None) => self.wrong_type(key, item, "a list of tables", example(sample)),
            }
        }
        tables
    }

    /// The line of links of which the addresses alone are there.
    fn linked(&self, key: &str, addresses: impl Iterator<Item = &'a Value<'a>>) -> Option<String> {
        let addresses: Vec<&str> =
            addresses.map(|address| address.get_ref().as_str().and(self.written(address))).collect::<Option<_>>()?;
        matches!(key, "links" | "documents").then(|| format!("{key} = {}", linked(&addresses)))
    }

    /// A value as it is written, if that is in one line and not below a heading.
    fn written(&self, value: &Value<'_>) -> Option<&'a str> {
        let written = self.file.text.get(self.shift(value.span()))?;
        let is_value = value.get_ref().is_str() || written.starts_with('{');
        (is_value && !written.contains('\n')).then_some(written)
    }
}

/// The value or values of one key.
pub struct Items<'a> {
    pub many: bool,
    pub whole: Range<usize>,
    pub list: Vec<&'a Value<'a>>,
}

fn example(line: &str) -> Vec<String> {
    vec![format!("for example: {line}")]
}
