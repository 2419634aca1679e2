//! Rewrites the expectations of a case that are exact: messages and routes.

use crate::case::{Case, Kind, is_header};
use crate::expect::routes;
use crate::site::{Outcome, shown};

/// The case's text with what came out of its site.
pub fn updated(text: &str, case: &Case, outcome: &Outcome) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    // From the end, so that the lines before keep their numbers.
    for expected in case.expected.iter().rev() {
        let fresh = match (expected.kind, &outcome.outputs) {
            (Kind::Messages, _) => shown(&outcome.messages, expected.argument == "with hints"),
            (Kind::Routes, Some(outputs)) => routes(outputs, &expected.argument),
            _ => continue,
        };
        let fresh = if fresh.is_empty() { vec!["none".to_owned()] } else { fresh };
        let end = (expected.at..lines.len()).find(|at| is_header(&lines[*at])).unwrap_or(lines.len());
        let gap = (end < lines.len()).then(String::new);
        lines.splice(expected.at..end, fresh.into_iter().chain(gap));
    }
    lines.join("\n") + "\n"
}
