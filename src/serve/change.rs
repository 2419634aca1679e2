//! What the events of a moment mean for the site.

use std::collections::BTreeSet;
use std::path::{Component, Path};

use notify::event::{AccessKind, AccessMode, CreateKind, RemoveKind};
use notify::{Event, EventKind};

use crate::model::{Base, Route};
use crate::source::{FOLDERS, is_litter};

/// What changed since the last look.
#[derive(Debug, Default)]
pub struct Change {
    /// Paths within the site, of files or folders.
    pub paths: BTreeSet<String>,
    /// A folder came or went, or events were lost: the whole site is to be read again.
    pub everything: bool,
}

/// Could the event mean that a file has another content? Reading files makes events too.
pub fn matters(event: &Event) -> bool {
    match event.kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}

impl Change {
    pub fn is_nothing(&self) -> bool {
        self.paths.is_empty() && !self.everything
    }

    pub fn add(&mut self, other: Change) {
        self.paths.extend(other.paths);
        self.everything |= other.everything;
    }

    pub fn note(&mut self, root: &Path, event: &Event) {
        self.everything |= event.need_rescan();
        for path in &event.paths {
            let Some(inner) = path.strip_prefix(root).ok().and_then(site_path) else { continue };
            let folder =
                matches!(event.kind, EventKind::Create(CreateKind::Folder) | EventKind::Remove(RemoveKind::Folder));
            self.everything |= folder || FOLDERS.contains(&inner.as_str()) || path.is_dir();
            self.paths.insert(inner);
        }
    }

    /// Is a file gone or empty that was changed? Some editors take it away, or empty it, before they write it anew.
    pub fn is_halfway(&self, root: &Path) -> bool {
        let lacks = |path: &String| root.join(path).metadata().map_or(true, |metadata| metadata.len() == 0);
        // Their own temporary files come and go.
        let lasts = |path: &str| {
            let ending = Path::new(path).extension().and_then(|ending| ending.to_str());
            ending.is_some_and(|ending| !path.starts_with("content/") || matches!(ending, "md" | "toml"))
        };
        self.paths.iter().filter(|path| lasts(path)).any(lacks)
    }

    /// The addresses of the files that pages may refer to; of a folder, what they begin with.
    pub fn addresses(&self, base: &Base) -> Vec<String> {
        let address = |path: &String| {
            let mut parts = path.splitn(4, '/');
            let route = match (parts.next()?, parts.next(), parts.next(), parts.next()) {
                ("assets", ..) => path.clone(),
                ("themes", Some(_), Some("static"), Some(inner)) => format!("static/{inner}"),
                ("themes", Some(_), Some("templates"), Some(inner)) if inner.ends_with(".css") => {
                    format!("static/{inner}")
                }
                ("themes", _, None | Some("static"), None) => "static".to_owned(),
                _ => return None,
            };
            Some(base.href(&Route::file(&route)))
        };
        self.paths.iter().filter_map(address).collect()
    }
}

/// The path within the site, with forward slashes; `None` for what is no part of it.
fn site_path(path: &Path) -> Option<String> {
    let mut parts = Vec::new();
    for component in path.components() {
        match component {
            Component::Normal(name) => parts.push(name.to_string_lossy()),
            _ => return None,
        }
    }
    let ours = parts.first().is_some_and(|first| FOLDERS.contains(&first.as_ref()));
    let litter = parts.iter().any(|part| is_litter(part));
    (ours && !litter).then(|| parts.join("/"))
}
