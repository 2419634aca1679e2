//! Parse: one source file becomes one [`Document`], in parallel and remembered.
//!
//! [`parse`] is the stage. Per file: tell its [`Place`] from its path (`place.rs`), read its front matter
//! (`front.rs`), turn its Markdown into a body (`markdown.rs`). A [`Memo`] holds what the last run parsed, so
//! that a file whose text and configuration are the same is not parsed again.

mod alias;
mod amount;
mod anchors;
mod elements;
mod figures;
mod findings;
mod footnotes;
mod front;
mod highlight;
mod instead;
mod links;
mod lost_cells;
mod lost_links;
mod lost_lists;
mod lost_markup;
pub mod markdown;
mod marks;
mod own;
mod place;
mod raw_html;
mod render;
mod sanitise;
mod segments;
mod source;
mod tables;

use std::sync::Arc;

use rayon::prelude::*;

use crate::config::{self, Config};
use crate::diagnostic::{Checked, Diagnostic, TextFile};
use crate::fields;
use crate::mark::Mark;
use crate::model::Document;

/// What the last run parsed, sorted by path. A one-shot build passes an empty one.
#[derive(Debug, Default)]
pub struct Memo(Vec<Parsed>);

#[derive(Debug, Clone)]
struct Parsed {
    path: Arc<str>,
    /// Of the file and the configuration.
    key: (Mark, Mark),
    document: Option<Arc<Document>>,
    diagnostics: Arc<[Diagnostic]>,
}

impl Memo {
    /// What the last run made of a file. Most often it still has the same number.
    fn known(&self, number: usize, file: &TextFile) -> Option<&Parsed> {
        let known = self.0.get(number).filter(|known| known.path == file.path);
        known.or_else(|| self.0.binary_search_by(|known| known.path.cmp(&file.path)).ok().map(|at| &self.0[at]))
    }
}

/// How many files a thread takes at a time.
const PORTION: usize = 32;

/// Parses every file, in the order of `files`, which is that of their paths. Afterwards the memo holds exactly
/// these files.
pub fn parse(files: &[TextFile], config: &Config, memo: &mut Memo) -> Checked<Vec<Arc<Document>>> {
    // In small portions, so that no thread is left with a large one when the others are done.
    let parsed: Vec<Parsed> = files
        .par_iter()
        .with_max_len(PORTION)
        .enumerate()
        .map(|(number, file)| remembered(number, file, config, memo))
        .collect();
    let documents = parsed.iter().filter_map(|one| one.document.clone()).collect();
    let diagnostics = parsed.iter().flat_map(|one| one.diagnostics.iter().cloned()).collect();
    *memo = Memo(parsed);
    Checked::new(documents, diagnostics)
}

/// What is wrong with the files alone, where there is no configuration to read them by: whether they have front matter
/// that can be read, and their bodies.
pub fn without_config(files: &[TextFile]) -> Vec<Diagnostic> {
    let of_file = |file: &TextFile| {
        let mut found: Vec<Diagnostic> = conflict(file).into_iter().collect();
        if found.is_empty()
            && let Some((front, body_start)) = front::split(file).take(&mut found)
        {
            fields::form(file, front, front::WHAT, &mut found);
            markdown::markdown(file, body_start).take(&mut found);
        }
        found
    };
    files.par_iter().flat_map_iter(of_file).collect()
}

fn remembered(number: usize, file: &TextFile, config: &Config, memo: &Memo) -> Parsed {
    let key = (file.mark, config.fingerprint);
    let known = memo.known(number, file);
    if let Some(known) = known.filter(|known| known.key == key) {
        return known.clone();
    }
    let Checked { value: mut document, diagnostics } = document(file, config);
    if let Some(document) = &mut document
        && let Some(last) = known.and_then(|known| known.document.as_ref())
        && last.front == document.front
    {
        document.front = last.front.clone();
    }
    Parsed { path: file.path.clone(), key, document: document.map(Arc::new), diagnostics: diagnostics.into() }
}

/// What git left in a file: nothing else that is wrong with it says anything before that is settled.
fn conflict(file: &TextFile) -> Option<Diagnostic> {
    config::unsettled(file, |at| markdown::is_code(&file.text, at))
}

/// One file. Without a value it can't take part in the site; the diagnostics say why.
fn document(file: &TextFile, config: &Config) -> Checked<Option<Document>> {
    let mut diagnostics = Vec::new();
    if let Some(conflict) = conflict(file) {
        return Checked::new(None, vec![conflict]);
    }
    let told = place::tell(file, config).take(&mut diagnostics);
    let Some((front, body_start)) = front::split(file).take(&mut diagnostics) else {
        return Checked::new(None, diagnostics);
    };
    let Some((place, language)) = told else {
        return Checked::new(None, diagnostics);
    };
    let front = front::read(file, front, &place, language.is_some(), config).take(&mut diagnostics);
    let mut body = markdown::markdown(file, body_start).take(&mut diagnostics);
    own::in_body(&mut body, &config.own);
    let document = front.map(|front| Document {
        file: file.clone(),
        place,
        language,
        front: Arc::new(front),
        body: Arc::new(body),
    });
    Checked::new(document, diagnostics)
}
