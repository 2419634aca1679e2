//! What the preview shows at this moment: the last good site, and the errors that were found since.

use std::collections::BTreeMap;
use std::sync::Arc;

use tokio::sync::watch;

use crate::diagnostic::Diagnostic;
use crate::pipeline::{Site, in_order};

/// One moment.
#[derive(Clone, Default)]
pub struct Now {
    /// The last good site.
    pub site: Option<Arc<Site>>,
    /// Counts the sites.
    pub revision: u64,
    /// The addresses of files that changed with this revision.
    pub files: Arc<[String]>,
    /// Errors that kept the newest state of the folder from becoming a site.
    failed: Arc<[Diagnostic]>,
    /// Errors in the site that is shown.
    inspected: Arc<[Diagnostic]>,
    /// Pages that can't be rendered, by their route.
    unrendered: Arc<BTreeMap<String, Diagnostic>>,
}

impl Now {
    /// Does the site lag behind the folder?
    pub fn is_behind(&self) -> bool {
        !self.failed.is_empty()
    }

    pub fn errors(&self) -> Vec<Diagnostic> {
        if self.is_behind() {
            return self.failed.to_vec();
        }
        let unrendered = self.unrendered.values().filter(|one| !self.inspected.contains(one));
        in_order(self.inspected.iter().chain(unrendered).cloned().collect())
    }

    /// The address of the home page.
    pub fn home(&self, origin: &str) -> String {
        let path = self.site.as_ref().map_or("/", |site| site.config.base.path());
        format!("{origin}{path}")
    }
}

/// The moment that is, for all who ask or wait for the next.
pub struct Current(watch::Sender<Now>);

impl Current {
    pub fn new() -> Self {
        Current(watch::Sender::new(Now::default()))
    }

    pub fn now(&self) -> Now {
        self.0.borrow().clone()
    }

    pub fn follow(&self) -> watch::Receiver<Now> {
        self.0.subscribe()
    }

    /// A new site. The last one comes back, so that it can be taken apart when nobody waits. Errors in it stay
    /// until the new one has been looked through.
    pub fn show(&self, site: Arc<Site>, files: Vec<String>) -> Option<Arc<Site>> {
        let mut last = None;
        self.0.send_modify(|now| {
            last = now.site.replace(site);
            now.revision += 1;
            now.files = files.into();
            now.failed = Arc::default();
        });
        last
    }

    /// There is no new site; the last one stays.
    pub fn fail(&self, errors: Vec<Diagnostic>) {
        self.0.send_modify(|now| now.failed = errors.into());
    }

    /// The errors that checks of the site found.
    pub fn inspected(&self, revision: u64, errors: Vec<Diagnostic>) {
        self.0.send_if_modified(|now| {
            let news = now.revision == revision && *now.inspected != *errors;
            if news {
                now.inspected = errors.into();
            }
            news
        });
    }

    /// What came of rendering one page.
    pub fn rendered(&self, revision: u64, path: &str, error: Option<Diagnostic>) {
        self.0.send_if_modified(|now| {
            let news = now.revision == revision && now.unrendered.get(path) != error.as_ref();
            if news {
                let pages = Arc::make_mut(&mut now.unrendered);
                match error {
                    Some(error) => pages.insert(path.to_owned(), error),
                    None => pages.remove(path),
                };
            }
            news
        });
    }

    /// What came of rendering every page.
    pub fn all_rendered(&self, revision: u64, pages: BTreeMap<String, Diagnostic>) {
        self.0.send_if_modified(|now| {
            let news = now.revision == revision && *now.unrendered != pages;
            if news {
                now.unrendered = Arc::new(pages);
            }
            news
        });
    }

    /// The pages that could not be rendered when last tried.
    pub fn unrendered(&self) -> Arc<BTreeMap<String, Diagnostic>> {
        self.0.borrow().unrendered.clone()
    }
}
