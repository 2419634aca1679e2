//! Writing a site, seen from outside: what is in the output folder after a build.
//!
//! Start at [`build`] and [`tree`] below, which nearly every test is made of. The tests of what must be refused are
//! in `write/refused.rs`, those of builds that are killed or fail in `write/killed.rs`.

#[path = "write/killed.rs"]
mod killed;
#[path = "write/refused.rs"]
mod refused;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use loggia::write::{Summary, Writer};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use tempfile::{TempDir, tempdir};

type Site<'a> = &'a [(&'a str, &'a str)];

const SMALL: Site = &[
    ("index.html", "home"),
    ("assets/style.css", "body {}"),
    ("projects/one/index.html", "one"),
    ("projects/two/index.html", "two"),
];

fn write(writer: &Writer, site: Site) {
    for (path, text) in site {
        writer.file(path, text.as_bytes()).unwrap();
    }
}

fn build(dir: &Path, site: Site) -> Summary {
    let writer = Writer::open(dir, None).unwrap();
    assert!(!writer.recovered());
    write(&writer, site);
    writer.finish().unwrap()
}

fn built(site: Site) -> TempDir {
    let dir = tempdir().unwrap();
    build(dir.path(), site);
    dir
}

/// All that is in a folder but not ours: files with their text, folders with a slash at the end, links with an arrow.
fn tree(dir: &Path) -> BTreeMap<String, String> {
    let all = walkdir::WalkDir::new(dir).min_depth(1).into_iter().filter_entry(|entry| entry.file_name() != ".loggia");
    let mut tree = BTreeMap::new();
    for entry in all.map(Result::unwrap) {
        let path = entry.path().strip_prefix(dir).unwrap().to_str().unwrap().to_owned();
        let kind = entry.file_type();
        if kind.is_dir() {
            tree.insert(path + "/", String::new());
        } else if kind.is_symlink() {
            tree.insert(path + " ->", fs::read_link(entry.path()).unwrap().display().to_string());
        } else {
            tree.insert(path, fs::read_to_string(entry.path()).unwrap());
        }
    }
    tree
}

fn of_site(site: Site) -> BTreeMap<String, String> {
    let mut tree = BTreeMap::new();
    for (path, text) in site {
        tree.extend(path.match_indices('/').map(|(at, _)| (path[..=at].to_owned(), String::new())));
        tree.insert((*path).to_owned(), (*text).to_owned());
    }
    tree
}

fn with<'a>(site: Site<'a>, more: Site<'a>) -> Vec<(&'a str, &'a str)> {
    site.iter().chain(more).copied().collect()
}

/// Makes a file by hand, as old as it gets, so that a later change is sure to bear another time.
fn put(dir: &Path, path: &str, text: &str) {
    let path = dir.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, text).unwrap();
    age(&path);
}

fn age(path: &Path) {
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    fs::File::options().write(true).open(path).unwrap().set_modified(long_ago).unwrap();
}

fn mtimes(dir: &Path) -> BTreeMap<String, SystemTime> {
    let all = walkdir::WalkDir::new(dir).min_depth(1).into_iter().map(Result::unwrap);
    all.filter(|entry| entry.path().parent() != Some(dir) || entry.file_name() != ".loggia")
        .map(|entry| (entry.path().display().to_string(), entry.metadata().unwrap().modified().unwrap()))
        .collect()
}

#[test]
fn a_first_build_writes_everything() {
    let dir = tempdir().unwrap();
    let deep = dir.path().join("made/on/the/way");
    assert_eq!(build(&deep, SMALL), Summary { created: 4, bytes: 17, ..Summary::default() });
    assert_eq!(tree(&deep), of_site(SMALL));
}

#[test]
fn a_build_with_nothing_new_touches_nothing() {
    let dir = built(SMALL);
    let before = mtimes(dir.path());
    assert_eq!(build(dir.path(), SMALL), Summary { unchanged: 4, bytes: 17, ..Summary::default() });
    assert_eq!(mtimes(dir.path()), before);
}

#[test]
fn only_what_differs_is_written_and_what_is_stale_goes_with_its_folder() {
    let dir = built(&with(SMALL, &[("old/deep/down/a.html", "a"), ("old/b.html", "b")]));
    put(dir.path(), "old/mine.txt", "mine");
    let before = mtimes(dir.path());
    let next = &[
        ("index.html", "home"),
        ("assets/style.css", "p {}"),
        ("projects/one/index.html", "one"),
        ("projects/three/index.html", "three"),
        ("projects/one/photos/a.txt", "a"),
    ];
    assert_eq!(build(dir.path(), next), Summary { created: 2, changed: 1, unchanged: 2, removed: 3, bytes: 17 });
    assert_eq!(tree(dir.path()), of_site(&with(next, &[("old/mine.txt", "mine")])));
    let same = dir.path().join("projects/one/index.html").display().to_string();
    assert_eq!(mtimes(dir.path())[&same], before[&same]);
}

#[test]
fn what_was_put_there_by_hand_stays() {
    let dir = built(SMALL);
    put(dir.path(), "CNAME", "example.org");
    put(dir.path(), "projects/notes.txt", "notes");
    fs::create_dir_all(dir.path().join("empty/inside")).unwrap();
    build(dir.path(), &[("index.html", "alone")]);
    let mut rest = of_site(&[
        ("index.html", "alone"),
        ("CNAME", "example.org"),
        ("projects/notes.txt", "notes"),
        ("empty/inside/", ""),
    ]);
    rest.insert("empty/".to_owned(), String::new());
    assert_eq!(tree(dir.path()), rest);
}

#[test]
fn what_was_changed_or_deleted_by_hand_is_put_right() {
    let dir = built(SMALL);
    fs::write(dir.path().join("index.html"), "HOME").unwrap();
    fs::write(dir.path().join("assets/style.css"), "longer than before").unwrap();
    fs::remove_dir_all(dir.path().join("projects/one")).unwrap();
    assert_eq!(build(dir.path(), SMALL), Summary { created: 1, changed: 2, unchanged: 1, bytes: 17, removed: 0 });
    assert_eq!(tree(dir.path()), of_site(SMALL));
}

#[test]
fn a_file_with_another_time_but_the_same_text_is_not_written() {
    let dir = built(SMALL);
    age(&dir.path().join("index.html"));
    let of_page = || fs::metadata(dir.path().join("index.html")).unwrap().modified().unwrap();
    let before = of_page();
    assert_eq!(build(dir.path(), SMALL).unchanged, 4);
    assert_eq!(of_page(), before);
}

/// Its marks were of another kind, so that files are compared by what is in them.
#[test]
fn the_list_of_an_older_loggia_says_which_files_are_ours() {
    let dir = built(&with(SMALL, &[("old.html", "old")]));
    let before = mtimes(dir.path());
    let manifest = dir.path().join(".loggia/manifest");
    let mark = "0".repeat(64);
    let lines: String = fs::read_to_string(&manifest)
        .unwrap()
        .lines()
        .skip(1)
        .map(|line| {
            let parts: Vec<&str> = line.splitn(5, ' ').collect();
            format!("{mark} {} {} - {}\n", parts[1], parts[2], parts[4])
        })
        .collect();
    fs::write(&manifest, format!("loggia-manifest 1 5 {mark}\n{lines}")).unwrap();
    assert_eq!(build(dir.path(), SMALL), Summary { unchanged: 4, removed: 1, bytes: 17, ..Summary::default() });
    assert_eq!(tree(dir.path()), of_site(SMALL));
    let site_only = |path: &String| !path.contains("/.loggia");
    assert!(mtimes(dir.path()).iter().filter(|(path, _)| site_only(path)).all(|(path, time)| before[path] == *time));
}

#[test]
fn a_file_may_become_a_folder_and_a_folder_a_file() {
    let first: Site = &[("about", "file"), ("team/a/x.html", "x"), ("team/y.html", "y"), ("z", "z")];
    let next: Site = &[("about/index.html", "folder"), ("team", "file"), ("z/1/2/3", "deep")];
    let dir = built(first);
    assert_eq!(build(dir.path(), next), Summary { created: 3, removed: 4, bytes: 14, ..Summary::default() });
    assert_eq!(tree(dir.path()), of_site(next));
    build(dir.path(), first);
    assert_eq!(tree(dir.path()), of_site(first));
}

#[test]
fn a_writer_that_is_dropped_leaves_the_old_site() {
    let dir = built(SMALL);
    let before = (mtimes(dir.path()), fs::read(dir.path().join(".loggia/manifest")).unwrap());
    let writer = Writer::open(dir.path(), None).unwrap();
    write(&writer, &[("index.html", "other"), ("new/page.html", "new")]);
    drop(writer);
    assert_eq!((mtimes(dir.path()), fs::read(dir.path().join(".loggia/manifest")).unwrap()), before);
    assert!(!dir.path().join(".loggia/staging").exists());
    assert_eq!(build(dir.path(), SMALL).unchanged, 4);
}

#[test]
fn a_writer_that_is_dropped_removes_the_folders_it_made() {
    let dir = tempdir().unwrap();
    let writer = Writer::open(&dir.path().join("a/b"), None).unwrap();
    write(&writer, SMALL);
    drop(writer);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    // The folder was there already, only our own in it was made.
    drop(Writer::open(dir.path(), None).unwrap());
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
}

#[test]
fn an_empty_site_is_a_site() {
    let dir = built(&[]);
    put(dir.path(), "CNAME", "example.org");
    build(dir.path(), SMALL);
    build(dir.path(), &[]);
    assert_eq!(tree(dir.path()), of_site(&[("CNAME", "example.org")]));
}

#[test]
fn many_threads_may_write_at_once() {
    let dir = tempdir().unwrap();
    let path = |n: usize| format!("{}/{}/page-{n}.html", n % 7, n % 50);
    for generation in ["first", "second"] {
        let writer = Writer::open(dir.path(), None).unwrap();
        (0..1500_usize).into_par_iter().for_each(|n| {
            writer.file(&path(n), format!("{generation} {}", if n % 3 == 0 { 0 } else { n }).as_bytes()).unwrap();
        });
        let summary = writer.finish().unwrap();
        assert_eq!(summary.created + summary.changed, 1500);
    }
    for n in 0..1500 {
        let text = fs::read_to_string(dir.path().join(path(n))).unwrap();
        assert_eq!(text, format!("second {}", if n % 3 == 0 { 0 } else { n }));
    }
}

fn copy(dir: &Path, path: &str, from: &Path) -> Summary {
    let writer = Writer::open(dir, None).unwrap();
    writer.copy(path, from).unwrap();
    writer.finish().unwrap()
}

#[test]
fn a_copy_follows_its_source() {
    let (dir, sources) = (tempdir().unwrap(), tempdir().unwrap());
    put(sources.path(), "one.svg", "<svg>1</svg>");
    put(sources.path(), "two.svg", "<svg>2</svg>");
    let (one, two) = (sources.path().join("one.svg"), sources.path().join("two.svg"));
    let there = || fs::read_to_string(dir.path().join("img/logo.svg")).unwrap();

    assert_eq!(copy(dir.path(), "img/logo.svg", &one).created, 1);
    assert_eq!(there(), "<svg>1</svg>");
    assert_eq!(copy(dir.path(), "img/logo.svg", &one).unchanged, 1);
    // Another source of the same size and time.
    assert_eq!(copy(dir.path(), "img/logo.svg", &two).changed, 1);
    assert_eq!(there(), "<svg>2</svg>");
    // A source that was written anew with the same text.
    fs::write(&two, "<svg>2</svg>").unwrap();
    assert_eq!(copy(dir.path(), "img/logo.svg", &two).unchanged, 1);
    // The copy was changed, its source was not.
    put(dir.path(), "img/logo.svg", "<svg>X</svg>");
    assert_eq!(copy(dir.path(), "img/logo.svg", &two).changed, 1);
    assert_eq!(there(), "<svg>2</svg>");
    // A large one, in more than one go.
    let large = "0123456789".repeat(40_000);
    put(sources.path(), "large.bin", &large);
    assert_eq!(copy(dir.path(), "img/logo.svg", &sources.path().join("large.bin")).bytes, 400_000);
    assert_eq!(there(), large);
}

#[cfg(unix)]
#[test]
fn a_source_with_new_text_of_the_same_size_and_time_is_noticed() {
    let (dir, sources) = (tempdir().unwrap(), tempdir().unwrap());
    put(sources.path(), "logo.svg", "<svg>1</svg>");
    let from = sources.path().join("logo.svg");
    copy(dir.path(), "logo.svg", &from);
    put(sources.path(), "logo.svg", "<svg>2</svg>");
    assert_eq!(copy(dir.path(), "logo.svg", &from).changed, 1);
    assert_eq!(fs::read_to_string(dir.path().join("logo.svg")).unwrap(), "<svg>2</svg>");
}

#[cfg(unix)]
#[test]
fn links_in_the_place_of_our_files_are_replaced_and_never_followed() {
    use std::os::unix::fs::symlink;
    let (dir, outside) = (built(SMALL), tempdir().unwrap());
    put(outside.path(), "one/index.html", "precious");
    put(outside.path(), "file", "precious");
    let before = tree(outside.path());
    let relink = |target: &Path, at: &str| {
        let at = dir.path().join(at);
        fs::remove_dir_all(&at).or_else(|_| fs::remove_file(&at)).unwrap();
        symlink(target, at).unwrap();
    };

    relink(outside.path(), "projects");
    relink(&outside.path().join("file"), "index.html");
    build(dir.path(), SMALL);
    assert_eq!(tree(dir.path()), of_site(SMALL));

    // A stale file behind a link is not ours any more; a link in the place of one is.
    relink(outside.path(), "projects");
    relink(&outside.path().join("file"), "index.html");
    let rest: Site = &[("assets/style.css", "body {}")];
    build(dir.path(), rest);
    let mut left = of_site(rest);
    left.insert("projects ->".to_owned(), outside.path().display().to_string());
    assert_eq!(tree(dir.path()), left);
    assert_eq!(tree(outside.path()), before);
}
