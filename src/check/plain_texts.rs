//! Titles and summaries are shown as they are written: they hold no Markdown and no figures.

use super::Inspected;
use crate::diagnostic::Diagnostic;

pub fn check(inspected: &Inspected<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (_, _, document) in &inspected.texts {
        let common = &document.front.common;
        for (what, text) in [("title", &common.title), ("summary", &common.summary)] {
            let Some((written, hint)) = markup(&text.value) else { continue };
            found.push(
                Diagnostic::warning(
                    "plain-text",
                    format!("a {what} is shown as it is written, with the \"{written}\" in it"),
                )
                .at(document.locate(text.range.clone()))
                .hint(hint),
            );
        }
    }
    found
}

/// What of a text is markup, and what to write.
fn markup(text: &str) -> Option<(&str, String)> {
    // Most have none of it.
    memchr::memchr3(b'{', b'*', b'[', text.as_bytes())?;
    let between = |open: &str, close: &str| {
        let start = text.find(open)?;
        let inner = &text[start + open.len()..];
        let inner = &inner[..inner.find(close)?];
        Some((&text[start..start + open.len() + inner.len() + close.len()], inner))
    };
    if let Some((written, _)) = between("{{", "}}") {
        return Some((
            written,
            "figures are computed in the text of a page only: leave it out, or write the number".to_owned(),
        ));
    }
    if let Some((written, inner)) = between("**", "**")
        && inner.starts_with(|c: char| !c.is_whitespace())
        && inner.ends_with(|c: char| !c.is_whitespace())
    {
        return Some((written, format!("write it without the asterisks: {inner}")));
    }
    let middle = text.find("](")?;
    let (open, close) = (text[..middle].rfind('[')?, middle + text[middle..].find(')')?);
    let words = &text[open + 1..middle];
    (!words.is_empty())
        .then(|| (&text[open..=close], format!("write the words alone: {words}; links belong in the text of the page")))
}
