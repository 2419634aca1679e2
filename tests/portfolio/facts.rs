//! The list of facts, `portfolio.toml`.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub struct Facts {
    #[serde(rename = "round")]
    pub rounds: Vec<Round>,
    pub regions: BTreeMap<String, String>,
    pub themes: BTreeMap<String, String>,
    pub pillars: BTreeMap<String, String>,
    #[serde(rename = "project")]
    pub projects: Vec<Project>,
}

#[derive(Debug, Deserialize)]
pub struct Round {
    pub id: String,
    pub title: String,
    pub kind: String,
    pub year: Option<i64>,
    pub amount: Option<i64>,
    pub amount_up_to: Option<i64>,
}

#[derive(Debug, Deserialize)]
pub struct Project {
    pub slug: String,
    pub grantee: Option<String>,
    pub regions: Vec<String>,
    pub countries: Vec<String>,
    pub rounds: Vec<Basis>,
    pub themes: Vec<String>,
    pub pillar: String,
    #[serde(default)]
    pub partners: Vec<String>,
    pub amount: Option<i64>,
    #[serde(default)]
    pub draft: bool,
}

#[derive(Debug, Deserialize)]
pub struct Basis {
    pub id: String,
    pub basis: String,
}

const LIST: &str = "portfolio.toml";
const TEXT: &str = "source.txt";

static FACTS: LazyLock<Option<Facts>> =
    LazyLock::new(|| Some(toml::from_str(&read(LIST)?).expect("the list of facts can be read")));

static SOURCE: LazyLock<Option<String>> = LazyLock::new(|| read(TEXT));

/// A file beside the project's folder.
fn read(name: &str) -> Option<String> {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/portfolio").join(name)).ok()
}

/// Each test that asks in vain is one that is left out. The runner doesn't swallow what is said here.
fn or_skipped<T>(found: Option<T>, name: &str) -> Option<T> {
    if found.is_none() {
        let _ = writeln!(io::stderr(), "skipped: there is no {name} in ../shared/portfolio/");
    }
    found
}

pub fn facts() -> Option<&'static Facts> {
    or_skipped(FACTS.as_ref(), LIST)
}

/// The text that the pages were written from.
pub fn source() -> Option<&'static str> {
    or_skipped(SOURCE.as_deref(), TEXT)
}
