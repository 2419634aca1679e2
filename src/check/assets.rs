//! Files that front matter names are there, and files that are there are used.

use std::collections::BTreeSet;

use super::Inspected;
use crate::config::address_fault;
use crate::diagnostic::{Diagnostic, Location, close_to, offer};
use crate::model::{Document, Targets, front_file, is_external, linked_file, texts_in};

pub fn check(inspected: &Inspected<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut used: BTreeSet<String> = BTreeSet::new();
    let targets = inspected.view.targets();
    let mut see =
        |document: &Document, target: &str, range: &std::ops::Range<usize>, used: &mut BTreeSet<String>| match targets
            .asset(target)
        {
            Some(route) => {
                used.insert(route.path().to_owned());
            }
            None if is_external(target) || target.starts_with("www.") => {
                let fault = address_fault(target).map(|fault| {
                    Diagnostic::error("broken-link", fault.message(target))
                        .at(document.locate(range.clone()))
                        .hint(fault.hint())
                });
                found.extend(fault);
            }
            None => found.push(
                Diagnostic::error("broken-link", format!("there is no file \"{target}\" in assets/"))
                    .at(document.locate(range.clone()))
                    .hints(close_asset(targets, target))
                    .hint("write the path of a file, such as \"assets/report.pdf\", or a full address"),
            ),
        };
    for (_, text, document) in &inspected.texts {
        if let Some(image) = text.image() {
            see(document, &image.src.value, &image.src.range, &mut used);
        }
        for link in text.links().iter().chain(text.documents()) {
            see(document, &link.target.value, &link.target.range, &mut used);
        }
        let linked = document.body.links.iter().filter_map(|link| linked_file(&document.file.path, &link.target));
        used.extend(linked.map(|file| format!("assets/{file}")));
        // Of a theme of its own, which may take it for the name of a file.
        used.extend(
            texts_in(&document.front.common.extra).into_iter().map(|text| format!("assets/{}", front_file(text))),
        );
    }
    let portfolio = inspected.view.portfolio();
    for asset in inspected.assets {
        let path = format!("assets/{}", asset.path);
        let named = used.contains(&path) || inspected.view.theme().names_file(&asset.path);
        if !named && !portfolio.withheld.contains_key(path.as_str()) && !is_well_known(&asset.path) {
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
    let close = close_to(front_file(target), targets.asset_paths());
    offer(&close.iter().map(|path| format!("assets/{path}")).collect::<Vec<_>>())
}

/// Files that browsers and hosts ask for by name, and notes beside data.
fn is_well_known(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    name.starts_with("favicon")
        || name.starts_with("apple-touch-icon")
        || name.starts_with("license")
        || name.starts_with("readme")
}
