//! Checks of the whole site that need no rendering. A check is one file and one line in [`CHECKS`].

mod assets;
mod figures;
mod languages;
mod links;
mod lost_files;
mod orders;
mod photos;
mod pictures;
mod plain_texts;
mod settings;
mod share_cards;
mod summaries;
mod terms;

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::model::{Document, Text};
use crate::source::Asset;
use crate::view::View;

/// What a check looks at.
pub struct Inspected<'a> {
    view: View<'a>,
    assets: &'a [Asset],
    /// Files of `content/` that are no pages.
    strays: &'a [Arc<str>],
    /// Every text of the site with the number of its language and its document, in the order of their files.
    texts: Vec<(usize, &'a Text, &'a Document)>,
}

type Check = fn(&Inspected<'_>) -> Vec<Diagnostic>;

const CHECKS: &[Check] = &[
    links::check,
    figures::check,
    assets::check,
    summaries::check,
    plain_texts::check,
    terms::check,
    orders::check,
    settings::check,
    pictures::check,
    photos::check,
    share_cards::check,
    languages::check,
];

/// Everything that the checks find, in their order.
pub fn all(view: View<'_>, assets: &[Asset], strays: &[Arc<str>]) -> Vec<Diagnostic> {
    let inspected = Inspected::new(view, assets, strays);
    let found: Vec<_> = CHECKS.par_iter().with_max_len(1).map(|check| check(&inspected)).collect();
    found.into_iter().flatten().collect()
}

impl<'a> Inspected<'a> {
    fn new(view: View<'a>, assets: &'a [Asset], strays: &'a [Arc<str>]) -> Self {
        let portfolio = view.portfolio();
        let lists = portfolio
            .projects
            .iter()
            .map(|project| &project.texts)
            .chain(portfolio.facets.iter().flat_map(|facet| facet.terms.iter().map(|term| &term.texts)))
            .chain(portfolio.pages.iter().map(|page| &page.texts))
            .chain([&portfolio.home])
            .chain(portfolio.overviews.values());
        let mut texts: Vec<_> = lists
            .flat_map(|texts| texts.iter().enumerate())
            .filter_map(|(language, text)| Some((language, text.as_ref()?)))
            .map(|(language, text)| (language, text, view.document(text)))
            .collect();
        // Documents are numbered in the order of their files.
        texts.sort_unstable_by_key(|(_, text, _)| text.document);
        Inspected { view, assets, strays, texts }
    }
}
