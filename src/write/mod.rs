//! Puts a rendered site into its output folder: safely, and without writing what is there already.
//!
//! Start at [`Writer`]. Its steps:
//!
//! 1. [`Writer::open`] refuses a folder that is not ours to write in (`folder.rs`), reads what the last build
//!    wrote and looks at what is there (`before.rs`).
//! 2. [`Writer::file`] and [`Writer::copy`], called from many threads, set aside each file that differs
//!    (`staging.rs`). The site in the folder stays as it is.
//! 3. [`Writer::finish`] moves those files into place and removes what is no longer wanted (`commit.rs`).
//!
//! Everything of ours is in `.loggia` inside the output folder: `manifest`, `lock`, `staging` while a build runs,
//! `journal` while its files are being moved into place, and `outcome` (`outcome.rs`). Nothing else is touched unless
//! the manifest or the journal names it.
//!
//! A build may be killed at any moment. Without a journal the old site is whole, and what is in `staging` is thrown
//! away. With one, the folder is half-written: the next build takes every file that the manifest or the journal
//! names for ours, believes neither of them about what is in it, and so puts the folder right.

mod before;
mod commit;
mod disk;
mod folder;
mod listing;
mod manifest;
mod names;
mod outcome;
mod replace;
mod source;
mod staging;
mod trouble;

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use self::before::Before;
use self::commit::{Commit, Ready};
use self::folder::Folder;
use self::manifest::Entry;
pub use self::outcome::unchanged;
use self::source::{Pour, Source};
use self::staging::{Spot, Staging};
use crate::diagnostic::Diagnostic;
use crate::mark::Mark;

/// A build that is being written. Dropped without [`Writer::finish`], it leaves the old site as it was.
pub struct Writer {
    folder: Folder,
    before: Before,
    staging: Staging,
    site: Mutex<Vec<Ready>>,
    failed: AtomicBool,
    /// The mark of all that the site is made from, if the caller said it.
    inputs: Option<Mark>,
    /// The mark of all that the build was given, if it had nothing to warn of.
    given: Option<Mark>,
    /// What `open` made stays.
    keep: bool,
}

/// The code of what leaves the folder half-written, until the next build.
pub const HALF_WRITTEN: &str = "half-written";

/// What a build did to the output folder.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    pub created: usize,
    pub changed: usize,
    pub unchanged: usize,
    pub removed: usize,
    /// The size of the whole site.
    pub bytes: u64,
}

impl Summary {
    fn of_unchanged(entries: &[Entry]) -> Summary {
        let bytes = entries.iter().map(|entry| entry.size).sum();
        Summary { unchanged: entries.len(), bytes, ..Summary::default() }
    }

    /// How many files the site has.
    pub fn files(&self) -> usize {
        self.created + self.changed + self.unchanged
    }
}

impl Writer {
    /// Opens the output folder `dir`, or makes it. `site_root` is the folder of the site that is built: an output
    /// folder that would mix with its sources is refused.
    pub fn open(dir: &Path, site_root: Option<&Path>) -> Result<Writer, Diagnostic> {
        let folder = Folder::open(dir, site_root)?;
        let began = Staging::start(folder.ours("staging"))
            .map_err(|error| trouble::failed("write to the folder", folder.ours("staging").display(), &error))
            .and_then(|staging| Ok((Before::read(&folder).inspect_err(|_| _ = staging.clear())?, staging)));
        match began {
            Ok((before, staging)) => Ok(Writer {
                folder,
                before,
                staging,
                site: Mutex::default(),
                failed: AtomicBool::new(false),
                inputs: None,
                given: None,
                keep: false,
            }),
            Err(diagnostic) => {
                folder.undo();
                Err(diagnostic)
            }
        }
    }

    /// Whether a build was killed while it put its files in place. This one puts that right when it finishes.
    pub fn recovered(&self) -> bool {
        self.before.half_written
    }

    /// Says that the site is made from these inputs, by a mark of all that can have a say in any of its bytes. Where
    /// the folder holds just what the last build made from the same, untouched, nothing need be written: that is
    /// the summary, and the writer can be dropped. A build that has nothing to warn of also says what it was `given`,
    /// see [`unchanged`].
    pub fn made_from(&mut self, inputs: Mark, given: Option<Mark>) -> Option<Summary> {
        self.inputs = Some(inputs);
        self.given = given;
        if self.before.half_written || !self.before.is_made_from(inputs) {
            return None;
        }
        self.note_outcome();
        Some(Summary::of_unchanged(self.before.ours.all()))
    }

    /// One file of the site. `path` is within the output folder, with forward slashes.
    pub fn file(&self, path: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        self.add(self.prepare_file(path, bytes))
    }

    /// A file of the site that is copied from disk as it is.
    pub fn copy(&self, path: &str, from: &Path) -> Result<(), Diagnostic> {
        self.add(self.prepare_copy(path, from))
    }

    /// A file of the site that takes long to make. It is made only where the last build didn't make it from what has
    /// the same `mark`, or where somebody touched it since.
    pub fn drawn(
        &self,
        path: &str,
        mark: Mark,
        draw: impl FnOnce() -> Result<Vec<u8>, Box<Diagnostic>>,
    ) -> Result<(), Box<Diagnostic>> {
        if let Some(entry) = self.before.untouched_copy(path, mark) {
            return Ok(self.add(Ok(Ready::unchanged(entry.clone())))?);
        }
        let ready = self.prepare_file(path, &draw()?).map(|mut ready| {
            ready.entry.source = Some(mark);
            ready
        });
        Ok(self.add(ready)?)
    }

    /// The site is complete: puts it in place.
    pub fn finish(mut self) -> Result<Summary, Diagnostic> {
        if self.failed.load(Ordering::Relaxed) {
            let message = format!(
                "some files of the site could not be written; the output folder \"{}\" was left as it was",
                self.folder.shown
            );
            return Err(Diagnostic::error("write-failed", message));
        }
        let site = std::mem::take(self.site.get_mut().unwrap_or_else(PoisonError::into_inner));
        let commit = Commit::check(&self.folder, &self.before, &self.staging, site, self.inputs)?;
        let summary = commit.run(&mut self.keep)?;
        self.keep = true;
        self.note_outcome();
        Ok(summary)
    }

    fn note_outcome(&self) {
        if let (Some(given), Some(inputs)) = (self.given, self.inputs) {
            outcome::save(&self.folder, given, inputs);
        }
    }

    fn add(&self, ready: Result<Ready, Diagnostic>) -> Result<(), Diagnostic> {
        match ready {
            Ok(ready) => {
                self.site.lock().unwrap_or_else(PoisonError::into_inner).push(ready);
                Ok(())
            }
            Err(diagnostic) => {
                self.failed.store(true, Ordering::Relaxed);
                Err(diagnostic)
            }
        }
    }

    fn prepare_file(&self, path: &str, bytes: &[u8]) -> Result<Ready, Diagnostic> {
        names::check(path)?;
        let (mark, size) = (Mark::of(bytes), bytes.len() as u64);
        if let Some(mtime) = self.before.holds(&self.folder, path, mark, size) {
            return Ok(Ready::unchanged(Entry { path: path.into(), mark, size, mtime, source: None }));
        }
        let (spot, mut file) = self.stage(path)?;
        file.write_all(bytes).map_err(|error| self.not_written(path, &error))?;
        let mtime = self.mtime(path, &file)?;
        Ok(Ready { entry: Entry { path: path.into(), mark, size, mtime, source: None }, spot: Some(spot) })
    }

    fn prepare_copy(&self, path: &str, from: &Path) -> Result<Ready, Diagnostic> {
        names::check(path)?;
        let unreadable = |error: io::Error| trouble::failed("read", from.display(), &error);
        let source = Source::look(from).map_err(unreadable)?;
        if let Some(entry) = self.before.untouched_copy(path, source.mark()) {
            return Ok(Ready::unchanged(entry.clone()));
        }
        if self.before.may_hold(path, source.size) {
            let (mark, size) = source::mark_of(from).map_err(unreadable)?;
            if let Some(mtime) = self.before.holds(&self.folder, path, mark, size) {
                let source = source.settled(self.staging.started);
                return Ok(Ready::unchanged(Entry { path: path.into(), mark, size, mtime, source }));
            }
        }
        let original = File::open(from).map_err(unreadable)?;
        let (spot, mut file) = self.stage(path)?;
        let (mark, size) = source::pour(original, &mut file, source.size).map_err(|trouble| match trouble {
            Pour::Read(error) => unreadable(error),
            Pour::Write(error) => self.not_written(path, &error),
        })?;
        let mtime = self.mtime(path, &file)?;
        let source = source.settled(self.staging.started);
        Ok(Ready { entry: Entry { path: path.into(), mark, size, mtime, source }, spot: Some(spot) })
    }

    /// A new file that waits to be moved to `path`.
    fn stage(&self, path: &str) -> Result<(Spot, File), Diagnostic> {
        self.before.check_place(&self.folder, path)?;
        let numbered = self.before.has_folder(names::parent(path));
        self.staging.create(path, numbered).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => staging::twice(path),
            _ => self.not_written(path, &error),
        })
    }

    fn mtime(&self, path: &str, file: &File) -> Result<i64, Diagnostic> {
        let metadata = file.metadata().map_err(|error| self.not_written(path, &error))?;
        Ok(manifest::mtime(&metadata))
    }

    fn not_written(&self, path: &str, error: &io::Error) -> Diagnostic {
        trouble::failed("write", Path::new(&self.folder.shown).join(path).display(), error)
            .hint("the site in the output folder was left as it was")
    }
}

impl Drop for Writer {
    /// Best effort: the next build clears away what cannot be removed now.
    fn drop(&mut self) {
        let _ = self.staging.clear();
        if !self.keep {
            self.folder.undo();
        }
    }
}
