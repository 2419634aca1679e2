//! Who may import whom, and what each room may touch: the rules of ARCHITECTURE.md, read off the source itself.
//!
//! Change a table here only together with ARCHITECTURE.md, and say why. What a table allows and nothing uses fails
//! too, so the tables stay as narrow as the code.

#[path = "architecture/scan.rs"]
mod scan;

use std::collections::BTreeSet;

use scan::{File, files};

/// The rooms at the top call the stages, and may know all that lies below.
const BELOW_PIPELINE: &[&str] = &[
    "mark",
    "diagnostic",
    "language",
    "model",
    "config",
    "view",
    "theme",
    "source",
    "parse",
    "collect",
    "pages",
    "render",
    "check",
];
const BELOW_SERVE: &[&str] = &[
    "mark",
    "diagnostic",
    "search",
    "language",
    "model",
    "config",
    "view",
    "theme",
    "source",
    "parse",
    "collect",
    "pages",
    "render",
    "pipeline",
];
const BELOW_CLI: &[&str] = &[
    "mark",
    "diagnostic",
    "toml_form",
    "model",
    "config",
    // To show the files of the built-in theme.
    "theme",
    "source",
    "parse",
    "collect",
    "render",
    "write",
    "pipeline",
    "serve",
];
const TOP: [&str; 3] = ["pipeline", "serve", "cli"];

/// Each room, lowest first, and the rooms that it may import.
const ROOMS: &[(&str, &[&str])] = &[
    ("mark", &[]),
    ("diagnostic", &["mark"]),
    ("draw", &["mark"]),
    ("search", &["mark"]),
    ("toml_form", &["diagnostic"]),
    ("language", &["mark", "diagnostic"]),
    ("fields", &["diagnostic", "language", "toml_form"]),
    ("model", &["diagnostic", "language", "fields"]),
    ("config", &["mark", "diagnostic", "language", "fields", "model"]),
    ("source", &["mark", "diagnostic", "model", "config"]),
    ("theme", &["mark", "diagnostic", "draw", "language", "fields", "model", "config", "source"]),
    ("view", &["diagnostic", "draw", "language", "model", "config", "theme"]),
    ("parse", &["mark", "diagnostic", "language", "fields", "model", "config"]),
    ("collect", &["diagnostic", "language", "fields", "model", "config"]),
    ("pages", &["diagnostic", "draw", "search", "model", "config", "theme", "view", "source"]),
    ("render", &["diagnostic", "draw", "search", "config", "view", "pages", "source"]),
    ("check", &["diagnostic", "model", "config", "view", "source"]),
    ("write", &["mark", "diagnostic"]),
    ("pipeline", BELOW_PIPELINE),
    ("serve", BELOW_SERVE),
    ("cli", BELOW_CLI),
    ("lib", &[]),
    ("main", &[]),
];

const STAGES: [&str; 7] = ["source", "parse", "collect", "pages", "render", "check", "write"];

/// A stage never imports a stage, but for the plain data that one hands to the next.
const HANDED_ON: &[(&str, &str, &str)] = &[
    ("pages", "source::Asset", "a file of assets/ is planned like a page, by its number"),
    ("render", "source::Asset", "and copied from there"),
    ("render", "source::AssetData", "from disk or memory"),
    ("render", "pages::Plan", "what is to be rendered"),
    ("render", "pages::Planned", "one entry of it"),
    ("render", "pages::Content", "what a generator gives for it"),
    ("check", "source::Asset", "files that no page refers to, and pictures"),
    ("check", "source::PictureKind", "what is in a picture"),
];

/// What only some rooms may touch: the libraries or words, the rooms, and why.
const RESERVED: &[(&[&str], &[&str], &str)] = &[
    (&["tera::"], &["view", "theme", "render"], "templates"),
    (&["clap::"], &["cli"], "the command line"),
    (&["resvg::", "harfrust::", "png::"], &["draw"], "drawing"),
    (&["axum::", "notify::", "open::that"], &["serve"], "HTTP, watching and the browser"),
    (&["tokio::"], &["serve", "search"], "what is asynchronous"),
    (&["pagefind::", "minicbor::", "flate2::"], &["search"], "the full-text index"),
    (&["std::fs", "fs::", "walkdir::", "tempfile::"], &["source", "write", "serve", "cli"], "the disk"),
    (
        &["println!", "eprintln!", "print!", "eprint!", "dbg!", "anstream::", "indicatif::", "annotate_snippets::"],
        &["main", "cli", "serve"],
        "printing",
    ),
    (
        &["Instant::now", "SystemTime::now", "Zoned::now", "ZonedDateTime::now", "Timestamp::now"],
        &["main", "cli", "serve"],
        "clocks",
    ),
    (&["process::exit", "process::abort", "ExitCode"], &["main", "cli", "serve"], "ending the run"),
];

/// What stands nowhere but in tests: a stage never gives up.
const NOWHERE: [&str; 7] = [".unwrap()", ".expect(", "panic!", "todo!", "unimplemented!", "unreachable!", "static mut"];

const LONGEST: usize = 400;

#[track_caller]
fn none(problems: Vec<String>) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

fn allowed(room: &str) -> &'static [&'static str] {
    let found = ROOMS.iter().find(|(name, _)| *name == room);
    found.unwrap_or_else(|| panic!("src/{room} is a room that the table does not have")).1
}

#[test]
fn rooms_import_only_what_lies_below_them() {
    let mut problems = Vec::new();
    let mut used: BTreeSet<(String, String)> = BTreeSet::new();
    for file in files("src") {
        let allowed = allowed(&file.room);
        for (line, path) in file.imports() {
            let target = path.split("::").next().unwrap_or_default().to_owned();
            if target == file.room {
                continue;
            }
            if !allowed.contains(&target.as_str()) {
                problems.push(format!("{}:{line}: {} may not import {path}", file.path, file.room));
            }
            used.insert((file.room.clone(), target));
        }
    }
    for (room, targets) in ROOMS.iter().filter(|(room, _)| !TOP.contains(room)) {
        let unused = targets.iter().filter(|target| !used.contains(&((*room).to_owned(), (**target).to_owned())));
        problems.extend(unused.map(|target| format!("{room} does not import {target} any more: take it out")));
    }
    none(problems);
}

#[test]
fn stages_do_not_import_stages() {
    let mut problems = Vec::new();
    let mut used: BTreeSet<(String, String)> = BTreeSet::new();
    for file in files("src").iter().filter(|file| STAGES.contains(&file.room.as_str())) {
        for (line, path) in file.imports() {
            let target = path.split("::").next().unwrap_or_default();
            if target == file.room || !STAGES.contains(&target) {
                continue;
            }
            if HANDED_ON.iter().any(|(room, item, _)| *room == file.room && *item == path) {
                used.insert((file.room.clone(), path));
            } else {
                problems.push(format!("{}:{line}: the stage {} imports {path}", file.path, file.room));
            }
        }
    }
    let unused = HANDED_ON.iter().filter(|(room, item, _)| !used.contains(&((*room).into(), (*item).into())));
    problems.extend(unused.map(|(room, item, _)| format!("{room} does not use {item} any more: take it out")));
    none(problems);
}

#[test]
fn paths_out_of_a_room_begin_at_the_crate() {
    let mut problems = Vec::new();
    for file in files("src") {
        let up = if file.is_mod() { "super::" } else { "super::super::" };
        let lines = file.lines().filter(|(_, line)| line.contains(up));
        problems.extend(lines.map(|(number, _)| format!("{}:{number}: write crate:: instead of {up}", file.path)));
    }
    none(problems);
}

#[test]
fn what_is_reserved_for_some_rooms_stays_there() {
    let mut problems = Vec::new();
    for file in files("src") {
        let disk = ["source", "write", "serve", "cli"].contains(&file.room.as_str());
        let paths = file.paths("std::").into_iter().filter(|(_, path)| !disk && path.split("::").next() == Some("fs"));
        problems.extend(paths.map(|(number, path)| format!("{}:{number}: std::{path} is the disk", file.path)));
        for (number, line) in file.lines() {
            for (words, rooms, what) in RESERVED {
                let found = words.iter().find(|word| contains_word(&line, word));
                if let Some(word) = found.filter(|_| !rooms.contains(&file.room.as_str())) {
                    problems.push(format!("{}:{number}: {word} ({what}) is for {} only", file.path, rooms.join(", ")));
                }
            }
        }
    }
    none(problems);
}

#[test]
fn nothing_gives_up() {
    let mut problems = Vec::new();
    for file in files("src") {
        for (number, line) in file.lines() {
            let found = NOWHERE.iter().filter(|word| contains_word(&line, word));
            problems.extend(found.map(|word| format!("{}:{number}: {word}", file.path)));
        }
    }
    none(problems);
}

#[test]
fn files_are_short_and_say_what_they_are_for() {
    let mut problems = Vec::new();
    for file in files("src").into_iter().chain(files("tests")) {
        let File { path, text, .. } = &file;
        let length = text.lines().count();
        if length > LONGEST {
            problems.push(format!("{path} has {length} lines; {LONGEST} are the most"));
        }
        if !text.starts_with("//!") {
            problems.push(format!("{path} does not open with what it is for (//!)"));
        }
        if path.matches('/').count() > 2 && path.starts_with("src/") {
            problems.push(format!("{path} is more than two folders deep"));
        }
    }
    none(problems);
}

/// `word` stands there, and not as the end of a longer name.
fn contains_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        word.starts_with('.') || !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}
