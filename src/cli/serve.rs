//! `loggia serve`: the preview.

use super::args::{Format, ServeArgs};
use super::build::publication;
use super::{FAULTY, FINE, show};
use crate::serve::{self, Settings};

pub fn run(args: &ServeArgs) -> u8 {
    let settings = Settings {
        root: args.site.root.clone(),
        port: args.port,
        open: args.open,
        publication: publication(&args.site, !args.no_drafts),
        show: |diagnostics| show::all(diagnostics, Format::Human),
    };
    match serve::run(&settings) {
        Ok(()) => FINE,
        Err(diagnostic) => {
            show::all(&[*diagnostic], Format::Human);
            FAULTY
        }
    }
}
