//! The benchmark: Loggia, Hugo and the disk alone at the same work, in one run.
//!
//!     cargo bench --bench showcase
//!     cargo bench --bench showcase -- --projects 1000,10000,100000 --runs 5 --cases build
//!
//! Its steps, for each size: write the same showcase as a site of Loggia and one of Hugo (`generate.rs`), build each
//! once, check that they did equal work (`check.rs`, against `expected.rs`), then measure the cases in turn, A B A B
//! (`builds.rs`, `serving.rs`), and print the medians and their ratios as Markdown (`report.rs`).
//!
//! `tests/bench.rs` runs all of it at a small size, so that it can't rot; times are never tested.

mod arguments;
mod body;
mod builds;
mod check;
mod expected;
mod floor;
mod generate;
mod hugo;
mod machine;
mod measure;
mod phrases;
mod project;
mod random;
mod report;
mod serving;
mod systems;
mod words;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

pub use arguments::{Arguments, Case};
use expected::Expected;
pub use hugo::find as find_hugo;
use report::Results;
pub use systems::Name;
use systems::Systems;

/// What went wrong, in words.
pub type Outcome<T> = Result<T, String>;

fn main() -> ExitCode {
    let mut words = std::env::args_os().skip(1);
    match words.next() {
        Some(word) if word == floor::FLAG => return floor::main(words),
        Some(word) if word == measure::FLAG => return measure::main(words),
        _ => {}
    }
    let arguments = Arguments::parse();
    let done = std::env::current_exe().map_err(|error| error.to_string()).and_then(|own| run(&arguments, Some(own)));
    if let Ok(report) = &done {
        println!("{report}");
    }
    say("taking away what was written");
    match done.and(tidy(&arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// Everything; the report comes back. `own` is the benchmark's executable, which measures from a process of its own.
pub fn run(arguments: &Arguments, own: Option<PathBuf>) -> Outcome<String> {
    let hugo = match arguments.wants(Name::Hugo) || arguments.wants(Name::HugoRelated) {
        true => Some(hugo::find(arguments.hugo.as_deref(), arguments.install)?),
        false => None,
    };
    let loggia = arguments.loggia.clone().unwrap_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_loggia")));
    let mut results = Results::new(machine::facts(), systems::versions(&loggia, hugo.as_deref())?, arguments);
    for projects in arguments.sizes() {
        let folder = arguments.folder().join(projects.to_string());
        let systems = Systems::new(&folder, &loggia, hugo.as_deref(), own.as_deref(), arguments);
        one_size(projects, &systems, arguments, &mut results)?;
    }
    Ok(results.markdown())
}

/// Takes away what [`run`] wrote. Not between the sizes (see `Systems::set_aside`), and not before the report is told:
/// with a million files it takes minutes.
pub fn tidy(arguments: &Arguments) -> Outcome<()> {
    arguments.sizes().into_iter().try_for_each(|projects| {
        let folder = arguments.folder().join(projects.to_string());
        remove(&if arguments.keep.is_some() { folder.join(systems::ASIDE) } else { folder })
    })
}

/// The sites alone, as Loggia and Hugo get them.
pub fn write_sites(folder: &Path, projects: usize) -> std::io::Result<()> {
    generate::loggia(&folder.join("loggia"), projects, "bench")?;
    generate::hugo(&folder.join("hugo"), projects)
}

fn one_size(projects: usize, systems: &Systems, arguments: &Arguments, results: &mut Results) -> Outcome<()> {
    remove(&systems.folder)?;
    machine::check_room(&systems.folder, projects, arguments.runs())?;
    say(&format!("{projects} projects: writing the sites"));
    systems.generate(projects)?;
    // One build that isn't measured: the sources are in memory then, and there is something to check.
    let expected = Expected::new(projects);
    let sizes = builds::first(systems, &expected)?;
    results.checked(projects, &sizes);
    if arguments.has(Case::Build) {
        builds::from_nothing(systems, arguments.runs(), results)?;
    }
    if arguments.has(Case::Rebuild) {
        builds::again(systems, arguments.runs(), results)?;
    }
    if arguments.has(Case::Search) {
        builds::with(&builds::SEARCH, systems, arguments.runs(), results)?;
    }
    if arguments.has(Case::Cards) {
        builds::with(&builds::CARDS, systems, arguments.runs(), results)?;
    }
    if arguments.has(Case::Serve) {
        serving::measure(systems, arguments.runs(), arguments.edits(), results)?;
    }
    Ok(())
}

fn remove(folder: &Path) -> Outcome<()> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(format!("{}: {error}", folder.display())),
        _ => Ok(()),
    }
}

/// Tells what is going on; the report alone goes to stdout.
fn say(message: &str) {
    eprintln!("  {message}");
}

/// What went wrong with a file or folder.
fn at(path: &Path) -> impl Fn(std::io::Error) -> String + '_ {
    move |error| format!("{}: {error}", path.display())
}
