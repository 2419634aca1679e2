//! How diagnostics are shown: for people with the line itself, one line each, or as JSON.

use std::io::Write;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::json;

use super::args::Format;
use crate::diagnostic::{Diagnostic, Location, Severity};

/// Writes them all to stderr.
pub fn all(diagnostics: &[Diagnostic], format: Format) {
    let mut stderr = anstream::stderr().lock();
    for diagnostic in diagnostics {
        let text = match format {
            Format::Human => human(diagnostic) + "\n",
            Format::Short => short(diagnostic),
            Format::Json => as_json(diagnostic),
        };
        // With stderr closed there is nobody left to tell.
        let _ = writeln!(stderr, "{text}");
    }
}

/// "2 errors and 1 warning".
pub fn tally(diagnostics: &[Diagnostic]) -> String {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
    let warnings = diagnostics.len() - errors;
    let count = |number: usize, word: &str| match number {
        1 => format!("1 {word}"),
        number => format!("{number} {word}s"),
    };
    match (errors, warnings) {
        (0, 0) => "no errors, no warnings".to_owned(),
        (errors, 0) => count(errors, "error"),
        (0, warnings) => count(warnings, "warning"),
        (errors, warnings) => format!("{} and {}", count(errors, "error"), count(warnings, "warning")),
    }
}

fn short(diagnostic: &Diagnostic) -> String {
    format!(
        "{}{}[{}]: {}",
        diagnostic.location.as_ref().map_or(String::new(), |location| format!("{}: ", place(location))),
        diagnostic.severity.word(),
        diagnostic.code,
        diagnostic.message
    )
}

/// `path:line:column`, or the path alone.
fn place(location: &Location) -> String {
    match &location.point {
        Some(point) => format!("{}:{}:{}", location.file, point.line, point.column),
        None => location.file.to_string(),
    }
}

fn as_json(diagnostic: &Diagnostic) -> String {
    let point = diagnostic.location.as_ref().and_then(|location| location.point.as_ref());
    json!({
        "severity": diagnostic.severity.word(),
        "code": diagnostic.code,
        "message": diagnostic.message,
        "path": diagnostic.location.as_ref().map(|location| &*location.file),
        "line": point.map(|point| point.line),
        "column": point.map(|point| point.column),
        "text": point.map(|point| &point.text),
        "hints": diagnostic.hints,
        "related": diagnostic.related.iter().map(|(location, label)| json!({ "path": &*location.file, "line": location.point.as_ref().map(|point| point.line), "label": label })).collect::<Vec<_>>(),
    })
    .to_string()
}

fn human(diagnostic: &Diagnostic) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(&diagnostic.message).id(diagnostic.code));
    if let Some(location) = &diagnostic.location {
        group = excerpt(group, location, AnnotationKind::Primary, None);
    }
    for (location, label) in &diagnostic.related {
        group = excerpt(group, location, AnnotationKind::Context, Some(label));
    }
    for hint in &diagnostic.hints {
        group = group.element(Level::HELP.message(hint));
    }
    Renderer::styled().render(&[group])
}

fn excerpt<'a>(group: Group<'a>, location: &'a Location, kind: AnnotationKind, label: Option<&'a str>) -> Group<'a> {
    match &location.point {
        Some(point) if !point.text.is_empty() => {
            let mut annotation = kind.span(bytes(&point.text, point.column, point.width));
            if let Some(label) = label {
                annotation = annotation.label(label);
            }
            group.element(
                Snippet::source(point.text.as_str())
                    .line_start(point.line)
                    .path(&*location.file)
                    .annotation(annotation),
            )
        }
        Some(point) => group.element(Origin::path(&*location.file).line(point.line).char_column(point.column)),
        None => group.element(Origin::path(&*location.file)),
    }
}

/// Columns in characters as a range of bytes.
fn bytes(text: &str, column: usize, width: usize) -> Range<usize> {
    let at = |characters: usize| text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at);
    at(column - 1)..at(column - 1 + width)
}
