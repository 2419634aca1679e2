//! Plan, and what each kind of page shows.
//!
//! A kind of page or export is one file here, a [`Generator`], and one line in [`GENERATORS`]. A generator says
//! at which addresses it stands ([`Generator::plan`]) and what stands there ([`Generator::content`]). [`plan`]
//! asks them all and refuses two pages at one address.

mod alias;
mod data;
mod explore;
mod explore_data;
mod feed;
mod files;
mod headers;
mod home;
mod icons;
mod listing;
mod map;
mod not_found;
mod overview;
mod plan;
mod project;
mod projects;
mod robots;
mod search;
mod share;
mod sitemap;
mod standing;
mod styles;
mod term;
mod xml;

pub use plan::{Plan, Planned, plan};

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::draw::Target;
use crate::model::Portfolio;
use crate::search::Index;
use crate::source::Asset;
use crate::theme::{Context, Theme};
use crate::view::View;

/// One kind of page or export.
pub trait Generator: Sync {
    /// Adds the routes at which it stands.
    fn plan(&self, scope: &Scope<'_>, pages: &mut Vec<Planned>);

    /// What stands at one of them.
    fn content(&self, view: &View<'_>, plan: &Plan, planned: &Planned) -> Result<Content, Box<Diagnostic>>;
}

/// What planning may look at.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    pub config: &'a Config,
    pub portfolio: &'a Portfolio,
    pub theme: &'a Theme,
    pub assets: &'a [Asset],
    /// Some page has highlighted code.
    pub has_code: bool,
}

impl Scope<'_> {
    pub fn languages(&self) -> std::ops::Range<usize> {
        0..self.config.languages.len()
    }
}

/// What a generator gives for one route.
pub enum Content {
    /// A template of the theme and what it sees.
    Page {
        template: &'static str,
        context: Context,
    },
    Bytes(Vec<u8>),
    /// A file of the site's `assets/`, by number.
    Asset(usize),
    /// A template that makes an SVG picture, of which a file is made.
    Picture {
        template: &'static str,
        context: Context,
        target: Target,
    },
    /// The same of an SVG file of the site's `assets/`.
    AssetPicture {
        asset: usize,
        target: Target,
    },
    /// A file of a full-text index.
    Index(Index),
}

/// Every kind of page, in the order in which they are planned and written.
const GENERATORS: &[&dyn Generator] = &[
    &home::Home,
    &projects::Projects,
    &project::ProjectPages,
    &overview::Overviews,
    &term::TermPages,
    &map::Map,
    &explore::Explore,
    &standing::StandingPages,
    &not_found::NotFound,
    &alias::Aliases,
    &feed::Feeds,
    &data::Data,
    &sitemap::Sitemap,
    &robots::Robots,
    &headers::Headers,
    &styles::Styles,
    &icons::Icons,
    &share::ShareCards,
    &search::Search,
    &files::Files,
];
