//! Did the generators do equal work? Each finished site is held against what the generator of the content expects:
//! the same pages and feeds, on every page of a list the same projects in the same order, on every page of a project
//! its facts and its four related projects. And their HTML must be of about the same size.
//!
//! The gallery theme's pages are richer and made otherwise; of it only the pages themselves are compared.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::expected::{self, Expected, Page, RELATED};
use super::project::{Project, project_slug};
use super::{Outcome, at};

/// How much the sizes of the HTML may differ.
const TOLERANCE: f64 = 0.15;

/// Pages that only the gallery theme has.
const GALLERY_ALONE: [&str; 2] = ["explore/index.html", "map/index.html"];

/// How much a site is.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    pub files: usize,
    pub bytes: u64,
    pub html: u64,
}

/// Every file of an output folder by its path, with its size; Loggia's own notes are no part of the site.
pub fn files(output: &Path) -> Outcome<BTreeMap<String, u64>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(output).into_iter().filter_entry(|entry| entry.file_name() != ".loggia") {
        let entry = entry.map_err(|error| error.to_string())?;
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(output).unwrap_or(entry.path());
            let size = entry.metadata().map_err(|error| error.to_string())?.len();
            files.insert(path.to_string_lossy().replace('\\', "/"), size);
        }
    }
    Ok(files)
}

pub fn size(output: &Path) -> Outcome<Size> {
    let files = files(output)?;
    let html = files.iter().filter(|(path, _)| path.ends_with(".html")).map(|(_, size)| size).sum();
    Ok(Size { files: files.len(), bytes: files.values().sum(), html })
}

/// What is wrong with a site, if anything; `closely` looks into the pages.
pub fn site(who: &str, output: &Path, expected: &Expected, closely: bool) -> Outcome<()> {
    let files = files(output)?;
    let is_page = |path: &&String| path.ends_with(".html") || path.ends_with("feed.xml");
    let missing =
        expected.pages.keys().filter(|path| !files.contains_key(*path)).map(|path| format!("{path} is missing"));
    let foreign = files
        .keys()
        .filter(is_page)
        .filter(|path| !expected.pages.contains_key(*path) && (closely || !GALLERY_ALONE.contains(&path.as_str())));
    let mut wrong: Vec<String> = missing.chain(foreign.map(|path| format!("{path} should not be there"))).collect();
    if closely && wrong.is_empty() {
        let pages: Vec<_> = expected.pages.iter().collect();
        wrong = pages.into_par_iter().filter_map(|(path, page)| look(output, path, page, expected.projects)).collect();
    }
    match wrong.len() {
        0 => Ok(()),
        count => {
            wrong.truncate(10);
            Err(format!("{who} did not do the same work: {count} differences, such as\n  {}", wrong.join("\n  ")))
        }
    }
}

/// Are the sites of about the same size?
pub fn compare(sizes: &[(&str, Size)]) -> Outcome<()> {
    let Some(((first, one), others)) = sizes.split_first() else { return Ok(()) };
    for (name, other) in others {
        let ratio = other.html as f64 / one.html as f64;
        if (ratio - 1.0).abs() > TOLERANCE {
            return Err(format!("{name} wrote {ratio:.2} times as much HTML as {first}; that is no equal work"));
        }
    }
    Ok(())
}

/// What is wrong with one page.
fn look(output: &Path, path: &str, page: &Page, projects: usize) -> Option<String> {
    if matches!(page, Page::Plain) {
        return None;
    }
    let text = match fs::read_to_string(output.join(path)).map_err(at(Path::new(path))) {
        Ok(text) => text,
        Err(message) => return Some(message),
    };
    let differs = |what: &str, expected: String, found: String| {
        (expected != found).then(|| format!("{path} has other {what}: {found} rather than {expected}"))
    };
    match page {
        Page::Plain => None,
        Page::Feed(entries) => differs("entries", entries.to_string(), text.matches("<entry>").count().to_string()),
        Page::Terms(terms) => differs("terms", terms.to_string(), text.matches("class=\"count\"").count().to_string()),
        Page::List(numbers) => {
            let expected: Vec<String> = numbers.iter().map(|number| project_slug(*number)).collect();
            differs(
                "projects",
                expected.join(", "),
                listed(part(&text, "<section class=\"list\"", "</section>")).join(", "),
            )
        }
        Page::Project(number) => {
            let facts = expected::facts(&Project::new(*number, projects)).join(" | ");
            let found = words(part(&text, "<dl class=\"facts\"", "</dl>")).join(" | ");
            let related = listed(part(&text, "<section class=\"related\"", "</section>")).len();
            differs("facts", facts, found)
                .or_else(|| differs("related projects", RELATED.min(projects - 1).to_string(), related.to_string()))
        }
    }
}

fn part<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let start = text.find(from).unwrap_or(text.len());
    let end = text[start..].find(to).map_or(text.len(), |end| start + end);
    &text[start..end]
}

/// The projects whose cards stand there.
fn listed(html: &str) -> Vec<&str> {
    const CARD: &str = "<h3><a href=\"/projects/";
    html.split(CARD).skip(1).filter_map(|rest| rest.split('/').next()).collect()
}

/// The text between the tags.
fn words(html: &str) -> Vec<&str> {
    html.split('<')
        .skip(1)
        .filter_map(|tag| Some(tag.split_once('>')?.1.trim()))
        .filter(|text| !text.is_empty())
        .collect()
}
