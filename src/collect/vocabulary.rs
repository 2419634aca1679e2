//! The terms of one facet: from their pages, from use, or from ISO 3166.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::shelf::{Copies, Shelf};
use crate::config::{Config, Edition, Vocabulary as Kind};
use crate::diagnostic::{Checked, Diagnostic, Location, did_you_mean};
use crate::fields::Located;
use crate::language::{LONGEST_SLUG, country_codes, country_english, find_country, is_country, slug};
use crate::model::{Amount, Document, Facts, RawTag, TermFacts, Text, Withheld};

/// The terms that a facet has, before they are put in order.
#[derive(Debug)]
pub struct Vocabulary {
    pub terms: Vec<Entry>,
    /// What projects write (a slug, a name, a country's code) to the term's number.
    keys: HashMap<Arc<str>, usize>,
    /// Names as projects write them: making a slug takes much longer than finding the name here.
    names: HashMap<String, usize>,
    /// Terms that exist but are withheld: naming one is no mistake.
    withheld: Vec<Arc<str>>,
    kind: Kind,
}

#[derive(Debug)]
pub struct Entry {
    pub slug: Arc<str>,
    pub names: Vec<String>,
    pub texts: Vec<Option<Text>>,
    pub code: Option<Arc<str>>,
    pub year: Option<i64>,
    pub grants: Option<i64>,
    pub term_kind: Option<String>,
    pub amount: Option<Amount>,
    pub members: Vec<(usize, Vec<Located<String>>)>,
    /// The term's page, for messages about it.
    pub document: Option<Arc<Document>>,
}

/// What became of a term that a project names.
pub enum Found {
    Term(usize),
    /// It is there, but not to be seen.
    Withheld,
    Unknown(Box<Diagnostic>),
}

pub fn find(
    facet: usize,
    shelf: &Shelf,
    config: &Config,
    withheld: &HashMap<Arc<str>, Withheld>,
) -> Checked<Vocabulary> {
    let settings = &config.facets[facet];
    let empty = BTreeMap::new();
    let pages = shelf.terms.get(&settings.folder).unwrap_or(&empty);
    let mut vocabulary = Vocabulary {
        terms: Vec::new(),
        keys: HashMap::new(),
        names: HashMap::new(),
        withheld: Vec::new(),
        kind: settings.vocabulary,
    };
    let mut diagnostics = Vec::new();
    for (slug, copies) in pages {
        vocabulary.add_page(slug, copies, config, &mut diagnostics);
    }
    let folder = format!("content/{}/", settings.folder);
    for path in withheld.keys() {
        if let Some(slug) = path.strip_prefix(&folder).and_then(|name| name.strip_suffix(".md")) {
            vocabulary.withheld.push(slug.into());
        }
    }
    match settings.vocabulary {
        Kind::Pages => {}
        Kind::Use => vocabulary.add_used(facet, shelf, config, &mut diagnostics),
        Kind::Countries => vocabulary.add_countries(facet, shelf, config),
    }
    Checked::new(vocabulary, diagnostics)
}

impl Vocabulary {
    /// The year that a term states.
    pub fn year(&self, term: usize) -> Option<i64> {
        self.terms.get(term)?.year
    }

    fn add_page(&mut self, slug: &Arc<str>, copies: &Copies, config: &Config, diagnostics: &mut Vec<Diagnostic>) {
        let Some(document) = copies.own() else { return };
        let Facts::Term(facts) = &document.front.facts else { return };
        let texts = copies.texts(config.languages.len());
        let country =
            facts.code.as_ref().filter(|_| self.kind == Kind::Countries).map(|code| code.value.to_uppercase());
        let name = |(text, edition): (&Option<Text>, &Edition)| match text {
            Some(text) => text.title().to_string(),
            // A country's name is known in every language; another term keeps its own.
            None => {
                let known = country.as_ref().and_then(|code| edition.language.country(code));
                known.unwrap_or_else(|| document.front.common.title.value.to_string())
            }
        };
        let names = texts.iter().zip(&config.languages).map(name).collect();
        let number = self.terms.len();
        if let Some(code) = &facts.code
            && let Some(diagnostic) = self.refuse_code(code, document)
        {
            diagnostics.push(diagnostic);
            return;
        }
        let key = match (self.kind, &facts.code) {
            (Kind::Countries, Some(code)) => code.value.to_uppercase().into(),
            _ => slug.clone(),
        };
        self.keys.insert(key, number);
        let TermFacts { year, grants, amount, .. } = **facts;
        self.terms.push(Entry {
            slug: slug.clone(),
            names,
            texts,
            code: facts.code.as_ref().map(|code| code.value.to_uppercase().into()),
            year,
            grants,
            term_kind: facts.kind.clone(),
            amount,
            members: facts.members.clone(),
            document: Some(document.clone()),
        });
    }

    fn refuse_code(&self, code: &Located<String>, document: &Document) -> Option<Diagnostic> {
        let upper = code.value.to_uppercase();
        if !is_country(&upper) {
            return Some(unknown_country(&code.value).at(document.locate(code.range.clone())));
        }
        let first = self.terms.iter().find(|term| term.code.as_deref() == Some(upper.as_str()))?;
        let mut diagnostic = Diagnostic::error("same-country", format!("the country {upper} has two pages"))
            .at(document.locate(code.range.clone()))
            .hint("keep one of the two pages");
        if let Some(first) = &first.document {
            diagnostic = diagnostic.related(first.file.whole(), "the other one");
        }
        Some(diagnostic)
    }

    /// Terms that come into being because a project names them.
    fn add_used(&mut self, facet: usize, shelf: &Shelf, config: &Config, diagnostics: &mut Vec<Diagnostic>) {
        let mut first: HashMap<Arc<str>, (String, Location)> = HashMap::new();
        for (document, tag) in used(facet, shelf) {
            let name = tag.term.value.trim();
            if self.names.contains_key(name) {
                continue;
            }
            let slug: Arc<str> = slug(name).into();
            match first.get(&slug) {
                Some((known, place)) => {
                    diagnostics.push(
                        Diagnostic::error(
                            "same-slug",
                            format!("\"{name}\" and \"{known}\" would have the same address, \"{slug}\""),
                        )
                        .at(document.locate(tag.term.range.clone()))
                        .related(place.clone(), "the other one")
                        .hint("if they are one, spell both the same way; if not, tell them apart in the name"),
                    );
                    continue;
                }
                None => {
                    first.insert(slug.clone(), (name.to_owned(), document.locate(tag.term.range.clone())));
                }
            }
            if slug.len() > LONGEST_SLUG {
                diagnostics.push(too_long(&slug).at(document.locate(tag.term.range.clone())));
            }
            let number = match self.keys.get(&slug).copied() {
                // The term has a page: its title may put the name more fully, so it stays as it is.
                Some(number) => number,
                None => {
                    let number = self.terms.len();
                    self.keys.insert(slug.clone(), number);
                    self.terms.push(Entry::plain(slug, vec![name.to_owned(); config.languages.len()], None));
                    number
                }
            };
            self.names.insert(name.to_owned(), number);
        }
    }

    fn add_countries(&mut self, facet: usize, shelf: &Shelf, config: &Config) {
        let mut seen = HashSet::new();
        for (_, tag) in used(facet, shelf) {
            if !seen.insert(tag.term.value.as_str()) {
                continue;
            }
            let code = tag.term.value.to_uppercase();
            if !is_country(&code) || self.keys.contains_key(code.as_str()) {
                continue;
            }
            let english = country_english(&code).unwrap_or(&code).to_owned();
            let names = config
                .languages
                .iter()
                .map(|edition| edition.language.country(&code).unwrap_or_else(|| english.clone()))
                .collect();
            let code: Arc<str> = code.into();
            self.keys.insert(code.clone(), self.terms.len());
            self.terms.push(Entry::plain(slug(&english).into(), names, Some(code)));
        }
    }

    /// The term that `raw` names. `plural` and `folder` are for the message.
    pub fn look_up(&self, raw: &str, folder: &str) -> Found {
        if let Some(number) = self.names.get(raw.trim()) {
            return Found::Term(*number);
        }
        let key = match self.kind {
            Kind::Pages => Cow::Borrowed(raw),
            Kind::Use => Cow::Owned(slug(raw.trim())),
            Kind::Countries if raw.bytes().all(|byte| byte.is_ascii_uppercase()) => Cow::Borrowed(raw),
            Kind::Countries => Cow::Owned(raw.to_uppercase()),
        };
        if let Some(number) = self.keys.get(&*key) {
            return Found::Term(*number);
        }
        if self.withheld.iter().any(|slug| **slug == *key) {
            return Found::Withheld;
        }
        Found::Unknown(Box::new(match self.kind {
            Kind::Countries => unknown_country(raw),
            _ => self.unknown_term(raw, folder),
        }))
    }

    fn unknown_term(&self, raw: &str, folder: &str) -> Diagnostic {
        let diagnostic = Diagnostic::error("unknown-term", format!("there is no \"{raw}\" among the {folder}"));
        let named = self.terms.iter().find(|term| {
            term.names.iter().any(|name| name.eq_ignore_ascii_case(raw)) || term.slug.eq_ignore_ascii_case(raw)
        });
        let hint = match named {
            Some(term) => Some(format!("did you mean \"{}\"?", term.slug)),
            None => did_you_mean(raw, self.terms.iter().map(|term| &*term.slug)),
        };
        diagnostic.hints(hint).hint(format!("the terms are the files in content/{folder}/, named without \".md\""))
    }
}

impl Entry {
    fn plain(slug: Arc<str>, names: Vec<String>, code: Option<Arc<str>>) -> Entry {
        let texts = vec![None; names.len()];
        Entry {
            slug,
            names,
            texts,
            code,
            year: None,
            grants: None,
            term_kind: None,
            amount: None,
            members: Vec::new(),
            document: None,
        }
    }
}

/// Every tag of the facet with the document that names it, in the order of the projects.
fn used(facet: usize, shelf: &Shelf) -> impl Iterator<Item = (&Document, &RawTag)> {
    shelf.projects.values().filter_map(Copies::own).flat_map(move |document| {
        let tags: &[RawTag] = match &document.front.facts {
            Facts::Project(facts) => facts.tags.get(facet).map_or(&[], Vec::as_slice),
            _ => &[],
        };
        tags.iter().map(move |tag| (&**document, tag))
    })
}

fn too_long(slug: &str) -> Diagnostic {
    let (most, length) = (LONGEST_SLUG, slug.len());
    Diagnostic::error(
        "name-too-long",
        format!("this name is too long: an address takes {most} letters of it, not {length}"),
    )
    .hint("name it in fewer words; a page of its own can hold the full name as its title")
}

pub fn unknown_country(raw: &str) -> Diagnostic {
    let meant = find_country(raw).or_else(|| closest_country(raw));
    let hint = meant.map(|code| format!("did you mean \"{code}\" ({})?", country_english(code).unwrap_or(code)));
    Diagnostic::error("unknown-country", format!("\"{raw}\" is not the code of a country"))
        .hints(hint)
        .hint("countries are written as ISO 3166-1 codes of two letters: KE, VN, GB, …")
}

/// The country whose English name is nearest to a misspelt one.
fn closest_country(raw: &str) -> Option<&'static str> {
    let lower = raw.to_lowercase();
    let score =
        |code: &str| country_english(code).map_or(0.0, |name| strsim::jaro_winkler(&lower, &name.to_lowercase()));
    let best = country_codes().iter().copied().max_by(|a, b| score(a).total_cmp(&score(b)))?;
    (raw.chars().count() > 3 && score(best) >= 0.85).then_some(best)
}

/// Where a range of a document is, for the other files of this stage.
pub fn place(document: &Document, range: &Range<usize>) -> Location {
    document.locate(range.clone())
}
