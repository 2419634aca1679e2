//! A project's own page, and what is related to it.

use std::collections::BTreeMap;

use super::shapes::{PageLink, ProjectView, RelatedView};
use super::{Context, Outcome, View};
use crate::model::{Project, Route, Subject, Tag};

/// Related projects shown.
const RELATED: usize = 4;
/// Projects of one term that are looked at: those next to the project in the term's list. Enough to find good
/// neighbours, and it keeps the work for one page the same however large the portfolio is.
const NEAR: usize = 24;

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
            related: self.related(number)?,
            previous: self.neighbour(number, -1),
            next: self.neighbour(number, 1),
        };
        context.value("project", view);
        Ok(context)
    }

    fn neighbour(&self, number: usize, step: isize) -> Option<PageLink> {
        let order = &self.portfolio.orders[self.number];
        let at = order.binary_search(&number).ok()?.checked_add_signed(step)?;
        let other = *order.get(at)?;
        let title = self.portfolio.projects[other].text(self.number)?.title.to_string();
        Some(PageLink { title, href: self.href_of(&Subject::Project(other)) })
    }

    /// Projects that share terms, weighed so that a rare shared term counts for more than a common one.
    fn related(&self, number: usize) -> Outcome<Vec<RelatedView>> {
        let project = &self.portfolio.projects[number];
        let mut candidates: BTreeMap<usize, f64> = BTreeMap::new();
        for (facet, tags) in project.tags.iter().enumerate() {
            for tag in tags {
                let members = &self.portfolio.facets[facet].terms[tag.term].projects[self.number];
                let at = members.partition_point(|member| *member < number);
                let from = at.saturating_sub(NEAR / 2);
                let to = (from + NEAR + 1).min(members.len());
                for member in &members[from..to] {
                    candidates.entry(*member).or_default();
                }
            }
        }
        candidates.remove(&number);
        let mut scored: Vec<(f64, usize)> = candidates
            .into_keys()
            .map(|other| {
                let shared = self.shared(project, &self.portfolio.projects[other]);
                (shared.iter().map(|(weight, ..)| weight).sum(), other)
            })
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        scored.truncate(RELATED);
        scored
            .into_iter()
            .map(|(_, other)| {
                let mut shared = self.shared(project, &self.portfolio.projects[other]);
                shared.sort_by(|a, b| b.0.total_cmp(&a.0));
                let link =
                    |(_, facet, term): (f64, usize, usize)| self.term_value(facet, Tag { term, inferred: false });
                Ok(RelatedView { card: self.card(other)?, shared: shared.into_iter().map(link).collect() })
            })
            .collect()
    }

    /// The terms that both have, with their weight: the logarithm of how rare they are.
    #[expect(clippy::cast_precision_loss, reason = "counts of projects stay far below 2^52")]
    fn shared(&self, one: &Project, other: &Project) -> Vec<(f64, usize, usize)> {
        let total = self.portfolio.orders[self.number].len() as f64;
        let mut shared = Vec::new();
        for (facet, (a, b)) in one.tags.iter().zip(&other.tags).enumerate() {
            for tag in a {
                if b.iter().any(|candidate| candidate.term == tag.term) {
                    let members = self.portfolio.facets[facet].terms[tag.term].projects[self.number].len() as f64;
                    shared.push(((1.0 + total / members.max(1.0)).ln(), facet, tag.term));
                }
            }
        }
        shared
    }
}
