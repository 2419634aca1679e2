//! Links out of the site, closed folders, a full disk.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

use crate::run::{LOGGIA, Ran, Site, page};

#[test]
fn a_link_out_of_the_site_is_refused_and_one_within_is_followed() {
    let site = Site::small();
    let elsewhere = Site::empty();
    elsewhere.write("secret.md", page("Secret", "Nobody may read this."));
    fs::create_dir(site.path("assets")).expect("a folder");
    symlink(elsewhere.path("secret.md"), site.path("content/projects/b.md")).expect("a link");
    symlink(elsewhere.root(), site.path("assets/all")).expect("a link");
    symlink("nowhere.md", site.path("content/projects/c.md")).expect("a link");
    symlink("a.md", site.path("content/projects/d.md")).expect("a link");
    let ran = site.run(&["build", "--format", "short"]).faulty();
    let refused: Vec<&str> = ran.err.lines().filter(|line| line.contains("error[link-outside]")).collect();
    let places: Vec<&str> = refused.iter().filter_map(|line| line.split(':').next()).collect();
    assert_eq!(places, ["assets/all", "content/projects/b.md", "content/projects/c.md"], "{}", ran.err);
    assert!(!ran.err.contains("Secret"), "{}", ran.err);

    for link in ["assets/all", "content/projects/b.md", "content/projects/c.md"] {
        fs::remove_file(site.path(link)).expect("removed");
    }
    site.run(&["build"]).fine();
    assert!(site.read("dist/projects/d/index.html").contains("Alpha"));
}

/// What is not meant for the public, or not yet, does not get there by way of a link.
#[test]
fn a_link_leads_to_a_file_of_its_own_folder_alone() {
    let site = Site::small();
    site.write("assets/report.txt", "A report.");
    site.write("assets/.notes", "Not for others.");
    site.write(".env", "password");
    symlink("report.txt", site.path("assets/again.txt")).expect("a link");
    symlink("../.env", site.path("assets/env.txt")).expect("a link");
    symlink(".notes", site.path("assets/notes.txt")).expect("a link");
    symlink("../content/projects/a.md", site.path("assets/page.txt")).expect("a link");
    let ran = site.run(&["build", "--format", "short"]).faulty();
    let places: Vec<&str> = ran
        .err
        .lines()
        .filter(|line| line.contains("[link-outside]"))
        .filter_map(|line| line.split(':').next())
        .collect();
    assert_eq!(places, ["assets/env.txt", "assets/notes.txt", "assets/page.txt"], "{}", ran.err);
    for link in places {
        fs::remove_file(site.path(link)).expect("removed");
    }
    let ran = site.run(&["build"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert_eq!(site.read("dist/assets/again.txt"), "A report.");
}

#[test]
fn a_folder_that_links_to_itself_is_no_endless_way() {
    let site = Site::small();
    symlink("..", site.path("content/projects/up")).expect("a link");
    let ran = site.run(&["build", "--format", "short"]).faulty();
    assert!(ran.err.contains("content/projects/up: error[link-outside]"), "{}", ran.err);
}

/// The command as somebody without rights; `None` where that can't be arranged.
fn unprivileged() -> Option<Command> {
    if !is_root() {
        return Some(crate::run::command(&[]));
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--clear-groups", LOGGIA]);
    let works = Command::new("setpriv")
        .args(["--reuid=65534", "--clear-groups", LOGGIA, "--version"])
        .output()
        .is_ok_and(|output| output.status.success());
    works.then_some(command)
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n")
}

fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
}

#[test]
fn what_may_not_be_read_is_told_by_name() {
    let Some(mut command) = unprivileged() else {
        crate::run::note("skipped: root reads everything, and setpriv can't run the command as somebody else");
        return;
    };
    let site = Site::small();
    site.write("content/projects/closed.md", page("Closed", "x"));
    site.write("content/pages/about.md", page("About", "x"));
    site.write("assets/report.pdf", "x");
    site.write("assets/photo.png", "x");
    allow(site.root(), 0o755);
    allow(&site.path("assets/report.pdf"), 0o000);
    allow(&site.path("assets/photo.png"), 0o000);
    allow(&site.path("content/projects/closed.md"), 0o000);
    allow(&site.path("content/pages"), 0o000);
    let output = command.args(["check", "--format", "short", "--root"]).arg(site.root()).output();
    allow(&site.path("content/pages"), 0o755);
    let ran = Ran::from(output.expect("the command runs")).faulty();
    for place in ["assets/photo.png", "assets/report.pdf", "content/pages", "content/projects/closed.md"] {
        let wanted = format!("{place}: error[unreadable]: this can't be read: you have no permission to read it");
        assert!(ran.err.lines().any(|line| line == wanted), "{wanted}: {}", ran.err);
    }
}

#[test]
fn an_output_folder_that_may_not_be_written_is_told() {
    let Some(mut command) = unprivileged() else {
        crate::run::note("skipped: root writes everywhere, and setpriv can't run the command as somebody else");
        return;
    };
    let site = Site::small();
    fs::create_dir(site.path("out")).expect("a folder");
    allow(site.root(), 0o755);
    allow(&site.path("out"), 0o555);
    let (root, output) = (site.root(), site.path("out/dist"));
    let run = command.args(["build", "--format", "short", "--root"]).arg(root).arg("--output").arg(output).output();
    let ran = Ran::from(run.expect("the command runs")).faulty();
    assert!(ran.err.contains("error[output-"), "{}", ran.err);
    assert_eq!(ran.out, "");
}

/// A small disk of its own, unmounted when dropped.
struct Disk(Site);

impl Disk {
    fn mount(size: &str) -> Option<Disk> {
        let place = Site::empty();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"])
            .arg(place.root())
            .output()
            .is_ok_and(|output| output.status.success());
        mounted.then_some(Disk(place))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.root()).output();
    }
}

#[test]
fn a_full_disk_leaves_the_old_site_whole() {
    let Some(disk) = Disk::mount("4m") else {
        crate::run::note("skipped: only root may mount a small disk to fill");
        return;
    };
    let site = Site::small();
    let output = disk.0.path("site");
    let build = || site.run(&["build", "--format", "short", "--output", output.to_str().expect("a path")]);
    build().fine();
    let before = crate::run::files(&output);
    let large = ["large-1.bin", "large-2.bin", "large-3.bin"].map(|name| format!("assets/{name}"));
    let mut links = String::new();
    for path in &large {
        site.write(path, vec![7; 6 * 1024 * 1024]);
        links += &format!("\n[Large](../../{path})\n");
    }
    site.write("content/projects/b.md", page("Beta", "x") + &links);
    let ran = build().faulty();
    assert!(ran.err.contains("error[disk-full]"), "{}", ran.err);
    assert_eq!(ran.err.matches("error[").count(), 1, "{}", ran.err);
    assert_eq!(crate::run::files(&output), before);

    // With room again the same build goes through.
    for path in &large {
        fs::remove_file(site.path(path)).expect("removed");
    }
    site.write("content/projects/b.md", page("Beta", "x"));
    build().fine();
    assert!(output.join("projects/b/index.html").is_file());
}
