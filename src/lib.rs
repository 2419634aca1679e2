//! Loggia: a static site generator for the public showcase of a funding programme.
//!
//! *Files in, values through, files out.* One stage reads a site, one writes it, and everything between is a
//! function from values to values: start at [`pipeline`], which calls the stages in order. ARCHITECTURE.md tells
//! what each room is for and who may import whom.

mod check;
pub mod cli;
pub mod collect;
pub mod config;
pub mod diagnostic;
pub mod draw;
mod fields;
pub mod language;
pub mod mark;
pub mod model;
pub mod pages;
pub mod parse;
pub mod pipeline;
pub mod render;
pub mod search;
mod serve;
pub mod source;
pub mod theme;
mod toml_form;
pub mod view;
pub mod write;
