//! Puts the files of a build in place. Each step leaves the folder in a state that the next build can go on from.
//!
//! Start at [`Commit::check`], which refuses what cannot be done before anything is changed, then [`Commit::run`]:
//!
//! 1. After a killed build: note the files of both generations in the manifest, so that the journal of this build
//!    may take the place of the one left behind.
//! 2. Write the journal. From here on the folder counts as half-written.
//! 3. Move the staged files into place: a folder that is new as a whole, everything else file by file.
//! 4. Remove what is no longer wanted, and the folders that became empty by that.
//! 5. Rename the journal to be the manifest. From here on the folder counts as whole.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::before::{self, Before};
use super::disk::{Found, Kind};
use super::folder::Folder;
use super::listing::{Listing, Placed};
use super::manifest::{self, Entry};
use super::replace::replace;
use super::staging::{self, Spot, Staging};
use super::{HALF_WRITTEN, Summary, names, trouble};
use crate::diagnostic::Diagnostic;
use crate::mark::Mark;

/// One file of the site; `spot` is where it waits, `None` if it is in place already.
#[derive(Debug)]
pub struct Ready {
    pub entry: Entry,
    pub spot: Option<Spot>,
}

impl Ready {
    pub fn unchanged(entry: Entry) -> Self {
        Ready { entry, spot: None }
    }
}

impl Placed for Ready {
    fn path(&self) -> &str {
        &self.entry.path
    }
}

/// One file, or one folder from the tree with all that is in it.
struct Move<'a> {
    to: &'a str,
    spot: Spot,
    is_folder: bool,
}

impl Move<'_> {
    fn holds(&self, path: &str) -> bool {
        self.is_folder && names::lies_in(path, self.to)
    }
}

pub struct Commit<'a> {
    folder: &'a Folder,
    before: &'a Before,
    staging: &'a Staging,
    site: Listing<Ready>,
    inputs: Option<Mark>,
}

impl<'a> Commit<'a> {
    pub fn check(
        folder: &'a Folder,
        before: &'a Before,
        staging: &'a Staging,
        site: Vec<Ready>,
        inputs: Option<Mark>,
    ) -> Result<Self, Diagnostic> {
        let site = Listing::new(site);
        if let Some([one, _]) = site.all().array_windows().find(|[a, b]| a.path() == b.path()) {
            return Err(staging::twice(one.path()));
        }
        let commit = Commit { folder, before, staging, site, inputs };
        let holds_others = |ready: &&Ready| !commit.site.under(ready.path()).is_empty();
        if let Some(both) = commit.site.all().par_iter().find_first(holds_others) {
            let message = format!("\"{}\" is to be both a file and a folder in the site", both.path());
            return Err(Diagnostic::error("output-path-twice", message)
                .hint("give the page or file another address, or the ones in the folder"));
        }
        // What was put there by hand since the folder was opened.
        let taken = |to: &Move| before.kind(to.to).is_none() && fs::symlink_metadata(folder.root.join(to.to)).is_ok();
        match commit.moves().par_iter().find_first(|to| taken(to)) {
            Some(to) => Err(before::foreign(folder, to.to, to.to)),
            None => Ok(commit),
        }
    }

    /// `begun` is set as soon as something in the folder was changed.
    pub fn run(&self, begun: &mut bool) -> Result<Summary, Diagnostic> {
        let entries = || self.site.all().iter().map(|ready| &ready.entry);
        let moves = self.moves();
        let stale = self.before.stale(|path| self.site.get(path).is_some());
        let (manifest, journal) = (self.folder.ours("manifest"), self.folder.ours("journal"));
        let save = |file: &Path, entries: &mut dyn ExactSizeIterator<Item = &Entry>, inputs: Option<Mark>| {
            manifest::save(file, entries, inputs).map_err(|error| {
                trouble::failed("write", file.display(), &error)
                    .hint("the site in the output folder was left as it was")
            })
        };

        if self.before.half_written {
            save(&manifest, &mut self.before.ours.all().iter(), None)?;
        } else if moves.is_empty() && stale.is_empty() {
            let same = entries().eq(self.before.ours.all()) && self.before.inputs() == self.inputs;
            if !same || !manifest.exists() {
                save(&manifest, &mut entries(), self.inputs)?;
            }
            return Ok(self.summary(stale.len()));
        }
        save(&journal, &mut entries(), self.inputs)?;
        *begun = true;
        self.put_in_place(&moves, &stale, &journal, &manifest).map_err(|half| {
            Diagnostic { code: HALF_WRITTEN, ..half }
                .hint(format!("the output folder \"{}\" is now half old, half new", self.folder.shown))
                .hint("remove the cause, then build again: that puts the folder right")
        })?;
        Ok(self.summary(stale.len()))
    }

    fn put_in_place(
        &self,
        moves: &[Move],
        stale: &[&Found],
        journal: &Path,
        manifest: &Path,
    ) -> Result<(), Diagnostic> {
        let shown = |path: &str| Path::new(&self.folder.shown).join(path);
        let wrong = moves.par_iter().find_map_first(|to| Some((to, self.put(to).err()?)));
        if let Some((to, error)) = wrong {
            return Err(trouble::failed("write", shown(to.to).display(), &error));
        }
        let is_folder = |path: &&str| !self.site.under(path).is_empty();
        let gone: Vec<&str> = stale.iter().map(|found| found.path()).filter(|path| !is_folder(path)).collect();
        let wrong = gone.par_iter().find_map_first(|path| Some((path, remove(&self.folder.root.join(path)).err()?)));
        if let Some((path, error)) = wrong {
            return Err(trouble::failed("remove", shown(path).display(), &error));
        }
        // Of all that is not wanted: a build that was killed may have removed the files and not the folders.
        let unwanted = self.before.ours.all().iter().map(Placed::path).filter(|path| self.site.get(path).is_none());
        let emptied: BTreeSet<&str> = unwanted.flat_map(names::folders).filter(|folder| !is_folder(folder)).collect();
        // Inner folders first. One that still holds something foreign cannot be removed, and shall not be.
        for folder in emptied.into_iter().rev().filter(|folder| self.before.kind(folder) == Some(Kind::Folder)) {
            let _ = fs::remove_dir(self.folder.root.join(folder));
        }
        fs::rename(journal, manifest).map_err(|error| trouble::failed("write", manifest.display(), &error))
    }

    fn moves(&self) -> Vec<Move<'_>> {
        let mut moves: Vec<Move> = Vec::new();
        for ready in self.site.all() {
            let path = ready.path();
            match ready.spot {
                None => {}
                Some(spot @ Spot::Number(_)) => moves.push(Move { to: path, spot, is_folder: false }),
                // In a folder that is moved already.
                Some(Spot::Tree) if moves.last().is_some_and(|last| last.holds(path)) => {}
                Some(Spot::Tree) => {
                    let new = names::folders(path).find(|folder| self.before.kind(folder) != Some(Kind::Folder));
                    moves.push(Move { to: new.unwrap_or(path), spot: Spot::Tree, is_folder: new.is_some() });
                }
            }
        }
        moves
    }

    fn put(&self, to: &Move) -> io::Result<()> {
        let target = self.folder.root.join(to.to);
        let from = self.staging.at(to.spot, to.to);
        match self.before.kind(to.to) {
            Some(Kind::Folder) if !to.is_folder => self.remove_folder(to.to)?,
            Some(Kind::File | Kind::Link) if to.is_folder => remove(&target)?,
            Some(Kind::File | Kind::Link) => match replace(&from, &target) {
                // Tried again below.
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                done => return done,
            },
            _ => {}
        }
        match fs::rename(&from, &target) {
            // Somebody removed the folder since this build began.
            Err(error) if error.kind() == ErrorKind::NotFound => {
                target.parent().map_or(Ok(()), fs::create_dir_all)?;
                fs::rename(&from, &target)
            }
            done => done,
        }
    }

    /// Removes a folder in which everything is ours and nothing is wanted any more.
    fn remove_folder(&self, folder: &str) -> io::Result<()> {
        for found in self.before.disk.under(folder).iter().rev().chain(self.before.disk.get(folder)) {
            let path = self.folder.root.join(found.path());
            match found.kind {
                Kind::Folder => gone(fs::remove_dir(path))?,
                _ => remove(&path)?,
            }
        }
        Ok(())
    }

    fn summary(&self, removed: usize) -> Summary {
        let mut summary = Summary { removed, ..Summary::default() };
        for Ready { entry, spot } in self.site.all() {
            summary.bytes += entry.size;
            match spot {
                None => summary.unchanged += 1,
                Some(_) if matches!(self.before.kind(&entry.path), Some(Kind::File | Kind::Link)) => {
                    summary.changed += 1
                }
                Some(_) => summary.created += 1,
            }
        }
        summary
    }
}

fn remove(path: &Path) -> io::Result<()> {
    gone(fs::remove_file(path))
}

/// What is gone already, with its folder or by hand, need not be removed.
fn gone(outcome: io::Result<()>) -> io::Result<()> {
    match outcome {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(()),
        outcome => outcome,
    }
}
