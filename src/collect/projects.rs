//! Projects with their terms looked up.

use super::shelf::Shelf;
use super::vocabulary::{Found, Vocabulary, place};
use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic};
use crate::model::{Document, Facts, Project, RawTag, Tag};

pub fn look_up(shelf: &Shelf, vocabularies: &[Vocabulary], config: &Config) -> Checked<Vec<Project>> {
    let mut diagnostics = Vec::new();
    let mut projects = Vec::with_capacity(shelf.projects.len());
    for (slug, copies) in &shelf.projects {
        let Some(document) = copies.own() else { continue };
        let Facts::Project(facts) = &document.front.facts else { continue };
        let tags = vocabularies
            .iter()
            .zip(&config.facets)
            .zip(&facts.tags)
            .map(|((vocabulary, facet), raw)| tags(vocabulary, &facet.folder, document, raw, &mut diagnostics))
            .collect();
        projects.push(Project {
            slug: slug.clone(),
            texts: shelf.texts(copies),
            tags,
            partners: facts.partners.clone(),
            status: facts.status,
            start: facts.start,
            end: facts.end,
            amount: facts.amount,
            featured: facts.featured,
        });
    }
    Checked::new(projects, diagnostics)
}

fn tags(
    vocabulary: &Vocabulary,
    folder: &str,
    document: &Document,
    raw: &[RawTag],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::with_capacity(raw.len());
    for tag in raw {
        match vocabulary.look_up(&tag.term.value, folder) {
            Found::Term(term) if tags.iter().any(|known| known.term == term) => {}
            Found::Term(term) => tags.push(Tag { term, inferred: tag.inferred }),
            Found::Withheld => {}
            Found::Unknown(diagnostic) => diagnostics.push(diagnostic.at(place(document, &tag.term.range))),
        }
    }
    tags
}
