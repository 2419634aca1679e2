//! Pictures come from the site itself: one from another host would tell that host who reads the page, and the
//! content security policy keeps browsers from showing it. And they are what their names say.

use std::ops::Range;

use super::Inspected;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{Document, LinkKind};
use crate::source::{Asset, PictureKind};

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
    let withheld = &inspected.view.portfolio().withheld;
    let published = inspected.assets.iter().filter(|asset| !withheld.contains_key(at(asset).as_str()));
    found.extend(published.filter_map(misnamed));
    found
}

fn at(asset: &Asset) -> String {
    format!("assets/{}", asset.path)
}

/// Browsers go by what is in a file: some kinds are shown whatever the name says, others are not.
fn misnamed(asset: &Asset) -> Option<Diagnostic> {
    const SHOWN: [&str; 5] = ["PNG", "JPEG", "WebP", "GIF", "AVIF"];
    let (_, ending) = asset.path.rsplit_once('.')?;
    let found = match asset.picture?.kind {
        PictureKind::AsNamed => return None,
        PictureKind::Other(kind) if SHOWN.contains(&kind) => {
            let message = format!("this file's name ends in .{ending}, but it is a {kind} picture");
            let right = kind.to_lowercase();
            Diagnostic::warning("picture-kind", message)
                .hint(format!("rename it to end in .{right}, here and where pages name it"))
        }
        PictureKind::Other(kind) => {
            Diagnostic::error("picture-kind", format!("this is a {kind} picture, which most browsers can't show"))
                .hint("open it in a picture editor and save it as JPEG, PNG or WebP")
        }
        PictureKind::None if asset.size == 0 => {
            Diagnostic::error("picture-kind", "this picture is empty").hint("copy it here again, or delete it")
        }
        PictureKind::None => Diagnostic::error("picture-kind", "this file has the name of a picture, but is none")
            .hint("open it in a browser: if nothing is shown, save it anew from the program that made it"),
    };
    Some(found.at(Location::file(at(asset))))
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
