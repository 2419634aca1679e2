//! `loggia theme`: the files of the built-in theme, to look at and to begin an own theme with.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::args::{CopyArgs, Format, ShowArgs, ThemeCommand};
use super::{FAULTY, FINE, MISUSED, say, show};
use crate::config::{self, Config};
use crate::diagnostic::{Diagnostic, Location, TextFile, did_you_mean};
use crate::theme::{BUILT_IN, built_in_file, built_in_paths};

pub fn run(command: &ThemeCommand) -> u8 {
    match command {
        ThemeCommand::List => {
            let lines: String = built_in_paths().iter().map(|path| format!("{path}\n")).collect();
            say::last(&lines, Format::Human, FINE)
        }
        ThemeCommand::Show(args) => shown(args),
        ThemeCommand::Copy(args) => copied(args),
    }
}

fn shown(args: &ShowArgs) -> u8 {
    let paths = match named(&args.file) {
        Ok(paths) => paths,
        Err(diagnostic) => return failed(&[*diagnostic], MISUSED),
    };
    let texts: String = match paths.as_slice() {
        [one] => text(one),
        several => several.iter().map(|path| format!("{path}\n")).collect(),
    };
    say::last(&texts, Format::Human, FINE)
}

fn text(path: &str) -> String {
    built_in_file(path).map_or_else(String::new, |bytes| String::from_utf8_lossy(&bytes).into_owned())
}

fn copied(args: &CopyArgs) -> u8 {
    let site = args.root.join(config::PATH);
    if !site.is_file() {
        let diagnostic = Diagnostic::error("no-config", format!("there is no {}", config::PATH))
            .at(Location::file(site.display().to_string()))
            .hint("name the site's folder with --root: the one with content/ in it");
        return failed(&[diagnostic], FAULTY);
    }
    let mut paths = Vec::new();
    let mut wrong = Vec::new();
    for file in &args.files {
        match named(file) {
            Ok(found) => paths.extend(found),
            Err(diagnostic) => wrong.push(*diagnostic),
        }
    }
    if !wrong.is_empty() {
        return failed(&wrong, MISUSED);
    }
    paths.sort();
    paths.dedup();
    let mut answer = String::new();
    for path in &paths {
        let copy = format!("themes/{}/{path}", args.to);
        match write(&args.root.join(&copy), path) {
            Ok(()) => answer += &format!("Copied to {copy}\n"),
            Err(error) => wrong.push(not_copied(&copy, &error)),
        }
    }
    if !answer.is_empty() && !is_named(&site, &args.to) {
        answer += &format!("To use it, write in {}: themes = [\"{}\", \"{}\"]\n", config::PATH, args.to, BUILT_IN);
    }
    show::all(&wrong, Format::Human);
    say::last(&answer, Format::Human, if wrong.is_empty() { FINE } else { FAULTY })
}

/// The files that are meant: one, or all of a folder. `templates/` may be left out.
fn named(name: &str) -> Result<Vec<String>, Box<Diagnostic>> {
    let paths = built_in_paths();
    let name = name.trim_start_matches("./").trim_end_matches('/');
    let inner = name.strip_prefix(&format!("themes/{}/", BUILT_IN)).unwrap_or(name);
    for meant in [inner.to_owned(), format!("templates/{inner}")] {
        let folder = format!("{meant}/");
        let found: Vec<String> =
            paths.iter().filter(|path| **path == meant || path.starts_with(&folder)).cloned().collect();
        if !found.is_empty() {
            return Ok(found);
        }
    }
    let shorts = paths.iter().map(|path| path.strip_prefix("templates/").unwrap_or(path));
    Err(Box::new(
        Diagnostic::error("no-file", format!("the theme \"{}\" has no file \"{name}\"", BUILT_IN))
            .hints(did_you_mean(inner, paths.iter().map(String::as_str).chain(shorts)))
            .hint("`loggia theme list` names all of them"),
    ))
}

/// Never over a file that is there.
fn write(to: &Path, path: &str) -> std::io::Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(to)?;
    file.write_all(&built_in_file(path).unwrap_or_default())
}

fn not_copied(copy: &str, error: &std::io::Error) -> Diagnostic {
    let diagnostic = match error.kind() {
        ErrorKind::AlreadyExists => {
            Diagnostic::error("file-exists", "this file is there already, and was left as it is")
                .hint("move it away first, or copy to a theme of another name")
        }
        _ => Diagnostic::error("not-written", format!("this file could not be written: {error}")),
    };
    diagnostic.at(Location::file(copy))
}

/// Does the site use a theme of that name? What can't be read is told by other commands.
fn is_named(site: &Path, theme: &str) -> bool {
    let Ok(text) = fs::read_to_string(site) else { return false };
    let config = Config::read(&TextFile::new(config::PATH, &text)).value;
    config.is_some_and(|config| config.themes.iter().any(|named| named.value == theme))
}

fn failed(diagnostics: &[Diagnostic], status: u8) -> u8 {
    show::all(diagnostics, Format::Human);
    status
}
