//! What becomes of an answer that nobody can take.

#![cfg(target_os = "linux")]

use std::fs::OpenOptions;
use std::process::{Command, Stdio};

use crate::run::{Ran, Site, command};

/// A file on a disk without room.
fn full() -> Stdio {
    OpenOptions::new().write(true).open("/dev/full").expect("Linux has it").into()
}

/// A pipe that nobody reads.
fn closed() -> Stdio {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    writer.into()
}

fn run(command: &mut Command, out: Stdio) -> Ran {
    command.stdout(out).stdin(Stdio::null()).stderr(Stdio::piped()).output().expect("the command runs").into()
}

#[test]
fn an_answer_that_finds_no_room_is_told_of() {
    let site = Site::small();
    for arguments in [&["check"][..], &["build"], &["build", "--verbose"], &["serve", "--port", "0"]] {
        let ran = run(&mut site.command(arguments), full());
        assert_eq!(ran.status, Some(2), "{arguments:?}: {}", ran.err);
        let wanted = "error[no-output]: what this command answers could not be written: the disk is full";
        assert!(ran.err.starts_with(wanted), "{arguments:?}: {}", ran.err);
    }
    assert_eq!(run(&mut command(&["--help"]), full()).status, Some(2));
    // The site itself was written.
    assert!(site.path("dist/index.html").is_file());
}

#[test]
fn whoever_closed_the_pipe_has_read_enough() {
    let site = Site::small();
    for arguments in [["check"], ["build"]] {
        run(&mut site.command(&arguments), closed()).fine();
    }
    run(&mut command(&["--help"]), closed()).fine();
    site.write("content/projects/b.md", "no facts");
    run(&mut site.command(&["check"]), closed()).faulty();
}

#[test]
fn messages_that_find_no_room_change_nothing_else() {
    let site = Site::small();
    site.write("content/projects/b.md", "no facts");
    for arguments in [["check"], ["build"]] {
        let status = site.command(&arguments).stdout(Stdio::null()).stderr(full()).status();
        assert_eq!(status.expect("the command runs").code(), Some(1), "{arguments:?}");
    }
}
