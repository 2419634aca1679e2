//! The benchmark at a small size, so that it can't rot: everybody does equal work, every case runs to its end, and the
//! report has every table. Times are not tested.
//!
//! Nothing is installed here unless `LOGGIA_BENCH_HUGO` is set: to the path of a Hugo, or to `install`.

#[path = "bench/showcase.rs"]
#[expect(dead_code, reason = "the command line is not used here")]
mod showcase;

use std::env;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use showcase::{Arguments, Case, Name};

const CASES: [Case; 5] = [Case::Build, Case::Rebuild, Case::Search, Case::Cards, Case::Serve];

/// Runs the cases for these systems and gives the report.
fn run(only: &[Name], hugo: Option<PathBuf>) -> String {
    let folder = tempfile::tempdir().unwrap();
    let arguments = Arguments::small(folder.path(), only, &CASES, hugo);
    showcase::run(&arguments, None).unwrap()
}

#[test]
fn loggia_does_the_work_that_is_expected_of_it() {
    let report = run(&[Name::Loggia, Name::Gallery, Name::Floor, Name::GalleryFloor], None);
    for row in [
        "| full build | Loggia |",
        "| full build | Loggia ÷ the disk alone |",
        "| full build | Loggia, gallery theme ÷ the disk alone, gallery theme |",
        "| after a new term | Loggia, gallery theme |",
        "| full build with search | Loggia, gallery theme |",
        "| full build with share cards | Loggia, gallery theme |",
        "| loggia serve |",
    ] {
        assert!(report.contains(row), "{row} is missing in:\n{report}");
    }
}

#[test]
fn hugo_does_equal_work() {
    let hugo = env::var_os("LOGGIA_BENCH_HUGO").map(PathBuf::from);
    let install = hugo.as_deref() == Some(Path::new("install"));
    let hugo = match showcase::find_hugo(hugo.filter(|_| !install).as_deref(), install) {
        Ok(hugo) => hugo,
        Err(message) if !install => {
            // Past the test runner, which holds back what a passing test prints.
            let _ = writeln!(
                std::io::stderr(),
                "skipped: the comparison with Hugo: {message}; LOGGIA_BENCH_HUGO=install brings it"
            );
            return;
        }
        Err(message) => panic!("{message}"),
    };
    let report = run(&[Name::Loggia, Name::Hugo, Name::HugoRelated, Name::Floor], Some(hugo));
    for row in ["| full build | Hugo ÷ Loggia |", "| after a template edit | Hugo |", "| hugo server |"] {
        assert!(report.contains(row), "{row} is missing in:\n{report}");
    }
}

/// Were another showcase made on another machine, figures could not be compared.
#[test]
fn the_showcase_is_always_the_same() {
    let folder = tempfile::tempdir().unwrap();
    showcase::write_sites(folder.path(), 40).unwrap();
    let mut marker = loggia::mark::Marker::default();
    let files = walkdir::WalkDir::new(folder.path()).sort_by_file_name();
    for entry in files
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.path().components().any(|part| part.as_os_str() == "content"))
    {
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder.path()).unwrap();
            marker.add(path.to_string_lossy().replace('\\', "/").as_bytes());
            marker.add(&fs::read(entry.path()).unwrap());
        }
    }
    assert_eq!(marker.mark().to_string(), "77d40ffa55f308577365b7456e98a536");
}
