//! Discover: what a site folder holds, as values.
//!
//! [`Sources`] is everything later stages know of the disk. It can be made from a folder ([`discover`]), brought
//! up to date after a change ([`refresh`]) or, as tests do, made from texts in memory ([`Sources::in_memory`]).

mod discover;
mod mark;
mod pixels;
mod read;
mod refresh;

pub use discover::{FOLDERS, discover};
pub use pixels::{Picture, PictureKind};
pub use read::{STRAY, is_litter};
pub use refresh::{Refreshed, refresh};

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::config;
use crate::diagnostic::{Checked, Diagnostic, TextFile};
use crate::model::composed;

/// A site as it is on disk. Themes and assets are shared with what is made of them; the same pointer means that
/// nothing in them was touched.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// `content/site.toml`.
    pub config: Option<TextFile>,
    /// Where there is none: the folder above that is a site.
    pub site_above: Option<PathBuf>,
    /// The Markdown files of `content/`, sorted by path.
    pub content: Vec<TextFile>,
    /// Files of `content/` that could not be read as text, `site.toml` among them.
    pub faulty: Vec<Arc<str>>,
    /// Files of `content/` that are no pages, and are left out.
    pub strays: Vec<Arc<str>>,
    /// The theme folders of the site, by name.
    pub themes: Arc<BTreeMap<String, ThemeFiles>>,
    /// The files of `assets/`, sorted by path.
    pub assets: Arc<Vec<Asset>>,
}

/// The files of one theme folder, paths within that folder.
#[derive(Debug, Clone, Default)]
pub struct ThemeFiles {
    /// `theme.toml`, `templates/…` and `i18n/…`; the paths in messages are those within the site.
    pub texts: BTreeMap<String, TextFile>,
    /// `static/…`, without that first part.
    pub statics: BTreeMap<String, Cow<'static, [u8]>>,
}

/// A file that is copied to the site as it is.
#[derive(Debug, Clone)]
pub struct Asset {
    /// The path below `assets/`, in the form of [`composed`].
    pub path: Arc<str>,
    pub data: AssetData,
    /// In bytes.
    pub size: u64,
    /// What it is, if it has the name of a picture.
    pub picture: Option<Picture>,
}

#[derive(Debug, Clone)]
pub enum AssetData {
    Memory(Arc<[u8]>),
    Disk(PathBuf),
}

impl Asset {
    pub fn bytes(&self) -> std::io::Result<Vec<u8>> {
        match &self.data {
            AssetData::Memory(bytes) => Ok(bytes.to_vec()),
            AssetData::Disk(path) => std::fs::read(path),
        }
    }
}

impl Sources {
    /// A site from paths and contents, with the same checks as one from disk.
    pub fn in_memory<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Checked<Sources> {
        let mut sources = Sources::default();
        let mut diagnostics = Vec::new();
        let mut sorted: Vec<_> = files.into_iter().collect();
        sorted.sort_by(|a, b| a.0.cmp(b.0));
        for (path, bytes) in sorted {
            sources.place(path, bytes, &mut diagnostics);
        }
        Checked::new(sources, diagnostics)
    }

    fn place(&mut self, path: &str, bytes: &[u8], diagnostics: &mut Vec<Diagnostic>) {
        match read::kind(path) {
            read::Kind::Config | read::Kind::Content => match read::text(path, bytes) {
                Ok(file) if path == config::PATH => self.config = Some(file),
                Ok(file) => self.content.push(file),
                Err(diagnostic) => {
                    self.note_faulty(path);
                    diagnostics.push(*diagnostic);
                }
            },
            read::Kind::Theme { name, inner } => self.place_theme_file(name, inner, path, bytes.to_vec(), diagnostics),
            read::Kind::Asset(inner) => {
                Arc::make_mut(&mut self.assets).push(Asset {
                    path: composed(inner).into(),
                    data: AssetData::Memory(bytes.into()),
                    size: bytes.len() as u64,
                    picture: pixels::of_bytes(inner, bytes),
                });
            }
            read::Kind::Stray => {
                self.note_faulty(path);
                diagnostics.push(read::stray(path));
            }
            read::Kind::Other => {}
        }
    }

    /// A file that is there, but can't be read, or is no page.
    fn note_faulty(&mut self, path: &str) {
        let list = match read::kind(path) {
            read::Kind::Content | read::Kind::Config => &mut self.faulty,
            read::Kind::Stray => &mut self.strays,
            _ => return,
        };
        if let Err(at) = list.binary_search_by(|known| (**known).cmp(path)) {
            list.insert(at, path.into());
        }
    }

    fn place_theme_file(
        &mut self,
        name: &str,
        inner: &str,
        path: &str,
        bytes: Vec<u8>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let theme = Arc::make_mut(&mut self.themes).entry(name.to_owned()).or_default();
        if let Some(path) = inner.strip_prefix("static/") {
            theme.statics.insert(path.to_owned(), Cow::Owned(bytes));
            return;
        }
        match read::text(path, &bytes) {
            Ok(file) => {
                theme.texts.insert(inner.to_owned(), file);
            }
            // Pictures and fonts are not read as text; where a theme's texts stand, they are mistakes.
            Err(_) if !read::is_of_theme(inner) => diagnostics.push(read::stray_in_theme(path, name, inner)),
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
}
