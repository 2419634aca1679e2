//! What the disk alone costs: reads every source, and writes files of the same paths and sizes as a finished site, in
//! parallel; nothing else. It runs as a process of its own (`--floor LIST SITE OUTPUT`), so that its cost is its own.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::hint::black_box;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use rayon::prelude::*;

pub const FLAG: &str = "--floor";

pub fn main(words: impl Iterator<Item = OsString>) -> ExitCode {
    let words: Vec<PathBuf> = words.map(PathBuf::from).collect();
    let [list, site, output] = words.as_slice() else { return ExitCode::FAILURE };
    match run(list, site, output) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// `list` has a line for each file: its size and its path.
pub fn run(list: &Path, site: &Path, output: &Path) -> io::Result<()> {
    read(site)?;
    let list = fs::read_to_string(list)?;
    let mut folders: BTreeMap<&str, Vec<(&str, usize)>> = BTreeMap::new();
    let mut largest = 0;
    for (size, path) in list.lines().filter_map(|line| line.split_once(' ')) {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let size = size.parse().map_err(io::Error::other)?;
        folders.entry(folder).or_default().push((name, size));
        largest = largest.max(size);
    }
    let bytes = vec![b'x'; largest];
    folders.into_par_iter().try_for_each(|(folder, files)| {
        let folder = output.join(folder);
        fs::create_dir_all(&folder)?;
        files.into_iter().try_for_each(|(name, size)| fs::write(folder.join(name), &bytes[..size]))
    })
}

fn read(folder: &Path) -> io::Result<()> {
    let entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.into_par_iter().try_for_each(|entry| match entry.file_type()?.is_dir() {
        true => read(&entry.path()),
        false => fs::read(entry.path()).map(|bytes| _ = black_box(bytes)),
    })
}
