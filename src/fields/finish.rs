//! What can only be told of a table when it was read: keys that nobody asked for, and keys that are not there. One
//! mistake is told once: a key that is missing may stand there by a wrong name, or below a heading.

use std::ops::Range;

use toml::de::DeTable;

use super::{Fields, Located};
use crate::diagnostic::{Diagnostic, close_to, offer};
use crate::toml_form::below;

const UNKNOWN: &str = "unknown-key";
const BELOW: &str = "below-heading";

/// A key that should be there.
pub struct Missing {
    key: String,
    /// What would stand there.
    what: String,
}

impl Fields<'_, '_> {
    /// Complains of a key that is not there, or empty, once the table is finished.
    pub fn missing(&self, key: &str, what: &str) {
        self.missing.borrow_mut().push(Missing { key: key.to_owned(), what: what.to_owned() });
    }

    /// Complains of every key that was not asked for, and of those that are missing.
    pub fn finish(&self) {
        let asked = self.asked.borrow();
        let mut missing = self.missing.take();
        missing.retain(|one| !self.broken.has(&one.key));
        let is_known = self.table.keys().all(|key| asked.iter().any(|known| **known == *key.get_ref()));
        if missing.is_empty() && is_known && !self.diagnostics.borrow().iter().any(|one| one.code == UNKNOWN) {
            return;
        }
        for key in self.keys() {
            if asked.contains(&key.value) {
                continue;
            }
            let mut close = close_to(&key.value, asked.iter().map(String::as_str));
            let same = key.value.to_lowercase().replace('-', "_");
            if close.contains(&same.as_str()) {
                close.retain(|name| **name == *same);
            }
            // It is likely what is missing.
            if let Some(at) = missing.iter().position(|one| close.contains(&one.key.as_str())) {
                let meant = missing.remove(at).key;
                close.retain(|name| **name == *meant);
            }
            let value = self.table.get(key.value.as_str()).and_then(|value| value.get_ref().as_table());
            let below = missing.len();
            missing.retain(|one| value.is_none_or(|table| table.get(one.key.as_str()).is_none()));
            if missing.len() < below {
                let message = format!("there is no heading [{}] here, and it takes what stands below it", key.value);
                let hint = "take the heading out";
                self.report(Diagnostic::error(UNKNOWN, message).at(self.locate(key.range)).hint(hint));
                continue;
            }
            let hint = offer(&close).unwrap_or_else(|| {
                let names: Vec<_> = asked.iter().map(|key| format!("`{key}`")).collect();
                format!("keys that may stand here: {}", names.join(", "))
            });
            let message = format!("there is no key `{}` here", key.value);
            self.report(Diagnostic::error(UNKNOWN, message).at(self.locate(key.range)).hint(hint));
        }
        for key in asked.iter().filter(|key| !self.has(key)) {
            let one = missing.iter().position(|one| one.key == *key).map(|at| missing.remove(at));
            match (self.swallowed(key, one.is_some()), one) {
                (Some(place), one) => self.report_swallowed(key, one.is_some(), place),
                (None, Some(one)) => self.report_missing(&one),
                (None, None) => {}
            }
        }
        missing.iter().for_each(|one| self.report_missing(one));
    }

    fn report_missing(&self, one: &Missing) {
        let diagnostic = Diagnostic::error("missing", format!("`{}` is missing", one.key)).at(self.place());
        let written = self.file.text.get(self.range.clone()).and_then(|text| text.strip_prefix('{')?.strip_suffix('}'));
        self.report(diagnostic.hint(match written.map(|inner| inner.trim().trim_end_matches(',')) {
            None => format!("add a line: {} = … ({})", one.key, one.what),
            Some("") => format!("add it within the curly brackets: {{ {} = \"…\" }} ({})", one.key, one.what),
            Some(inner) if inner.contains('\n') => {
                format!("add it within the curly brackets: {} = \"…\" ({})", one.key, one.what)
            }
            Some(inner) => {
                format!("add it within the curly brackets: {{ {inner}, {} = \"…\" }} ({})", one.key, one.what)
            }
        }));
    }

    /// The place of a key that stands in a table within, and should stand here. What a theme may use freely can have
    /// any keys, so only one that is `missing` here is looked for there.
    fn swallowed(&self, key: &str, missing: bool) -> Option<Range<usize>> {
        for (name, value) in self.table.iter() {
            let name = name.get_ref().as_ref();
            let tables = value.get_ref().as_table().into_iter();
            let listed = value.get_ref().as_array().into_iter().flat_map(|list| list.iter());
            for table in tables.chain(listed.filter_map(|item| item.get_ref().as_table())) {
                let Some((found, _)) = table.get_key_value(key) else { continue };
                let place = self.shift(found.span());
                // Where it has a meaning of its own it belongs there.
                let is_unknown = |one: &Diagnostic| {
                    one.code == UNKNOWN && one.location.as_ref() == Some(&self.locate(place.clone()))
                };
                let is_free = missing && self.freed.borrow().iter().any(|freed| freed == name);
                if is_free || self.diagnostics.borrow().iter().any(is_unknown) {
                    return Some(place);
                }
            }
        }
        None
    }

    /// Takes the place of the complaint that the key is unknown there.
    fn report_swallowed(&self, key: &str, missing: bool, place: Range<usize>) {
        let (stands, hint) = self.belongs(key, place.clone());
        let place = self.locate(place);
        self.diagnostics.borrow_mut().retain(|one| one.code != UNKNOWN || one.location.as_ref() != Some(&place));
        let (code, what) = match missing {
            true => ("missing", format!("`{key}` is missing")),
            false => (UNKNOWN, format!("there is no key `{key}` here")),
        };
        self.report(Diagnostic::error(code, format!("{what}: {stands}")).at(place).hint(hint));
    }

    /// Where a key of this table stands instead, and what to do.
    fn belongs(&self, key: &str, place: Range<usize>) -> (String, String) {
        let text = &self.file.text;
        let Some(found) = below(&text[self.offset..], place.start - self.offset) else {
            let stands = "it stands in a table, and so belongs to that".to_owned();
            return (
                stands,
                format!("take `{key}` out of the brackets, and write it on a line of its own above all headings"),
            );
        };
        let heading = |range: &Range<usize>| &text[self.shift(range.clone())];
        let line = text[..self.shift(found.first.clone()).start].matches('\n').count() + 1;
        let which = if found.first == found.heading { "" } else { ", the first heading" };
        (
            format!("its line stands below {}, and so belongs to that", heading(&found.heading)),
            format!(
                "move the line above {} in line {line}{which}: what stands below a heading in brackets belongs to it",
                heading(&found.first)
            ),
        )
    }

    /// What to do about a key that stands below a heading, if it is one of this table's and not there.
    pub fn misplaced(&self, key: &Located<String>) -> Option<String> {
        let is_own = self.asked.borrow().contains(&key.value) && !self.has(&key.value);
        (is_own && self.is_line_below(&key.range)).then(|| self.belongs(&key.value, key.range.clone()).1)
    }

    fn is_line_below(&self, place: &Range<usize>) -> bool {
        below(&self.file.text[self.offset..], place.start - self.offset).is_some()
    }

    /// Complains of this table's keys that stand below the heading `[free]`, which themes may fill as they like. There
    /// they count for nothing: for one of the `grave` that is an error.
    pub fn refuse_below(&self, free: &str, grave: &[&str]) {
        let Some(table) = self.table.get(free).and_then(|value| value.get_ref().as_table()) else { return };
        let asked = self.asked.borrow();
        let missing = self.missing.borrow();
        for key in asked.iter().filter(|key| !missing.iter().any(|one| one.key == **key)) {
            let is_grave = grave.contains(&key.as_str());
            if let Some((name, _)) = table.get_key_value(key.as_str()).filter(|_| is_grave || !self.has(key)) {
                self.report_below(key, self.shift(name.span()), is_grave);
            }
        }
        // Deeper down a theme may well have days of its own, but hardly drafts.
        for (key, place) in grave.iter().flat_map(|key| deeper(table, key).into_iter().map(move |place| (*key, place)))
        {
            self.report_below(key, self.shift(place), key == "draft");
        }
    }

    fn report_below(&self, key: &str, place: Range<usize>, grave: bool) {
        // In curly brackets, or with a point before it, it is there on purpose.
        if !self.is_line_below(&place) {
            return;
        }
        let (stands, hint) = self.belongs(key, place.clone());
        let message = format!("`{key}` counts for nothing here: {stands}");
        let diagnostic = if grave { Diagnostic::error(BELOW, message) } else { Diagnostic::warning(BELOW, message) };
        let diagnostic = diagnostic.at(self.locate(place));
        let diagnostic = match self.key_range(key) {
            Some(other) => diagnostic
                .related(self.locate(other), "the line that counts")
                .hint("say it there, and take this line out"),
            None => diagnostic.hint(hint),
        };
        self.report(if grave {
            diagnostic
        } else {
            diagnostic.hint("if it is meant for the theme alone, give it another name")
        });
    }
}

/// Where a key stands in the tables of a table.
fn deeper(table: &DeTable<'_>, key: &str) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    for (_, value) in table.iter() {
        let listed = value.get_ref().as_array().into_iter().flat_map(|list| list.iter());
        let inner = listed.map(|item| item.get_ref()).chain([value.get_ref()]).filter_map(|value| value.as_table());
        for table in inner {
            places.extend(table.get_key_value(key).map(|(name, _)| name.span()));
            places.extend(deeper(table, key));
        }
    }
    places
}
