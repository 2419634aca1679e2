//! What pictures in `assets/` really are, read off their first bytes: pages say how large they are, so that nothing
//! moves while one loads, and a file that only has the name of a picture is told of. So is a photo that tells where it
//! was taken, as telephones write it into the file.

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Seek};

use exif::{Tag, Value};
use imagesize::{Compression, ImageType};
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use svgtypes::{Length, LengthUnit, ViewBox};

/// A file with the name of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picture {
    pub kind: PictureKind,
    /// Width and height in pixels, of a drawing in those of CSS; none where they can't be read.
    pub pixels: Option<(u32, u32)>,
    /// Does the file tell where on earth the picture was taken?
    pub placed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureKind {
    /// What the name says.
    AsNamed,
    /// Another kind of picture.
    Other(&'static str),
    /// SVG that does not say so: browsers show nothing of it.
    Unsaid,
    /// No picture at all.
    None,
}

impl Picture {
    /// One of which no more is known.
    fn unreadable(kind: PictureKind) -> Self {
        Picture { kind, pixels: None, placed: false }
    }
}

/// Endings of pictures, and what is in them.
const KINDS: [(&str, &str); 7] = [
    ("png", "PNG"),
    ("jpg", "JPEG"),
    ("jpeg", "JPEG"),
    ("webp", "WebP"),
    ("gif", "GIF"),
    ("avif", "AVIF"),
    ("svg", SVG),
];
const SVG: &str = "SVG";

/// None for a file that doesn't have the name of such a picture.
pub fn of_bytes(path: &str, bytes: &[u8]) -> Option<Picture> {
    Some(look(named(path)?, Cursor::new(bytes)))
}

pub fn of_file(path: &str, file: File) -> Option<Picture> {
    Some(look(named(path)?, BufReader::new(file)))
}

fn named(path: &str) -> Option<&'static str> {
    let (_, ending) = path.rsplit_once('.')?;
    KINDS.iter().find(|(known, _)| ending.eq_ignore_ascii_case(known)).map(|(_, kind)| *kind)
}

fn look(named: &str, mut from: impl BufRead + Seek) -> Picture {
    let Ok(found) = imagesize::reader_type(&mut from) else {
        return if named == SVG && from.rewind().is_ok() { svg(from) } else { Picture::unreadable(PictureKind::None) };
    };
    let size = found.reader_size(&mut from).ok();
    let pixels = size.and_then(|size| Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?)));
    let kind = match name(found) {
        kind if kind == named => PictureKind::AsNamed,
        kind => PictureKind::Other(kind),
    };
    let placed = from.rewind().is_ok() && is_placed(&mut from);
    Picture { kind, pixels: pixels.filter(|(width, height)| *width > 0 && *height > 0), placed }
}

/// Some devices write a place without knowing it: no degree, or nothing by nothing.
fn is_placed(from: &mut (impl BufRead + Seek)) -> bool {
    let mut reader = exif::Reader::new();
    reader.continue_on_error(true);
    let read = reader.read_from_container(from).or_else(|error| error.distill_partial_result(|_| {}));
    let Ok(data) = read else { return false };
    let known = |value: &Value| match value {
        Value::Rational(parts) => parts.iter().any(|part| part.num > 0 && part.denom > 0),
        _ => false,
    };
    data.fields().any(|field| matches!(field.tag, Tag::GPSLatitude | Tag::GPSLongitude) && known(&field.value))
}

/// Reads as far as the first tag.
fn svg(from: impl BufRead) -> Picture {
    let mut reader = quick_xml::Reader::from_reader(from);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.local_name().as_ref() == b"svg" => {
                let is_said = |attribute: &Attribute<'_>| attribute.key.as_ref().starts_with(b"xmlns");
                let said = tag.attributes().with_checks(false).flatten().any(|attribute| is_said(&attribute));
                let kind = if said { PictureKind::AsNamed } else { PictureKind::Unsaid };
                return Picture { pixels: drawn_size(&tag), ..Picture::unreadable(kind) };
            }
            // In another encoding than UTF-8, which browsers can read.
            Ok(Event::Text(text)) if text.starts_with(&[0xff, 0xfe]) || text.starts_with(&[0xfe, 0xff]) => {
                return Picture::unreadable(PictureKind::AsNamed);
            }
            Ok(Event::Text(text)) if text.iter().all(|byte| byte.is_ascii_whitespace() || !byte.is_ascii()) => {}
            Ok(Event::Decl(_) | Event::DocType(_) | Event::Comment(_) | Event::PI(_)) => {}
            _ => return Picture::unreadable(PictureKind::None),
        }
    }
}

/// A drawing that only has proportions is as wide as its place: wider than any column of text.
const WIDE: f64 = 1600.0;

/// The size that browsers give a drawing, from its `width`, `height` and `viewBox`.
fn drawn_size(tag: &BytesStart<'_>) -> Option<(u32, u32)> {
    let text = |name: &str| {
        let attribute = tag.try_get_attribute(name).ok()??;
        String::from_utf8(attribute.value.into_owned()).ok()
    };
    let length = |name: &str| text(name)?.trim().parse().ok().and_then(css_pixels);
    let proportions = || {
        let view: ViewBox = text("viewBox")?.parse().ok()?;
        Some(view.w / view.h)
    };
    let (width, height) = match (length("width"), length("height")) {
        (Some(width), Some(height)) => (width, height),
        (Some(width), None) => (width, width / proportions()?),
        (None, Some(height)) => (height * proportions()?, height),
        (None, None) => (WIDE, WIDE / proportions()?),
    };
    let whole = |length: f64| u32::try_from(length.round() as i64).ok().filter(|pixels| *pixels > 0);
    Some((whole(width)?, whole(height)?))
}

/// None for a part of the place that it stands in. Units: CSS Values and Units 4, 6.2.
fn css_pixels(length: Length) -> Option<f64> {
    let unit = match length.unit {
        LengthUnit::None | LengthUnit::Px => 1.0,
        LengthUnit::In => 96.0,
        LengthUnit::Cm => 96.0 / 2.54,
        LengthUnit::Mm => 96.0 / 25.4,
        LengthUnit::Pt => 96.0 / 72.0,
        LengthUnit::Pc => 16.0,
        LengthUnit::Em => 16.0,
        LengthUnit::Ex => 8.0,
        LengthUnit::Percent => return None,
    };
    Some(length.number * unit)
}

/// The word before "picture" in messages.
fn name(found: ImageType) -> &'static str {
    match found {
        ImageType::Png => "PNG",
        ImageType::Jpeg => "JPEG",
        ImageType::Webp => "WebP",
        ImageType::Gif => "GIF",
        ImageType::Heif(Compression::Av1) => "AVIF",
        ImageType::Heif(_) => "HEIC",
        ImageType::Bmp => "BMP",
        ImageType::Tiff => "TIFF",
        _ => "rare kind of",
    }
}
