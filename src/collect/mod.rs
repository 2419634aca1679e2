//! Collect: all documents become one [`Portfolio`]: complete, sorted, and without what must not be seen.
//!
//! [`collect`] is the stage. Its steps: leave out what is withheld (`publish.rs`), put files of one page in
//! several languages together (`shelf.rs`), find each facet's terms (`vocabulary.rs`), look up the terms that
//! projects name (`projects.rs`), place terms within terms (`nest.rs`), put all in order (`order.rs`).

mod nest;
mod order;
mod projects;
mod publish;
mod shelf;
mod vanished;
mod vocabulary;

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::config::Config;
use crate::diagnostic::Checked;
use crate::model::{Document, Facet, Facts, Page, Portfolio, Text, Withheld};

/// What may be shown: what is published on a day, or in a preview all, marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Publication {
    pub on: Date,
    /// Drafts, and pages before or after their time, are shown and marked.
    pub drafts: bool,
}

/// `faulty` are the files that could not be read and so are no documents.
pub fn collect(
    documents: &[Arc<Document>],
    faulty: &[Arc<str>],
    config: &Config,
    publication: Publication,
) -> Checked<Portfolio> {
    let mut found = Vec::new();
    let (kept, mut withheld) = publish::sort_out(documents, publication);
    withheld.extend(faulty.iter().map(|path| (path.clone(), Withheld::Faulty)));
    let shelf = shelf::Shelf::fill(documents, &kept, faulty, config).take(&mut found);
    let vocabularies: Vec<vocabulary::Vocabulary> = (0..config.facets.len())
        .map(|facet| vocabulary::find(facet, &shelf, config, &withheld).take(&mut found))
        .collect();
    withheld.extend(vanished::find(documents, &withheld, &vocabularies, config));
    let mut projects = projects::look_up(&shelf, &vocabularies, config).take(&mut found);
    order::sort_projects(&mut projects, config);
    let parents = nest::place_terms(&vocabularies, config).take(&mut found);
    let facets: Vec<Facet> = vocabularies
        .into_iter()
        .zip(parents)
        .enumerate()
        .map(|(number, (vocabulary, parents))| order::facet(number, vocabulary, parents, &projects, config))
        .collect();
    let pages = shelf
        .pages
        .iter()
        .map(|(slug, texts)| {
            let (menu, order) = match texts.own().map(|document| &document.front.facts) {
                Some(Facts::Page(facts)) => (facts.menu, facts.order),
                _ => (None, 0),
            };
            Page { slug: slug.clone(), texts: texts.texts(&kept), menu, order }
        })
        .collect();
    let orders = (0..config.languages.len()).map(|language| order::shown(&projects, language)).collect::<Vec<_>>();
    let newest = orders.iter().enumerate().map(|(language, order)| order::newest(&projects, language, order)).collect();
    let portfolio = Portfolio {
        updated: order::latest(&projects),
        orders,
        newest,
        projects,
        facets,
        pages,
        home: shelf.home.texts(&kept),
        overviews: shelf.overviews.iter().map(|(folder, texts)| (folder.clone(), texts.texts(&kept))).collect(),
        withheld,
    };
    Checked::new(portfolio, found)
}

/// Documents that may be seen, with the mark they carry in a preview.
pub(crate) type Kept = HashMap<Arc<str>, Option<crate::model::Withheld>>;

fn text_of(document: &Document, kept: &Kept) -> Option<Text> {
    let withheld = *kept.get(&document.file.path)?;
    let common = &document.front.common;
    Some(Text {
        file: document.file.clone(),
        title: common.title.value.clone(),
        summary: common.summary.value.clone(),
        body: document.body.clone(),
        image: common.image.clone(),
        links: common.links.clone(),
        documents: common.documents.clone(),
        aliases: common.aliases.clone(),
        updated: common.updated.or(common.publish),
        withheld,
        extra: common.extra.clone(),
    })
}
