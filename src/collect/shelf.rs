//! Puts the files of one page in several languages together. A page is there if its file in the site's own
//! language is; a translation of a page that is withheld is withheld with it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Kept, text_of};
use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic};
use crate::model::{Document, Place, Text};

/// The files of one page, one for each language.
#[derive(Debug, Default)]
pub struct Copies(Vec<Option<Arc<Document>>>);

impl Copies {
    pub fn own(&self) -> Option<&Arc<Document>> {
        self.0.first()?.as_ref()
    }

    pub fn texts(&self, kept: &Kept) -> Vec<Option<Text>> {
        let mut texts: Vec<Option<Text>> =
            self.0.iter().map(|copy| copy.as_ref().and_then(|document| text_of(document, kept))).collect();
        // A translation is withheld with its original, and is marked so in a preview.
        if let Some(mark) = texts.first().and_then(|own| own.as_ref()?.withheld) {
            for text in texts.iter_mut().flatten() {
                text.withheld = Some(mark);
            }
        }
        texts
    }
}

#[derive(Debug, Default)]
pub struct Shelf {
    pub home: Copies,
    pub pages: BTreeMap<Arc<str>, Copies>,
    pub projects: BTreeMap<Arc<str>, Copies>,
    pub overviews: BTreeMap<Arc<str>, Copies>,
    /// Terms by folder and slug.
    pub terms: BTreeMap<Arc<str>, BTreeMap<Arc<str>, Copies>>,
    kept: Kept,
}

impl Shelf {
    pub fn fill(documents: &[Arc<Document>], kept: &Kept, faulty: &[Arc<str>], config: &Config) -> Checked<Shelf> {
        let mut shelf = Shelf { kept: kept.clone(), ..Shelf::default() };
        shelf.home.0.resize(config.languages.len(), None);
        let mut diagnostics = Vec::new();
        let (own, translations): (Vec<_>, Vec<_>) = documents.iter().partition(|document| document.language.is_none());
        for document in own {
            if kept.contains_key(&document.file.path) {
                let copies = shelf.copies(&document.place);
                copies.0.resize(config.languages.len(), None);
                copies.0[0] = Some(document.clone());
            }
        }
        let originals: std::collections::HashSet<&Place> =
            documents.iter().filter(|document| document.language.is_none()).map(|document| &document.place).collect();
        for document in translations {
            if !originals.contains(&document.place) {
                let original = path_of_original(document);
                if !faulty.iter().any(|path| **path == *original) {
                    diagnostics.push(without_original(document, &original));
                }
                continue;
            }
            if !kept.contains_key(&document.file.path) {
                continue;
            }
            let number = config
                .languages
                .iter()
                .position(|edition| Some(edition.language.tag()) == document.language.as_deref());
            let copies = shelf.copies(&document.place);
            if let Some(number) = number
                && copies.own().is_some()
            {
                copies.0[number] = Some(document.clone());
            }
        }
        // A place that only a withheld page's translation asked for holds nothing.
        let empty = |copies: &Copies| copies.own().is_none();
        shelf.pages.retain(|_, copies| !empty(copies));
        shelf.projects.retain(|_, copies| !empty(copies));
        shelf.overviews.retain(|_, copies| !empty(copies));
        for terms in shelf.terms.values_mut() {
            terms.retain(|_, copies| !empty(copies));
        }
        Checked::new(shelf, diagnostics)
    }

    pub fn texts(&self, copies: &Copies) -> Vec<Option<Text>> {
        copies.texts(&self.kept)
    }

    fn copies(&mut self, place: &Place) -> &mut Copies {
        match place {
            Place::Home => &mut self.home,
            Place::Page(slug) => self.pages.entry(slug.clone()).or_default(),
            Place::Project(slug) => self.projects.entry(slug.clone()).or_default(),
            Place::Overview(folder) => self.overviews.entry(folder.clone()).or_default(),
            Place::Term(folder, slug) => self.terms.entry(folder.clone()).or_default().entry(slug.clone()).or_default(),
        }
    }
}

fn path_of_original(document: &Document) -> String {
    let tag = document.language.as_deref().unwrap_or_default();
    document.file.path.replace(&format!(".{tag}.md"), ".md")
}

fn without_original(document: &Document, original: &str) -> Diagnostic {
    Diagnostic::error("no-original", "this is a translation, but the page it translates is not there")
        .at(document.file.whole())
        .hint(format!("the page in the site's own language would be {original}"))
}
