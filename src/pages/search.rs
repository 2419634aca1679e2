//! The full-text index of each language's projects, which the theme's `search.js` reads: a list of its files, Pagefind's
//! program, and the shards.
//!
//! What is withheld stands in none of them, not even in a preview.

use serde::Serialize;

use super::{Content, Generator, Plan, Planned, Scope};
use crate::diagnostic::Diagnostic;
use crate::model::{Route, Subject};
use crate::search::{self, Index, Record};
use crate::view::{View, searched, searches};

pub struct Search;

const LIST: &str = "index.json";
const ENGINE: &str = "engine.bin";

impl Generator for Search {
    fn plan(&self, scope: &Scope<'_>, pages: &mut Vec<Planned>) {
        for language in
            scope.languages().filter(|language| searches(scope.config, scope.portfolio, scope.theme, *language))
        {
            let folder = Route::search(scope.config.languages[language].language.tag());
            let shards = search::shards(searched(scope.portfolio, language).count());
            let names = [LIST, ENGINE].map(str::to_owned).into_iter().chain((0..shards).map(name));
            // The list and the program are the pages 1 and 2, so that the shards are numbered from there.
            for (number, name) in (1..).zip(names) {
                pages.push(Planned::new(folder.beside(&name), language, Subject::Site).page(number).unlisted());
            }
        }
    }

    fn content(&self, view: &View<'_>, _: &Plan, planned: &Planned) -> Result<Content, Box<Diagnostic>> {
        let records = searched(view.portfolio(), view.language_number()).count();
        let shards = search::shards(records);
        Ok(match planned.page {
            1 => Content::Bytes(list(view, records, shards)?),
            2 => Content::Index(Index::engine(view.language().tag())),
            page => Content::Index(shard(view, page - 3, shards)),
        })
    }
}

fn name(shard: usize) -> String {
    format!("{shard:02}.bin")
}

/// The projects of a shard, by slug.
fn shard(view: &View<'_>, shard: usize, shards: usize) -> Index {
    let projects = &view.portfolio().projects;
    let is_there = |number: &usize| search::shard(&projects[*number].slug, shards) == shard;
    let mut numbers: Vec<usize> = searched(view.portfolio(), view.language_number()).filter(is_there).collect();
    numbers.sort_by(|one, other| projects[*one].slug.cmp(&projects[*other].slug));
    let records = numbers.into_iter().map(|number| record(view, number)).collect();
    Index::shard(view.language().tag(), records)
}

#[derive(Serialize)]
struct List {
    /// How many projects can be found.
    records: usize,
    /// Addresses of files beside this one, with a mark of their content, as in all addresses of this kind.
    engine: String,
    shards: Vec<String>,
}

fn list(view: &View<'_>, records: usize, shards: usize) -> Result<Vec<u8>, Box<Diagnostic>> {
    let address = |name: &str, index: &Index| format!("{name}?v={}", index.mark().short());
    let list = List {
        records,
        engine: address(ENGINE, &Index::engine(view.language().tag())),
        shards: (0..shards).map(|number| address(&name(number), &shard(view, number, shards))).collect(),
    };
    let mut bytes = serde_json::to_vec(&list).map_err(|error| {
        Box::new(Diagnostic::error("search", format!("the search index can't be written: {error}")))
    })?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// What a project is found by.
fn record(view: &View<'_>, number: usize) -> Record {
    let (portfolio, language) = (view.portfolio(), view.language_number());
    let project = &portfolio.projects[number];
    let text = project.texts[language].as_ref();
    let body = text.map(|text| view.document(text).body.words()).unwrap_or_default();
    let summary = text.map(|text| &**text.summary()).unwrap_or_default();
    let tags = project.tags.iter().zip(&portfolio.facets);
    let terms = tags.flat_map(|(tags, facet)| tags.iter().map(|tag| facet.terms[tag.term].names[language].as_str()));
    let partners = project.partners.iter().map(String::as_str);
    Record {
        slug: project.slug.clone(),
        title: text.map(|text| text.title().clone()).unwrap_or_default(),
        text: [summary, &body]
            .into_iter()
            .chain(terms)
            .chain(view.other_names(number))
            .chain(partners)
            .collect::<Vec<_>>()
            .join("\n"),
    }
}
