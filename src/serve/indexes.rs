//! Files of full-text indexes, which take long to make: each is made when it is asked for, and kept until what it is
//! made from has changed.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::diagnostic::Diagnostic;
use crate::mark::Mark;
use crate::pages::Planned;
use crate::render;
use crate::search::Index;

/// By route.
#[derive(Default)]
pub struct Indexes(Mutex<HashMap<String, Made>>);

struct Made {
    /// Of what it was made from.
    mark: Mark,
    bytes: Vec<u8>,
}

impl Indexes {
    pub fn bytes(&self, planned: &Planned, index: &Index) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mark = index.mark();
        let kept = || {
            let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            all.get(planned.route.path()).filter(|made| made.mark == mark).map(|made| made.bytes.clone())
        };
        if let Some(bytes) = kept() {
            return Ok(bytes);
        }
        // A browser asks for all at once: in the threads of the pool, there are never more under way than processors.
        let bytes = rayon::scope(|_| kept().map_or_else(|| render::index(planned, index), Ok))?;
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(planned.route.path().to_owned(), Made { mark, bytes: bytes.clone() });
        Ok(bytes)
    }
}
