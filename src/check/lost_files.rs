//! What a page means that names a file which is not where it says: where that file lies, and how the page would
//! name it.
//!
//! Start at [`find`]. [`from_text`] is how a link is written in a page's text.

use std::sync::Arc;

use super::Inspected;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{composed, is_external};

/// Where the file lies that is meant.
pub(super) enum Lost {
    /// In `assets/`; the path below it.
    Asset(String),
    /// In `content/`, where only pages count; the path within the site.
    Stray(Arc<str>),
}

/// The file that the page `from` means by `written`.
pub(super) fn find(inspected: &Inspected<'_>, from: &str, written: &str) -> Option<Lost> {
    if is_external(written) {
        return None;
    }
    let path = path(written);
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let strays = inspected.strays;
    let beside = strays.binary_search_by(|stray| (**stray).cmp(&format!("{folder}/{path}"))).ok();
    let elsewhere = || strays.iter().position(|stray| stray.ends_with(&format!("/{path}")));
    let stray = beside.or_else(elsewhere).map(|at| &strays[at]).filter(|_| !path.is_empty());
    let inner = path.rsplit_once("assets/").map_or(path.as_str(), |(_, inner)| inner);
    let is_there = !inner.is_empty() && inspected.view.targets().asset(inner).is_some();
    match (stray, is_there) {
        (_, true) => Some(Lost::Asset(inner.to_owned())),
        (Some(stray), false) => Some(Lost::Stray(stray.clone())),
        (None, false) => None,
    }
}

/// The path without what leads up to it, its parts divided as they should be.
fn path(written: &str) -> String {
    let written = written.split(['#', '?']).next().unwrap_or_default();
    let decoded = percent_encoding::percent_decode_str(written).decode_utf8_lossy();
    let mut path = String::with_capacity(decoded.len());
    for letter in composed(&decoded).chars() {
        match letter {
            '\\' => path.push('/'),
            // TOML reads "assets\report.pdf" as a line's end and "eport.pdf".
            '\r' => path.push_str("/r"),
            '\n' => path.push_str("/n"),
            '\t' => path.push_str("/t"),
            '\u{8}' => path.push_str("/b"),
            '\u{c}' => path.push_str("/f"),
            '\u{1b}' => path.push_str("/e"),
            letter => path.push(letter),
        }
    }
    let path = path.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”' | '„' | '«' | '»'));
    path.trim_start_matches(['.', '/']).to_owned()
}

/// The path of an asset, as a link in the text of `from` names it.
pub(super) fn from_text(from: &str, asset: &str) -> String {
    as_address(&relative(from, &format!("assets/{asset}")))
}

/// `to` as a link in the file `from` would name it.
pub(super) fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let shared = from[..from.len() - 1].iter().zip(&to).take_while(|(a, b)| a == b).count();
    let mut parts = vec![".."; from.len() - 1 - shared];
    parts.extend(&to[shared..]);
    parts.join("/")
}

/// With what an address can't hold, or Markdown would take for its end, by number.
pub(super) fn as_address(path: &str) -> String {
    let mut address = String::with_capacity(path.len());
    for letter in path.chars() {
        match letter {
            ' ' | '(' | ')' | '<' | '>' | '%' | '#' | '?' | '\\' | '"' => {
                address.push_str(&format!("%{:02X}", u32::from(letter)));
            }
            letter => address.push(letter),
        }
    }
    address
}

/// A file beside its page: what to do.
pub(super) fn move_it(diagnostic: Diagnostic, stray: &Arc<str>, write: impl Fn(&str) -> String) -> Diagnostic {
    let name = stray.rsplit('/').next().unwrap_or(stray);
    diagnostic
        .related(Location::file(stray.clone()), "the file")
        .hint(format!("move {stray} to assets/{name}, and write {} here", write(name)))
}
