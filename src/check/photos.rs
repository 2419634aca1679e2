//! What a photo gives away, and what it asks of those who look at it: where it was taken, as telephones write it into
//! the file, and a file so large that it is slow to come.

use std::collections::BTreeSet;

use super::Inspected;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{LinkKind, linked_file};
use crate::source::Asset;

/// In bytes. On the slow line that page speed is commonly judged by (1.6 Mbit/s, as in Lighthouse's mobile preset), a
/// picture of this size takes five seconds.
const HEAVY: u64 = 1_000_000;

pub fn check(inspected: &Inspected<'_>) -> Vec<Diagnostic> {
    let withheld = &inspected.view.portfolio().withheld;
    let shown = shown(inspected);
    let mut found = Vec::new();
    for asset in inspected.assets {
        let path = format!("assets/{}", asset.path);
        if withheld.contains_key(path.as_str()) {
            continue;
        }
        let complaints = [placed(asset), shown.contains(path.as_str()).then(|| heavy(asset)).flatten()];
        found.extend(complaints.into_iter().flatten().map(|complaint| complaint.at(Location::file(path.clone()))));
    }
    found
}

/// The files that pages show as pictures, as `assets/…`.
fn shown<'a>(inspected: &'a Inspected<'_>) -> BTreeSet<&'a str> {
    let targets = inspected.view.targets();
    let mut shown = BTreeSet::new();
    for (_, text, document) in &inspected.texts {
        let image = text.image().and_then(|image| targets.asset(&image.src.value));
        let pictures = document.body.links.iter().filter(|link| link.kind == LinkKind::Image);
        let pictures = pictures.filter_map(|link| targets.asset(&linked_file(&document.file.path, &link.target)?));
        shown.extend(image.into_iter().chain(pictures).map(crate::model::Route::path));
    }
    shown
}

/// Who is in a photo can be found by it: an error, for once it is published it can't be taken back.
fn placed(asset: &Asset) -> Option<Diagnostic> {
    let is_placed = asset.picture.is_some_and(|picture| picture.placed);
    let diagnostic = || {
        Diagnostic::error(
            "photo-place",
            "this photo tells where it was taken: its file has the coordinates of the place",
        )
        .hint(
            "take them out: on Windows in the file's Properties, Details, \"Remove Properties\"; on a Mac in Preview, \
                 Tools, Show Inspector, GPS, \"Remove Location Info\"; then copy it here again",
        )
    };
    is_placed.then(diagnostic)
}

fn heavy(asset: &Asset) -> Option<Diagnostic> {
    let diagnostic = || {
        let [whole, tenth] = [asset.size / 1_000_000, asset.size % 1_000_000 / 100_000];
        Diagnostic::warning(
            "heavy-picture",
            format!("this picture has {whole}.{tenth} MB: on a telephone with a slow line, the page waits long for it"),
        )
        .hint("save it anew as JPEG or WebP, at most 1,600 pixels wide: a photo then has some 0.2 MB")
    };
    (asset.size > HEAVY).then(diagnostic)
}
