//! Pictures come from the site itself: one from another host would tell that host who reads the page, and the
//! content security policy keeps browsers from showing it.

use std::ops::Range;

use super::Inspected;
use crate::diagnostic::Diagnostic;
use crate::model::{Document, LinkKind};

pub fn check(inspected: &Inspected<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (_, text, document) in &inspected.texts {
        let named = text.image().map(|image| (&image.src.value, &image.src.range));
        let shown = document.body.links.iter().filter(|link| link.kind == LinkKind::Image);
        for (target, range) in named.into_iter().chain(shown.map(|link| (&link.target, &link.range))) {
            if is_elsewhere(target) {
                found.push(complain(document, range));
            }
        }
    }
    found
}

fn complain(document: &Document, range: &Range<usize>) -> Diagnostic {
    Diagnostic::error(
        "outside-picture",
        "this picture would come from another site, which would see who reads the page",
    )
    .at(document.locate(range.clone()))
    .hint("save the picture in assets/ (if you may use it) and name that file")
}

fn is_elsewhere(target: &str) -> bool {
    target.starts_with("//") || url::Url::parse(target).is_ok()
}
