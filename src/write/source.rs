//! A file on disk that is copied into the site: how to know it again without reading it.
//!
//! Start at [`Source`]. The mark of a source is made of everything the system says about the file. The same
//! mark means the same content, with one exception, see [`Source::settled`].

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;

use super::manifest::mtime;
use crate::mark::{Mark, Marker};

pub struct Source<'a> {
    pub from: &'a Path,
    pub size: u64,
    mark: Mark,
    mtime: i64,
}

/// Disks note the time of a change in steps of up to two seconds.
const STEP: i64 = 2_000_000_000;

impl<'a> Source<'a> {
    pub fn look(from: &'a Path) -> io::Result<Self> {
        let metadata = fs::metadata(from)?;
        if metadata.is_dir() {
            return Err(ErrorKind::IsADirectory.into());
        }
        if !metadata.is_file() {
            return Err(io::Error::other("it is not an ordinary file"));
        }
        Ok(Source { from, size: metadata.len(), mark: mark(from, &metadata), mtime: mtime(&metadata) })
    }

    pub fn mark(&self) -> Mark {
        self.mark
    }

    /// The mark to remember once the file was read: none if it was changed meanwhile, or so shortly before this
    /// build began (`started`) that the next change could bear the same time.
    pub fn settled(&self, started: i64) -> Option<Mark> {
        let calm = self.mtime < started.saturating_sub(STEP);
        let same = Source::look(self.from).is_ok_and(|now| now.mark == self.mark);
        (calm && same).then_some(self.mark)
    }
}

fn mark(from: &Path, metadata: &Metadata) -> Mark {
    let mut marker = Marker::default();
    // The path too: files unpacked together often have the same time, and may have the same size.
    marker.add(from.as_os_str().as_encoded_bytes());
    marker.add(&[0]);
    marker.add(&metadata.len().to_le_bytes());
    marker.add(&mtime(metadata).to_le_bytes());
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        marker.add(&metadata.dev().to_le_bytes());
        marker.add(&metadata.ino().to_le_bytes());
        marker.add(&metadata.ctime().to_le_bytes());
        marker.add(&metadata.ctime_nsec().to_le_bytes());
    }
    marker.mark()
}

/// The mark of a file's content, and how many bytes it had.
pub fn mark_of(file: &Path) -> io::Result<(Mark, u64)> {
    let mut marker = Marker::default();
    let size = marker.add_all(File::open(file)?)?;
    Ok((marker.mark(), size))
}

/// Copies all of `from` and says what it was; a mistake is told by whether reading or writing went wrong.
pub fn pour(mut from: File, to: &mut File, size: u64) -> Result<(Mark, u64), Pour> {
    const LARGEST: u64 = 128 * 1024;
    let mut buffer = vec![0; usize::try_from(size.clamp(512, LARGEST)).unwrap_or(512)];
    let mut marker = Marker::default();
    let mut count = 0;
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return Ok((marker.mark(), count)),
            Ok(read) => {
                count += read as u64;
                marker.add(&buffer[..read]);
                to.write_all(&buffer[..read]).map_err(Pour::Write)?;
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(Pour::Read(error)),
        }
    }
}

pub enum Pour {
    Read(io::Error),
    Write(io::Error),
}
