//! The stages in order. Build, check and preview all come through here:
//!
//! discover → parse → collect → plan → render → write
//!
//! [`assemble`] goes as far as a [`Site`] that can render any of its pages; [`inspect`] and [`render`] find what
//! only shows in the whole.

use std::collections::HashSet;
use std::sync::Arc;

use crate::check;
use crate::collect::{Publication, collect};
use crate::config::{self, Config};
use crate::diagnostic::{Checked, Diagnostic, Location};
use crate::model::{Base, Portfolio, Targets};
use crate::pages::{self, Plan, Planned, Scope};
use crate::parse::{Memo, parse};
use crate::render::{self, Rendered, Take};
use crate::source::{Asset, Sources};
use crate::theme::Theme;
use crate::view::{Cache, View};

/// How the site is to be made.
#[derive(Debug, Clone)]
pub struct Options {
    pub publication: Publication,
    /// Instead of the configured base address.
    pub base: Option<Base>,
    /// For the preview.
    pub preview: bool,
}

/// A site that can render any of its pages.
pub struct Site {
    pub config: Config,
    pub portfolio: Portfolio,
    pub plan: Plan,
    targets: Targets,
    theme: Theme,
    cache: Cache,
    assets: Vec<Asset>,
    preview: bool,
}

/// From sources to a site. With errors there may be none.
pub fn assemble(sources: &Sources, options: &Options, memo: &Memo) -> (Checked<Option<Site>>, Memo) {
    let mut found = Vec::new();
    let Some(config) = read_config(sources, options).take(&mut found) else {
        return (Checked::new(None, found), Memo::default());
    };
    let (documents, memo) = parse(&sources.content, &config, memo);
    let documents = documents.take(&mut found);
    let read: HashSet<&str> = documents.iter().map(|document| &*document.file.path).collect();
    let unread = sources.content.iter().map(|file| &file.path).filter(|path| !read.contains(&***path));
    let faulty: Vec<Arc<str>> = unread.chain(&sources.faulty).cloned().collect();
    let portfolio = collect(&documents, &faulty, &config, options.publication).take(&mut found);
    let Some(theme) = Theme::load(sources, &config).take(&mut found) else {
        return (Checked::new(None, found), memo);
    };
    let scope = Scope { config: &config, portfolio: &portfolio, theme: &theme, assets: &sources.assets };
    let (plan, targets) = pages::plan(&scope).take(&mut found);
    let cache = Cache::new(&config, &portfolio);
    let assets = sources.assets.clone();
    let site = Site { config, portfolio, plan, targets, theme, cache, assets, preview: options.preview };
    (Checked::new(Some(site), found), memo)
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
    read
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
    diagnostics
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
