//! The frame of a site: all of it but the bodies of its pages. It is made from front matter alone, so a change of a
//! page's text leaves it as it is: with 10,000 projects that saves nine tenths of the time to a new site.

use std::collections::HashSet;
use std::sync::Arc;

use crate::collect::{Publication, collect};
use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic};
use crate::mark::Mark;
use crate::model::{Base, Document, Portfolio, Targets};
use crate::pages::{self, Plan, Scope};
use crate::source::{Asset, Sources};
use crate::theme::Theme;
use crate::view::Cache;

pub struct Frame {
    pub portfolio: Portfolio,
    pub plan: Plan,
    pub targets: Targets,
    pub cache: Cache,
}

/// What a frame is made from.
pub struct MadeFrom<'a> {
    pub sources: &'a Sources,
    pub config: &'a Config,
    pub documents: &'a Arc<[Arc<Document>]>,
    pub theme: &'a Arc<Theme>,
}

/// A frame and all that it was made from.
pub struct Kept {
    config: Mark,
    base: Base,
    publication: Publication,
    faulty: Vec<Arc<str>>,
    documents: Arc<[Arc<Document>]>,
    theme: Arc<Theme>,
    assets: Arc<Vec<Asset>>,
    frame: Arc<Frame>,
    found: Vec<Diagnostic>,
}

/// The frame: that of the last run, if nothing that it is made from was touched.
pub fn frame(made_from: &MadeFrom<'_>, publication: Publication, kept: &mut Option<Kept>) -> Checked<Arc<Frame>> {
    let MadeFrom { sources, config, documents, theme } = *made_from;
    let faulty = faulty(sources, documents);
    let same = |kept: &&mut Kept| {
        kept.config == config.fingerprint
            && kept.base == config.base
            && kept.publication == publication
            && kept.faulty == faulty
            && Arc::ptr_eq(&kept.theme, theme)
            && Arc::ptr_eq(&kept.assets, &sources.assets)
            && have_same_fronts(&kept.documents, documents)
            // Which files are withheld is a matter of all that pages name, and a text may name one.
            && kept.frame.portfolio.texts().count() == documents.len()
    };
    if let Some(kept) = kept.as_mut().filter(same) {
        kept.documents = documents.clone();
        return Checked::new(kept.frame.clone(), kept.found.clone());
    }
    let mut found = Vec::new();
    let names_file = |path: &str| theme.names_file(path);
    let portfolio = collect(documents, &faulty, config, publication, &names_file).take(&mut found);
    let has_code = portfolio.texts().any(|text| documents[text.document].body.has_code);
    let scope = Scope { config, portfolio: &portfolio, theme, assets: &sources.assets, has_code };
    let (plan, targets) = pages::plan(&scope, documents).take(&mut found);
    let cache = Cache::new(config, &portfolio);
    let frame = Arc::new(Frame { portfolio, plan, targets, cache });
    *kept = Some(Kept {
        config: config.fingerprint,
        base: config.base.clone(),
        publication,
        faulty,
        documents: documents.clone(),
        theme: theme.clone(),
        assets: sources.assets.clone(),
        frame: frame.clone(),
        found: found.clone(),
    });
    Checked::new(frame, found)
}

/// Are these the same pages with, at most, other bodies?
fn have_same_fronts(last: &[Arc<Document>], now: &[Arc<Document>]) -> bool {
    let same = |(last, now): (&Arc<Document>, &Arc<Document>)| {
        Arc::ptr_eq(last, now)
            || last.file.path == now.file.path
                && Arc::ptr_eq(&last.front, &now.front)
                // Whether any page needs the style sheet for code is a matter of the plan.
                && last.body.has_code == now.body.has_code
    };
    last.len() == now.len() && last.iter().zip(now).all(same)
}

/// The content files that are there but could not be read.
pub fn faulty(sources: &Sources, documents: &[Arc<Document>]) -> Vec<Arc<str>> {
    let mut faulty = sources.faulty.clone();
    if documents.len() < sources.content.len() {
        let read: HashSet<&str> = documents.iter().map(|document| &*document.file.path).collect();
        let unread = sources.content.iter().map(|file| &file.path).filter(|path| !read.contains(&***path));
        faulty.extend(unread.cloned());
    }
    faulty
}
