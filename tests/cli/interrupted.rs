//! A build that is killed, and the next one.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::LazyLock;
use std::thread;
use std::time::{Duration, Instant};

use crate::run::Site;

/// Enough for a build to be caught in the middle.
const PROJECTS: usize = 40;
/// The text that the killed build brings to every project.
const NEW: &str = "A sentence that was not there before.";

fn start(site: &Site) -> Child {
    site.command(&["build"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the command runs")
}

/// A site that was built, then changed in every page.
fn changed_site() -> Site {
    let site = Site::large(PROJECTS);
    site.run(&["build"]).fine();
    for number in 0..PROJECTS {
        site.append(&format!("content/projects/p{number}.md"), &format!("\n{NEW}\n"));
    }
    site
}

/// What the changed site is like when nothing goes wrong.
static WANTED: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let site = changed_site();
    site.run(&["build"]).fine();
    site.output()
});

/// Every page is either the old or the new one, none is cut off; then the next build puts all right.
#[track_caller]
fn put_right(site: &Site) {
    for (path, bytes) in site.output().into_iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(String::from_utf8_lossy(&bytes).trim_end().ends_with("</html>"), "{path} is cut off");
    }
    let ran = site.run(&["build"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    let output = site.output();
    let differing: Vec<&String> = WANTED.keys().filter(|path| output.get(*path) != WANTED.get(*path)).collect();
    assert_eq!(differing, Vec::<&String>::new());
    assert_eq!(output.len(), WANTED.len());
    assert!(!site.path("dist/.loggia/staging").exists() && !site.path("dist/.loggia/journal").exists());
}

#[test]
fn a_build_killed_at_any_moment_is_put_right_by_the_next() {
    // How long a whole build takes here, to spread the moments over it. Nothing is asserted of it.
    let began = Instant::now();
    changed_site().run(&["build"]).fine();
    let whole = began.elapsed() / 2;
    for part in 0..6 {
        let site = changed_site();
        let mut child = start(&site);
        thread::sleep(whole * part / 6);
        child.kill().expect("killed");
        child.wait().expect("ended");
        put_right(&site);
    }
}

/// Kills a build as soon as `sign` is there; `false` where it was over before anybody saw it.
fn kill_at(site: &Site, sign: &Path) -> bool {
    let mut child = start(site);
    loop {
        if sign.exists() {
            child.kill().expect("killed");
            let status = child.wait().expect("ended");
            return !status.success();
        }
        if child.try_wait().expect("a state").is_some() {
            return false;
        }
        thread::sleep(Duration::from_micros(50));
    }
}

#[test]
fn a_build_killed_while_it_puts_its_files_in_place_is_put_right() {
    let mut seen = 0;
    for _ in 0..10 {
        let site = changed_site();
        if kill_at(&site, &site.path("dist/.loggia/journal")) {
            seen += 1;
        }
        put_right(&site);
        if seen == 3 {
            return;
        }
    }
    crate::run::note(&format!("only {seen} of 10 builds were caught while they put their files in place"));
}

#[test]
fn a_build_killed_while_it_renders_leaves_the_old_site_whole() {
    let site = changed_site();
    let before = site.output();
    let caught = kill_at(&site, &site.path("dist/.loggia/staging"));
    if caught && !site.path("dist/.loggia/journal").exists() {
        assert_eq!(site.output(), before);
    }
    put_right(&site);
    assert!(fs::read_to_string(site.path("dist/projects/p3/index.html")).is_ok_and(|html| html.contains(NEW)));
}
