//! Every `tests/cases/**/*.txt` is a small site and what is expected of it; `tests/cases/README.md` tells how to
//! write one. `UPDATE=1 cargo test --test cases` rewrites the expected messages and routes.

#[path = "support/case.rs"]
mod case;
#[path = "support/expect.rs"]
mod expect;
#[path = "support/html.rs"]
mod html;
#[path = "support/invariants.rs"]
mod invariants;
#[path = "support/json_ld.rs"]
mod json_ld;
#[path = "support/refused.rs"]
mod refused;
#[path = "support/site.rs"]
mod site;
#[path = "support/update.rs"]
mod update;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};

fn main() -> ExitCode {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut trials = vec![Trial::test("the runner refuses what is no case", || Ok(refused::check()?))];
    for entry in walkdir::WalkDir::new(&folder).sort_by_file_name().into_iter().filter_map(Result::ok) {
        let path = entry.into_path();
        if path.extension().is_some_and(|ending| ending == "txt") {
            let name = path.strip_prefix(&folder).unwrap_or(&path).with_extension("");
            let name = name.to_string_lossy().replace('\\', "/");
            trials.push(Trial::test(name, move || run(&path)));
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn run(path: &PathBuf) -> Result<(), Failed> {
    let (case, text) = case::Case::read(path)?;
    let mut outcome = site::run(&case)?;
    let mut case = case;
    if std::env::var_os("UPDATE").is_some() {
        let fresh = update::updated(&text, &case, &outcome);
        if fresh != text {
            std::fs::write(path, &fresh)?;
            case = case::Case::parse(&fresh)?;
            outcome = site::run(&case)?;
        }
    }
    let problems = expect::compare(&case, &outcome);
    if problems.is_empty() { Ok(()) } else { Err(problems.join("\n").into()) }
}
