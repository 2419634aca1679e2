//! Facets' overviews and terms' pages.

use std::borrow::Cow;

use tera::Value;

use super::shapes::{FacetView, NestedTerms, TermGroup, TermView};
use super::site_shapes::FacetLink;
use super::{Outcome, View};
use crate::config::{Order, Show};
use crate::model::{Route, Subject, Tag};
use crate::theme::Context;

impl View<'_> {
    pub fn facet(&self, route: &Route, facet: usize) -> Outcome<Context> {
        let subject = Subject::Facet(facet);
        let mut context = self.context("facet", &subject, route, 1)?;
        self.add_text(&mut context, &subject)?;
        context.value("facet", self.facet_view(facet)?);
        let map = if self.map_facet() == Some(facet) { self.world_map() } else { None };
        context.value("map", map);
        context.value("charts", self.charts(facet)?);
        context.value("organisations", self.organisations(facet)?);
        Ok(context)
    }

    pub(crate) fn facet_view(&self, facet: usize) -> Outcome<FacetView> {
        let order = &self.portfolio.facets[facet].orders[self.number];
        let show = self.show(facet);
        Ok(FacetView {
            about: self.facet_link(facet),
            terms: self.term_cards(facet, order.iter().copied())?,
            alphabetical: self.term_cards(facet, self.by_name(facet).iter().copied())?,
            groups: self.groups(facet)?,
            show: show.map(|show| show.word().to_owned()),
            timeline: if show == Some(Show::Timeline) { self.timeline(facet)? } else { Vec::new() },
            csv: self.table_href(facet),
        })
    }

    /// The terms by name, whatever order the facet has.
    pub(crate) fn by_name(&self, facet: usize) -> Cow<'_, [usize]> {
        let own = &self.portfolio.facets[facet];
        let order = &own.orders[self.number];
        if self.config.facets[facet].order == Order::Name {
            return Cow::Borrowed(order);
        }
        let name = |term: &usize| &own.terms[*term].names[self.number];
        let mut sorted = order.clone();
        sorted.sort_by(|a, b| self.language().compare(name(a), name(b)));
        Cow::Owned(sorted)
    }

    fn term_cards(&self, facet: usize, terms: impl Iterator<Item = usize>) -> Outcome<Vec<Value>> {
        terms.map(|term| self.term_card(facet, term)).collect()
    }

    /// The terms by the term that encloses them, in both facets' order; those that lie in none come last.
    fn groups(&self, facet: usize) -> Outcome<Vec<TermGroup>> {
        let Some(outer) = self.config.facets[facet].within else { return Ok(Vec::new()) };
        let own = &self.portfolio.facets[facet];
        let parents = self.portfolio.facets[outer].orders[self.number].iter().copied().map(Some).chain([None]);
        let mut groups = Vec::new();
        for parent in parents {
            let members = own.orders[self.number].iter().copied().filter(|term| own.terms[*term].parent == parent);
            let terms = self.term_cards(facet, members)?;
            if !terms.is_empty() {
                let parent = parent.map(|term| self.term_link(outer, Tag { term, inferred: false }));
                groups.push(TermGroup { parent, terms });
            }
        }
        Ok(groups)
    }

    pub fn term(&self, route: &Route, facet: usize, number: usize, page: usize) -> Outcome<Context> {
        let subject = Subject::Term { facet, term: number };
        let mut context = self.context("term", &subject, route, page)?;
        self.add_text(&mut context, &subject)?;
        context.value("term", self.term_view(facet, number)?);
        let projects = &self.portfolio.facets[facet].terms[number].projects[self.number];
        let own = self.map_facet() == Some(facet);
        context.value("map", if page == 1 { self.term_map(facet, number) } else { None });
        context.value("locator", if own && page == 1 { self.term_locator(facet, number) } else { None });
        let shown = self.add_list(&mut context, &subject, projects, page)?;
        let grants = if self.config.facets[facet].organisations { self.newest_grants(shown) } else { Vec::new() };
        let grants = grants.into_iter().map(|project| self.grant(project));
        context.value("grants", grants.collect::<Outcome<Vec<_>>>()?);
        Ok(context)
    }

    /// What the pages of a term's list say of it, made once: each looks at all of its projects.
    fn term_view(&self, facet: usize, number: usize) -> Outcome<Value> {
        let cell = &self.cache.terms[self.number][facet][number].view;
        if let Some(view) = cell.get() {
            return Ok(view.clone());
        }
        let projects = &self.portfolio.facets[facet].terms[number].projects[self.number];
        let own = |project: usize| self.compact().of_facet(project, facet);
        let inferred = projects.iter().filter(|project| own(**project).any(|tag| tag.term == number && tag.inferred));
        let view = Value::from(TermView {
            facet: self.facet_link(facet),
            about: self.term_card(facet, number)?,
            cover: self.page_cover(&Subject::Term { facet, term: number }),
            counts: self.other_terms(facet, number, projects),
            inferred: inferred.count(),
            nested: self.nested(facet, number)?,
        });
        if projects.len() <= self.config.per_page {
            return Ok(view);
        }
        Ok(cell.get_or_init(|| view).clone())
    }

    /// How many different terms of each other facet these projects have; of a facet nested in this one, only the
    /// terms that lie in this term.
    fn other_terms(&self, facet: usize, number: usize, projects: &[usize]) -> Vec<FacetLink> {
        let compact = self.compact();
        let mut terms: Vec<u32> = projects.iter().flat_map(|project| compact.terms(*project)).copied().collect();
        terms.sort_unstable();
        terms.dedup();
        let mut counts = vec![0; self.config.facets.len()];
        for (other, term) in terms.into_iter().map(|term| compact.place(term)) {
            let nested = self.config.facets[other].within == Some(facet);
            if !nested || self.portfolio.facets[other].terms[term].parent == Some(number) {
                counts[other] += 1;
            }
        }
        let others = counts.into_iter().enumerate().filter(|(other, count)| *other != facet && *count > 0);
        others.map(|(other, count)| self.facet_link_counting(other, count)).collect()
    }

    fn nested(&self, facet: usize, number: usize) -> Outcome<Vec<NestedTerms>> {
        let mut nested = Vec::new();
        for (inner, settings) in self.config.facets.iter().enumerate() {
            if settings.within != Some(facet) {
                continue;
            }
            let own = &self.portfolio.facets[inner];
            let members =
                own.orders[self.number].iter().copied().filter(|term| own.terms[*term].parent == Some(number));
            let terms = self.term_cards(inner, members)?;
            if !terms.is_empty() {
                nested.push(NestedTerms { facet: self.facet_link_counting(inner, terms.len()), terms });
            }
        }
        Ok(nested)
    }
}
