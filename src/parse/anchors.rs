//! The ids of a page: each given once, the ones made from headings short and stable.
//!
//! Start at [`Anchors`]. Claim what the author wrote first; [`Anchors::make`] then steps around it.

use std::collections::BTreeMap;
use std::ops::Range;

#[derive(Default)]
pub(super) struct Anchors {
    /// The id and the place where it was given; `None` for our own.
    taken: BTreeMap<String, Option<Range<usize>>>,
}

impl Anchors {
    /// Takes an id the author wrote, or says where it was written before.
    pub(super) fn claim(&mut self, id: &str, range: Range<usize>) -> Result<(), Option<Range<usize>>> {
        match self.taken.get(id) {
            Some(first) => Err(first.clone()),
            None => {
                self.taken.insert(id.to_owned(), Some(range));
                Ok(())
            }
        }
    }

    /// Keeps an id for ourselves.
    pub(super) fn reserve(&mut self, id: String) {
        self.taken.entry(id).or_default();
    }

    /// A new id for a heading's text.
    pub(super) fn make(&mut self, text: &str) -> String {
        let slug = slug::slugify(text);
        let base = if slug.is_empty() || is_of_theme(&slug) {
            format!("section-{slug}").trim_end_matches('-').to_owned()
        } else {
            slug
        };
        let mut id = base.clone();
        let mut count = 1;
        while self.taken.contains_key(&id) {
            count += 1;
            id = format!("{base}-{count}");
        }
        self.taken.insert(id.clone(), None);
        id
    }
}

/// Themes name their own parts "content" and "part-…".
pub(super) fn is_of_theme(id: &str) -> bool {
    id == "content" || id.starts_with("part-")
}
