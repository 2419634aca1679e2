//! The demonstration site as the pipeline sees it: with and without its drafts.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{LazyLock, Mutex};

use jiff::civil::date;
use loggia::collect::Publication;
use loggia::diagnostic::Diagnostic;
use loggia::model::{Project, Term, Text};
use loggia::pipeline::{self, Memo, Options, Site};
use loggia::render::Rendered;
use loggia::source::discover;

pub struct Made {
    pub site: Site,
    pub messages: Vec<Diagnostic>,
    /// Pages and files as text, by route.
    pub pages: BTreeMap<String, String>,
}

pub static PUBLISHED: LazyLock<Made> = LazyLock::new(|| make(false));
pub static WITH_DRAFTS: LazyLock<Made> = LazyLock::new(|| make(true));

fn make(drafts: bool) -> Made {
    let mut messages = Vec::new();
    let sources = discover(Path::new(env!("CARGO_MANIFEST_DIR"))).take(&mut messages);
    let publication = Publication { on: date(2026, 11, 24), drafts };
    let options = Options { publication, base: None, preview: None };
    let site = pipeline::assemble(&sources, &options, &mut Memo::default());
    let site = site.take(&mut messages).unwrap_or_else(|| panic!("no site: {messages:?}"));
    messages.extend(pipeline::inspect(&site));
    let pages = Mutex::new(BTreeMap::new());
    messages.extend(pipeline::render(&site, &|planned, rendered| {
        if let Rendered::Bytes(bytes) = rendered {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            pages.lock().expect("no panic before").insert(planned.route.path().to_owned(), text);
        }
        Ok(())
    }));
    Made { site, messages, pages: pages.into_inner().expect("no panic before") }
}

impl Made {
    pub fn project(&self, slug: &str) -> &Project {
        let found = self.site.portfolio().projects.iter().find(|project| *project.slug == *slug);
        found.unwrap_or_else(|| panic!("there is no page content/projects/{slug}.md"))
    }

    /// The terms of a project in the facet with that field, and whether each is inferred.
    pub fn terms<'a>(&'a self, project: &'a Project, field: &str) -> impl Iterator<Item = (&'a Term, bool)> {
        let number = self.site.config.facet(field).unwrap_or_else(|| panic!("there is no facet {field}"));
        let facet = &self.site.portfolio().facets[number];
        project.tags[number].iter().map(|tag| (&facet.terms[tag.term], tag.inferred))
    }

    /// The terms of a facet that have a page of their own.
    pub fn vocabulary(&self, field: &str) -> Vec<&Term> {
        let number = self.site.config.facet(field).unwrap_or_else(|| panic!("there is no facet {field}"));
        self.site.portfolio().facets[number].terms.iter().filter(|term| term.texts[0].is_some()).collect()
    }

    pub fn folder(&self, field: &str) -> &str {
        let number = self.site.config.facet(field).unwrap_or_else(|| panic!("there is no facet {field}"));
        &self.site.config.facets[number].folder
    }
}

/// Every text of the site, with its file.
pub fn texts() -> Vec<&'static Text> {
    let portfolio = &WITH_DRAFTS.site.portfolio();
    let projects = portfolio.projects.iter().flat_map(|project| &project.texts);
    let terms = portfolio.facets.iter().flat_map(|facet| facet.terms.iter().flat_map(|term| &term.texts));
    let pages = portfolio.pages.iter().flat_map(|page| &page.texts);
    let overviews = portfolio.overviews.values().flatten();
    let mut texts: Vec<&Text> =
        projects.chain(terms).chain(pages).chain(&portfolio.home).chain(overviews).flatten().collect();
    texts.sort_by(|a, b| a.path.cmp(&b.path));
    texts
}
