//! What will be wrong with pages whose day is yet to come: told on that day only, it would come as a surprise, and keep
//! the whole site from being built. Drafts are let be: they are work in progress.

use std::collections::HashMap;

use jiff::civil::Date;

use super::{Memo, Options, Site, assemble, inspect};
use crate::collect::Publication;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Document, Withheld};
use crate::source::Sources;

/// The mistakes of scheduled pages that are not `told` yet, as warnings.
pub fn ahead(sources: &Sources, options: &Options, site: &Site, told: &[Diagnostic]) -> Vec<Diagnostic> {
    let days: HashMap<&str, Date> =
        site.documents.iter().filter_map(|document| Some((&*document.file.path, day(site, document)?))).collect();
    if days.is_empty() {
        return Vec::new();
    }
    let publication = Publication { drafts: true, ..options.publication };
    let mut found = Vec::new();
    let whole = assemble(sources, &Options { publication, ..options.clone() }, &mut Memo::default()).take(&mut found);
    found.extend(whole.iter().flat_map(inspect));
    found.retain(|diagnostic| !told.contains(diagnostic));
    let of_scheduled = |diagnostic: Diagnostic| {
        let day = days.get(&*diagnostic.location.as_ref()?.file)?;
        Some(if diagnostic.is_error() {
            Diagnostic { severity: Severity::Warning, ..diagnostic }
                .hint(format!("on {day}, when this page is to be published, the site could not be built"))
        } else {
            diagnostic
        })
    };
    found.into_iter().filter_map(of_scheduled).collect()
}

/// The day of a page before its time; a translation is withheld with its original.
fn day(site: &Site, document: &Document) -> Option<Date> {
    let withheld = &site.portfolio().withheld;
    let own = withheld.get(&document.file.path);
    let original = || {
        let ending = format!(".{}.md", document.language.as_ref()?);
        withheld.get(&*format!("{}.md", document.file.path.strip_suffix(&*ending)?))
    };
    match own.or_else(original)? {
        Withheld::Scheduled(date) => Some(*date),
        _ => None,
    }
}
