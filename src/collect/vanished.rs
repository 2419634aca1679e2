//! Terms that would come into being by use, and don't since every project that names them is withheld. A link to
//! one is no mistake: it leads nowhere as long as those projects do.

use std::collections::HashMap;
use std::sync::Arc;

use super::vocabulary::Vocabulary;
use crate::config::{Config, Vocabulary as Kind};
use crate::language::{country_english, slug};
use crate::model::{Document, Facts, Withheld};

/// The path that such a term's page would have, and why it is not there.
pub fn find(
    documents: &[Arc<Document>],
    withheld: &HashMap<Arc<str>, Withheld>,
    vocabularies: &[Vocabulary],
    config: &Config,
) -> Vec<(Arc<str>, Withheld)> {
    let mut vanished = Vec::new();
    for document in documents {
        let Facts::Project(facts) = &document.front.facts else { continue };
        let Some(reason) = withheld.get(&document.file.path) else { continue };
        for ((tags, vocabulary), facet) in facts.tags.iter().zip(vocabularies).zip(&config.facets) {
            for tag in tags {
                let name = tag.term.value.trim();
                let slug = match facet.vocabulary {
                    Kind::Pages => continue,
                    Kind::Use => slug(name),
                    Kind::Countries => match country_english(&name.to_uppercase()) {
                        Some(english) => slug(english),
                        None => continue,
                    },
                };
                if !vocabulary.terms.iter().any(|term| *term.slug == *slug) {
                    vanished.push((format!("content/{}/{slug}.md", facet.folder).into(), *reason));
                }
            }
        }
    }
    vanished
}
