//! The `loggia` command: the library does the work.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(loggia::cli::run(std::env::args_os()))
}
