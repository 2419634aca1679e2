//! What links can lead to. A link names a file as the editor sees it (`../themes/industry.md#who`); the answer
//! is a route, in the language of the page that links if the target has it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::paths::{decoded, front_file, is_external, normalise, parts};
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
    /// A page of the site, and the fragment with its `#`, if any.
    Page {
        route: Route,
        fragment: String,
    },
    /// A place on the page itself.
    Fragment(String),
    Asset(TargetFile),
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

    pub fn file(&self, path: &str) -> Option<&TargetFile> {
        self.assets.get(&*front_file(path))
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
        let decoded = decoded(path);
        if let Some(rooted) = decoded.strip_prefix('/') {
            return self.resolve_rooted(documents, rooted, fragment);
        }
        let full = normalise(from, &decoded);
        if let Some(asset) = full.strip_prefix("assets/") {
            return match self.assets.get(asset) {
                Some(file) => Resolved::Asset(file.clone()),
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

    fn resolve_rooted(&self, documents: &[Arc<Document>], path: &str, fragment: Option<&str>) -> Resolved {
        if let Some(file) = path.strip_prefix("assets/").and_then(|path| self.assets.get(path)) {
            return Resolved::Asset(file.clone());
        }
        let at = |path: &str| self.routes.get_key_value(path);
        match at(path).or_else(|| at(&format!("{path}/"))) {
            Some((route, document)) => {
                let document = document.and_then(|number| documents.get(number));
                let anchor = fragment.filter(|anchor| !anchor.is_empty()).zip(document);
                if let Some((anchor, document)) = anchor
                    && let Some(known) = missing_anchor(Some(document), anchor)
                {
                    return Resolved::NoAnchor { anchor: anchor.to_owned(), known };
                }
                let fragment = fragment.map_or(String::new(), |fragment| format!("#{fragment}"));
                Resolved::Page { route: route.clone(), fragment }
            }
            None => match self.withheld_at(path) {
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
            return Resolved::Page { route, fragment: String::new() };
        };
        let document = self.documents.get(number).copied().flatten().and_then(|number| documents.get(number));
        match missing_anchor(document.map(|document| &**document), anchor) {
            Some(known) => Resolved::NoAnchor { anchor: anchor.to_owned(), known },
            None => Resolved::Page { route, fragment: format!("#{anchor}") },
        }
    }
}

/// The known anchors, if `anchor` is none of them.
fn missing_anchor(document: Option<&Document>, anchor: &str) -> Option<Vec<String>> {
    let known = || document.into_iter().flat_map(|document| document.body.anchors());
    let there = anchor.is_empty() || anchor == "content" || known().any(|id| id == anchor);
    if there { None } else { Some(known().map(str::to_owned).collect()) }
}
