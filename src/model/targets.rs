//! What links can lead to. A link names a file as the editor sees it (`../themes/industry.md#who`); the answer
//! is a route, in the language of the page that links if the target has it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::paths::{decoded, front_file, is_external, linked_file, normalise, parts};
use super::{Document, Portfolio, Route, Text, Withheld};

#[derive(Debug, Default)]
pub struct Targets {
    /// By the path of the file in the site's own language. Terms without a file have the path it would have.
    pages: HashMap<String, Target>,
    /// Routes, for links such as `/projects/aselo/`, with the number of the document that stands there, if one does.
    routes: HashMap<Route, Option<usize>>,
    /// Files of the site, below `assets/`.
    assets: BTreeMap<String, TargetFile>,
    withheld: HashMap<Arc<str>, Withheld>,
}

/// A file of the site below `assets/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetFile {
    pub route: Route,
    /// In bytes.
    pub size: u64,
    /// Width and height of a picture, in pixels.
    pub pixels: Option<(u32, u32)>,
}

/// One page in its languages.
#[derive(Debug, Clone, Default)]
pub struct Target {
    pub routes: Vec<Option<Route>>,
    /// The documents of the same languages, by number, for their anchors.
    pub documents: Vec<Option<usize>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolved {
    /// A page of the site, and what its address goes on with: the query and the fragment, if any.
    Page {
        route: Route,
        rest: String,
    },
    /// A place on the page itself.
    Fragment(String),
    /// A file, and what its address goes on with.
    Asset {
        file: TargetFile,
        rest: String,
    },
    /// Another site, or a mail address.
    External(String),
    Withheld(Withheld),
    /// The page is there, the anchor isn't.
    NoAnchor {
        anchor: String,
        known: Vec<String>,
    },
    Missing {
        path: String,
    },
}

impl Targets {
    pub fn new(portfolio: &Portfolio) -> Self {
        Targets { withheld: portfolio.withheld.clone(), ..Targets::default() }
    }

    /// Adds an address that a link may name as it is, such as `/feed.xml`.
    pub fn add_route(&mut self, route: &Route) {
        self.routes.entry(route.clone()).or_default();
    }

    /// Adds a page under the path of its (possible) file.
    pub fn add_page(&mut self, path: String, language: usize, languages: usize, route: &Route, text: Option<&Text>) {
        let target = self.pages.entry(path).or_default();
        target.routes.resize(languages, None);
        target.documents.resize(languages, None);
        target.routes[language] = Some(route.clone());
        target.documents[language] = text.map(|text| text.document);
        self.routes.insert(route.clone(), target.documents[language]);
    }

    /// A file with its size in bytes.
    pub fn add_asset(&mut self, path: &str, file: TargetFile) {
        self.assets.insert(path.to_owned(), file);
    }

    pub fn asset(&self, path: &str) -> Option<&Route> {
        self.file(path).map(|file| &file.route)
    }

    /// The file that front matter names, whose path is no address, or is one of the site: `/assets/a%20b.pdf#page=2`.
    pub fn file(&self, path: &str) -> Option<&TargetFile> {
        let rooted = || path.starts_with('/').then(|| linked_file("", path)).flatten();
        self.assets.get(&*front_file(path)).or_else(|| self.assets.get(&rooted()?))
    }

    pub fn asset_paths(&self) -> impl Iterator<Item = &str> {
        self.assets.keys().map(String::as_str)
    }

    /// The paths that a link in `from` could be written with, for suggestions.
    pub fn known_paths(&self) -> impl Iterator<Item = &str> {
        let mut paths: Vec<&str> = self.pages.keys().map(String::as_str).collect();
        paths.sort_unstable();
        paths.into_iter()
    }

    /// What `link`, written in the document `own`, leads to for a reader of `language`. `documents` are all of the
    /// site, for their anchors.
    pub fn resolve(&self, documents: &[Arc<Document>], own: &Document, link: &str, language: usize) -> Resolved {
        self.lead(documents, &own.file.path, Some(own), link, language)
    }

    /// The same for a link of the configuration, which is written as seen from `content/`.
    pub fn resolve_setting(&self, documents: &[Arc<Document>], link: &str, language: usize) -> Resolved {
        self.lead(documents, "content/site.toml", None, link, language)
    }

    fn lead(
        &self,
        documents: &[Arc<Document>],
        from: &str,
        own: Option<&Document>,
        link: &str,
        language: usize,
    ) -> Resolved {
        if is_external(link) {
            return Resolved::External(link.to_owned());
        }
        let (path, fragment) = parts(link);
        if path.is_empty() {
            let anchor = fragment.unwrap_or_default();
            return match missing_anchor(own, anchor) {
                Some(known) => Resolved::NoAnchor { anchor: anchor.to_owned(), known },
                None => Resolved::Fragment(format!("#{anchor}")),
            };
        }
        let whole = decoded(path);
        if let Some(rooted) = whole.strip_prefix('/') {
            let found = self.resolve_rooted(documents, rooted, fragment, "");
            // A question mark may be part of a file's name.
            return match path.split_once('?').filter(|_| matches!(found, Resolved::Missing { .. })) {
                Some((path, query)) => {
                    let path = decoded(path);
                    self.resolve_rooted(documents, path.trim_start_matches('/'), fragment, &format!("?{query}"))
                }
                None => found,
            };
        }
        let full = normalise(from, &whole);
        if let Some(asset) = full.strip_prefix("assets/") {
            return match self.assets.get(asset) {
                Some(file) => Resolved::Asset { file: file.clone(), rest: after("", fragment) },
                None => Resolved::Missing { path: full },
            };
        }
        if let Some(target) = self.pages.get(&full) {
            return target.at(documents, language, fragment);
        }
        if let Some(reason) = self.withheld.get(full.as_str()) {
            return Resolved::Withheld(*reason);
        }
        // A translation named by its own file, `x.fr.md`, is the page `x.md`.
        if let Some((stem, _)) = full.strip_suffix(".md").and_then(|stem| stem.rsplit_once('.')) {
            let original = format!("{stem}.md");
            if let Some(target) = self.pages.get(&original) {
                return target.at(documents, language, fragment);
            }
            if let Some(reason) = self.withheld.get(original.as_str()) {
                return Resolved::Withheld(*reason);
            }
        }
        Resolved::Missing { path: full }
    }

    /// What stands at a path below the base. `query` is what else was asked for, with its `?`.
    fn resolve_rooted(&self, documents: &[Arc<Document>], path: &str, fragment: Option<&str>, query: &str) -> Resolved {
        if let Some(file) = path.strip_prefix("assets/").and_then(|path| self.assets.get(path)) {
            return Resolved::Asset { file: file.clone(), rest: after(query, fragment) };
        }
        let at = |path: &str| self.routes.get_key_value(path);
        let folder = path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
        match at(path).or_else(|| at(&format!("{path}/"))).or_else(|| at(folder?)) {
            Some((route, document)) => {
                let document = document.and_then(|number| documents.get(number));
                let anchor = fragment.filter(|anchor| !anchor.is_empty()).zip(document);
                if let Some((anchor, document)) = anchor
                    && let Some(known) = missing_anchor(Some(document), anchor)
                {
                    return Resolved::NoAnchor { anchor: anchor.to_owned(), known };
                }
                Resolved::Page { route: route.clone(), rest: after(query, fragment) }
            }
            None => match self.withheld_at(folder.unwrap_or(path)) {
                Some(reason) => Resolved::Withheld(reason),
                None => Resolved::Missing { path: format!("/{path}") },
            },
        }
    }

    /// Why there is nothing at an address that a withheld file would have.
    fn withheld_at(&self, path: &str) -> Option<Withheld> {
        let path = path.trim_end_matches('/');
        let files = [format!("content/{path}.md"), format!("content/pages/{path}.md")];
        files.iter().find_map(|file| self.withheld.get(file.as_str())).copied()
    }
}

impl Target {
    fn at(&self, documents: &[Arc<Document>], language: usize, fragment: Option<&str>) -> Resolved {
        let number = if self.routes.get(language).is_some_and(Option::is_some) { language } else { 0 };
        let Some(route) =
            self.routes.get(number).cloned().flatten().or_else(|| self.routes.iter().flatten().next().cloned())
        else {
            return Resolved::Missing { path: String::new() };
        };
        let Some(anchor) = fragment.filter(|anchor| !anchor.is_empty()) else {
            return Resolved::Page { route, rest: String::new() };
        };
        let document = self.documents.get(number).copied().flatten().and_then(|number| documents.get(number));
        match missing_anchor(document.map(|document| &**document), anchor) {
            Some(known) => Resolved::NoAnchor { anchor: anchor.to_owned(), known },
            None => Resolved::Page { route, rest: format!("#{anchor}") },
        }
    }
}

/// What an address goes on with.
fn after(query: &str, fragment: Option<&str>) -> String {
    fragment.map_or(query.to_owned(), |fragment| format!("{query}#{fragment}"))
}

/// The known anchors, if `anchor` is none of them.
fn missing_anchor(document: Option<&Document>, anchor: &str) -> Option<Vec<String>> {
    let known = || document.into_iter().flat_map(|document| document.body.anchors());
    let there = anchor.is_empty() || anchor == "content" || known().any(|id| id == anchor);
    if there { None } else { Some(known().map(str::to_owned).collect()) }
}
