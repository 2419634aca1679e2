//! What Loggia has to say about a site: a [`Diagnostic`] has a severity, a stable code, a message in plain
//! words, the place it speaks of, and hints on the way out.
//!
//! Start at [`Diagnostic`]. [`TextFile::locate`] turns a byte range into a [`Location`] that carries the line
//! itself, so showing a diagnostic needs no access to the file. A stage returns [`Checked`]: its value and all
//! it found, in input order, never just the first mistake.

use std::ops::Range;
use std::sync::Arc;

use crate::mark::Mark;

/// How bad it is. A site with an error is not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Error,
    Warning,
}

impl Severity {
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// A place in a file, counted as an editor counts: lines and columns from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The path within the site, with forward slashes.
    pub file: Arc<str>,
    /// `None` where the mistake is about the file as a whole.
    pub point: Option<Box<Point>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    pub line: usize,
    pub column: usize,
    /// How many characters of the line the mistake covers; at least 1.
    pub width: usize,
    /// The line itself, without its end.
    pub text: String,
}

impl Location {
    /// The file as a whole.
    pub fn file(path: impl Into<Arc<str>>) -> Self {
        Location { file: path.into(), point: None }
    }
}

/// One thing to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub severity: Severity,
    /// A short stable name such as `unknown-term`, for filters and tests.
    pub code: &'static str,
    pub message: String,
    pub location: Option<Location>,
    /// Ways out: "did you mean …", where to look, what to do.
    pub hints: Vec<String>,
    /// Other places that matter, such as where something was first defined.
    pub related: Vec<(Location, String)>,
}

impl Diagnostic {
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Diagnostic {
            severity: Severity::Error,
            code,
            message: message.into(),
            location: None,
            hints: Vec::new(),
            related: Vec::new(),
        }
    }

    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(code, message) }
    }

    #[must_use]
    pub fn at(mut self, location: Location) -> Self {
        self.location = Some(location);
        self
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    #[must_use]
    pub fn hints(mut self, hints: impl IntoIterator<Item = String>) -> Self {
        self.hints.extend(hints);
        self
    }

    #[must_use]
    pub fn related(mut self, location: Location, label: impl Into<String>) -> Self {
        self.related.push((location, label.into()));
        self
    }

    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// A value and everything that was found on the way to it.
#[derive(Debug, Clone)]
pub struct Checked<T> {
    pub value: T,
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    pub fn new(value: T, diagnostics: Vec<Diagnostic>) -> Self {
        Checked { value, diagnostics }
    }

    /// The value, its diagnostics moved to the end of `all`.
    pub fn take(self, all: &mut Vec<Diagnostic>) -> T {
        all.extend(self.diagnostics);
        self.value
    }
}

/// A text file of the site: its path within the site, its text as an editor shows it (no byte-order mark,
/// line ends as they are) and the mark of that text.
#[derive(Debug, Clone)]
pub struct TextFile {
    pub path: Arc<str>,
    pub text: Arc<str>,
    pub mark: Mark,
}

impl TextFile {
    pub fn new(path: impl Into<Arc<str>>, text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        TextFile { path: path.into(), text: text.into(), mark: Mark::of(text.as_bytes()) }
    }

    /// The place of a byte range of the text. A range past the end points at the end.
    pub fn locate(&self, range: Range<usize>) -> Location {
        locate(&self.path, &self.text, range)
    }

    pub fn whole(&self) -> Location {
        Location { file: self.path.clone(), point: None }
    }
}

/// The place of a byte range of `text`, which is the content of `file`.
pub fn locate(file: &Arc<str>, text: &str, range: Range<usize>) -> Location {
    let start = floor_boundary(text, range.start);
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let line_text = text[line_start..line_end].trim_end_matches('\r');
    let end = floor_boundary(text, range.end).clamp(start, line_start + line_text.len().max(start - line_start));
    let point = Point {
        line: text[..line_start].bytes().filter(|byte| *byte == b'\n').count() + 1,
        column: text[line_start..start].chars().count() + 1,
        width: text[start..end].chars().count().max(1),
        text: line_text.to_owned(),
    };
    Location { file: file.clone(), point: Some(Box::new(point)) }
}

fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// "did you mean …": the known names close to a mistaken one, best first, three at most.
pub fn did_you_mean<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    offer(&close_to(wrong, known))
}

/// The known names close to a mistaken one, best first, three at most.
pub fn close_to<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let lower = wrong.to_lowercase();
    let mut close: Vec<(f64, &str)> = known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&lower, &name.to_lowercase()), name))
        .filter(|(score, name)| *score >= 0.82 || strsim::levenshtein(&lower, &name.to_lowercase()) <= 1)
        .collect();
    close.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    close.dedup_by(|a, b| a.1 == b.1);
    close.into_iter().take(3).map(|(_, name)| name).collect()
}

/// The names as a question, if there are any.
pub fn offer(names: &[impl AsRef<str>]) -> Option<String> {
    let names: Vec<String> = names.iter().map(|name| format!("\"{}\"", name.as_ref())).collect();
    match names.as_slice() {
        [] => None,
        [one] => Some(format!("did you mean {one}?")),
        [rest @ .., last] => Some(format!("did you mean {} or {last}?", rest.join(", "))),
    }
}
