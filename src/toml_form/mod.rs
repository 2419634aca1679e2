//! Mistakes in the form of a TOML text, in the words of somebody who does not know the word TOML.
//!
//! Start at [`mend`]: it tells of every entry that can't be read and leaves a text of all the others. `entries.rs`
//! finds the entries, `values.rs` tells what is wrong with one, `rows.rs` and `lines.rs` with lists, tables and lines,
//! `dates.rs` and `amounts.rs` know how people write dates and sums, `invisible.rs` what can't be seen.

mod amounts;
mod dates;
mod entries;
mod invisible;
mod lines;
mod rows;
mod values;
mod words;

use std::ops::Range;

use toml::de::DeTable;

pub use amounts::{amount, grouped, hints as amount_hints};
pub use dates::{Meant, date, without_time};
pub use entries::below;
pub use invisible::name as invisible_name;
pub use rows::linked;
pub use values::{quoted, reads, truth};

use crate::diagnostic::{Diagnostic, TextFile};
use entries::{Entry, entries};
use words::Said;

/// Entries that are told of. Each takes another look at the whole.
const MOST: usize = 100;

/// What is left of a text that can't be read as a whole.
pub struct Mended {
    /// The text with blanks in the place of what can't be read, so that all else stands where it stood.
    pub text: String,
    pub broken: Broken,
}

/// The keys of the entries that can't be read: they are not missing.
#[derive(Debug, Default)]
pub struct Broken(Vec<String>);

impl Broken {
    /// May `key` have been meant by an entry that can't be read?
    pub fn has(&self, key: &str) -> bool {
        self.0.iter().any(|broken| broken.is_empty() || is_like(broken, key))
    }
}

/// May `key` have been meant by what is written?
pub fn is_like(written: &str, key: &str) -> bool {
    strsim::levenshtein(&written.to_lowercase(), key) <= 2
}

/// Tells what is wrong with the text `file.text[range]`, which can't be read. `what` names it ("front matter").
pub fn mend(file: &TextFile, range: Range<usize>, what: &str, found: &mut Vec<Diagnostic>) -> Mended {
    let text = &file.text[range.clone()];
    let mut mending = Mending {
        file,
        offset: range.start,
        what,
        original: text,
        entries: entries(text),
        mended: Mended { text: text.to_owned(), broken: Broken::default() },
        found,
    };
    mending.close_brackets();
    for _ in 0..MOST {
        let Err(errors) = read(&mending.mended.text) else { return mending.mended };
        if !mending.take_out(errors) {
            break;
        }
    }
    // This is no such text at all.
    mending.mended = Mended { text: String::new(), broken: Broken(vec![String::new()]) };
    mending.mended
}

fn read(text: &str) -> Result<(), Vec<toml::de::Error>> {
    let (_, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

struct Mending<'a> {
    file: &'a TextFile,
    offset: usize,
    what: &'a str,
    original: &'a str,
    entries: Vec<Entry>,
    mended: Mended,
    found: &'a mut Vec<Diagnostic>,
}

impl Mending<'_> {
    /// A bracket that is never closed takes the lines after it with it: it is told of where it was opened.
    fn close_brackets(&mut self) {
        for number in (0..self.entries.len()).rev() {
            let Entry { range, open: Some(open), .. } = &self.entries[number] else { continue };
            let open = *open;
            let said = words::never_closed(&self.original[range.clone()], open - range.start);
            self.report(open..open + 1, said);
            self.blank(number);
        }
    }

    /// Reports the first of the parser's errors and takes its entry out. What else the parser says is mostly echo.
    fn take_out(&mut self, mut errors: Vec<toml::de::Error>) -> bool {
        let start = |error: &toml::de::Error| error.span().map_or(0, |span| span.start);
        errors.sort_by_key(start);
        let Some(first) = errors.first() else { return false };
        let is_left = |range: &Range<usize>| !self.mended.text[range.clone()].trim_ascii().is_empty();
        let left = || self.entries.iter().enumerate().filter(|(_, entry)| is_left(&entry.range));
        let before = left().take_while(|(_, entry)| entry.range.start <= start(first)).last();
        let Some((number, entry)) = before.or_else(|| left().next()) else { return false };
        let range = entry.range.clone();
        let text = &self.original[range.clone()];
        let invisible = invisible::in_the_way(text);
        if !invisible.is_empty() {
            for said in invisible {
                let at = said.at.clone().unwrap_or_default();
                self.report(at.start + range.start..at.end + range.start, said);
            }
            self.blank(number);
            return true;
        }
        let visible = invisible::visible(text);
        let mut told = None;
        let mut whole: Option<Range<usize>> = None;
        for error in errors.iter().filter(|error| range.contains(&start(error)) || start(error) == start(first)) {
            let span = error.span().unwrap_or(range.clone());
            let line = self.mended.text[..span.start.min(self.mended.text.len())].matches('\n').count();
            if told.replace(line) != Some(line) {
                let said = values::explain(&visible, error.message());
                // Places are those of the text as it is.
                let at = said.at.as_ref().filter(|_| visible == text);
                let at = at.map(|at| at.start + range.start..at.end + range.start);
                if at.is_none() || whole != at {
                    whole = at.clone();
                    self.report(at.unwrap_or(span), said);
                }
            }
        }
        self.blank(number);
        true
    }

    fn report(&mut self, at: Range<usize>, said: Said) {
        let message = format!("the {} can't be read: this line has {}", self.what, said.what);
        let place = self.file.locate(at.start + self.offset..at.end + self.offset);
        self.found.push(Diagnostic::error("toml", message).at(place).hints(said.hints));
    }

    /// A heading takes what belongs to it with it.
    fn blank(&mut self, number: usize) {
        let heading = self.entries[number].heading;
        let own = self.entries[number + 1..].iter().take_while(|entry| heading && !entry.heading).count();
        for entry in &self.entries[number..=number + own] {
            let text = &self.original[entry.range.clone()];
            self.mended.broken.0.extend(entries::keys(text).into_iter().map(str::to_owned));
            let blank: String = text.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
            self.mended.text.replace_range(entry.range.clone(), &blank);
        }
    }
}
