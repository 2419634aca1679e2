//! What pictures in `assets/` really are, read off their first bytes: pages say how large they are, so that nothing
//! moves while one loads, and a file that only has the name of a picture is told of.

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Seek};

use imagesize::{Compression, ImageType};

/// A file with the name of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picture {
    pub kind: PictureKind,
    /// Width and height; none where they can't be read.
    pub pixels: Option<(u32, u32)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureKind {
    /// What the name says.
    AsNamed,
    /// Another kind of picture.
    Other(&'static str),
    /// No picture at all.
    None,
}

/// Endings of pictures made of pixels, and what is in them.
const KINDS: [(&str, &str); 6] =
    [("png", "PNG"), ("jpg", "JPEG"), ("jpeg", "JPEG"), ("webp", "WebP"), ("gif", "GIF"), ("avif", "AVIF")];

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
        return Picture { kind: PictureKind::None, pixels: None };
    };
    let size = found.reader_size(&mut from).ok();
    let pixels = size.and_then(|size| Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?)));
    let kind = match name(found) {
        kind if kind == named => PictureKind::AsNamed,
        kind => PictureKind::Other(kind),
    };
    Picture { kind, pixels: pixels.filter(|(width, height)| *width > 0 && *height > 0) }
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
