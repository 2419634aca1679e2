//! Where things stand, seen from a language.

use jiff::civil::Date;

use super::map::countries_facet;
use super::shapes::Translation;
use super::{Outcome, View};
use crate::config::Config;
use crate::model::{Portfolio, Route, Subject, Text};

/// The route of a subject in a language; `None` where it isn't there.
pub fn route(config: &Config, portfolio: &Portfolio, subject: &Subject, language: usize) -> Option<Route> {
    let section = &config.languages.get(language)?.section;
    match subject {
        Subject::Home => Some(section.home()),
        Subject::Projects => Some(section.folder("projects")),
        Subject::Project(number) => {
            let project = portfolio.projects.get(*number)?;
            project.texts.get(language)?.as_ref()?;
            Some(section.item("projects", &project.slug))
        }
        Subject::Facet(facet) => Some(section.folder(&config.facets.get(*facet)?.folder)),
        Subject::Term { facet, term } => {
            let found = portfolio.facets.get(*facet)?.terms.get(*term)?;
            let there = !found.projects[language].is_empty() || found.texts[language].is_some();
            there.then(|| section.item(&config.facets[*facet].folder, &found.slug))
        }
        Subject::Explore => (!portfolio.orders.get(language)?.is_empty()).then(|| section.explore()),
        Subject::Map => countries_facet(config, portfolio, language).map(|_| section.map()),
        Subject::Page(number) => {
            let page = portfolio.pages.get(*number)?;
            page.texts.get(language)?.as_ref()?;
            Some(section.page(&page.slug))
        }
        _ => None,
    }
}

impl View<'_> {
    pub(crate) fn href(&self, route: &Route) -> String {
        self.config.base.href(route)
    }

    pub(crate) fn href_of(&self, subject: &Subject) -> String {
        route(self.config, self.portfolio, subject, self.number).map(|route| self.href(&route)).unwrap_or_default()
    }

    /// The text behind a subject, if it has one in this language.
    pub(crate) fn text_of(&self, subject: &Subject) -> Option<&Text> {
        match subject {
            Subject::Home => self.portfolio.home.get(self.number)?.as_ref(),
            Subject::Projects => self.portfolio.overview("projects", self.number),
            Subject::Map => self.portfolio.overview("map", self.number),
            Subject::Project(number) => self.portfolio.projects.get(*number)?.texts.get(self.number)?.as_ref(),
            Subject::Facet(facet) => self.portfolio.overview(&self.config.facets.get(*facet)?.folder, self.number),
            Subject::Term { facet, term } => {
                self.portfolio.facets.get(*facet)?.terms.get(*term)?.texts.get(self.number)?.as_ref()
            }
            Subject::Page(number) => self.portfolio.pages.get(*number)?.texts.get(self.number)?.as_ref(),
            _ => None,
        }
    }

    /// The subject's addresses in every language that has it; empty where that is one only.
    pub fn translations(&self, subject: &Subject) -> Vec<Translation> {
        if self.config.languages.len() < 2 {
            return Vec::new();
        }
        let mut translations = Vec::new();
        for (number, edition) in self.config.languages.iter().enumerate() {
            if let Some(route) = route(self.config, self.portfolio, subject, number) {
                translations.push(Translation {
                    language: edition.language.tag().to_owned(),
                    name: edition.language.name(self.config.languages.iter().map(|other| &*other.language)),
                    dir: edition.language.dir().to_owned(),
                    href: self.href(&route),
                    url: self.config.base.url(&route),
                    current: number == self.number,
                    own: number == 0,
                });
            }
        }
        if translations.len() < 2 { Vec::new() } else { translations }
    }

    /// The day the page was last changed, as far as the content says; a translation that does not say is as old
    /// as its original.
    pub fn last_modified(&self, subject: &Subject) -> Option<Date> {
        self.stated_change(subject).or(self.config.updated).or(self.portfolio.updated)
    }

    /// The same where the page says it itself: a date of the site says nothing of this page.
    pub fn stated_change(&self, subject: &Subject) -> Option<Date> {
        [*self, self.at(0)].into_iter().find_map(|view| view.text_of(subject)?.updated())
    }

    /// The names of every term that a project has, for feeds.
    pub fn tag_names(&self, project: usize) -> impl Iterator<Item = &str> {
        let tags = &self.portfolio.projects[project].tags;
        tags.iter()
            .zip(&self.portfolio.facets)
            .flat_map(|(tags, facet)| tags.iter().map(|tag| facet.terms[tag.term].names[self.number].as_str()))
    }

    pub(crate) fn amount(&self, amount: Option<crate::model::Amount>) -> Outcome<Option<String>> {
        let Some(amount) = amount else { return Ok(None) };
        let money = self.language().money_short(amount.money);
        if amount.ceiling { self.phrase("amount-up-to", &[("amount", money)]).map(Some) } else { Ok(Some(money)) }
    }
}
