//! Sources that are kept up to date file by file are the same as sources that are read anew.

use std::fs;
use std::path::Path;

use loggia::diagnostic::Checked;
use loggia::source::{Refreshed, Sources, discover, refresh};

fn write(root: &Path, path: &str, bytes: &[u8]) {
    let full = root.join(path);
    fs::create_dir_all(full.parent().expect("a folder")).expect("to make the folder");
    fs::write(full, bytes).expect("to write");
}

/// All there is in them, but for the order of what is wrong.
fn shown(sources: &Checked<Sources>) -> String {
    let mut wrong: Vec<String> = sources.diagnostics.iter().map(|one| format!("{one:?}")).collect();
    wrong.sort();
    format!("{:#?}\n{wrong:#?}", sources.value)
}

struct Folder {
    root: tempfile::TempDir,
    sources: Checked<Sources>,
}

impl Folder {
    fn new() -> Folder {
        let root = tempfile::TempDir::new().expect("a folder");
        for path in ["content/site.toml", "content/projects/well.md", "content/projects/road.md", "assets/a.txt"] {
            write(root.path(), path, path.as_bytes());
        }
        for path in ["themes/mine/theme.toml", "themes/mine/templates/base.html", "themes/mine/static/a.css"] {
            write(root.path(), path, path.as_bytes());
        }
        let sources = discover(root.path());
        Folder { root, sources }
    }

    fn write(&mut self, path: &str, bytes: &[u8], outcome: Refreshed) {
        write(self.root.path(), path, bytes);
        self.agree(path, outcome);
    }

    fn remove(&mut self, path: &str, outcome: Refreshed) {
        let full = self.root.path().join(path);
        if full.is_dir() { fs::remove_dir_all(full) } else { fs::remove_file(full) }.expect("to remove");
        self.agree(path, outcome);
    }

    fn agree(&mut self, path: &str, outcome: Refreshed) {
        assert_eq!(refresh(self.root.path(), &mut self.sources, &[path.to_owned()]), outcome, "{path}");
        let anew = discover(self.root.path());
        if outcome == Refreshed::Unclear {
            self.sources = anew;
        } else {
            assert_eq!(shown(&self.sources), shown(&anew), "after {path}");
        }
    }
}

#[test]
fn single_files_are_read_as_the_whole_would_be() {
    use Refreshed::{Changed, Same, Unclear};
    let mut folder = Folder::new();
    folder.write("content/projects/well.md", b"another", Changed);
    folder.write("content/projects/well.md", b"another", Same);
    folder.write("content/projects/bridge.md", b"new", Changed);
    folder.write("content/projects/bridge.md", b"\xff\xfe", Changed);
    folder.write("content/projects/bridge.md", b"good again", Changed);
    folder.remove("content/projects/bridge.md", Changed);
    folder.write("content/notes.txt", b"no page", Changed);
    folder.remove("content/notes.txt", Changed);
    folder.write("content/projects/.well.md.swp", b"litter", Same);
    folder.write("content/site.toml", b"title = 1", Changed);
    folder.remove("content/site.toml", Changed);
    folder.write("content/site.toml", b"title = 2", Changed);
    folder.write("assets/a.txt", b"the same or not, it is on disk", Changed);
    folder.write("assets/b/c.txt", b"new", Changed);
    folder.remove("assets/a.txt", Changed);
    // The accent apart from its letter, as some disks have it.
    folder.write("assets/cafe\u{301}.txt", b"new", Changed);
    folder.write("assets/cafe\u{301}.txt", b"newer", Changed);
    folder.remove("assets/cafe\u{301}.txt", Changed);
    folder.write("themes/mine/templates/base.html", b"{{ other }}", Changed);
    folder.write("themes/mine/templates/base.html", b"{{ other }}", Same);
    folder.write("themes/mine/templates/base.html", b"\xff", Changed);
    folder.write("themes/mine/templates/base.html", b"{{ good }}", Changed);
    folder.write("themes/mine/static/templates/base.html", b"a file of the same inner name", Changed);
    folder.remove("themes/mine/static/templates/base.html", Changed);
    folder.write("themes/mine/static/a.css", b"a {}", Changed);
    folder.write("themes/yours/theme.toml", b"", Changed);
    folder.remove("themes/yours/theme.toml", Changed);
    // Folders take a look at the whole.
    folder.agree("content/projects", Unclear);
    folder.remove("content/projects", Unclear);
    folder.remove("assets/b", Unclear);
    folder.remove("themes/mine/templates", Unclear);
    folder.remove("themes/mine", Unclear);
}
