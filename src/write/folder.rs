//! The output folder: may it be used, is it ours, and is nobody else at it?
//!
//! Start at [`Folder::open`]: refuse a folder of the site's own sources, make what is missing, refuse a folder with
//! files that no build of ours put there, and lock it against a second build. The lock goes with the process that
//! holds it, however that ends.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use super::names::OURS;
use super::trouble;
use crate::diagnostic::Diagnostic;

/// The folders of a site that its authors write in.
const SOURCES: [&str; 3] = ["content", "themes", "assets"];

pub struct Folder {
    /// With the way from the root of the disk, so that a change of the working folder does no harm.
    pub root: PathBuf,
    /// As the caller named it, for messages.
    pub shown: String,
    /// Folders that were not there before, outermost first.
    made: Vec<PathBuf>,
    lock: File,
}

impl Folder {
    pub fn open(dir: &Path, site_root: Option<&Path>) -> Result<Folder, Diagnostic> {
        let shown = dir.display().to_string();
        let unusable = |error: io::Error| {
            let message = format!("the output folder \"{shown}\" cannot be used: {}", trouble::reason(&error));
            Diagnostic::error("output-unwritable", message)
                .hint("choose another folder with --output, or make this one writable")
        };
        if let Some(source) = site_root.and_then(|site| source_met(dir, site)) {
            let message =
                format!("the output folder \"{shown}\" would mix with \"{}\", a folder of the site", source.display());
            return Err(Diagnostic::error("output-in-sources", message)
                .hint("choose a folder with --output that only holds what Loggia makes, such as \"public\""));
        }
        let root = std::path::absolute(dir).map_err(unusable)?;
        look(&root, &shown, unusable)?;

        let mut made = Vec::new();
        let locked = make(&root, &mut made).and_then(|()| lock(&root.join(OURS).join("lock")));
        match locked {
            Ok(Some(lock)) => Ok(Folder { root, shown, made, lock }),
            Ok(None) => Err(Diagnostic::error(
                "output-busy",
                format!("another build is at work in the output folder \"{shown}\""),
            )
            .hint("wait until it is done or stop it, then build again; or choose another folder with --output")),
            Err(error) => {
                remove_made(&root, &made);
                Err(unusable(error))
            }
        }
    }

    /// The path of one of our own files.
    pub fn ours(&self, name: &str) -> PathBuf {
        self.root.join(OURS).join(name)
    }

    /// Removes the folders that [`Folder::open`] made.
    pub fn undo(&self) {
        remove_made(&self.root, &self.made);
    }
}

impl Drop for Folder {
    /// Closing the file would not be enough: a program that is just being started may have it open for a moment more.
    fn drop(&mut self) {
        let _ = self.lock.unlock();
    }
}

/// Refuses a folder that holds files but no sign of us.
fn look(root: &Path, shown: &str, unusable: impl Fn(io::Error) -> Diagnostic) -> Result<(), Diagnostic> {
    match fs::metadata(root) {
        Ok(metadata) if metadata.is_dir() => {}
        Ok(_) => {
            let message = format!("the output folder \"{shown}\" is a file");
            return Err(Diagnostic::error("output-is-a-file", message).hint("choose another name with --output"));
        }
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(unusable(error)),
    }
    let ours = root.join(OURS);
    // A build that was killed before it had a manifest leaves the lock; one killed even earlier an empty folder.
    let is_real = fs::symlink_metadata(&ours).is_ok_and(|metadata| metadata.is_dir());
    if is_real && ["manifest", "journal", "lock"].iter().any(|name| ours.join(name).is_file()) {
        return Ok(());
    }
    for entry in fs::read_dir(root).map_err(&unusable)? {
        let name = entry.map_err(&unusable)?.file_name();
        if !(is_real && name == OURS) {
            let message = format!(
                "the output folder \"{shown}\" holds files that Loggia did not make, such as \"{}\"",
                name.to_string_lossy()
            );
            return Err(Diagnostic::error("output-not-ours", message)
                .hint("choose another folder with --output, or empty this one"));
        }
    }
    Ok(())
}

fn make(root: &Path, made: &mut Vec<PathBuf>) -> io::Result<()> {
    let missing: Vec<&Path> = root.ancestors().take_while(|folder| !folder.exists()).collect();
    let ours = root.join(OURS);
    for folder in missing.into_iter().rev().chain([ours.as_path()]) {
        match fs::create_dir(folder) {
            Ok(()) => made.push(folder.to_owned()),
            Err(error) if error.kind() == ErrorKind::AlreadyExists && folder.is_dir() => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Best effort: a folder that somebody put a file in meanwhile stays.
fn remove_made(root: &Path, made: &[PathBuf]) {
    let ours = root.join(OURS);
    for folder in made.iter().rev() {
        if *folder == ours {
            let _ = fs::remove_file(ours.join("lock"));
        }
        let _ = fs::remove_dir(folder);
    }
}

/// `None`: another process holds it.
fn lock(file: &Path) -> io::Result<Option<File>> {
    // A build that made the folder and gives up removes the lock file. Who opened it just before must try again.
    for _ in 0..10 {
        let lock = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(file)?;
        match lock.try_lock() {
            Ok(()) if is_at(&lock, file) => return Ok(Some(lock)),
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            // Some network disks have no locks. Better to build without than not at all.
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => return Ok(Some(lock)),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    Ok(None)
}

#[cfg(unix)]
fn is_at(open: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (open.metadata(), fs::metadata(path)) {
        (Ok(open), Ok(there)) => (open.dev(), open.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_at(_open: &File, path: &Path) -> bool {
    path.exists()
}

/// The folder of the site that the output folder is, contains, or lies in.
fn source_met(dir: &Path, site_root: &Path) -> Option<PathBuf> {
    let output = resolve(dir);
    let site = resolve(site_root);
    SOURCES.iter().find_map(|name| {
        let named = site.join(name);
        // The folder may be a link to somewhere else: neither place will do.
        let meets = |source: &Path| output.starts_with(source) || source.starts_with(&output);
        (meets(&named) || meets(&resolve(&named))).then(|| site_root.join(name))
    })
}

/// Where a path leads, links followed; what does not exist yet is taken as it is written.
fn resolve(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for ancestor in path.ancestors() {
        let (Ok(mut real), Ok(rest)) = (ancestor.canonicalize(), path.strip_prefix(ancestor)) else { continue };
        for part in rest.components() {
            match part {
                Component::ParentDir => _ = real.pop(),
                Component::Normal(name) => real.push(name),
                _ => {}
            }
        }
        return real;
    }
    path
}
