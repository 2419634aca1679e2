//! A site in a folder of its own, and the command run on it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;

use tempfile::TempDir;

pub const LOGGIA: &str = env!("CARGO_BIN_EXE_loggia");

/// What came of one run.
pub struct Ran {
    pub status: Option<i32>,
    pub out: String,
    pub err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Ran {
        Ran {
            status: output.status.code(),
            out: String::from_utf8(output.stdout).expect("text on stdout"),
            err: String::from_utf8(output.stderr).expect("text on stderr"),
        }
    }
}

impl Ran {
    /// It ended well and complained of nothing.
    #[track_caller]
    pub fn fine(self) -> Ran {
        assert_eq!(self.status, Some(0), "{}", self.err);
        assert_eq!(self.err, "");
        self
    }

    /// It found mistakes.
    #[track_caller]
    pub fn faulty(self) -> Ran {
        assert_eq!(self.status, Some(1), "{}{}", self.out, self.err);
        self
    }
}

pub fn loggia(arguments: &[&str]) -> Ran {
    command(arguments).output().expect("the command runs").into()
}

pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(LOGGIA);
    command.args(arguments);
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "RAYON_NUM_THREADS"] {
        command.env_remove(variable);
    }
    command
}

/// A site's folder, gone when dropped.
pub struct Site(TempDir);

impl Site {
    /// With nothing in it.
    pub fn empty() -> Site {
        Site(TempDir::new().expect("a folder for the test"))
    }

    /// `content/site.toml` and one project. No share cards and no search: they take longer than all the rest.
    pub fn small() -> Site {
        let site = Site::empty();
        site.write(
            "content/site.toml",
            "title = \"Tiny\"\ndescription = \"A site to try things on.\"\nbase_url = \"https://example.org/\"\nlanguage = \"en\"\nshare_cards = false\nsearch = false\n",
        );
        site.write("content/projects/a.md", page("Alpha", "The first."));
        site
    }

    /// Many projects, with a facet that comes into being by use.
    pub fn large(projects: usize) -> Site {
        let site = Site::small();
        let facet = "\n[[facets]]\nfield = \"themes\"\nsingular = \"Theme\"\nplural = \"Themes\"\nterms = \"use\"\n";
        site.append("content/site.toml", facet);
        for number in 0..projects {
            let front = format!(
                "+++\ntitle = \"Project {number}\"\nsummary = \"Number {number}.\"\nthemes = [\"Theme {}\", \"Field {}\"]\n+++\n",
                number % 7,
                number % 11
            );
            let body = format!("\nText of project {number} with [another](p{}.md).\n", (number + 1) % projects);
            site.write(&format!("content/projects/p{number}.md"), &(front + &body));
        }
        site
    }

    pub fn root(&self) -> &Path {
        self.0.path()
    }

    pub fn path(&self, inner: &str) -> PathBuf {
        self.0.path().join(inner)
    }

    pub fn write(&self, inner: &str, content: impl AsRef<[u8]>) {
        let path = self.path(inner);
        fs::create_dir_all(path.parent().expect("a file in a folder")).expect("a folder");
        fs::write(path, content).expect("a file");
    }

    pub fn append(&self, inner: &str, more: &str) {
        self.write(inner, self.read(inner) + more);
    }

    pub fn read(&self, inner: &str) -> String {
        fs::read_to_string(self.path(inner)).unwrap_or_else(|error| panic!("{inner}: {error}"))
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.command(arguments).output().expect("the command runs").into()
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = command(arguments);
        command.arg("--root").arg(self.root());
        command
    }

    /// Every file of the output by its path, without those that are Loggia's own book-keeping.
    pub fn output(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.path("dist"))
    }

    /// When each file of the output was written.
    pub fn times(&self) -> BTreeMap<String, SystemTime> {
        let dist = self.path("dist");
        let time = |path: &str| fs::metadata(dist.join(path)).and_then(|data| data.modified()).expect("a time");
        self.output().into_keys().map(|path| (path.clone(), time(&path))).collect()
    }
}

pub fn page(title: &str, summary: &str) -> String {
    format!("+++\ntitle = \"{title}\"\nsummary = \"{summary}\"\n+++\n\nText.\n")
}

pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).into_iter().filter_entry(|entry| entry.file_name() != ".loggia") {
        let entry = entry.expect("a readable folder");
        if entry.file_type().is_file() {
            let inner = entry.path().strip_prefix(folder).expect("below the folder");
            files.insert(inner.to_string_lossy().replace('\\', "/"), fs::read(entry.path()).expect("a readable file"));
        }
    }
    files
}

/// A word to whoever runs the tests, which the test runner does not swallow.
pub fn note(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}
