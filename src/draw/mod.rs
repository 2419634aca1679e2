//! What is drawn: cover art as geometry, text measured and broken into lines, and SVG turned into PNG files. Markup is
//! the theme's (`share.svg`, `icon.svg`, `parts/cover.html`).
//!
//! [`cover`] composes cover art; [`Fonts`] measures text; a [`Picture`] is an SVG text with a size that can be drawn.

mod cover;
mod fonts;
mod lines;
mod picture;
mod png;

pub use cover::{Frame, MOTIFS, Marks, cover};
pub use fonts::Fonts;
pub use lines::{Lines, Wanted};
pub use picture::{Picture, Target};
