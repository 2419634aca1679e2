//! One source file, parsed: where it belongs, what its front matter says and its text.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::Body;
use crate::diagnostic::{Location, TextFile};
use crate::fields::Located;
use crate::language::{Money, PartialDate};

/// Where in the site a file belongs; told by its path alone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// `content/index.md`
    Home,
    /// `content/pages/SLUG.md`
    Page(Arc<str>),
    /// `content/projects/SLUG.md`
    Project(Arc<str>),
    /// `content/FOLDER/index.md`, the introduction of an overview.
    Overview(Arc<str>),
    /// `content/FOLDER/SLUG.md`, a term of the facet with that folder.
    Term(Arc<str>, Arc<str>),
}

#[derive(Debug, Clone)]
pub struct Document {
    pub file: TextFile,
    pub place: Place,
    /// The language of a translation (`x.fr.md`); `None` for the site's own language.
    pub language: Option<Arc<str>>,
    /// Shared with the last run where it is the same: that is how a change of the body alone is known.
    pub front: Arc<Front>,
    pub body: Arc<Body>,
}

impl Document {
    pub fn locate(&self, range: Range<usize>) -> Location {
        self.file.locate(range)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Front {
    pub common: Common,
    pub facts: Facts,
}

/// What every kind of page may say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Common {
    pub title: Located<Arc<str>>,
    pub summary: Located<Arc<str>>,
    pub image: Option<Image>,
    pub draft: bool,
    pub publish: Option<Date>,
    pub expires: Option<Date>,
    pub updated: Option<Date>,
    pub aliases: Vec<Located<String>>,
    pub links: Vec<LinkedPage>,
    pub documents: Vec<LinkedPage>,
    pub extra: Arc<serde_json::Value>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Facts {
    Project(Box<ProjectFacts>),
    Term(Box<TermFacts>),
    Page(PageFacts),
    /// The home page and the overviews have none.
    None,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProjectFacts {
    pub partners: Vec<String>,
    /// One entry for each facet of the site, in its order.
    pub tags: Vec<Vec<RawTag>>,
    pub status: Option<Status>,
    pub start: Option<PartialDate>,
    pub end: Option<PartialDate>,
    pub amount: Option<Amount>,
    pub featured: bool,
}

/// A term as the editor wrote it, not yet looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawTag {
    pub term: Located<String>,
    pub inferred: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TermFacts {
    pub year: Option<i64>,
    pub kind: Option<String>,
    pub grants: Option<i64>,
    pub amount: Option<Amount>,
    /// ISO 3166-1 alpha-2, for a term of a facet of countries.
    pub code: Option<Located<String>>,
    /// The terms of the nested facet that lie in this one, by nested facet's number.
    pub members: Vec<(usize, Vec<Located<String>>)>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageFacts {
    pub menu: Option<Menu>,
    pub order: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Menu {
    Main,
    Footer,
    Both,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Planned,
    Active,
    Completed,
    Cancelled,
}

impl Status {
    pub const ALL: [Status; 4] = [Status::Planned, Status::Active, Status::Completed, Status::Cancelled];

    pub fn word(self) -> &'static str {
        match self {
            Status::Planned => "planned",
            Status::Active => "active",
            Status::Completed => "completed",
            Status::Cancelled => "cancelled",
        }
    }
}

/// A sum of money: stated, or only a ceiling ("up to"), which is never added to others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    pub money: Money,
    pub ceiling: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// A file under `assets/`, or an address.
    pub src: Located<String>,
    pub alt: String,
    pub caption: Option<String>,
}

/// A link or a document that a page offers beside its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedPage {
    pub title: String,
    /// An address, or a file under `assets/`.
    pub target: Located<String>,
    pub language: Option<String>,
}

/// The texts in what a page says beyond the fields that are known, however deep.
pub fn texts_in(extra: &serde_json::Value) -> Vec<&str> {
    match extra {
        serde_json::Value::String(text) => vec![text],
        serde_json::Value::Array(values) => values.iter().flat_map(texts_in).collect(),
        serde_json::Value::Object(values) => values.values().flat_map(texts_in).collect(),
        _ => Vec::new(),
    }
}
