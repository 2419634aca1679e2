//! Reads a site folder.
//!
//! [`discover`] walks `content/`, `themes/` and `assets/` once, and reads the texts in parallel as it comes upon them;
//! assets stay on disk until they are copied.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::{Asset, AssetData, Sources, pixels, read};
use crate::config;
use crate::diagnostic::{Checked, Diagnostic, Location, TextFile};
use crate::model::composed;

/// The folders that make up a site.
pub const FOLDERS: [&str; 3] = ["content", "themes", "assets"];

/// How many files are read in one go: so few that no thread is left with many when the others are done.
const PORTION: usize = 32;

/// Everything that the folder holds.
pub fn discover(root: &Path) -> Checked<Sources> {
    let mut diagnostics = Vec::new();
    let mut sources = Sources::default();
    let mut assets = Vec::new();
    for (path, loaded) in read_all(root, &mut diagnostics) {
        match loaded {
            Loaded::Text(Ok(file)) if path == config::PATH => sources.config = Some(file),
            Loaded::Text(Ok(file)) => sources.content.push(file),
            Loaded::Bytes(bytes) => {
                if let read::Kind::Theme { name, inner } = read::kind(&path) {
                    sources.place_theme_file(name, inner, &path, bytes, &mut diagnostics);
                }
            }
            Loaded::Asset(asset, fault) => {
                assets.push(asset);
                diagnostics.extend(fault.map(|fault| *fault));
            }
            Loaded::Text(Err(diagnostic)) | Loaded::Failed(diagnostic) => {
                sources.note_faulty(&path);
                diagnostics.push(*diagnostic);
            }
            Loaded::Nothing => {}
        }
    }
    // Their names may come in another form than on disk.
    assets.sort_by(|a, b| a.path.cmp(&b.path));
    sources.assets = Arc::new(assets);
    if sources.config.is_none() {
        sources.site_above = site_above(root);
    }
    Checked::new(sources, diagnostics)
}

/// The site that the folder is a part of.
fn site_above(root: &Path) -> Option<PathBuf> {
    let full = fs::canonicalize(root).ok()?;
    full.ancestors().skip(1).find(|folder| folder.join(config::PATH).is_file()).map(Path::to_owned)
}

/// Every file with what it turned out to be, sorted by path. Files are read while the folders are still being walked.
fn read_all(root: &Path, diagnostics: &mut Vec<Diagnostic>) -> Vec<(String, Loaded)> {
    let all: Mutex<Vec<(String, Loaded)>> = Mutex::default();
    let read = |paths: Vec<String>| {
        let mut loaded: Vec<_> = paths
            .into_iter()
            .map(|path| {
                let loaded = load(root, &path);
                (path, loaded)
            })
            .collect();
        all.lock().unwrap_or_else(PoisonError::into_inner).append(&mut loaded);
    };
    rayon::scope(|scope| {
        let mut portion = Vec::with_capacity(PORTION);
        for folder in FOLDERS {
            walk(root, folder, diagnostics, &mut |path| {
                portion.push(path);
                if portion.len() == PORTION {
                    let paths = std::mem::replace(&mut portion, Vec::with_capacity(PORTION));
                    scope.spawn(|_| read(paths));
                }
            });
        }
        read(portion);
    });
    let mut all = all.into_inner().unwrap_or_else(PoisonError::into_inner);
    all.par_sort_unstable_by(|a, b| a.0.cmp(&b.0));
    all
}

/// Gives the path of every file to `take`.
fn walk(root: &Path, folder: &str, diagnostics: &mut Vec<Diagnostic>, take: &mut impl FnMut(String)) {
    let top = root.join(folder);
    if fs::symlink_metadata(&top).is_err() {
        return;
    }
    let entries = WalkDir::new(&top)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !entry.file_name().to_str().is_some_and(read::is_litter));
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let place = error.path().map_or_else(|| folder.to_owned(), |path| site_path(root, path));
                diagnostics.push(unreadable(&place, error.io_error()));
                continue;
            }
        };
        let path = site_path(root, entry.path());
        if entry.file_type().is_symlink() {
            match follow(root, entry.path(), &path) {
                Ok(()) => take(path),
                Err(diagnostic) => diagnostics.push(*diagnostic),
            }
        } else if entry.file_type().is_file() {
            if entry.path().to_str().is_none() {
                diagnostics.push(
                    Diagnostic::error("file-name", "the name of this file can't be read as text")
                        .at(Location::file(path))
                        .hint("rename it with small letters, digits and hyphens"),
                );
            } else {
                take(path);
            }
        }
    }
}

/// A symbolic link is followed to a file of the same top folder; anything else could publish what is not meant for it,
/// such as a page withheld or a hidden file.
fn follow(root: &Path, link: &Path, path: &str) -> Result<(), Box<Diagnostic>> {
    let top = root.join(path.split('/').next().unwrap_or_default());
    let inside = match (fs::canonicalize(link), fs::canonicalize(top)) {
        (Ok(target), Ok(top)) => {
            let is_shown = |inner: &Path| !inner.iter().any(|part| part.to_str().is_none_or(read::is_litter));
            target.is_file() && target.strip_prefix(top).is_ok_and(is_shown)
        }
        _ => false,
    };
    if inside {
        return Ok(());
    }
    let diagnostic =
        Diagnostic::error("link-outside", "this is a symbolic link to something that is not a file of the same folder")
            .at(Location::file(path))
            .hint("put a copy of the file here instead of the link");
    Err(Box::new(diagnostic))
}

/// What one file turned out to be.
pub(super) enum Loaded {
    Text(Result<TextFile, Box<Diagnostic>>),
    Bytes(Vec<u8>),
    /// And why it can't be read, if so: it is there, for what refers to it.
    Asset(Asset, Option<Box<Diagnostic>>),
    Failed(Box<Diagnostic>),
    Nothing,
}

pub(super) fn load(root: &Path, path: &str) -> Loaded {
    let full: PathBuf = root.join(path);
    let kind = read::kind(path);
    match kind {
        read::Kind::Asset(inner) => {
            let (size, picture, fault) = match File::open(&full).and_then(|file| Ok((file.metadata()?.len(), file))) {
                Ok((size, file)) => (size, pixels::of_file(inner, file), None),
                Err(error) => (0, None, Some(Box::new(unreadable(path, Some(&error))))),
            };
            return Loaded::Asset(
                Asset { path: composed(inner).into(), data: AssetData::Disk(full), size, picture },
                fault,
            );
        }
        read::Kind::Stray => return Loaded::Failed(Box::new(read::stray(path))),
        read::Kind::Other => return Loaded::Nothing,
        _ => {}
    }
    let is_theme = matches!(kind, read::Kind::Theme { .. });
    match read_file(&full, is_theme) {
        Ok(Ok(bytes)) if is_theme => Loaded::Bytes(bytes),
        Ok(Ok(bytes)) => Loaded::Text(read::text(path, &bytes)),
        Ok(Err(size)) => Loaded::Failed(Box::new(read::too_large(path, size))),
        Err(error) => Loaded::Failed(Box::new(unreadable(path, Some(&error)))),
    }
}

/// The bytes of a file; or its size, if it is refused for that. A mistaken 50 MB file is not read.
fn read_file(path: &Path, any_size: bool) -> io::Result<Result<Vec<u8>, u64>> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    if !any_size && read::is_too_large(size) {
        return Ok(Err(size));
    }
    // With room for one more the end is found without asking for more room; `take` so that the size is not asked again.
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
    file.take(u64::MAX).read_to_end(&mut bytes)?;
    Ok(Ok(bytes))
}

fn unreadable(path: &str, error: Option<&io::Error>) -> Diagnostic {
    let why = match error.map(io::Error::kind) {
        Some(io::ErrorKind::PermissionDenied) => "you have no permission to read it".to_owned(),
        Some(io::ErrorKind::NotFound) => "it is gone".to_owned(),
        _ => error.map_or_else(|| "the folder goes round in a circle".to_owned(), ToString::to_string),
    };
    Diagnostic::error("unreadable", format!("this can't be read: {why}"))
        .at(Location::file(path))
        .hint("check the permissions of the file and of its folder")
}

fn site_path(root: &Path, path: &Path) -> String {
    let inner = path.strip_prefix(root).unwrap_or(path);
    if let Some(text) = inner.to_str().filter(|_| MAIN_SEPARATOR == '/') {
        return text.to_owned();
    }
    let parts: Vec<Cow<'_, str>> = inner.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
