//! Facets as timelines, and projects as the grants of their organisations.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::chart_shapes::{GrantView, OrganisationView, OtherGrants, TimelineYear};
use super::{Outcome, View};
use crate::config::{Order, Show};
use crate::model::{Tag, Term};

/// Other grants that a project's page shows.
const OTHERS: usize = 6;
/// Grants that an overview of organisations shows: with more, it would be a heavy page that nobody reads.
const LISTED: usize = 500;

impl View<'_> {
    /// How a facet's terms are shown: as the site says, else what its terms suggest. None leaves it to the theme.
    pub(crate) fn show(&self, facet: usize) -> Option<Show> {
        let settings = &self.config.facets[facet];
        if settings.show.is_some() {
            return settings.show;
        }
        if settings.organisations {
            return Some(Show::AToZ);
        }
        let own = &self.portfolio.facets[facet];
        let terms = &own.orders[self.number];
        let dated = terms.iter().filter(|term| own.terms[**term].year.is_some()).count();
        (dated > 1 && dated * 2 >= terms.len()).then_some(Show::Timeline)
    }

    /// The facets that are shown as timelines.
    fn timelines(&self) -> &[usize] {
        let is_timeline = |facet: &usize| self.show(*facet) == Some(Show::Timeline);
        self.cache.timelines[self.number].get_or_init(|| (0..self.config.facets.len()).filter(is_timeline).collect())
    }

    /// The terms by year, the oldest first unless the facet has an order of its own. Terms that state no year stay
    /// where that order puts them, else they come last.
    pub(crate) fn timeline(&self, facet: usize) -> Outcome<Vec<TimelineYear>> {
        let own = &self.portfolio.facets[facet];
        let mut terms = own.orders[self.number].clone();
        match &self.config.facets[facet].order {
            Order::Listed(_) => {}
            Order::Key { key, descending: true } if key.value == "year" => {}
            _ => terms.sort_by_key(|term| own.terms[*term].year.map_or((true, 0), |year| (false, year))),
        }
        let mut years: Vec<TimelineYear> = Vec::new();
        for term in terms {
            let (year, card) = (own.terms[term].year, self.term_card(facet, term)?);
            match years.last_mut().filter(|last| last.year == year) {
                Some(last) => last.terms.push(card),
                None => years.push(TimelineYear { year, terms: vec![card] }),
            }
        }
        Ok(years)
    }

    /// The year of a grant: that of the project's start, else the first that a term of it states.
    fn grant_year(&self, number: usize) -> Option<i64> {
        let project = &self.portfolio.projects[number];
        let stated = self.timelines().iter().flat_map(|facet| {
            let term = move |tag: &Tag| -> &Term { &self.portfolio.facets[*facet].terms[tag.term] };
            project.tags[*facet].iter().filter(|tag| !tag.inferred).filter_map(move |tag| term(tag).year)
        });
        project.start.map(|start| i64::from(start.year())).or_else(|| stated.min())
    }

    /// Projects as grants are listed: the newest first, and last those whose year is not known.
    pub(crate) fn newest_grants(&self, projects: &[usize]) -> Vec<usize> {
        let mut sorted = projects.to_vec();
        sorted.sort_by_cached_key(|project| Reverse(self.grant_year(*project)));
        sorted
    }

    /// A project as a grant.
    pub(crate) fn grant(&self, number: usize) -> Outcome<GrantView> {
        let (project, timelines) = (&self.portfolio.projects[number], self.timelines());
        Ok(GrantView {
            card: self.card(number)?,
            year: self.grant_year(number),
            facets: self.facet_terms(project, |facet| timelines.contains(&facet)),
        })
    }

    /// The organisations with all their grants, where they are not too many for one page.
    pub(crate) fn organisations(&self, facet: usize) -> Outcome<Vec<OrganisationView>> {
        let own = &self.portfolio.facets[facet];
        let projects = |term: usize| &own.terms[term].projects[self.number];
        // By name, as an A to Z has its letters.
        let order = if self.show(facet) == Some(Show::AToZ) {
            self.by_name(facet)
        } else {
            Cow::Borrowed(own.orders[self.number].as_slice())
        };
        let count: usize = order.iter().map(|term| projects(*term).len()).sum();
        if !self.config.facets[facet].organisations || count > LISTED {
            return Ok(Vec::new());
        }
        let organisation = |term: &usize| {
            let newest = self.newest_grants(projects(*term));
            let grants = newest.into_iter().map(|project| self.grant(project)).collect::<Outcome<Vec<_>>>()?;
            Ok(OrganisationView { term: self.term_card(facet, *term)?, grants })
        };
        order.iter().map(organisation).collect()
    }

    /// What the organisations of a project were granted besides.
    pub(crate) fn other_grants(&self, number: usize) -> Outcome<Vec<OtherGrants>> {
        let project = &self.portfolio.projects[number];
        let mut found = Vec::new();
        for (facet, settings) in self.config.facets.iter().enumerate().filter(|(_, facet)| facet.organisations) {
            for tag in &project.tags[facet] {
                let mut others =
                    self.newest_grants(&self.portfolio.facets[facet].terms[tag.term].projects[self.number]);
                others.retain(|other| *other != number);
                let grants = others.iter().take(OTHERS).map(|other| self.grant(*other)).collect::<Outcome<Vec<_>>>()?;
                if !grants.is_empty() {
                    found.push(OtherGrants {
                        singular: settings.singular.get(self.number).to_owned(),
                        term: self.term_link(facet, Tag { term: tag.term, inferred: false }),
                        count: others.len(),
                        grants,
                    });
                }
            }
        }
        Ok(found)
    }
}
