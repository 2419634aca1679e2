//! `site.search`: whether a language has a full-text index, and what of.

use super::site_shapes::SearchView;
use super::{View, policy};
use crate::config::Config;
use crate::language::country_other_names;
use crate::model::{Portfolio, Route};
use crate::theme::Theme;

/// The theme's file that searches.
const SCRIPT: &str = "search.js";

/// Has the language a full-text index?
pub fn searches(config: &Config, portfolio: &Portfolio, theme: &Theme, language: usize) -> bool {
    config.search && theme.static_file(SCRIPT).is_some() && searched(portfolio, language).next().is_some()
}

/// The projects that can be found: those with a text in the language that is not withheld.
pub fn searched(portfolio: &Portfolio, language: usize) -> impl Iterator<Item = usize> + '_ {
    let published = move |number: &usize| {
        portfolio.projects[*number].texts[language].as_ref().is_some_and(|text| text.withheld.is_none())
    };
    portfolio.orders[language].iter().copied().filter(published)
}

impl View<'_> {
    pub(super) fn search(&self) -> Option<SearchView> {
        searches(self.config, self.portfolio, self.theme, self.number).then(|| SearchView {
            href: self.href(&Route::search(self.language().tag())),
            policy: policy(self.config, true),
        })
    }

    /// Has any language of the site a full-text index?
    pub fn searches(&self) -> bool {
        (0..self.config.languages.len()).any(|language| searches(self.config, self.portfolio, self.theme, language))
    }

    /// What a project's countries are called beside the names that the page has.
    pub fn other_names(&self, project: usize) -> Vec<&str> {
        let tags = self.portfolio.projects[project].tags.iter().zip(&self.portfolio.facets);
        let terms = tags.flat_map(|(tags, facet)| tags.iter().map(|tag| &facet.terms[tag.term]));
        terms.filter_map(|term| term.code.as_deref()).flat_map(country_other_names).collect()
    }
}
