//! A page's text as HTML, cut where something is only known when the whole portfolio is: addresses, figures,
//! and words of the theme.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::escape::{resolve_predefined_entity, unescape_with};

/// How the classes of highlighted code begin.
pub const CODE_CLASSES: &str = "hl-";

#[derive(Debug, Clone, Default)]
pub struct Body {
    /// The HTML, which [`Segment::Html`] points into; what stands between the segments is not to be written.
    pub html: Box<str>,
    /// The HTML, cut where something is only known later.
    pub segments: Vec<Segment>,
    /// In order. A heading in raw HTML is among them if it has an id.
    pub headings: Vec<Heading>,
    /// Every link and image of the Markdown and of its raw HTML, in order; links within the page made by us
    /// (footnotes, anchors) are plain HTML, and refused ones are left out.
    pub links: Vec<Link>,
    pub figures: Vec<Figure>,
    /// Every id an address can end in (`page.md#id`): headings and what raw HTML names.
    pub ids: Vec<String>,
    /// A highlighted code block is in it.
    pub has_code: bool,
}

impl Body {
    /// The HTML of a segment.
    pub fn part(&self, range: &Range<usize>) -> &str {
        self.html.get(range.clone()).unwrap_or_default()
    }

    /// The words alone, for a search: without tags, and without figures, which are not known yet.
    pub fn words(&self) -> String {
        let mut words = String::new();
        // Pictures' tags are cut within an attribute.
        let mut place = Place::Text;
        for segment in &self.segments {
            let Segment::Html(range) = segment else { continue };
            let mut rest = self.part(range);
            while !rest.is_empty() {
                let end = match place {
                    Place::Text => rest.find('<'),
                    Place::Tag => rest.find(['>', '"', '\'']),
                    Place::Value(quote) => rest.find(quote),
                };
                let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
                if matches!(place, Place::Text) {
                    words.push_str(&unescape(part));
                }
                let mut after = after.chars();
                place = match (place, after.next()) {
                    (Place::Text, Some(_)) => Place::Tag,
                    (Place::Tag, Some('>')) => {
                        words.push(' ');
                        Place::Text
                    }
                    (Place::Tag, Some(quote)) => Place::Value(quote),
                    (Place::Value(_), Some(_)) => Place::Tag,
                    (place, None) => place,
                };
                rest = after.as_str();
            }
        }
        words
    }

    /// Everything on the page that a link can point at.
    pub fn anchors(&self) -> impl Iterator<Item = &str> {
        self.ids.iter().map(String::as_str)
    }
}

/// Where in finished HTML.
#[derive(Clone, Copy)]
enum Place {
    Text,
    Tag,
    /// Within these quotes.
    Value(char),
}

/// A reference that is not known stays as it is.
fn unescape(html: &str) -> Cow<'_, str> {
    let known = |name: &str| if name == "nbsp" { Some("\u{a0}") } else { resolve_predefined_entity(name) };
    unescape_with(html, known).unwrap_or(Cow::Borrowed(html))
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// A part of [`Body::html`].
    Html(Range<usize>),
    /// HTML that is the same wherever it stands.
    Fixed(&'static str),
    /// The whole start tag of `links[i]`.
    LinkOpen(usize),
    LinkClose(usize),
    /// The value of the `src` attribute, in double quotes.
    ImageSrc(usize),
    Figure(usize),
    /// A word of the theme, by its key in the theme's wording. It may stand in an attribute in double quotes.
    Word(&'static str),
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    pub id: String,
    /// Inline HTML without links, pictures and ids. A figure is left out as U+FFFC.
    pub html: String,
    pub text: String,
    /// The figures left out, in order.
    pub figures: Vec<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    Link,
    Image,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub kind: LinkKind,
    /// As written; nothing is percent-decoded.
    pub target: String,
    pub title: String,
    pub range: Range<usize>,
    /// Of images.
    pub alt: String,
    /// What else a link of raw HTML carries (`class`, `lang` …), to be written with it. Of a picture there: the width or
    /// height that it states itself.
    pub attributes: Vec<(String, String)>,
}

impl Link {
    pub fn new(kind: LinkKind) -> Self {
        let (target, title, alt) = (String::new(), String::new(), String::new());
        Link { kind, target, title, range: 0..0, alt, attributes: Vec::new() }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    pub name: String,
    /// Key, value and the range of the whole `key="value"`.
    pub arguments: Vec<(String, String, Range<usize>)>,
    pub range: Range<usize>,
    pub name_range: Range<usize>,
}
