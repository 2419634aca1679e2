//! `loggia serve`: the preview.

use super::FAULTY;
use super::args::ServeArgs;

pub fn run(_: &ServeArgs) -> u8 {
    FAULTY
}
