//! What browsers are told at every change: the revision, the files that changed, and the errors.

use serde_json::{Value, json};

use super::current::Now;
use crate::diagnostic::{Diagnostic, Location};

/// The most errors that the overlay lists.
const MOST: usize = 50;
/// The most characters of a line on either side of the mistake, and of the mistake.
const BESIDE: usize = 90;
const MARKED: usize = 200;

/// As JSON. `session` tells one run of the server from the next.
pub fn news(now: &Now, session: &str) -> String {
    let errors = now.errors();
    json!({
        "session": session,
        "revision": now.revision,
        // Is there a site at all? Is it older than what is in the folder?
        "site": now.site.is_some(),
        "behind": now.is_behind(),
        "files": &*now.files,
        "errors": errors.iter().take(MOST).map(problem).collect::<Vec<_>>(),
        // Errors that are not listed.
        "more": errors.len().saturating_sub(MOST),
    })
    .to_string()
}

fn problem(diagnostic: &Diagnostic) -> Value {
    let related = |(location, label): &(Location, String)| json!({ "place": place(location), "label": label });
    json!({
        "code": diagnostic.code,
        "message": diagnostic.message,
        "place": diagnostic.location.as_ref().map(place),
        "hints": diagnostic.hints,
        "related": diagnostic.related.iter().map(related).collect::<Vec<_>>(),
    })
}

/// The excerpt is the line before, in and after the mistake.
fn place(location: &Location) -> Value {
    let point = location.point.as_ref();
    let shown = point.filter(|point| !point.text.is_empty());
    json!({
        "file": &*location.file,
        "line": point.map(|point| point.line),
        "column": point.map(|point| point.column),
        "excerpt": shown.map(|point| excerpt(&point.text, point.column.saturating_sub(1), point.width)),
    })
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
