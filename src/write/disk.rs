//! What is on the disk in the output folder, found out once, when it is opened.
//!
//! Start at [`scan`]. Folders are read in parallel; symbolic links are noted and never followed; our own folder is
//! left out.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use rayon::Scope;

use super::listing::{Listing, Placed};
use super::{manifest, names};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    File,
    Folder,
    Link,
    /// A pipe, a device and the like.
    Other,
}

#[derive(Debug)]
pub struct Found {
    pub path: Box<str>,
    pub kind: Kind,
    /// Of files only; 0 otherwise.
    pub size: u64,
    pub mtime: i64,
}

impl Placed for Found {
    fn path(&self) -> &str {
        &self.path
    }
}

#[derive(Debug, Default)]
pub struct Scan {
    pub found: Listing<Found>,
    /// Folders that could not be read ("" is the output folder itself), sorted.
    pub unreadable: Vec<(String, io::Error)>,
}

type Collected = Mutex<(Vec<Found>, Vec<(String, io::Error)>)>;

pub fn scan(root: &Path) -> Scan {
    let all = Collected::default();
    rayon::scope(|scope| walk(scope, root, String::new(), &all));
    let (found, mut unreadable) = all.into_inner().unwrap_or_else(PoisonError::into_inner);
    unreadable.sort_by(|a, b| a.0.cmp(&b.0));
    Scan { found: Listing::new(found), unreadable }
}

fn walk<'a>(scope: &Scope<'a>, root: &'a Path, folder: String, all: &'a Collected) {
    let (mut found, mut folders) = (Vec::new(), Vec::new());
    let outcome = read(root, &folder, &mut found, &mut folders);
    {
        let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
        all.0.append(&mut found);
        if let Err(error) = outcome {
            all.1.push((folder, error));
        }
    }
    for folder in folders {
        scope.spawn(move |scope| walk(scope, root, folder, all));
    }
}

fn read(root: &Path, folder: &str, found: &mut Vec<Found>, folders: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let name = entry.file_name();
        // A name that is not text belongs to a foreign file, and no path of the site can be equal to it.
        let name = name.to_string_lossy();
        let path = match folder {
            "" if name == names::OURS => continue,
            "" => name.into_owned(),
            _ => format!("{folder}/{name}"),
        };
        let kind = entry.file_type()?;
        let (kind, size, mtime) = if kind.is_dir() {
            folders.push(path.clone());
            (Kind::Folder, 0, 0)
        } else if kind.is_symlink() {
            (Kind::Link, 0, 0)
        } else if kind.is_file() {
            match entry.metadata() {
                Ok(metadata) => (Kind::File, metadata.len(), manifest::mtime(&metadata)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(error),
            }
        } else {
            (Kind::Other, 0, 0)
        };
        found.push(Found { path: path.into(), kind, size, mtime });
    }
    Ok(())
}
