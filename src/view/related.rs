//! Related projects: those that share terms, weighed so that a rare shared term counts for more than a common one.
//!
//! Start at [`View::related`]. [`Kinship`] holds what it compares: each page looks at some seventy other projects, and
//! finding their terms all over the memory took most of the time.

use super::shapes::RelatedView;
use super::{Outcome, View};
use crate::model::{Portfolio, Tag};

/// How many related projects a page shows.
const RELATED: usize = 4;
/// Of a long list of projects that share a term, the page's neighbours are looked at. They are as good as any, and it
/// keeps the work for one page the same however large the portfolio is.
const NEAR: usize = 24;
/// Candidates that are enough to choose from: the rarest terms have given the best ones by then.
const ENOUGH: usize = 72;

/// The terms of all projects, as numbers that count through all facets.
#[derive(Debug)]
pub(super) struct Kinship {
    /// The number of each facet's first term.
    first: Vec<usize>,
    /// The terms of each project one after the other, sorted, and where those of each end. Small numbers, so that those
    /// of 10,000 projects stay in a core's cache.
    terms: Vec<u32>,
    ends: Vec<u32>,
    /// What a term counts for where two share it: the logarithm of how rare it is.
    weights: Vec<f64>,
}

impl Kinship {
    /// The terms of a language's projects; weights are of that language.
    #[expect(clippy::cast_precision_loss, reason = "counts of projects stay far below 2^52")]
    fn of(portfolio: &Portfolio, language: usize) -> Kinship {
        let total = portfolio.orders[language].len() as f64;
        let (mut first, mut weights) = (Vec::new(), Vec::new());
        for facet in &portfolio.facets {
            first.push(weights.len());
            let members = facet.terms.iter().map(|term| term.projects[language].len().max(1) as f64);
            weights.extend(members.map(|members| (1.0 + total / members).ln()));
        }
        let (mut terms, mut ends) = (Vec::new(), Vec::new());
        for project in &portfolio.projects {
            let own = terms.len();
            for (tags, first) in project.tags.iter().zip(&first) {
                terms.extend(tags.iter().map(|tag| small(first + tag.term)));
            }
            terms[own..].sort_unstable();
            ends.push(small(terms.len()));
        }
        Kinship { first, terms, ends, weights }
    }

    fn terms(&self, project: usize) -> &[u32] {
        let start = project.checked_sub(1).map_or(0, |previous| self.ends[previous]);
        &self.terms[start as usize..self.ends[project] as usize]
    }

    fn shared(&self, one: usize, other: usize) -> impl Iterator<Item = usize> {
        let (one, mut rest) = (self.terms(one), self.terms(other));
        let shared = one.iter().filter(move |term| {
            while rest.first().is_some_and(|first| first < term) {
                rest = &rest[1..];
            }
            rest.first() == Some(term)
        });
        shared.map(|term| *term as usize)
    }

    /// The facet and the term in it.
    fn place(&self, term: usize) -> (usize, usize) {
        let facet = self.first.partition_point(|first| *first <= term) - 1;
        (facet, term - self.first[facet])
    }
}

/// Terms of all projects in all: fewer than four thousand million.
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl View<'_> {
    pub(super) fn related(&self, number: usize) -> Outcome<Vec<RelatedView>> {
        let kinship = self.cache.kinships[self.number].get_or_init(|| Kinship::of(self.portfolio, self.number));
        let mut scored: Vec<(f64, usize)> = self
            .candidates(number)
            .into_iter()
            .map(|other| (kinship.shared(number, other).map(|term| kinship.weights[term]).sum(), other))
            .collect();
        let closest = |a: &(f64, usize), b: &(f64, usize)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if scored.len() > RELATED {
            scored.select_nth_unstable_by(RELATED, closest);
            scored.truncate(RELATED);
        }
        scored.sort_unstable_by(closest);
        let view = |(_, other): (f64, usize)| {
            let mut shared: Vec<usize> = kinship.shared(number, other).collect();
            shared.sort_by(|a, b| kinship.weights[*b].total_cmp(&kinship.weights[*a]));
            let link = |term| {
                let (facet, term) = kinship.place(term);
                self.term_value(facet, Tag { term, inferred: false })
            };
            Ok(RelatedView { card: self.card(other)?, shared: shared.into_iter().map(link).collect() })
        };
        scored.into_iter().map(view).collect()
    }

    /// Projects that share one of the rarer terms.
    fn candidates(&self, number: usize) -> Vec<usize> {
        let project = &self.portfolio.projects[number];
        let members = |facet: usize, tag: &Tag| &self.portfolio.facets[facet].terms[tag.term].projects[self.number];
        // Those of the same organisation stand on the page already.
        let (own, mut lists): (Vec<_>, Vec<_>) = project
            .tags
            .iter()
            .enumerate()
            .flat_map(|(facet, tags)| tags.iter().map(move |tag| (facet, members(facet, tag))))
            .partition(|(facet, _)| self.config.facets[*facet].organisations);
        // The rarest terms first: what shares one of them is the likeliest to be closest.
        lists.sort_by_key(|(_, members)| members.len());
        let mut candidates: Vec<usize> = Vec::with_capacity(ENOUGH + NEAR);
        for (_, members) in lists {
            let at = members.partition_point(|member| *member < number);
            let from = at.saturating_sub(NEAR / 2);
            candidates.extend(&members[from..(from + NEAR + 1).min(members.len())]);
            if candidates.len() >= ENOUGH {
                break;
            }
        }
        candidates.sort_unstable();
        candidates.dedup();
        let of_the_same = |other: &usize| own.iter().any(|(_, members)| members.binary_search(other).is_ok());
        candidates.retain(|other| *other != number && !of_the_same(other));
        candidates
    }
}
