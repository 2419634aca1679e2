//! Files that front matter names are there, and files that are there are used.

use std::collections::BTreeSet;

use super::Inspected;
use crate::diagnostic::{Diagnostic, Location, close_to, offer};
use crate::model::{Document, Link, Resolved, Targets};

pub fn check(inspected: &Inspected<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut used: BTreeSet<String> = BTreeSet::new();
    let targets = inspected.view.targets();
    let mut see = |document: &Document, target: &str, range: &std::ops::Range<usize>, used: &mut BTreeSet<String>| {
        if is_address(target) {
            return;
        }
        match targets.asset(target) {
            Some(route) => {
                used.insert(route.path().to_owned());
            }
            None => found.push(
                Diagnostic::error("broken-link", format!("there is no file \"{target}\" in assets/"))
                    .at(document.locate(range.clone()))
                    .hints(close_asset(targets, target))
                    .hint("write the path of a file, such as \"assets/report.pdf\", or a full address"),
            ),
        }
    };
    for (language, text, document) in &inspected.texts {
        if let Some(image) = text.image() {
            see(document, &image.src.value, &image.src.range, &mut used);
        }
        for link in text.links().iter().chain(text.documents()) {
            see(document, &link.target.value, &link.target.range, &mut used);
        }
        // Most links are to pages, and none of these has such a path.
        let may_be_asset = |link: &&Link| link.target.contains("assets/") || link.target.contains('%');
        for link in document.body.links.iter().filter(may_be_asset) {
            if let Resolved::Asset(route) =
                targets.resolve(inspected.view.documents(), document, &link.target, *language)
            {
                used.insert(route.path().to_owned());
            }
        }
    }
    // Templates and settings may name a file too; its name in their text is enough.
    let settings = inspected.view.theme().settings().to_string();
    for asset in inspected.assets {
        let path = format!("assets/{}", asset.path);
        let named =
            used.contains(&path) || settings.contains(&*asset.path) || inspected.view.theme().mentions(&asset.path);
        if !named && !is_well_known(&asset.path) {
            found.push(
                Diagnostic::warning("unused-asset", "no page refers to this file, and it is published all the same")
                    .at(Location::file(path))
                    .hint("link it from a page, or delete it"),
            );
        }
    }
    found
}

fn close_asset(targets: &Targets, target: &str) -> Option<String> {
    let close = close_to(target.trim_start_matches('/').trim_start_matches("assets/"), targets.asset_paths());
    offer(&close.iter().map(|path| format!("assets/{path}")).collect::<Vec<_>>())
}

/// An address that it does no harm to follow.
fn is_address(target: &str) -> bool {
    url::Url::parse(target).is_ok_and(|url| matches!(url.scheme(), "https" | "http" | "mailto" | "tel"))
}

/// Files that browsers and hosts ask for by name, and notes beside data.
fn is_well_known(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    name.starts_with("favicon")
        || name.starts_with("apple-touch-icon")
        || name.starts_with("license")
        || name.starts_with("readme")
}
