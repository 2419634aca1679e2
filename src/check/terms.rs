//! Terms that no project uses.

use super::Inspected;
use crate::diagnostic::{Diagnostic, Location};

pub fn check(inspected: &Inspected<'_>) -> Vec<Diagnostic> {
    let view = inspected.view;
    let mut found = Vec::new();
    for (settings, facet) in view.config().facets.iter().zip(&view.portfolio().facets) {
        for term in &facet.terms {
            let Some(text) = term.texts.first().and_then(Option::as_ref) else { continue };
            if term.projects[0].is_empty() {
                found.push(
                    Diagnostic::warning(
                        "unused-term",
                        format!("no project names \"{}\" in `{}`", term.slug, settings.field),
                    )
                    .at(Location::file(text.path.clone()))
                    .hint("its page is published with no projects on it; is that meant?"),
                );
            }
        }
    }
    found
}
