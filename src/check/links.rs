//! Every link leads somewhere: to a page that is published, an anchor that is there, a file that exists.

use rayon::prelude::*;

use super::Inspected;
use crate::config::address_fault;
use crate::diagnostic::{Diagnostic, close_to, did_you_mean, offer};
use crate::model::{Document, Link, LinkKind, Resolved, Text, Withheld};

pub fn check(inspected: &Inspected<'_>) -> Vec<Diagnostic> {
    let of_text = |(language, _, document): &(usize, &Text, &Document)| -> Vec<Diagnostic> {
        document.body.links.iter().filter_map(|link| complain(inspected, *language, document, link)).collect()
    };
    inspected.texts.par_iter().map(of_text).collect::<Vec<_>>().into_iter().flatten().collect()
}

fn complain(inspected: &Inspected<'_>, language: usize, document: &Document, link: &Link) -> Option<Diagnostic> {
    let targets = inspected.view.targets();
    // Only where there is something to say: it looks through the text for the line.
    let place = || document.locate(link.range.clone());
    if link.target.is_empty() {
        let diagnostic = Diagnostic::error("broken-link", "this leads nowhere: its address is empty");
        return Some(
            diagnostic
                .at(place())
                .hint("write the address in the round brackets: [the report](https://example.org/report.pdf)"),
        );
    }
    let found = targets.resolve(inspected.view.documents(), document, &link.target, language);
    let diagnostic = match found {
        Resolved::Page { .. } | Resolved::Fragment(_) if link.kind == LinkKind::Image => {
            Diagnostic::error("broken-link", format!("\"{}\" is a page, not a picture", link.target))
        }
        // Pictures from elsewhere are refused, however they are written.
        Resolved::External(_) if link.kind == LinkKind::Image => return None,
        Resolved::External(address) => {
            let fault = address_fault(&address)?;
            Diagnostic::error("broken-link", fault.message(&address)).hint(fault.hint())
        }
        Resolved::Page { .. } | Resolved::Fragment(_) | Resolved::Asset(_) => return None,
        Resolved::Withheld(Withheld::Faulty) => return None,
        Resolved::Withheld(reason) => {
            let why = match reason {
                Withheld::Draft => "is a draft".to_owned(),
                Withheld::Scheduled(date) => format!("is not published before {date}"),
                Withheld::Expired(date) => format!("was only published until {date}"),
                Withheld::Faulty => "can't be read".to_owned(),
            };
            Diagnostic::warning(
                "link-withheld",
                format!("the page \"{}\" {why}: its name is shown without a link", link.target),
            )
        }
        Resolved::NoAnchor { anchor, known } => {
            let known: Vec<String> = known.iter().map(|anchor| format!("#{anchor}")).collect();
            let hint = did_you_mean(&format!("#{anchor}"), known.iter().map(String::as_str));
            let list = &known[..known.len().min(8)];
            Diagnostic::error("broken-link", format!("the page has no heading \"#{anchor}\"")).hints(hint).hint(
                if list.is_empty() {
                    "that page has no headings".to_owned()
                } else {
                    format!("its headings: {}", list.join(", "))
                },
            )
        }
        Resolved::Missing { path } => missing(inspected, document, link, &path),
    };
    Some(diagnostic.at(place()))
}

fn missing(inspected: &Inspected<'_>, document: &Document, link: &Link, path: &str) -> Diagnostic {
    let targets = inspected.view.targets();
    if let Some(fault) = address_fault(&link.target) {
        return Diagnostic::error("broken-link", fault.message(&link.target)).hint(fault.hint());
    }
    let diagnostic = Diagnostic::error("broken-link", format!("there is no \"{}\" ({path})", link.target));
    if path.starts_with("assets/") {
        let known: Vec<String> = targets.asset_paths().map(|path| format!("assets/{path}")).collect();
        let hint = nearest(document, path, &known.iter().map(String::as_str).collect::<Vec<_>>());
        return diagnostic.hints(hint).hint("pictures and documents belong in assets/");
    }
    diagnostic
        .hints(nearest(document, path, &targets.known_paths().collect::<Vec<_>>()))
        .hint("a link names the page's file, seen from this one, such as ../regions/south-asia.md")
}

/// The files whose names are like that of `path`, whatever their folder, as links would name them: the same name
/// in another folder is the likeliest slip.
fn nearest(document: &Document, path: &str, known: &[&str]) -> Option<String> {
    let close = close_to(stem(path), known.iter().map(|known| stem(known)));
    let paths = close.iter().flat_map(|name| known.iter().filter(move |known| stem(known) == *name));
    offer(&paths.take(3).map(|path| relative(&document.file.path, path)).collect::<Vec<_>>())
}

/// A file's name without folders and `.md`.
fn stem(path: &str) -> &str {
    let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".md").unwrap_or(name)
}

/// `to` as a link in the file `from` would name it.
fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let shared = from[..from.len() - 1].iter().zip(&to).take_while(|(a, b)| a == b).count();
    let mut parts = vec![".."; from.len() - 1 - shared];
    parts.extend(&to[shared..]);
    parts.join("/")
}
