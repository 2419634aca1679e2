//! Geometry and pictures. Everything here is numbers, short texts, SVG path data and, at the end, pixels; the markup
//! that they stand in is the theme's.
//!
//! - Charts: [`bars`] gives the lengths of horizontal bars.
//! - Maps, of the countries of the world in an equal-area projection: [`countries`] gives each country's outline at three
//!   levels of detail ([`Detail`]), made ready by the test `tests/outlines.rs` from public-domain data; [`Frame`] is the
//!   part of the map that a view shows, and [`Frame::clip`] keeps of a path what is seen there.
//! - Covers and share cards: [`cover`] composes cover art; [`Fonts`] measures text; a [`Picture`] is an SVG text with a
//!   size that can be turned into PNG.

mod bars;
mod cover;
mod fonts;
mod frame;
mod lines;
mod path;
mod picture;
mod png;
mod world;

pub use bars::bars;
pub use cover::{Frame as CoverFrame, MOTIFS, Marks, cover};
pub use fonts::Fonts;
pub use frame::{Frame, Ring, outline};
pub use lines::{Lines, Wanted};
pub use path::{Point, rings, write_ring};
pub use picture::{Picture, Target, svg_fault};
pub use world::{Country, DETAILS, Detail, countries, country, land, unclaimed, whole};
