//! Runs a command and tells what it cost: time, processor time of all its threads, the most memory it had.
//!
//! Linux counts the memory of the process that starts a command as the command's own until it becomes another program.
//! So this process, which has read whole sites to check them, doesn't start what it measures: it starts itself with
//! `--measure`, and that small process starts the command.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::mem::MaybeUninit;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use super::{Outcome, at};

pub const FLAG: &str = "--measure";

/// What one run cost.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sample {
    /// Seconds.
    pub wall: f64,
    /// Seconds.
    pub cpu: f64,
    /// MiB.
    pub memory: f64,
}

/// Runs `program` once what was written before is on the disk. Without `own`, this process starts it.
pub fn run(own: Option<&Path>, result: &Path, program: &Path, words: &[OsString]) -> Outcome<Sample> {
    #[cfg(unix)]
    // SAFETY: takes nothing, gives nothing, can't fail.
    unsafe {
        libc::sync();
    }
    let Some(own) = own else { return child(program, words) };
    let status = Command::new(own).arg(FLAG).arg(result).arg(program).args(words).status().map_err(at(own))?;
    if !status.success() {
        return Err(format!("{} failed", program.display()));
    }
    let text = fs::read_to_string(result).map_err(at(result))?;
    let mut numbers = text.split_whitespace().filter_map(|number| number.parse().ok());
    let mut next = || numbers.next().ok_or_else(|| format!("{} holds no measurements", result.display()));
    Ok(Sample { wall: next()?, cpu: next()?, memory: next()? })
}

/// `--measure RESULT PROGRAM …`
pub fn main(mut words: impl Iterator<Item = OsString>) -> ExitCode {
    let (Some(result), Some(program)) = (words.next().map(PathBuf::from), words.next().map(PathBuf::from)) else {
        return ExitCode::FAILURE;
    };
    let written = child(&program, &words.collect::<Vec<_>>()).and_then(|sample| {
        fs::write(&result, format!("{} {} {}\n", sample.wall, sample.cpu, sample.memory)).map_err(at(&result))
    });
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// Starts a command and waits for its end.
fn child(program: &Path, words: &[OsString]) -> Outcome<Sample> {
    let started = Instant::now();
    let child = Command::new(program).args(words).stdin(Stdio::null()).stdout(Stdio::null()).spawn();
    let child = child.map_err(at(program))?;
    let (succeeded, cpu, memory) = wait(child).map_err(at(program))?;
    let wall = started.elapsed().as_secs_f64();
    if succeeded { Ok(Sample { wall, cpu, memory }) } else { Err(format!("{} failed", program.display())) }
}

/// Whether it succeeded, its processor time in seconds, its memory in MiB.
#[cfg(unix)]
fn wait(child: std::process::Child) -> io::Result<(bool, f64, f64)> {
    let mut status = 0;
    let mut usage = MaybeUninit::<libc::rusage>::zeroed();
    let id = libc::pid_t::try_from(child.id()).map_err(io::Error::other)?;
    // SAFETY: the child is ours and was not waited for; both places are there to be written.
    let usage = unsafe {
        if libc::wait4(id, &raw mut status, 0, usage.as_mut_ptr()) != id {
            return Err(io::Error::last_os_error());
        }
        usage.assume_init()
    };
    let seconds = |time: libc::timeval| time.tv_sec as f64 + time.tv_usec as f64 / 1e6;
    // Linux counts in KiB, macOS in bytes.
    let unit = if cfg!(target_os = "macos") { 1024.0 * 1024.0 } else { 1024.0 };
    let succeeded = libc::WIFEXITED(status) && libc::WEXITSTATUS(status) == 0;
    Ok((succeeded, seconds(usage.ru_utime) + seconds(usage.ru_stime), usage.ru_maxrss as f64 / unit))
}

#[cfg(not(unix))]
fn wait(mut child: std::process::Child) -> io::Result<(bool, f64, f64)> {
    Ok((child.wait()?.success(), f64::NAN, f64::NAN))
}

/// The one in the middle.
pub fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = values.into_iter().collect();
    sorted.sort_by(f64::total_cmp);
    match sorted.len() {
        0 => f64::NAN,
        count if count % 2 == 1 => sorted[count / 2],
        count => f64::midpoint(sorted[count / 2 - 1], sorted[count / 2]),
    }
}
