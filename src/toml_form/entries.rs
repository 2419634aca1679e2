//! Cuts a TOML text that can't be read into its entries, each a heading in square brackets or a key with its value,
//! so that a mistake in one leaves the others to be read.

use std::ops::Range;

pub struct Entry {
    /// Whole lines, with the end of the last.
    pub range: Range<usize>,
    /// `[name]` or `[[name]]`: what follows belongs to it.
    pub heading: bool,
    /// Where a bracket, or a text over several lines, was opened that is never closed.
    pub open: Option<usize>,
}

/// In order. Blank lines and comments belong to none.
pub fn entries(text: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let end = line_end(text, at);
        let line = text[at..end].trim_start();
        if line.is_empty() || line.starts_with('#') {
            at = end;
            continue;
        }
        let heading = line.starts_with('[');
        let (end, open) = if heading { (end, None) } else { value_end(text, at, end) };
        entries.push(Entry { range: at..end, heading, open });
        at = end;
    }
    entries
}

/// The key of an entry, as far as it can be told.
pub fn key(text: &str) -> &str {
    word(text.trim_start().trim_start_matches('['))
}

fn word(text: &str) -> &str {
    let end = text.find(|c: char| !is_bare(c)).unwrap_or(text.len());
    &text[..end]
}

fn is_bare(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '-'
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |found| at + found + 1)
}

/// Where the entry ends whose first line ends at `end`, and the bracket that is never closed.
fn value_end(text: &str, start: usize, end: usize) -> (usize, Option<usize>) {
    let Some(sign) = text[start..end].find('=') else { return (end, None) };
    let value = start + sign + 1;
    let value = value + (text[value..end].len() - text[value..end].trim_start().len());
    for quote in ["\"\"\"", "'''"] {
        if let Some(rest) = text[value..].strip_prefix(quote) {
            return match rest.find(quote) {
                Some(at) => (line_end(text, value + quote.len() + at), None),
                None => (next_entry(text, end), Some(value)),
            };
        }
    }
    // In other values a bracket is part of a text.
    if !text[value..end].starts_with(['[', '{']) {
        return (end, None);
    }
    let mut open: Vec<(usize, u8)> = Vec::new();
    let (mut from, mut to) = (value, end);
    loop {
        brackets(text, from..to, &mut open);
        let Some((place, bracket)) = open.last().copied() else { return (to, None) };
        let next = line_end(text, to);
        if next == to || starts_anew(&text[from..to], &text[to..next], bracket) {
            return (to, Some(place));
        }
        (from, to) = (to, next);
    }
}

/// The start of the next line that is plainly an entry of its own, or the end.
fn next_entry(text: &str, mut at: usize) -> usize {
    while at < text.len() && !starts_anew("", &text[at..line_end(text, at)], b'[') {
        at = line_end(text, at);
    }
    at
}

/// Follows the brackets of one line, but for those in texts and comments.
fn brackets(text: &str, line: Range<usize>, open: &mut Vec<(usize, u8)>) {
    let bytes = text.as_bytes();
    let mut at = line.start;
    while at < line.end {
        match bytes[at] {
            b'#' => return,
            // An apostrophe within a word opens no text.
            quote @ (b'"' | b'\'') if !bytes[at - 1].is_ascii_alphanumeric() => {
                at = string_end(bytes, at, line.end, quote)
            }
            bracket @ (b'[' | b'{') => open.push((at, bracket)),
            b']' | b'}' => {
                open.pop();
            }
            _ => {}
        }
        at += 1;
    }
}

/// The closing quotation mark of the text that opens at `at`, or the end.
pub fn string_end(bytes: &[u8], at: usize, end: usize, quote: u8) -> usize {
    let mut at = at + 1;
    while at < end {
        match bytes[at] {
            b'\\' if quote == b'"' => at += 1,
            byte if byte == quote => return at,
            _ => {}
        }
        at += 1;
    }
    end
}

/// Is the next line an entry of its own, though a bracket is still open?
fn starts_anew(last: &str, next: &str, bracket: u8) -> bool {
    let next = next.trim();
    let name = next.trim_start_matches('[').trim_end_matches(']');
    if next.starts_with('[') && name.starts_with(char::is_alphabetic) && name.chars().all(|c| is_bare(c) || c == '.') {
        return true;
    }
    let begins = !word(next).is_empty() && next[word(next).len()..].trim_start().starts_with('=');
    // A table in curly brackets may go over several lines, each with a comma at its end.
    begins && (bracket == b'[' || !last.trim_end().ends_with([',', '{']))
}
