//! A file on disk that is copied into the site: how to know it again without reading it.
//!
//! Start at [`Source`]. The mark of a source is one hash over everything the system says about the file. The same
//! mark means the same content, with one exception, see [`Source::settled`].

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;

use blake3::{Hash, Hasher};

use super::manifest::mtime;

pub struct Source<'a> {
    pub from: &'a Path,
    pub size: u64,
    mark: Hash,
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

    pub fn mark(&self) -> &Hash {
        &self.mark
    }

    /// The mark to remember once the file was read: none if it was changed meanwhile, or so shortly before this
    /// build began (`started`) that the next change could bear the same time.
    pub fn settled(&self, started: i64) -> Option<Hash> {
        let calm = self.mtime < started.saturating_sub(STEP);
        let same = Source::look(self.from).is_ok_and(|now| now.mark == self.mark);
        (calm && same).then_some(self.mark)
    }
}

fn mark(from: &Path, metadata: &Metadata) -> Hash {
    let mut hasher = Hasher::new();
    // The path too: files unpacked together often have the same time, and may have the same size.
    hasher.update(from.as_os_str().as_encoded_bytes());
    hasher.update(&[0]);
    hasher.update(&metadata.len().to_le_bytes());
    hasher.update(&mtime(metadata).to_le_bytes());
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        hasher.update(&metadata.dev().to_le_bytes());
        hasher.update(&metadata.ino().to_le_bytes());
        hasher.update(&metadata.ctime().to_le_bytes());
        hasher.update(&metadata.ctime_nsec().to_le_bytes());
    }
    hasher.finalize()
}

/// The hash of a file, and how many bytes it had.
pub fn hash_file(file: &Path) -> io::Result<(Hash, u64)> {
    let mut hasher = Hasher::new();
    hasher.update_reader(File::open(file)?)?;
    Ok((hasher.finalize(), hasher.count()))
}

/// Copies all of `from` and says what it was; a mistake is told by whether reading or writing went wrong.
pub fn pour(mut from: File, to: &mut File, size: u64) -> Result<(Hash, u64), Pour> {
    const LARGEST: u64 = 128 * 1024;
    let mut buffer = vec![0; usize::try_from(size.clamp(512, LARGEST)).unwrap_or(512)];
    let mut hasher = Hasher::new();
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return Ok((hasher.finalize(), hasher.count())),
            Ok(read) => {
                hasher.update(&buffer[..read]);
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
