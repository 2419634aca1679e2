//! Related projects: those that share terms, weighed so that a rare shared term counts for more than a common one.
//!
//! Start at [`View::related`].

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

/// What a term counts for where two projects share it: the logarithm of how rare it is among a language's projects.
#[expect(clippy::cast_precision_loss, reason = "counts of projects stay far below 2^52")]
fn weights(portfolio: &Portfolio, language: usize) -> Vec<f64> {
    let total = portfolio.orders[language].len() as f64;
    let terms = portfolio.facets.iter().flat_map(|facet| &facet.terms);
    let members = terms.map(|term| term.projects[language].len().max(1) as f64);
    members.map(|members| (1.0 + total / members).ln()).collect()
}

/// The terms that stand in both lists, which are sorted.
fn shared<'a>(one: &'a [u32], mut other: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
    let shared = one.iter().filter(move |term| {
        while other.first().is_some_and(|first| first < term) {
            other = &other[1..];
        }
        other.first() == Some(term)
    });
    shared.copied()
}

impl View<'_> {
    pub(super) fn related(&self, number: usize) -> Outcome<Vec<RelatedView>> {
        let weights = self.cache.weights[self.number].get_or_init(|| weights(self.portfolio, self.number));
        let weight = |term: &u32| weights[*term as usize];
        let compact = self.compact();
        let in_common = |other: usize| shared(compact.terms(number), compact.terms(other));
        let mut scored: Vec<(f64, usize)> = self
            .candidates(number)
            .into_iter()
            .map(|other| (in_common(other).map(|term| weight(&term)).sum(), other))
            .collect();
        let closest = |a: &(f64, usize), b: &(f64, usize)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if scored.len() > RELATED {
            scored.select_nth_unstable_by(RELATED, closest);
            scored.truncate(RELATED);
        }
        scored.sort_unstable_by(closest);
        let view = |(_, other): (f64, usize)| {
            let mut shared: Vec<u32> = in_common(other).collect();
            shared.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
            let link = |term| {
                let (facet, term) = compact.place(term);
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
