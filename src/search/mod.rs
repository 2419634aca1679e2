//! The full-text index, made by Pagefind and laid out for a browser that wants little of it at a time.
//!
//! Start at [`Index`]: a file of the index that can be made. Its steps: the words of a record that count
//! (`words.rs`), Pagefind's run over them (`run.rs`), and its files cut anew and put into one (`pack.rs`).
//!
//! The index of a language is in [shards](shards), each a file, so that an edit makes one of them anew. A record's
//! shard is told by its slug alone. `themes/gallery/static/search-worker.js` reads them; `pack.rs` says how they look.

mod pack;
mod run;
mod words;

use std::sync::Arc;

use pagefind::api::SyntheticFile;
use rayon::prelude::*;

use crate::mark::{Mark, Marker};

/// Counts changes of how a file is made that neither the records nor the version of Loggia tells.
const MANNER: u32 = 3;

/// So many records stand in a shard at most, on average. Fewer make more files, of which a browser asks for a part of
/// each for every word; more make it longer until an edit is in the index.
const LARGEST: usize = 2048;

/// So many records are given to Pagefind at a time: it takes a quarter of a mebibyte for each.
const BATCH: usize = 1024;

/// What is found: one project in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub slug: Arc<str>,
    pub title: Arc<str>,
    /// All the words that it is found by, beside its title.
    pub text: String,
}

/// How many shards so many records are in: a power of two, so that it seldom changes.
pub fn shards(records: usize) -> usize {
    records.div_ceil(LARGEST).next_power_of_two()
}

/// The shard of the record with that slug, from 0.
pub fn shard(slug: &str, shards: usize) -> usize {
    (Mark::of(slug.as_bytes()).number() % shards.max(1) as u64) as usize
}

/// A file of a language's index, to be made with [`Index::make`]: that takes long, so only where it has changed.
#[derive(Debug, Clone)]
pub struct Index {
    /// Of Pagefind's stemmers: the first part of the language's tag.
    language: String,
    part: Part,
}

#[derive(Debug, Clone)]
enum Part {
    Engine,
    Shard(Vec<Record>),
}

impl Index {
    /// The program that searches, in WebAssembly; each language has its own, with the stemmer of that language.
    pub fn engine(language: &str) -> Index {
        Index { language: primary(language), part: Part::Engine }
    }

    pub fn shard(language: &str, records: Vec<Record>) -> Index {
        Index { language: primary(language), part: Part::Shard(records) }
    }

    /// A mark of all that the file is made from.
    pub fn mark(&self) -> Mark {
        let mut mark = Marker::default();
        mark.add(format!("{MANNER} {} {}\n", env!("CARGO_PKG_VERSION"), self.language).as_bytes());
        if let Part::Shard(records) = &self.part {
            for text in records.iter().flat_map(|record| [&*record.slug, &*record.title, record.text.as_str()]) {
                mark.add(&(text.len() as u64).to_le_bytes()).add(text.as_bytes());
            }
        }
        mark.mark()
    }

    /// What Pagefind makes of the records, and of how many each time.
    fn batches(&self, records: &[Record]) -> Result<Vec<(usize, Vec<SyntheticFile>)>, String> {
        let count = records.len().div_ceil(BATCH);
        let batches = records.par_chunks(records.len().div_ceil(count.max(1)).max(1));
        batches.map(|batch| Ok((batch.len(), run::pagefind(&self.language, batch)?))).collect()
    }

    /// The bytes of the file.
    pub fn make(&self) -> Result<Vec<u8>, String> {
        match &self.part {
            Part::Engine => pack::engine(&run::pagefind(&self.language, &[sample()])?),
            Part::Shard(records) => pack::shard(&self.batches(records)?, records),
        }
    }
}

fn primary(tag: &str) -> String {
    tag.split('-').next().unwrap_or(tag).to_lowercase()
}

/// Pagefind gives its program only with an index, and none of nothing.
fn sample() -> Record {
    Record { slug: "a".into(), title: "A".into(), text: "a".to_owned() }
}
