//! What a [`Writer`] refuses, and that nothing is changed then.

use super::*;
use loggia::write::HALF_WRITTEN;

fn refused(dir: &Path, site_root: Option<&Path>) -> &'static str {
    match Writer::open(dir, site_root) {
        Ok(_) => panic!("{} was not refused", dir.display()),
        Err(diagnostic) => {
            assert!(!diagnostic.hints.is_empty(), "{}", diagnostic.message);
            diagnostic.code
        }
    }
}

#[test]
fn a_folder_that_is_not_ours() {
    let dir = tempdir().unwrap();
    put(dir.path(), "thesis.txt", "years of work");
    assert_eq!(refused(dir.path(), None), "output-not-ours");
    assert_eq!(refused(&dir.path().join("thesis.txt"), None), "output-is-a-file");
    assert_eq!(refused(&dir.path().join("thesis.txt/public"), None), "output-unwritable");
    // A folder of that name is no sign of us when it is empty.
    fs::create_dir(dir.path().join(".loggia")).unwrap();
    assert_eq!(refused(dir.path(), None), "output-not-ours");
    assert_eq!(tree(dir.path()), of_site(&[("thesis.txt", "years of work")]));
    assert_eq!(fs::read_dir(dir.path().join(".loggia")).unwrap().count(), 0);
}

#[test]
fn the_folders_of_the_site_itself() {
    let site = tempdir().unwrap();
    let root = site.path();
    put(root, "content/site.toml", "");
    for folder in ["", "..", "content", "content/public", "themes", "assets/a/b", "new/../content", "./content/."] {
        assert_eq!(refused(&root.join(folder), Some(root)), "output-in-sources", "{folder}");
    }
    assert_eq!(tree(root), of_site(&[("content/site.toml", "")]));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(root.join("content"), root.join("alias")).unwrap();
        assert_eq!(refused(&root.join("alias/public"), Some(root)), "output-in-sources");
    }
    for folder in ["public", "contents", "public/content"] {
        assert!(Writer::open(&root.join(folder), Some(root)).is_ok(), "{folder}");
    }
}

#[test]
fn a_second_build_at_the_same_time() {
    let dir = built(SMALL);
    let first = Writer::open(dir.path(), None).unwrap();
    write(&first, SMALL);
    assert_eq!(refused(dir.path(), None), "output-busy");
    assert_eq!(first.finish().unwrap().unchanged, 4);
    assert!(Writer::open(dir.path(), None).is_ok());
}

#[test]
fn a_manifest_that_cannot_be_read() {
    for damage in [
        "",
        "loggia-manifest 3 0\n",
        "loggia-manifest 2 1\nabc 1 1 - index.html\n",
        "loggia-manifest 1 1\nabc one 1 - a\n",
    ] {
        let dir = built(SMALL);
        fs::write(dir.path().join(".loggia/manifest"), damage).unwrap();
        assert_eq!(refused(dir.path(), None), "output-manifest");
        assert_eq!(tree(dir.path()), of_site(SMALL));
    }
    let dir = built(SMALL);
    let manifest = dir.path().join(".loggia/manifest");
    let text = fs::read_to_string(&manifest).unwrap();
    for cut in (1..text.len()).step_by(7) {
        fs::write(&manifest, &text[..cut]).unwrap();
        assert_eq!(refused(dir.path(), None), "output-manifest", "cut at {cut}");
    }
}

#[test]
fn bad_paths() {
    let dir = built(SMALL);
    let bad = [
        "",
        "/",
        "/etc/passwd",
        "..",
        "../x",
        "a/../../x",
        "a/./b",
        "a//b",
        "a/",
        "a\0b",
        "a\nb",
        "a\\b",
        ".loggia",
        ".loggia/manifest",
        ".LOGGIA/x",
        "a/.loggia",
    ];
    for path in bad {
        let writer = Writer::open(dir.path(), None).unwrap();
        assert_eq!(writer.file(path, b"x").unwrap_err().code, "output-bad-path", "{path:?}");
        assert_eq!(writer.copy(path, Path::new("x")).unwrap_err().code, "output-bad-path", "{path:?}");
        assert_eq!(writer.finish().unwrap_err().code, "write-failed");
    }
    assert_eq!(tree(dir.path()), of_site(SMALL));
    for path in ["a b", ".nojekyll", "...", "ä/ö.html", ".well-known/x", "a:b"] {
        assert_eq!(build(dir.path(), &[(path, "x")]).created, 1);
    }
}

/// The code and message that a site is refused with; the folder must be as it was.
fn refused_site(dir: &Path, site: Site) -> (&'static str, String) {
    let before = (tree(dir), fs::read(dir.join(".loggia/manifest")).unwrap());
    let writer = Writer::open(dir, None).unwrap();
    let early = site.iter().filter_map(|(path, text)| writer.file(path, text.as_bytes()).err()).next();
    let late = writer.finish().unwrap_err();
    assert_eq!((tree(dir), fs::read(dir.join(".loggia/manifest")).unwrap()), before);
    let said = early.unwrap_or(late);
    (said.code, said.message)
}

#[test]
fn a_foreign_file_in_the_way() {
    let dir = built(&with(SMALL, &[("team/index.html", "team")]));
    put(dir.path(), "CNAME", "example.org");
    put(dir.path(), "team/photo.jpg", "photo");
    fs::create_dir(dir.path().join("empty")).unwrap();
    for (site, named) in [
        (("CNAME", "x"), "CNAME"),
        (("CNAME/x", "x"), "CNAME"),
        (("empty", "x"), "empty"),
        (("team", "x"), "team/photo.jpg"),
    ] {
        let (code, message) = refused_site(dir.path(), &with(SMALL, &[site]));
        assert_eq!(code, "output-foreign-file", "{site:?}");
        assert!(message.contains(&format!("\"{named}\"")), "{message}");
    }
    // Beside them there is room.
    build(dir.path(), &with(SMALL, &[("empty/x", "x"), ("team/y", "y")]));
}

#[test]
fn a_foreign_file_that_came_during_the_build() {
    let dir = built(SMALL);
    let writer = Writer::open(dir.path(), None).unwrap();
    write(&writer, &[("index.html", "new"), ("robots.txt", "ours")]);
    put(dir.path(), "robots.txt", "by hand");
    assert_eq!(writer.finish().unwrap_err().code, "output-foreign-file");
    assert_eq!(tree(dir.path()), of_site(&with(SMALL, &[("robots.txt", "by hand")])));
}

#[test]
fn a_foreign_folder_that_came_in_the_place_of_a_file() {
    let dir = built(SMALL);
    let writer = Writer::open(dir.path(), None).unwrap();
    write(&writer, &[("index.html", "new")]);
    fs::remove_file(dir.path().join("index.html")).unwrap();
    put(dir.path(), "index.html/thesis.txt", "years of work");
    assert_eq!(writer.finish().unwrap_err().code, HALF_WRITTEN);
    let there = fs::read_to_string(dir.path().join("index.html/thesis.txt")).unwrap();
    assert_eq!(there, "years of work");
}

#[cfg(unix)]
#[test]
fn a_foreign_link_in_the_way() {
    let (dir, outside) = (built(SMALL), tempdir().unwrap());
    std::os::unix::fs::symlink(outside.path(), dir.path().join("link")).unwrap();
    assert_eq!(refused_site(dir.path(), &[("link", "x")]).0, "output-foreign-file");
    assert_eq!(refused_site(dir.path(), &[("link/a/b", "x")]).0, "output-foreign-file");
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
}

#[test]
fn one_path_for_two_files() {
    let dir = built(SMALL);
    for site in [
        // New in a new folder, new in an old one, unchanged, changed.
        [("new/a", "1"), ("new/a", "1")],
        [("a", "1"), ("a", "2")],
        [("index.html", "home"), ("index.html", "home")],
        [("index.html", "1"), ("index.html", "2")],
        // A file and a folder, in new folders and in old ones.
        [("new/a", "1"), ("new/a/b", "2")],
        [("index.html", "home"), ("index.html/b", "2")],
        [("projects", "1"), ("projects/one/index.html", "one")],
    ] {
        let writer = Writer::open(dir.path(), None).unwrap();
        let early = site.iter().any(|(path, text)| writer.file(path, text.as_bytes()).is_err());
        let late = writer.finish().unwrap_err();
        assert!(early || late.code == "output-path-twice", "{site:?}: {}", late.message);
        assert_eq!(tree(dir.path()), of_site(SMALL));
    }
}
