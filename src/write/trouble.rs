//! What the disk says, in plain words.
//!
//! Start at [`failed`], the diagnostic for a file that could not be written or read.

use std::fmt::Display;
use std::io::{Error, ErrorKind};

use crate::diagnostic::Diagnostic;

/// `doing` is what was tried, such as "write", and `what` the path it was tried with.
pub fn failed(doing: &str, what: impl Display, error: &Error) -> Diagnostic {
    let message = format!("could not {doing} \"{what}\": {}", reason(error));
    if is_full(error) {
        Diagnostic::error("disk-full", message).hint("make room on the disk, then build again")
    } else {
        Diagnostic::error("write-failed", message)
    }
}

fn is_full(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
}

pub fn reason(error: &Error) -> String {
    let plain = match error.kind() {
        ErrorKind::StorageFull => "the disk is full",
        ErrorKind::QuotaExceeded => "the disk space set aside for you is used up",
        ErrorKind::PermissionDenied => "Loggia has no permission to do so",
        ErrorKind::ReadOnlyFilesystem => "the disk can only be read",
        ErrorKind::NotFound => "it is not there",
        ErrorKind::AlreadyExists => "something of that name is there already",
        ErrorKind::NotADirectory => "there is a file where a folder is needed",
        ErrorKind::IsADirectory => "there is a folder where a file is needed",
        ErrorKind::DirectoryNotEmpty => "there is a folder with files in its place",
        ErrorKind::InvalidFilename => "the name is too long for this disk, or not allowed on it",
        ErrorKind::FileTooLarge => "the file is larger than this disk or your account allows",
        ErrorKind::InvalidData => "it is damaged, or was made by another version of Loggia",
        _ => return error.to_string(),
    };
    plain.to_owned()
}
