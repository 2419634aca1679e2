//! Pagefind's run over the records of a shard.
//!
//! Pagefind wants an asynchronous runtime, and works in rayon's threads. Both are of its own here: a thread of the
//! render that waits for it must not begin another page meanwhile, or many shards would be in memory at once.

use std::collections::BTreeMap;
use std::thread;

use pagefind::api::{PagefindIndex, SyntheticFile};
use pagefind::options::PagefindServiceConfig;

use super::{Record, words};

/// The files that Pagefind makes, by their path within its folder. Its pages are numbered as the records are.
pub fn pagefind(language: &str, records: &[Record]) -> Result<Vec<SyntheticFile>, String> {
    // Pagefind asks for it and breaks off where there is none.
    std::env::current_dir().map_err(|error| format!("there is no working folder: {error}"))?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().map_err(|error| error.to_string())?;
    let work = || pool.install(|| run(language, records));
    thread::scope(|scope| scope.spawn(work).join()).unwrap_or_else(|_| Err("Pagefind broke off".to_owned()))
}

fn run(language: &str, records: &[Record]) -> Result<Vec<SyntheticFile>, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().map_err(|error| error.to_string())?;
    runtime.block_on(async {
        let failed = |error: &dyn std::fmt::Display| error.to_string();
        // One file for all fragments, which are of no use here.
        let options = PagefindServiceConfig::builder().force_language(language.to_owned()).max_fragments(1).build();
        let mut index = PagefindIndex::new(Some(options)).map_err(|error| failed(&error))?;
        for (number, record) in records.iter().enumerate() {
            let mut text = words::weighed(&record.text);
            // Pagefind leaves out what has no words but a title.
            if text.is_empty() {
                text = words::spaced(&record.title).into_owned();
            }
            let title = BTreeMap::from([("title".to_owned(), words::spaced(&record.title).into_owned())]);
            let added = index.add_custom_record(number.to_string(), text, language.to_owned(), Some(title), None, None);
            added.await.map_err(|error| failed(&error))?;
        }
        index.get_files().await.map_err(|error| failed(&error))
    })
}
