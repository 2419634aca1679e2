//! HTML taken apart into tags and text, with the place of every part. It judges nothing.
//!
//! Start at [`pieces`]. It reads the author's raw HTML (before the allow-list) and our own finished HTML
//! (when it is cut). [`Raw`] holds raw HTML that came in several lines and knows where each stood.

use std::borrow::Cow;
use std::ops::Range;

/// Ranges are in the HTML that was taken apart.
pub(super) enum Piece<'h> {
    Text(Range<usize>),
    Tag(Tag<'h>),
    /// A comment, declaration or processing instruction.
    Hidden(Range<usize>),
    /// A tag or comment that does not end.
    Broken(Range<usize>),
}

pub(super) struct Tag<'h> {
    /// In small letters.
    pub(super) name: Cow<'h, str>,
    pub(super) closing: bool,
    pub(super) range: Range<usize>,
    pub(super) attributes: Vec<Attribute<'h>>,
}

pub(super) struct Attribute<'h> {
    /// In small letters.
    pub(super) name: Cow<'h, str>,
    /// Name and value.
    pub(super) range: Range<usize>,
    /// Without quotes; empty where there is none.
    pub(super) value: Range<usize>,
}

impl Tag<'_> {
    pub(super) fn value<'t>(&self, html: &'t str, name: &str) -> Option<&'t str> {
        html.get(self.attribute(name)?.value.clone())
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&Attribute<'_>> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }
}

pub(super) struct Pieces<'h> {
    html: &'h str,
    at: usize,
}

pub(super) fn pieces(html: &str) -> Pieces<'_> {
    Pieces { html, at: 0 }
}

impl<'h> Pieces<'h> {
    /// Goes on behind the end tag of an element whose content is not HTML, or at the end.
    pub(super) fn skip_content(&mut self, name: &str) {
        let rest = &self.html[self.at..];
        let is_end = |at: usize| {
            let found = rest.get(at + 2..at + 2 + name.len());
            found.is_some_and(|found| found.eq_ignore_ascii_case(name))
        };
        let close = rest.match_indices("</").map(|(at, _)| at).find(|at| is_end(*at));
        let end = close.and_then(|close| rest[close..].find('>').map(|length| close + length + 1));
        self.at += end.unwrap_or(rest.len());
    }

    fn hidden(&self, opening: &str, closing: &str) -> Piece<'h> {
        let from = self.at + opening.len();
        match self.html.get(from..).and_then(|rest| rest.find(closing)) {
            Some(length) => Piece::Hidden(self.at..from + length + closing.len()),
            None => Piece::Broken(self.at..self.html.len()),
        }
    }

    fn markup(&self) -> Option<Piece<'h>> {
        let rest = &self.html[self.at..];
        if rest.starts_with("<!--") {
            // `<!-->` and `<!--->` are whole comments.
            let short = ["<!-->", "<!--->"].into_iter().find(|short| rest.starts_with(short));
            return Some(match short {
                Some(short) => Piece::Hidden(self.at..self.at + short.len()),
                None => self.hidden("<!--", "-->"),
            });
        }
        if rest.starts_with("<![CDATA[") {
            return Some(self.hidden("<![CDATA[", "]]>"));
        }
        if rest.starts_with("<?") {
            return Some(self.hidden("<?", "?>"));
        }
        if rest.starts_with("<!") {
            return Some(self.hidden("<!", ">"));
        }
        let closing = rest.starts_with("</");
        let name_start = self.at + if closing { 2 } else { 1 };
        if !self.html[name_start..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        Some(self.tag(name_start, closing).map_or(Piece::Broken(self.at..self.html.len()), Piece::Tag))
    }

    /// The first byte from there on that is to stop at: one of ASCII, or any but some of these.
    fn until(&self, from: usize, stop: impl Fn(u8) -> bool) -> usize {
        let rest = &self.html.as_bytes()[from..];
        rest.iter().position(|byte| stop(*byte)).map_or(self.html.len(), |length| from + length)
    }

    fn tag(&self, name_start: usize, closing: bool) -> Option<Tag<'h>> {
        let name_end = self.until(name_start, |c| c.is_ascii_whitespace() || c == b'/' || c == b'>');
        let mut attributes = Vec::new();
        let mut at = name_end;
        loop {
            at = self.until(at, |c| !c.is_ascii_whitespace() && c != b'/');
            if *self.html.as_bytes().get(at)? == b'>' {
                break;
            }
            // A name may begin with "=", as odd as it is.
            let first = self.html[at..].chars().next()?.len_utf8();
            let end = self.until(at + first, |c| c.is_ascii_whitespace() || b"/>=".contains(&c));
            let name = small(&self.html[at..end]);
            let equals = self.until(end, |c| !c.is_ascii_whitespace());
            let (value, next) = match self.html.as_bytes().get(equals) {
                Some(b'=') => self.attribute_value(equals + 1)?,
                _ => (end..end, end),
            };
            attributes.push(Attribute { name, range: at..next, value });
            at = next;
        }
        let name = small(&self.html[name_start..name_end]);
        Some(Tag { name, closing, range: self.at..at + 1, attributes })
    }

    /// The value and where reading goes on; `None` where its quote is not closed.
    fn attribute_value(&self, from: usize) -> Option<(Range<usize>, usize)> {
        let start = self.until(from, |c| !c.is_ascii_whitespace());
        match self.html.as_bytes().get(start)? {
            quote @ (b'"' | b'\'') => {
                let end = self.until(start + 1, |c| c == *quote);
                (end < self.html.len()).then_some((start + 1..end, end + 1))
            }
            _ => {
                let end = self.until(start, |c| c.is_ascii_whitespace() || c == b'>');
                Some((start..end, end))
            }
        }
    }
}

/// In small letters; names nearly always are.
fn small(name: &str) -> Cow<'_, str> {
    let has_capital = name.bytes().any(|byte| byte.is_ascii_uppercase());
    if has_capital { name.to_ascii_lowercase().into() } else { name.into() }
}

impl<'h> Iterator for Pieces<'h> {
    type Item = Piece<'h>;

    fn next(&mut self) -> Option<Piece<'h>> {
        if self.at >= self.html.len() {
            return None;
        }
        let start = self.at;
        if let Some(piece) = self.html[start..].starts_with('<').then(|| self.markup()).flatten() {
            self.at = match &piece {
                Piece::Text(range) | Piece::Hidden(range) | Piece::Broken(range) => range.end,
                Piece::Tag(tag) => tag.range.end,
            };
            return Some(piece);
        }
        // The "<" of no tag is text; go on to the next one.
        let first = self.html[start..].chars().next().map_or(1, char::len_utf8);
        let next = memchr::memchr(b'<', &self.html.as_bytes()[start + first..]);
        self.at = next.map_or(self.html.len(), |length| start + first + length);
        Some(Piece::Text(start..self.at))
    }
}

/// Raw HTML put together from lines, each with its range in the parser's text.
#[derive(Default)]
pub(super) struct Raw {
    pub(super) html: String,
    lines: Vec<(Range<usize>, Range<usize>)>,
}

impl Raw {
    pub(super) fn push(&mut self, html: &str, range: Range<usize>) {
        let start = self.html.len();
        self.html.push_str(html);
        self.lines.push((start..self.html.len(), range));
    }

    /// The ranges in the parser's text that a range of the HTML stands for, one per line.
    pub(super) fn places(&self, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
        self.lines.iter().filter_map(move |(here, there)| {
            let start = range.start.max(here.start);
            let end = range.end.min(here.end);
            let moved = |at: usize| (at - here.start + there.start).min(there.end);
            (start < end).then(|| moved(start)..moved(end))
        })
    }

    /// The first of these lines: good enough to point at.
    pub(super) fn place(&self, range: Range<usize>) -> Range<usize> {
        self.places(range).next().unwrap_or(0..0)
    }
}
