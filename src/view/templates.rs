//! Which names each template of a theme sees, beside `site` and `page`.

use super::{ICON, SHARE};

/// The names each template has, with their shapes, for the guide and the test.
pub const TEMPLATES: &[(&str, &[(&str, &str)])] = &[
    (
        "home.html",
        &[
            ("text", "TextView or none"),
            ("featured", "Card list"),
            ("newest", "Card list"),
            ("facets", "FacetView list"),
            ("map", "MapView or none"),
        ],
    ),
    ("projects.html", &[("text", "TextView or none"), ("projects", "Card list"), ("pagination", "Pagination")]),
    ("project.html", &[("text", "TextView"), ("project", "ProjectView"), ("locator", "LocatorView or none")]),
    (
        "facet.html",
        &[
            ("text", "TextView or none"),
            ("facet", "FacetView"),
            ("map", "MapView or none"),
            ("charts", "ChartsView or none"),
            ("organisations", "OrganisationView list"),
        ],
    ),
    (
        "term.html",
        &[
            ("text", "TextView or none"),
            ("term", "TermView"),
            ("projects", "Card list"),
            ("grants", "GrantView list"),
            ("pagination", "Pagination"),
            ("map", "MapView or none"),
            ("locator", "LocatorView or none"),
        ],
    ),
    ("page.html", &[("text", "TextView")]),
    ("404.html", &[]),
    ("alias.html", &[("target", "PageLink")]),
];

/// Templates of pages that a site has if its theme has them; without `map.html` there are no maps anywhere.
pub const OPTIONAL: &[(&str, &[(&str, &str)])] =
    &[(MAP, &[("text", "TextView or none"), ("map", "MapView"), ("table", "MapTable")]), (EXPLORE, &[])];

pub const MAP: &str = "map.html";
pub const EXPLORE: &str = "explore.html";

/// Templates that a theme may have: they render a part once that many pages show. They see `site`, and these names.
pub const FRAGMENTS: &[(&str, &[(&str, &str)])] =
    &[(FACE, &[("card", "Card")]), (CARD, &[("card", "Card")]), (SHARE, &[("share", "ShareView")]), (ICON, &[])];

pub const CARD: &str = "card.html";
pub const FACE: &str = "face.html";
