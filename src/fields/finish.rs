//! What can only be told of a table when it was read: keys that nobody asked for, and keys that are not there. One
//! mistake is told once: a key that is missing may stand there by a wrong name, or below a heading.

use std::ops::Range;

use super::Fields;
use crate::diagnostic::{Diagnostic, close_to, offer};

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
        if missing.is_empty() && self.table.keys().all(|key| asked.iter().any(|known| **known == *key.get_ref())) {
            return;
        }
        for key in self.keys() {
            if asked.contains(&key.value) {
                continue;
            }
            let mut close = close_to(&key.value, asked.iter().map(String::as_str));
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
                self.report(Diagnostic::error("unknown-key", message).at(self.locate(key.range)).hint(hint));
                continue;
            }
            let hint = offer(&close).unwrap_or_else(|| {
                let names: Vec<_> = asked.iter().map(|key| format!("`{key}`")).collect();
                format!("keys that may stand here: {}", names.join(", "))
            });
            let message = format!("there is no key `{}` here", key.value);
            self.report(Diagnostic::error("unknown-key", message).at(self.locate(key.range)).hint(hint));
        }
        for one in missing {
            match self.swallowed(&one.key) {
                Some((heading, place)) => self.report_swallowed(&one, &heading, place),
                None => self.report(
                    Diagnostic::error("missing", format!("`{}` is missing", one.key))
                        .at(self.place())
                        .hint(format!("add a line: {} = … ({})", one.key, one.what)),
                ),
            }
        }
    }

    /// The heading that a key stands below and should stand above, and the key's place.
    fn swallowed(&self, key: &str) -> Option<(String, Range<usize>)> {
        for (name, value) in self.table.iter() {
            let name = name.get_ref().as_ref();
            let tables = value.get_ref().as_table().into_iter();
            let listed = value.get_ref().as_array().into_iter().flat_map(|list| list.iter());
            for table in tables.chain(listed.filter_map(|item| item.get_ref().as_table())) {
                let Some((found, _)) = table.get_key_value(key) else { continue };
                let place = self.shift(found.span());
                // Where it has a meaning of its own it belongs there.
                let is_unknown = |one: &Diagnostic| {
                    one.code == "unknown-key" && one.location.as_ref() == Some(&self.locate(place.clone()))
                };
                let is_free = self.freed.borrow().iter().any(|freed| freed == name);
                if is_free || self.diagnostics.borrow().iter().any(is_unknown) {
                    return Some((name.to_owned(), place));
                }
            }
        }
        None
    }

    fn report_swallowed(&self, missing: &Missing, heading: &str, place: Range<usize>) {
        let place = self.locate(place);
        self.diagnostics.borrow_mut().retain(|one| one.code != "unknown-key" || one.location.as_ref() != Some(&place));
        let message =
            format!("`{}` is missing: its line stands below [{heading}], and so belongs to that", missing.key);
        self.report(
            Diagnostic::error("missing", message).at(place).hint(format!(
                "move the line above [{heading}]: what stands below a heading in brackets belongs to it"
            )),
        );
    }
}
