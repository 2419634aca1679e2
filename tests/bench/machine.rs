//! What the measurements were made on, and whether there is room for them.

use std::fs;
use std::path::Path;

use super::{Outcome, at};

/// Cores, memory, system, in a line.
pub fn facts() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let processor = value("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown".to_owned());
    let memory = value("/proc/meminfo", "MemTotal").and_then(|size| size.split(' ').next()?.parse::<f64>().ok());
    let memory = memory.map_or(String::new(), |size| format!(", {:.0} GiB of memory", size / 1024.0 / 1024.0));
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let cores = if cores == 1 { "1 core".to_owned() } else { format!("{cores} cores") };
    format!("{cores} ({processor}){memory}, {} {}", std::env::consts::OS, kernel.trim())
}

fn value(file: &str, key: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(key))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

/// For each project: its sources three times and five outputs, and the outputs of each run.
const ROOM: u64 = 200_000;
const ROOM_OF_RUN: u64 = 160_000;

/// Refuses a size that the disk has no room for.
pub fn check_room(folder: &Path, projects: usize, runs: usize) -> Outcome<()> {
    fs::create_dir_all(folder).map_err(at(folder))?;
    let wanted = (ROOM + ROOM_OF_RUN * runs as u64) * projects as u64;
    match free(folder) {
        Some(free) if free < wanted => Err(format!(
            "{projects} projects take about {} GB in {}, and {} GB are free; choose another place with --keep",
            wanted / 1_000_000_000,
            folder.display(),
            free / 1_000_000_000
        )),
        _ => Ok(()),
    }
}

#[cfg(unix)]
fn free(folder: &Path) -> Option<u64> {
    use std::os::unix::ffi::OsStrExt;
    let path = std::ffi::CString::new(folder.as_os_str().as_bytes()).ok()?;
    let mut found = std::mem::MaybeUninit::<libc::statvfs>::zeroed();
    // SAFETY: the path ends with a zero, and there is a place for the answer.
    let found = unsafe {
        if libc::statvfs(path.as_ptr(), found.as_mut_ptr()) != 0 {
            return None;
        }
        found.assume_init()
    };
    #[allow(clippy::unnecessary_cast, reason = "the types differ between systems")]
    Some(found.f_bavail as u64 * found.f_frsize as u64)
}

#[cfg(not(unix))]
fn free(_: &Path) -> Option<u64> {
    None
}
