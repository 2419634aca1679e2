//! Files of `assets/` that only withheld pages name: they are withheld with these pages.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::model::{Base, Document, Portfolio, Withheld, linked_file, named_files, texts_in};

/// The paths of such files (`assets/report.pdf`), and why they are not there. `named_elsewhere` tells whether the
/// settings or the theme name a file.
pub fn find(
    documents: &[Arc<Document>],
    portfolio: &Portfolio,
    base: &Base,
    named_elsewhere: &dyn Fn(&str) -> bool,
) -> Vec<(Arc<str>, Withheld)> {
    // Each text is of a document of its own.
    if portfolio.texts().count() == documents.len() {
        return Vec::new();
    }
    let shown: HashSet<usize> = portfolio.texts().map(|text| text.document).collect();
    let (shown, hidden): (Vec<_>, Vec<_>) =
        documents.iter().enumerate().partition(|(number, _)| shown.contains(number));
    let mut found: BTreeMap<String, Withheld> = BTreeMap::new();
    for (_, document) in hidden {
        // A translation is withheld with its original.
        let reason = portfolio.withheld.get(&document.file.path).copied().unwrap_or(Withheld::Draft);
        for file in named(document, base) {
            found.entry(file).or_insert(reason);
        }
    }
    if found.is_empty() {
        return Vec::new();
    }
    for file in shown.into_iter().flat_map(|(_, document)| named(document, base)) {
        found.remove(&file);
    }
    found.retain(|file, _| !named_elsewhere(file));
    found.into_iter().map(|(file, reason)| (format!("assets/{file}").into(), reason)).collect()
}

/// The files that a page names, as paths below `assets/`.
fn named<'a>(document: &'a Document, base: &'a Base) -> impl Iterator<Item = String> + 'a {
    let common = &document.front.common;
    let image = common.image.iter().map(|image| &image.src);
    let targets = common.links.iter().chain(&common.documents).map(|link| &link.target);
    let front = image.chain(targets).map(|target| &*target.value).chain(texts_in(&common.extra));
    let front = front.flat_map(|text| named_files(text, base));
    let path = &document.file.path;
    front.chain(document.body.links.iter().filter_map(move |link| linked_file(path, &link.target)))
}
