//! Puts the files of one page in several languages together. A page is there if its file in the site's own
//! language is; a translation of a page that is withheld is withheld with it.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::publish::Kept;
use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic};
use crate::model::{Document, Place, Text};

/// The files of one page: that in the site's own language, and its translations by the number of their language.
#[derive(Debug, Default)]
pub struct Copies {
    own: Option<Kept>,
    translations: Vec<(usize, Kept)>,
}

impl Copies {
    pub fn own(&self) -> Option<&Arc<Document>> {
        self.own.as_ref().map(|kept| &kept.document)
    }

    /// One for each of so many languages.
    pub fn texts(&self, languages: usize) -> Vec<Option<Text>> {
        let mut texts = vec![None; languages];
        let own = self.own.as_ref().map(|own| (0, own));
        for (number, kept) in own.into_iter().chain(self.translations.iter().map(|(number, kept)| (*number, kept))) {
            let mut text = kept.text();
            // A translation is withheld with its original, and is marked so in a preview.
            text.withheld = self.own.as_ref().and_then(|own| own.withheld).or(text.withheld);
            texts[number] = Some(text);
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
}

impl Shelf {
    pub fn fill(documents: &[Arc<Document>], kept: Vec<Kept>, faulty: &[Arc<str>], config: &Config) -> Checked<Shelf> {
        let mut shelf = Shelf::default();
        let (own, translations): (Vec<Kept>, Vec<Kept>) =
            kept.into_iter().partition(|kept| kept.document.language.is_none());
        for kept in own {
            let copies = shelf.copies(&kept.document.place);
            copies.own = Some(kept);
        }
        for kept in translations {
            let number = config
                .languages
                .iter()
                .position(|edition| Some(edition.language.tag()) == kept.document.language.as_deref());
            let copies = shelf.copies(&kept.document.place);
            if let Some(number) = number
                && copies.own().is_some()
            {
                copies.translations.push((number, kept));
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
        Checked::new(shelf, without_original(documents, faulty))
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

/// Translations of pages that are not there, not even withheld or faulty.
fn without_original(documents: &[Arc<Document>], faulty: &[Arc<str>]) -> Vec<Diagnostic> {
    let mut translations = documents.iter().filter(|document| document.language.is_some()).peekable();
    if translations.peek().is_none() {
        return Vec::new();
    }
    let originals: HashSet<&Place> =
        documents.iter().filter(|document| document.language.is_none()).map(|document| &document.place).collect();
    let complain = |document: &Arc<Document>| {
        let tag = document.language.as_deref().unwrap_or_default();
        let original = document.file.path.replace(&format!(".{tag}.md"), ".md");
        if faulty.iter().any(|path| **path == *original) {
            return None;
        }
        let diagnostic =
            Diagnostic::error("no-original", "this is a translation, but the page it translates is not there")
                .at(document.file.whole())
                .hint(format!("the page in the site's own language would be {original}"));
        Some(diagnostic)
    };
    translations.filter(|document| !originals.contains(&document.place)).filter_map(complain).collect()
}
