//! The finished HTML cut into segments at its marks, and what can be read off it on the way: the headings, and
//! the addresses of raw HTML.
//!
//! Start at [`cut`]. It walks once over tags and text; the HTML is our own or the sanitiser's, so it is whole.

use std::ops::Range;

use super::findings::Findings;
use super::links;
use super::marks::{self, Mark, OBJECT, WORDS};
use super::raw_html::{self, Piece, Tag};
use crate::model::{Heading, Link, LinkKind, Segment};

/// A link on its way to the body's list.
pub(super) struct Slot {
    link: Link,
    /// One of raw HTML counts only once the sanitiser has let it pass; then its place in the list is known.
    kept: bool,
    is_raw: bool,
}

impl Slot {
    pub(super) fn of(link: Link) -> Self {
        Slot { link, kept: true, is_raw: false }
    }

    pub(super) fn raw(link: Link) -> Self {
        Slot { link, kept: false, is_raw: true }
    }
}

#[derive(Default)]
pub(super) struct Cut {
    pub(super) segments: Vec<Segment>,
    pub(super) headings: Vec<Heading>,
    pub(super) links: Vec<Link>,
}

pub(super) fn cut(html: &str, slots: Vec<Slot>, findings: &mut Findings) -> Cut {
    let mut cutter = Cutter { html, slots, findings, cut: Cut::default(), state: State::default() };
    for piece in raw_html::pieces(html) {
        match piece {
            Piece::Tag(tag) if tag.closing => cutter.end_tag(&tag),
            Piece::Tag(tag) => cutter.start_tag(&tag),
            Piece::Text(range) => cutter.text(range),
            Piece::Hidden(_) | Piece::Broken(_) => {}
        }
    }
    cutter.finish()
}

struct Cutter<'h, 'f> {
    html: &'h str,
    slots: Vec<Slot>,
    findings: &'f mut Findings,
    cut: Cut,
    state: State,
}

#[derive(Default)]
struct State {
    anchors: Vec<Anchor>,
    heading: Option<Heading>,
    /// The elements open in the heading's inline HTML.
    in_heading: Vec<String>,
    /// In the raised number of a footnote reference: no part of a heading's text.
    silent: usize,
}

enum Anchor {
    /// To be written later.
    Link(usize),
    /// Left as it is.
    Plain,
    /// Left as it is; its content is no part of a heading's text.
    Silent,
    /// Refused: only its content stays.
    Refused,
}

impl Cutter<'_, '_> {
    fn segment(&mut self, segment: Segment) {
        self.cut.segments.push(segment);
    }

    /// A part of the HTML goes on as it is.
    fn keep(&mut self, range: Range<usize>) {
        match self.cut.segments.last_mut() {
            _ if range.is_empty() => {}
            Some(Segment::Html(last)) if last.end == range.start => last.end = range.end,
            _ => self.cut.segments.push(Segment::Html(range)),
        }
    }

    fn word(&mut self, index: usize) {
        if let Some(word) = WORDS.get(index) {
            self.segment(Segment::Word(word));
        }
    }

    fn start_tag(&mut self, tag: &Tag) {
        match &*tag.name {
            "a" => return self.anchor(tag),
            "img" => return self.image(tag),
            "sup" if self.is(tag, "class", "footnote-ref") => self.state.silent += 1,
            name => self.heading_start(name, tag),
        }
        self.as_it_is(tag);
        self.note_in_heading(tag);
    }

    fn end_tag(&mut self, tag: &Tag) {
        match &*tag.name {
            "a" => return self.anchor_end(tag),
            "sup" if self.state.silent > 0 => {
                self.state.silent -= 1;
                return self.keep(tag.range.clone());
            }
            name if heading_level(name).is_some() => self.heading_end(),
            _ => {}
        }
        self.keep(tag.range.clone());
        self.note_in_heading(tag);
    }

    fn is(&self, tag: &Tag, attribute: &str, value: &str) -> bool {
        tag.value(self.html, attribute) == Some(value)
    }

    fn heading_start(&mut self, name: &str, tag: &Tag) {
        if let Some(level) = heading_level(name)
            && let Some(id) = tag.value(self.html, "id")
            && !self.is(tag, "class", "footnotes-title")
        {
            let id = marks::unescape(id).into_owned();
            self.state.in_heading.clear();
            self.state.heading = Some(Heading { level, id, ..Heading::default() });
        }
    }

    /// The tag goes on as written, the words in it opened.
    fn as_it_is(&mut self, tag: &Tag) {
        let mut rest = tag.range.clone();
        while let Some((before, mark, after)) = self.first_mark(&rest) {
            self.keep(before);
            if let Mark::Word(index) = mark {
                self.word(index);
            }
            rest = after;
        }
        self.keep(rest);
    }

    /// What is part of a line goes into the heading too, without ids: these must not be there twice when the
    /// heading is repeated in a table of contents.
    fn note_in_heading(&mut self, tag: &Tag) {
        let Some(heading) = &mut self.state.heading else { return };
        if self.state.silent > 0 {
            return;
        }
        if !INLINE.contains(&&*tag.name) {
            heading.html.push(' ');
            heading.text.push(' ');
        } else if !tag.closing {
            let id = tag.attribute("id").map(|id| id.range.clone());
            let id = id.unwrap_or(tag.range.end..tag.range.end);
            heading.html.push_str(self.html[tag.range.start..id.start].trim_end());
            heading.html.push_str(&self.html[id.end..tag.range.end]);
            self.state.in_heading.push(tag.name.to_string());
        } else if self.state.in_heading.last().is_some_and(|open| *open == tag.name) {
            self.state.in_heading.pop();
            heading.html.push_str(&self.html[tag.range.clone()]);
        }
    }

    fn heading_end(&mut self) {
        let Some(mut heading) = self.state.heading.take() else { return };
        while let Some(name) = self.state.in_heading.pop() {
            heading.html.push_str(&format!("</{name}>"));
        }
        heading.html = heading.html.trim().to_owned();
        heading.text = heading.text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.cut.headings.push(heading);
    }

    fn anchor(&mut self, tag: &Tag) {
        let address = tag.value(self.html, "href").unwrap_or("");
        // Only we write these two attributes: on self links and on the links of footnotes.
        let silent = tag.value(self.html, "tabindex").is_some() || tag.value(self.html, "role").is_some();
        // A browser's rules let a link into a link where a table is between; only the outer one stays.
        let is_within = self.state.anchors.iter().any(|anchor| !matches!(anchor, Anchor::Refused));
        let anchor = match self.link(address, tag) {
            _ if is_within => Anchor::Refused,
            Some(Ok(index)) => {
                self.segment(Segment::LinkOpen(index));
                Anchor::Link(index)
            }
            Some(Err(())) => Anchor::Refused,
            None => {
                self.as_it_is(tag);
                if silent { Anchor::Silent } else { Anchor::Plain }
            }
        };
        self.state.silent += usize::from(matches!(anchor, Anchor::Silent));
        self.state.anchors.push(anchor);
    }

    fn anchor_end(&mut self, tag: &Tag) {
        match self.state.anchors.pop() {
            Some(Anchor::Link(index)) => {
                self.check_words(index);
                self.segment(Segment::LinkClose(index));
            }
            Some(Anchor::Refused) => {}
            Some(Anchor::Silent) => {
                self.state.silent = self.state.silent.saturating_sub(1);
                self.keep(tag.range.clone());
            }
            Some(Anchor::Plain) | None => self.keep(tag.range.clone()),
        }
    }

    /// A link that ends right where it begins can't be seen, and is read out as nothing.
    fn check_words(&mut self, index: usize) {
        let is_blank = |segment: &Segment| match segment {
            Segment::Html(range) => self.html[range.clone()].trim().is_empty(),
            _ => false,
        };
        let last = self.cut.segments.iter().rev().find(|segment| !is_blank(segment));
        let is_empty = matches!(last, Some(Segment::LinkOpen(open)) if *open == index);
        if let Some(slot) = self.slots.get(index).filter(|slot| is_empty && !slot.link.target.is_empty()) {
            let target = &slot.link.target;
            let hint = match slot.is_raw {
                false => format!("write them between the square brackets: [The report]({target})"),
                true => "write them between <a …> and </a>".to_owned(),
            };
            self.findings
                .error("link-words", "This link has no words that could be read or chosen.", slot.link.range.clone())
                .hint(hint);
        }
    }

    fn image(&mut self, tag: &Tag) {
        let Some(address) = tag.attribute("src") else { return self.as_it_is(tag) };
        let alt = tag.attribute("alt").map_or(0..0, |alt| alt.value.clone());
        match self.link(&self.html[address.value.clone()], tag) {
            Some(Ok(index)) => {
                self.keep(tag.range.start..address.value.start);
                self.segment(Segment::ImageSrc(index));
                self.keep(address.value.end..tag.range.end);
            }
            Some(Err(())) => self.keep(alt.clone()),
            None => self.as_it_is(tag),
        }
        if let Some(heading) = &mut self.state.heading {
            let alt = &self.html[alt];
            heading.html.push_str(alt);
            heading.text.push_str(&marks::unescape(alt));
        }
    }

    /// The link an address's mark stands for; an error where it must not be linked, `None` without a mark.
    fn link(&mut self, address: &str, tag: &Tag) -> Option<Result<usize, ()>> {
        let (index, written) = match Mark::first(address)? {
            (_, Mark::Link(index), _) => return Some(Ok(index)),
            (_, Mark::RawLink(index), written) => (index, marks::unescape(written)),
            _ => return None,
        };
        let value = |name: &str| marks::unescape(tag.value(self.html, name).unwrap_or("")).into_owned();
        let slot = self.slots.get_mut(index)?;
        if let Some(scheme) = links::unsafe_scheme(&written) {
            self.findings.unsafe_link(&scheme, slot.link.range.clone());
            return Some(Err(()));
        }
        slot.kept = true;
        slot.link.target = written.into_owned();
        slot.link.title = value("title");
        slot.link.alt = value("alt");
        if slot.link.kind == LinkKind::Link {
            let others = tag.attributes.iter().filter(|attribute| !matches!(&*attribute.name, "href" | "title"));
            slot.link.attributes =
                others.map(|attribute| (attribute.name.to_string(), value(&attribute.name))).collect();
        } else if let Some(size) = tag.attribute("width").or_else(|| tag.attribute("height")) {
            slot.link.attributes = vec![(size.name.to_string(), value(&size.name))];
        }
        Some(Ok(index))
    }

    /// The first mark in a part of the HTML, with what stands before it and after it.
    fn first_mark(&self, range: &Range<usize>) -> Option<(Range<usize>, Mark, Range<usize>)> {
        let (before, mark, after) = Mark::first(&self.html[range.clone()])?;
        Some((range.start..range.start + before.len(), mark, range.end - after.len()..range.end))
    }

    fn text(&mut self, range: Range<usize>) {
        let mut rest = range;
        while let Some((before, mark, after)) = self.first_mark(&rest) {
            self.words(before);
            match mark {
                Mark::Figure(index) => {
                    self.segment(Segment::Figure(index));
                    self.object(index);
                }
                Mark::Word(index) => self.word(index),
                Mark::Task(done) => {
                    let (input, label) = if done { (TICKED, "task-done") } else { (OPEN, "task-open") };
                    self.segment(Segment::Fixed(input));
                    self.segment(Segment::Word(label));
                    self.segment(Segment::Fixed("\">"));
                }
                Mark::Link(_) | Mark::RawLink(_) => {}
            }
            rest = after;
        }
        self.words(rest);
    }

    fn object(&mut self, index: usize) {
        if let Some(heading) = &mut self.state.heading {
            heading.html.push(OBJECT);
            heading.text.push(OBJECT);
            heading.figures.push(index);
        }
    }

    fn words(&mut self, range: Range<usize>) {
        self.keep(range.clone());
        if self.state.silent == 0
            && let Some(heading) = &mut self.state.heading
        {
            let html = &self.html[range];
            heading.html.push_str(html);
            heading.text.push_str(&marks::unescape(html));
        }
    }

    fn finish(mut self) -> Cut {
        let mut places = Vec::with_capacity(self.slots.len());
        for slot in self.slots {
            places.push(self.cut.links.len());
            if slot.kept {
                self.cut.links.push(slot.link);
            }
        }
        for segment in &mut self.cut.segments {
            if let Segment::LinkOpen(index) | Segment::LinkClose(index) | Segment::ImageSrc(index) = segment {
                *index = places.get(*index).copied().unwrap_or(*index);
            }
        }
        // Room to spare adds up over thousands of pages.
        self.cut.segments.shrink_to_fit();
        self.cut.headings.shrink_to_fit();
        self.cut.links.shrink_to_fit();
        self.cut
    }
}

/// The boxes of tasks, up to their label.
const TICKED: &str = "<input type=\"checkbox\" disabled checked aria-label=\"";
const OPEN: &str = "<input type=\"checkbox\" disabled aria-label=\"";

const INLINE: [&str; 27] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q",
    "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var",
];

fn heading_level(name: &str) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}
