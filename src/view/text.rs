//! `text`: what an editor wrote, its links led to their places and its figures filled in.

use quick_xml::escape::escape;

use super::figures;
use super::shapes::{HeadingView, LinkView, TextView};
use super::{Outcome, View};
use crate::model::{Document, Heading, Link, LinkedPage, Resolved, Segment, Subject, Text};
use crate::theme::Context;

/// A text with fewer headings needs no table of contents.
const LONG: usize = 4;

impl View<'_> {
    /// Adds `text`, which is none where there is no file.
    pub(crate) fn add_text(&self, context: &mut Context, subject: &Subject) -> Outcome<()> {
        let text = self.text_of(subject).map(|text| self.text(text)).transpose()?;
        context.value("text", text);
        Ok(())
    }

    fn text(&self, text: &Text) -> Outcome<TextView> {
        let document = self.document(text);
        let headings: Vec<_> =
            document.body.headings.iter().filter(|heading| (2..=3).contains(&heading.level)).collect();
        let contents = if headings.len() < LONG { Vec::new() } else { headings };
        Ok(TextView {
            title: text.title().to_string(),
            summary: text.summary().to_string(),
            body: self.body(document)?,
            contents: contents
                .into_iter()
                .map(|heading| HeadingView {
                    level: heading.level,
                    id: heading.id.clone(),
                    title: self.heading_html(document, heading),
                })
                .collect(),
            image: text.image().map(|image| self.image(image)),
            links: self.linked(document, text.links()),
            documents: self.linked(document, text.documents()),
            extra: tera::Value::from_serializable(text.extra()),
        })
    }

    /// A heading with its figures filled in; they are left out as U+FFFC.
    fn heading_html(&self, document: &Document, heading: &Heading) -> String {
        let mut html = String::with_capacity(heading.html.len());
        let mut figures = heading.figures.iter();
        for character in heading.html.chars() {
            match (character, figures.as_slice().first()) {
                ('\u{fffc}', Some(number)) => {
                    html.push_str(&escape(self.figure(document, *number)));
                    figures.next();
                }
                _ => html.push(character),
            }
        }
        html
    }

    /// A figure that can't be computed stands as it was written; the check of figures complains of it.
    fn figure(&self, document: &Document, number: usize) -> String {
        let figure = &document.body.figures[number];
        figures::value(self, figure)
            .unwrap_or_else(|_| document.file.text.get(figure.range.clone()).unwrap_or_default().to_owned())
    }

    /// Those that lead to a withheld page are left out.
    fn linked(&self, document: &Document, links: &[LinkedPage]) -> Vec<LinkView> {
        let view = |link: &LinkedPage| {
            let target = &link.target.value;
            let file = self.targets.file(target);
            let is_rooted = target.starts_with('/');
            let href = match (is_rooted.then(|| self.address(document, target)).flatten(), file) {
                (Some(href), _) => href,
                (None, Some(file)) => self.href(&file.route),
                (None, None) if is_rooted => return None,
                (None, None) => target.clone(),
            };
            let size = file.map(|file| in_units(file.size));
            Some(LinkView {
                title: link.title.clone(),
                href,
                language: link.language.clone(),
                language_name: link.language.as_ref().and_then(|tag| self.language().language_name(tag)),
                kind: file.and_then(|file| Some(file.route.path().rsplit_once('.')?.1.to_uppercase())),
                size: size.map(|(size, _)| self.language().decimal(size)),
                unit: size.map(|(_, unit)| unit.to_owned()),
            })
        };
        links.iter().filter_map(view).collect()
    }

    pub(crate) fn body(&self, document: &Document) -> Outcome<String> {
        let body = &document.body;
        let length = |segment: &Segment| if let Segment::Html(range) = segment { range.len() } else { 64 };
        let mut html = String::with_capacity(body.segments.iter().map(length).sum());
        // Links that lead nowhere now (their page is withheld) leave their words behind.
        let mut open = vec![false; body.links.len()];
        for segment in &body.segments {
            match segment {
                Segment::Html(range) => html.push_str(body.part(range)),
                Segment::Fixed(part) => html.push_str(part),
                Segment::LinkOpen(number) => {
                    if let Some(href) = self.link(document, &body.links[*number]) {
                        open[*number] = true;
                        open_link(&mut html, &href, &body.links[*number]);
                    }
                }
                Segment::LinkClose(number) => {
                    if open[*number] {
                        html.push_str("</a>");
                    }
                }
                Segment::ImageSrc(number) => {
                    let link = &body.links[*number];
                    let (src, pixels) = self.picture(document, link).unwrap_or_default();
                    html.push_str(&escape(&src));
                    // What follows closes the quotation marks of the last attribute.
                    if let Some((width, height)) = pixels.filter(|_| link.attributes.is_empty()) {
                        html.push_str(&format!("\" width=\"{width}\" height=\"{height}"));
                    }
                }
                Segment::Figure(number) => html.push_str(&escape(self.figure(document, *number))),
                Segment::Word(key) => html.push_str(&escape(&self.word(key)?)),
            }
        }
        Ok(html)
    }

    /// The address of a picture in the text, and its width and height in pixels where they are known.
    fn picture(&self, document: &Document, link: &Link) -> Option<(String, Option<(u32, u32)>)> {
        match self.targets.resolve(self.documents, document, &link.target, self.number) {
            Resolved::Asset { file, .. } => Some((self.href(&file.route), file.pixels)),
            _ => Some((self.link(document, link)?, None)),
        }
    }

    /// Where a link of the text leads; `None` for a page that is withheld.
    fn link(&self, document: &Document, link: &Link) -> Option<String> {
        self.address(document, &link.target)
    }

    fn address(&self, document: &Document, target: &str) -> Option<String> {
        match self.targets.resolve(self.documents, document, target, self.number) {
            Resolved::Page { route, rest } => Some(self.href(&route) + &rest),
            Resolved::Fragment(fragment) => Some(fragment),
            Resolved::Asset { file, rest } => Some(self.href(&file.route) + &rest),
            Resolved::External(address) => Some(address),
            Resolved::Withheld(_) | Resolved::NoAnchor { .. } | Resolved::Missing { .. } => None,
        }
    }
}

/// A size as people say it: in kilobytes, from one million bytes on in megabytes with one decimal.
fn in_units(bytes: u64) -> (f64, &'static str) {
    let thousands = bytes.div_ceil(1000).max(1);
    let thousands = f64::from(u32::try_from(thousands).unwrap_or(u32::MAX));
    if thousands < 1000.0 { (thousands, "kb") } else { ((thousands / 100.0).round() / 10.0, "mb") }
}

fn open_link(html: &mut String, href: &str, link: &Link) {
    html.push_str("<a");
    let mut attribute = |name: &str, value: &str| {
        html.push(' ');
        html.push_str(name);
        html.push_str("=\"");
        html.push_str(&escape(value));
        html.push('"');
    };
    attribute("href", href);
    if !link.title.is_empty() {
        attribute("title", &link.title);
    }
    for (name, value) in &link.attributes {
        attribute(name, value);
    }
    html.push('>');
}
