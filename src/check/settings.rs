//! The links of `site.toml` lead somewhere.

use super::Inspected;
use crate::config::address_fault;
use crate::diagnostic::Diagnostic;
use crate::model::Resolved;

pub fn check(inspected: &Inspected<'_>) -> Vec<Diagnostic> {
    let view = inspected.view;
    let Some(help) = &view.config().visitors.help else { return Vec::new() };
    let link = &help.link.value;
    let broken = |message: String| {
        Diagnostic::error("broken-link", message).at(view.config().file.locate(help.link.range.clone()))
    };
    if let Some(fault) = address_fault(link) {
        return vec![broken(fault.message(link)).hint(fault.hint())];
    }
    let fault = |language: usize| match view.targets().resolve_setting(view.documents(), link, language) {
        Resolved::Page { .. } | Resolved::Asset { .. } | Resolved::External(_) => None,
        Resolved::Withheld(_) => {
            Some(format!("the page \"{link}\" is not published, and visitors in need are sent to it"))
        }
        Resolved::NoAnchor { anchor, .. } if language > 0 => {
            let tag = view.config().languages[language].language.tag();
            Some(format!("the page has no heading \"#{anchor}\" in the language \"{tag}\""))
        }
        Resolved::NoAnchor { anchor, .. } => Some(format!("the page has no heading \"#{anchor}\"")),
        Resolved::Fragment(_) | Resolved::Missing { .. } => Some(format!("there is no \"{link}\"")),
    };
    // Each language may have a page of its own, with headings of its own.
    let Some(message) = (0..view.config().languages.len()).find_map(fault) else { return Vec::new() };
    let hint = "write a full address, or the page's file as seen from content/, such as \"pages/help.md\"";
    vec![broken(message).hint(hint)]
}
