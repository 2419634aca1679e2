//! From a change in the folder to a new site. The last good site stays until there is a better one.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::ZonedDateTime;
use jiff::civil::Date;

use super::background::Background;
use super::beside;
use super::change::Change;
use super::console::{Console, Known};
use super::current::Current;
use super::watch::Watch;
use crate::diagnostic::{Checked, Diagnostic};
use crate::pipeline::{self, Memo, Options};
use crate::source::{Refreshed, Sources, discover, refresh};

pub struct Updater {
    root: PathBuf,
    options: Options,
    /// Is it the site of today, whatever day that is?
    is_today: bool,
    sources: Checked<Sources>,
    memo: Memo,
    current: Arc<Current>,
    console: Arc<Console>,
    background: Background,
    /// What changed since the last good site.
    pending: Change,
}

impl Updater {
    /// Reads the folder for the first time.
    pub fn start(
        root: &Path,
        options: Options,
        is_today: bool,
        current: &Arc<Current>,
        console: &Arc<Console>,
    ) -> Updater {
        let mut updater = Updater {
            root: root.to_owned(),
            options,
            is_today,
            sources: discover(root),
            memo: Memo::default(),
            current: current.clone(),
            console: console.clone(),
            background: Background::start(current, console),
            pending: Change::default(),
        };
        updater.assemble();
        updater
    }

    /// Keeps up with changes from now on.
    pub fn follow(mut self, mut watch: Watch) {
        beside("changes", move || {
            while let Some(change) = watch.next() {
                self.update(change);
            }
        });
    }

    fn update(&mut self, change: Change) {
        let new_day = self.is_today && self.options.publication.on != today();
        if new_day {
            self.options.publication.on = today();
        }
        let changed: Vec<String> = change.paths.iter().cloned().collect();
        let refreshed = match change.everything {
            true => Refreshed::Unclear,
            false => refresh(&self.root, &mut self.sources, &changed),
        };
        match refreshed {
            Refreshed::Same if !new_day => return,
            Refreshed::Same => {}
            Refreshed::Changed => {}
            Refreshed::Unclear => self.sources = discover(&self.root),
        }
        self.pending.add(change);
        self.background.interrupt();
        let before = self.home();
        self.assemble();
        let home = self.home();
        if home != before {
            self.console.moved(&home);
        }
    }

    fn home(&self) -> String {
        self.current.now().home(self.options.preview.as_deref().unwrap_or_default())
    }

    fn assemble(&mut self) {
        let Checked { value: site, diagnostics: mut found } =
            pipeline::assemble(&self.sources.value, &self.options, &mut self.memo);
        found.extend(self.sources.diagnostics.iter().cloned());
        let found = pipeline::in_order(found);
        let errors: Vec<Diagnostic> = found.iter().filter(|one| one.is_error()).cloned().collect();
        match site.filter(|_| errors.is_empty()) {
            Some(site) => {
                let site = Arc::new(site);
                let files = std::mem::take(&mut self.pending).addresses(&site.config.base);
                let last = self.current.show(site.clone(), files);
                self.background.look(site, self.current.now().revision, found, last);
            }
            None => {
                self.current.fail(errors);
                self.console.found(&found, Known::Failed);
            }
        }
    }
}

/// Pages come and go with the day, and a preview may stay open overnight.
fn today() -> Date {
    ZonedDateTime::now().date()
}
