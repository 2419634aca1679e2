//! The elements that need more than an opening and a closing tag: headings, links, images and code.
//!
//! Each function belongs to [`Renderer`] and is called from `render`.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::footnotes;
use super::highlight::{Highlighted, highlighted};
use super::links;
use super::marks::{self, Mark};
use super::render::Renderer;
use super::segments::Slot;
use crate::model::{Link, LinkKind};

// Written out, since `format!` for each is a thirtieth of what parsing takes.
const HEADING_STARTS: [&str; 6] = ["<h1", "<h2", "<h3", "<h4", "<h5", "<h6"];
const HEADING_ENDS: [&str; 6] = ["</h1>\n", "</h2>\n", "</h3>\n", "</h4>\n", "</h5>\n", "</h6>\n"];

/// The heading being written.
#[derive(Default)]
pub(super) struct OpenHeading {
    id: String,
    /// Braces at its end that are text.
    braces: String,
}

impl<'s> Renderer<'s> {
    pub(super) fn heading_start(&mut self, tag: &Tag<'s>, content: Range<usize>, place: &Range<usize>) {
        let Tag::Heading { level, id, classes, attrs } = tag else { return };
        let level = *level as u8;
        let braces = if id.is_none() && classes.is_empty() { self.braces(&content, place) } else { "" };
        self.heading = OpenHeading { id: String::new(), braces: self.source.restored(braces) };
        self.line();
        self.put(HEADING_STARTS[usize::from(level - 1)]);
        if self.manner.dress {
            self.check_level(level, place);
            let id = id.as_ref().map(|id| marks::neutral(id).into_owned()).unwrap_or_else(|| {
                let id = self.anchors.make(&marks::without(&(self.plain_text(content) + " " + braces)));
                self.ids.push(id.clone());
                id
            });
            self.heading.id = marks::escaped(&id);
            self.out.extend([" id=\"", &self.heading.id, "\""]);
        }
        let classes: Vec<_> = classes.iter().map(|class| marks::escaped(&marks::neutral(class))).collect();
        if !classes.is_empty() {
            self.put(&format!(" class=\"{}\"", classes.join(" ")));
        }
        self.put(">");
        if braces.is_empty()
            && let Some((name, _)) = attrs.first()
        {
            let message = format!("\"{}\" in the braces of this heading has no effect.", self.source.restored(name));
            self.findings
                .warn("heading-attribute", message, self.source.place(place))
                .hint("the braces take a name for links, and classes: {#my-name .my-class}");
        }
    }

    /// The braces at a heading's end. The parser takes any for attributes, also those of "The set {a, b}".
    fn braces(&self, content: &Range<usize>, place: &Range<usize>) -> &'s str {
        let inner = self.events.get(content.clone()).unwrap_or_default();
        let text_end = inner.iter().map(|(_, range)| range.end).max().unwrap_or(place.start);
        let tail = self.source.text.get(text_end..place.end).unwrap_or("");
        let braces = tail.find('{').and_then(|open| tail.get(open..tail.rfind('}')? + 1));
        braces.unwrap_or("")
    }

    fn check_level(&mut self, level: u8, place: &Range<usize>) {
        let place = self.source.place(place);
        if level == 1 {
            self.findings.heading_level(place);
        } else if level > self.level + 1 {
            let fitting = "#".repeat(usize::from(self.level) + 1);
            let written = "#".repeat(usize::from(level));
            self.findings
                .warn(
                    "heading-skip",
                    format!("This heading skips a level: {written} where {fitting} comes next."),
                    place,
                )
                .hint("readers who use a screen reader go by the levels; choose the size in the style sheet");
        }
        self.level = level;
    }

    pub(super) fn heading_end(&mut self, level: u8) {
        let OpenHeading { id, braces } = std::mem::take(&mut self.heading);
        if !braces.is_empty() {
            if !self.out.ends_with('>') {
                self.put(" ");
            }
            marks::escape(&mut self.out, &braces);
        }
        if self.manner.dress {
            // A convenience for the mouse, kept from screen readers and the keyboard: the heading reads clean.
            self.out.extend(["<a class=\"anchor\" href=\"#", &id, "\" aria-hidden=\"true\" tabindex=\"-1\">#</a>"]);
        }
        self.put(HEADING_ENDS[usize::from(level - 1)]);
    }

    pub(super) fn link_start(&mut self, kind: LinkType, target: &str, title: &str, place: &Range<usize>) {
        let target = if kind == LinkType::Email { format!("mailto:{target}") } else { target.to_owned() };
        if !self.manner.open_links {
            let href = marks::escaped(&links::encoded(&target));
            let title = title_attribute(title);
            return self.put(&format!("<a href=\"{href}\"{title}>"));
        }
        let slot = self.slot(LinkKind::Link, &target, title, String::new(), place);
        self.open_links.push(slot.is_some());
        if let Some(mark) = slot {
            self.put(&format!("<a href=\"{mark}\">"));
        }
    }

    pub(super) fn link_end(&mut self) {
        if !self.manner.open_links || self.open_links.pop().unwrap_or(false) {
            self.put("</a>");
        }
    }

    /// Takes a link or image into the list, if its address may be linked.
    fn slot(&mut self, kind: LinkKind, target: &str, title: &str, alt: String, place: &Range<usize>) -> Option<Mark> {
        let range = self.source.place(place);
        let has_figure = |text: &str| Mark::first(text).is_some() || text.contains("{{");
        if has_figure(title) {
            self.findings.misplaced_figure("the title of a link or image", range.clone());
        }
        if has_figure(target) {
            self.findings.misplaced_figure("the address of a link or image", range);
            return None;
        }
        let (target, title) = (self.source.restored(target), self.source.restored(title));
        if let Some(scheme) = links::unsafe_scheme(&target) {
            self.findings.unsafe_link(&scheme, range);
            return None;
        }
        self.slots.push(Slot::of(Link { target, title, range, alt, ..Link::new(kind) }));
        Some(Mark::Link(self.slots.len() - 1))
    }

    /// An image, its title as an attribute or left to a caption.
    pub(super) fn image(
        &mut self,
        target: &str,
        title: &str,
        content: Range<usize>,
        place: &Range<usize>,
        with_title: bool,
    ) {
        let alt = self.plain_text(content);
        let has_figure = Mark::first(&alt).is_some();
        let alt = self.source.restored(&alt);
        let alt_html = marks::escaped(&alt);
        let title_html = if with_title { title_attribute(&self.source.restored(title)) } else { String::new() };
        if !self.manner.open_links {
            let src = marks::escaped(&links::encoded(target));
            return self.put(&format!("<img src=\"{src}\" alt=\"{alt_html}\"{title_html}>"));
        }
        let range = self.source.place(place);
        if has_figure {
            self.findings.misplaced_figure("the description of an image", range.clone());
        }
        if alt.trim().is_empty() {
            self.findings.missing_alt(range);
        }
        match self.slot(LinkKind::Image, target, title, alt, place) {
            Some(mark) => self.put(&format!(
                "<img src=\"{mark}\" alt=\"{alt_html}\"{title_html} loading=\"lazy\" decoding=\"async\">"
            )),
            None => self.put(&alt_html),
        }
    }

    /// An image alone in its paragraph, its title as a caption; returns where to go on.
    pub(super) fn captioned(&mut self, at: usize) -> Option<usize> {
        let (Event::Start(Tag::Image { dest_url, title, .. }), place) = self.events.get(at + 1)? else { return None };
        let end = footnotes::after(self.events, at + 1);
        let alone = matches!(self.events.get(end), Some((Event::End(TagEnd::Paragraph), _)));
        if !alone || title.is_empty() || !self.manner.dress {
            return None;
        }
        self.line();
        self.put("<figure>");
        self.image(dest_url, title, at + 2..end, place, false);
        let caption = marks::escaped(&self.source.restored(title));
        self.put(&format!("<figcaption>{caption}</figcaption></figure>\n"));
        Some(end + 1)
    }

    /// The text of some events without markup, the marks of figures still in it.
    fn plain_text(&self, content: Range<usize>) -> String {
        let mut text = String::new();
        for (event, range) in self.events.get(content).unwrap_or_default() {
            match event {
                Event::Text(part) if part.as_ref() == self.source.slice(range) => text.push_str(part),
                Event::Text(part) | Event::Code(part) => text.push_str(&marks::neutral(part)),
                // As the specification's own examples have it.
                Event::InlineHtml(html) if !self.manner.sanitise => text.push_str(html),
                Event::SoftBreak | Event::HardBreak => text.push(if self.manner.dress { ' ' } else { '\n' }),
                _ => {}
            }
        }
        text
    }

    pub(super) fn code_block(&mut self, info: &str, content: Range<usize>, place: &Range<usize>) {
        let mut code = String::new();
        for (event, _) in self.events.get(content).unwrap_or_default() {
            if let Event::Text(text) = event {
                code.push_str(&self.source.restored(text));
            }
        }
        let name = self.source.restored(info.split_ascii_whitespace().next().unwrap_or(""));
        let language = name.split([',', '{']).next().unwrap_or("");
        let mut html = None;
        if self.manner.dress && !language.is_empty() {
            match highlighted(language, &code) {
                Highlighted::Html(highlighted) => {
                    self.has_code = true;
                    html = Some(highlighted);
                }
                Highlighted::Plain => {}
                Highlighted::Unknown(meant) => {
                    let line = place.start..place.start + self.source.slice(place).find('\n').unwrap_or(0);
                    let message =
                        format!("The code block's language \"{language}\" is not known, so it gets no colours.");
                    let finding = self.findings.warn("unknown-code-language", message, self.source.place(&line));
                    finding.hints.extend(meant);
                    finding.hint("\"text\" is for what is in no language");
                }
            }
        }
        self.line();
        self.put(match (self.manner.dress, html.is_some()) {
            (false, _) => "<pre>",
            (true, false) => "<pre tabindex=\"0\">",
            (true, true) => "<pre class=\"hl-code\" tabindex=\"0\">",
        });
        match name.as_str() {
            "" => self.put("<code>"),
            name => self.put(&format!("<code class=\"language-{}\">", marks::escaped(name))),
        }
        self.put(&html.unwrap_or_else(|| marks::escaped(&code)));
        self.put("</code></pre>\n");
    }
}

fn title_attribute(title: &str) -> String {
    if title.is_empty() { String::new() } else { format!(" title=\"{}\"", marks::escaped(title)) }
}
