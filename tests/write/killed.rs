//! Builds that are killed at any step, and disks that fail: what the next build finds, and makes of it.
//!
//! Start at [`killed_at_every_step`], which lays out by hand every state that a commit goes through.
//! [`killed_for_real`] starts this test program anew as a child, and kills it.

use std::env;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;

use super::*;
use loggia::write::HALF_WRITTEN;

const OLD: Site = &[
    ("index.html", "home"),
    ("same.html", "same"),
    ("about", "a file"),
    ("team/x.html", "x"),
    ("old/deep/a.html", "a"),
    ("old/b.html", "b"),
];
const NEW: Site = &[
    ("index.html", "HOME"),
    ("same.html", "same"),
    ("about/index.html", "a folder"),
    ("team", "a file"),
    ("new/deep/a.html", "a"),
    ("new/b.html", "b"),
];
/// Wants some files of each, and others with the size they have there but another text.
const NEXT: Site =
    &[("index.html", "Home"), ("about/index.html", "A FOLDER"), ("old/b.html", "B"), ("new/b.html", "b"), ("z", "z")];

#[test]
fn killed_at_every_step() {
    let new = built(NEW);
    let steps: [&dyn Fn(&Path); 11] = [
        &|_| {},
        &|dir| fs::write(dir.join("index.html"), "HOME").unwrap(),
        &|dir| fs::remove_file(dir.join("about")).unwrap(),
        &|dir| put(dir, "about/index.html", "a folder"),
        &|dir| fs::remove_file(dir.join("team/x.html")).unwrap(),
        &|dir| fs::remove_dir(dir.join("team")).unwrap(),
        &|dir| put(dir, "team", "a file"),
        &|dir| [("new/deep/a.html", "a"), ("new/b.html", "b")].iter().for_each(|(path, text)| put(dir, path, text)),
        &|dir| fs::remove_file(dir.join("old/deep/a.html")).unwrap(),
        &|dir| fs::remove_file(dir.join("old/b.html")).unwrap(),
        &|dir| fs::remove_dir_all(dir.join("old")).unwrap(),
    ];
    for killed_after in 1..=steps.len() {
        for next in [OLD, NEW, NEXT, &[]] {
            let dir = built(OLD);
            put(dir.path(), "CNAME", "example.org");
            put(dir.path(), ".loggia/staging/tree/index.html", "left behind");
            fs::copy(new.path().join(".loggia/manifest"), dir.path().join(".loggia/journal")).unwrap();
            steps[..killed_after].iter().for_each(|step| step(dir.path()));
            let half = tree(dir.path());

            // The next build gives up: nothing changes, and the one after it still knows.
            let writer = Writer::open(dir.path(), None).unwrap();
            assert!(writer.recovered());
            write(&writer, next);
            drop(writer);
            assert_eq!(tree(dir.path()), half);

            let writer = Writer::open(dir.path(), None).unwrap();
            assert!(writer.recovered());
            write(&writer, next);
            writer.finish().unwrap();
            assert_eq!(
                tree(dir.path()),
                of_site(&with(next, &[("CNAME", "example.org")])),
                "after step {killed_after}"
            );
            assert!(!dir.path().join(".loggia/staging").exists());
            assert_eq!(build(dir.path(), next).unchanged, next.len());
        }
    }
}

#[test]
fn killed_while_it_put_a_killed_build_right() {
    // The third build wants what neither of the killed ones wanted, and is stopped by a file put in its way by hand.
    let (dir, new) = (built(OLD), built(NEW));
    fs::copy(new.path().join(".loggia/manifest"), dir.path().join(".loggia/journal")).unwrap();
    put(dir.path(), "new/b.html", "b");
    let writer = Writer::open(dir.path(), None).unwrap();
    write(&writer, &[("index.html", "third"), ("third/x.html", "x")]);
    block(dir.path(), "index.html");
    assert_eq!(writer.finish().unwrap_err().code, HALF_WRITTEN);
    unblock(dir.path(), "index.html");

    // Files of all three generations are known.
    let writer = Writer::open(dir.path(), None).unwrap();
    assert!(writer.recovered());
    write(&writer, &[("fourth.html", "4")]);
    writer.finish().unwrap();
    assert_eq!(tree(dir.path()), of_site(&[("fourth.html", "4")]));
}

#[test]
fn killed_before_anything_was_in_place() {
    for left in [&[][..], &["lock"], &["lock", "staging/tree/index.html"], &["lock", "staging/0/1", "journal.new"]] {
        let dir = tempdir().unwrap();
        fs::create_dir(dir.path().join(".loggia")).unwrap();
        left.iter().for_each(|file| put(&dir.path().join(".loggia"), file, "left behind"));
        build(dir.path(), SMALL);
        assert_eq!(tree(dir.path()), of_site(SMALL));
    }
}

#[test]
fn a_damaged_journal_is_one_all_the_same() {
    let dir = built(SMALL);
    fs::write(dir.path().join(".loggia/journal"), "loggia-mani").unwrap();
    // What the manifest notes of a file may be so, and its text another all the same.
    let page = dir.path().join("index.html");
    let noted = fs::metadata(&page).unwrap().modified().unwrap();
    fs::write(&page, "HOME").unwrap();
    fs::File::options().write(true).open(&page).unwrap().set_modified(noted).unwrap();
    let writer = Writer::open(dir.path(), None).unwrap();
    assert!(writer.recovered());
    write(&writer, SMALL);
    assert_eq!(writer.finish().unwrap(), Summary { changed: 1, unchanged: 3, bytes: 17, ..Summary::default() });
    assert_eq!(tree(dir.path()), of_site(SMALL));
}

/// A folder where the writer expects its own file: that stops anybody, even one who may do everything.
fn block(dir: &Path, path: &str) {
    fs::remove_file(dir.join(path)).unwrap();
    put(dir, &format!("{path}/in the way"), "");
}

fn unblock(dir: &Path, path: &str) {
    fs::remove_dir_all(dir.join(path)).unwrap();
}

#[test]
fn an_error_while_files_are_moved_is_put_right_by_the_next_build() {
    let dir = built(SMALL);
    let next: Site = &[("index.html", "HOME"), ("assets/style.css", "p {}"), ("projects/one/index.html", "one")];
    let writer = Writer::open(dir.path(), None).unwrap();
    write(&writer, next);
    block(dir.path(), "index.html");
    let said = writer.finish().unwrap_err();
    assert_eq!(said.code, HALF_WRITTEN);
    assert!(said.message.contains("index.html"), "{}", said.message);
    assert!(said.hints.iter().any(|hint| hint.contains("half old, half new")));

    // It cannot be put right while that is in the way, and says so before it changes anything.
    let writer = Writer::open(dir.path(), None).unwrap();
    assert!(writer.recovered());
    assert_eq!(writer.file("index.html", b"HOME").unwrap_err().code, "output-foreign-file");
    drop(writer);
    unblock(dir.path(), "index.html");

    let writer = Writer::open(dir.path(), None).unwrap();
    assert!(writer.recovered());
    write(&writer, next);
    writer.finish().unwrap();
    assert_eq!(tree(dir.path()), of_site(next));
    assert_eq!(build(dir.path(), next).unchanged, 3);
}

#[test]
fn a_source_that_cannot_be_read_leaves_the_old_site() {
    let dir = built(SMALL);
    for from in [dir.path().join("assets"), dir.path().join("not there")] {
        let writer = Writer::open(dir.path(), None).unwrap();
        write(&writer, &[("index.html", "new")]);
        let said = writer.copy("logo.svg", &from).unwrap_err();
        assert_eq!(said.code, "write-failed");
        assert!(said.message.contains(from.to_str().unwrap()), "{}", said.message);
        assert_eq!(writer.finish().unwrap_err().code, "write-failed");
        assert_eq!(tree(dir.path()), of_site(SMALL));
    }
}

const ROLE: &str = "LOGGIA_TEST_CHILD";

/// Runs [`child`] of this program anew; with `shell`, through a shell that does that first.
fn start(dir: &Path, role: &str, shell: Option<&str>) -> Child {
    let me = env::current_exe().unwrap();
    let mut command = match shell {
        Some(script) => {
            let mut command = Command::new("sh");
            command.args(["-c", &format!("{script} exec \"$@\""), "sh"]).arg(me);
            command
        }
        None => Command::new(me),
    };
    command.args(["--exact", "killed::child", "--nocapture"]);
    command.env(ROLE, role).current_dir(dir).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// Not a test by itself: what the tests below run as another program, by the role they give it.
#[test]
fn child() {
    let Ok(role) = env::var(ROLE) else { return };
    let out = PathBuf::from("out");
    if role == "generations" {
        for generation in 0.. {
            let writer = Writer::open(&out, None).unwrap();
            write_generation(&writer, generation);
            writer.finish().unwrap();
        }
    }
    if role == "reads" {
        put(Path::new("."), "photo.jpg", &"x".repeat(1_000_000));
        copy(&out, "photo.jpg", Path::new("photo.jpg"));
        let before = bytes_read();
        assert_eq!(copy(&out, "photo.jpg", Path::new("photo.jpg")).unchanged, 1);
        assert!(bytes_read() - before < 500_000);
        return;
    }
    // A disk on which the old site fits and the new one does not.
    let large = "x".repeat(3_000_000);
    build(&out, SMALL);
    let writer = Writer::open(&out, None).unwrap();
    write(&writer, &[("index.html", "new")]);
    let said = writer.file("large.html", large.as_bytes()).unwrap_err();
    assert_eq!(said.code, role);
    assert!(said.message.contains("large.html"));
    let said = writer.copy("copy.html", &env::current_exe().unwrap()).unwrap_err();
    assert_eq!(said.code, role);
    assert_eq!(writer.finish().unwrap_err().code, "write-failed");
    assert_eq!(tree(&out), of_site(SMALL));
    assert_eq!(build(&out, SMALL).unchanged, 4);
}

/// By this program so far. Linux only.
fn bytes_read() -> u64 {
    let all = fs::read_to_string("/proc/self/io").unwrap();
    all.lines().find_map(|line| line.strip_prefix("rchar: ")).unwrap().parse().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn a_source_that_did_not_change_is_not_read() {
    let place = tempdir().unwrap();
    assert!(start(place.path(), "reads", None).wait().unwrap().success());
}

fn write_generation(writer: &Writer, generation: usize) {
    let text = format!("generation {generation}");
    (0..300_usize).into_par_iter().for_each(|n| {
        // Some files stay, some are in every second generation, some lie in a folder of their generation.
        writer.file(&format!("stays/{}/{n}.html", n % 20), text.as_bytes()).unwrap();
        writer.file(&format!("turn-{}/{}/{n}.html", generation % 2, n % 20), text.as_bytes()).unwrap();
    });
    writer.file(&format!("only-{generation}/x.html"), text.as_bytes()).unwrap();
}

#[test]
fn killed_for_real() {
    let place = tempdir().unwrap();
    let out = place.path().join("out");
    let (mut whole, mut half) = (0, 0);
    for round in 0..24_u64 {
        let mut child = start(place.path(), "generations", None);
        // Half of them wait for a journal, so that they hit a build that moves its files.
        if round % 2 == 0 {
            sleep(Duration::from_millis(20 + 9 * round));
        } else {
            let journal = out.join(".loggia/journal");
            (0..5000).find(|_| {
                sleep(Duration::from_micros(300));
                journal.exists()
            });
            sleep(Duration::from_micros(150 * round));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        if !out.join(".loggia").exists() {
            continue;
        }
        let journal = out.join(".loggia/journal").exists();
        let writer = Writer::open(&out, None).unwrap();
        assert_eq!(writer.recovered(), journal);
        let there = tree(&out);
        if journal {
            half += 1;
        } else {
            whole += 1;
            let mut texts: Vec<&String> = there.values().filter(|text| !text.is_empty()).collect();
            assert!(texts.is_empty() || texts.len() == 601, "{} files", texts.len());
            texts.dedup();
            assert!(texts.len() <= 1, "{texts:?}");
        }
        if round % 3 == 0 {
            // Left as it is for the next child to put right.
            drop(writer);
            continue;
        }
        write_generation(&writer, 1_000_000);
        writer.finish().unwrap();
        let there = tree(&out);
        assert_eq!(there.values().filter(|text| *text == "generation 1000000").count(), 601);
        assert_eq!(there.values().filter(|text| !text.is_empty()).count(), 601);
        assert_eq!(there.len(), 601 + 2 * 21 + 1);
    }
    assert!(whole > 0 && half > 0, "{whole} killed with a whole site, {half} with a half-written one");
}

#[cfg(unix)]
#[test]
fn a_file_larger_than_allowed_leaves_the_old_site() {
    let place = tempdir().unwrap();
    // Without the trap the system would end the program instead of telling it.
    let status = start(place.path(), "write-failed", Some("trap '' XFSZ; ulimit -f 2000;")).wait().unwrap();
    assert!(status.success());
}

/// Needs a system where everybody may mount a small disk of their own; passes elsewhere.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_old_site() {
    let mount = "mount -t tmpfs -o size=2m tmpfs . 2>/dev/null && cd \"$PWD\"";
    let may = ["-c", &format!("exec unshare -rm sh -c 'cd /tmp && {mount}'")];
    if !Command::new("sh").args(may).stderr(Stdio::null()).status().is_ok_and(|status| status.success()) {
        return;
    }
    let place = tempdir().unwrap();
    let script = format!("exec unshare -rm sh -c '{mount} && exec \"$@\"' sh \"$@\";");
    assert!(start(place.path(), "disk-full", Some(&script)).wait().unwrap().success());
}
