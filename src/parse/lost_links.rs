//! What an editor meant as a link or a picture, and Markdown does not take for one: it would stand on the page as it
//! was written, brackets and all.
//!
//! Start at [`report`]. [`Mended`] is how it would be written right, where that can be told.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::findings::Findings;
use super::footnotes::Events;
use super::source::Source;
use crate::language::slug;

const AS_IT_IS: &str = "to show the brackets as they are, write \\[";

/// Complains of every `[words](address)` and `[words][name]` that is still text, and of what is nearly that.
pub(super) fn report(events: &Events, source: &Source, findings: &mut Findings) {
    let mut run = 0..0;
    let mut in_code = false;
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            // Texts that touch are one, cut where a bracket or a quotation mark could have meant something.
            Event::Text(_) | Event::SoftBreak if !in_code && range.start == run.end => run.end = range.end,
            Event::Text(_) if !in_code => {
                look(&run, source, findings);
                run = range.clone();
            }
            _ => {}
        }
    }
    look(&run, source, findings);
}

fn look(run: &Range<usize>, source: &Source, findings: &mut Findings) {
    let Some(text) = source.text.get(run.clone()).filter(|text| text.contains(']')) else { return };
    let place = |range: Range<usize>| source.place(&(run.start + range.start..run.start + range.end));
    let mut from = 0;
    while let Some(at) = text[from..].find(']') {
        let middle = from + at;
        from = middle + 1;
        let Some(open) = text[..middle].rfind('[') else { continue };
        // A backslash before it says that it is no more than a bracket.
        if source.text[..run.start + open].ends_with('\\') {
            continue;
        }
        let (before, words, rest) = (&text[..open], &text[open + 1..middle], &text[from..]);
        if let Some(written) = rest.strip_prefix('(') {
            let line = written.split('\n').next().unwrap_or(written);
            let (inside, end) = within(line);
            from += 1 + end;
            let is_picture = before.ends_with('!');
            let start = if is_picture { open - 1 } else { open };
            address(is_picture, &Mended::of(inside, end > inside.len()), place(start..from), findings);
        } else if let Some(end) = rest.strip_prefix('[').and_then(|name| name.find(']')) {
            let name = &rest[1..=end];
            from += end + 2;
            let message = format!("This is meant as a link, but nothing says what \"{name}\" stands for.");
            findings
                .warn("broken-link", message, place(open..from))
                .hint(format!("write the address on a line of its own below the text: [{name}]: https://example.org/"))
                .hint(AS_IT_IS);
        } else if let Some((range, right)) = nearly(text, open, middle, words) {
            from = range.end;
            let message = "This is meant as a link, but Markdown does not take it for one.";
            findings.error("broken-link", message, place(range)).hint(format!("write {right}")).hint(AS_IT_IS);
        } else if let Some((range, right)) = of_wiki(text, open, middle, words) {
            from = range.end;
            let message = "This is how wikis write a link; here it stands as it is written.";
            findings.warn("broken-link", message, place(range)).hint(format!("write {right}")).hint(AS_IT_IS);
        }
    }
}

/// What has the parts of a link in another order, or something between them: where it stands, and the link.
fn nearly(text: &str, open: usize, middle: usize, words: &str) -> Option<(Range<usize>, String)> {
    let (before, rest) = (&text[..open], &text[middle + 1..]);
    // `[words] (address)`
    let behind = rest.trim_start_matches(' ');
    if behind.len() < rest.len()
        && let Some((inside, _)) = behind.strip_prefix('(').and_then(|inside| inside.split_once(')'))
        && is_address(inside)
    {
        let end = text.len() - behind.len() + inside.len() + 2;
        return Some((open..end, format!("[{words}]({inside}), without a blank between the brackets")));
    }
    // `(words)[address]`
    if let Some((_, shown)) = before.strip_suffix(')').and_then(|before| before.rsplit_once('('))
        && is_address(words)
        && !shown.trim().is_empty()
    {
        let start = open - shown.len() - 2;
        return Some((start..middle + 1, format!("[{shown}]({words}): first the words, in square brackets")));
    }
    None
}

/// `[[page]]` and `[[page|words]]`.
fn of_wiki(text: &str, open: usize, middle: usize, words: &str) -> Option<(Range<usize>, String)> {
    let is_double = text[..open].ends_with('[') && text[middle + 1..].starts_with(']');
    if !is_double || text[..open].ends_with("\\[") || !words.contains(char::is_alphabetic) {
        return None;
    }
    let (page, shown) = words.split_once('|').unwrap_or((words, words));
    let page = page.trim();
    let file = if is_address(page) { page.to_owned() } else { format!("{}.md", slug(page)) };
    Some((open - 1..middle + 2, format!("[{}]({file}), with the name of the page's file", shown.trim())))
}

/// Can it be nothing else than an address?
fn is_address(text: &str) -> bool {
    let path = text.split('#').next().unwrap_or(text);
    !text.contains(char::is_whitespace) && (text.contains("://") || path.ends_with(".md"))
        || ["mailto:", "../", "www.", "assets/"].iter().any(|start| text.starts_with(start))
            && !text.contains(char::is_whitespace)
}

/// What stands within the round bracket, and the place behind its end: that of the bracket which closes it, others
/// within counted.
fn within(line: &str) -> (&str, usize) {
    let mut depth = 1_usize;
    for (at, letter) in line.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (&line[..at], at + 1);
        }
    }
    match line.find(')') {
        Some(at) => (&line[..at], at + 1),
        None => (line, line.len()),
    }
}

/// What was written between the round brackets, and the same as it would be right.
enum Mended {
    /// An address of the web with a blank in it.
    Web(String),
    /// A file with a blank or a bracket in its name.
    File(String),
    /// The title's quotation marks are others or missing.
    Title(String),
    /// The last bracket is missing.
    Open(String),
    Unclear,
}

impl Mended {
    fn of(inside: &str, is_closed: bool) -> Mended {
        let (address, title) = parts(inside.trim());
        let address = address.trim_start_matches('<').trim_end_matches('>');
        if !is_closed && title.is_none() {
            let word = address.split(char::is_whitespace).next().unwrap_or(address);
            let word = word.trim_end_matches(['.', ',', ';', ':', '!', '?']);
            return if looks_like_one(word) { Mended::Open(format!("({word})")) } else { Mended::Unclear };
        }
        // One that has such a mark within can't be told from its end.
        if title.is_some_and(|title| title.contains('"')) || address.contains(['<', '>', '"', '\\']) {
            return Mended::Unclear;
        }
        let title = title.map_or(String::new(), |title| format!(" \"{title}\""));
        if address.contains("://") && address.contains(' ') {
            Mended::Web(format!("({}{title})", address.replace(' ', "%20")))
        } else if address.contains([' ', '(', ')']) {
            Mended::File(format!("(<{address}>{title})"))
        } else if title.is_empty() || !looks_like_one(address) {
            Mended::Unclear
        } else {
            Mended::Title(format!("({address}{title})"))
        }
    }
}

/// The address and the title behind it, without quotation marks of whatever kind.
fn parts(inside: &str) -> (&str, Option<&str>) {
    const MARKS: [char; 12] = ['"', '“', '”', '„', '‟', '«', '»', '\'', '‘', '’', '‚', '″'];
    let start = inside.char_indices().find(|(at, letter)| MARKS.contains(letter) && inside[..*at].ends_with(' '));
    match start {
        Some((at, _)) => (inside[..at].trim_end(), Some(inside[at..].trim_matches(MARKS).trim())),
        None => (inside, None),
    }
}

fn looks_like_one(address: &str) -> bool {
    !address.is_empty() && address.contains(['.', '/', '#', ':'])
}

fn address(is_picture: bool, mended: &Mended, place: Range<usize>, findings: &mut Findings) {
    let what = if is_picture { "a picture" } else { "a link" };
    let message = format!("This is meant as {what}, but Markdown does not take it for one.");
    let finding = findings.error("broken-link", message, place);
    finding.hint(match mended {
        Mended::Web(right) => format!("an address can't have spaces in it; write %20 for each: {right}"),
        Mended::File(right) => format!(
            "a file's name with spaces or brackets in it stands between pointed brackets: {right}"
        ),
        Mended::Title(right) => format!("a title stands between straight quotation marks: {right}"),
        Mended::Open(right) => format!("the round bracket is not closed: {right}"),
        Mended::Unclear => "the form is [words](address) or [words](address \"title\"): a bracket or a quotation mark is missing, or one too many".to_owned(),
    });
    finding.hint(AS_IT_IS);
}
