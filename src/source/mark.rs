//! A mark of everything that the sources hold: the same mark, the same files.

use std::fs;
use std::time::UNIX_EPOCH;

use super::{AssetData, Sources};
use crate::mark::{Mark, Marker};

/// Smaller assets are read; of larger ones size and time of the last change must do, as for `make` and `rsync`.
const SMALL: u64 = 256 * 1024;

impl Sources {
    pub fn mark(&self) -> Mark {
        let mut mark = Marker::default();
        // In one go, for marking many small parts takes longer. No path has a zero in it, and marks are of one length.
        let mut pages = Vec::with_capacity(self.content.len() * 64);
        for file in self.config.iter().chain(&self.content) {
            pages.extend(file.path.as_bytes());
            pages.push(0);
            pages.extend(file.mark.bytes());
        }
        part(&mut mark, "pages", &pages);
        for (name, files) in &*self.themes {
            part(&mut mark, "theme", name.as_bytes());
            for (path, file) in &files.texts {
                part(&mut mark, path, b"");
                mark.add_mark(file.mark);
            }
            for (path, bytes) in &files.statics {
                part(&mut mark, path, bytes);
            }
        }
        for asset in &*self.assets {
            match &asset.data {
                AssetData::Memory(bytes) => part(&mut mark, &asset.path, bytes),
                AssetData::Disk(path) => {
                    let metadata = fs::metadata(path).ok();
                    let size = metadata.as_ref().map_or(0, fs::Metadata::len);
                    let changed = metadata.and_then(|metadata| metadata.modified().ok()).unwrap_or(UNIX_EPOCH);
                    part(&mut mark, &asset.path, format!("{size} {changed:?}").as_bytes());
                    if size <= SMALL
                        && let Ok(bytes) = fs::read(path)
                    {
                        part(&mut mark, &asset.path, &bytes);
                    }
                }
            }
        }
        mark.mark()
    }
}

/// Each part with its length, so that two parts never run into one another.
fn part(mark: &mut Marker, name: &str, bytes: &[u8]) {
    for part in [name.as_bytes(), bytes] {
        mark.add(&part.len().to_le_bytes()).add(part);
    }
}
