//! Render: a planned page becomes bytes. A page depends on nothing but the view of the site, so all are rendered
//! in parallel, and the preview renders just the one that is asked for.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::pages::{Content, Plan, Planned};
use crate::source::{Asset, AssetData};
use crate::view::View;

/// What goes to one place of the output.
pub enum Rendered<'a> {
    Bytes(Vec<u8>),
    Shared(&'a Arc<[u8]>),
    /// A file to be copied.
    File(&'a Path),
}

/// One page.
pub fn one<'a>(
    view: &View<'_>,
    plan: &Plan,
    planned: &Planned,
    assets: &'a [Asset],
) -> Result<Rendered<'a>, Box<Diagnostic>> {
    let view = view.at(planned.language);
    match planned.content(&view, plan)? {
        Content::Bytes(bytes) => Ok(Rendered::Bytes(bytes)),
        Content::Asset(number) => Ok(match &assets[number].data {
            AssetData::Memory(bytes) => Rendered::Shared(bytes),
            AssetData::Disk(path) => Rendered::File(path),
        }),
        Content::Page { template, context } => {
            let address = view.config().base.href(&planned.route);
            view.theme()
                .render(planned.language, template, &context, &address)
                .map(|html| Rendered::Bytes(html.into_bytes()))
        }
    }
}

/// Every page, each handed to `take` as soon as it is there, so that nothing is held. The mistakes of all pages
/// come back, in the order of the plan.
pub fn all(
    view: &View<'_>,
    plan: &Plan,
    assets: &[Asset],
    take: &(dyn Fn(&Planned, Rendered<'_>) -> Result<(), Box<Diagnostic>> + Sync),
) -> Vec<Diagnostic> {
    let failed: Vec<Option<Box<Diagnostic>>> = plan
        .pages
        .par_iter()
        .map(|planned| one(view, plan, planned, assets).and_then(|rendered| take(planned, rendered)).err())
        .collect();
    failed.into_iter().flatten().map(|diagnostic| *diagnostic).collect()
}
