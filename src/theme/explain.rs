//! A template's mistake in the words of who wrote it, with its file, line and column.

use tera::{Error, ErrorKind, ReportError};

use super::engine::Files;
use super::tags;
use crate::diagnostic::{Diagnostic, Location, Point, TextFile, did_you_mean};

// What Tera has of its own, which it doesn't list, and what `engine.rs` adds.
const FILTERS: [&str; 39] = [
    "safe",
    "default",
    "upper",
    "lower",
    "wordcount",
    "escape",
    "escape_html",
    "escape_xml",
    "newlines_to_br",
    "pluralize",
    "trim",
    "trim_start",
    "trim_end",
    "replace",
    "capitalize",
    "title",
    "truncate",
    "indent",
    "str",
    "int",
    "float",
    "length",
    "reverse",
    "split",
    "abs",
    "round",
    "first",
    "last",
    "nth",
    "join",
    "sort",
    "unique",
    "get",
    "values",
    "keys",
    "pairs",
    "group_by",
    "number",
    "urlencode",
];
const FUNCTIONS: [&str; 7] = ["t", "asset", "file", "lines", "range", "throw", "super"];
const TESTS: [&str; 17] = [
    "string",
    "number",
    "map",
    "bool",
    "array",
    "integer",
    "float",
    "none",
    "iterable",
    "defined",
    "undefined",
    "odd",
    "even",
    "divisible_by",
    "starting_with",
    "ending_with",
    "containing",
];

/// The mistake that showed when `template` was rendered.
pub fn one(error: &Error, files: &Files, template: &str) -> Diagnostic {
    all(error, files, Some(template)).into_iter().next().unwrap_or_else(|| say(&error.to_string()))
}

/// All that an error tells of.
pub fn all(error: &Error, files: &Files, template: Option<&str>) -> Vec<Diagnostic> {
    let diagnostic = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => reported(report, files),
        ErrorKind::MissingParent { current, parent } => {
            let diagnostic = say(&format!("it extends \"{parent}\", and there is no such template"));
            let place = files.get(current).map(|file| extends(file, parent));
            let known = files.keys().map(|name| within_layer(name));
            at(diagnostic, place).hints(did_you_mean(within_layer(parent), known))
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain: chain } => circle(tpl, chain, "extend", files),
        ErrorKind::CircularInclude { tpl, include_chain: chain } => circle(tpl, chain, "include", files),
        ErrorKind::Msg(text) if text.starts_with("error: ") => {
            return text.split("\n\n").filter_map(|report| written(report, files)).collect();
        }
        _ => at(say(&error.to_string()), None),
    };
    let named = template.map(|template| {
        let ending = format!("/{template}");
        let file = files.iter().find(|(name, _)| name.ends_with(&ending)).map(|(_, file)| file.whole());
        file.unwrap_or_else(|| Location::file(template))
    });
    match named {
        Some(named) if diagnostic.location.is_none() => vec![diagnostic.at(named)],
        _ => vec![diagnostic],
    }
}

fn say(message: &str) -> Diagnostic {
    // One line for each message.
    let message = message.split_whitespace().collect::<Vec<_>>().join(" ");
    Diagnostic::error("template", format!("the template can't be used: {message}"))
}

fn at(diagnostic: Diagnostic, place: Option<Location>) -> Diagnostic {
    match place {
        Some(place) => diagnostic.at(place),
        None => diagnostic,
    }
}

fn reported(report: &ReportError, files: &Files) -> Diagnostic {
    let span = report.span();
    let width = if span.end_line == span.start_line { span.end_col.saturating_sub(span.start_col) } else { 1 };
    let Some(file) = files.get(report.filename()) else {
        return say(report.message()).at(Location::file(report.filename()));
    };
    let place = place(file, span.start_line, span.start_col + 1, width);
    let unclosed = match report.message() {
        "Unknown tag" => tags::unknown(file, span.range.start),
        "Unexpected end of input" => tags::open_at_end(file),
        _ => None,
    };
    match unclosed {
        Some(diagnostic) if diagnostic.location.is_some() => diagnostic,
        Some(diagnostic) => diagnostic.at(place),
        None => say(report.message()).at(place).hints(field_meant(report.message())),
    }
}

/// For "Field `x` is not defined. Available fields: …".
fn field_meant(message: &str) -> Option<String> {
    let (field, known) = message.split_once(" is not defined. Available fields: ")?;
    did_you_mean(field.split('`').nth(1)?, known.split(", "))
}

/// Reads a report that Tera gives only as a text: "error: Unknown filter `x`", then " --> file:line:column", then the
/// line, underlined.
fn written(report: &str, files: &Files) -> Option<Diagnostic> {
    let mut lines = report.lines();
    let message = lines.next()?.strip_prefix("error: ")?;
    let mut parts = lines.next()?.trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
    let (column, line, name) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?);
    let width = report.lines().last().map_or(1, |line| line.matches('^').count());
    let diagnostic = say(message).hints(meant(message, files));
    Some(match files.get(name) {
        Some(file) => diagnostic.at(place(file, line, column, width)),
        None => diagnostic.at(Location::file(name)),
    })
}

/// "did you mean …" for a message such as "Unknown filter `uppr`".
fn meant(message: &str, files: &Files) -> Option<String> {
    let name = message.split('`').nth(1)?;
    match message.split('`').next()?.trim() {
        "Unknown filter" => did_you_mean(name, FILTERS),
        "Unknown test" => did_you_mean(name, TESTS),
        "Unknown function" => did_you_mean(name, FUNCTIONS),
        "Unknown template" => did_you_mean(within_layer(name), files.keys().map(|known| within_layer(known))),
        "Block" => {
            let known = files.values().flat_map(|file| tags::named(&file.text, "block"));
            did_you_mean(name, known.filter(|known| *known != name))
        }
        "Unknown component" => did_you_mean(name, files.values().flat_map(|file| tags::named(&file.text, "component"))),
        _ => None,
    }
}

fn within_layer(name: &str) -> &str {
    name.split_once('/').map_or(name, |(_, inner)| inner)
}

fn circle(name: &str, chain: &[String], how: &str, files: &Files) -> Diagnostic {
    let shown = |name: &String| files.get(name).map_or(name.clone(), |file| file.path.to_string());
    let chain: Vec<String> = chain.iter().map(shown).collect();
    let diagnostic = say(&format!("templates {how} each other in a circle: {}", chain.join(", then ")));
    at(diagnostic, files.get(name).map(|file| extends(file, "")))
}

/// Where a template names the one that it extends.
fn extends(file: &TextFile, parent: &str) -> Location {
    match file.text.find("extends") {
        Some(start) => {
            let named = file.text[start..].find(parent).filter(|_| !parent.is_empty());
            let start = start + named.unwrap_or(0);
            file.locate(start..start + if named.is_some() { parent.len() } else { "extends".len() })
        }
        None => file.whole(),
    }
}

fn place(file: &TextFile, line: usize, column: usize, width: usize) -> Location {
    let line = line.max(1);
    let text = file.text.lines().nth(line - 1).unwrap_or_default().to_owned();
    let point = Point { line, column, width: width.max(1), text };
    Location { file: file.path.clone(), point: Some(Box::new(point)) }
}
