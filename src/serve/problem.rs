//! What browsers are told at every change: the revision, the files that changed, and the errors.

use serde::Serialize;

use super::current::Now;
use crate::diagnostic::{Diagnostic, Location};

/// The most errors that the overlay lists.
const MOST: usize = 50;
/// The most characters of a line on either side of the mistake, and of the mistake.
const BESIDE: usize = 90;
const MARKED: usize = 200;

#[derive(Serialize)]
pub struct News<'a> {
    /// Tells one run of the server from the next.
    session: &'a str,
    revision: u64,
    /// Is there a site at all?
    site: bool,
    /// Is it older than what is in the folder?
    behind: bool,
    files: &'a [String],
    errors: Vec<Problem<'a>>,
    /// Errors that are not listed.
    more: usize,
}

#[derive(Serialize)]
struct Problem<'a> {
    code: &'a str,
    message: &'a str,
    place: Option<Place<'a>>,
    hints: &'a [String],
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    /// The line before, in and after the mistake.
    excerpt: Option<[String; 3]>,
}

#[derive(Serialize)]
struct Related<'a> {
    place: Place<'a>,
    label: &'a str,
}

/// As JSON.
pub fn news(now: &Now, session: &str) -> String {
    let errors = now.errors();
    let news = News {
        session,
        revision: now.revision,
        site: now.site.is_some(),
        behind: now.is_behind(),
        files: &now.files,
        errors: errors.iter().take(MOST).map(problem).collect(),
        more: errors.len().saturating_sub(MOST),
    };
    // These are plain structs of texts and numbers, which always become JSON.
    serde_json::to_string(&news).unwrap_or_default()
}

fn problem(diagnostic: &Diagnostic) -> Problem<'_> {
    Problem {
        code: diagnostic.code,
        message: &diagnostic.message,
        place: diagnostic.location.as_ref().map(place),
        hints: &diagnostic.hints,
        related: diagnostic.related.iter().map(|(location, label)| Related { place: place(location), label }).collect(),
    }
}

fn place(location: &Location) -> Place<'_> {
    let point = location.point.as_ref();
    Place {
        file: &location.file,
        line: point.map(|point| point.line),
        column: point.map(|point| point.column),
        excerpt: point
            .filter(|point| !point.text.is_empty())
            .map(|point| excerpt(&point.text, point.column.saturating_sub(1), point.width)),
    }
}

/// A paragraph is often one long line: what stands around the mistake is enough to find it.
fn excerpt(text: &str, start: usize, width: usize) -> [String; 3] {
    let characters: Vec<char> = text.chars().collect();
    let start = start.min(characters.len());
    let end = (start + width).min(characters.len());
    let from = start.saturating_sub(BESIDE);
    let to = (end + BESIDE).min(characters.len());
    let mut before: String = characters[from..start].iter().collect();
    let mut marked: String = characters[start..end].iter().take(MARKED).collect();
    let mut after: String = characters[end..to].iter().collect();
    if from > 0 {
        before.insert(0, '…');
    }
    if end - start > MARKED {
        marked.push('…');
    }
    if to < characters.len() {
        after.push('…');
    }
    [before, marked, after]
}
