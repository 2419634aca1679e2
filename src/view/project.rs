//! A project's own page, and what is related to it.

use super::shapes::{ProjectView, RelatedView};
use super::site_shapes::PageLink;
use super::{Outcome, View};
use crate::language::PartialDate;
use crate::model::{Project, Route, Subject, Tag};
use crate::theme::Context;

/// Related projects shown.
const RELATED: usize = 4;
/// Projects of one term that are looked at: those next to the project in the term's list. Enough to find good
/// neighbours, and it keeps the work for one page the same however large the portfolio is.
const NEAR: usize = 24;
/// Candidates that are enough to choose from: the rarest terms have given the best ones by then.
const ENOUGH: usize = 72;

impl View<'_> {
    pub fn project(&self, route: &Route, number: usize) -> Outcome<Context> {
        let subject = Subject::Project(number);
        let mut context = self.context("project", &subject, route, 1)?;
        self.add_text(&mut context, &subject)?;
        let project = &self.portfolio.projects[number];
        let language = self.language();
        let view = ProjectView {
            slug: project.slug.to_string(),
            facets: self.facet_terms(project, |_| true),
            partners: project.partners.clone(),
            amount: self.amount(project.amount)?,
            start: project.start.map(|date| language.date(date)),
            end: project.end.map(|date| language.date(date)),
            status: project.status.map(|status| status.word().to_owned()),
            featured: project.featured,
            inferred: project.tags.iter().flatten().any(|tag| tag.inferred),
            cover: self.page_cover(&subject),
            hue: self.project_hue(number),
            related: self.related(number)?,
            others: self.other_grants(number)?,
            updated: self.last_modified(&subject).map(|date| language.date(PartialDate::Day(date))),
            previous: self.neighbour(number, -1),
            next: self.neighbour(number, 1),
        };
        context.value("project", view);
        context.value("locator", self.project_locator(&project.tags));
        Ok(context)
    }

    fn neighbour(&self, number: usize, step: isize) -> Option<PageLink> {
        let order = &self.portfolio.orders[self.number];
        let at = order.binary_search(&number).ok()?.checked_add_signed(step)?;
        let other = *order.get(at)?;
        let title = self.portfolio.projects[other].text(self.number)?.title().to_string();
        Some(PageLink { title, href: self.href_of(&Subject::Project(other)) })
    }

    /// Projects that share terms, weighed so that a rare shared term counts for more than a common one.
    fn related(&self, number: usize) -> Outcome<Vec<RelatedView>> {
        let project = &self.portfolio.projects[number];
        // The rarest terms first: what shares one of them is the likeliest to be closest.
        let members = |facet: usize, tag: &Tag| &self.portfolio.facets[facet].terms[tag.term].projects[self.number];
        // Those of the same organisation stand on the page already.
        let (own, mut lists): (Vec<_>, Vec<_>) = project
            .tags
            .iter()
            .enumerate()
            .flat_map(|(facet, tags)| tags.iter().map(move |tag| (facet, members(facet, tag))))
            .partition(|(facet, _)| self.config.facets[*facet].organisations);
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
        let mut scored: Vec<(f64, usize)> = candidates
            .into_iter()
            .map(|other| {
                let shared = self.shared(project, &self.portfolio.projects[other]);
                (shared.map(|(facet, term)| self.weight(facet, term)).sum(), other)
            })
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        scored.truncate(RELATED);
        scored
            .into_iter()
            .map(|(_, other)| {
                let mut shared: Vec<(usize, usize)> = self.shared(project, &self.portfolio.projects[other]).collect();
                shared.sort_by(|a, b| self.weight(b.0, b.1).total_cmp(&self.weight(a.0, a.1)));
                let link = |(facet, term): (usize, usize)| self.term_value(facet, Tag { term, inferred: false });
                Ok(RelatedView { card: self.card(other)?, shared: shared.into_iter().map(link).collect() })
            })
            .collect()
    }

    /// The terms that both have.
    fn shared<'b>(&self, one: &'b Project, other: &'b Project) -> impl Iterator<Item = (usize, usize)> + 'b {
        one.tags.iter().zip(&other.tags).enumerate().flat_map(|(facet, (a, b))| {
            let in_both = |tag: &&Tag| b.iter().any(|candidate| candidate.term == tag.term);
            a.iter().filter(in_both).map(move |tag| (facet, tag.term))
        })
    }

    /// What a shared term counts for: the logarithm of how rare it is.
    #[expect(clippy::cast_precision_loss, reason = "counts of projects stay far below 2^52")]
    fn weight(&self, facet: usize, term: usize) -> f64 {
        *self.cache.terms[self.number][facet][term].weight.get_or_init(|| {
            let total = self.portfolio.orders[self.number].len() as f64;
            let members = self.portfolio.facets[facet].terms[term].projects[self.number].len() as f64;
            (1.0 + total / members.max(1.0)).ln()
        })
    }
}
