//! What the terminal is told. Each thing is said once: while it stays as it is, it is not repeated.

use std::collections::HashSet;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::Settings;
use super::current::Now;
use crate::diagnostic::Diagnostic;

// They are left out where the output is no terminal.
const STRONG: &str = "\x1b[1m";
const ADDRESS: &str = "\x1b[1;36m";
const GOOD: &str = "\x1b[1;32m";
const PLAIN: &str = "\x1b[0m";

pub struct Console {
    show: fn(&[Diagnostic]),
    say: fn(&str) -> Result<(), Box<Diagnostic>>,
    told: Mutex<Told>,
}

/// How much is known of the newest state of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// It has errors that keep it from being shown, and may have others.
    Failed,
    /// It was checked, but pages are still to be rendered.
    Checked,
    All,
}

#[derive(Default)]
struct Told {
    /// Errors that keep the newest state from being shown.
    failed: HashSet<Mistake>,
    /// Errors in what is shown.
    errors: HashSet<Mistake>,
    warnings: HashSet<Mistake>,
}

impl Told {
    fn knows(&self, mistake: &Mistake) -> bool {
        [&self.failed, &self.errors, &self.warnings].into_iter().any(|told| told.contains(mistake))
    }

    /// Errors to be mended.
    fn left(&self) -> usize {
        if self.failed.is_empty() { self.errors.len() } else { self.failed.len() }
    }
}

/// A diagnostic without its line number, which changes with every line that is written above it.
#[derive(PartialEq, Eq, Hash)]
struct Mistake {
    code: &'static str,
    message: String,
    file: Option<String>,
    text: Option<String>,
}

impl Mistake {
    fn new(diagnostic: &Diagnostic) -> Mistake {
        let location = diagnostic.location.as_ref();
        Mistake {
            code: diagnostic.code,
            message: diagnostic.message.clone(),
            file: location.map(|location| location.file.to_string()),
            text: location.and_then(|location| location.point.as_ref()).map(|point| point.text.clone()),
        }
    }
}

impl Console {
    pub fn new(show: fn(&[Diagnostic]), say: fn(&str) -> Result<(), Box<Diagnostic>>) -> Self {
        Console { show, say, told: Mutex::default() }
    }

    pub fn welcome(
        &self,
        now: &Now,
        home: &str,
        root: &Path,
        settings: &Settings,
        port: u16,
    ) -> Result<(), Box<Diagnostic>> {
        let title = now.site.as_ref().map_or("the site", |site| site.config.title.get(0));
        let taken = match settings.port {
            wanted if wanted != port && wanted != 0 => format!("  Port {wanted} is taken, so it is {port}.\n"),
            _ => String::new(),
        };
        let state = match &now.site {
            Some(site) => {
                let projects = &site.portfolio().projects;
                let hidden = |text: Option<&crate::model::Text>| text.is_some_and(|text| text.withheld.is_some());
                let hidden = projects.iter().filter(|project| hidden(project.text(0))).count();
                let marked = match (settings.publication.drafts, hidden) {
                    (false, _) => "; drafts are left out".to_owned(),
                    (true, 0) => String::new(),
                    (true, 1) => "; one is not public yet, or no longer, and marked as such".to_owned(),
                    (true, hidden) => format!("; {hidden} are not public yet, or no longer, and marked as such"),
                };
                format!("{}{marked}.", count(projects.len(), "project"))
            }
            None => "It has errors. The page shows them, and turns into the site once they are mended.".to_owned(),
        };
        (self.say)(&format!(
            "\n  {STRONG}Preview of {title}{PLAIN}\n\n    {ADDRESS}{home}{PLAIN}\n\n{taken}  {state}\n  \
             Watching content/, themes/ and assets/ in {}.\n  Ctrl-C ends it.\n\n",
            root.display()
        ))
    }

    pub fn not_opened(&self) {
        self.tell("  The browser could not be opened: open the address above in it.\n\n");
    }

    /// The path of `base_url` is another.
    pub fn moved(&self, home: &str) {
        self.tell(&format!("  As base_url says, the site is now at {ADDRESS}{home}{PLAIN}\n\n"));
    }

    pub fn farewell(&self) {
        self.tell("\n");
    }

    /// With the terminal gone the page still tells of every mistake, so the preview goes on.
    fn tell(&self, text: &str) {
        let _ = (self.say)(text);
    }

    /// Says one thing, whatever was said before.
    pub fn say(&self, diagnostic: &Diagnostic) {
        (self.show)(std::slice::from_ref(diagnostic));
    }

    /// What was found in the newest state of the site.
    pub fn found(&self, found: &[Diagnostic], known: Known) {
        let mut told = self.told();
        self.tell_new(&told, found);
        let before = told.left();
        let (errors, warnings): (Vec<_>, Vec<_>) = found.iter().partition(|one| one.is_error());
        let errors: HashSet<Mistake> = errors.into_iter().map(Mistake::new).collect();
        let warnings = warnings.into_iter().map(Mistake::new);
        match known {
            Known::Failed => {
                told.failed = errors;
                told.warnings.extend(warnings);
            }
            Known::Checked => {
                told.errors.extend(errors);
                told.warnings.extend(warnings);
            }
            Known::All => {
                told.failed.clear();
                told.errors = errors;
                told.warnings = warnings.collect();
            }
        }
        match (before, told.left()) {
            (1.., 0) => self.tell(&format!("  {GOOD}All mended.{PLAIN}\n\n")),
            (before, left) if left < before => self.tell(&format!("  {} left.\n\n", count(left, "error"))),
            _ => {}
        }
    }

    fn tell_new(&self, told: &Told, found: &[Diagnostic]) {
        let is_new = |one: &&Diagnostic| !told.knows(&Mistake::new(one));
        let new: Vec<Diagnostic> = found.iter().filter(is_new).cloned().collect();
        if !new.is_empty() {
            (self.show)(&new);
        }
    }

    fn told(&self) -> std::sync::MutexGuard<'_, Told> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn count(number: usize, word: &str) -> String {
    if number == 1 { format!("1 {word}") } else { format!("{number} {word}s") }
}
