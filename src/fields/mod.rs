//! Reads typed fields out of a TOML table and keeps the place of each, so that every mistake can be shown at
//! its line. Used for front matter, `site.toml` and `theme.toml`.
//!
//! Start at [`read`], which gives [`Fields`]: ask for each known key once (`text`, `integer`, …). Tables within are
//! closed with [`Fields::finish`], which complains of every key that nobody asked for (`finish.rs`). Mistakes are
//! collected, never thrown.

mod finish;
mod offers;
mod plain;
mod within;

use std::cell::RefCell;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Checked, Diagnostic, Location, TextFile};
use crate::language::PartialDate;
use crate::toml_form::{Broken, is_like, mend};
pub use crate::toml_form::{grouped, invisible_name, quoted};
use finish::Missing;
use plain::{as_integer, full_date, plain_type, to_json};

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

type Table<'a> = Spanned<DeTable<'a>>;
type Value<'a> = Spanned<DeValue<'a>>;

/// Reads `file.text[range]` with `take`. `what` names it in messages ("front matter"), `whole` is the place of what is
/// missing in it. Of a text that can't be read as a whole, `take` gets what can, and nothing is made of it that counts:
/// there is an error among what was found.
pub fn read<T>(
    file: &TextFile,
    range: Range<usize>,
    what: &str,
    whole: Range<usize>,
    take: impl FnOnce(&Fields<'_, '_>) -> T,
) -> Checked<T> {
    let (table, errors) = DeTable::parse_recoverable(&file.text[range.clone()]);
    let diagnostics = RefCell::default();
    let value = if errors.is_empty() {
        take_all(&Fields::new(file, range.start, &table, whole, &Broken::default(), &diagnostics), take)
    } else {
        let mended = mend(file, range.clone(), what, &mut diagnostics.borrow_mut());
        let (table, _) = DeTable::parse_recoverable(&mended.text);
        take_all(&Fields::new(file, range.start, &table, whole, &mended.broken, &diagnostics), take)
    };
    Checked::new(value, diagnostics.into_inner())
}

/// What is wrong with the form of `file.text[range]`, whatever may stand in it.
pub fn form(file: &TextFile, range: Range<usize>, what: &str, found: &mut Vec<Diagnostic>) {
    if !DeTable::parse_recoverable(&file.text[range.clone()]).1.is_empty() {
        mend(file, range, what, found);
    }
}

fn take_all<T>(fields: &Fields<'_, '_>, take: impl FnOnce(&Fields<'_, '_>) -> T) -> T {
    let value = take(fields);
    fields.finish();
    value
}

/// One table being read.
pub struct Fields<'a, 'c> {
    file: &'a TextFile,
    offset: usize,
    table: &'a DeTable<'a>,
    /// Where the table stands, for "missing" messages.
    range: Range<usize>,
    /// What can't be read is not missing.
    broken: &'a Broken,
    asked: RefCell<Vec<String>>,
    /// Tables that were taken as they are, whatever is in them.
    freed: RefCell<Vec<String>>,
    missing: RefCell<Vec<Missing>>,
    diagnostics: &'c RefCell<Vec<Diagnostic>>,
}

impl<'a, 'c> Fields<'a, 'c> {
    fn new(
        file: &'a TextFile,
        offset: usize,
        table: &'a Table<'a>,
        range: Range<usize>,
        broken: &'a Broken,
        diagnostics: &'c RefCell<Vec<Diagnostic>>,
    ) -> Self {
        Fields {
            file,
            offset,
            table: table.get_ref(),
            range,
            broken,
            asked: RefCell::default(),
            freed: RefCell::default(),
            missing: RefCell::default(),
            diagnostics,
        }
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

    /// Is the key there, if only in a line that can't be read, or by a wrong name?
    pub fn is_meant(&self, key: &str) -> bool {
        let asked = self.asked.borrow();
        let is_slip = |written: &str| !asked.iter().any(|known| known == written) && is_like(written, key);
        self.has(key) || self.broken.has(key) || self.table.keys().any(|written| is_slip(written.get_ref()))
    }

    /// The place of a key, for messages about the key rather than its value.
    pub fn key_range(&self, key: &str) -> Option<Range<usize>> {
        self.table.get_key_value(key).map(|(name, _)| self.shift(name.span()))
    }

    fn shift(&self, span: Range<usize>) -> Range<usize> {
        span.start + self.offset..span.end + self.offset
    }

    fn asked_for(&self, key: &str) {
        let mut asked = self.asked.borrow_mut();
        if !asked.iter().any(|known| known == key) {
            asked.push(key.to_owned());
        }
    }

    fn ask(&self, key: &str) -> Option<&'a Value<'a>> {
        self.asked_for(key);
        self.table.get(key)
    }

    fn wrong_type(&self, key: &str, value: &Value<'_>, expected: &str, hints: Vec<String>) {
        let found = plain_type(value.get_ref());
        self.wrong(value, format!("`{key}` takes {expected}, but this is {found}"), hints);
    }

    fn wrong(&self, value: &Value<'_>, message: String, hints: Vec<String>) {
        let place = self.locate(self.shift(value.span()));
        self.report(Diagnostic::error("wrong-type", message).at(place).hints(hints));
    }

    pub fn text(&self, key: &str) -> Option<Located<String>> {
        let value = self.ask(key)?;
        let text = self.shown(key, value);
        if text.is_none() {
            self.wrong_type(key, value, "text in quotes", offers::text_line(key, value.get_ref()));
        }
        text
    }

    /// The text, with a complaint if there is something in it that can't be shown, and no feed could hold.
    fn shown(&self, key: &str, value: &Value<'_>) -> Option<Located<String>> {
        let text = value.get_ref().as_str()?;
        let range = self.shift(value.span());
        let is_readable =
            |c: char| matches!(c, '\n' | '\r' | '\t') || !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
        if let Some(odd) = text.chars().find(|c| !is_readable(*c)) {
            let name = match invisible_name(odd) {
                Some("control character") | None => format!("U+{:04X}", u32::from(odd)),
                Some(name) => name.to_owned(),
            };
            let message = format!("`{key}` has an invisible control character in it ({name})");
            let written = self.file.text.get(range.clone()).and_then(|written| written.find(odd));
            let (place, hint) = match written.map(|at| range.start + at) {
                Some(at) => (at..at + odd.len_utf8(), "delete it".to_owned()),
                None => (
                    range.clone(),
                    format!("it is written with a \\, such as \\u{:04X}: take that out", u32::from(odd)),
                ),
            };
            self.report(Diagnostic::error("control-character", message).at(self.locate(place)).hint(hint));
        }
        Some(Located::new(text.to_owned(), range))
    }

    /// Text that must be there and not be empty.
    pub fn required_text(&self, key: &str, what: &str) -> Option<Located<String>> {
        if !self.has(key) {
            self.asked_for(key);
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

    pub fn boolean(&self, key: &str) -> Option<bool> {
        let value = self.ask(key)?;
        let found = value.get_ref().as_bool();
        if found.is_none() {
            self.wrong_type(key, value, "true or false, without quotes", offers::boolean(key, value.get_ref()));
        }
        found
    }

    pub fn integer(&self, key: &str) -> Option<Located<i64>> {
        let value = self.ask(key)?;
        let number = as_integer(value.get_ref());
        if number.is_none() {
            match value.get_ref().is_integer() {
                true => self.too_large(key, value),
                false => {
                    self.wrong_type(key, value, "a whole number, without quotes", offers::integer(key, value.get_ref()))
                }
            }
        }
        number.map(|number| Located::new(number, self.shift(value.span())))
    }

    fn too_large(&self, key: &str, value: &Value<'_>) {
        let hint = "is there a digit too many? Numbers may have up to 18 digits".to_owned();
        self.wrong(value, format!("`{key}` is too large a number"), vec![hint]);
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
            match value.get_ref().is_integer() {
                true => self.too_large(key, value),
                false => {
                    let hints = offers::number(key, value.get_ref());
                    self.wrong_type(key, value, "a number, without quotes and currency", hints);
                }
            }
        }
        text.map(|text| Located::new(text.replace('_', ""), self.shift(value.span())))
    }

    /// A date whose month and day may be unknown: 2019, "2019-07" or 2019-07-01.
    pub fn partial_date(&self, key: &str) -> Option<Located<PartialDate>> {
        let value = self.ask(key)?;
        let date = match value.get_ref() {
            DeValue::Datetime(_) => return self.day(key, value).map(|date| date.map(PartialDate::Day)),
            DeValue::String(text) => PartialDate::parse(text.as_ref()).ok(),
            other => as_integer(other).and_then(|year| PartialDate::from_year(year).ok()),
        };
        if date.is_none() {
            let hints = offers::dated(key, value.get_ref(), false);
            match value.get_ref() {
                DeValue::Integer(year) => self.wrong(value, format!("`{key}`: {year} is not a year"), hints),
                _ => self.wrong_type(key, value, "a date, a month or a year", hints),
            }
        }
        date.map(|date| Located::new(date, self.shift(value.span())))
    }

    pub fn date(&self, key: &str) -> Option<Located<jiff::civil::Date>> {
        let value = self.ask(key)?;
        if value.get_ref().is_datetime() {
            return self.day(key, value);
        }
        self.wrong_type(key, value, "a date, without quotes", offers::dated(key, value.get_ref(), true));
        None
    }

    /// A date. A time beside it would be dropped, and somebody may rely on it.
    fn day(&self, key: &str, value: &Value<'_>) -> Option<Located<jiff::civil::Date>> {
        let stamp = value.get_ref().as_datetime()?;
        let date = stamp.date.and_then(full_date);
        match date.filter(|_| stamp.time.is_none()) {
            Some(date) => Some(Located::new(date, self.shift(value.span()))),
            None => {
                self.wrong_type(key, value, "a day, without a time", offers::day(key, date));
                None
            }
        }
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
        self.freed.borrow_mut().push(key.to_owned());
        self.ask(key).map(|value| to_json(value.get_ref()))
    }
}
