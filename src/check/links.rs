//! Every link leads somewhere: to a page that is published, an anchor that is there, a file that exists.

use rayon::prelude::*;

use super::Inspected;
use super::lost_files::{self, Lost};
use crate::config::{address_fault, bare_address};
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
                .hint(format!("to link the page, take out the exclamation mark: [words]({})", link.target))
        }
        // Pictures from elsewhere are refused, however they are written.
        Resolved::External(_) if link.kind == LinkKind::Image => return None,
        Resolved::External(address) => {
            let fault = address_fault(&address)?;
            Diagnostic::error("broken-link", fault.message(&address)).hint(fault.hint())
        }
        Resolved::Page { .. } | Resolved::Fragment(_) | Resolved::Asset { .. } => return None,
        Resolved::Withheld(reason) => withheld(&link.target, reason, "its name is shown without a link")?,
        Resolved::NoAnchor { anchor, known } => no_anchor(&anchor, &known),
        Resolved::Missing { path } => missing(inspected, document, link, &path)?,
    };
    Some(diagnostic.at(place()))
}

/// A link to a page that is withheld, and what becomes of the link. Of a page that can't be read all is said there.
pub(super) fn withheld(target: &str, reason: Withheld, effect: &str) -> Option<Diagnostic> {
    let why = match reason {
        Withheld::Draft => "is a draft".to_owned(),
        Withheld::Scheduled(date) => format!("is not published before {date}"),
        Withheld::Expired(date) => format!("was only published until {date}"),
        Withheld::Faulty => return None,
    };
    Some(Diagnostic::warning("link-withheld", format!("the page \"{target}\" {why}: {effect}")))
}

pub(super) fn no_anchor(anchor: &str, known: &[String]) -> Diagnostic {
    let known: Vec<String> = known.iter().map(|anchor| format!("#{anchor}")).collect();
    let hint = did_you_mean(&format!("#{anchor}"), known.iter().map(String::as_str));
    let list = &known[..known.len().min(8)];
    let diagnostic = Diagnostic::error("broken-link", format!("the page has no heading \"#{anchor}\""));
    diagnostic.hints(hint).hint(if list.is_empty() {
        "that page has no headings".to_owned()
    } else {
        format!("its headings: {}", list.join(", "))
    })
}

fn missing(inspected: &Inspected<'_>, document: &Document, link: &Link, path: &str) -> Option<Diagnostic> {
    let targets = inspected.view.targets();
    let from = &*document.file.path;
    let is_picture = link.kind == LinkKind::Image;
    let error = |message: String| Diagnostic::error("broken-link", message);
    let not_there = || error(format!("there is no \"{}\" ({path})", link.target));
    match lost_files::find(inspected, from, &link.target) {
        Some(Lost::Asset(asset)) => {
            let offer = format!("did you mean \"{}\"?", lost_files::from_text(from, &asset));
            let why = "pictures and documents lie in assets/, and a text names them as seen from its own file";
            return Some(not_there().hint(offer).hint(why));
        }
        Some(Lost::Stray(stray)) => {
            let diagnostic = error(format!("\"{}\" is there, but only files in assets/ are published", link.target));
            return Some(lost_files::move_it(diagnostic, &stray, |name| lost_files::from_text(from, name)));
        }
        None => {}
    }
    let unquoted = link.target.trim_matches(['"', '“', '”', '„', '«', '»', '‘', '’']);
    if unquoted != link.target {
        return Some(not_there().hint(format!("write the address without quotation marks: {unquoted}")));
    }
    // Pictures from elsewhere are refused, however they are written.
    if let Some(fault) = address_fault(&link.target).or_else(|| bare_address(&link.target)) {
        return (!is_picture).then(|| error(fault.message(&link.target)).hint(fault.hint()));
    }
    if is_picture || path.starts_with("assets/") || is_document(path) {
        let known: Vec<String> = targets.asset_paths().map(|path| format!("assets/{path}")).collect();
        let hint = nearest(document, path, &known.iter().map(String::as_str).collect::<Vec<_>>());
        let example = lost_files::from_text(from, if is_picture { "office.jpg" } else { "report.pdf" });
        let what = if is_picture { "pictures" } else { "pictures and documents" };
        return Some(not_there().hints(hint).hint(format!(
            "{what} belong in assets/: put the file there, and name it as seen from this one, such as {example}"
        )));
    }
    let hint = nearest(document, path, &targets.known_paths().collect::<Vec<_>>());
    Some(
        not_there()
            .hints(hint)
            .hint("a link names the page's file, seen from this one, such as ../regions/south-asia.md"),
    )
}

/// The files whose names are like that of `path`, whatever their folder, as links would name them: the same name
/// in another folder is the likeliest slip.
fn nearest(document: &Document, path: &str, known: &[&str]) -> Option<String> {
    let close = close_to(stem(path), known.iter().map(|known| stem(known)));
    let paths = close.iter().flat_map(|name| known.iter().filter(move |known| stem(known) == *name));
    let written = |path: &&str| lost_files::as_address(&lost_files::relative(&document.file.path, path));
    offer(&paths.take(3).map(written).collect::<Vec<_>>())
}

/// Has it the name of a file that is no page?
fn is_document(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    !name.contains('?') && mime_guess::from_path(name).first().is_some_and(|mime| mime.subtype() != "markdown")
}

/// A file's name without folders and `.md`.
fn stem(path: &str) -> &str {
    let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".md").unwrap_or(name)
}
