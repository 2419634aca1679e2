//! Geometry for drawings. Everything here is numbers and short texts; the markup that they stand in is the theme's.
//!
//! [`bars`] lays out a chart of horizontal bars.

mod bars;

pub use bars::{Bar, Chart, bars};
