//! A project's own page.

use super::shapes::ProjectView;
use super::site_shapes::PageLink;
use super::{Outcome, View};
use crate::language::PartialDate;
use crate::model::{Route, Subject};
use crate::theme::Context;

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
            updated: self.stated_change(&subject).map(|date| language.date(PartialDate::Day(date))),
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
        Some(PageLink::new(title, self.href_of(&Subject::Project(other))))
    }
}
