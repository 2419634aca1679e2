//! Where files wait until all of them are rendered.
//!
//! Start at [`Staging::create`]. Where the output folder has no such folder yet, a file waits in a tree that is laid
//! out like the site, so that whole folders can be moved at once. Otherwise it waits under a number, and no folder
//! has to be made for it.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{PoisonError, RwLock};

use super::{manifest, names};
use crate::diagnostic::Diagnostic;

/// Where a file waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    Tree,
    Number(u64),
}

pub struct Staging {
    folder: PathBuf,
    /// The time of the disk when this build began.
    pub started: i64,
    next: AtomicU64,
    /// The folders of the tree made so far.
    made: RwLock<HashSet<Box<str>>>,
}

/// So many folders for numbered files: threads that make files in one folder wait for each other.
const SPREAD: u64 = 32;

impl Staging {
    /// Clears away what a killed build left and begins anew.
    pub fn start(folder: PathBuf) -> io::Result<Self> {
        clear(&folder)?;
        fs::create_dir(&folder)?;
        let started = manifest::mtime(&fs::metadata(&folder)?);
        Ok(Staging { folder, started, next: AtomicU64::new(0), made: RwLock::default() })
    }

    pub fn create(&self, path: &str, numbered: bool) -> io::Result<(Spot, File)> {
        let spot = if numbered { Spot::Number(self.next.fetch_add(1, Ordering::Relaxed)) } else { Spot::Tree };
        let file = self.at(spot, path);
        match spot {
            Spot::Tree => self.make_folder(names::parent(path), &file)?,
            Spot::Number(number) if number < SPREAD => make_parent(&file)?,
            Spot::Number(_) => {}
        }
        match File::create_new(&file) {
            // Another thread was to make the folder and has not got to it.
            Err(error) if error.kind() == ErrorKind::NotFound => {
                make_parent(&file)?;
                Ok((spot, File::create_new(&file)?))
            }
            made => Ok((spot, made?)),
        }
    }

    fn make_folder(&self, folder: Option<&str>, file: &Path) -> io::Result<()> {
        let folder = folder.unwrap_or_default();
        if self.made.read().unwrap_or_else(PoisonError::into_inner).contains(folder) {
            return Ok(());
        }
        make_parent(file)?;
        self.made.write().unwrap_or_else(PoisonError::into_inner).insert(folder.into());
        Ok(())
    }

    /// The path of a waiting file or, in the tree, of a folder.
    pub fn at(&self, spot: Spot, path: &str) -> PathBuf {
        match spot {
            Spot::Tree => self.folder.join("tree").join(path),
            Spot::Number(number) => self.folder.join(format!("{}/{number}", number % SPREAD)),
        }
    }

    pub fn clear(&self) -> io::Result<()> {
        clear(&self.folder)
    }
}

fn make_parent(file: &Path) -> io::Result<()> {
    file.parent().map_or(Ok(()), fs::create_dir_all)
}

pub fn clear(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Two files of one path, or of paths that this disk takes for the same.
pub fn twice(path: &str) -> Diagnostic {
    let message = format!("two files of the site are to be written to \"{path}\"");
    Diagnostic::error("output-path-twice", message)
        .hint("give one of them another address; names that differ only in capital letters are one name on some disks")
}
