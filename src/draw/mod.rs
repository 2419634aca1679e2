//! Geometry for drawings. Everything here is numbers, short texts and SVG path data; the markup that they stand in is
//! the theme's.
//!
//! [`bars`] lays out a chart of horizontal bars. The rest are maps, of the countries of the world in an equal-area
//! projection: [`countries`] gives each country's outline at three levels of detail ([`Detail`]), made ready by the test
//! `tests/outlines.rs` from public-domain data; [`Frame`] is the part of the map that a view shows, and
//! [`Frame::clip`] keeps of a path what is seen there.

mod bars;
mod frame;
mod path;
mod world;

pub use bars::{Bar, Chart, bars};
pub use frame::{Frame, Ring, outline};
pub use path::{Point, rings, write_ring};
pub use world::{Country, DETAILS, Detail, countries, country, land, unclaimed, whole};
