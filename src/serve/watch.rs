//! Hears of changes in the site's folder, and gathers those that belong together.
//!
//! The folder itself is watched for `content/`, `themes/` and `assets/` coming and going; these with all that
//! is in them. [`Watch::next`] waits for the next [`Change`].

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::{ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::change::{Change, matters};
use super::console::Console;
use crate::diagnostic::{Diagnostic, Location};
use crate::source::FOLDERS;

/// A change is over when nothing more is heard for so long…
const QUIET: Duration = Duration::from_millis(5);
/// …or after this time in any case.
const LONGEST: Duration = Duration::from_millis(50);
/// How long it waits for a change.
const NOW_AND_THEN: Duration = Duration::from_secs(20);

pub struct Watch {
    root: PathBuf,
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    console: Arc<Console>,
}

impl Watch {
    pub fn start(root: &Path, console: &Arc<Console>) -> Result<Watch, Box<Diagnostic>> {
        let (sender, events) = channel();
        let handler = move |event: notify::Result<Event>| {
            if event.as_ref().map_or(true, matters) {
                // Without a receiver the preview is at its end.
                let _ = sender.send(event);
            }
        };
        let mut watcher = notify::recommended_watcher(handler).map_err(|error| Box::new(explain(&error)))?;
        watcher.watch(root, RecursiveMode::NonRecursive).map_err(|error| Box::new(explain(&error)))?;
        let mut watch = Watch { root: root.to_owned(), watcher, events, console: console.clone() };
        watch.renew();
        Ok(watch)
    }

    /// Waits for the next change; `None` when there can be no more. When it comes back, the folders that came
    /// with the change are watched too. Now and then it comes back with nothing, for the day may have changed.
    pub fn next(&mut self) -> Option<Change> {
        let mut change = Change::default();
        while change.is_nothing() {
            match self.events.recv_timeout(NOW_AND_THEN) {
                Ok(event) => self.note(&mut change, event),
                Err(RecvTimeoutError::Timeout) => return Some(change),
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        let end = Instant::now() + LONGEST;
        let mut patience = QUIET;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.events.recv_timeout(patience.min(left)) {
                Ok(event) => {
                    self.note(&mut change, event);
                    patience = QUIET;
                }
                Err(RecvTimeoutError::Timeout) if patience < left && change.is_halfway(&self.root) => patience = left,
                Err(_) => break,
            }
        }
        if change.everything {
            self.renew();
        }
        Some(change)
    }

    fn note(&self, change: &mut Change, event: notify::Result<Event>) {
        match event {
            Ok(event) => change.note(&self.root, &event),
            Err(error) => self.console.say(&explain(&error)),
        }
    }

    /// Watches the folders as they are now: one may have been put in the place of another.
    fn renew(&mut self) {
        for folder in FOLDERS {
            let path = self.root.join(folder);
            // It may not have been watched.
            let _ = self.watcher.unwatch(&path);
            match self.watcher.watch(&path, RecursiveMode::Recursive) {
                Err(error) if !is_missing(&error) => self.console.say(&explain(&error)),
                _ => {}
            }
        }
    }
}

/// A folder that isn't there yet is watched when it comes.
fn is_missing(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

fn explain(error: &notify::Error) -> Diagnostic {
    let diagnostic = match &error.kind {
        ErrorKind::MaxFilesWatch => {
            Diagnostic::warning("watch", "the system does not allow so many folders to be watched at once")
                .hint("raise its limit, on Linux fs.inotify.max_user_watches and max_user_instances")
        }
        _ => Diagnostic::warning("watch", format!("changes can't be seen: {error}")),
    };
    let diagnostic = diagnostic.hint("until then, stop the preview and start it again to see changes");
    match error.paths.first() {
        Some(path) => diagnostic.at(Location::file(path.display().to_string())),
        None => diagnostic,
    }
}
