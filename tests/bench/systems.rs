//! Who is measured: each with its site, its output and the command that builds it.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::ValueEnum;

use super::arguments::Arguments;
use super::measure::{self, Sample};
use super::{Outcome, at, floor, generate};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Name {
    /// Loggia with the benchmark's theme
    Loggia,
    /// Loggia with its own theme, whose pages are richer
    Gallery,
    /// Hugo
    Hugo,
    /// Hugo, working out which projects are related as Loggia does
    HugoRelated,
    /// The disk alone: reading the sources and writing files of the same number and sizes as Loggia's
    Floor,
    /// The disk alone, with as many and as large files as with the gallery theme
    GalleryFloor,
}

impl Name {
    pub fn title(self) -> &'static str {
        match self {
            Name::Loggia => "Loggia",
            Name::Gallery => "Loggia, gallery theme",
            Name::Hugo => "Hugo",
            Name::HugoRelated => "Hugo with its own related pages",
            Name::Floor => "the disk alone",
            Name::GalleryFloor => "the disk alone, gallery theme",
        }
    }

    pub fn is_hugo(self) -> bool {
        matches!(self, Name::Hugo | Name::HugoRelated)
    }

    /// Has it a site that can be edited?
    pub fn builds(self) -> bool {
        self.model().is_none()
    }

    /// Of the disk alone: whose files it writes.
    pub fn model(self) -> Option<Name> {
        match self {
            Name::Floor => Some(Name::Loggia),
            Name::GalleryFloor => Some(Name::Gallery),
            _ => None,
        }
    }
}

/// Where outputs go that are done with.
pub const ASIDE: &str = "aside";

pub struct Systems {
    pub folder: PathBuf,
    pub names: Vec<Name>,
    loggia: PathBuf,
    hugo: PathBuf,
    own: Option<PathBuf>,
}

impl Systems {
    pub fn new(
        folder: &Path,
        loggia: &Path,
        hugo: Option<&Path>,
        own: Option<&Path>,
        arguments: &Arguments,
    ) -> Systems {
        let mut names = arguments.only.clone();
        // The lists of files that the disk alone is to write come first.
        names.sort_unstable();
        names.dedup();
        Systems {
            folder: folder.to_owned(),
            names,
            loggia: loggia.to_owned(),
            hugo: hugo.map(Path::to_owned).unwrap_or_default(),
            own: own.map(Path::to_owned),
        }
    }

    pub fn site(&self, name: Name) -> PathBuf {
        self.folder.join(match name {
            Name::Loggia | Name::Floor => "loggia",
            Name::Gallery | Name::GalleryFloor => "gallery",
            Name::Hugo => "hugo",
            Name::HugoRelated => "hugo-related",
        })
    }

    pub fn output(&self, name: Name) -> PathBuf {
        self.folder.join(match name {
            Name::Loggia => "out-loggia",
            Name::Gallery => "out-gallery",
            Name::Hugo => "out-hugo",
            Name::HugoRelated => "out-hugo-related",
            Name::Floor => "out-floor",
            Name::GalleryFloor => "out-gallery-floor",
        })
    }

    /// Writes the site of each.
    pub fn generate(&self, projects: usize) -> Outcome<()> {
        for name in &self.names {
            let site = self.site(*name);
            let written = match name {
                _ if site.exists() => Ok(()),
                Name::Loggia | Name::Floor => generate::loggia(&site, projects, "bench"),
                Name::Gallery | Name::GalleryFloor => generate::loggia(&site, projects, "gallery"),
                Name::Hugo | Name::HugoRelated => generate::hugo(&site, projects),
            };
            written.map_err(at(&site))?;
        }
        Ok(())
    }

    /// Moves the output out of the way, so that the next build begins from nothing. It is removed when all is done:
    /// for a minute after a file is deleted, ext4 without a journal searches past its place whenever it makes a file,
    /// which at 10,000 projects cost the next build up to ten times what the disk costs otherwise.
    pub fn set_aside(&self, name: Name) -> Outcome<()> {
        let aside = self.folder.join(ASIDE);
        fs::create_dir_all(&aside).map_err(at(&aside))?;
        let number = fs::read_dir(&aside).map_err(at(&aside))?.count();
        let output = self.output(name);
        if output.exists() { fs::rename(&output, aside.join(number.to_string())).map_err(at(&output)) } else { Ok(()) }
    }

    /// Builds the site and measures it.
    pub fn build(&self, name: Name) -> Outcome<Sample> {
        let (site, output) = (self.site(name), self.output(name));
        match name {
            Name::Loggia | Name::Gallery => {
                let words = ["build", "--quiet", "--on", "2026-02-01", "--root"].map(OsString::from);
                let rest = [site.into(), "--output".into(), output.into()];
                self.measure(&self.loggia, words.into_iter().chain(rest).collect())
            }
            Name::Hugo | Name::HugoRelated => {
                let config = if name == Name::Hugo { "hugo.toml" } else { "related.toml,hugo.toml" };
                let words = ["build", "--quiet", "--noBuildLock", "--config", config, "--source"].map(OsString::from);
                let rest = [site.into(), "--destination".into(), output.into()];
                self.measure(&self.hugo, words.into_iter().chain(rest).collect())
            }
            Name::Floor | Name::GalleryFloor => {
                let list = self.list_of_files(name);
                match &self.own {
                    Some(own) => {
                        let words = [floor::FLAG.into(), list.into(), site.into(), output.into()];
                        self.measure(own, words.into())
                    }
                    None => floor::run(&list, &site, &output).map(|()| Sample::default()).map_err(at(&output)),
                }
            }
        }
    }

    /// Starts the program for next to nothing: what every build pays before it begins.
    pub fn start(&self, name: Name) -> Option<Outcome<Sample>> {
        let (program, word) = match name {
            Name::Loggia => (&self.loggia, "--version"),
            Name::Hugo => (&self.hugo, "version"),
            _ => return None,
        };
        Some(self.measure(program, vec![word.into()]))
    }

    fn measure(&self, program: &Path, words: Vec<OsString>) -> Outcome<Sample> {
        measure::run(self.own.as_deref(), &self.folder.join("measured"), program, &words)
    }

    fn list_of_files(&self, floor: Name) -> PathBuf {
        self.output(floor).with_extension("list")
    }

    /// What the disk alone is to write: what its model has written, which is built where it wasn't yet.
    pub fn note_files(&self, floor: Name, model: Name) -> Outcome<()> {
        if !self.output(model).exists() {
            self.build(model)?;
        }
        let list = self.list_of_files(floor);
        let files = super::check::files(&self.output(model))?;
        let lines: Vec<String> = files.iter().map(|(path, size)| format!("{size} {path}\n")).collect();
        fs::write(&list, lines.concat()).map_err(at(&list))
    }

    /// The preview, on that port.
    pub fn server(&self, name: Name, port: u16, more: &[&str]) -> Command {
        let port = port.to_string();
        let mut command = if name.is_hugo() {
            let mut command = Command::new(&self.hugo);
            command.args(["server", "--noBuildLock", "--bind", "127.0.0.1", "--port", &port, "--source"]);
            command
        } else {
            let mut command = Command::new(&self.loggia);
            command.args(["serve", "--on", "2026-02-01", "--port", &port, "--root"]);
            command
        };
        command.arg(self.site(name)).args(more);
        command
    }
}

/// Who is who, for the report.
pub fn versions(loggia: &Path, hugo: Option<&Path>) -> Outcome<Vec<String>> {
    let mut versions = vec![version(loggia, "--version")?.replace("loggia", "Loggia")];
    if let Some(hugo) = hugo {
        let version = version(hugo, "version")?;
        versions.push(version.split(['-', '+']).next().unwrap_or_default().replace("hugo v", "Hugo "));
    }
    Ok(versions)
}

fn version(program: &Path, word: &str) -> Outcome<String> {
    let output = Command::new(program).arg(word).output().map_err(at(program))?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
