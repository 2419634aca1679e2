//! Plain data: what a site is made of. Nothing here reads, renders or decides.
//!
//! [`Document`] is one source file, parsed, and may hold what must not be published. [`Portfolio`] is what
//! may be seen: complete, sorted and immutable. [`Route`] is the only thing that builds an address.

mod body;
mod document;
mod paths;
mod portfolio;
mod route;
mod subject;
mod targets;

pub use body::*;
pub use document::*;
pub use paths::{composed, front_file, is_external, linked_file, named_files};
pub use portfolio::*;
pub use route::*;
pub use subject::*;
pub use targets::*;
