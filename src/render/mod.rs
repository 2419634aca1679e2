//! Render: a planned page becomes bytes. A page depends on nothing but the view of the site, so all are rendered
//! in parallel, and the preview renders just the one that is asked for.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
pub use crate::draw::Picture;
use crate::draw::svg_fault;
use crate::pages::{Content, Plan, Planned};
use crate::search::Index;
use crate::source::{Asset, AssetData};
use crate::view::View;

/// What goes to one place of the output.
pub enum Rendered<'a> {
    Bytes(Vec<u8>),
    Shared(&'a Arc<[u8]>),
    /// A file to be copied.
    File(&'a Path),
    /// A picture, to be drawn with [`draw`]: that takes longer than all the rest, so only where it has changed.
    Picture(Picture),
    /// A file of a full-text index, to be made with [`index`]; the same goes for it.
    Index(Index),
}

/// What is done with each page as soon as it is rendered.
pub type Take<'a> = dyn Fn(&Planned, Rendered<'_>) -> Result<(), Box<Diagnostic>> + Sync + 'a;

/// One page. A mistake in a template names the page.
pub fn one<'a>(
    view: &View<'_>,
    plan: &Plan,
    planned: &Planned,
    assets: &'a [Asset],
) -> Result<Rendered<'a>, Box<Diagnostic>> {
    bytes(view, plan, planned, assets).map_err(|diagnostic| Box::new(on_pages(*diagnostic, view, &[planned])))
}

fn bytes<'a>(
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
        Content::Picture { template, context, target } => {
            let svg = view.theme().render(planned.language, template, &context)?;
            Ok(Rendered::Picture(Picture { svg, target, fonts: view.theme().fonts() }))
        }
        Content::AssetPicture { asset, target } => {
            let svg = assets[asset]
                .bytes()
                .map_err(|error| not_drawn(&format!("\"{}\"", assets[asset].path), &error.to_string()))?;
            Ok(Rendered::Picture(Picture { svg, target, fonts: view.theme().fonts() }))
        }
        Content::Index(index) => Ok(Rendered::Index(index)),
        Content::Page { template, context } => {
            Ok(Rendered::Bytes(view.theme().render(planned.language, template, &context)?))
        }
    }
}

/// What is wrong with a page, or with a picture, which is looked at without being drawn.
pub fn fault(view: &View<'_>, plan: &Plan, planned: &Planned, assets: &[Asset]) -> Option<Box<Diagnostic>> {
    sound(view, plan, planned, assets).err().map(|diagnostic| Box::new(on_pages(*diagnostic, view, &[planned])))
}

fn sound(view: &View<'_>, plan: &Plan, planned: &Planned, assets: &[Asset]) -> Result<(), Box<Diagnostic>> {
    match bytes(view, plan, planned, assets)? {
        Rendered::Picture(picture) => match svg_fault(&picture.svg) {
            Some(fault) => Err(not_drawn("the picture", &fault)),
            None => Ok(()),
        },
        _ => Ok(()),
    }
}

/// The bytes of a picture's file.
pub fn draw(planned: &Planned, picture: &Picture) -> Result<Vec<u8>, Box<Diagnostic>> {
    picture.draw().map_err(|error| not_drawn(&format!("\"{}\"", planned.route.path()), &error))
}

/// The bytes of a file of a full-text index.
pub fn index(planned: &Planned, index: &Index) -> Result<Vec<u8>, Box<Diagnostic>> {
    index.make().map_err(|error| {
        let message = format!("the search index \"{}\" can't be made: {error}", planned.route.path());
        let hint = format!("`search = false` in {} leaves the search out", crate::config::PATH);
        Box::new(Diagnostic::error("search", message).hint(hint))
    })
}

fn not_drawn(what: &str, error: &str) -> Box<Diagnostic> {
    let diagnostic = Diagnostic::error("picture", format!("{what} can't be drawn: {error}"));
    Box::new(diagnostic.hint("the SVG that it is made of has a mistake"))
}

/// Every page, each handed to `take` as soon as it is there, so that nothing is held. The mistakes of all pages
/// come back in the order of the plan; what is wrong in the same way on many pages is said once. Where `take` failed
/// once, as on a full disk, it would fail for all that follow: no more is handed to it, and that is said once too.
pub fn all(view: &View<'_>, plan: &Plan, assets: &[Asset], take: &Take<'_>) -> Vec<Diagnostic> {
    let stopped = AtomicBool::new(false);
    let handed = |planned: &Planned, rendered: Rendered<'_>| {
        if stopped.load(Ordering::Relaxed) {
            return None;
        }
        let diagnostic = take(planned, rendered).err()?;
        stopped.store(true, Ordering::Relaxed);
        Some(Failure { diagnostic, rendering: false })
    };
    each(view, plan, |planned| match bytes(view, plan, planned, assets) {
        Ok(rendered) => handed(planned, rendered),
        Err(diagnostic) => Some(Failure { diagnostic, rendering: true }),
    })
}

/// The mistakes of all pages, and of pictures, which are not drawn; nothing is made of the rest.
pub fn faults(view: &View<'_>, plan: &Plan, assets: &[Asset]) -> Vec<Diagnostic> {
    each(view, plan, |planned| {
        let diagnostic = sound(view, plan, planned, assets).err()?;
        Some(Failure { diagnostic, rendering: true })
    })
}

fn each(view: &View<'_>, plan: &Plan, one: impl Fn(&Planned) -> Option<Failure> + Sync + Send) -> Vec<Diagnostic> {
    let failed: Vec<Option<Failure>> = plan
        .pages
        .par_iter()
        // What takes long stands together; it is to be shared among the threads.
        .with_max_len(1)
        // And it stands at the end: begun last, it would keep one thread busy and leave the others idle.
        .rev()
        .map(one)
        .collect();
    let mut groups: Vec<(Failure, Vec<&Planned>)> = Vec::new();
    for (planned, failure) in plan.pages.iter().zip(failed.into_iter().rev()) {
        let Some(failure) = failure else { continue };
        // Two threads may have failed at once.
        if !failure.rendering && groups.iter().any(|(known, _)| !known.rendering) {
            continue;
        }
        match groups.iter_mut().find(|(known, _)| known.diagnostic == failure.diagnostic) {
            Some((_, pages)) => pages.push(planned),
            None => groups.push((failure, vec![planned])),
        }
    }
    let told = |(failure, pages): (Failure, Vec<&Planned>)| match failure.rendering {
        true => on_pages(*failure.diagnostic, view, &pages),
        false => *failure.diagnostic,
    };
    groups.into_iter().map(told).collect()
}

struct Failure {
    diagnostic: Box<Diagnostic>,
    /// Did the page fail, or what was done with it?
    rendering: bool,
}

fn on_pages(diagnostic: Diagnostic, view: &View<'_>, pages: &[&Planned]) -> Diagnostic {
    let Some(first) = pages.first() else { return diagnostic };
    let address = view.config().base.href(&first.route);
    let more = pages.len() - 1;
    let on =
        if more == 0 { format!("on the page {address}") } else { format!("on the page {address} and {more} more") };
    Diagnostic { message: format!("{} ({on})", diagnostic.message), ..diagnostic }
}
