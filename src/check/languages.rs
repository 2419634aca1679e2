//! A language of the site has something to show.

use super::Inspected;
use crate::diagnostic::Diagnostic;

pub fn check(inspected: &Inspected<'_>) -> Vec<Diagnostic> {
    let config = inspected.view.config();
    // A translation that is withheld is one all the same.
    let has_text =
        |tag: &str| inspected.view.documents().iter().any(|document| document.language.as_deref() == Some(tag));
    let tags = config.languages.iter().skip(1).map(|edition| (edition, edition.language.tag()));
    tags.filter(|(_, tag)| !has_text(tag))
        .map(|(edition, tag)| {
            Diagnostic::warning(
                "no-translation",
                format!("no page is translated into \"{tag}\", so its part of the site is empty"),
            )
            .at(config.file.locate(edition.range.clone()))
            .hint(format!("a translation stands beside its original: content/projects/NAME.{tag}.md"))
        })
        .collect()
}
