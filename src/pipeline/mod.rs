//! The stages in order. Build, check and preview all come through here:
//!
//! discover → parse → collect → plan → render → write
//!
//! [`assemble`] goes as far as a [`Site`] that can render any of its pages; [`inspect`] and [`render`] find what
//! only shows in the whole. A [`Memo`] carries over to the next run what can serve again: parsed files, the theme
//! (`theme.rs`), and the frame of the site, which is all of it but the bodies of its pages (`frame.rs`).

mod frame;
mod theme;
mod withheld;

pub use withheld::ahead;

use std::collections::HashSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::check;
use crate::collect::{Publication, collect};
use crate::config::{self, Config};
use crate::diagnostic::{Checked, Diagnostic, Location};
use crate::mark::{Mark, Marker};
use crate::model::{Base, Document, Portfolio, Text};
use crate::pages::{Plan, Planned};
use crate::parse::{self, parse};
use crate::render::{self, Rendered, Take};
use crate::source::{Asset, STRAY, Sources};
use crate::theme::Theme;
use crate::view::View;
use frame::{Frame, MadeFrom};

/// How the site is to be made.
#[derive(Debug, Clone)]
pub struct Options {
    pub publication: Publication,
    /// Instead of the configured base address.
    pub base: Option<Base>,
    /// For the preview: the origin that it stands at, such as `http://127.0.0.1:4400`. The base path stays.
    pub preview: Option<String>,
}

/// What a run leaves for the next. A one-shot build begins with none.
#[derive(Default)]
pub struct Memo {
    parsed: parse::Memo,
    theme: Option<theme::Kept>,
    frame: Option<frame::Kept>,
}

/// A site that can render any of its pages.
pub struct Site {
    pub config: Config,
    frame: Arc<Frame>,
    documents: Arc<[Arc<Document>]>,
    theme: Arc<Theme>,
    assets: Arc<Vec<Asset>>,
    strays: Vec<Arc<str>>,
    preview: bool,
}

/// A configuration to begin with.
const SMALLEST: &str = "\
title = \"What we fund\"
description = \"The projects of our fund.\"
base_url = \"https://example.org/\"
language = \"en\"";

/// From sources to a site. With errors there may be none.
pub fn assemble(sources: &Sources, options: &Options, memo: &mut Memo) -> Checked<Option<Site>> {
    let mut found = Vec::new();
    let Some(config) = read_config(sources, options).take(&mut found) else {
        // A folder without site.toml is likely no site.
        if sources.config.is_some() || config_is_faulty(sources) {
            found.extend(parse::without_config(&sources.content));
        }
        return Checked::new(None, found);
    };
    let documents: Arc<[Arc<Document>]> = parse(&sources.content, &config, &mut memo.parsed).take(&mut found).into();
    let Some(theme) = theme::theme(sources, &config, &mut memo.theme).take(&mut found) else {
        // What is wrong with the content is told all the same.
        let faulty = frame::faulty(sources, &documents);
        collect(&documents, &faulty, &config, options.publication, &|_| true).take(&mut found);
        return Checked::new(None, found);
    };
    let made_from = MadeFrom { sources, config: &config, documents: &documents, theme: &theme };
    let frame = frame::frame(&made_from, options.publication, &mut memo.frame).take(&mut found);
    let (assets, strays) = (sources.assets.clone(), sources.strays.clone());
    let preview = options.preview.is_some();
    Checked::new(Some(Site { config, frame, documents, theme, assets, strays, preview }), found)
}

/// Is there a site.toml that is no text?
fn config_is_faulty(sources: &Sources) -> bool {
    sources.faulty.iter().any(|path| **path == *config::PATH)
}

fn read_config(sources: &Sources, options: &Options) -> Checked<Option<Config>> {
    let Some(file) = &sources.config else {
        // It is there, and what is wrong with it has been told.
        if config_is_faulty(sources) {
            return Checked::new(None, Vec::new());
        }
        let diagnostic =
            Diagnostic::error("no-config", format!("there is no {}", config::PATH)).at(Location::file(config::PATH));
        let diagnostic = match &sources.site_above {
            Some(site) => diagnostic.hint(format!(
                "this is a folder within a site: run the command in the site's own, or with --root {}",
                site.display()
            )),
            None => diagnostic
                .hint("a site is a folder with content/site.toml in it; name it with --root")
                .hint(format!("for a new site, begin with these lines in content/site.toml:\n{SMALLEST}")),
        };
        return Checked::new(None, vec![diagnostic]);
    };
    let mut read = Config::read(file);
    if let Some(base) = &options.base {
        read.value = read.value.map(|config| config.with_base(base.clone()));
    }
    if let Some(origin) = &options.preview {
        read.value = read.value.map(|config| {
            let base = config.base.at_origin(origin);
            config.with_base(base)
        });
    }
    read
}

/// A mark of all that a run is given, but for the program itself: the same mark, the same site and the same to tell
/// of it. `sources` is their mark.
pub fn given(sources: Mark, options: &Options) -> Mark {
    let mut mark = Marker::default();
    mark.add_mark(sources).add(format!("{options:?}").as_bytes());
    mark.mark()
}

/// A mark of all that the bytes of a site depend on, but for the program itself: the same mark, the same site. The
/// day has its say in what is withheld, and in nothing else.
pub fn inputs(sources: Mark, options: &Options, site: &Site) -> Mark {
    let mut mark = Marker::default();
    mark.add_mark(sources);
    let mut withheld: Vec<String> =
        site.portfolio().withheld.iter().map(|(path, why)| format!("{path} {why:?}")).collect();
    let marked = |text: &Text| text.withheld.map(|why| format!("{} {why:?}", text.path));
    withheld.extend(site.portfolio().texts().filter_map(marked));
    withheld.sort();
    let settings = (&site.config.base, options.publication.drafts, &options.preview, withheld);
    mark.add(format!("{settings:?}").as_bytes());
    mark.mark()
}

/// What only shows in the whole site: broken links, unknown figures, unused terms.
pub fn inspect(site: &Site) -> Vec<Diagnostic> {
    check::all(site.view(), &site.assets, &site.strays)
}

/// Renders every page into `take`.
pub fn render(site: &Site, take: &Take<'_>) -> Vec<Diagnostic> {
    render::all(&site.view(), site.plan(), &site.assets, take)
}

/// The mistakes of all pages, of which nothing is written.
pub fn faults(site: &Site) -> Vec<Diagnostic> {
    render::faults(&site.view(), site.plan(), &site.assets)
}

/// Everything that is wrong with a site, in the order of its files.
pub fn in_order(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let place = |diagnostic: &Diagnostic| {
        let location = diagnostic.location.as_ref();
        let point = location.and_then(|location| location.point.as_ref());
        (location.map(|location| location.file.clone()), point.map(|point| (point.line, point.column)))
    };
    diagnostics.sort_by_key(place);
    diagnostics.dedup();
    let missed: HashSet<Arc<str>> =
        diagnostics.iter().flat_map(|one| &one.related).map(|(location, _)| location.file.clone()).collect();
    // A page that names such a file says all there is to say of it.
    diagnostics.retain(|one| {
        one.code != STRAY || one.location.as_ref().is_none_or(|location| !missed.contains(&location.file))
    });
    told_once(diagnostics)
}

/// A mistake in a template or in words shows on every page that is made of it: it is told for the first of them.
fn told_once(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut told: Vec<(Diagnostic, usize)> = Vec::with_capacity(diagnostics.len());
    for diagnostic in diagnostics {
        match told.last_mut() {
            Some((first, others))
                if matches!(diagnostic.code, "template" | "wording")
                    && first.code == diagnostic.code
                    && diagnostic.location.is_some()
                    && first.location == diagnostic.location =>
            {
                *others += 1;
            }
            _ => told.push((diagnostic, 0)),
        }
    }
    let with_count = |(diagnostic, others): (Diagnostic, usize)| match others {
        0 => diagnostic,
        1 => diagnostic.hint("the same happens on one other page"),
        others => diagnostic.hint(format!("the same happens on {others} other pages")),
    };
    told.into_iter().map(with_count).collect()
}

impl Site {
    pub fn portfolio(&self) -> &Portfolio {
        &self.frame.portfolio
    }

    pub fn plan(&self) -> &Plan {
        &self.frame.plan
    }

    /// Lets go of the texts of the pages' files, once all is told that may be wrong with them: rendering reads what was
    /// made of them. For a site that no memo shares.
    pub fn forget_texts(&mut self) {
        let documents = Arc::get_mut(&mut self.documents).into_par_iter().flatten();
        documents.filter_map(Arc::get_mut).for_each(|document| document.file.text = Arc::default());
    }

    /// The site as the templates see it, in its own language.
    pub fn view(&self) -> View<'_> {
        View {
            config: &self.config,
            documents: &self.documents,
            portfolio: &self.frame.portfolio,
            targets: &self.frame.targets,
            theme: &self.theme,
            cache: &self.frame.cache,
            number: 0,
            preview: self.preview,
        }
    }

    /// Renders one page.
    pub fn render(&self, planned: &Planned) -> Result<Rendered<'_>, Box<Diagnostic>> {
        render::one(&self.view(), self.plan(), planned, &self.assets)
    }

    /// What is wrong with one page, if anything.
    pub fn fault(&self, planned: &Planned) -> Option<Box<Diagnostic>> {
        render::fault(&self.view(), self.plan(), planned, &self.assets)
    }
}
