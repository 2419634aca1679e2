//! Files that front matter names are there, and files that are there are used.

use std::collections::BTreeSet;

use super::Inspected;
use super::links;
use super::lost_files::{self, Lost};
use crate::config::{address_fault, bare_address, is_on_disk};
use crate::diagnostic::{Diagnostic, Location, close_to, offer};
use crate::model::{Document, Resolved, Targets, front_file, is_external, linked_file, named_files, texts_in};

pub fn check(inspected: &Inspected<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut used: BTreeSet<String> = BTreeSet::new();
    let targets = inspected.view.targets();
    let base = &inspected.view.config().own;
    for (language, text, document) in &inspected.texts {
        let image = text.image().map(|image| (&image.src, What::Picture));
        let links = text.links().iter().chain(text.documents()).map(|link| (&link.target, What::Link));
        for (target, what) in image.into_iter().chain(links) {
            if let Some(route) = targets.asset(&target.value) {
                used.insert(route.path().to_owned());
            } else if let Some(diagnostic) = complain(inspected, *language, document, &target.value, what) {
                found.push(diagnostic.at(document.locate(target.range.clone())));
            }
        }
        let linked = document.body.links.iter().filter_map(|link| linked_file(&document.file.path, &link.target));
        used.extend(linked.map(|file| format!("assets/{file}")));
        // Of a theme of its own, which may take it for the name of a file.
        let extra = texts_in(&document.front.common.extra).into_iter();
        used.extend(extra.flat_map(|text| named_files(text, base)).map(|file| format!("assets/{file}")));
    }
    let portfolio = inspected.view.portfolio();
    for asset in inspected.assets {
        if let Some(diagnostic) = unwritable(&asset.path) {
            found.push(diagnostic);
            continue;
        }
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

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Picture,
    Link,
}

/// What is wrong with the name of a file that is not there.
fn complain(
    inspected: &Inspected<'_>,
    language: usize,
    document: &Document,
    target: &str,
    what: What,
) -> Option<Diagnostic> {
    if what == What::Link && target.starts_with('/') {
        let view = inspected.view;
        match view.targets().resolve(view.documents(), document, target, language) {
            Resolved::Page { .. } => return None,
            Resolved::Withheld(reason) => return links::withheld(target, reason, "it is left out of the list"),
            Resolved::NoAnchor { anchor, known } => return Some(links::no_anchor(&anchor, &known)),
            _ => {}
        }
    }
    let error = |message: String| Diagnostic::error("broken-link", message);
    // Files' names have an ending, addresses of pages have none.
    let is_page = what == What::Link && target.starts_with('/') && !target.contains('.');
    let not_there = || match is_page {
        true => error(format!("there is no page \"{}\"", shown(target))),
        false => error(format!("there is no file \"{}\" in assets/", shown(target))),
    };
    match lost_files::find(inspected, &document.file.path, target) {
        Some(Lost::Asset(path)) => return Some(not_there().hint(format!("write \"assets/{path}\""))),
        Some(Lost::Stray(stray)) => {
            let diagnostic = error(format!("\"{target}\" is there, but only files in assets/ are published"));
            return Some(lost_files::move_it(diagnostic, &stray, |name| format!("\"assets/{name}\"")));
        }
        None => {}
    }
    if is_on_disk(target) {
        let name = target.rsplit(['/', '\\']).next().unwrap_or_default();
        return Some(
            error("this is the place of a file on one computer, where no visitor gets to it".to_owned())
                .hint(format!("put a copy of the file into assets/, and write \"assets/{name}\"")),
        );
    }
    let fault = address_fault(target).or_else(|| bare_address(target));
    if what == What::Picture && (fault.is_some() || is_external(target)) {
        // Refused, however it is written.
        return None;
    }
    if let Some(fault) = fault {
        return Some(error(fault.message(target)).hint(fault.hint()));
    }
    if is_external(target) {
        return None;
    }
    let form = match what {
        What::Picture => "put the picture into assets/, and write its path, such as \"assets/office.jpg\"",
        What::Link if is_page => "copy the address of the page from your browser's address bar",
        What::Link => "write the path of a file, such as \"assets/report.pdf\", or a full address",
    };
    Some(not_there().hints(close_asset(inspected.view.targets(), target)).hint(form))
}

fn close_asset(targets: &Targets, target: &str) -> Option<String> {
    let close = close_to(&front_file(target), targets.asset_paths());
    offer(&close.iter().map(|path| format!("assets/{path}")).collect::<Vec<_>>())
}

/// The name in one line.
fn shown(name: &str) -> String {
    let mut shown = String::with_capacity(name.len());
    for letter in name.chars() {
        if letter.is_control() { shown.extend(letter.escape_debug()) } else { shown.push(letter) }
    }
    shown
}

/// A name that no address can have, and not every disk.
fn unwritable(path: &str) -> Option<Diagnostic> {
    let wrong = if path.contains('\\') {
        "a backslash"
    } else if path.contains(char::is_control) {
        "an invisible control character, such as the end of a line,"
    } else {
        return None;
    };
    Some(
        Diagnostic::error("file-name", format!("the name of this file has {wrong} in it, so it can't be published"))
            .at(Location::file(format!("assets/{}", shown(path))))
            .hint("rename it with small letters, digits and hyphens"),
    )
}

/// Files that browsers and hosts ask for by name, and notes beside data.
fn is_well_known(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    name.starts_with("favicon")
        || name.starts_with("apple-touch-icon")
        || name.starts_with("license")
        || name.starts_with("readme")
}
