//! What may be published: complete, sorted, immutable. Drafts, the schedule and withholding were applied
//! before; nothing here has a field that a later step fills in.
//!
//! Projects and terms are told apart by their number in the portfolio's lists; facts are held once, texts
//! once for each language that has them.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::{Amount, Document, Front, Image, LinkedPage, Menu, Status};
use crate::fields::Located;
use crate::language::PartialDate;

#[derive(Debug)]
pub struct Portfolio {
    pub projects: Vec<Project>,
    /// In the order of the configuration.
    pub facets: Vec<Facet>,
    pub pages: Vec<Page>,
    /// For each language, the texts of the home page and of the overviews by folder.
    pub home: Vec<Option<Text>>,
    pub overviews: HashMap<Arc<str>, Vec<Option<Text>>>,
    /// For each language, the projects that have a text in it, in reading order.
    pub orders: Vec<Vec<usize>>,
    /// For each language, the same projects, newest first.
    pub newest: Vec<Vec<usize>>,
    /// Content files that exist but are not published, for links to them.
    pub withheld: HashMap<Arc<str>, Withheld>,
    /// The newest date the content itself states.
    pub updated: Option<Date>,
}

/// Why a file is not published (or, in a preview, would not be).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withheld {
    Draft,
    Scheduled(Date),
    Expired(Date),
    /// It can't be read. That was complained of, and what refers to it is not to blame.
    Faulty,
}

/// What a page says in one language, but for its body: that is in its document, which is found by number. So the
/// portfolio stays as it is while only bodies change.
#[derive(Debug, Clone)]
pub struct Text {
    front: Arc<Front>,
    /// The path of its file.
    pub path: Arc<str>,
    /// The number of its document, in the order of the files.
    pub document: usize,
    pub withheld: Option<Withheld>,
}

impl Text {
    pub fn new(document: &Document, number: usize, withheld: Option<Withheld>) -> Text {
        Text { front: document.front.clone(), path: document.file.path.clone(), document: number, withheld }
    }

    pub fn title(&self) -> &Arc<str> {
        &self.front.common.title.value
    }

    pub fn summary(&self) -> &Arc<str> {
        &self.front.common.summary.value
    }

    pub fn image(&self) -> Option<&Image> {
        self.front.common.image.as_ref()
    }

    pub fn links(&self) -> &[LinkedPage] {
        &self.front.common.links
    }

    pub fn documents(&self) -> &[LinkedPage] {
        &self.front.common.documents
    }

    pub fn aliases(&self) -> &[Located<String>] {
        &self.front.common.aliases
    }

    pub fn updated(&self) -> Option<Date> {
        self.front.common.updated.or(self.front.common.publish)
    }

    pub fn extra(&self) -> &serde_json::Value {
        &self.front.common.extra
    }
}

#[derive(Debug)]
pub struct Project {
    pub slug: Arc<str>,
    /// One for each language of the site.
    pub texts: Vec<Option<Text>>,
    /// One list for each facet.
    pub tags: Vec<Vec<Tag>>,
    pub partners: Vec<String>,
    pub status: Option<Status>,
    pub start: Option<PartialDate>,
    pub end: Option<PartialDate>,
    /// When it began: its start, else the latest year that one of its terms states, such as that of its round.
    pub since: Option<Date>,
    pub amount: Option<Amount>,
    pub featured: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag {
    pub term: usize,
    /// Assigned from the project's date or kind rather than stated.
    pub inferred: bool,
}

/// The terms of one facet.
#[derive(Debug)]
pub struct Facet {
    pub terms: Vec<Term>,
    pub by_slug: HashMap<Arc<str>, usize>,
    /// For each language, the terms shown in it, in the facet's order.
    pub orders: Vec<Vec<usize>>,
}

#[derive(Debug)]
pub struct Term {
    pub slug: Arc<str>,
    /// What it is called, one for each language.
    pub names: Vec<String>,
    pub texts: Vec<Option<Text>>,
    /// For each language, the term's projects with a text in it, in reading order.
    pub projects: Vec<Vec<usize>>,
    pub code: Option<Arc<str>>,
    pub year: Option<i64>,
    pub kind: Option<String>,
    pub grants: Option<i64>,
    pub amount: Option<Amount>,
    /// The term of the enclosing facet that this one lies in.
    pub parent: Option<usize>,
}

/// A standing page.
#[derive(Debug)]
pub struct Page {
    pub slug: Arc<str>,
    pub texts: Vec<Option<Text>>,
    pub menu: Option<Menu>,
    pub order: i64,
}

impl Portfolio {
    /// Every text, in no particular order.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        self.projects
            .iter()
            .map(|project| &project.texts)
            .chain(self.facets.iter().flat_map(|facet| facet.terms.iter().map(|term| &term.texts)))
            .chain(self.pages.iter().map(|page| &page.texts))
            .chain([&self.home])
            .chain(self.overviews.values())
            .flatten()
            .flatten()
    }

    /// The introduction of the overview with that folder.
    pub fn overview(&self, folder: &str, language: usize) -> Option<&Text> {
        self.overviews.get(folder)?.get(language)?.as_ref()
    }
}

impl Term {
    /// Is its own page one that only a preview shows? Then what is published does not name it.
    pub fn is_withheld(&self) -> bool {
        self.texts.first().and_then(Option::as_ref).is_some_and(|text| text.withheld.is_some())
    }
}

impl Project {
    /// The text in the language, or in the site's own.
    pub fn text(&self, language: usize) -> Option<&Text> {
        self.texts.get(language).and_then(Option::as_ref).or_else(|| self.texts.first()?.as_ref())
    }

    /// The day that counts for "newest": of its last update or publication, else the one that it began.
    pub fn date(&self, language: usize) -> Option<Date> {
        // A translation that does not say is as old as its original.
        let stated = [language, 0].into_iter().find_map(|language| self.text(language)?.updated());
        stated.or(self.since)
    }
}
