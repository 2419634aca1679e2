//! What an editor meant as a heading, a list, a table, a note or code, and Markdown does not take for one.
//!
//! Start at [`report`]. The lines of a paragraph are judged by how they begin; from two such lines on they are a list
//! or a table.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::findings::Findings;
use super::footnotes::Events;
use super::lost_cells;
use super::lost_lists::{Kind, is_odd_blank, is_sign, kind, tight};
use super::source::Source;
use crate::diagnostic::did_you_mean;
use crate::fields::invisible_name;

const NOTES: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

/// Lines of one kind, one below the other; places are in the parser's text.
struct Run {
    kind: Kind,
    first: Range<usize>,
    second: Option<Range<usize>>,
}

pub(super) fn report(events: &Events, source: &Source, findings: &mut Findings) {
    let mut report = Report { source, findings, run: None };
    let mut columns = 0;
    for (at, (event, range)) in events.iter().enumerate() {
        let before = || at.checked_sub(1).and_then(|at| events.get(at)).map(|(event, _)| event);
        match event {
            Event::Start(Tag::Paragraph) => {
                if !matches!(before(), Some(Event::End(TagEnd::Paragraph))) {
                    report.close();
                }
                let in_quote = matches!(before(), Some(Event::Start(Tag::BlockQuote(None))));
                report.paragraph(range, &events[at + 1..], in_quote);
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => report.fence(range),
            Event::Start(Tag::Table(alignments)) => columns = alignments.len(),
            Event::Start(Tag::TableRow) => lost_cells::report(range, columns, source, report.findings),
            Event::Start(Tag::Heading { .. }) => {
                if matches!(events.get(at + 1), Some((Event::End(TagEnd::Heading(_)), _))) {
                    report.empty_heading(range);
                }
            }
            _ => {}
        }
    }
    report.close();
}

struct Report<'r, 's, 'f> {
    source: &'r Source<'s>,
    findings: &'f mut Findings,
    run: Option<Run>,
}

impl Report<'_, '_, '_> {
    /// `inner` are the events from its first one on.
    fn paragraph(&mut self, range: &Range<usize>, inner: &Events, in_quote: bool) {
        let text = self.source.slice(range);
        let mut at = 0;
        let (mut is_broken, mut leads_on) = (false, true);
        while at < text.len() {
            let rest = &text[at..];
            let length = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
            // Further lines stand behind the signs of what they are in.
            let indent = if at == 0 { 0 } else { rest.len() - rest.trim_start_matches([' ', '\t', '>']).len() };
            let line = rest.get(indent..length).unwrap_or("").trim_end_matches('\r');
            let start = range.start + at + indent;
            // Code within the line, say, begins with what it likes.
            let line = if is_sign(line) && !is_text(inner, start) { "" } else { line };
            // In some languages "o" is a word, but none that a line begins with of itself.
            let kind = kind(line).filter(|kind| *kind != Kind::Letter || leads_on || self.run.is_some());
            let place = start..start + line.trim_end().len();
            self.line(kind, place.clone(), is_broken);
            self.heading(line, &place);
            if at == 0 && line.starts_with("[!") {
                self.note(line, start, in_quote);
            }
            is_broken = line.ends_with("  ") || line.ends_with('\\');
            leads_on = line.trim_end().ends_with(':');
            at += length + 1;
        }
        // Lists may have a paragraph for each item; what else goes on behind an empty line is speech, say.
        if !matches!(&self.run, Some(Run { kind: Kind::Bullet(_), .. })) {
            self.close();
        }
    }

    fn line(&mut self, kind: Option<Kind>, place: Range<usize>, is_broken: bool) {
        let is_speech = |kind| is_broken && matches!(kind, Kind::Dash | Kind::Tight('-'));
        match (&mut self.run, kind) {
            (None, None) => {}
            (Some(run), Some(kind)) if run.kind == kind && !is_speech(kind) => {
                run.second.get_or_insert(place);
            }
            _ => {
                self.close();
                self.run = kind.map(|kind| Run { kind, first: place, second: None });
            }
        }
    }

    fn heading(&mut self, line: &str, place: &Range<usize>) {
        let signs = line.len() - line.trim_start_matches('#').len();
        let (signs, behind) = line.split_at(signs);
        let words = behind.trim_start_matches(is_odd_blank);
        let blank = behind.chars().next().filter(|c| is_odd_blank(*c));
        if !(2..=6).contains(&signs.len()) || !words.starts_with(char::is_alphanumeric) {
            return;
        }
        let line = format!("{signs} {}", self.source.restored(words).trim_end());
        let (lacks, hint) = match blank {
            Some(blank) => (
                format!("but the blank behind {signs} {}", of_another_kind(blank)),
                format!("delete it and type a blank: {line}"),
            ),
            None => (format!("but lacks the blank behind {signs}"), format!("write {line}")),
        };
        let message = format!("This is meant as a heading, {lacks}.");
        self.findings.warn("lost-heading", message, self.source.place(place)).hint(hint);
    }

    fn close(&mut self) {
        let Some(Run { kind, first, second: Some(second) }) = self.run.take() else { return };
        let sign = match kind {
            Kind::Row => return self.table(&first, &second),
            Kind::Tight(_) => return self.tight_list(&first),
            Kind::Letter => "o".to_owned(),
            Kind::Bullet(sign) => sign.to_string(),
            Kind::Dash => self.source.slice(&first).split(char::is_whitespace).next().unwrap_or("–").to_owned(),
        };
        let message = format!("These lines are meant as a list, but \"{sign}\" makes none.");
        self.findings
            .warn("lost-list", message, self.source.place(&first))
            .hint(format!("begin each of them with \"- \" in place of \"{sign}\""));
    }

    fn tight_list(&mut self, first: &Range<usize>) {
        let line = self.source.slice(first);
        let Some((sign, item)) = tight(line) else { return };
        let lack = match line[sign.len()..].chars().next().filter(|c| is_odd_blank(*c)) {
            Some(blank) => format!("but the blank behind \"{sign}\" {}", of_another_kind(blank)),
            None => format!("but lack the blank behind \"{sign}\""),
        };
        let message = format!("These lines are meant as a list, {lack}.");
        let hint = format!("begin them like this: {sign} {}", self.source.restored(&beginning(item)));
        let finding = self.findings.warn("lost-list", message, self.source.place(first)).hint(hint);
        // Only a list that begins with 1 can follow a text.
        if sign.starts_with(|c: char| c.is_ascii_digit())
            && !sign.starts_with("1")
            && has_text_above(self.source, first)
        {
            finding.hint("leave a line empty above the first");
        }
    }

    fn table(&mut self, first: &Range<usize>, second: &Range<usize>) {
        let (head, below) = (self.source.slice(first), self.source.slice(second));
        let dashes = format!("|{}", "---|".repeat(columns(head)));
        let (place, message, hint) = if is_dashes(head) {
            let message = "This table lacks its first line, which says what is in the columns.";
            (first, message.to_owned(), "write such a line above the dashes: | Year | Children reached |".to_owned())
        } else if !is_dashes(below) {
            let message = "This is meant as a table, but lacks the line of dashes below its first line.";
            (first, message.to_owned(), format!("put this line below it: {dashes}"))
        } else if below.contains(|c| c != '-' && is_dash(c)) {
            let message = "This is meant as a table, but the dashes below its first line are of another kind.";
            (second, message.to_owned(), format!("in place of that line, write {dashes}"))
        } else if columns(head) != columns(below) {
            let (head, below) = (columns(head), columns(below));
            let message = format!(
                "This is meant as a table, but its first line has {head} columns, and the line of dashes {below}."
            );
            (second, message, format!("for the first line, write {dashes}"))
        } else {
            let message = "This is meant as a table, but stands right below other text.";
            (first, message.to_owned(), "leave a line empty above it".to_owned())
        };
        self.findings.warn("lost-table", message, self.source.place(place)).hint(hint);
    }

    /// `line` begins with `[!`.
    fn note(&mut self, line: &str, start: usize, in_quote: bool) {
        let Some((name, behind)) = line[2..].split_once(']') else { return };
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-');
        if !is_name || behind.starts_with(['(', '[']) {
            return;
        }
        let behind = behind.trim();
        let upper = name.to_uppercase();
        let is_known = NOTES.contains(&&*upper);
        let place = self.source.place(&(start..start + name.len() + 3));
        if !in_quote {
            if is_known {
                self.findings
                    .warn("lost-note", "This is meant as a note, but lacks the > before it.", place)
                    .hint("begin this line and those of the note's text with \"> \"");
            }
        } else if !is_known {
            let message = format!("\"{name}\" is no kind of note, so this is shown as a quotation.");
            let finding = self.findings.warn("lost-note", message, place);
            finding.hints.extend(did_you_mean(&upper, NOTES));
            finding.hint("the kinds are NOTE, TIP, IMPORTANT, WARNING and CAUTION: > [!NOTE]");
        } else if !behind.is_empty() {
            let message = format!("[!{name}] has to stand alone in its line, so this is shown as a quotation.");
            let behind = self.source.restored(behind);
            self.findings.warn("lost-note", message, place).hint(format!("begin a new line behind it: > {behind}"));
        }
    }

    /// One that goes on to the end of what it stands in.
    fn fence(&mut self, range: &Range<usize>) {
        let text = self.source.slice(range).trim_end();
        let sign = text.chars().next().unwrap_or('`');
        let signs = text.len() - text.trim_start_matches(sign).len();
        let first = text.find('\n').unwrap_or(text.len());
        let last = text[first..].rsplit('\n').next().unwrap_or("").trim_start_matches([' ', '\t', '>']);
        if last.len() >= signs && last.trim_start_matches(sign).is_empty() {
            return;
        }
        let fence = &text[..signs];
        let place = self.source.place(&(range.start..range.start + text[..first].trim_end().len()));
        self.findings
            .warn("open-code", "This code has no end, so what follows is shown as code too.", place)
            .hint(format!("where the code ends, write {fence} on a line of its own"));
    }

    fn empty_heading(&mut self, range: &Range<usize>) {
        let written = self.source.slice(range).trim();
        // The parser takes any braces at the end for attributes.
        if written.contains('{') && !written.contains("{#") && !written.contains("{.") {
            return;
        }
        let signs: String = written.chars().take_while(|sign| *sign == '#').collect();
        self.findings
            .warn("empty-heading", "This heading has no words.", self.source.place(range))
            .hint(format!("write them behind {signs}, or take the line out"));
    }
}

/// Does a text of the paragraph begin there?
fn is_text(inner: &Events, start: usize) -> bool {
    let mut inner = inner
        .iter()
        .take_while(|(event, range)| range.start <= start && !matches!(event, Event::End(TagEnd::Paragraph)));
    inner.any(|(event, range)| range.start == start && matches!(event, Event::Text(_)))
}

fn is_dashes(line: &str) -> bool {
    line.contains(is_dash) && line.chars().all(|c| is_dash(c) || matches!(c, '|' | ':' | ' ' | '\t'))
}

/// Word processors put others in the place of two or three hyphens.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―' | '‐' | '‑' | '‒' | '−')
}

fn of_another_kind(blank: char) -> String {
    format!("is of another kind ({})", invisible_name(blank).unwrap_or("one that can't be seen"))
}

/// The first words of an item.
fn beginning(item: &str) -> String {
    let mut words = item.split_inclusive(char::is_whitespace);
    let first: String = words.by_ref().take(4).collect();
    if words.next().is_some() { format!("{first}…") } else { first }
}

/// Does a line of the same paragraph stand above it?
fn has_text_above(source: &Source, line: &Range<usize>) -> bool {
    let above = source.text[..line.start].trim_end_matches([' ', '\t', '>']);
    let above = above.strip_suffix('\n').unwrap_or("").trim_end_matches([' ', '\t', '>', '\r']);
    !above.is_empty() && !above.ends_with('\n')
}

/// How many columns a line of a table has.
fn columns(line: &str) -> usize {
    let inner = line.trim().strip_prefix('|').unwrap_or(line);
    let inner = inner.strip_suffix('|').filter(|inner| !inner.ends_with('\\')).unwrap_or(inner);
    let (mut columns, mut is_escaped) = (1, false);
    for letter in inner.chars() {
        columns += usize::from(letter == '|' && !is_escaped);
        is_escaped = letter == '\\' && !is_escaped;
    }
    columns
}
