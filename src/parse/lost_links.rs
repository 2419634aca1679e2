//! What an editor meant as a link or a picture, and Markdown does not take for one: it would stand on the page as it
//! was written, brackets and all.
//!
//! Start at [`report`].

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::findings::Findings;
use super::footnotes::Events;
use super::source::Source;

const AS_IT_IS: &str = "to show the brackets as they are, write \\[";

/// Complains of every `[words](address)` and `[words][name]` that is still text.
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
    let mut from = 0;
    while let Some(at) = text[from..].find(']') {
        let middle = from + at;
        from = middle + 1;
        let Some(open) = text[..middle].rfind('[') else { continue };
        // A backslash before it says that it is no more than a bracket.
        if source.text[..run.start + open].ends_with('\\') {
            continue;
        }
        let rest = &text[from..];
        if rest.starts_with('(') {
            let line = rest.split('\n').next().unwrap_or(rest);
            from += line.find(')').map_or(line.len(), |at| at + 1);
            let is_picture = text[..open].ends_with('!');
            let start = if is_picture { open - 1 } else { open };
            let place = source.place(&(run.start + start..run.start + from));
            address(is_picture, &text[middle + 2..from], place, findings);
        } else if let Some(end) = rest.strip_prefix('[').and_then(|name| name.find(']')) {
            let name = &rest[1..=end];
            from += end + 2;
            let place = source.place(&(run.start + open..run.start + from));
            let message = format!("This is meant as a link, but nothing says what \"{name}\" stands for.");
            findings
                .warn("broken-link", message, place)
                .hint(format!("write the address on a line of its own below the text: [{name}]: https://example.org/"))
                .hint(AS_IT_IS);
        }
    }
}

/// `written` is what stands behind the first round bracket.
fn address(is_picture: bool, written: &str, place: Range<usize>, findings: &mut Findings) {
    let what = if is_picture { "a picture" } else { "a link" };
    let message = format!("This is meant as {what}, but Markdown does not take it for one.");
    let finding = findings.error("broken-link", message, place);
    // Without the title.
    let address = written.split(" \"").next().unwrap_or(written).trim_end_matches(')').trim();
    finding.hint(if !address.contains(' ') {
        "the form is [words](address) or [words](address \"title\"): a bracket or a quotation mark is missing"
            .to_owned()
    } else if address.contains("://") {
        format!("an address can't have spaces in it; in a file's name, write %20: {}", address.replace(' ', "%20"))
    } else {
        format!("an address can't have spaces in it, unless it stands between pointed brackets: (<{address}>)")
    });
    finding.hint(AS_IT_IS);
}
