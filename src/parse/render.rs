//! Markdown events to HTML with marks.
//!
//! Start at [`Renderer::document`]: the body, then the footnotes. [`Renderer::run`] goes over the events; an
//! element that needs a look at its whole content (a heading's id, a picture's description, code) is handled
//! in `elements` and skipped as one. Line ends are where CommonMark's own examples have them.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};

use super::anchors::{Anchors, is_of_theme};
use super::elements::OpenHeading;
use super::findings::Findings;
use super::footnotes::{self, Events, Footnotes};
use super::markdown::Manner;
use super::marks::{self, Mark};
use super::raw_html::Raw;
use super::sanitise::{self, Tidy};
use super::segments::Slot;
use super::source::Source;
use super::tables::Table;

pub(super) struct Renderer<'s> {
    pub(super) events: &'s Events<'s>,
    pub(super) source: &'s Source<'s>,
    pub(super) manner: Manner,
    pub(super) out: String,
    pub(super) slots: Vec<Slot>,
    pub(super) anchors: Anchors,
    pub(super) ids: Vec<String>,
    pub(super) findings: Findings,
    pub(super) has_code: bool,
    /// The level of the last heading; the page's title comes before all.
    pub(super) level: u8,
    pub(super) heading: OpenHeading,
    /// Of the links around: whether each is written.
    pub(super) open_links: Vec<bool>,
    footnotes: Footnotes,
    /// Of raw HTML.
    open_tags: Vec<(String, Range<usize>)>,
    has_raw_html: bool,
    pub(super) table: Table,
}

pub(super) struct Rendered {
    pub(super) html: String,
    pub(super) slots: Vec<Slot>,
    pub(super) ids: Vec<String>,
    pub(super) findings: Findings,
    pub(super) has_code: bool,
    pub(super) has_raw_html: bool,
}

impl<'s> Renderer<'s> {
    pub(super) fn new(events: &'s Events<'s>, source: &'s Source<'s>, manner: Manner, mut findings: Findings) -> Self {
        let footnotes = Footnotes::new(events, source, &mut findings);
        Renderer {
            events,
            source,
            manner,
            out: String::with_capacity(source.text.len() * 3 / 2),
            slots: Vec::new(),
            anchors: Anchors::default(),
            ids: Vec::new(),
            findings,
            has_code: false,
            level: 1,
            heading: OpenHeading::default(),
            open_links: Vec::new(),
            footnotes,
            open_tags: Vec::new(),
            has_raw_html: false,
            table: Table::default(),
        }
    }

    pub(super) fn document(mut self) -> Rendered {
        self.claim_ids();
        self.run(0..self.events.len());
        self.notes();
        for (name, place) in self.open_tags {
            self.findings.unclosed(&name, place);
        }
        Rendered {
            html: self.out,
            slots: self.slots,
            ids: self.ids,
            findings: self.findings,
            has_code: self.has_code,
            has_raw_html: self.has_raw_html,
        }
    }

    /// Ids that are given come before those that are made.
    fn claim_ids(&mut self) {
        if !self.footnotes.order.is_empty() {
            self.anchors.reserve("footnotes".to_owned());
        }
        for note in self.footnotes.order.iter().filter_map(|index| self.footnotes.note(*index)) {
            self.anchors.reserve(format!("fn-{}", note.number));
            for reference in 1..=note.references {
                self.anchors.reserve(footnotes::reference_id(note.number, reference));
            }
        }
        let mut raw = Raw::default();
        for (event, range) in self.events {
            match event {
                Event::Start(Tag::Heading { id: Some(id), .. }) => self.claim(id, range),
                Event::Html(html) | Event::InlineHtml(html) => {
                    raw.push(html, range.clone());
                    if matches!(event, Event::Html(_)) {
                        continue;
                    }
                }
                Event::End(TagEnd::HtmlBlock) => {}
                _ => continue,
            }
            for (id, range) in sanitise::ids(&std::mem::take(&mut raw)) {
                self.claim(&id, &range);
            }
        }
    }

    fn claim(&mut self, id: &str, range: &Range<usize>) {
        let place = self.source.place(range);
        if is_of_theme(id) {
            let message = format!("The anchor \"{id}\" is one that the theme gives to a part of the page.");
            self.findings.error("anchor-taken", message, place).hint("give this one another name");
            return;
        }
        match self.anchors.claim(id, place.clone()) {
            Ok(()) => self.ids.push(id.to_owned()),
            Err(first) => {
                let shown = self.source.restored(id);
                let finding = self.findings.error(
                    "duplicate-anchor",
                    format!("The anchor \"{shown}\" is given twice on this page, so a link to it can't be clear."),
                    place,
                );
                finding.hint("give one of the two another name");
                finding.related = first.map(|range| (range, "first given here"));
            }
        }
    }

    /// Begins a line, unless one has just begun.
    pub(super) fn line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    pub(super) fn put(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn put_line(&mut self, html: &str) {
        self.line();
        self.put(html);
    }

    fn run(&mut self, range: Range<usize>) {
        let events = self.events;
        let mut at = range.start;
        while at < range.end {
            let Some((event, place)) = events.get(at) else { return };
            at = match event {
                Event::Start(tag) => self.start(tag, at, place),
                event => {
                    self.leaf(event, place);
                    match event {
                        Event::InlineHtml(html) => self.behind_hidden(html, at, range.end),
                        _ => at + 1,
                    }
                }
            };
        }
    }

    /// Opens an element, or writes it as a whole; returns where to go on.
    fn start(&mut self, tag: &Tag<'s>, at: usize, place: &Range<usize>) -> usize {
        let end = || footnotes::after(self.events, at);
        match tag {
            Tag::Paragraph => {
                if let Some(next) = self.captioned(at) {
                    return next;
                }
                self.put_line("<p>");
            }
            Tag::Heading { .. } => {
                let content = at + 1..end().saturating_sub(1);
                self.heading_start(tag, content, place);
            }
            Tag::BlockQuote(None) => self.put_line("<blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => self.alert(*kind),
            Tag::CodeBlock(kind) => {
                let end = end();
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.as_ref(),
                    CodeBlockKind::Indented => "",
                };
                self.code_block(info, at + 1..end, place);
                return end;
            }
            Tag::HtmlBlock => {
                let end = end();
                let mut raw = Raw::default();
                for (event, range) in self.events.get(at + 1..end).unwrap_or_default() {
                    if let Event::Html(html) | Event::Text(html) = event {
                        raw.push(html, range.clone());
                    }
                }
                self.line();
                self.raw(&raw);
                return end;
            }
            Tag::List(None) => self.put_line("<ul>\n"),
            Tag::List(Some(1)) => self.put_line("<ol>\n"),
            Tag::List(Some(first)) => self.put_line(&format!("<ol start=\"{first}\">\n")),
            Tag::Item => {
                let mut next = self.events.iter().skip(at + 1).map(|(event, _)| event);
                let next = next.find(|event| !matches!(event, Event::Start(Tag::Paragraph)));
                let is_task = self.manner.dress && matches!(next, Some(Event::TaskListMarker(_)));
                self.put_line(if is_task { "<li class=\"task\">" } else { "<li>" });
            }
            Tag::FootnoteDefinition(_) => return end(),
            Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell => self.table_start(tag, at),
            Tag::Emphasis => self.put("<em>"),
            Tag::Strong => self.put("<strong>"),
            Tag::Strikethrough => self.put("<del>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.link_start(*link_type, dest_url, title, place);
            }
            Tag::Image { dest_url, title, .. } => {
                let end = end();
                self.image(dest_url, title, at + 1..end, place, true);
                return end;
            }
            // Extensions that are not switched on.
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
        at + 1
    }

    fn leaf(&mut self, event: &Event<'s>, place: &Range<usize>) {
        match event {
            Event::End(end) => self.end(*end),
            Event::Text(text) if text.as_ref() == self.source.slice(place) => marks::escape(&mut self.out, text),
            Event::Text(text) => marks::escape(&mut self.out, &marks::neutral(text)),
            Event::Code(text) => {
                self.put("<code>");
                marks::escape(&mut self.out, &self.source.restored(text));
                self.put("</code>");
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                let mut raw = Raw::default();
                raw.push(html, place.clone());
                self.raw(&raw);
            }
            Event::SoftBreak => self.put("\n"),
            Event::HardBreak => self.put("<br>\n"),
            Event::Rule => self.put_line("<hr>\n"),
            Event::FootnoteReference(label) => self.footnote_reference(label),
            Event::TaskListMarker(done) if self.manner.dress => self.put(&format!("{} ", Mark::Task(*done))),
            Event::TaskListMarker(_) => self.put("<input type=\"checkbox\" disabled> "),
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
            Event::Start(_) => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Paragraph => self.put("</p>\n"),
            TagEnd::Heading(level) => self.heading_end(level as u8),
            TagEnd::BlockQuote(Some(_)) if self.manner.dress => self.put("</div>\n"),
            TagEnd::BlockQuote(_) => self.put("</blockquote>\n"),
            TagEnd::List(true) => self.put("</ol>\n"),
            TagEnd::List(false) => self.put("</ul>\n"),
            TagEnd::Item => self.put("</li>\n"),
            TagEnd::Table | TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell => self.table_end(end),
            TagEnd::Emphasis => self.put("</em>"),
            TagEnd::Strong => self.put("</strong>"),
            TagEnd::Strikethrough => self.put("</del>"),
            TagEnd::Link => self.link_end(),
            _ => {}
        }
    }

    fn alert(&mut self, kind: BlockQuoteKind) {
        let name = match kind {
            BlockQuoteKind::Note => "note",
            BlockQuoteKind::Tip => "tip",
            BlockQuoteKind::Important => "important",
            BlockQuoteKind::Warning => "warning",
            BlockQuoteKind::Caution => "caution",
        };
        if !self.manner.dress {
            return self.put_line("<blockquote>\n");
        }
        let word = Mark::word(&format!("alert-{name}"));
        self.put_line(&format!(
            "<div class=\"alert alert-{name}\" role=\"note\">\n<p class=\"alert-title\">{word}</p>\n"
        ));
    }

    fn raw(&mut self, raw: &Raw) {
        if !self.manner.sanitise {
            return self.put(&raw.html);
        }
        self.has_raw_html = true;
        let mut tidy = Tidy {
            source: self.source,
            slots: &mut self.slots,
            findings: &mut self.findings,
            open: &mut self.open_tags,
            out: &mut self.out,
        };
        tidy.raw(raw);
    }

    /// After an inline start tag such as `<script>`, the place behind its end tag in the same stretch.
    fn behind_hidden(&self, html: &str, at: usize, end: usize) -> usize {
        let Some(name) = self.manner.sanitise.then(|| sanitise::hides_content(html)).flatten() else { return at + 1 };
        let mut depth = 0_usize;
        for (offset, (event, _)) in self.events.iter().enumerate().take(end).skip(at + 1) {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => break,
                Event::End(_) => depth -= 1,
                Event::InlineHtml(html) if depth == 0 && sanitise::closes(html, &name) => return offset + 1,
                _ => {}
            }
        }
        at + 1
    }

    fn footnote_reference(&mut self, label: &str) {
        let Some((number, reference)) = self.footnotes.refer(label) else {
            let text = format!("[^{}]", self.source.restored(label));
            return marks::escape(&mut self.out, &text);
        };
        let id = footnotes::reference_id(number, reference);
        self.put(&format!(
            "<sup class=\"footnote-ref\"><a role=\"doc-noteref\" id=\"{id}\" href=\"#fn-{number}\">{number}</a></sup>"
        ));
    }

    /// The notes themselves, at the end of the body.
    fn notes(&mut self) {
        if self.footnotes.order.is_empty() {
            return;
        }
        let title = Mark::word("footnotes");
        self.put_line(&format!(
            "<section class=\"footnotes\" role=\"doc-endnotes\" aria-labelledby=\"footnotes\">\n<h2 class=\"footnotes-title\" id=\"footnotes\">{title}</h2>\n<ol>\n"
        ));
        for index in self.footnotes.order.clone() {
            let Some(note) = self.footnotes.note(index).cloned() else { continue };
            let number = note.number;
            self.put_line(&format!("<li id=\"fn-{number}\">"));
            self.run(note.events);
            let label = Mark::word("footnote-back");
            let mut back = String::new();
            for reference in 1..=note.references {
                let id = footnotes::reference_id(number, reference);
                let (which, shown) = match reference {
                    1 => (number.to_string(), String::new()),
                    more => (format!("{number}-{more}"), format!("<sup>{more}</sup>")),
                };
                back.push_str(&format!(
                    " <a role=\"doc-backlink\" href=\"#{id}\" aria-label=\"{label} {which}\">↩{shown}</a>"
                ));
            }
            // The links stand at the end of the last paragraph, if the note ends in one.
            let end = self.out.strip_suffix("</p>\n").map(str::len);
            self.out.truncate(end.unwrap_or(self.out.len()));
            self.put(&back);
            self.put(if end.is_some() { "</p>\n</li>\n" } else { "</li>\n" });
        }
        self.put("</ol>\n</section>\n");
    }
}
