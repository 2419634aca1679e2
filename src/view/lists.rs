//! Lists over several pages: the home page, all projects, and how they are cut.

use super::shapes::{PageNumber, Pagination};
use super::{Outcome, View};
use crate::model::{Route, Subject};
use crate::theme::Context;

/// How many of the newest projects the home page may show.
const NEWEST: usize = 6;

impl View<'_> {
    pub fn home(&self, route: &Route) -> Outcome<Context> {
        let mut context = self.context("home", &Subject::Home, route, 1)?;
        self.add_text(&mut context, &Subject::Home)?;
        let shown = &self.portfolio.orders[self.number];
        let featured: Vec<usize> =
            shown.iter().copied().filter(|project| self.portfolio.projects[*project].featured).collect();
        context.value("featured", self.cards(&featured)?);
        let newest = &self.portfolio.newest[self.number];
        context.value("newest", self.cards(&newest[..newest.len().min(NEWEST)])?);
        let mut facets = Vec::new();
        for facet in 0..self.config.facets.len() {
            if !self.portfolio.facets[facet].orders[self.number].is_empty() {
                facets.push(self.facet_view(facet)?);
            }
        }
        context.value("facets", facets);
        context.value("map", self.world_map());
        Ok(context)
    }

    pub fn projects(&self, route: &Route, page: usize) -> Outcome<Context> {
        let mut context = self.context("projects", &Subject::Projects, route, page)?;
        self.add_text(&mut context, &Subject::Projects)?;
        self.add_list(&mut context, &Subject::Projects, &self.portfolio.orders[self.number], page)?;
        Ok(context)
    }

    /// Adds `projects` and `pagination`: one page of `list`, which begins at the subject's own route. Gives what the
    /// page shows.
    pub(crate) fn add_list<'b>(
        &self,
        context: &mut Context,
        subject: &Subject,
        list: &'b [usize],
        page: usize,
    ) -> Outcome<&'b [usize]> {
        let size = self.config.per_page;
        let pages = list.len().div_ceil(size).max(1);
        let from = ((page - 1) * size).min(list.len());
        let to = (from + size).min(list.len());
        context.value("projects", self.cards(&list[from..to])?);
        let Some(first) = super::routes::route(self.config, self.portfolio, subject, self.number) else {
            return Ok(&list[from..to]);
        };
        let href = |number: usize| self.href(&first.page_number(number));
        let pagination = Pagination {
            page,
            pages,
            total: list.len(),
            first: if list.is_empty() { 0 } else { from + 1 },
            last: to,
            previous: (page > 1).then(|| href(page - 1)),
            next: (page < pages).then(|| href(page + 1)),
            numbers: numbers(page, pages, href),
        };
        context.value("pagination", pagination);
        Ok(&list[from..to])
    }
}

/// The first page, the last and two on each side of this one, with a gap where some are left out.
fn numbers(page: usize, pages: usize, href: impl Fn(usize) -> String) -> Vec<Option<PageNumber>> {
    let mut numbers: Vec<Option<PageNumber>> = Vec::new();
    let mut before = 0;
    let around = page.saturating_sub(2).max(2)..=(page + 2).min(pages.saturating_sub(1));
    let last = (pages > 1).then_some(pages);
    for number in [1].into_iter().chain(around).chain(last) {
        if number > before + 1 {
            numbers.push(None);
        }
        numbers.push(Some(PageNumber { number, href: href(number), current: number == page }));
        before = number;
    }
    numbers
}
