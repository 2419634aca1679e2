//! Files of unusual name, depth or size.

use std::fs::{self, File};

use crate::run::{Site, page};

#[test]
fn assets_may_be_called_anything_and_lie_deep() {
    let site = Site::small();
    let deep = format!("{}/deep.txt", vec!["folder"; 40].join("/"));
    let names =
        ["with space.txt", "Ünïcode ファイル.txt", "per%cent.txt", "ha#sh.txt", "que&ry+.txt", "(brackets).txt", &deep];
    let mut text = page("Alpha", "The first.");
    for name in names {
        site.write(&format!("assets/{name}"), name);
        let encoded = name.replace('%', "%25").replace('#', "%23");
        text += &format!("\n[file](<../../assets/{encoded}>)\n");
    }
    site.write("content/projects/a.md", &text);
    site.run(&["build"]).fine();
    for name in names {
        assert_eq!(site.read(&format!("dist/assets/{name}")), name);
    }
    let html = site.read("dist/projects/a/index.html");
    for address in ["/assets/with%20space.txt", "/assets/per%25cent.txt", "/assets/ha%23sh.txt"] {
        assert!(html.contains(&format!("href=\"{address}\"")), "{address}: {html}");
    }
}

#[test]
fn hidden_files_and_backups_are_nothing() {
    let site = Site::small();
    for name in ["content/.DS_Store", "content/projects/a.md~", "content/projects/.a.md.swp", "assets/.gitkeep"] {
        site.write(name, "litter");
    }
    site.run(&["build"]).fine();
    assert!(!site.path("dist/assets").exists());
}

#[test]
fn a_page_of_fifty_megabytes_is_refused_and_an_asset_is_copied() {
    let site = Site::small();
    let size = 50 * 1024 * 1024;
    fs::create_dir(site.path("assets")).expect("a folder");
    let film = File::create(site.path("assets/film.mp4")).expect("a file");
    film.set_len(size).expect("a large file");
    site.write("content/projects/a.md", page("Alpha", "x") + "\n[The film](../../assets/film.mp4)\n");
    site.run(&["build"]).fine();
    assert_eq!(fs::metadata(site.path("dist/assets/film.mp4")).expect("a copy").len(), size);

    File::create(site.path("content/projects/big.md")).and_then(|file| file.set_len(size)).expect("a large file");
    let ran = site.run(&["build", "--format", "short"]).faulty();
    let wanted = "content/projects/big.md: error[file-too-large]: the file has 50 MB; a page may have 4 MB at most\n";
    assert!(ran.err.starts_with(wanted), "{}", ran.err);
}

#[test]
fn a_page_of_just_under_four_megabytes_is_a_page() {
    let site = Site::small();
    let text = page("Alpha", "The first.");
    let filler = "word ".repeat((4 * 1024 * 1024 - text.len()) / 5);
    site.write("content/projects/a.md", text + &filler);
    site.run(&["check"]).fine();
}

#[cfg(unix)]
#[test]
fn a_name_that_is_not_text_is_told() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let site = Site::small();
    let name = OsStr::from_bytes(b"caf\xe9.md");
    if fs::write(site.path("content/projects").join(name), page("Beta", "x")).is_err() {
        crate::run::note("skipped: this disk takes no names that are not UTF-8");
        return;
    }
    let ran = site.run(&["check", "--format", "short"]).faulty();
    assert!(ran.err.contains("error[file-name]: the name of this file can't be read as text"), "{}", ran.err);
}
