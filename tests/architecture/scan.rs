//! Reads Rust files just well enough to see what they import: without comments, strings and tests.

use std::fs;
use std::path::Path;

pub struct File {
    /// From the project's folder, with forward slashes.
    pub path: String,
    /// The first folder below `src`, or the file's name where it stands right there.
    pub room: String,
    pub text: String,
    /// The text with blanks for comments, strings and the tests at its end.
    code: String,
}

/// All Rust files of a folder, in order.
pub fn files(folder: &str) -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(root.join(folder)).sort_by_file_name().into_iter().filter_map(Result::ok) {
        let inner = entry.path().strip_prefix(root).expect("below the project").to_string_lossy().replace('\\', "/");
        if !entry.file_type().is_file() || !inner.ends_with(".rs") {
            continue;
        }
        let text = fs::read_to_string(entry.path()).expect("a readable file");
        let room = inner.split('/').nth(1).unwrap_or_default().trim_end_matches(".rs").to_owned();
        let code = without_tests(&blanked(&text));
        files.push(File { path: inner, room, text, code });
    }
    assert!(!files.is_empty(), "{folder} has no Rust files");
    files
}

impl File {
    pub fn is_mod(&self) -> bool {
        self.path.ends_with("/mod.rs")
    }

    /// The lines of code with their numbers.
    pub fn lines(&self) -> impl Iterator<Item = (usize, String)> + '_ {
        self.code.lines().enumerate().map(|(number, line)| (number + 1, line.to_owned()))
    }

    /// What the file names of the project's other rooms.
    pub fn imports(&self) -> Vec<(usize, String)> {
        self.paths("crate::")
    }

    /// Everything that begins so, taken apart: `use crate::a::{b, c::d}` is `a::b` and `a::c::d` of `crate::`.
    pub fn paths(&self, root: &str) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        for (at, word) in self.code.match_indices(root) {
            let before = self.code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$') {
                continue;
            }
            let line = self.code[..at].lines().count().max(1);
            let mut paths = Vec::new();
            expand(&self.code[at + word.len()..], String::new(), &mut paths);
            found.extend(paths.into_iter().map(|path| (line, path)));
        }
        found
    }
}

/// Reads a path or a tree of paths in curly brackets; gives what is left behind it.
fn expand<'a>(text: &'a str, before: String, paths: &mut Vec<String>) -> &'a str {
    let text = text.trim_start();
    if let Some(mut rest) = text.strip_prefix('{') {
        loop {
            rest = rest.trim_start();
            if let Some(after) = rest.strip_prefix('}') {
                return after;
            }
            let next = expand(rest, before.clone(), paths);
            let next = next.trim_start();
            // `self as a`, and whatever else is not a path.
            let comma = next.find([',', '}']).unwrap_or(next.len());
            rest = next[comma..].strip_prefix(',').unwrap_or(&next[comma..]);
            if rest.is_empty() {
                return rest;
            }
        }
    }
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len());
    let name = &text[..end];
    let path = match (before.is_empty(), name) {
        (_, "self" | "") => before.clone(),
        (true, name) => name.to_owned(),
        (false, name) => format!("{before}::{name}"),
    };
    match text[end..].strip_prefix("::") {
        Some(rest) => expand(rest, path, paths),
        None => {
            paths.push(path);
            &text[end..]
        }
    }
}

/// The tests of a module stand at its end, so that nothing else hides behind them.
fn without_tests(code: &str) -> String {
    let Some((before, tests)) = code.split_once("#[cfg(test)]") else { return code.to_owned() };
    assert!(tests.trim_start().starts_with("mod tests"), "#[cfg(test)] is for `mod tests` at the end:\n{before}");
    before.to_owned()
}

/// The text with blanks in place of comments, strings and characters; line ends stay.
fn blanked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |at| at + 2),
            '"' => string(rest),
            'r' if rest.starts_with("r\"") || rest.starts_with("r#\"") => raw_string(rest),
            '\'' => character(rest),
            _ => 0,
        };
        if length == 0 {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        } else {
            out.extend(rest[..length].chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
            rest = &rest[length..];
        }
    }
    out
}

fn string(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn raw_string(rest: &str) -> usize {
    let hashes = rest[1..].chars().take_while(|c| *c == '#').count();
    let end = format!("\"{}", "#".repeat(hashes));
    let start = 2 + hashes;
    rest[start..].find(&end).map_or(rest.len(), |at| start + at + end.len())
}

/// A character, or nothing where it is a lifetime.
fn character(rest: &str) -> usize {
    let inner: Vec<char> = rest.chars().skip(1).take(2).collect();
    match inner.as_slice() {
        ['\\', _] => rest[2..].char_indices().skip(1).find(|(_, c)| *c == '\'').map_or(0, |(at, _)| at + 3),
        [one, '\''] => 2 + one.len_utf8(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::{blanked, expand};

    #[test]
    fn trees_of_paths_are_taken_apart() {
        let mut paths = Vec::new();
        expand("a::{self, b, c::{D, E as F}, g::*};", String::new(), &mut paths);
        assert_eq!(paths, ["a", "a::b", "a::c::D", "a::c::E", "a::g"]);
    }

    #[test]
    fn what_is_no_code_is_blank() {
        let text =
            "let a = \"crate::x \\\" y\"; // crate::y\nlet b = '\"'; r#\"crate::z\"#; fn f<'a>() {} let c = '\\'';";
        assert!(!blanked(text).contains("crate"));
        assert!(blanked(text).contains("fn f<'a>() {}"), "{}", blanked(text));
        assert_eq!(blanked(text).lines().count(), 2);
    }
}
