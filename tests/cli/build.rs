//! `loggia build`: what is written, and what is left alone.

use std::fs;

use crate::run::{Site, files, page};

#[test]
fn a_folder_with_site_toml_and_one_project_is_a_site() {
    let site = Site::small();
    let ran = site.run(&["build"]).fine();
    let count = site.output().len();
    assert!(ran.out.starts_with(&format!("Built {count} files (")), "{}", ran.out);
    assert!(ran.out.contains(&format!("{count} new")), "{}", ran.out);
    assert!(site.read("dist/projects/a/index.html").contains("Alpha"));
    assert!(site.read("dist/index.html").contains("Alpha"));
    // The built-in theme came out of the command itself.
    assert!(site.output().keys().any(|path| path.starts_with("static/") && path.ends_with(".css")));
}

#[test]
fn the_output_may_stand_anywhere() {
    let site = Site::small();
    let elsewhere = Site::empty();
    let output = elsewhere.path("a/b");
    site.run(&["build", "--output", output.to_str().expect("a path")]).fine();
    assert!(output.join("index.html").is_file());
    assert!(!site.path("dist").exists());
}

#[test]
fn the_current_folder_is_the_site_if_none_is_named() {
    let site = Site::small();
    let mut command = crate::run::command(&["build"]);
    crate::run::Ran::from(command.current_dir(site.root()).output().expect("the command runs")).fine();
    assert!(site.path("dist/index.html").is_file());
}

#[test]
fn a_build_with_drafts_ends_with_a_warning() {
    let site = Site::small();
    for _ in 0..2 {
        let ran = site.run(&["build", "--drafts", "--verbose"]).fine();
        assert!(
            ran.out.lines().last().is_some_and(|line| line.starts_with("Don't publish this output")),
            "{}",
            ran.out
        );
    }
    let quiet = site.run(&["build", "--drafts", "--quiet"]).fine().out;
    assert!(quiet.starts_with("Don't publish this output") && quiet.lines().count() == 1, "{quiet}");
    assert!(!site.run(&["build"]).fine().out.contains("publish"));
}

#[test]
fn a_site_with_errors_leaves_the_output_as_it_was() {
    let site = Site::small();
    site.run(&["build"]).fine();
    let (before, times) = (site.output(), site.times());
    site.write("content/projects/b.md", page("Beta", "The second."));
    site.write("content/projects/c.md", "+++\ntitel = \"Gamma\"\n+++\n");
    let ran = site.run(&["build"]).faulty();
    assert_eq!(ran.out, "");
    assert!(ran.err.contains("there is no key `titel` here"), "{}", ran.err);
    assert!(ran.err.trim_end().ends_with("2 errors; the site was not written."), "{}", ran.err);
    assert_eq!((site.output(), site.times()), (before, times));
}

#[test]
fn a_site_with_errors_makes_no_output_folder() {
    let site = Site::small();
    site.write("content/projects/c.md", "no front matter");
    site.run(&["build"]).faulty();
    assert!(!site.path("dist").exists());
}

#[test]
fn building_again_writes_nothing() {
    let site = Site::large(12);
    site.run(&["build"]).fine();
    let times = site.times();
    let ran = site.run(&["build"]).fine();
    assert!(ran.out.contains(&format!("  {} unchanged\n", times.len())), "{}", ran.out);
    assert_eq!(site.times(), times);
}

#[test]
fn only_what_changed_is_written() {
    let site = Site::small();
    site.write("content/pages/about.md", page("About", "Who we are."));
    site.run(&["build"]).fine();
    let (before, times) = (site.output(), site.times());
    site.write("content/pages/about.md", page("About", "Who we are.").replace("Text.", "Another text."));
    let ran = site.run(&["build"]).fine();
    assert!(ran.out.contains("  1 changed, "), "{}", ran.out);
    let (after, later) = (site.output(), site.times());
    let changed: Vec<&String> = after.keys().filter(|path| after[*path] != before[*path]).collect();
    assert_eq!(changed, ["about/index.html"]);
    let written: Vec<&String> = later.keys().filter(|path| later[*path] != times[*path]).collect();
    assert_eq!(written, ["about/index.html"]);
}

#[test]
fn what_is_no_longer_of_the_site_is_removed_and_nothing_else() {
    let site = Site::small();
    site.write("content/projects/b.md", page("Beta", "The second."));
    site.run(&["build"]).fine();
    site.write("dist/CNAME", "example.org");
    fs::remove_file(site.path("content/projects/b.md")).expect("removed");
    let ran = site.run(&["build"]).fine();
    assert!(ran.out.contains("1 removed"), "{}", ran.out);
    assert!(!site.path("dist/projects/b").exists());
    assert_eq!(site.read("dist/CNAME"), "example.org");
}

#[test]
fn a_folder_of_somebody_else_is_refused() {
    let site = Site::small();
    site.write("dist/notes.txt", "mine");
    let ran = site.run(&["build", "--format", "short"]).faulty();
    assert!(ran.err.contains("error[output-not-ours]"), "{}", ran.err);
    assert_eq!(files(&site.path("dist")).keys().collect::<Vec<_>>(), ["notes.txt"]);
    assert!(!site.path("dist/.loggia").exists());
}

#[test]
fn an_output_folder_among_the_sources_is_refused() {
    let site = Site::small();
    for place in ["content", "content/projects", "."] {
        let output = site.path(place);
        let ran = site.run(&["build", "--format", "short", "--output", output.to_str().expect("a path")]).faulty();
        assert!(ran.err.contains("error[output-in-sources]"), "{place}: {}", ran.err);
    }
    assert_eq!(files(&site.path("content")).len(), 2);
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let (one, many) = (Site::large(60), Site::large(60));
    let run = |site: &Site, threads: &str| {
        let output = site.command(&["build"]).env("RAYON_NUM_THREADS", threads).output();
        crate::run::Ran::from(output.expect("the command runs")).fine();
        site.output()
    };
    let (first, second) = (run(&one, "1"), run(&many, "7"));
    assert!(first.len() > 100);
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    let differing: Vec<&String> = first.keys().filter(|path| first[*path] != second[*path]).collect();
    assert_eq!(differing, Vec::<&String>::new());
}

#[test]
fn the_day_decides_what_is_published() {
    let site = Site::small();
    site.write("content/projects/b.md", page("Beta", "x").replace("+++\n\n", "publish = 2027-01-31\n+++\n\n"));
    site.run(&["build", "--on", "2027-01-30"]).fine();
    assert!(!site.path("dist/projects/b").exists());
    site.run(&["build", "--on", "2027-01-31"]).fine();
    assert!(site.path("dist/projects/b/index.html").is_file());
    site.run(&["build", "--on", "2027-01-30", "--drafts"]).fine();
    assert!(site.path("dist/projects/b/index.html").is_file());
}

#[test]
fn another_base_address_is_in_every_page() {
    let site = Site::small();
    site.run(&["build", "--base-url", "https://other.example/funded"]).fine();
    let home = site.read("dist/index.html");
    assert!(home.contains("https://other.example/funded/"), "{home}");
    assert!(home.contains("href=\"/funded/projects/\""), "{home}");
    assert!(!home.contains("example.org"), "{home}");
}

#[test]
fn quiet_says_nothing_of_what_is_fine() {
    let site = Site::small();
    let ran = site.run(&["build", "--quiet"]).fine();
    assert_eq!(ran.out, "");
    site.write("content/projects/a.md", "no front matter");
    let ran = site.run(&["build", "--quiet", "--format", "short"]).faulty();
    assert_eq!(ran.out, "");
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
}

#[test]
fn verbose_tells_of_every_stage() {
    let ran = Site::small().run(&["build", "--verbose"]).fine();
    for stage in ["read the files", "parse, collect, plan", "check", "render and write", "put in place"] {
        assert!(ran.out.lines().any(|line| line.ends_with(stage)), "{stage}: {}", ran.out);
    }
}
