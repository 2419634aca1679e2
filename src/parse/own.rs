//! Addresses of the site itself, written in full, become paths of it (`/projects/x/`): then they are checked, led to
//! their places and withheld as every other link is, and work at whatever address the site is shown.
//!
//! What a theme of its own finds in `[extra]` stays as it is written.

use crate::model::{Base, Body, Common};

/// In the text.
pub(super) fn in_body(body: &mut Body, base: &Base) {
    body.links.iter_mut().for_each(|link| to_path(&mut link.target, base));
}

/// In front matter.
pub(super) fn in_front(common: &mut Common, base: &Base) {
    let image = common.image.iter_mut().map(|image| &mut image.src);
    let targets = common.links.iter_mut().chain(&mut common.documents).map(|link| &mut link.target);
    image.chain(targets).for_each(|target| to_path(&mut target.value, base));
}

fn to_path(address: &mut String, base: &Base) {
    if let Some(path) = base.below(address) {
        *address = path;
    }
}
