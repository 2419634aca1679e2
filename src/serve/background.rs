//! Looks for mistakes that only show in the whole: the checks, then a render of every page. A newer site
//! interrupts it. It has its own threads, so that a change never waits for it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::beside;
use super::console::{Console, Known};
use super::current::Current;
use crate::diagnostic::Diagnostic;
use crate::pipeline::{self, Site};

/// The browser comes first: it asks for the changed page right after the change.
const REST: Duration = Duration::from_millis(100);

pub struct Background {
    jobs: Sender<Job>,
    /// Counts changes; a job that was begun at a lower count is out of date.
    count: Arc<AtomicU64>,
}

struct Job {
    count: u64,
    site: Arc<Site>,
    revision: u64,
    /// What was found on the way to the site.
    found: Vec<Diagnostic>,
    last: Option<Arc<Site>>,
}

impl Background {
    pub fn start(current: &Arc<Current>, console: &Arc<Console>) -> Background {
        let (jobs, received) = channel();
        let count = Arc::new(AtomicU64::new(0));
        let worker = Worker { current: current.clone(), console: console.clone(), count: count.clone() };
        beside("checks", move || worker.run(&received));
        Background { jobs, count }
    }

    /// There is something better to do.
    pub fn interrupt(&self) {
        self.count.fetch_add(1, Ordering::Relaxed);
    }

    /// `last` is the site before, which is taken apart here: that takes as long as making one.
    pub fn look(&self, site: Arc<Site>, revision: u64, found: Vec<Diagnostic>, last: Option<Arc<Site>>) {
        // Without a worker there is nobody to look.
        let _ = self.jobs.send(Job { count: self.count.load(Ordering::Relaxed), site, revision, found, last });
    }
}

struct Worker {
    current: Arc<Current>,
    console: Arc<Console>,
    count: Arc<AtomicU64>,
}

impl Worker {
    fn run(&self, jobs: &Receiver<Job>) {
        let threads = std::thread::available_parallelism().map_or(1, |count| count.get().div_ceil(2));
        let pool = ThreadPoolBuilder::new().num_threads(threads).build().ok();
        while let Ok(mut job) = jobs.recv() {
            while let Ok(newer) = jobs.recv_timeout(REST) {
                job = newer;
            }
            job.last = None;
            in_pool(pool.as_ref(), || self.look(&job));
        }
    }

    fn look(&self, job: &Job) {
        let (site, revision) = (&job.site, job.revision);
        if self.is_over(job) {
            return;
        }
        let mut found = job.found.clone();
        found.extend(pipeline::inspect(site));
        let found = pipeline::in_order(found);
        self.console.found(&found, Known::Checked);
        self.current.inspected(revision, found.iter().filter(|one| one.is_error()).cloned().collect());

        // Pages that failed last time come first: most likely it is one of them that was mended.
        let suspects = self.current.unrendered();
        for path in suspects.keys() {
            if self.is_over(job) {
                return;
            }
            let error = site.plan().at(path).and_then(|planned| site.fault(planned));
            self.current.rendered(revision, path, error.map(|error| *error));
        }
        let render = |planned| {
            if self.is_over(job) { None } else { site.fault(planned) }
        };
        let failed: Vec<_> = site.plan().pages.par_iter().map(render).collect();
        if self.is_over(job) {
            return;
        }
        let failed: BTreeMap<String, Diagnostic> = site
            .plan()
            .pages
            .iter()
            .zip(failed)
            .filter_map(|(planned, error)| Some((planned.route.path().to_owned(), *error?)))
            .collect();
        let all = pipeline::in_order(found.into_iter().chain(failed.values().cloned()).collect());
        self.current.all_rendered(revision, failed);
        self.console.found(&all, Known::All);
    }

    fn is_over(&self, job: &Job) -> bool {
        self.count.load(Ordering::Relaxed) != job.count
    }
}

fn in_pool<T: Send>(pool: Option<&ThreadPool>, work: impl FnOnce() -> T + Send) -> T {
    match pool {
        Some(pool) => pool.install(work),
        None => work(),
    }
}
