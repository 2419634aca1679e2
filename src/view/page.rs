//! `page`: title, addresses, breadcrumbs and what search engines and shared links are told.

use std::sync::Arc;

use super::cards::withheld_word;
use super::covers::has_own_card;
use super::shapes::PageView;
use super::shared::Here;
use super::site_shapes::PageLink;
use super::{Outcome, View, structured};
use crate::model::{Route, Subject, Text};
use crate::theme::Context;

impl View<'_> {
    /// The names that every template has, for the page `number` of a subject.
    pub(crate) fn context(
        &self,
        kind: &'static str,
        subject: &Subject,
        route: &Route,
        number: usize,
    ) -> Outcome<Context> {
        let text = self.text_of(subject);
        let (title, description) = self.heading(subject, text)?;
        let title = if number > 1 {
            self.phrase("page-title", &[("title", title), ("n", self.language().number(number as i64))])?
        } else {
            title
        };
        let breadcrumbs = self.breadcrumbs(subject, &title, route)?;
        let translations = if number == 1 { self.translations(subject) } else { Vec::new() };
        let image = text.and_then(Text::image).and_then(|image| self.targets.asset(&image.src.value));
        let card = self.share_card(subject).filter(|_| has_own_card(subject) || image.is_none());
        let share_card = card.is_some();
        let image = card.as_ref().or(image).map(|route| self.config.base.url(route));
        let feed = match subject {
            Subject::Term { .. } if number == 1 => Some(self.href(&route.beside("feed.xml"))),
            _ => None,
        };
        let withheld = text.and_then(|text| text.withheld);
        let mut page = PageView {
            kind: kind.to_owned(),
            title,
            description,
            href: self.href(route),
            url: self.config.base.url(route),
            translations,
            breadcrumbs,
            feed,
            image,
            share_card,
            structured_data: None,
            withheld: withheld.map(withheld_word),
            source: if self.preview { text.map(|text| text.path.to_string()) } else { None },
            has_code: text.is_some_and(|text| self.document(text).body.has_code),
            indexed: withheld.is_none() && !matches!(subject, Subject::NotFound | Subject::Alias { .. }),
        };
        if page.indexed {
            page.structured_data = structured::data(self, subject, &page);
        }
        let mut context = Context::default();
        context.value("site", self.site()?);
        context.value("page", page);
        context.value("shared", self.shared(Here::of(kind, subject, number))?);
        Ok(context)
    }

    /// What a page is called and says of itself.
    pub(super) fn heading(&self, subject: &Subject, text: Option<&Text>) -> Outcome<(String, String)> {
        if let Some(text) = text {
            return Ok((text.title().to_string(), text.summary().to_string()));
        }
        let described = |title: String| (title, self.config.description.get(self.number).to_owned());
        Ok(match subject {
            Subject::Home => described(self.site_title().to_owned()),
            Subject::Projects => described(self.word("projects")?),
            Subject::Facet(facet) => described(self.config.facets[*facet].plural.get(self.number).to_owned()),
            Subject::Term { facet, term } => {
                described(self.portfolio.facets[*facet].terms[*term].names[self.number].clone())
            }
            Subject::Explore => (self.word("explore-title")?, self.word("explore-summary")?),
            Subject::Map => (self.word("map")?, self.word("map-summary")?),
            Subject::NotFound => (self.word("not-found-title")?, self.word("not-found-summary")?),
            Subject::Alias { title, .. } => described(title.to_string()),
            _ => described(self.site_title().to_owned()),
        })
    }

    fn breadcrumbs(&self, subject: &Subject, title: &str, route: &Route) -> Outcome<Vec<PageLink>> {
        let mut crumbs = vec![PageLink::new(self.word("home")?, self.href_of(&Subject::Home))];
        match subject {
            Subject::Home | Subject::NotFound | Subject::Alias { .. } => return Ok(Vec::new()),
            Subject::Project(_) => {
                crumbs.push(PageLink::new(self.word("projects")?, self.href_of(&Subject::Projects)));
            }
            Subject::Term { facet, term } => {
                let link = self.facet_link(*facet);
                crumbs.push(PageLink::new(link.plural, link.href));
                let outer = self.config.facets[*facet].within;
                if let Some((outer, parent)) = outer.zip(self.portfolio.facets[*facet].terms[*term].parent) {
                    let link = self.term_link(outer, crate::model::Tag { term: parent, inferred: false });
                    crumbs.push(PageLink { title: link.title, language: link.language, href: link.href });
                }
            }
            _ => {}
        }
        let language = match subject {
            Subject::Term { facet, term } => self.name_language(*facet, *term).map(str::to_owned),
            _ => None,
        };
        crumbs.push(PageLink { title: title.to_owned(), language, href: self.href(route) });
        Ok(crumbs)
    }

    pub fn standing(&self, route: &Route, page: usize) -> Outcome<Context> {
        let subject = Subject::Page(page);
        let mut context = self.context("page", &subject, route, 1)?;
        self.add_text(&mut context, &subject)?;
        Ok(context)
    }

    /// Beside `site` and `page`, its template sees nothing: the projects are in files of data beside the page.
    pub fn explore(&self, route: &Route) -> Outcome<Context> {
        self.context("explore", &Subject::Explore, route, 1)
    }

    pub fn not_found(&self, route: &Route) -> Outcome<Context> {
        self.context("not-found", &Subject::NotFound, route, 1)
    }

    pub fn alias(&self, route: &Route, to: &Route, title: &Arc<str>) -> Outcome<Context> {
        let subject = Subject::Alias { to: to.clone(), title: title.clone() };
        let mut context = self.context("alias", &subject, route, 1)?;
        context.value("target", PageLink::new(title.to_string(), self.config.base.url(to)));
        Ok(context)
    }
}
