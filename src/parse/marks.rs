//! Private marks: how a place in the HTML is kept open until the body is cut into segments.
//!
//! A mark is a letter and a number between two private-use characters, which neither Markdown nor the HTML
//! sanitiser touches. Start at [`Mark`]. The two characters never come from the author: [`neutral`] replaces
//! them wherever the author's text enters, so a mark can't be forged.

use std::borrow::Cow;
use std::fmt;

const OPEN: char = '\u{e000}';
/// The first byte of all private-use characters there.
const OPEN_BYTE: u8 = 0xee;
const CLOSE: char = '\u{e001}';
/// Stands for a figure in text without markup.
pub(super) const OBJECT: char = '\u{fffc}';

/// The words a theme gives in the page's language; the key of every
/// [`Segment::Word`](crate::model::Segment::Word) is in this table.
pub const WORDS: [&str; 10] = [
    "alert-note",
    "alert-tip",
    "alert-important",
    "alert-warning",
    "alert-caution",
    "footnotes",
    "footnote-back",
    "table",
    "task-done",
    "task-open",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Figure(usize),
    /// The address of a Markdown link or image.
    Link(usize),
    /// The address of a link or image in raw HTML; the address itself follows the mark.
    RawLink(usize),
    Word(usize),
    /// A task's checkbox, ticked or not.
    Task(bool),
}

impl Mark {
    /// The mark of a word of the table.
    pub(super) fn word(key: &str) -> Mark {
        Mark::Word(WORDS.iter().position(|word| *word == key).unwrap_or(0))
    }

    /// The first mark of `text`: what stands before it, the mark, and what follows.
    pub(super) fn first(text: &str) -> Option<(&str, Mark, &str)> {
        // Every stretch of a page's HTML is looked through; hardly any has one.
        memchr::memchr(OPEN_BYTE, text.as_bytes())?;
        let (before, rest) = text.split_once(OPEN)?;
        let (inside, after) = rest.split_once(CLOSE)?;
        let number = || inside.get(1..).and_then(|digits| digits.parse::<usize>().ok());
        let mark = match inside.chars().next()? {
            'F' => Mark::Figure(number()?),
            'L' => Mark::Link(number()?),
            'R' => Mark::RawLink(number()?),
            'W' => Mark::Word(number()?),
            'T' => Mark::Task(number()? == 1),
            _ => return None,
        };
        Some((before, mark, after))
    }

    /// Whether the text begins with a mark's first character.
    pub(super) fn begins(text: &str) -> bool {
        text.starts_with(OPEN)
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (letter, number) = match *self {
            Mark::Figure(number) => ('F', number),
            Mark::Link(number) => ('L', number),
            Mark::RawLink(number) => ('R', number),
            Mark::Word(number) => ('W', number),
            Mark::Task(done) => ('T', usize::from(done)),
        };
        write!(out, "{OPEN}{letter}{number}{CLOSE}")
    }
}

/// What stands for a character of the author's text that is reserved (or NUL, which HTML can't hold).
fn reserved(character: char) -> bool {
    matches!(character, OPEN | CLOSE | OBJECT | '\0')
}

/// The first of these characters. Every text of the site passes here, and hardly any has one.
pub(super) fn find_reserved(text: &str) -> Option<usize> {
    // The first bytes of the four, to be looked for without taking the text apart into characters.
    memchr::memchr3(0, OPEN_BYTE, 0xef, text.as_bytes())?;
    text.find(reserved)
}

/// The text with the reserved characters replaced.
pub(super) fn neutral(text: &str) -> Cow<'_, str> {
    match find_reserved(text) {
        Some(_) => Cow::Owned(text.replace(reserved, "\u{fffd}")),
        None => Cow::Borrowed(text),
    }
}

/// The text without its marks.
pub(super) fn without(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, _, after)) = Mark::first(rest) {
        out.push_str(before);
        rest = after;
    }
    out + rest
}

/// As [`neutral`], for raw HTML, where a reserved character may also be written as a number (`&#xe000;`).
pub(super) fn neutral_html(html: &str) -> Cow<'_, str> {
    if !html.contains("&#") {
        return neutral(html);
    }
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("&#") {
        let (before, reference) = rest.split_at(at);
        out.push_str(&neutral(before));
        let after = &reference[2..];
        let (digits, radix) = match after.strip_prefix(['x', 'X']) {
            Some(hex) => (hex, 16),
            None => (after, 10),
        };
        let end = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
        let character = u32::from_str_radix(&digits[..end], radix).ok().and_then(char::from_u32);
        let forged = character.is_some_and(reserved);
        let length = reference.len() - digits.len() + end;
        out.push_str(if forged { "\u{fffd}" } else { &reference[..length] });
        rest = &reference[length..];
    }
    out.push_str(&neutral(rest));
    out.into()
}

/// Writes text so that HTML reads it as that text, in content and in a quoted attribute.
pub(super) fn escape(out: &mut String, text: &str) {
    // Most texts have none of them.
    if memchr::memchr3(b'&', b'<', b'>', text.as_bytes()).is_none() && memchr::memchr(b'"', text.as_bytes()).is_none() {
        return out.push_str(text);
    }
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let reference = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(reference);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(&mut out, text);
    out
}

/// Undoes [`escape`] and what the sanitiser writes; no other references come out of either.
pub(super) fn unescape(html: &str) -> Cow<'_, str> {
    if !html.contains('&') {
        return Cow::Borrowed(html);
    }
    let text = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&nbsp;", "\u{a0}");
    Cow::Owned(text.replace("&amp;", "&"))
}
