//! Summaries fit on a card and in a search result.

use super::Inspected;
use crate::diagnostic::Diagnostic;

/// Search engines and shared links show about this many characters.
const LONGEST: usize = 200;

pub fn check(inspected: &Inspected<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (_, text, document) in &inspected.texts {
        let length = text.summary().chars().count();
        if length > LONGEST {
            found.push(
                Diagnostic::warning(
                    "long-summary",
                    format!("the summary has {length} characters; cards show {LONGEST}"),
                )
                .at(document.locate(document.front.common.summary.range.clone()))
                .hint("say it in one short sentence; the rest belongs in the text"),
            );
        }
    }
    found
}
