//! PNG with a palette: pictures of few colours take a third of the room that full colour takes.

use std::collections::HashMap;

use png::{BitDepth, ColorType, DeflateCompression, Encoder, EncodingError, Filter};

/// How many colours a palette can have.
const COLOURS: usize = 256;

/// Opaque pixels, four bytes each, as a PNG file.
pub fn indexed(pixels: &[[u8; 4]], width: u32, height: u32) -> Result<Vec<u8>, EncodingError> {
    let (palette, indices) = reduced(pixels);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette.concat());
    written(encoder, &indices, Filter::NoFilter, DeflateCompression::Level(6))?;
    Ok(bytes)
}

/// Pixels with transparency, not multiplied, as a PNG file.
pub fn full(pixels: &[[u8; 4]], width: u32, height: u32) -> Result<Vec<u8>, EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_color(ColorType::Rgba);
    encoder.set_depth(BitDepth::Eight);
    // Icons are flat and few: packed better they would be a few kilobytes smaller, and packing them was 7 % of what a
    // build of 1,000 projects computes.
    written(encoder, pixels.as_flattened(), Filter::Up, DeflateCompression::FdeflateUltraFast)?;
    Ok(bytes)
}

fn written(
    mut encoder: Encoder<'_, &mut Vec<u8>>,
    data: &[u8],
    filter: Filter,
    compression: DeflateCompression,
) -> Result<(), EncodingError> {
    encoder.set_filter(filter);
    encoder.set_deflate_compression(compression);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(data)?;
    writer.finish()
}

/// The most frequent colours, and the number of the nearest of them for each pixel. What is left out is the mixtures
/// at the edges of shapes, of which there are many and each in few places.
fn reduced(pixels: &[[u8; 4]]) -> (Vec<[u8; 3]>, Vec<u8>) {
    let mut counts: HashMap<[u8; 3], usize> = HashMap::new();
    for run in runs(pixels) {
        *counts.entry(opaque(run[0])).or_default() += run.len();
    }
    let mut colours: Vec<([u8; 3], usize)> = counts.into_iter().collect();
    colours.sort_unstable_by_key(|(colour, count)| (std::cmp::Reverse(*count), *colour));
    let palette: Vec<[u8; 3]> = colours.iter().take(COLOURS).map(|(colour, _)| *colour).collect();
    let numbers: HashMap<[u8; 3], u8> =
        colours.into_iter().map(|(colour, _)| (colour, nearest(&palette, colour))).collect();
    let mut indices = Vec::with_capacity(pixels.len());
    for run in runs(pixels) {
        let number = numbers.get(&opaque(run[0])).copied().unwrap_or_default();
        indices.extend(std::iter::repeat_n(number, run.len()));
    }
    (palette, indices)
}

/// Neighbours of one colour. Most pixels lie in long runs, and a look-up for each of them would take longer than all
/// the drawing.
fn runs(pixels: &[[u8; 4]]) -> impl Iterator<Item = &[[u8; 4]]> {
    pixels.chunk_by(PartialEq::eq)
}

fn opaque([r, g, b, _]: [u8; 4]) -> [u8; 3] {
    [r, g, b]
}

fn nearest(palette: &[[u8; 3]], colour: [u8; 3]) -> u8 {
    let distance =
        |other: &[u8; 3]| -> u32 { other.iter().zip(colour).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum() };
    let at = (0..palette.len()).min_by_key(|at| distance(&palette[*at])).unwrap_or_default();
    u8::try_from(at).unwrap_or_default()
}
