//! Raw HTML through an allow-list.
//!
//! Two steps. [`Tidy::raw`] takes each piece of raw HTML as it is met: it leaves out and reports what
//! [`allowed`] doesn't allow, opens addresses for the link check, and writes every tag anew, so that no open
//! quote can swallow what follows. [`clean`] then gives the whole body to the sanitiser, which balances the
//! tags (raw HTML may open in one block and close in another) and holds the allow-list a second time.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use ammonia::Builder;

use super::findings::Findings;
use super::instead;
use super::marks::{self, Mark};
use super::raw_html::{self, Attribute, Piece, Raw, Tag};
use super::segments::Slot;
use super::source::Source;
use crate::model::{Link, LinkKind};

#[rustfmt::skip]
const TAGS: &[&str] = &[
    "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col",
    "colgroup", "data", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "footer", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp",
    "rt", "ruby", "s", "samp", "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td",
    "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr",
];
const ATTRIBUTES: &[&str] = &["aria-hidden", "aria-label", "class", "dir", "id", "lang", "title"];
const TAG_ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href", "hreflang"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("data", &["value"]),
    ("del", &["datetime"]),
    ("details", &["name", "open"]),
    ("img", &["alt", "decoding", "height", "loading", "src", "width"]),
    ("ins", &["datetime"]),
    ("li", &["value"]),
    ("ol", &["reversed", "start", "type"]),
    ("td", &["colspan", "headers", "rowspan"]),
    ("th", &["abbr", "colspan", "headers", "rowspan", "scope"]),
    ("time", &["datetime"]),
];
/// What only we write: the sanitiser lets it pass, the author's own is left out before.
const OURS: &[(&str, &str, &str)] = &[
    ("a", "role", "doc-noteref"),
    ("a", "role", "doc-backlink"),
    ("a", "tabindex", "-1"),
    ("div", "role", "note"),
    ("div", "role", "region"),
    ("div", "tabindex", "0"),
    ("pre", "tabindex", "0"),
    ("section", "aria-labelledby", "footnotes"),
    ("section", "role", "doc-endnotes"),
    ("th", "scope", "col"),
];
/// Elements whose content is no text for readers: it goes with them.
#[rustfmt::skip]
const WITH_CONTENT: &[&str] = &[
    "applet", "audio", "canvas", "iframe", "math", "noembed", "noframes", "noscript", "object", "script", "select",
    "style", "svg", "template", "textarea", "title", "video", "xmp",
];

/// Elements without an end tag, or whose end tag may be left out.
#[rustfmt::skip]
const CLOSE_THEMSELVES: &[&str] = &[
    "br", "col", "colgroup", "dd", "dt", "hr", "img", "li", "p", "rp", "rt", "tbody", "td", "tfoot", "th", "thead",
    "tr", "wbr",
];

static BUILDER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    let attributes = TAG_ATTRIBUTES.iter().map(|(tag, names)| (*tag, names.iter().copied().collect::<HashSet<_>>()));
    builder
        .tags(TAGS.iter().copied().collect())
        .generic_attributes(ATTRIBUTES.iter().copied().collect())
        .tag_attributes(attributes.collect::<HashMap<_, _>>())
        .link_rel(None)
        // Every address is a mark by now; what isn't (but for our own jumps within the page) has slipped through.
        .attribute_filter(|_, name, value| match name {
            "href" if value.starts_with('#') || Mark::begins(value) => Some(Cow::Borrowed(value)),
            "src" if Mark::begins(value) => Some(Cow::Borrowed(value)),
            "href" | "src" => None,
            _ => Some(Cow::Borrowed(value)),
        });
    for (tag, attribute, value) in OURS {
        builder.add_tag_attribute_values(*tag, *attribute, [*value]);
    }
    builder
});

/// The whole body's HTML, balanced and with nothing in it but what is allowed.
pub(super) fn clean(html: &str) -> String {
    BUILDER.clean(html).to_string()
}

fn allowed_tag(tag: &str) -> bool {
    TAGS.contains(&tag)
}

fn allowed(tag: &str, attribute: &str) -> bool {
    ATTRIBUTES.contains(&attribute)
        || TAG_ATTRIBUTES.iter().any(|(name, attributes)| *name == tag && attributes.contains(&attribute))
}

/// An element that has to go with its content, named by a start tag.
pub(super) fn hides_content(html: &str) -> Option<String> {
    match raw_html::pieces(html).next() {
        Some(Piece::Tag(tag)) if !tag.closing && WITH_CONTENT.contains(&&*tag.name) => Some(tag.name.into_owned()),
        _ => None,
    }
}

/// Whether this is the end tag of an element.
pub(super) fn closes(html: &str, name: &str) -> bool {
    matches!(raw_html::pieces(html).next(), Some(Piece::Tag(tag)) if tag.closing && tag.name == name)
}

/// The ids given in raw HTML, each with its range in the parser's text.
pub(super) fn ids(raw: &Raw) -> Vec<(String, Range<usize>)> {
    let tags = raw_html::pieces(&raw.html).filter_map(|piece| match piece {
        Piece::Tag(tag) if !tag.closing && allowed_tag(&tag.name) => Some(tag),
        _ => None,
    });
    tags.filter_map(|tag| {
        let attribute = tag.attributes.into_iter().find(|attribute| attribute.name == "id")?;
        Some((raw.html.get(attribute.value)?.to_owned(), raw.place(attribute.range)))
    })
    .collect()
}

pub(super) struct Tidy<'t> {
    pub(super) source: &'t Source<'t>,
    pub(super) slots: &'t mut Vec<Slot>,
    pub(super) findings: &'t mut Findings,
    /// The raw tags open so far, with their place in the file.
    pub(super) open: &'t mut Vec<(String, Range<usize>)>,
    pub(super) out: &'t mut String,
}

impl Tidy<'_> {
    pub(super) fn raw(&mut self, raw: &Raw) {
        let html = raw.html.as_str();
        let mut pieces = raw_html::pieces(html);
        while let Some(piece) = pieces.next() {
            match piece {
                Piece::Text(range) => {
                    let text = html[range].replace("\\{{", "{{").replace('<', "&lt;").replace('>', "&gt;");
                    self.text(&text);
                }
                Piece::Tag(tag) if allowed_tag(&tag.name) => self.tag(raw, &tag),
                Piece::Tag(tag) if tag.closing => {}
                Piece::Tag(tag) => {
                    let message = format!("The HTML tag <{}> is not allowed here and was left out.", tag.name);
                    let hint = instead::of(html, &tag);
                    self.warn(raw, tag.range, message).hint(hint);
                    if WITH_CONTENT.contains(&&*tag.name) {
                        pieces.skip_content(&tag.name);
                    }
                }
                Piece::Hidden(range) if html[range.clone()].starts_with("<!--") => {}
                Piece::Hidden(range) => {
                    self.warn(raw, range, "This is not allowed here and was left out.".to_owned());
                }
                Piece::Broken(range) => {
                    self.warn(raw, range, "This HTML has no end and was left out.".to_owned())
                        .hint("is a \">\" or a quotation mark missing?");
                }
            }
        }
    }

    fn warn(&mut self, raw: &Raw, range: Range<usize>, message: String) -> &mut super::findings::Finding {
        let place = self.source.place(&raw.place(range));
        self.findings.warn("html-removed", message, place)
    }

    /// Text of raw HTML: marks of figures pass, character references are left for the sanitiser to read.
    fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some((before, mark, after)) = Mark::first(rest) {
            self.out.push_str(&marks::neutral_html(before));
            if matches!(mark, Mark::Figure(_)) {
                self.out.push_str(&mark.to_string());
            }
            rest = after;
        }
        self.out.push_str(&marks::neutral_html(rest));
    }

    fn tag(&mut self, raw: &Raw, tag: &Tag) {
        self.balance(raw, tag);
        if tag.closing {
            self.out.push_str(&format!("</{}>", tag.name));
            return;
        }
        if tag.name == "h1" {
            self.findings.heading_level(self.source.place(&raw.place(tag.range.clone())));
        }
        self.out.push_str(&format!("<{}", tag.name));
        for attribute in &tag.attributes {
            if allowed(&tag.name, &attribute.name) {
                self.attribute(raw, tag, attribute);
                continue;
            }
            let message =
                format!("The attribute \"{}\" of <{}> is not allowed here and was left out.", attribute.name, tag.name);
            let finding = self.warn(raw, attribute.range.clone(), message);
            if attribute.name == "style" {
                finding.hint("give it a class and style the class in the theme's style sheet");
            }
        }
        if tag.name == "img" {
            for (name, value) in [("loading", "lazy"), ("decoding", "async")] {
                if tag.value(&raw.html, name).is_none() {
                    self.out.push_str(&format!(" {name}=\"{value}\""));
                }
            }
            if tag.value(&raw.html, "alt").is_none() {
                self.findings.missing_alt(self.source.place(&raw.place(tag.range.clone())));
            }
        }
        self.out.push('>');
    }

    /// Keeps account of what is open: the sanitiser closes what is not, but hardly where the author meant it.
    fn balance(&mut self, raw: &Raw, tag: &Tag) {
        if CLOSE_THEMSELVES.contains(&&*tag.name) {
            return;
        }
        let place = self.source.place(&raw.place(tag.range.clone()));
        if !tag.closing {
            self.open.push((tag.name.to_string(), place));
            return;
        }
        match self.open.iter().rposition(|(name, _)| *name == tag.name) {
            Some(at) => {
                for (name, place) in self.open.split_off(at).into_iter().skip(1) {
                    self.findings.unclosed(&name, place);
                }
            }
            None => {
                let message = format!("</{0}> closes nothing here: no <{0}> is open.", tag.name);
                self.findings.warn("html-unbalanced", message, place);
            }
        }
    }

    fn attribute(&mut self, raw: &Raw, tag: &Tag, attribute: &Attribute) {
        let written = &raw.html[attribute.value.clone()];
        if written.contains("{{") {
            let place = self.source.place(&raw.place(attribute.range.clone()));
            self.findings.misplaced_figure("an attribute of an HTML tag", place);
        }
        let value = marks::neutral_html(&self.source.restored(written)).replace('"', "&quot;");
        let kind = match (&*tag.name, &*attribute.name) {
            ("a", "href") => Some(LinkKind::Link),
            ("img", "src") => Some(LinkKind::Image),
            _ => None,
        };
        self.out.push_str(&format!(" {}=\"", attribute.name));
        if let Some(kind) = kind {
            let range = if attribute.value.is_empty() { attribute.range.clone() } else { attribute.value.clone() };
            let range = self.source.place(&raw.place(range));
            self.out.push_str(&Mark::RawLink(self.slots.len()).to_string());
            self.slots.push(Slot::raw(Link { range, ..Link::new(kind) }));
        }
        self.out.push_str(&value);
        self.out.push('"');
    }
}
