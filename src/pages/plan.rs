//! Every address of the site and what stands there.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use super::{Content, GENERATORS, Generator, Scope};
use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic, Location};
use crate::model::{Document, Portfolio, Route, Subject, TargetFile, Targets, Text};
use crate::view::View;

/// One route and what stands there.
#[derive(Clone)]
pub struct Planned {
    pub route: Route,
    /// The number of the language.
    pub language: usize,
    pub subject: Subject,
    /// Which part of a list, from 1.
    pub page: usize,
    /// The file that it comes from, if it is one file.
    pub source: Option<Arc<str>>,
    /// Is it a page for people, which the sitemap lists?
    pub listed: bool,
    generator: usize,
}

impl Planned {
    pub fn new(route: Route, language: usize, subject: Subject) -> Self {
        Planned { route, language, subject, page: 1, source: None, listed: true, generator: 0 }
    }

    #[must_use]
    pub fn page(mut self, page: usize) -> Self {
        self.page = page;
        self
    }

    #[must_use]
    pub fn from_text(mut self, text: Option<&Text>) -> Self {
        self.source = text.map(|text| text.path.clone());
        self.listed &= text.is_none_or(|text| text.withheld.is_none());
        self
    }

    #[must_use]
    pub fn unlisted(mut self) -> Self {
        self.listed = false;
        self
    }

    /// What stands there.
    pub fn content(&self, view: &View<'_>, plan: &Plan) -> Result<Content, Box<Diagnostic>> {
        GENERATORS[self.generator].content(view, plan, self)
    }
}

pub struct Plan {
    pub pages: Vec<Planned>,
    by_path: HashMap<Route, usize>,
}

impl Plan {
    /// The page at a path below the base path, without a leading slash.
    pub fn at(&self, path: &str) -> Option<&Planned> {
        self.by_path.get(path).map(|number| &self.pages[*number])
    }
}

/// Plans the whole site, and what links can lead to. `documents` are sorted by their paths.
pub fn plan(scope: &Scope<'_>, documents: &[Arc<Document>]) -> Checked<(Plan, Targets)> {
    let mut pages: Vec<Planned> = Vec::new();
    for (number, generator) in GENERATORS.iter().enumerate() {
        let from = pages.len();
        Generator::plan(*generator, scope, &mut pages);
        for planned in &mut pages[from..] {
            planned.generator = number;
        }
    }
    let ((by_path, diagnostics), targets) = rayon::join(
        || (by_path(&pages), collisions(&pages, documents)),
        || targets(scope.config, scope.portfolio, scope, &pages),
    );
    Checked::new((Plan { pages, by_path }, targets), diagnostics)
}

fn by_path(pages: &[Planned]) -> HashMap<Route, usize> {
    let mut by_path = HashMap::with_capacity(pages.len());
    for (number, planned) in pages.iter().enumerate() {
        by_path.entry(planned.route.clone()).or_insert(number);
    }
    by_path
}

/// Pages that stand in each other's way.
fn collisions(pages: &[Planned], documents: &[Arc<Document>]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut files: HashMap<&str, usize> = HashMap::with_capacity(pages.len());
    for (number, planned) in pages.iter().enumerate() {
        match files.entry(file(planned.route.path())) {
            Entry::Occupied(first) => diagnostics.push(collision(&pages[*first.get()], planned, documents)),
            Entry::Vacant(place) => {
                place.insert(number);
            }
        }
    }
    // Nor can a file and a folder have the same name.
    for planned in pages {
        let path = planned.route.path();
        let folders = path.match_indices('/').map(|(at, _)| file(&path[..at]));
        if let Some(first) = folders.filter_map(|folder| files.get(folder)).next() {
            diagnostics.push(collision(&pages[*first], planned, documents));
        }
    }
    // What a page takes with it, such as its feed, need not be told as well.
    if diagnostics.iter().any(|diagnostic: &Diagnostic| diagnostic.location.is_some()) {
        diagnostics.retain(|diagnostic| diagnostic.location.is_some());
    }
    diagnostics
}

/// Two addresses with the same file are one: `/old/` and `/old/index.html`.
fn file(path: &str) -> &str {
    path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/')).unwrap_or(path)
}

fn collision(first: &Planned, second: &Planned, documents: &[Arc<Document>]) -> Diagnostic {
    let what = |planned: &Planned| match (&planned.source, &planned.subject) {
        (Some(source), Subject::Alias { .. }) => format!("an old address in {source}"),
        (Some(source), _) => source.to_string(),
        (None, Subject::Static(name)) => format!("the theme's file {name}"),
        (None, Subject::Asset(_)) => format!("the file {}", planned.route.path()),
        (None, _) => "a page that Loggia makes itself".to_owned(),
    };
    let mut diagnostic = Diagnostic::error(
        "same-address",
        format!("two pages have the address /{}: {} and {}", second.route.path(), what(first), what(second)),
    )
    .hint("rename one of the files, or change its alias");
    let place = |planned: &Planned| planned.source.as_ref().map(|source| place(planned, source, documents));
    if let Some(place) = place(second).or_else(|| place(first)) {
        diagnostic = diagnostic.at(place);
    }
    if let (Some(source), Some(other)) = (&first.source, &second.source)
        && source != other
        && let Some(place) = place(first)
    {
        diagnostic = diagnostic.related(place, "the other one");
    }
    diagnostic
}

/// Where it is said that a page stands there: for an old address its line, for others the file.
fn place(planned: &Planned, source: &Arc<str>, documents: &[Arc<Document>]) -> Location {
    let of_alias = || {
        let Subject::Alias { .. } = planned.subject else { return None };
        let number = documents.binary_search_by(|document| document.file.path.cmp(source)).ok()?;
        let document = &documents[number];
        // The last, for what stands in the way may be the same address, named before.
        let alias = document.front.common.aliases.iter().rfind(|alias| Route::alias(&alias.value) == planned.route)?;
        Some(document.locate(alias.range.clone()))
    };
    of_alias().unwrap_or_else(|| Location::file(source.clone()))
}

/// The paths that links can name: those of files, and for pages without a file those it would have.
fn targets(config: &Config, portfolio: &Portfolio, scope: &Scope<'_>, pages: &[Planned]) -> Targets {
    let mut targets = Targets::new(portfolio);
    let languages = config.languages.len();
    for planned in pages {
        if !matches!(planned.subject, Subject::Alias { .. }) {
            targets.add_route(&planned.route);
        }
        if planned.page != 1 {
            continue;
        }
        let language = planned.language;
        let (path, texts): (String, Option<&Text>) = match &planned.subject {
            Subject::Project(number) => {
                let project = &portfolio.projects[*number];
                (format!("content/projects/{}.md", project.slug), project.texts[language].as_ref())
            }
            Subject::Term { facet, term } => {
                let folder = &config.facets[*facet].folder;
                let term = &portfolio.facets[*facet].terms[*term];
                (format!("content/{folder}/{}.md", term.slug), term.texts[language].as_ref())
            }
            Subject::Page(number) => {
                let page = &portfolio.pages[*number];
                (format!("content/pages/{}.md", page.slug), page.texts[language].as_ref())
            }
            Subject::Facet(facet) => {
                let folder = &config.facets[*facet].folder;
                (format!("content/{folder}/index.md"), portfolio.overview(folder, language))
            }
            Subject::Home => ("content/index.md".to_owned(), portfolio.home[language].as_ref()),
            Subject::Projects => ("content/projects/index.md".to_owned(), portfolio.overview("projects", language)),
            Subject::Map => ("content/map/index.md".to_owned(), portfolio.overview("map", language)),
            _ => continue,
        };
        // A term's feed is about the term too, but no page.
        if planned.listed || planned.source.is_some() {
            targets.add_page(path, language, languages, &planned.route, texts);
        }
    }
    for asset in scope.assets {
        let path = format!("assets/{}", asset.path);
        if !portfolio.withheld.contains_key(path.as_str()) {
            let pixels = asset.picture.and_then(|picture| picture.pixels);
            targets.add_asset(&asset.path, TargetFile { route: Route::file(&path), size: asset.size, pixels });
        }
    }
    targets
}
