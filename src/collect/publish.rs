//! What must not be seen on the day: drafts, pages before their time and after it.

use std::collections::HashMap;
use std::sync::Arc;

use super::Publication;
use crate::model::{Document, Text, Withheld};

/// A document that may be seen, with the mark that it carries in a preview.
#[derive(Debug, Clone)]
pub struct Kept {
    pub document: Arc<Document>,
    /// Its number among the documents.
    pub number: usize,
    pub withheld: Option<Withheld>,
}

impl Kept {
    pub fn text(&self) -> Text {
        Text::new(&self.document, self.number, self.withheld)
    }
}

/// The documents that stay, and the paths of those left out.
pub fn sort_out(documents: &[Arc<Document>], publication: Publication) -> (Vec<Kept>, HashMap<Arc<str>, Withheld>) {
    let mut kept = Vec::with_capacity(documents.len());
    let mut left_out = HashMap::new();
    for (number, document) in documents.iter().enumerate() {
        match why_withheld(document, publication) {
            Some(reason) if !publication.drafts => {
                left_out.insert(document.file.path.clone(), reason);
            }
            withheld => kept.push(Kept { document: document.clone(), number, withheld }),
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
