//! What templates see. [`View`] looks at the site through the eyes of one language and makes the contexts of
//! the pages, of the shapes that `shapes.rs` documents.
//!
//! Cards are made into template values once and shared by every list that shows them ([`Cache`]).

mod cards;
mod chart_shapes;
mod charts;
mod compact;
mod covers;
mod explore;
pub mod figures;
mod icons;
mod lists;
mod locator;
mod map;
mod map_shapes;
mod page;
mod policy;
mod project;
mod related;
mod routes;
mod search;
mod shape;
mod shapes;
mod shared;
mod site;
mod site_shapes;
mod structured;
mod tally;
mod templates;
mod term;
mod text;
mod timeline;

use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use tera::Value;

pub use covers::{SHARE, SHARE_NAME, SHARE_SIZE, has_covers};
pub use explore::{Pattern, explores};
pub use icons::{FAVICON, ICON, Logo, MANIFEST, SQUARES, TOUCH, logo};
pub use map::map_facet;
pub use policy::policy;
pub use search::{searched, searches};
pub use shape::{Field, Shape};
pub use shapes::{AreaView, Translation};
pub use tally::{Row, TABLE, Tally};
pub use templates::{EXPLORE, FRAGMENTS, MAP, OPTIONAL, TEMPLATES};

use self::compact::Compact;
use crate::config::{Config, Edition};
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::model::{Document, Facet, Portfolio, Section, Targets, Text};
use crate::theme::{Context, Theme};

/// Every shape, in the order of the guide.
pub const SHAPES: [&[Shape]; 4] = [site_shapes::SHAPES, shapes::SHAPES, map_shapes::SHAPES, chart_shapes::SHAPES];

type Outcome<T> = Result<T, Box<Diagnostic>>;

/// Template values that many pages share, made when the first page asks.
#[derive(Debug)]
pub struct Cache {
    sites: Vec<OnceLock<Value>>,
    /// The parts that pages share, by language.
    shared: Vec<shared::Shared>,
    /// The facets, those first that count most for covers.
    ranked_facets: OnceLock<Vec<usize>>,
    /// The map of the world.
    maps: Vec<OnceLock<Value>>,
    /// The facets that are shown as timelines, by number.
    timelines: Vec<OnceLock<Vec<usize>>>,
    /// What is looked up of many projects at once.
    compact: OnceLock<Compact>,
    /// What each term counts for where two projects share it, by language.
    weights: Vec<OnceLock<Vec<f64>>>,
    /// By language, then project.
    cards: Vec<Vec<OnceLock<Value>>>,
    /// By language, facet, term.
    terms: Vec<Vec<Vec<TermValues>>>,
}

#[derive(Debug, Default)]
struct TermValues {
    /// The term's card, its link, and a facet with this term alone.
    card: OnceLock<Value>,
    link: OnceLock<Value>,
    alone: OnceLock<Value>,
    /// What each page of its list says of it, where there are several.
    view: OnceLock<Value>,
    /// The small map of a country, or of the countries that lie in it.
    locator: OnceLock<Option<Value>>,
}

impl Cache {
    pub fn new(config: &Config, portfolio: &Portfolio) -> Self {
        let empty = |count: usize| (0..count).map(|_| OnceLock::new()).collect::<Vec<_>>();
        let languages = config.languages.len();
        Cache {
            sites: empty(languages),
            shared: (0..languages).map(|_| shared::Shared::default()).collect(),
            ranked_facets: OnceLock::new(),
            maps: empty(languages),
            timelines: (0..languages).map(|_| OnceLock::new()).collect(),
            compact: OnceLock::new(),
            weights: (0..languages).map(|_| OnceLock::new()).collect(),
            cards: (0..languages).map(|_| empty(portfolio.projects.len())).collect(),
            terms: (0..languages)
                .map(|_| {
                    let values = |facet: &Facet| facet.terms.iter().map(|_| TermValues::default()).collect();
                    portfolio.facets.iter().map(values).collect()
                })
                .collect(),
        }
    }
}

/// The site in one language.
#[derive(Clone, Copy)]
pub struct View<'a> {
    pub(crate) config: &'a Config,
    pub(crate) documents: &'a [Arc<Document>],
    pub(crate) portfolio: &'a Portfolio,
    pub(crate) targets: &'a Targets,
    pub(crate) theme: &'a Theme,
    pub(crate) cache: &'a Cache,
    pub(crate) number: usize,
    /// Is it the preview?
    pub(crate) preview: bool,
}

impl<'a> View<'a> {
    /// The same site in another language.
    #[must_use]
    pub fn at(mut self, language: usize) -> Self {
        self.number = language;
        self
    }

    pub fn config(&self) -> &'a Config {
        self.config
    }

    /// What a text was made from, with its body.
    pub fn document(&self, text: &Text) -> &'a Document {
        &self.documents[text.document]
    }

    pub fn documents(&self) -> &'a [Arc<Document>] {
        self.documents
    }

    pub fn portfolio(&self) -> &'a Portfolio {
        self.portfolio
    }

    pub fn targets(&self) -> &'a Targets {
        self.targets
    }

    pub fn theme(&self) -> &'a Theme {
        self.theme
    }

    pub fn language(&self) -> &'a Arc<Language> {
        &self.edition().language
    }

    pub fn language_number(&self) -> usize {
        self.number
    }

    pub fn section(&self) -> &'a Section {
        &self.edition().section
    }

    fn edition(&self) -> &'a Edition {
        &self.config.languages[self.number]
    }

    pub fn site_title(&self) -> &'a str {
        self.config.title.get(self.number)
    }

    /// Who stands as author in feeds.
    pub fn publisher(&self) -> String {
        match &self.config.organisation {
            Some(organisation) => organisation.name.clone(),
            None => self.site_title().to_owned(),
        }
    }

    /// When the site was last changed, as far as its content says.
    pub fn updated(&self) -> Date {
        let newest = self.portfolio.newest.first().and_then(|newest| newest.first());
        let begun = || self.portfolio.projects[*newest?].date(0);
        self.config.updated.or(self.portfolio.updated).or_else(begun).unwrap_or(Date::constant(1970, 1, 1))
    }

    fn word(&self, key: &str) -> Outcome<String> {
        self.theme.word(self.number, key, None, &[])
    }

    fn phrase(&self, key: &str, values: &[(&str, String)]) -> Outcome<String> {
        self.theme.word(self.number, key, None, values)
    }

    /// A style sheet of the theme that depends on the settings.
    pub fn style_sheet(&self, name: &str) -> Outcome<Vec<u8>> {
        let mut context = Context::default();
        context.value("site", self.site()?);
        self.theme.render(self.number, name, &context)
    }
}
