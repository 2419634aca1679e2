//! Projects with their terms looked up.

use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::shelf::{Copies, Shelf};
use super::vocabulary::{Found, Vocabulary, place};
use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic};
use crate::model::{Document, Facts, Project, RawTag, Tag};

pub fn look_up(shelf: &Shelf, vocabularies: &[Vocabulary], config: &Config) -> Checked<Vec<Project>> {
    let found: Vec<Option<Checked<Project>>> =
        shelf.projects.par_iter().map(|(slug, copies)| project(slug, copies, vocabularies, config)).collect();
    let mut diagnostics = Vec::new();
    let projects = found.into_iter().flatten().map(|one| one.take(&mut diagnostics)).collect();
    Checked::new(projects, diagnostics)
}

fn project(slug: &Arc<str>, copies: &Copies, vocabularies: &[Vocabulary], config: &Config) -> Option<Checked<Project>> {
    let document = copies.own()?;
    let Facts::Project(facts) = &document.front.facts else { return None };
    let mut diagnostics = Vec::new();
    let tags: Vec<Vec<Tag>> = vocabularies
        .iter()
        .zip(&config.facets)
        .zip(&facts.tags)
        .map(|((vocabulary, facet), raw)| tags(vocabulary, &facet.folder, document, raw, &mut diagnostics))
        .collect();
    let years = tags.iter().zip(vocabularies).flat_map(|(tags, own)| tags.iter().filter_map(|tag| own.year(tag.term)));
    let of_year = |year: i64| Date::new(i16::try_from(year).ok()?, 1, 1).ok();
    let project = Project {
        since: facts.start.map(|start| start.first_day()).or_else(|| of_year(years.max()?)),
        slug: slug.clone(),
        texts: copies.texts(config.languages.len()),
        tags,
        partners: facts.partners.clone(),
        status: facts.status,
        start: facts.start,
        end: facts.end,
        amount: facts.amount,
        featured: facts.featured,
    };
    Some(Checked::new(project, diagnostics))
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
