//! Brings [`Sources`] up to date after single files changed, without reading the rest again.
//!
//! [`refresh`] takes the paths that are said to have changed. A file that was edited, added or taken away is
//! read, placed or dropped; a folder or a symbolic link is left to [`discover`](super::discover).

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use super::discover::{Loaded, load};
use super::{Asset, Sources, ThemeFiles, read};
use crate::config;
use crate::diagnostic::{Checked, Diagnostic, TextFile};
use crate::model::composed;

/// What the changes came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refreshed {
    /// Nothing that is of any matter.
    Same,
    Changed,
    /// It takes a look at the whole folder; `sources` may be half up to date.
    Unclear,
}

/// `changed` are paths within the site.
pub fn refresh(root: &Path, sources: &mut Checked<Sources>, changed: &[String]) -> Refreshed {
    let mut outcome = Refreshed::Same;
    for path in changed {
        outcome = outcome.max(one(root, sources, path));
        if outcome == Refreshed::Unclear {
            break;
        }
    }
    outcome
}

fn one(root: &Path, sources: &mut Checked<Sources>, path: &str) -> Refreshed {
    if path.split('/').any(read::is_litter) {
        return Refreshed::Same;
    }
    let loaded = match fs::symlink_metadata(root.join(path)) {
        Ok(metadata) if metadata.is_file() => Some(load(root, path)),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        _ => return Refreshed::Unclear,
    };
    let forgiven = sources.diagnostics.len();
    sources.diagnostics.retain(|diagnostic| diagnostic.location.as_ref().is_none_or(|at| *at.file != *path));
    let forgiven = forgiven != sources.diagnostics.len();
    sources.value.faulty.retain(|faulty| **faulty != *path);
    sources.value.strays.retain(|stray| **stray != *path);
    // The name that it has among the sources; only assets may have it in another form there.
    let path = if path.starts_with("assets/") { &*composed(path) } else { path };
    let outcome = match loaded {
        None if sources.value.has_below(path) => Refreshed::Unclear,
        None | Some(Loaded::Nothing) => sources.value.drop_file(path),
        Some(Loaded::Text(Ok(file))) => sources.value.place_text(file),
        Some(Loaded::Asset(asset, fault)) => {
            sources.diagnostics.extend(fault.map(|fault| *fault));
            sources.value.place_asset(asset)
        }
        Some(Loaded::Bytes(bytes)) => sources.value.replace_theme_file(path, bytes, &mut sources.diagnostics),
        Some(Loaded::Text(Err(diagnostic)) | Loaded::Failed(diagnostic)) => {
            sources.value.drop_file(path);
            sources.value.note_faulty(path);
            sources.diagnostics.push(*diagnostic);
            Refreshed::Changed
        }
    };
    if forgiven { outcome.max(Refreshed::Changed) } else { outcome }
}

impl Sources {
    /// Was the path a folder?
    fn has_below(&self, path: &str) -> bool {
        let folder = format!("{path}/");
        let content = self.content.partition_point(|file| *file.path < *folder);
        let assets = folder.strip_prefix("assets/").is_some_and(|folder| {
            let at = self.assets.partition_point(|asset| *asset.path < *folder);
            self.assets.get(at).is_some_and(|asset| asset.path.starts_with(folder))
        });
        assets
            || self.content.get(content).is_some_and(|file| file.path.starts_with(&folder))
            || self.themes.iter().any(|(name, files)| files.has_below(&format!("themes/{name}/"), &folder))
    }

    fn place_text(&mut self, file: TextFile) -> Refreshed {
        let known = if *file.path == *config::PATH {
            self.config.replace(file.clone())
        } else {
            match self.content.binary_search_by(|known| known.path.cmp(&file.path)) {
                Ok(at) => Some(std::mem::replace(&mut self.content[at], file.clone())),
                Err(at) => {
                    self.content.insert(at, file.clone());
                    None
                }
            }
        };
        if known.is_some_and(|known| known.mark == file.mark) { Refreshed::Same } else { Refreshed::Changed }
    }

    /// Assets stay on disk, so one that was there may have changed all the same.
    fn place_asset(&mut self, asset: Asset) -> Refreshed {
        match self.assets.binary_search_by(|known| known.path.cmp(&asset.path)) {
            Err(at) => Arc::make_mut(&mut self.assets).insert(at, asset),
            // Touched, even if nothing that is known of it here differs: the theme looks into pictures of its settings.
            Ok(at) => Arc::make_mut(&mut self.assets)[at] = asset,
        }
        Refreshed::Changed
    }

    fn replace_theme_file(&mut self, path: &str, bytes: Vec<u8>, diagnostics: &mut Vec<Diagnostic>) -> Refreshed {
        let read::Kind::Theme { name, inner } = read::kind(path) else { return Refreshed::Unclear };
        if self.themes.get(name).is_some_and(|theme| theme.holds(inner, &bytes)) {
            return Refreshed::Same;
        }
        self.drop_file(path);
        self.place_theme_file(name, inner, path, bytes, diagnostics);
        Refreshed::Changed
    }

    fn drop_file(&mut self, path: &str) -> Refreshed {
        let dropped = match read::kind(path) {
            read::Kind::Config => self.config.take().is_some(),
            read::Kind::Content => match self.content.binary_search_by(|known| (*known.path).cmp(path)) {
                Ok(at) => {
                    self.content.remove(at);
                    true
                }
                Err(_) => false,
            },
            read::Kind::Asset(inner) => match self.assets.binary_search_by(|known| (*known.path).cmp(inner)) {
                Ok(at) => {
                    Arc::make_mut(&mut self.assets).remove(at);
                    true
                }
                Err(_) => false,
            },
            read::Kind::Theme { name, inner } if self.themes.get(name).is_some_and(|theme| theme.knows(inner)) => {
                let themes = Arc::make_mut(&mut self.themes);
                if themes.get_mut(name).is_some_and(|theme| theme.drop_file(inner)) {
                    themes.remove(name);
                }
                true
            }
            _ => false,
        };
        if dropped { Refreshed::Changed } else { Refreshed::Same }
    }
}

impl ThemeFiles {
    fn knows(&self, inner: &str) -> bool {
        match inner.strip_prefix("static/") {
            Some(name) => self.statics.contains_key(name),
            None => self.texts.contains_key(inner),
        }
    }

    fn holds(&self, inner: &str, bytes: &[u8]) -> bool {
        match inner.strip_prefix("static/") {
            Some(name) => self.statics.get(name).is_some_and(|known| **known == *bytes),
            None => self.texts.get(inner).is_some_and(|known| known.text.as_bytes() == bytes),
        }
    }

    /// Tells whether that was the last one.
    fn drop_file(&mut self, inner: &str) -> bool {
        match inner.strip_prefix("static/") {
            Some(name) => drop(self.statics.remove(name)),
            None => drop(self.texts.remove(inner)),
        }
        self.statics.is_empty() && self.texts.is_empty()
    }

    fn has_below(&self, top: &str, folder: &str) -> bool {
        if top.starts_with(folder) {
            return true;
        }
        let Some(inner) = folder.strip_prefix(top) else { return false };
        self.texts.keys().any(|name| name.starts_with(inner))
            || self.statics.keys().any(|name| format!("static/{name}").starts_with(inner))
    }
}
