//! What stands in the output folder before this build: what earlier builds of ours say they wrote, and what is
//! really there.
//!
//! Start at [`Before::read`]. [`Before::holds`] says whether a file need not be written; [`Before::check_place`]
//! whether it may be; [`Before::stale`] what has to go.

use std::io;

use rayon::prelude::*;

use super::disk::{self, Found, Kind, Scan};
use super::folder::Folder;
use super::listing::Listing;
use super::manifest::{self, Entry, Manifest};
use super::source::mark_of;
use super::{names, trouble};
use crate::diagnostic::Diagnostic;
use crate::mark::Mark;

pub struct Before {
    /// What the last build wrote and, where it was killed, what it was about to write.
    pub ours: Listing<Entry>,
    pub disk: Listing<Found>,
    /// A build was killed while it put its files in place: what the manifest says of a file may not be so.
    pub half_written: bool,
    /// The mark of all that the last build was made from.
    inputs: Option<Mark>,
}

impl Before {
    pub fn read(folder: &Folder) -> Result<Before, Diagnostic> {
        let (ours, scan) = rayon::join(|| ours(folder), || disk::scan(&folder.root));
        let Ours { files: ours, half_written, inputs } = ours?;
        let Scan { found, unreadable } = scan;
        // A foreign folder may be closed to us, one with files of ours may not.
        for (path, error) in unreadable {
            if path.is_empty() || is_ours(&ours, &path) {
                let path = folder.root.join(path);
                return Err(trouble::failed("read the folder", path.display(), &error));
            }
        }
        Ok(Before { ours, disk: found, half_written, inputs })
    }

    /// Whether the folder holds, untouched, what the last build made from the same inputs.
    pub fn is_made_from(&self, inputs: Mark) -> bool {
        let untouched =
            |entry: &Entry| self.pair(&entry.path).is_some_and(|(entry, there)| self.is_as_noted(entry, there));
        self.inputs == Some(inputs) && self.ours.all().par_iter().all(untouched)
    }

    pub fn inputs(&self) -> Option<Mark> {
        self.inputs
    }

    /// When the file of ours at `path` was last changed, if it is there and has this content.
    pub fn holds(&self, folder: &Folder, path: &str, mark: Mark, size: u64) -> Option<i64> {
        let (entry, found) = self.pair(path)?;
        if found.size != size {
            return None;
        }
        let same = if self.is_as_noted(entry, found) {
            entry.mark == mark
        } else {
            mark_of(&folder.root.join(path)).is_ok_and(|there| there == (mark, size))
        };
        same.then_some(found.mtime)
    }

    /// The entry of a copy whose source has the mark it had, and that nobody touched since.
    pub fn untouched_copy(&self, path: &str, mark: Mark) -> Option<&Entry> {
        let (entry, found) = self.pair(path)?;
        (entry.source == Some(mark) && self.is_as_noted(entry, found)).then_some(entry)
    }

    /// Whether it is worth reading a source to find out that its copy is there already.
    pub fn may_hold(&self, path: &str, size: u64) -> bool {
        self.pair(path).is_some_and(|(_, found)| found.size == size)
    }

    fn pair(&self, path: &str) -> Option<(&Entry, &Found)> {
        let entry = self.ours.get(path)?;
        let found = self.disk.get(path).filter(|found| found.kind == Kind::File)?;
        Some((entry, found))
    }

    fn is_as_noted(&self, entry: &Entry, found: &Found) -> bool {
        !self.half_written && (entry.size, entry.mtime) == (found.size, found.mtime)
    }

    pub fn has_folder(&self, path: Option<&str>) -> bool {
        path.is_none_or(|path| self.kind(path) == Some(Kind::Folder))
    }

    pub fn kind(&self, path: &str) -> Option<Kind> {
        self.disk.get(path).map(|found| found.kind)
    }

    /// Refuses a place where something foreign is, or that lies behind something foreign.
    pub fn check_place(&self, folder: &Folder, path: &str) -> Result<(), Diagnostic> {
        let foreign = |at: &str| Err(foreign(folder, at, path));
        for on_the_way in names::folders(path) {
            match self.kind(on_the_way) {
                None => return Ok(()),
                Some(Kind::Folder) => {}
                // A file of an earlier build makes way for the folder; so does a link put in place of our folder.
                Some(Kind::File) if self.ours.get(on_the_way).is_some() => return Ok(()),
                Some(Kind::Link) if is_ours(&self.ours, on_the_way) => return Ok(()),
                Some(_) => return foreign(on_the_way),
            }
        }
        let Some(there) = self.disk.get(path) else { return Ok(()) };
        // A folder makes way for a file if all in it is ours: the next sweep of stale files would remove it anyway.
        let all = if there.kind == Kind::Folder { self.disk.under(path) } else { &[] };
        match [there].into_iter().chain(all).find(|found| !self.owns(found)) {
            Some(found) => foreign(&found.path),
            None => Ok(()),
        }
    }

    fn owns(&self, found: &Found) -> bool {
        match found.kind {
            Kind::File => self.ours.get(&found.path).is_some(),
            Kind::Folder => !self.ours.under(&found.path).is_empty(),
            Kind::Link => is_ours(&self.ours, &found.path),
            Kind::Other => false,
        }
    }

    /// What earlier builds wrote, is still there, and is not in the site any more.
    pub fn stale(&self, keeps: impl Fn(&str) -> bool) -> Vec<&Found> {
        let there = self.ours.all().iter().filter(|entry| !keeps(&entry.path)).filter_map(|e| self.disk.get(&e.path));
        there.filter(|found| matches!(found.kind, Kind::File | Kind::Link)).collect()
    }
}

pub fn foreign(folder: &Folder, at: &str, path: &str) -> Diagnostic {
    let message = format!("\"{at}\" in the output folder \"{}\" was not made by Loggia", folder.shown);
    Diagnostic::error("output-foreign-file", message)
        .hint(format!("the site now has a file \"{path}\", which cannot be written while that is in its place"))
        .hint("move it away or delete it, then build again; or change the address of the page or file")
}

fn is_ours(ours: &Listing<Entry>, path: &str) -> bool {
    ours.get(path).is_some() || !ours.under(path).is_empty()
}

struct Ours {
    files: Listing<Entry>,
    half_written: bool,
    inputs: Option<Mark>,
}

/// The files that are ours, and whether a build was killed while it put its files in place.
fn ours(folder: &Folder) -> Result<Ours, Diagnostic> {
    let manifest = folder.ours("manifest");
    let last = manifest::load(&manifest).map_err(|error| {
        let message = format!("could not read \"{}\": {}", manifest.display(), trouble::reason(&error));
        Diagnostic::error("output-manifest", message).hint(
            "without this list Loggia cannot tell its own files from others; empty the output folder, then build again",
        )
    })?;
    let next = match manifest::load(&folder.ours("journal")) {
        Ok(next) => next,
        // Damaged, as after a power cut. The manifest must do; that there is one says enough.
        Err(error) if error.kind() == io::ErrorKind::InvalidData => Some(Manifest::default()),
        Err(error) => return Err(trouble::failed("read", folder.ours("journal").display(), &error)),
    };
    let last = last.unwrap_or_default();
    let Some(next) = next else {
        return Ok(Ours { files: last.entries, half_written: false, inputs: last.inputs });
    };
    let new = next.entries.all().iter().filter(|entry| last.entries.get(&entry.path).is_none());
    let both = last.entries.all().iter().chain(new).cloned().collect();
    Ok(Ours { files: Listing::new(both), half_written: true, inputs: None })
}
