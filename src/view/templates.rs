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
        ],
    ),
    ("projects.html", &[("text", "TextView or none"), ("projects", "Card list"), ("pagination", "Pagination")]),
    ("project.html", &[("text", "TextView"), ("project", "ProjectView")]),
    ("facet.html", &[("text", "TextView or none"), ("facet", "FacetView")]),
    (
        "term.html",
        &[("text", "TextView or none"), ("term", "TermView"), ("projects", "Card list"), ("pagination", "Pagination")],
    ),
    ("page.html", &[("text", "TextView")]),
    ("404.html", &[]),
    ("alias.html", &[("target", "PageLink")]),
];

/// Templates that a theme may have: they render a part once that many pages show. They see `site`, and these names.
pub const FRAGMENTS: &[(&str, &[(&str, &str)])] = &[(CARD, &[("card", "Card")]), (SHARE, &[("share", "ShareView")]), (ICON, &[])];

pub const CARD: &str = "card.html";
