//! A list of things with paths, sorted, so that one thing and all that lies in one folder are found quickly.
//!
//! Start at [`Listing`]. Sorted lists instead of hash maps: what is in a folder stands together, and every walk
//! over the list has the same order.

use rayon::slice::ParallelSliceMut;

/// A thing at a path within the output folder.
pub trait Placed: Send {
    fn path(&self) -> &str;
}

#[derive(Debug)]
pub struct Listing<T> {
    sorted: Vec<T>,
}

impl<T> Default for Listing<T> {
    fn default() -> Self {
        Listing { sorted: Vec::new() }
    }
}

impl<T: Placed> Listing<T> {
    pub fn new(mut things: Vec<T>) -> Self {
        things.par_sort_by(|a, b| a.path().cmp(b.path()));
        Listing { sorted: things }
    }

    pub fn get(&self, path: &str) -> Option<&T> {
        let at = self.sorted.binary_search_by(|thing| thing.path().cmp(path)).ok()?;
        self.sorted.get(at)
    }

    /// All that lies in a folder, however deep.
    pub fn under(&self, folder: &str) -> &[T] {
        let lead = format!("{folder}/");
        let from = self.sorted.partition_point(|thing| thing.path() < lead.as_str());
        let rest = &self.sorted[from..];
        &rest[..rest.partition_point(|thing| thing.path().starts_with(&lead))]
    }

    pub fn all(&self) -> &[T] {
        &self.sorted
    }
}
