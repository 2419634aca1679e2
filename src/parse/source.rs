//! The Markdown as the parser gets it: figures replaced by marks, characters HTML can't hold replaced, and
//! the way back from there to places in the file.
//!
//! Start at [`Source::new`]. 1. Where a `{{` occurs, a first parse tells which stretches are text. 2. The
//! figures in these are read. 3. The text is written anew with each change noted as an [`Edit`], so that
//! [`Source::place`] is exact. Replacing before the parse proper keeps quotes, `_` and `|` in a figure out of
//! Markdown's sight.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::figures;
use super::findings::Findings;
use super::markdown::Manner;
use super::marks::{self, Mark};
use super::raw_html::{self, Piece, Raw};
use crate::diagnostic::TextFile;
use crate::model::Figure;

pub(super) struct Source<'f> {
    pub(super) file: &'f TextFile,
    /// What the parser reads.
    pub(super) text: String,
    /// Places are in the file.
    pub(super) figures: Vec<Figure>,
    body_start: usize,
    edits: Vec<Edit>,
}

/// A stretch of the new text and the stretch of the body it stands for.
struct Edit {
    new: Range<usize>,
    old: Range<usize>,
}

impl<'f> Source<'f> {
    pub(super) fn new(file: &'f TextFile, body_start: usize, manner: Manner, findings: &mut Findings) -> Self {
        let body = file.text.get(body_start..).unwrap_or("");
        let shift = |range: &Range<usize>| range.start + body_start..range.end + body_start;
        let mut figures = Vec::new();
        if manner.dress && body.contains("{{") {
            let (found, mistakes) = figures::find(body, &texts(body, manner.syntax));
            figures = found;
            for mistake in mistakes {
                findings.error("figure-syntax", mistake.message, shift(&mistake.range)).hints.extend(mistake.hints);
            }
        }
        let (text, edits) = rewrite(body, &figures);
        for figure in &mut figures {
            figure.range = shift(&figure.range);
            figure.name_range = shift(&figure.name_range);
            for argument in &mut figure.arguments {
                argument.2 = shift(&argument.2);
            }
        }
        Source { file, text, figures, body_start, edits }
    }

    /// The place in the file of a range of the parser's text.
    pub(super) fn place(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.old(range.start, false);
        start..self.old(range.end, true).max(start)
    }

    fn old(&self, at: usize, is_end: bool) -> usize {
        let before = self.edits.partition_point(|edit| edit.new.start < at || (!is_end && edit.new.start == at));
        let in_body = match before.checked_sub(1).and_then(|index| self.edits.get(index)) {
            None => at,
            Some(edit) if at >= edit.new.end => at - edit.new.end + edit.old.end,
            Some(edit) if is_end => edit.old.end,
            Some(edit) => edit.old.start,
        };
        in_body + self.body_start
    }

    /// The parser's text in a range; empty where the range is none.
    pub(super) fn slice(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or("")
    }

    /// The author's text again: marks of figures turned back into what was written.
    pub(super) fn restored(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, mark, after)) = Mark::first(rest) {
            out.push_str(&marks::neutral(before));
            if let Mark::Figure(index) = mark
                && let Some(figure) = self.figures.get(index)
            {
                out.push_str(&marks::neutral(self.file.text.get(figure.range.clone()).unwrap_or("")));
            }
            rest = after;
        }
        out.push_str(&marks::neutral(rest));
        out
    }
}

/// The stretches of a body that are text: where a figure may begin.
fn texts(body: &str, syntax: Options) -> Vec<Range<usize>> {
    let mut texts = Vec::new();
    let mut in_code = false;
    let mut raw = Raw::default();
    for (event, range) in Parser::new_ext(body, syntax).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(_) if !in_code => texts.push(range),
            Event::Html(html) => raw.push(&html, range),
            Event::End(TagEnd::HtmlBlock) => {
                let raw = std::mem::take(&mut raw);
                for piece in raw_html::pieces(&raw.html) {
                    if let Piece::Text(range) = piece {
                        texts.extend(raw.places(range));
                    }
                }
            }
            _ => {}
        }
    }
    texts.sort_by_key(|range| range.start);
    texts
}

fn rewrite(body: &str, figures: &[Figure]) -> (String, Vec<Edit>) {
    let mut text = String::with_capacity(body.len());
    let mut edits = Vec::new();
    let mut from = 0;
    let mut next_figure = 0;
    while from < body.len() {
        let reserved = marks::find_reserved(&body[from..]).map(|at| from + at);
        let figure = figures.get(next_figure).map(|figure| figure.range.clone());
        let (old, new) = match (figure, reserved) {
            (Some(figure), reserved) if reserved.is_none_or(|at| figure.start <= at) => {
                next_figure += 1;
                (figure, Mark::Figure(next_figure - 1).to_string())
            }
            (_, Some(at)) => {
                let length = body[at..].chars().next().map_or(1, char::len_utf8);
                (at..at + length, "\u{fffd}".to_owned())
            }
            (_, None) => break,
        };
        text.push_str(&body[from..old.start]);
        edits.push(Edit { new: text.len()..text.len() + new.len(), old: old.clone() });
        text.push_str(&new);
        from = old.end;
    }
    text.push_str(&body[from..]);
    (text, edits)
}
