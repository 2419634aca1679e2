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
    let message = match view.targets().resolve_setting(view.documents(), link, 0) {
        Resolved::Page { .. } | Resolved::Asset(_) | Resolved::External(_) => return Vec::new(),
        Resolved::Withheld(_) => format!("the page \"{link}\" is not published, and visitors in need are sent to it"),
        Resolved::NoAnchor { anchor, .. } => format!("the page has no heading \"#{anchor}\""),
        Resolved::Fragment(_) | Resolved::Missing { .. } => format!("there is no \"{link}\""),
    };
    let hint = "write a full address, or the page's file as seen from content/, such as \"pages/help.md\"";
    vec![broken(message).hint(hint)]
}
