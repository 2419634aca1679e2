//! Cuts a TOML text that can't be read into its entries, each a heading in square brackets or a key with its value,
//! so that a mistake in one leaves the others to be read.

use std::ops::Range;

use super::rows::{is_mark, is_prose, leading_key};

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
        let line = text[at..end].trim_matches([' ', '\t', '\r', '\n']);
        if line.is_empty() || line.starts_with('#') && !line.contains(|c: char| c.is_ascii_control() && c != '\t') {
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

/// The heading that a line stands below.
pub struct Below {
    pub heading: Range<usize>,
    /// The first heading of all: what is of no heading stands above it.
    pub first: Range<usize>,
}

/// `None` where what stands at `at` is no line of its own, or below no heading.
pub fn below(text: &str, at: usize) -> Option<Below> {
    let line = text[..at].rfind('\n').map_or(0, |found| found + 1);
    if !text[line..at].trim().is_empty() {
        return None;
    }
    let headings: Vec<Range<usize>> =
        entries(&text[..line]).into_iter().filter_map(|entry| heading(text, entry)).collect();
    Some(Below { heading: headings.last()?.clone(), first: headings.first()?.clone() })
}

fn heading(text: &str, entry: Entry) -> Option<Range<usize>> {
    let line = &text[entry.range.clone()];
    let start = entry.range.start + (line.len() - line.trim_start().len());
    let end = line.rfind(']').map(|found| entry.range.start + found + 1)?;
    entry.heading.then_some(start..end)
}

/// The key of an entry, as far as it can be told.
pub fn key(text: &str) -> &str {
    word(text.trim_start().trim_start_matches('['))
}

/// All keys of an entry: a line may have two facts.
pub fn keys(text: &str) -> Vec<&str> {
    let first = std::iter::once(key(text));
    first.chain(cuts(text).into_iter().map(|at| key(&text[at..]))).collect()
}

/// Where in a line further facts begin, each a key and an equals sign after the value of the one before.
pub fn cuts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut cuts = Vec::new();
    let (mut at, mut depth) = (text.find('=').map_or(text.len(), |sign| sign + 1), 0_usize);
    let mut from = at;
    while at < bytes.len() {
        match bytes[at] {
            b'#' => break,
            quote @ (b'"' | b'\'') if !bytes[at - 1].is_ascii_alphanumeric() => {
                at = string_end(bytes, at, text.len(), quote);
            }
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'=' if depth == 0 => {
                let before = text[from..at].trim_end();
                let key =
                    before.len() - before.chars().rev().take_while(|c| is_bare(*c)).map(char::len_utf8).sum::<usize>();
                let value = &before[..key];
                if key < before.len() && value.ends_with([' ', '\t', ',', ';']) && !value.trim().is_empty() {
                    cuts.push(from + key);
                    from = at + 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
    cuts
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
        let line = text[value..end].trim_end();
        let goes_on = is_open_text(line, key(&text[start..end])) && cuts(&text[start..end]).is_empty();
        return (if goes_on { broken_text_end(text, end) } else { row_end(text, line, end) }, None);
    }
    let mut open: Vec<(usize, u8)> = Vec::new();
    let (mut from, mut to) = (value, end);
    let mut mistaken = None;
    loop {
        mistaken = mistaken.or(brackets(text, from..to, &mut open));
        let Some((place, bracket)) = open.last().copied() else { return (to, mistaken) };
        let next = line_end(text, to);
        if next == to || starts_anew(&text[from..to], &text[to..next], bracket) {
            return (to, Some(place));
        }
        (from, to) = (to, next);
    }
}

/// Does a text begin here that goes on in the next line, though it may not?
fn is_open_text(value: &str, key: &str) -> bool {
    let closes = |text: &str| text.trim_end_matches([',', ';', ' ']).ends_with(['"', '\'', '”', '’', '»', '“']);
    match value.chars().next() {
        Some('"') => !closes(&value[1..]) && !value.contains('#'),
        Some(mark @ ('“' | '„' | '«')) => !closes(&value[mark.len_utf8()..]),
        Some(letter) => letter.is_alphabetic() && is_prose(key) && value.contains(' ') && !value.contains(['"', '=']),
        None => false,
    }
}

/// The end of texts with commas between them, of which `line` has the first.
fn row_end(text: &str, line: &str, mut at: usize) -> usize {
    let mut line = line;
    while line.starts_with(is_mark) && line.trim_end().ends_with(',') {
        let to = line_end(text, at);
        line = text[at..to].trim();
        if !line.starts_with(is_mark)
            || cuts(&format!("a = {line}")).len() + usize::from(leading_key(line).is_some()) > 0
        {
            return at;
        }
        at = to;
    }
    at
}

/// The end of the text that began in the line before `at`.
fn broken_text_end(text: &str, at: usize) -> usize {
    let (mut end, mut next, mut closed) = (at, at, false);
    let mut is_whole = true;
    while next < text.len() && !closed {
        let to = line_end(text, next);
        let line = text[next..to].trim();
        if starts_anew("", line, b'[') || line.starts_with(['#', '-', '[']) || leading_key(line).is_some() {
            break;
        }
        is_whole &= !line.is_empty();
        closed = line.trim_end_matches([',', ';', ' ']).ends_with(['"', '”', '»']);
        if is_whole || closed {
            end = to;
        }
        next = to;
    }
    end
}

/// The start of the next line that is plainly an entry of its own, or the end.
fn next_entry(text: &str, mut at: usize) -> usize {
    while at < text.len() && !starts_anew("", &text[at..line_end(text, at)], b'[') {
        at = line_end(text, at);
    }
    at
}

/// Follows the brackets of one line, but for those in texts and comments. Gives the first that is closed by the bracket
/// of another.
fn brackets(text: &str, line: Range<usize>, open: &mut Vec<(usize, u8)>) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = line.start;
    let mut mistaken = None;
    while at < line.end {
        match bytes[at] {
            b'#' => return mistaken,
            // An apostrophe within a word opens no text.
            quote @ (b'"' | b'\'') if !bytes[at - 1].is_ascii_alphanumeric() => {
                let end = string_end(bytes, at, line.end, quote);
                // It is the quotation mark that is missing, not the bracket in the text.
                if end == line.end && text[at..end].contains([']', '}']) {
                    open.clear();
                }
                at = end;
            }
            bracket @ (b'[' | b'{') => open.push((at, bracket)),
            bracket @ (b']' | b'}') => {
                let opening = bracket - 2;
                if let Some((place, _)) = open.pop_if(|(_, other)| *other != opening) {
                    mistaken = mistaken.or(Some(place));
                }
                open.pop();
            }
            _ => {}
        }
        at += 1;
    }
    mistaken
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
