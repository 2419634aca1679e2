//! Mistakes in the form of a TOML text, in the words of somebody who does not know the word TOML.
//!
//! Start at [`mistakes`]. A line that can't be read is told once: what else the parser says of it is mostly echo.

use crate::diagnostic::{Diagnostic, TextFile};

type Said = (&'static str, &'static str);

const QUOTES: Said = ("a text without quotation marks", "text stands in quotes, for example: title = \"Safe Online\"");
const PAIR: Said = (
    "something that is not a key, an equals sign and a value",
    "each fact is a line of its own, for example: title = \"Safe Online\"",
);
const NO_VALUE: Said = ("a key without a value", "write the value after the equals sign, or take the line out");

/// By what the parser's message contains; the first that fits.
const WORDS: &[(&str, Said)] = &[
    ("duplicate key", ("a key that was used before", "each key may stand once: keep one of the two lines")),
    ("must be quoted", QUOTES),
    ("missing opening quote", QUOTES),
    ("invalid boolean", QUOTES),
    ("escaped value", ("a \\ that stands for nothing", "write \\\\ for the sign itself")),
    ("unicode", ("a \\ that stands for nothing", "write \\\\ for the sign itself")),
    ("string", ("a text whose quotation mark is not closed", "text begins and ends with a quotation mark: \"…\"")),
    ("unclosed", ("a bracket that is not closed", "lists stand in [ … ], tables in { … }")),
    ("missing comma", ("a list without a comma between two values", "for example: partners = [\"one\", \"another\"]")),
    ("extra comma", ("a comma too many", "one comma stands between two values")),
    ("date", ("a date that there is not", "dates are written year, month, day: 2026-03-31")),
    ("time", ("a time that there is not", "dates are written year, month, day: 2026-03-31")),
    ("unexpected key or value", ("something after the value", "numbers are written without commas: 750_000 or 750000")),
    ("unexpected content", ("something after the value", "numbers are written without commas: 750_000 or 750000")),
    ("zero", ("a number that can't be read", "numbers are written like 750_000 or 1234.50")),
    ("sign", ("a number that can't be read", "numbers are written like 750_000 or 1234.50")),
    ("radix", ("a number that can't be read", "numbers are written like 750_000 or 1234.50")),
    ("number", ("a number that can't be read", "numbers are written like 750_000 or 1234.50")),
    ("digits", ("a number that can't be read", "numbers are written like 750_000 or 1234.50")),
];

/// `errors` are the parser's, of the text that begins at `start`. `what` names it ("front matter").
pub fn mistakes(file: &TextFile, start: usize, what: &str, mut errors: Vec<toml::de::Error>) -> Vec<Diagnostic> {
    errors.sort_by_key(|error| error.span().map_or(0, |span| span.start));
    let mut diagnostics: Vec<Diagnostic> = Vec::with_capacity(errors.len());
    let mut told = 0;
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let place = file.locate(span.start + start..span.end + start);
        let line = place.point.as_ref().map_or(0, |point| point.line);
        if line == told {
            continue;
        }
        told = line;
        let ends = place.point.as_ref().is_some_and(|point| point.text.trim_end().ends_with('='));
        let reason = error.message().split(", expected").next().unwrap_or_default();
        let known = WORDS.iter().find(|(part, _)| reason.contains(part)).map(|(_, said)| *said);
        let (said, hint) = if ends { NO_VALUE } else { known.unwrap_or(PAIR) };
        let message = format!("the {what} can't be read: this line has {said}");
        diagnostics.push(Diagnostic::error("toml", message).at(place).hint(hint));
    }
    diagnostics
}
