//! Paths of files as pages name them: in links of the text, seen from the page's own file; in front matter, below
//! `assets/`.

use std::borrow::Cow;

use icu::normalizer::ComposingNormalizerBorrowed;

use super::Base;

/// The path below `assets/` of a file that front matter names: `assets/report.pdf`, `/assets/report.pdf` or
/// `report.pdf`.
pub fn front_file(path: &str) -> Cow<'_, str> {
    let path = path.strip_prefix('/').unwrap_or(path);
    composed(path.strip_prefix("assets/").unwrap_or(path))
}

/// The paths below `assets/` that a text of front matter can mean: as the name of a file, and as an address of the site.
pub fn named_files(text: &str, base: &Base) -> impl Iterator<Item = String> {
    let path = base.below(text);
    let path = path.as_deref().unwrap_or(text);
    let as_name = (!is_external(path)).then(|| front_file(path).into_owned());
    let as_address = if path.starts_with('/') { linked_file("", path) } else { None };
    as_name.into_iter().chain(as_address)
}

/// The path below `assets/` of the file that a link in the text of `from` names, if it is such a link.
pub fn linked_file(from: &str, link: &str) -> Option<String> {
    // Most links are to pages, and none of these has such a path.
    if !(link.contains("assets/") || link.contains('%')) || is_external(link) {
        return None;
    }
    let path = parts(link).0;
    // What follows is for scripts; it names no other file.
    let decoded = decoded(path.split_once('?').map_or(path, |(path, _)| path));
    match decoded.strip_prefix('/') {
        Some(rooted) => rooted.strip_prefix("assets/").map(str::to_owned),
        None => normalise(from, &decoded).strip_prefix("assets/").map(str::to_owned),
    }
}

/// The path of a link and its fragment.
pub(super) fn parts(link: &str) -> (&str, Option<&str>) {
    match link.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (link, None),
    }
}

/// The path that a link is the address of.
pub(super) fn decoded(path: &str) -> Cow<'_, str> {
    match percent_encoding::percent_decode_str(path).decode_utf8_lossy() {
        Cow::Borrowed(path) => composed(path),
        Cow::Owned(path) => Cow::Owned(composed(&path).into_owned()),
    }
}

/// The path with each letter and its accents as one character. Macs may store a name as the letter and the accent
/// apart; it looks the same, and pages that name it are written the other way.
pub fn composed(path: &str) -> Cow<'_, str> {
    if path.is_ascii() {
        return Cow::Borrowed(path);
    }
    ComposingNormalizerBorrowed::new_nfc().normalize(path)
}

/// Another site, a mail address and the like: with a scheme, or a host at least.
pub fn is_external(link: &str) -> bool {
    link.starts_with("//")
        || link.split_once(':').is_some_and(|(scheme, _)| {
            !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
        })
}

/// `link` as a path within the site, seen from the file `from`.
pub(super) fn normalise(from: &str, link: &str) -> String {
    let mut path = String::with_capacity(from.len() + link.len());
    path.push_str(from.rsplit_once('/').map_or("", |(folder, _)| folder));
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => path.truncate(path.rfind('/').unwrap_or(0)),
            part => {
                if !path.is_empty() {
                    path.push('/');
                }
                path.push_str(part);
            }
        }
    }
    path
}
