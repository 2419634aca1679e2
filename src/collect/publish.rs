//! What must not be seen on the day: drafts, pages before their time and after it.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Kept, Publication};
use crate::model::{Document, Withheld};

/// The documents that stay, by path, with their mark; and those left out.
pub fn sort_out(documents: &[Arc<Document>], publication: Publication) -> (Kept, HashMap<Arc<str>, Withheld>) {
    let mut kept = HashMap::with_capacity(documents.len());
    let mut left_out = HashMap::new();
    for document in documents {
        let path = document.file.path.clone();
        match why_withheld(document, publication) {
            Some(reason) if !publication.drafts => {
                left_out.insert(path, reason);
            }
            mark => {
                kept.insert(path, mark);
            }
        }
    }
    (kept, left_out)
}

fn why_withheld(document: &Document, publication: Publication) -> Option<Withheld> {
    let common = &document.front.common;
    if common.draft {
        return Some(Withheld::Draft);
    }
    if let Some(publish) = common.publish.filter(|publish| *publish > publication.on) {
        return Some(Withheld::Scheduled(publish));
    }
    common.expires.filter(|expires| *expires <= publication.on).map(Withheld::Expired)
}
