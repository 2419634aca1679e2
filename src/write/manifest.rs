//! The manifest: what a build wrote, so that the next one knows what is its own and what has not changed.
//!
//! Start at [`Entry`], one file of the site. The manifest is text, one line per file under a line with the
//! version and the count:
//!
//! ```text
//! loggia-manifest 2 2 INPUTS
//! MARK SIZE MTIME SOURCE assets/logo.svg
//! MARK SIZE MTIME - index.html
//! ```
//!
//! INPUTS is a mark of all that the site was made from, or `-`. The journal of a build that is being put in place is the
//! manifest it will have, under another name.

use std::fmt::Write as _;
use std::fs::{self, File, Metadata};
use std::io::{self, Write as _};
use std::path::Path;
use std::time::UNIX_EPOCH;

use super::listing::{Listing, Placed};
use crate::mark::Mark;

const HEAD: &str = "loggia-manifest 2 ";
/// Marks were others then: it only says which files are ours.
const FIRST_HEAD: &str = "loggia-manifest 1 ";

/// One file of the site as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub path: Box<str>,
    pub mark: Mark,
    pub size: u64,
    /// When the file in the output folder was last changed, see [`mtime`].
    pub mtime: i64,
    /// For a copy: the mark of the file it was copied from, see `source.rs`. `None` where that must be read again.
    /// For what takes long to make: the mark of what it was made from.
    pub source: Option<Mark>,
}

impl Placed for Entry {
    fn path(&self) -> &str {
        &self.path
    }
}

/// Nanoseconds since 1970 (before it, less than zero).
pub fn mtime(metadata: &Metadata) -> i64 {
    let time = metadata.modified().unwrap_or(UNIX_EPOCH);
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |nanos| -nanos),
    }
}

/// What a manifest or journal says.
#[derive(Default)]
pub struct Manifest {
    pub entries: Listing<Entry>,
    /// The mark of all that the site was made from, where the build said it.
    pub inputs: Option<Mark>,
}

/// Reads a manifest or journal. `Ok(None)`: there is none. `InvalidData`: it is not one of ours, or damaged.
pub fn load(file: &Path) -> io::Result<Option<Manifest>> {
    match fs::read_to_string(file) {
        Ok(text) => parse(&text).map(Some).ok_or(io::ErrorKind::InvalidData.into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Writes a manifest or journal in one go: at any moment there is the old one or the new one, never a part.
pub fn save<'a>(
    file: &Path,
    entries: impl ExactSizeIterator<Item = &'a Entry>,
    inputs: Option<Mark>,
) -> io::Result<()> {
    let new = file.with_extension("new");
    let mut out = File::create(&new)?;
    out.write_all(text(entries, inputs).as_bytes())?;
    out.sync_all()?;
    drop(out);
    fs::rename(&new, file)
}

fn text<'a>(entries: impl ExactSizeIterator<Item = &'a Entry>, inputs: Option<Mark>) -> String {
    let mut text = String::with_capacity(64 + entries.len() * 112);
    let mut number = itoa::Buffer::new();
    let or_dash = |text: &mut String, mark: Option<Mark>| match mark {
        // Writing to a String cannot fail.
        Some(mark) => _ = write!(text, "{mark}"),
        None => text.push('-'),
    };
    text.push_str(HEAD);
    text.push_str(number.format(entries.len()));
    text.push(' ');
    or_dash(&mut text, inputs);
    text.push('\n');
    for entry in entries {
        or_dash(&mut text, Some(entry.mark));
        text.push(' ');
        text.push_str(number.format(entry.size));
        text.push(' ');
        text.push_str(number.format(entry.mtime));
        text.push(' ');
        or_dash(&mut text, entry.source);
        text.push(' ');
        text.push_str(&entry.path);
        text.push('\n');
    }
    text
}

fn parse(text: &str) -> Option<Manifest> {
    let first = text.strip_prefix(FIRST_HEAD);
    let (head, rest) = first.or_else(|| text.strip_prefix(HEAD))?.split_once('\n')?;
    let (count, inputs) = head.split_once(' ').unwrap_or((head, "-"));
    let count: usize = count.parse().ok()?;
    let inputs = if inputs == "-" || first.is_some() { None } else { Some(Mark::parse(inputs)?) };
    if !rest.is_empty() && !rest.ends_with('\n') {
        return None;
    }
    let entries: Vec<Entry> =
        rest.lines().map(if first.is_some() { line_of_first } else { line }).collect::<Option<_>>()?;
    (entries.len() == count).then(|| Manifest { entries: Listing::new(entries), inputs })
}

fn line(line: &str) -> Option<Entry> {
    let mut parts = line.splitn(5, ' ');
    Some(Entry {
        mark: Mark::parse(parts.next()?)?,
        size: parts.next()?.parse().ok()?,
        mtime: parts.next()?.parse().ok()?,
        source: match parts.next()? {
            "-" => None,
            mark => Some(Mark::parse(mark)?),
        },
        path: parts.next()?.into(),
    })
}

/// As if somebody had touched the file since, so that it is read again.
fn line_of_first(line: &str) -> Option<Entry> {
    let (size, path) = (line.split(' ').nth(1)?.parse().ok()?, line.splitn(5, ' ').nth(4)?.into());
    Some(Entry { path, mark: Mark::of(&[]), size, mtime: i64::MIN, source: None })
}
