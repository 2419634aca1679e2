//! What came of a build that had nothing to warn of: the next one that is given the same need not even look at what
//! the site is.
//!
//! Start at [`unchanged`]. The file `outcome` has two marks in one line: all that the build was given, and what it
//! found that the site is made from. This is so whatever became of the output folder since, so it is never out of
//! date; one that is missing or damaged only means that the next build looks for itself.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use rayon::prelude::*;

use super::folder::Folder;
use super::manifest::{self, Entry, mtime};
use super::{Summary, names, staging};
use crate::mark::Mark;

const NAME: &str = "outcome";

/// The summary of a build that is `given` this and has nothing to do: an earlier one was given the same and had
/// nothing to warn of, and the folder `dir` holds just what came of it. `None`: it takes a whole build to say.
pub fn unchanged(dir: &Path, site_root: &Path, given: Mark) -> Option<Summary> {
    let inputs = load(&dir.join(names::OURS).join(NAME), given)?;
    // What is wrong with the folder is for the whole build to tell.
    let folder = Folder::open(dir, Some(site_root)).ok()?;
    // What a build left that was killed before it changed anything; with a journal it did change something.
    staging::clear(&folder.ours("staging")).ok()?;
    let no_journal = fs::symlink_metadata(folder.ours("journal")).is_err_and(|e| e.kind() == ErrorKind::NotFound);
    let manifest = manifest::load(&folder.ours("manifest")).ok()??;
    let entries = manifest.entries.all();
    let same = no_journal
        && manifest.inputs == Some(inputs)
        && (0..entries.len()).into_par_iter().all(|at| is_there(&folder.root, entries, at));
    same.then(|| Summary::of_unchanged(entries))
}

/// Is the file as noted, and in real folders? Files of one folder stand together: its first answers for the folder.
fn is_there(root: &Path, entries: &[Entry], at: usize) -> bool {
    let Entry { path, size, mtime: changed, .. } = &entries[at];
    let before = at.checked_sub(1).and_then(|before| entries.get(before));
    let known = |folder: &str| before.is_some_and(|before| names::lies_in(&before.path, folder));
    let there = |path: &str| fs::symlink_metadata(root.join(path));
    there(path).is_ok_and(|file| file.is_file() && (file.len(), mtime(&file)) == (*size, *changed))
        && names::folders(path).filter(|folder| !known(folder)).all(|folder| there(folder).is_ok_and(|it| it.is_dir()))
}

fn load(file: &Path, given: Mark) -> Option<Mark> {
    let text = fs::read_to_string(file).ok()?;
    let (known, inputs) = text.strip_suffix('\n')?.split_once(' ')?;
    let known = Mark::parse(known)?;
    if known == given { Mark::parse(inputs) } else { None }
}

pub fn save(folder: &Folder, given: Mark, inputs: Mark) {
    let file = folder.ours(NAME);
    if load(&file, given) != Some(inputs) {
        // The site is whole without it.
        let _ = fs::write(file, format!("{given} {inputs}\n"));
    }
}
