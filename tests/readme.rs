//! What the README shows works as written: its front matter, its `site.toml`, every field of its table, its
//! figures and its commands.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).unwrap()
}

/// The code block that starts with a line of that kind and holds `mark`.
fn block(kind: &str, mark: &str) -> String {
    let text = readme();
    for part in text.split("```").skip(1).step_by(2) {
        let (first, body) = part.split_once('\n').unwrap();
        if first.trim() == kind && body.contains(mark) {
            // A block within a list is indented.
            let indent = body
                .lines()
                .find(|line| !line.trim().is_empty())
                .map_or(0, |line| line.len() - line.trim_start().len());
            return body.lines().map(|line| line.get(indent..).unwrap_or("").to_owned() + "\n").collect();
        }
    }
    panic!("the README has no {kind} block with {mark:?}");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The demonstration in a folder of its own, with the files that the examples name.
fn demonstration() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("content"), &folder.path().join("content"));
    let assets = folder.path().join("assets");
    fs::create_dir_all(&assets).unwrap();
    let (jpeg, png) = (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    for (name, bytes) in [("report.pdf", b"x".as_slice()), ("office.jpg", jpeg), ("map.png", png)] {
        fs::write(assets.join(name), bytes).unwrap();
    }
    folder
}

fn loggia(site: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_loggia")).args(arguments).current_dir(site).output().unwrap()
}

fn errors(site: &Path) -> String {
    let output = loggia(site, &["check", "--format", "short"]);
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    text.lines().filter(|line| line.contains("error[")).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_project_example_fits_the_demonstration() {
    let site = demonstration();
    fs::write(site.path().join("content/projects/safe-classrooms.md"), block("markdown", "Safe classrooms")).unwrap();
    assert_eq!(errors(site.path()), "");
    assert!(loggia(site.path(), &["build", "--quiet"]).status.success());
    let page = fs::read_to_string(site.path().join("dist/projects/safe-classrooms/index.html")).unwrap();
    assert!(page.contains("US$120,000") && page.contains("/countries/kenya/"), "{page}");
}

#[test]
fn every_field_of_the_table_is_taken() {
    let text = readme();
    let table = text.split("### Every field").nth(1).unwrap().split("###").next().unwrap();
    let mut tried = 0;
    for row in table.lines().filter(|line| line.starts_with("| ") && line.contains('`')) {
        let example = row.trim_end_matches('|').rsplit(" | ").next().unwrap();
        for code in example.split('`').skip(1).step_by(2) {
            let key = code.split_whitespace().next().unwrap();
            let mut front: Vec<String> = [
                "title = \"A\"",
                "summary = \"B\"",
                "grantee = \"C\"",
                "regions = [\"global\"]",
                "rounds = [\"foundation\"]",
                "themes = [\"industry\"]",
                "pillar = \"technology-tools\"",
            ]
            .into_iter()
            .filter(|line| !line.starts_with(&format!("{key} ")))
            .map(str::to_owned)
            .collect();
            match key {
                "amount" | "amount_up_to" => front.push("currency = \"USD\"".to_owned()),
                "currency" => front.push("amount = 1".to_owned()),
                _ => {}
            }
            front.push(code.to_owned());
            let site = demonstration();
            let file = format!("+++\n{}\n+++\n\nText.\n", front.join("\n"));
            fs::write(site.path().join("content/projects/example.md"), &file).unwrap();
            assert_eq!(errors(site.path()), "", "{file}");
            tried += 1;
        }
    }
    assert!(tried > 20, "only {tried} examples found in the table");
}

#[test]
fn the_configuration_example_builds() {
    let site = tempfile::tempdir().unwrap();
    let content = site.path().join("content");
    fs::create_dir_all(content.join("projects")).unwrap();
    fs::create_dir_all(content.join("regions")).unwrap();
    fs::write(content.join("site.toml"), block("toml", "[[facets]]")).unwrap();
    fs::write(content.join("regions/east.md"), "+++\ntitle = \"East\"\nsummary = \"The east.\"\n+++\n").unwrap();
    let project = "+++\ntitle = \"One\"\nsummary = \"The first.\"\nregions = [\"east\"]\n+++\n\nText.\n";
    fs::write(content.join("projects/one.md"), project).unwrap();
    assert_eq!(errors(site.path()), "");
    assert!(loggia(site.path(), &["build", "--quiet"]).status.success());
    assert!(site.path().join("dist/regions/east/index.html").exists());
    assert!(site.path().join("dist/ar/regions/index.html").exists());
}

#[test]
fn the_figures_and_the_picture_work() {
    let text = readme();
    let section = text.split("### The text").nth(1).unwrap().split("## Reviewers").next().unwrap();
    let codes: Vec<&str> =
        section.split('`').skip(1).step_by(2).filter(|code| code.starts_with("{{") || code.starts_with("![")).collect();
    assert!(codes.len() >= 6, "{codes:?}");
    let site = demonstration();
    let body = codes.join("\n\n");
    let links = "[a](../countries/kenya.md)";
    let file = format!(
        "+++\ntitle = \"A\"\nsummary = \"B\"\ngrantee = \"C\"\nregions = [\"global\"]\nrounds = [\"foundation\"]\nthemes = [\"industry\"]\npillar = \"technology-tools\"\n+++\n\n{body}\n\n{links}\n"
    );
    fs::write(site.path().join("content/projects/example.md"), file).unwrap();
    assert_eq!(errors(site.path()), "");
}

#[test]
fn the_commands_are_understood() {
    let text = readme();
    let mut commands: Vec<String> = Vec::new();
    for code in text.split('`').skip(1).step_by(2).map(str::trim).chain(text.lines().map(str::trim)) {
        if code.starts_with("loggia ") && code.split_whitespace().count() < 8 && !code.contains(" shows ") {
            commands.push(code.to_owned());
        }
    }
    assert!(commands.len() >= 4, "{commands:?}");
    let site = demonstration();
    for command in commands {
        let arguments: Vec<&str> = command.split_whitespace().skip(1).collect();
        let output = loggia(site.path(), &[&arguments[..], &["--help"]].concat());
        assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
        if matches!(arguments[0], "build" | "check") {
            let output = loggia(site.path(), &arguments);
            assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
        }
    }
    for flag in ["--strict", "--format short"] {
        assert!(text.contains(flag));
    }
}
