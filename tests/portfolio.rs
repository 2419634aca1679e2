//! The demonstration site against the facts that it was written from: every project, with the terms, sums and
//! partners that the list of facts gives, in words that are not those of the source.
//!
//! The list and the source stand beside the project's folder, in `../shared/portfolio/`; without them there is
//! nothing to compare with, and the tests say so and pass.

#[path = "portfolio/data.rs"]
mod data;
#[path = "portfolio/facts.rs"]
mod facts;
#[path = "portfolio/map.rs"]
mod map;
#[path = "portfolio/pages.rs"]
mod pages;
#[path = "portfolio/site.rs"]
mod site;
#[path = "portfolio/words.rs"]
mod words;
