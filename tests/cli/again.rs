//! A build that finds the same inputs need not render; whatever has a say in the output makes it do so.

use std::fs;

use crate::run::{Site, page};

/// A site with a file of each kind, built once.
fn built() -> Site {
    let site = Site::small();
    site.append("content/site.toml", "themes = [\"mine\", \"gallery\"]\n");
    site.write("content/projects/b.md", page("Beta", "x").replace("+++\n\n", "expires = 2027-01-31\n+++\n\n"));
    site.write(
        "content/pages/about.md",
        page("About", "Who we are.").replace("Text.", "[Terms](../../assets/terms.txt)"),
    );
    site.write("assets/terms.txt", "first");
    site.write("themes/mine/static/mine.js", "a { color: red }");
    site.write("themes/mine/templates/page.html", "{% extends \"gallery/page.html\" %}");
    site.write("themes/mine/i18n/en.toml", "skip = \"Skip to the text\"\n");
    site.run(&["build", "--on", "2026-11-24"]).fine();
    site
}

fn changes(name: &str, change: impl Fn(&Site)) {
    let site = built();
    let before = site.output();
    change(&site);
    site.run(&["build", "--on", "2026-11-24"]).fine();
    assert_ne!(site.output(), before, "{name}");
}

#[test]
fn the_same_inputs_are_seen_to_be_the_same() {
    let site = built();
    let ran = site.run(&["build", "--verbose", "--on", "2026-11-25"]).fine();
    assert!(!ran.out.contains("render and write"), "{}", ran.out);
    assert!(ran.out.contains("unchanged"), "{}", ran.out);
}

#[test]
fn every_kind_of_input_counts() {
    changes("a page", |site| site.write("content/projects/a.md", page("Alpha", "Not the first.")));
    changes("the configuration", |site| {
        site.write("content/site.toml", site.read("content/site.toml").replace("Tiny", "Tony"))
    });
    changes("an asset", |site| site.write("assets/terms.txt", "other"));
    changes("a static file", |site| site.write("themes/mine/static/mine.js", "a { color: sea }"));
    changes("a template", |site| site.write("themes/mine/templates/page.html", "Mine"));
    changes("wording", |site| site.write("themes/mine/i18n/en.toml", "skip = \"To the text\"\n"));
    changes("a page that is gone", |site| fs::remove_file(site.path("content/projects/b.md")).expect("removed"));
}

#[test]
fn so_do_the_day_the_address_and_the_drafts() {
    for arguments in [["--on", "2027-01-31"], ["--base-url", "https://other.example/"]] {
        let site = built();
        let before = site.output();
        site.run(&[&["build"][..], &arguments[..]].concat()).fine();
        assert_ne!(site.output(), before, "{arguments:?}");
    }
    let site = built();
    site.write("content/projects/a.md", page("Alpha", "The first.").replace("+++\n\n", "draft = true\n+++\n\n"));
    site.run(&["build", "--on", "2026-11-24"]).fine();
    let before = site.output();
    site.run(&["build", "--on", "2026-11-24", "--drafts"]).fine();
    assert_ne!(site.output(), before);
}

#[test]
fn what_was_changed_in_the_output_by_hand_is_put_right() {
    let site = built();
    let before = site.output();
    site.write("dist/index.html", "mine");
    fs::remove_file(site.path("dist/about/index.html")).expect("removed");
    site.run(&["build", "--on", "2026-11-24"]).fine();
    assert_eq!(site.output(), before);
}

#[test]
fn warnings_are_told_again() {
    let site = built();
    site.write("assets/unused.txt", "x");
    for _ in 0..2 {
        let ran = site.run(&["build"]);
        assert!(ran.err.contains("unused-asset"), "{}", ran.err);
    }
}

/// Is the site so well known that the build does not even parse it?
#[track_caller]
fn known(site: &Site, day: &str) -> bool {
    let ran = site.run(&["build", "--verbose", "--on", day]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    !ran.out.contains("parse, collect, plan")
}

#[test]
fn a_site_without_warnings_is_known_again_on_the_same_day() {
    let site = built();
    let first = site.run(&["build", "--on", "2026-11-24"]).fine();
    assert!(known(&site, "2026-11-24"));
    // On another day it takes a look at the dates; that day is known from then on.
    assert!(!known(&site, "2026-11-25"));
    assert!(known(&site, "2026-11-25"));
    let again = site.run(&["build", "--on", "2026-11-25"]).fine();
    let built = |out: &str| out.split(" in ").next().map(str::to_owned);
    assert_eq!(built(&again.out), built(&first.out));
}

#[test]
fn a_site_with_warnings_never_is() {
    let site = built();
    site.write("assets/unused.txt", "x");
    assert!(!known(&site, "2026-11-24"));
    assert!(!known(&site, "2026-11-24"));
    // Nor is one that has a warning since, of a file that is no part of it.
    let site = built();
    site.write("content/projects/photo.jpg", "x");
    let ran = site.run(&["build", "--on", "2026-11-24"]);
    assert!(ran.err.contains("stray-file"), "{}", ran.err);
}

fn put_right(what: &str, touch: impl Fn(&Site)) {
    let site = built();
    let before = site.output();
    assert!(known(&site, "2026-11-24"), "{what}");
    touch(&site);
    assert!(!known(&site, "2026-11-24"), "{what}");
    assert_eq!(site.output(), before, "{what}");
    assert!(!site.path("dist/.loggia/journal").exists(), "{what}");
    assert!(known(&site, "2026-11-24"), "{what}");
}

#[test]
fn a_known_site_with_a_touched_output_is_put_right() {
    put_right("a page", |site| site.write("dist/index.html", "mine"));
    put_right("no page", |site| fs::remove_file(site.path("dist/about/index.html")).expect("removed"));
    put_right("no folder", |site| fs::remove_dir_all(site.path("dist/projects")).expect("removed"));
    put_right("a journal", |site| site.write("dist/.loggia/journal", "loggia-mani"));
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_folder_is_no_known_output() {
    let site = built();
    fs::rename(site.path("dist/projects"), site.path("elsewhere")).expect("moved");
    std::os::unix::fs::symlink("../elsewhere", site.path("dist/projects")).expect("a link");
    assert!(!known(&site, "2026-11-24"));
    assert!(fs::symlink_metadata(site.path("dist/projects")).expect("there").is_dir());
}

#[test]
fn what_is_remembered_of_a_build_may_be_missing_or_damaged() {
    for damage in ["", "\n", "abc def\n", "x"] {
        let site = built();
        let before = site.output();
        let outcome = site.read("dist/.loggia/outcome");
        for text in [damage, &outcome[..outcome.len() - 1], &outcome.replace(' ', "")] {
            site.write("dist/.loggia/outcome", text);
            assert!(!known(&site, "2026-11-24"), "{text}");
            assert!(known(&site, "2026-11-24"), "{text}");
        }
        assert_eq!(site.output(), before);
    }
}
