//! The stages in order. Build, check and preview all come through here:
//!
//! discover → parse → collect → plan → render → write
//!
//! [`assemble`] goes as far as a [`Site`] that can render any of its pages; [`inspect`] and [`render`] find what
//! only shows in the whole. A [`Memo`] carries over to the next run what can serve again.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::check;
use crate::collect::{Publication, collect};
use crate::config::{self, Config};
use crate::diagnostic::{Checked, Diagnostic, Location};
use crate::model::{Base, Document, Portfolio, Targets, Text};
use crate::pages::{self, Plan, Planned, Scope};
use crate::parse::{self, parse};
use crate::render::{self, Rendered, Take};
use crate::source::{Asset, Sources, ThemeFiles};
use crate::theme::Theme;
use crate::view::{Cache, TEMPLATES, View};

/// How the site is to be made.
#[derive(Debug, Clone)]
pub struct Options {
    pub publication: Publication,
    /// Instead of the configured base address.
    pub base: Option<Base>,
    /// For the preview: the origin that it stands at, such as `http://127.0.0.1:4400`. The base path stays.
    pub preview: Option<String>,
}

/// What a run leaves for the next: parsed files, and the theme. A one-shot build begins with none.
#[derive(Default)]
pub struct Memo {
    parsed: parse::Memo,
    theme: Option<KeptTheme>,
}

/// A theme and all that it was made from.
struct KeptTheme {
    themes: Arc<BTreeMap<String, ThemeFiles>>,
    assets: Arc<Vec<Asset>>,
    config: [u8; 32],
    base: Base,
    theme: Checked<Arc<Theme>>,
}

/// A site that can render any of its pages.
pub struct Site {
    pub config: Config,
    pub portfolio: Portfolio,
    pub plan: Plan,
    targets: Targets,
    theme: Arc<Theme>,
    cache: Cache,
    assets: Arc<Vec<Asset>>,
    preview: bool,
}

/// From sources to a site. With errors there may be none.
pub fn assemble(sources: &Sources, options: &Options, memo: &mut Memo) -> Checked<Option<Site>> {
    let mut found = Vec::new();
    let Some(config) = read_config(sources, options).take(&mut found) else {
        return Checked::new(None, found);
    };
    let documents = parse(&sources.content, &config, &mut memo.parsed).take(&mut found);
    let faulty = faulty(sources, &documents);
    let portfolio = collect(&documents, &faulty, &config, options.publication).take(&mut found);
    let Some(theme) = theme(sources, &config, &mut memo.theme).take(&mut found) else {
        return Checked::new(None, found);
    };
    let scope = Scope { config: &config, portfolio: &portfolio, theme: &theme, assets: &sources.assets };
    let (plan, targets) = pages::plan(&scope).take(&mut found);
    let cache = Cache::new(&config, &portfolio);
    let (assets, preview) = (sources.assets.clone(), options.preview.is_some());
    Checked::new(Some(Site { config, portfolio, plan, targets, theme, cache, assets, preview }), found)
}

/// The content files that are there but could not be read.
fn faulty(sources: &Sources, documents: &[Arc<Document>]) -> Vec<Arc<str>> {
    let mut faulty = sources.faulty.clone();
    if documents.len() < sources.content.len() {
        let read: HashSet<&str> = documents.iter().map(|document| &*document.file.path).collect();
        let unread = sources.content.iter().map(|file| &file.path).filter(|path| !read.contains(&***path));
        faulty.extend(unread.cloned());
    }
    faulty
}

/// The theme: that of the last run, if nothing that it is made from was touched.
fn theme(sources: &Sources, config: &Config, kept: &mut Option<KeptTheme>) -> Checked<Option<Arc<Theme>>> {
    let same = |kept: &&KeptTheme| {
        Arc::ptr_eq(&kept.themes, &sources.themes)
            && Arc::ptr_eq(&kept.assets, &sources.assets)
            && kept.config == config.fingerprint
            && kept.base == config.base
    };
    if let Some(kept) = kept.as_ref().filter(same) {
        return Checked::new(Some(kept.theme.value.clone()), kept.theme.diagnostics.clone());
    }
    let templates: Vec<&str> = TEMPLATES.iter().map(|(name, _)| *name).collect();
    let Checked { value, diagnostics } = Theme::load(sources, config, &templates);
    let value = value.map(Arc::new);
    *kept = value.clone().map(|theme| KeptTheme {
        themes: sources.themes.clone(),
        assets: sources.assets.clone(),
        config: config.fingerprint,
        base: config.base.clone(),
        theme: Checked::new(theme, diagnostics.clone()),
    });
    Checked::new(value, diagnostics)
}

fn read_config(sources: &Sources, options: &Options) -> Checked<Option<Config>> {
    let Some(file) = &sources.config else {
        let diagnostic = Diagnostic::error("no-config", format!("there is no {}", config::PATH))
            .at(Location::file(config::PATH))
            .hint("a site is a folder with content/site.toml in it; name it with --root")
            .hint("the smallest one: title = \"…\", description = \"…\", base_url = \"https://…/\", language = \"en\"");
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
pub fn given(sources: &[u8; 32], options: &Options) -> [u8; 32] {
    let mut mark = blake3::Hasher::new();
    mark.update(sources).update(format!("{options:?}").as_bytes());
    *mark.finalize().as_bytes()
}

/// A mark of all that the bytes of a site depend on, but for the program itself: the same mark, the same site. The
/// day has its say in what is withheld, and in nothing else.
pub fn inputs(sources: &[u8; 32], options: &Options, site: &Site) -> [u8; 32] {
    let mut mark = blake3::Hasher::new();
    mark.update(sources);
    let mut withheld: Vec<String> =
        site.portfolio.withheld.iter().map(|(path, why)| format!("{path} {why:?}")).collect();
    let marked = |text: &Text| text.withheld.map(|why| format!("{} {why:?}", text.file.path));
    withheld.extend(site.portfolio.texts().filter_map(marked));
    withheld.sort();
    let settings = (&site.config.base, options.publication.drafts, &options.preview, withheld);
    mark.update(format!("{settings:?}").as_bytes());
    *mark.finalize().as_bytes()
}

/// What only shows in the whole site: broken links, unknown figures, unused terms.
pub fn inspect(site: &Site) -> Vec<Diagnostic> {
    check::all(&check::Inspected { view: site.view(), assets: &site.assets })
}

/// Renders every page into `take`.
pub fn render(site: &Site, take: &Take<'_>) -> Vec<Diagnostic> {
    render::all(&site.view(), &site.plan, &site.assets, take)
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
    told_once(diagnostics)
}

/// A template's mistake shows on every page that the template makes: it is told for the first of them.
fn told_once(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut told: Vec<(Diagnostic, usize)> = Vec::with_capacity(diagnostics.len());
    for diagnostic in diagnostics {
        match told.last_mut() {
            Some((first, others))
                if diagnostic.code == "template"
                    && first.code == "template"
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
    pub fn view(&self) -> View<'_> {
        View::new(&self.config, &self.portfolio, &self.targets, &self.theme, &self.cache, 0, self.preview)
    }

    /// Renders one page.
    pub fn render(&self, planned: &Planned) -> Result<Rendered<'_>, Box<Diagnostic>> {
        render::one(&self.view(), &self.plan, planned, &self.assets)
    }
}
