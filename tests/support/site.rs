//! Runs a case's site through the library, in memory, as `loggia build` would.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use loggia::collect::Publication;
use loggia::diagnostic::{Diagnostic, Location};
use loggia::model::Base;
use loggia::pipeline::{self, Memo, Options};
use loggia::render::Rendered;
use loggia::source::Sources;

use crate::case::{Case, Config};

/// Every output by its route, such as `projects/a/`.
pub type Outputs = BTreeMap<String, Vec<u8>>;

pub struct Outcome {
    /// Everything that is wrong, in the order of the files.
    pub messages: Vec<Diagnostic>,
    /// `None` where there are errors: then nothing is written.
    pub outputs: Option<Outputs>,
    pub base: Option<Base>,
}

const CONFIG: &str = "\
title = \"Tiny\"
description = \"A site to try things on.\"
base_url = \"https://example.org/\"
language = \"en\"
";

pub fn run(case: &Case) -> Result<Outcome, String> {
    let files = complete(case);
    let files = files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
    let mut found = Vec::new();
    let sources = Sources::in_memory(files).take(&mut found);
    let read = found.clone();
    let base = case.options.base.as_deref().map(Base::parse).transpose()?;
    let publication = Publication { on: case.options.on, drafts: case.options.drafts };
    let options = Options { publication, base, preview: None };

    let mut memo = Memo::default();
    let site = pipeline::assemble(&sources, &options, &mut memo).take(&mut found);
    let (site, outputs) = render(site, &mut found);
    let messages = pipeline::in_order(found);

    let base = site.map(|site| site.config.base.clone());
    let outputs = outputs.filter(|_| !messages.iter().any(Diagnostic::is_error));

    // What was remembered of the first run must not show in the second.
    let mut found = read;
    let again = pipeline::assemble(&sources, &options, &mut memo).take(&mut found);
    let (_, second) = render(again, &mut found);
    if messages != pipeline::in_order(found) || outputs.is_some() && outputs != second {
        return Err("a second run with what the first one remembered gives another site".to_owned());
    }
    Ok(Outcome { messages, outputs, base })
}

fn render(site: Option<pipeline::Site>, found: &mut Vec<Diagnostic>) -> (Option<pipeline::Site>, Option<Outputs>) {
    let Some(site) = site else { return (None, None) };
    found.extend(pipeline::inspect(&site));
    let outputs: Mutex<Outputs> = Mutex::default();
    let failed = pipeline::render(&site, &|planned, rendered| {
        let bytes = match rendered {
            Rendered::Bytes(bytes) => bytes,
            Rendered::Shared(bytes) => bytes.to_vec(),
            // The SVG that it is drawn from says it all, and to draw it would take long.
            Rendered::Picture(picture) => picture.svg,
            // So does the mark of what a search index is made from.
            Rendered::Index(index) => index.mark().to_string().into_bytes(),
            Rendered::File(path) => panic!("{} is on disk", path.display()),
        };
        outputs.lock().expect("no panic before").insert(planned.route.path().to_owned(), bytes);
        Ok(())
    });
    found.extend(failed);
    (Some(site), Some(outputs.into_inner().expect("no panic before")))
}

/// The case's files with what it leaves to the runner: a configuration and a theme.
fn complete(case: &Case) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let default = format!("{CONFIG}themes = [\"{}\"]\n", case.options.theme);
    match &case.config {
        Config::Default => files.insert("content/site.toml".to_owned(), default.into_bytes()),
        Config::More(more) => files.insert("content/site.toml".to_owned(), (default + more).into_bytes()),
        Config::Own | Config::None => None,
    };
    files.extend(case.files.iter().cloned());
    let names_tiny = |config: &Vec<u8>| String::from_utf8_lossy(config).contains("\"tiny\"");
    if files.get("content/site.toml").is_some_and(names_tiny) {
        files = tiny_theme().into_iter().chain(files).collect();
    }
    files
}

/// The theme that cases are shown in: every name that a template sees, in few lines.
fn tiny_theme() -> BTreeMap<String, Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/tiny");
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(&folder).into_iter().filter_map(Result::ok) {
        let inner = entry.path().strip_prefix(&folder).expect("below the folder").to_string_lossy().replace('\\', "/");
        if entry.file_type().is_file() {
            files.insert(format!("themes/tiny/{inner}"), std::fs::read(entry.path()).expect("a readable theme"));
        }
    }
    files
}

/// The messages as `--format short` shows them, with their hints on lines of their own if wanted.
pub fn shown(messages: &[Diagnostic], hints: bool) -> Vec<String> {
    let mut lines = Vec::new();
    for message in messages {
        let place = message.location.as_ref().map_or(String::new(), |location| format!("{}: ", place(location)));
        lines.push(format!("{place}{}[{}]: {}", message.severity.word(), message.code, message.message));
        if hints {
            lines.extend(
                message.related.iter().map(|(location, label)| format!("  see {}: {label}", self::place(location))),
            );
            lines.extend(message.hints.iter().map(|hint| format!("  help: {}", hint.replace('\n', "⏎"))));
        }
    }
    lines
}

fn place(location: &Location) -> String {
    match &location.point {
        Some(point) => format!("{}:{}:{}", location.file, point.line, point.column),
        None => location.file.to_string(),
    }
}
