//! Footnotes: which are defined, which are referred to, and in what order.
//!
//! Start at [`Footnotes::new`]. It looks through the events before anything is written, as the first reference
//! needs its number and the back links need to know how many references there will be.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::figures;
use super::findings::Findings;
use super::source::Source;

pub(super) type Events<'e> = [(Event<'e>, Range<usize>)];

#[derive(Default)]
pub(super) struct Footnotes {
    /// By label in small letters: a place in `notes`.
    by_label: BTreeMap<String, usize>,
    notes: Vec<Note>,
    /// The notes referred to, in order of the first reference.
    pub(super) order: Vec<usize>,
}

#[derive(Debug, Clone)]
pub(super) struct Note {
    /// Its content, in the events.
    pub(super) events: Range<usize>,
    /// From 1; 0 is for a note nothing refers to.
    pub(super) number: usize,
    /// References in all, and those written so far.
    pub(super) references: usize,
    written: usize,
}

/// The place behind the end of the element that starts at `start`.
pub(super) fn after(events: &Events, start: usize) -> usize {
    let mut depth = 0_usize;
    for (offset, (event, _)) in events.iter().enumerate().skip(start) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return offset + 1;
        }
    }
    events.len()
}

impl Footnotes {
    pub(super) fn new(events: &Events, source: &Source, findings: &mut Findings) -> Self {
        let mut notes = Footnotes::default();
        let mut places = Vec::new();
        for (at, (event, range)) in events.iter().enumerate() {
            let Event::Start(Tag::FootnoteDefinition(label)) = event else { continue };
            let label_range = range.start..(range.start + label.len() + 3).min(range.end);
            let place = source.place(&label_range);
            if notes.by_label.contains_key(&label.to_lowercase()) {
                let message =
                    format!("The footnote \"{}\" is written twice; the first one counts.", show(label, source));
                findings.warn("duplicate-footnote", message, place);
                continue;
            }
            notes.by_label.insert(label.to_lowercase(), notes.notes.len());
            let content = at + 1..after(events, at).saturating_sub(1);
            notes.notes.push(Note { events: content, number: 0, references: 0, written: 0 });
            places.push((place, show(label, source)));
        }
        notes.count(events, 0..events.len());
        let mut next = 0;
        while let Some(content) = notes.order.get(next).and_then(|index| notes.notes.get(*index)) {
            notes.count(events, content.events.clone());
            next += 1;
        }
        for (note, (place, label)) in notes.notes.iter().zip(places) {
            if note.number == 0 {
                findings
                    .warn("unused-footnote", format!("Nothing refers to the footnote \"{label}\"."), place)
                    .hint(format!("put [^{label}] where the note belongs, or take the note out"));
            }
        }
        notes
    }

    fn count(&mut self, events: &Events, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            match events.get(at).map(|(event, _)| event) {
                // A note counts when it is its turn, and a picture's description has no room for a number.
                Some(Event::Start(Tag::FootnoteDefinition(_) | Tag::Image { .. })) => {
                    at = after(events, at);
                    continue;
                }
                Some(Event::FootnoteReference(label)) => {
                    let index = self.by_label.get(&label.to_lowercase()).copied();
                    if let Some((index, note)) = index.and_then(|index| Some((index, self.notes.get_mut(index)?))) {
                        note.references += 1;
                        if note.number == 0 {
                            self.order.push(index);
                            note.number = self.order.len();
                        }
                    }
                }
                _ => {}
            }
            at += 1;
        }
    }

    pub(super) fn note(&self, index: usize) -> Option<&Note> {
        self.notes.get(index)
    }

    /// The number of the note and of this reference to it, for one more reference.
    pub(super) fn refer(&mut self, label: &str) -> Option<(usize, usize)> {
        let note = self.by_label.get(&label.to_lowercase()).and_then(|index| self.notes.get_mut(*index))?;
        note.written += 1;
        Some((note.number, note.written))
    }
}

/// The id of a reference.
pub(super) fn reference_id(number: usize, reference: usize) -> String {
    if reference == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{reference}") }
}

fn show(label: &str, source: &Source) -> String {
    source.restored(label)
}

/// References to footnotes that don't exist: the parser leaves them as text.
pub(super) fn report_unknown(events: &Events, source: &Source, findings: &mut Findings) {
    if !source.text.contains("[^") {
        return;
    }
    let mut in_code = false;
    let mut run: Option<Range<usize>> = None;
    for (event, range) in events.iter().chain([&(Event::Rule, 0..0)]) {
        match (event, &mut run) {
            (Event::Text(_), Some(run)) if run.end == range.start && !in_code => run.end = range.end,
            (Event::Text(_), _) if !in_code => {
                let done = run.replace(range.clone());
                report_in(done, source, findings);
            }
            _ => report_in(run.take(), source, findings),
        }
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(pulldown_cmark::TagEnd::CodeBlock) => in_code = false,
            _ => {}
        }
    }
}

fn report_in(run: Option<Range<usize>>, source: &Source, findings: &mut Findings) {
    let Some(run) = run else { return };
    let text = source.slice(&run);
    for (at, _) in text.match_indices("[^") {
        let label = text[at + 2..].split_once(']').map_or("", |(label, _)| label);
        let plain = !label.is_empty() && !label.contains(|c: char| c.is_whitespace() || c == '[');
        if plain && !figures::is_escaped(&source.text, run.start + at) {
            let label_shown = show(label, source);
            let place = source.place(&(run.start + at..run.start + at + label.len() + 3));
            findings
                .warn("unknown-footnote", format!("There is no footnote \"{label_shown}\" on this page."), place)
                .hint(format!("write the note on a line of its own: [^{label_shown}]: The text of the note."));
        }
    }
}
