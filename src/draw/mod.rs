//! Geometry for drawings: the countries of the world in an equal-area projection, and views of them. Everything here
//! is numbers and SVG path data; the markup that it stands in is the theme's.
//!
//! [`countries`] gives each country's outline at three levels of detail ([`Detail`]), made ready by the test
//! `tests/outlines.rs` from public-domain data; [`Frame`] is the part of the map that a view shows, and
//! [`Frame::clip`] keeps of a path what is seen there.

mod frame;
mod path;
mod world;

pub use frame::{Frame, Ring, outline};
pub use path::{Point, rings, write_ring};
pub use world::{Country, DETAILS, Detail, countries, country, land, unclaimed, whole};
