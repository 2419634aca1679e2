//! What a path means in a site, and bytes as text.

use crate::config;
use crate::diagnostic::{Diagnostic, Location, TextFile, locate};

/// A page is text that a person wrote; a larger file is something else by mistake.
const LARGEST: usize = 4 * 1024 * 1024;

#[derive(Debug, PartialEq, Eq)]
pub enum Kind<'a> {
    Config,
    Content,
    Theme {
        name: &'a str,
        inner: &'a str,
    },
    Asset(&'a str),
    /// In `content/`, but no page.
    Stray,
    /// Nothing of ours, such as a hidden file.
    Other,
}

/// Files that editors and systems leave behind: hidden ones, and backups.
pub fn is_litter(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || name == "Thumbs.db"
}

pub fn kind(path: &str) -> Kind<'_> {
    if path.split('/').any(is_litter) {
        return Kind::Other;
    }
    if path == config::PATH {
        return Kind::Config;
    }
    let Some((top, inner)) = path.split_once('/') else { return Kind::Other };
    match top {
        "content" if has_ending(inner, ".md") => Kind::Content,
        "content" => Kind::Stray,
        "assets" => Kind::Asset(inner),
        "themes" => inner.split_once('/').map_or(Kind::Other, |(name, inner)| Kind::Theme { name, inner }),
        _ => Kind::Other,
    }
}

fn has_ending(path: &str, ending: &str) -> bool {
    path.len() > ending.len()
        && path.get(path.len() - ending.len()..).is_some_and(|end| end.eq_ignore_ascii_case(ending))
}

/// The code of what is told of such files.
pub const STRAY: &str = "stray-file";

pub fn stray(path: &str) -> Diagnostic {
    Diagnostic::warning(STRAY, "this file is not a page, so it is left out")
        .at(Location::file(path))
        .hint("pages end in .md; pictures and documents belong in assets/")
}

/// Does a theme's text stand here?
pub fn is_of_theme(inner: &str) -> bool {
    inner == "theme.toml" || inner.starts_with("templates/") || inner.starts_with("i18n/")
}

/// A file of a theme that is no text, outside of `static/`.
pub fn stray_in_theme(path: &str, theme: &str, inner: &str) -> Diagnostic {
    let name = inner.rsplit('/').next().unwrap_or(inner);
    Diagnostic::warning("leftover", "this file is not used: nothing looks for it here")
        .at(Location::file(path))
        .hint(format!("a theme's pictures and fonts stand in static/: move it to themes/{theme}/static/{name}"))
}

pub fn text(path: &str, bytes: &[u8]) -> Result<TextFile, Box<Diagnostic>> {
    if bytes.len() > LARGEST {
        return Err(Box::new(too_large(path, bytes.len() as u64)));
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let good = error.valid_up_to();
            let readable = String::from_utf8_lossy(bytes);
            let diagnostic = Diagnostic::error("not-utf-8", "the file is not UTF-8 text: a character can't be read")
                .at(locate(&path.into(), &readable, good..good + 1))
                .hint("save the file again with the encoding \"UTF-8\" (in most editors: Save as, Encoding)");
            return Err(Box::new(diagnostic));
        }
    };
    if let Some(at) = text.find('\0') {
        let diagnostic = Diagnostic::error("nul-byte", "the file has a NUL byte in it, which no text has")
            .at(locate(&path.into(), text, at..at + 1))
            .hint("the file may be damaged: restore an earlier version, or delete that character");
        return Err(Box::new(diagnostic));
    }
    Ok(TextFile::new(path, text))
}

pub fn too_large(path: &str, size: u64) -> Diagnostic {
    Diagnostic::error(
        "file-too-large",
        format!(
            "the file has {} MB; a page may have {} MB at most",
            size.div_ceil(1024 * 1024),
            LARGEST / (1024 * 1024)
        ),
    )
    .at(Location::file(path))
    .hint("pictures, tables and documents belong in assets/; a page links to them")
}

pub fn is_too_large(size: u64) -> bool {
    size > LARGEST as u64
}
