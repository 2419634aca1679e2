//! Elements of feeds and the sitemap.

pub use std::io::Result as Written;

use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};

/// An element with a text in it.
pub fn element(xml: &mut Writer<Vec<u8>>, name: &str, text: &str) -> Written<()> {
    xml.write_event(Event::Start(BytesStart::new(name)))?;
    xml.write_event(Event::Text(BytesText::new(text)))?;
    xml.write_event(Event::End(BytesEnd::new(name)))
}

/// An element with attributes alone.
pub fn empty(xml: &mut Writer<Vec<u8>>, name: &str, attributes: &[(&str, &str)]) -> Written<()> {
    // With room for all, or it grows with each attribute.
    let mut tag = String::with_capacity(
        name.len() + attributes.iter().map(|(name, text)| name.len() + text.len() + 12).sum::<usize>(),
    );
    tag.push_str(name);
    xml.write_event(Event::Empty(BytesStart::from_content(tag, name.len()).with_attributes(attributes.iter().copied())))
}
