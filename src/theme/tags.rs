//! The tags of a template, `{% … %}`, as far as needed to tell which of them is never closed.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, TextFile, did_you_mean};

const CLOSED: [&str; 6] = ["if", "for", "block", "filter", "component", "raw"];
const OTHERS: [&str; 8] = ["else", "elif", "extends", "include", "set", "set_global", "break", "continue"];

struct Tag<'a> {
    word: &'a str,
    /// What follows the word.
    rest: &'a str,
    /// The word's place.
    range: Range<usize>,
}

fn tags(text: &str) -> impl Iterator<Item = Tag<'_>> {
    text.match_indices("{%").filter_map(move |(at, _)| {
        let inner = text[at + 2..].trim_start_matches('-').trim_start();
        let start = text.len() - inner.len();
        let length = inner.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(inner.len());
        let rest = inner[length..].split("%}").next().unwrap_or_default();
        (length > 0).then(|| Tag { word: &inner[..length], rest: rest.trim(), range: start..start + length })
    })
}

/// The names in all tags of a kind, such as the blocks of a template.
pub fn named<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = &'a str> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    tags(text).filter(move |tag| tag.word == word).filter_map(move |tag| tag.rest.split(|c| !is_name(c)).next())
}

/// Does the tag stand open until one that ends it?
fn opens(tag: &Tag<'_>) -> bool {
    CLOSED.contains(&tag.word) || tag.word.starts_with("set") && !tag.rest.contains('=')
}

/// The tags that are open before `end`, the last opened last.
fn open<'a>(text: &'a str, end: usize) -> Vec<Tag<'a>> {
    let mut open: Vec<Tag<'a>> = Vec::new();
    for tag in tags(text).take_while(|tag| tag.range.start < end) {
        if opens(&tag) {
            open.push(tag);
        } else if let Some(word) = tag.word.strip_prefix("end")
            && open.last().is_some_and(|last| last.word == word)
        {
            open.pop();
        }
    }
    open
}

fn say(message: String) -> Diagnostic {
    Diagnostic::error("template", format!("the template can't be used: {message}"))
}

fn never_closed(file: &TextFile, tag: &Tag<'_>) -> Diagnostic {
    let word = tag.word;
    say(format!("this {{% {word} %}} is never closed"))
        .at(file.locate(tag.range.clone()))
        .hint(format!("write {{% end{word} %}} where it ends"))
}

/// A tag at `at` that Tera doesn't know there. A diagnostic without a place is about that tag.
pub fn unknown(file: &TextFile, at: usize) -> Option<Diagnostic> {
    let tag = tags(&file.text).find(|tag| tag.range.end > at)?;
    let open = open(&file.text, tag.range.start);
    let ended = tag.word.strip_prefix("end").filter(|word| CLOSED.contains(word) || word.starts_with("set"));
    let word = tag.word;
    Some(match (ended, open.last()) {
        // The end of one that was opened before: the last one is still open.
        (Some(ended), Some(last)) if open.iter().any(|one| one.word == ended) => never_closed(file, last),
        (Some(ended), _) => say(format!("{{% {word} %}} ends nothing: there is no {{% {ended} %}} before it"))
            .hint(format!("take it out, or write {{% {ended} … %}} where it begins")),
        (None, None) if matches!(word, "else" | "elif") => {
            say(format!("{{% {word} %}} stands outside of {{% if %}} and {{% for %}}"))
                .hint("take it out, or write {% if … %} where it begins")
        }
        (None, Some(last)) if matches!(word, "else" | "elif") => never_closed(file, last),
        (None, _) => {
            let ends: Vec<String> = CLOSED.iter().map(|word| format!("end{word}")).collect();
            let known = CLOSED.iter().chain(&OTHERS).copied().chain(ends.iter().map(String::as_str));
            say(format!("there is no tag {{% {word} %}}")).hints(did_you_mean(word, known))
        }
    })
}

/// The template ended while a tag was open.
pub fn open_at_end(file: &TextFile) -> Option<Diagnostic> {
    open(&file.text, file.text.len()).last().map(|tag| never_closed(file, tag))
}
