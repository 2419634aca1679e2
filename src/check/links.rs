//! Every link leads somewhere: to a page that is published, an anchor that is there, a file that exists.

use rayon::prelude::*;

use super::Inspected;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::model::{Link, LinkKind, Resolved, Text, Withheld};

pub fn check(inspected: &Inspected<'_>) -> Vec<Diagnostic> {
    let of_text = |(language, text): (usize, &Text)| -> Vec<Diagnostic> {
        text.body.links.iter().filter_map(|link| complain(inspected, language, text, link)).collect()
    };
    inspected.texts().into_par_iter().map(of_text).collect::<Vec<_>>().into_iter().flatten().collect()
}

fn complain(inspected: &Inspected<'_>, language: usize, text: &Text, link: &Link) -> Option<Diagnostic> {
    let targets = inspected.view.targets();
    let place = text.file.locate(link.range.clone());
    let found = targets.resolve(&text.file.path, &text.body, &link.target, language);
    let diagnostic = match found {
        Resolved::Page { .. } | Resolved::Fragment(_) if link.kind == LinkKind::Image => {
            Diagnostic::error("broken-link", format!("\"{}\" is a page, not a picture", link.target))
        }
        Resolved::Page { .. } | Resolved::Fragment(_) | Resolved::Asset(_) | Resolved::External(_) => return None,
        Resolved::Withheld(reason) => {
            let why = match reason {
                Withheld::Draft => "is a draft".to_owned(),
                Withheld::Scheduled(date) => format!("is not published before {date}"),
                Withheld::Expired(date) => format!("was only published until {date}"),
            };
            Diagnostic::warning(
                "link-withheld",
                format!("the page \"{}\" {why}: its name is shown without a link", link.target),
            )
        }
        Resolved::NoAnchor { anchor, known } => {
            let list: Vec<String> = known.iter().take(8).map(|anchor| format!("#{anchor}")).collect();
            let hint = did_you_mean(&anchor, known.iter().map(String::as_str));
            Diagnostic::error("broken-link", format!("the page has no heading \"#{anchor}\"")).hints(hint).hint(
                if list.is_empty() {
                    "that page has no headings".to_owned()
                } else {
                    format!("its headings: {}", list.join(", "))
                },
            )
        }
        Resolved::Missing { path } => missing(inspected, text, link, &path),
    };
    Some(diagnostic.at(place))
}

fn missing(inspected: &Inspected<'_>, text: &Text, link: &Link, path: &str) -> Diagnostic {
    let targets = inspected.view.targets();
    let diagnostic = Diagnostic::error("broken-link", format!("there is no \"{}\" ({path})", link.target));
    // The same name in another folder is the likeliest slip.
    let name = path.rsplit('/').next().unwrap_or(path);
    let elsewhere = targets.known_paths().find(|known| known.rsplit('/').next() == Some(name));
    if let Some(found) = elsewhere {
        return diagnostic.hint(format!("did you mean \"{}\"?", relative(&text.file.path, found)));
    }
    if path.starts_with("assets/") {
        let hint = did_you_mean(path.trim_start_matches("assets/"), targets.asset_paths());
        return diagnostic.hints(hint).hint("pictures and documents belong in assets/");
    }
    let hint = did_you_mean(path, targets.known_paths());
    diagnostic.hints(hint).hint("a link names the page's file, seen from this one, such as ../regions/south-asia.md")
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
