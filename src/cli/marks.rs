//! How a build is known again.
//!
//! Start at [`Marks`]. What a build is given settles what it comes to: the site, and every warning. So where the last
//! build was given the same and had nothing to warn of, nothing need be parsed. And where it was not, such as on
//! another day, the site may still be made from the same, and nothing need be rendered.

use crate::mark::{Mark, Marker};
use crate::pipeline::{self, Options, Site};
use crate::source::Sources;

/// What a site is made from.
pub struct Marks {
    sources: Mark,
    /// The sources, the options and the day.
    pub given: Mark,
}

impl Marks {
    pub fn new(sources: &Sources, options: &Options) -> Marks {
        let sources = sources.mark();
        Marks { sources, given: with_program(pipeline::given(sources, options)) }
    }

    /// Of all that has a say in the bytes of the site. It can be the same on another day.
    pub fn inputs(&self, options: &Options, site: &Site) -> Mark {
        with_program(pipeline::inputs(self.sources, options, site))
    }
}

/// Another Loggia may make other bytes of the same inputs.
pub fn with_program(inputs: Mark) -> Mark {
    let program = std::env::current_exe().and_then(std::fs::metadata);
    let program = program.map(|file| (file.len(), file.modified().ok())).ok();
    let mut mark = Marker::default();
    mark.add_mark(inputs).add(format!("{} {program:?}", env!("CARGO_PKG_VERSION")).as_bytes());
    mark.mark()
}
