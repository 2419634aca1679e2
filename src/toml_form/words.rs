//! What the parser complains of, in plain words.

use std::ops::Range;

use super::entries::string_end;
use super::values::reads;

/// What is wrong with an entry ("this line has …"), and the ways out.
pub struct Said {
    pub what: String,
    pub hints: Vec<String>,
    /// Where in the entry, if not where the parser points.
    pub at: Option<Range<usize>>,
}

impl Said {
    pub fn new(what: impl Into<String>) -> Said {
        Said { what: what.into(), hints: Vec::new(), at: None }
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Said {
        self.hints.push(hint.into());
        self
    }

    pub fn at(mut self, at: Range<usize>) -> Said {
        self.at = Some(at);
        self
    }
}

const NUMBER: (&str, &str) = ("a number that can't be read", "numbers are written like 750_000 or 1234.50");
const BACKSLASH: (&str, &str) = ("a \\ that stands for nothing", "write \\\\ for the sign itself");
const DATE: (&str, &str) = ("a date that there is not", "dates are written year, month, day: 2026-03-31");
const AFTER: (&str, &str) = ("something after the value", "a line has one key and one value: take out what follows");
const QUOTES: (&str, &str) =
    ("a text without quotation marks", "text stands in quotes, for example: title = \"Safe Online\"");

/// By what the parser's message contains; the first that fits.
const WORDS: &[(&str, (&str, &str))] = &[
    ("duplicate key", ("a key that was used before", "each key may stand once: keep one of the two lines")),
    ("must be quoted", QUOTES),
    ("opening quote", QUOTES),
    ("invalid boolean", QUOTES),
    ("escaped value", BACKSLASH),
    ("unicode", BACKSLASH),
    ("string", ("a text whose quotation mark is not closed", "text begins and ends with a quotation mark: \"…\"")),
    ("unclosed", ("a bracket that is not closed", "lists stand in [ … ], tables in { … }")),
    (
        "comma between key-value",
        (
            "a table without a comma between two of its facts",
            "for example: { title = \"Report\", url = \"https://example.org/\" }",
        ),
    ),
    ("missing comma", ("a list without a comma between two values", "for example: partners = [\"one\", \"another\"]")),
    ("extra comma", ("a comma too many", "one comma stands between two values")),
    ("opening", ("a closing bracket without an opening one", "lists stand in [ … ], tables in { … }")),
    ("date", DATE),
    ("time", DATE),
    ("unexpected key or value", AFTER),
    ("unexpected content", AFTER),
    ("zero", NUMBER),
    ("sign", NUMBER),
    ("radix", NUMBER),
    ("number", NUMBER),
    ("float", NUMBER),
    ("digits", NUMBER),
    ("fraction", NUMBER),
    ("mantissa", NUMBER),
];

/// `message` is the parser's.
pub fn by_parser(message: &str) -> Said {
    let reason = message.split(", expected").next().unwrap_or_default();
    let (what, hint) = WORDS.iter().find(|(part, _)| reason.contains(part)).map_or(
        (
            "something that is not a key, an equals sign and a value",
            "each fact is a line of its own, for example: title = \"Safe Online\"",
        ),
        |(_, said)| *said,
    );
    Said::new(what).hint(hint)
}

/// A list, table or text of several lines that goes on to the next entry, or is closed by another bracket. It was opened
/// at `open`.
pub fn never_closed(entry: &str, open: usize) -> Said {
    let line = entry.trim().trim_end_matches(',');
    let (what, close) = match entry.get(open..open + 3) {
        Some(quotes @ ("\"\"\"" | "'''")) => ("a text of several lines", quotes),
        Some(opened) if opened.starts_with('{') => ("a table", "}"),
        _ => ("a list", "]"),
    };
    let closed = if close.len() == 3 { format!("{line}{close}") } else { close_brackets(line) };
    let said = Said::new(format!("{what} that is never closed: its {close} is missing"));
    if !line.contains('\n') && reads(&closed) {
        return said.hint(format!("write: {closed}"));
    }
    // A table in a list has a line of its own.
    let own = entry[open..].lines().next().unwrap_or_default().trim_end().trim_end_matches(',');
    let table = close_brackets(own);
    if own.starts_with('{') && entry[..open].ends_with([' ', '\t', '\n']) && reads(&format!("a = {table}")) {
        return said.hint(format!("write: {table},"));
    }
    said.hint(format!("put {close} where it ends"))
}

/// The line with the brackets that are missing in it.
fn close_brackets(line: &str) -> String {
    let bytes = line.as_bytes();
    let (mut closed, mut open, mut at) = (Vec::new(), Vec::new(), 0);
    let close = |closed: &mut Vec<u8>, bracket: u8| {
        closed.truncate(closed.trim_ascii_end().len());
        closed.extend_from_slice(if bracket == b'{' { b" }" } else { b"]" });
    };
    while at < bytes.len() {
        match bytes[at] {
            b'"' => {
                let end = string_end(bytes, at, bytes.len(), b'"').min(bytes.len() - 1);
                closed.extend_from_slice(&bytes[at..end]);
                at = end;
            }
            bracket @ (b'[' | b'{') => open.push(bracket),
            bracket @ (b']' | b'}') => {
                // What is inside is closed before what is around it.
                while let Some(inner) = open.pop_if(|other| *other != bracket - 2) {
                    close(&mut closed, inner);
                }
                if open.pop().is_none() {
                    at += 1;
                    continue;
                }
            }
            _ => {}
        }
        closed.push(bytes[at]);
        at += 1;
    }
    while let Some(bracket) = open.pop() {
        close(&mut closed, bracket);
    }
    String::from_utf8_lossy(&closed).into_owned()
}
