//! Share cards can show the titles of their pages.

use super::Inspected;
use crate::diagnostic::Diagnostic;
use crate::view::SHARE;

pub fn check(inspected: &Inspected<'_>) -> Vec<Diagnostic> {
    let view = inspected.view;
    if !view.config().share_cards || !view.theme().has(SHARE) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (_, text, document) in &inspected.texts {
        // Latin, Greek and Cyrillic come with Loggia, and trying a text with its fonts takes long.
        if text.title().chars().all(|character| character < '\u{530}') || view.theme().fonts().can_write(text.title()) {
            continue;
        }
        found.push(
            Diagnostic::warning(
                "share-card",
                "no font has all letters of the title, so its card for shared links shows none",
            )
            .at(document.locate(document.front.common.title.range.clone()))
            .hint("put a font that has them (.ttf or .otf) into themes/NAME/static/, NAME being a theme of your own")
            .hint("share_cards = false in content/site.toml leaves all cards out"),
        );
    }
    found
}
