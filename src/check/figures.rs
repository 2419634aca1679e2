//! Every figure in the prose can be computed.

use super::Inspected;
use crate::diagnostic::Diagnostic;
use crate::view::figures::value;

pub fn check(inspected: &Inspected<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (language, _, document) in &inspected.texts {
        let view = inspected.view.at(*language);
        for figure in &document.body.figures {
            if let Err(problem) = value(&view, figure) {
                found.push(
                    Diagnostic::error("unknown-figure", problem.message)
                        .at(document.locate(problem.range))
                        .hints(problem.hint),
                );
            }
        }
    }
    found
}
