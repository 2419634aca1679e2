//! Collect: all documents become one [`Portfolio`]: complete, sorted, and without what must not be seen.
//!
//! [`collect`] is the stage. Its steps: leave out what is withheld (`publish.rs`), put files of one page in
//! several languages together (`shelf.rs`), find each facet's terms (`vocabulary.rs`), look up the terms that
//! projects name (`projects.rs`), place terms within terms (`nest.rs`), put all in order (`order.rs`),
//! leave out files that only withheld pages name (`files.rs`).

mod files;
mod nest;
mod order;
mod projects;
mod publish;
mod shelf;
mod vanished;
mod vocabulary;

use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::Checked;
use crate::model::{Document, Facet, Facts, Page, Portfolio, Withheld};
use vocabulary::Vocabulary;

/// What may be shown: what is published on a day, or in a preview all, marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Publication {
    pub on: Date,
    /// Drafts, and pages before or after their time, are shown and marked.
    pub drafts: bool,
}

/// `faulty` are the files that could not be read and so are no documents; `named_elsewhere` tells whether the settings
/// or the theme name a file of `assets/`.
pub fn collect(
    documents: &[Arc<Document>],
    faulty: &[Arc<str>],
    config: &Config,
    publication: Publication,
    named_elsewhere: &dyn Fn(&str) -> bool,
) -> Checked<Portfolio> {
    let mut found = Vec::new();
    let (kept, mut withheld) = publish::sort_out(documents, publication);
    withheld.extend(faulty.iter().map(|path| (path.clone(), Withheld::Faulty)));
    let shelf = shelf::Shelf::fill(documents, kept, faulty, config).take(&mut found);
    let vocabularies: Vec<_> = (0..config.facets.len())
        .into_par_iter()
        .map(|facet| vocabulary::find(facet, &shelf, config, &withheld))
        .collect();
    let vocabularies: Vec<Vocabulary> = vocabularies.into_iter().map(|one| one.take(&mut found)).collect();
    withheld.extend(vanished::find(documents, &withheld, &vocabularies, config));
    let mut projects = projects::look_up(&shelf, &vocabularies, config).take(&mut found);
    order::sort_projects(&mut projects, config);
    let parents = nest::place_terms(&vocabularies, config).take(&mut found);
    let facets: Vec<Facet> = vocabularies
        .into_par_iter()
        .zip(parents)
        .enumerate()
        .map(|(number, (vocabulary, parents))| order::facet(number, vocabulary, parents, &projects, config))
        .collect();
    let languages = config.languages.len();
    let pages = shelf
        .pages
        .iter()
        .map(|(slug, texts)| {
            let (menu, order) = match texts.own().map(|document| &document.front.facts) {
                Some(Facts::Page(facts)) => (facts.menu, facts.order),
                _ => (None, 0),
            };
            Page { slug: slug.clone(), texts: texts.texts(languages), menu, order }
        })
        .collect();
    let orders = (0..languages).map(|language| order::shown(&projects, language)).collect::<Vec<_>>();
    let newest = orders.iter().enumerate().map(|(language, order)| order::newest(&projects, language, order)).collect();
    let mut portfolio = Portfolio {
        updated: order::latest(&projects),
        orders,
        newest,
        projects,
        facets,
        pages,
        home: shelf.home.texts(languages),
        overviews: shelf.overviews.iter().map(|(folder, texts)| (folder.clone(), texts.texts(languages))).collect(),
        withheld,
    };
    let files = files::find(documents, &portfolio, &config.own, named_elsewhere);
    portfolio.withheld.extend(files);
    Checked::new(portfolio, found)
}
