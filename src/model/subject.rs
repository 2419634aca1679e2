//! What a page of the site is about, by number in the portfolio.

use std::sync::Arc;

use super::Route;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    Home,
    /// The list of all projects.
    Projects,
    Project(usize),
    /// A facet's overview.
    Facet(usize),
    Term {
        facet: usize,
        term: usize,
    },
    /// The map of the world.
    Map,
    /// The page to search, filter and sort all projects.
    Explore,
    /// A standing page.
    Page(usize),
    NotFound,
    /// An old address that leads to a route.
    Alias {
        to: Route,
        title: Arc<str>,
    },
    /// A file of `assets/`, by number.
    Asset(usize),
    /// A file of the theme, by name.
    Static(String),
    /// The site as a whole, such as its sitemap.
    Site,
}
