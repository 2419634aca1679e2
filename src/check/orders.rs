//! The order of a facet's terms is by something that is there.

use super::Inspected;
use crate::config::Order;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::model::Facet;

const KNOWN: [&str; 7] = ["name", "listed", "projects", "year", "grants", "amount", "kind"];

pub fn check(inspected: &Inspected<'_>) -> Vec<Diagnostic> {
    let view = inspected.view;
    let mut found = Vec::new();
    for (settings, facet) in view.config().facets.iter().zip(&view.portfolio().facets) {
        match &settings.order {
            Order::Listed(listed) => {
                for item in listed {
                    let path = format!("content/{}/{}.md", settings.folder, item.value);
                    let known = facet.by_slug.contains_key(item.value.as_str());
                    if known || view.portfolio().withheld.contains_key(path.as_str()) {
                        continue;
                    }
                    let folder = &settings.folder;
                    found.push(
                        Diagnostic::warning(
                            "unknown-order",
                            format!("there is no \"{}\" among the {folder}", item.value),
                        )
                        .at(view.config().file.locate(item.range.clone()))
                        .hints(did_you_mean(&item.value, facet.terms.iter().map(|term| &*term.slug)))
                        .hint("`listed` names terms as their addresses do"),
                    );
                }
            }
            Order::Key { key, .. } if !facet.terms.is_empty() && !is_stated(facet, &key.value) => {
                found.push(
                    Diagnostic::warning(
                        "unknown-order",
                        format!("no term of `{}` states `{}`, so they stand in the order of their names", settings.field, key.value),
                    )
                    .at(view.config().file.locate(key.range.clone()))
                    .hints(did_you_mean(&key.value, KNOWN))
                    .hint("`order` can be name, listed, projects, or a key that the terms' pages have: year, grants, amount, kind or one of [extra]"),
                );
            }
            _ => {}
        }
    }
    found
}

fn is_stated(facet: &Facet, key: &str) -> bool {
    facet.terms.iter().any(|term| match key {
        "year" => term.year.is_some(),
        "grants" => term.grants.is_some(),
        "amount" => term.amount.is_some(),
        "kind" => term.kind.is_some(),
        key => term.texts.iter().flatten().next().is_some_and(|text| text.extra().get(key).is_some()),
    })
}
