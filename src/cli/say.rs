//! What a command answers, on stdout and beside its messages. A terminal may be gone and a disk full: that is no
//! reason to panic.

use std::io::{self, ErrorKind, Write};

use super::args::Format;
use super::{MISUSED, show};
use crate::diagnostic::Diagnostic;

pub const NO_OUTPUT: &str = "no-output";

/// Writes `text` to stdout.
pub fn out(text: &str) -> Result<(), Box<Diagnostic>> {
    let mut stdout = anstream::stdout().lock();
    written(stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()))
}

/// What to say of an answer that could not be written. Whoever closed the pipe, such as `head`, has read enough.
pub fn written(result: io::Result<()>) -> Result<(), Box<Diagnostic>> {
    let Err(error) = result else { return Ok(()) };
    if error.kind() == ErrorKind::BrokenPipe {
        return Ok(());
    }
    let reason = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        _ => error.to_string(),
    };
    let message = format!("what this command answers could not be written: {reason}");
    Err(Box::new(
        Diagnostic::error(NO_OUTPUT, message)
            .hint("name another file after \">\", or leave the \">\" out to read the answer here"),
    ))
}

/// Ends a command: its answer goes to stdout, and its status is `status` unless that failed.
pub fn last(text: &str, format: Format, status: u8) -> u8 {
    match out(text) {
        Ok(()) => status,
        Err(diagnostic) => {
            show::all(&[*diagnostic], format);
            MISUSED
        }
    }
}

/// Writes a line beside the messages, to stderr.
pub fn beside(text: &str) {
    // With stderr closed there is nobody left to tell.
    let _ = writeln!(anstream::stderr().lock(), "{text}");
}
