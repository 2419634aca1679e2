//! Which paths a file of the site may have, and the folders on the way to it.
//!
//! Start at [`check`]. Every other file of this stage takes for granted that a path has passed it: relative,
//! forward slashes, each part an ordinary name.

use std::path::{Component, Path};

use crate::diagnostic::Diagnostic;

/// The folder inside the output folder that holds everything of ours.
pub const OURS: &str = ".loggia";

/// Refuses a path that could lead out of the output folder, into our own folder, or that not every disk can hold.
pub fn check(path: &str) -> Result<(), Diagnostic> {
    let wrong = if path.is_empty() {
        "it is empty"
    } else if path.starts_with('/') {
        "it starts with a slash"
    } else if path.chars().any(char::is_control) {
        "it has an invisible control character in it"
    } else if path.contains('\\') {
        "it has a backslash in it"
    } else if let Some(wrong) = path.split('/').find_map(wrong_part) {
        wrong
    } else {
        return Ok(());
    };
    let message = format!("a file of the site cannot be written to \"{}\": {wrong}", path.escape_debug());
    Err(Diagnostic::error("output-bad-path", message)
        .hint("give the page or file another address, made of ordinary names with slashes between them"))
}

fn wrong_part(part: &str) -> Option<&'static str> {
    if part.is_empty() {
        return Some("it has an empty part, such as two slashes in a row or a slash at the end");
    }
    if part == "." || part == ".." {
        return Some("it has a part that is only dots");
    }
    if part.eq_ignore_ascii_case(OURS) {
        return Some("the name \".loggia\" is kept for Loggia's own notes");
    }
    // What is left is what only some systems read as more than a name, such as "C:" on Windows.
    let mut components = Path::new(part).components();
    match (components.next(), components.next()) {
        (Some(Component::Normal(name)), None) if name == part => None,
        _ => Some("it has a part that is not an ordinary name"),
    }
}

/// The folders on the way to a file, outermost first: "a" and "a/b" for "a/b/c.html".
pub fn folders(path: &str) -> impl DoubleEndedIterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// The folder a file lies in; `None` for the output folder itself.
pub fn parent(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(folder, _)| folder)
}

/// Does the path lie in that folder, however deep?
pub fn lies_in(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}
