//! Figures in prose: `{{ name key="value" }}`.
//!
//! Start at [`find`]. It gets the Markdown and the stretches of it that are text (not code, not a link's
//! address), and returns the figures and the mistakes, in order. [`read`] reads one figure.

use std::ops::Range;

use super::marks;
use crate::model::Figure;

pub(super) const EXAMPLE: &str = "write it like {{ amount }} or {{ amount round=\"million\" }}";
const LITERAL: &str = "to show two curly braces as they are, write \\{{";

/// Something that begins like a figure and isn't one.
pub(super) struct Mistake {
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) hints: Vec<String>,
}

/// All figures whose `{{` stands in one of the `texts`. Ranges are in `text`.
pub(super) fn find(text: &str, texts: &[Range<usize>]) -> (Vec<Figure>, Vec<Mistake>) {
    let mut figures = Vec::new();
    let mut mistakes = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find("{{").map(|at| from + at) {
        from = at + 2;
        if is_escaped(text, at) || !within(texts, at) {
            continue;
        }
        let whole = at..broken_end(text, at);
        match read(text, at, &whole) {
            Ok(figure) => {
                from = figure.range.end;
                figures.push(figure);
            }
            Err(mistake) => {
                from = whole.end;
                mistakes.push(mistake);
            }
        }
    }
    (figures, mistakes)
}

fn within(texts: &[Range<usize>], at: usize) -> bool {
    let next = texts.partition_point(|range| range.start <= at);
    next.checked_sub(1).and_then(|before| texts.get(before)).is_some_and(|range| range.contains(&at))
}

/// An odd number of backslashes stands before.
pub(super) fn is_escaped(text: &str, at: usize) -> bool {
    text[..at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}

/// A broken figure reaches to its `}}` on the same line, else to the end of the line.
fn broken_end(text: &str, at: usize) -> usize {
    let line = text[at..].lines().next().unwrap_or("");
    at + line.find("}}").map_or(line.trim_end().len(), |close| close + 2)
}

/// Reads the figure that begins at `start`; `whole` is what to point at if it is none.
fn read(text: &str, start: usize, whole: &Range<usize>) -> Result<Figure, Mistake> {
    let name = word(text, skip_space(text, start + 2));
    if name.is_empty() {
        return Err(mistake(whole, "A figure begins with its name, in small letters, digits, _ and -."));
    }
    let mut arguments = Vec::new();
    let mut at = name.end;
    loop {
        let next = skip_space(text, at);
        if text[next..].starts_with("}}") {
            let range = start..next + 2;
            return Ok(Figure { name: text[name.clone()].to_owned(), arguments, range, name_range: name });
        }
        if !is_closed(&text[start + 2..]) {
            return Err(mistake(whole, "This figure is not closed: \"{{\" needs its \"}}\"."));
        }
        if next == at {
            return Err(mistake(whole, "This figure can't be read: put a space between its parts."));
        }
        let argument = argument(text, next, whole)?;
        if arguments.iter().any(|(known, ..)| *known == argument.0) {
            let message = format!("\"{}\" is given twice in this figure.", argument.0);
            return Err(mistake(&argument.2, &message));
        }
        at = argument.2.end;
        arguments.push(argument);
    }
}

/// Reads `key="value"`.
fn argument(text: &str, start: usize, whole: &Range<usize>) -> Result<(String, String, Range<usize>), Mistake> {
    let key = word(text, start);
    if key.is_empty() {
        return Err(mistake(whole, "This figure can't be read after its name."));
    }
    let name = &text[key.clone()];
    let after = &text[key.end..];
    let value = after.strip_prefix("=\"").and_then(|rest| Some(&rest[..rest.find(['"', '\n'])?]));
    let end = key.end + 2 + value.map_or(0, str::len);
    match value.filter(|_| text[end..].starts_with('"')) {
        Some(value) => Ok((name.to_owned(), marks::neutral(value).into_owned(), key.start..end + 1)),
        None => {
            let message = format!("The value of \"{name}\" has to stand in double quotes after a \"=\".");
            let mut mistake = mistake(&key, &message);
            if after.strip_prefix('=').is_some_and(|rest| rest.starts_with(['“', '”', '„', '«', '‘', '’', '\'']))
            {
                mistake.hints.insert(0, "use straight double quotes: \" and not “ or '".to_owned());
            }
            Err(mistake)
        }
    }
}

/// A `}}` comes before the next figure and before the paragraph ends.
fn is_closed(rest: &str) -> bool {
    let close = rest.find("}}");
    close.is_some_and(|close| !rest[..close].contains("{{") && !rest[..close].replace('\r', "").contains("\n\n"))
}

fn mistake(range: &Range<usize>, message: &str) -> Mistake {
    Mistake { range: range.clone(), message: message.to_owned(), hints: vec![EXAMPLE.to_owned(), LITERAL.to_owned()] }
}

/// A name of small letters, digits, `_` and `-`; empty where there is none.
fn word(text: &str, from: usize) -> Range<usize> {
    let letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-';
    let length = text[from..].find(|c| !letter(c)).unwrap_or(text.len() - from);
    from..from + length
}

/// Past spaces and at most one line end: a blank line ends the paragraph and with it the figure.
fn skip_space(text: &str, from: usize) -> usize {
    let rest = &text[from..];
    let inner = rest.trim_start_matches([' ', '\t', '\r', '\n']);
    let space = &rest[..rest.len() - inner.len()];
    if space.matches('\n').count() > 1 { from } else { from + space.len() }
}
