//! What git writes into a text that two people changed at the same place.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, TextFile};

/// The marks of a conflict that nobody has settled yet. `is_code` tells whether what stands at a place is an example.
pub fn unsettled(file: &TextFile, is_code: impl Fn(usize) -> bool) -> Option<Diagnostic> {
    let text = &*file.text;
    let ours = line_that_begins(text, 0, "<<<<<<< ")?;
    let middle = line_that_begins(text, ours.end, "=======")?;
    let theirs = line_that_begins(text, middle.end, ">>>>>>> ")?;
    if is_code(ours.start) {
        return None;
    }
    Some(
        Diagnostic::error("conflict", "two versions of this text stand here, which git could not join")
            .at(file.locate(ours))
            .hint("keep what is right of the two, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>")
            .related(file.locate(theirs), "they end here"),
    )
}

/// The first line from there on that begins so.
fn line_that_begins(text: &str, from: usize, with: &str) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let found = memchr::memmem::find_iter(rest.as_bytes(), with.as_bytes()).map(|at| from + at);
    let start = found.into_iter().find(|at| *at == 0 || text.as_bytes()[*at - 1] == b'\n')?;
    let length = text[start..].find(['\r', '\n']).unwrap_or(text.len() - start);
    Some(start..start + length)
}
