//! The command line: what may be asked for, and how the answer is shown. One file for each command.
//!
//! Exit status: 0 all is well, 1 the site has errors or could not be written or shown, 2 the command was used wrongly, or its answer could not be
//! written.

mod args;
mod build;
mod check;
mod marks;
mod progress;
mod say;
mod serve;
mod show;
mod theme;

use std::ffi::OsString;
use std::io::Write;

use clap::Parser;

use args::{Cli, Command, Format};

/// All is well.
const FINE: u8 = 0;
/// The site has errors, or could not be written or shown.
const FAULTY: u8 = 1;
/// The command was used wrongly, or its answer could not be written.
const MISUSED: u8 = 2;

/// Runs the command and gives its exit status.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            let printed = error.print().and_then(|()| std::io::stdout().flush());
            // Help and version come this way too, and are fine.
            return match (error.use_stderr(), say::written(printed)) {
                (false, Ok(())) => FINE,
                (false, Err(diagnostic)) => {
                    show::all(&[*diagnostic], Format::Human);
                    MISUSED
                }
                (true, _) => MISUSED,
            };
        }
    };
    match cli.command {
        Command::Build(options) => build::run(&options),
        Command::Check(options) => check::run(&options),
        Command::Serve(options) => serve::run(&options),
        Command::Theme(options) => theme::run(&options.command),
    }
}
