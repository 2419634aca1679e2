//! Markdown to HTML in segments, with everything in it that later stages check or fill in.
//!
//! Start at [`markdown`]. 1. `source`: figures are found and replaced by marks. 2. pulldown-cmark parses.
//! 3. `footnotes` and `anchors` look through the events for what has to be known beforehand. 4. `render` writes
//! the HTML, raw HTML through `sanitise`. 5. `segments` cuts it at the marks. Every range in a [`Body`] is
//! in the whole file.

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::findings::Findings;
pub use super::marks::WORDS;
use super::render::Renderer;
use super::segments::{self, Cut};
use super::source::Source;
use super::{footnotes, lost_links, lost_markup, sanitise};
use crate::diagnostic::{Checked, TextFile};
use crate::fields::invisible_name;
use crate::model::Body;

/// What is done beyond plain CommonMark. The specification's examples are tried without most of it.
#[derive(Clone, Copy)]
pub(super) struct Manner {
    pub(super) syntax: Options,
    /// Raw HTML goes through the allow-list.
    pub(super) sanitise: bool,
    /// Addresses are checked and left open for later; otherwise they are written.
    pub(super) open_links: bool,
    /// Anchors, captions, wrapped tables, highlighted code and the like.
    pub(super) dress: bool,
}

const EXTENSIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);

const SITE: Manner = Manner {
    syntax: EXTENSIONS.union(Options::ENABLE_SMART_PUNCTUATION),
    sanitise: true,
    open_links: true,
    dress: true,
};

/// Reads `file.text[body_start..]`.
pub fn markdown(file: &TextFile, body_start: usize) -> Checked<Body> {
    let mut findings = Findings::default();
    let source = Source::new(file, body_start, SITE, &mut findings);
    // About as many as prose has, so that most need not grow.
    let mut events = Vec::with_capacity(source.text.len() / 16);
    events.extend(Parser::new_ext(&source.text, SITE.syntax).into_offset_iter());
    footnotes::report_unknown(&events, &source, &mut findings);
    lost_links::report(&events, &source, &mut findings);
    lost_markup::report(&events, &source, &mut findings);
    report_breaks(file, body_start, &mut findings);
    let rendered = Renderer::new(&events, &source, SITE, findings).document();
    let html = if rendered.has_raw_html { sanitise::clean(&rendered.html) } else { rendered.html };
    let mut findings = rendered.findings;
    let Cut { segments, headings, links } = segments::cut(&html, rendered.slots, &mut findings);
    let body = Body {
        html: html.into(),
        segments,
        headings,
        links,
        figures: source.figures.clone(),
        ids: rendered.ids,
        has_code: rendered.has_code,
    };
    Checked::new(body, findings.diagnostics(file))
}

/// Does a place in a text lie in a block of code?
pub(super) fn is_code(text: &str, at: usize) -> bool {
    let mut events = Parser::new_ext(text, SITE.syntax).into_offset_iter();
    events.any(|(event, range)| matches!(event, Event::Start(Tag::CodeBlock(_))) && range.contains(&at))
}

/// Where a word processor broke a line or a page, its words would run together.
fn report_breaks(file: &TextFile, body_start: usize, findings: &mut Findings) {
    let body = file.text.get(body_start..).unwrap_or_default();
    for at in memchr::memchr2_iter(b'\x0b', b'\x0c', body.as_bytes()) {
        let name = invisible_name(char::from(body.as_bytes()[at])).unwrap_or_default();
        findings.invisible(name, body_start + at..body_start + at + 1);
    }
}

/// A body as plain HTML with the addresses as written: the same code as [`markdown`] without what goes beyond
/// the specification, to be tried on its examples.
pub fn commonmark_html(text: &str) -> String {
    let manner = Manner { syntax: EXTENSIONS, sanitise: false, open_links: false, dress: false };
    let file = TextFile::new("", text);
    let mut findings = Findings::default();
    let source = Source::new(&file, 0, manner, &mut findings);
    let events: Vec<_> = Parser::new_ext(&source.text, manner.syntax).into_offset_iter().collect();
    Renderer::new(&events, &source, manner, findings).document().html
}
