//! Whether a text of the theme or of its settings names a file of `assets/`. A file that only withheld pages name is
//! withheld, so it takes the name as a whole: `parts/map.html` does not name `map.html`.

use std::borrow::Cow;

use crate::model::{composed, front_file};

/// Does a setting name the file at `path` below `assets/`?
pub fn in_setting(text: &str, path: &str) -> bool {
    front_file(text) == path || places(&same_form(text, path), path).any(|(before, _)| in_assets(before))
}

/// Does a template? `is_of_theme` says that the theme has a file or a template of that name, which a text between
/// quotes would mean.
pub fn in_template(text: &str, path: &str, is_of_theme: bool) -> bool {
    places(&same_form(text, path), path).any(|(before, after)| {
        in_assets(before) || between_quotes(before, after) && (!is_of_theme || is_asked_as_file(before))
    })
}

/// The text with its letters in the form that paths have.
fn same_form<'a>(text: &'a str, path: &str) -> Cow<'a, str> {
    if path.is_ascii() { text.into() } else { composed(text) }
}

/// What stands before and after each place where `path` is written and no longer name goes on behind it.
fn places<'a>(text: &'a str, path: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let around = move |(at, found): (usize, &str)| (&text[..at], &text[at + found.len()..]);
    text.match_indices(path).map(around).filter(|(_, after)| !after.starts_with(is_of_name))
}

fn in_assets(before: &str) -> bool {
    before.strip_suffix("assets/").is_some_and(|before| !before.ends_with(is_of_name)) || before.ends_with("/assets/")
}

fn between_quotes(before: &str, after: &str) -> bool {
    const QUOTES: [char; 3] = ['"', '\'', '`'];
    before.ends_with(QUOTES) && after.starts_with(QUOTES)
}

/// `file(path="…`
fn is_asked_as_file(before: &str) -> bool {
    let unquoted = &before[..before.len() - 1];
    ["=", "path", "(", "file"].iter().try_fold(unquoted, |rest, word| rest.trim_end().strip_suffix(word)).is_some()
}

fn is_of_name(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | '/')
}
