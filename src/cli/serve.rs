//! `loggia serve`: the preview.

use super::args::{Format, ServeArgs};
use super::build::publication;
use super::{FAULTY, FINE, MISUSED, say, show};
use crate::serve::{self, Settings};

pub fn run(args: &ServeArgs) -> u8 {
    let settings = Settings {
        root: args.site.root.clone(),
        port: args.port,
        open: args.open,
        publication: publication(&args.site, !args.no_drafts),
        is_today: args.site.on.is_none(),
        show: |diagnostics| show::all(diagnostics, Format::Human),
        say: say::out,
    };
    match serve::run(&settings) {
        Ok(()) => FINE,
        Err(diagnostic) => {
            let status = if diagnostic.code == say::NO_OUTPUT { MISUSED } else { FAULTY };
            show::all(&[*diagnostic], Format::Human);
            status
        }
    }
}
