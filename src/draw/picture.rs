//! An SVG text that can be made into a file that programs without SVG take.

use std::sync::Arc;

use resvg::tiny_skia::{Color, Pixmap, PremultipliedColorU8, Transform};
use resvg::usvg::{self, Tree};

use super::fonts::Fonts;
use super::png;
use crate::mark::{Mark, Marker};

/// Counts changes of how pictures are drawn that neither the version of Loggia nor the SVG tells.
const MANNER: u32 = 2;

/// What is made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A PNG file without transparency.
    Card { width: u32, height: u32 },
    /// A square PNG file; on a ground, the picture keeps away from its edges, which some systems cut round.
    Icon { size: u32, ground: Option<[u8; 3]> },
    /// An `.ico` file.
    Favicon,
}

/// The sizes within a favicon.
const FAVICON: [u32; 3] = [16, 32, 48];

#[derive(Clone)]
pub struct Picture {
    pub svg: Vec<u8>,
    pub target: Target,
    pub fonts: Arc<Fonts>,
}

/// Why an SVG text can't be drawn.
pub fn svg_fault(svg: &[u8]) -> Option<String> {
    let error = Tree::from_data(svg, &usvg::Options::default()).err()?.to_string();
    Some(error.trim_start_matches("SVG data parsing failed cause ").to_owned())
}

impl Picture {
    /// A mark of all that has a say in how it looks.
    pub fn mark(&self) -> Mark {
        let mut mark = Marker::default();
        mark.add(format!("{MANNER} {} {:?}\n", env!("CARGO_PKG_VERSION"), self.target).as_bytes());
        mark.add_mark(self.fonts.mark());
        mark.add(&self.svg);
        mark.mark()
    }

    /// The bytes of the file; a mistake is one in the SVG.
    pub fn draw(&self) -> Result<Vec<u8>, String> {
        let options = usvg::Options {
            fontdb: self.fonts.database().clone(),
            // Nothing is fetched from elsewhere.
            image_href_resolver: usvg::ImageHrefResolver {
                resolve_data: usvg::ImageHrefResolver::default_data_resolver(),
                resolve_string: Box::new(|_, _| None),
            },
            ..usvg::Options::default()
        };
        let tree = Tree::from_data(&self.svg, &options).map_err(|error| error.to_string())?;
        match self.target {
            Target::Card { width, height } => {
                let pixels = pixels(&tree, width, height, None)?;
                png::indexed(&pixels, width, height).map_err(|error| error.to_string())
            }
            Target::Icon { size, ground } => icon(&tree, size, ground),
            Target::Favicon => favicon(&tree),
        }
    }
}

/// How much of a ground the picture on it takes: what no system cuts away (the "safe zone" of a maskable icon).
const ON_GROUND: f32 = 0.6;

/// The tree as large as fits in the middle of so many pixels.
fn pixels(tree: &Tree, width: u32, height: u32, ground: Option<[u8; 3]>) -> Result<Vec<[u8; 4]>, String> {
    let mut map = Pixmap::new(width, height).ok_or("it has no size")?;
    let size = tree.size();
    #[expect(clippy::cast_precision_loss, reason = "pictures are far smaller than 2^23 pixels")]
    let (width, height) = (width as f32, height as f32);
    let part = if ground.is_some() { ON_GROUND } else { 1.0 };
    let scale = part * (width / size.width()).min(height / size.height());
    let (left, top) = ((width - size.width() * scale) / 2.0, (height - size.height() * scale) / 2.0);
    let place = Transform::from_scale(scale, scale).post_translate(left, top);
    if let Some([r, g, b]) = ground {
        map.fill(Color::from_rgba8(r, g, b, 255));
    }
    resvg::render(tree, place, &mut map.as_mut());
    let plain = |pixel: &PremultipliedColorU8| {
        let colour = pixel.demultiply();
        [colour.red(), colour.green(), colour.blue(), colour.alpha()]
    };
    Ok(map.pixels().iter().map(plain).collect())
}

fn icon(tree: &Tree, size: u32, ground: Option<[u8; 3]>) -> Result<Vec<u8>, String> {
    png::full(&pixels(tree, size, size, ground)?, size, size).map_err(|error| error.to_string())
}

/// PNG files behind a list of where each begins.
fn favicon(tree: &Tree) -> Result<Vec<u8>, String> {
    let pictures: Vec<Vec<u8>> = FAVICON.iter().map(|size| icon(tree, *size, None)).collect::<Result<_, _>>()?;
    let mut bytes = vec![0, 0, 1, 0];
    bytes.extend((FAVICON.len() as u16).to_le_bytes());
    let mut start = 6 + 16 * FAVICON.len();
    for (size, picture) in FAVICON.iter().zip(&pictures) {
        let side = u8::try_from(*size).unwrap_or_default();
        bytes.extend([side, side, 0, 0, 1, 0, 32, 0]);
        bytes.extend(u32::try_from(picture.len()).unwrap_or_default().to_le_bytes());
        bytes.extend(u32::try_from(start).unwrap_or_default().to_le_bytes());
        start += picture.len();
    }
    bytes.extend(pictures.concat());
    Ok(bytes)
}
