//! The theme, and when that of the last run will do.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::Checked;
use crate::mark::Mark;
use crate::model::Base;
use crate::source::{Asset, Sources, ThemeFiles};
use crate::theme::Theme;
use crate::view::TEMPLATES;

/// A theme and all that it was made from.
pub struct Kept {
    themes: Arc<BTreeMap<String, ThemeFiles>>,
    assets: Arc<Vec<Asset>>,
    config: Mark,
    base: Base,
    theme: Checked<Arc<Theme>>,
}

/// The theme: that of the last run, if nothing that it is made from was touched.
pub fn theme(sources: &Sources, config: &Config, kept: &mut Option<Kept>) -> Checked<Option<Arc<Theme>>> {
    let same = |kept: &&Kept| {
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
    *kept = value.clone().map(|theme| Kept {
        themes: sources.themes.clone(),
        assets: sources.assets.clone(),
        config: config.fingerprint,
        base: config.base.clone(),
        theme: Checked::new(theme, diagnostics.clone()),
    });
    Checked::new(value, diagnostics)
}
