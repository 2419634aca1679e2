//! The preview: serves the site of a folder, and shows every change at once.
//!
//! [`run`] is the whole of it. A thread waits for changes (`watch.rs` hears of them, `change.rs` tells what they
//! mean), makes a new site and puts it in the place of the last (`update.rs`, `current.rs`). Behind it a full
//! render looks for mistakes (`background.rs`). The server (`server.rs`) renders a page when it is asked for
//! (`answer.rs`), and tells browsers of every change (`problem.rs`); the script that listens there is
//! `client.js`, with `page.js` and `overlay.js`. What the terminal is told stands in `console.rs`.

mod answer;
mod background;
mod change;
mod console;
mod current;
mod indexes;
mod listen;
mod problem;
mod server;
mod update;
mod watch;

use std::future::pending;
use std::path::PathBuf;
use std::sync::Arc;
use std::{io, thread};

use crate::collect::Publication;
use crate::diagnostic::Diagnostic;
use crate::pipeline::Options;
use console::Console;
use current::Current;
use update::Updater;
use watch::Watch;

pub struct Settings {
    pub root: PathBuf,
    /// 0 is any free port.
    pub port: u16,
    /// Open the browser?
    pub open: bool,
    pub publication: Publication,
    /// Is its day today's, so that it goes on?
    pub is_today: bool,
    /// How diagnostics are shown in the terminal.
    pub show: fn(&[Diagnostic]),
    /// Writes to the terminal.
    pub say: fn(&str) -> Result<(), Box<Diagnostic>>,
}

/// Serves until Ctrl-C.
pub fn run(settings: &Settings) -> Result<(), Box<Diagnostic>> {
    let root = settings.root.canonicalize().map_err(|error| {
        let message = format!("the folder {} can't be opened: {error}", settings.root.display());
        Box::new(Diagnostic::error("no-folder", message).hint("name the site's folder with --root"))
    })?;
    let runtime = tokio::runtime::Runtime::new().map_err(|error| trouble(&error))?;
    let listener = runtime.block_on(listen::listen(settings.port))?;
    let address = listener.local_addr().map_err(|error| trouble(&error))?;
    let origin = format!("http://{address}");

    let console = Arc::new(Console::new(settings.show, settings.say));
    let current = Arc::new(Current::new());
    let options = Options { publication: settings.publication, base: None, preview: Some(origin.clone()) };
    // Watching begins before the first look, so that no change falls between the two.
    let watch = Watch::start(&root, &console)?;
    let updater = Updater::start(&root, options, settings.is_today, &current, &console);

    let served = runtime.block_on(async {
        let interrupted = async {
            if tokio::signal::ctrl_c().await.is_err() {
                pending::<()>().await;
            }
        };
        let rest = async {
            let home = current.now().home(&origin);
            // Without it nobody knows where the preview is.
            console.welcome(&current.now(), &home, &root, settings, address.port())?;
            updater.follow(watch);
            if settings.open && open::that_detached(&home).is_err() {
                console.not_opened();
            }
            pending::<Result<(), Box<Diagnostic>>>().await
        };
        // In this order: Ctrl-C is listened for before anything is said.
        tokio::select! {
            biased;
            () = interrupted => Ok(()),
            ended = rest => ended,
            served = server::serve(listener, current.clone()) => served.map_err(|error| trouble(&error)),
        }
    });
    runtime.shutdown_background();
    console.farewell();
    served
}

fn trouble(error: &io::Error) -> Box<Diagnostic> {
    Box::new(Diagnostic::error("preview", format!("the preview can't go on: {error}")))
}

/// Runs `work` beside everything else, for as long as it has something to do.
fn beside(name: &str, work: impl FnOnce() + Send + 'static) {
    // Where no thread can be had, the preview stands as it is.
    let _ = thread::Builder::new().name(name.to_owned()).spawn(work);
}
