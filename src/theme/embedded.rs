//! The gallery theme inside the binary, so that a folder with nothing but `content/` builds.

use std::borrow::Cow;
use std::sync::LazyLock;

use rust_embed::RustEmbed;

use crate::diagnostic::TextFile;
use crate::source::ThemeFiles;

pub const NAME: &str = "gallery";

#[derive(RustEmbed)]
#[folder = "themes/gallery/"]
struct Gallery;

/// The paths of its files, sorted.
pub fn paths() -> Vec<String> {
    let mut paths: Vec<String> = Gallery::iter().map(|path| path.to_string()).collect();
    paths.sort();
    paths
}

/// One of its files as it is.
pub fn file(path: &str) -> Option<Cow<'static, [u8]>> {
    Gallery::get(path).map(|file| file.data)
}

/// Its files; paths in messages say that they are Loggia's own.
pub static GALLERY: LazyLock<ThemeFiles> = LazyLock::new(|| {
    let mut files = ThemeFiles::default();
    for name in Gallery::iter() {
        let Some(file) = Gallery::get(&name) else { continue };
        if let Some(path) = name.strip_prefix("static/") {
            files.statics.insert(path.to_owned(), file.data);
        } else if let Ok(text) = std::str::from_utf8(&file.data) {
            let shown = format!("(in Loggia) themes/{NAME}/{name}");
            files.texts.insert(name.to_string(), TextFile::new(shown, text));
        }
    }
    files
});
