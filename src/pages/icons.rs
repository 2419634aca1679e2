//! Icons and the web manifest, all of one logo.

use super::{Content, Generator, Plan, Planned, Scope};
use crate::diagnostic::Diagnostic;
use crate::draw::Target;
use crate::model::{Route, Subject};
use crate::view::{FAVICON, ICON, Logo, MANIFEST, SQUARES, TOUCH, View, logo};

pub struct Icons;

/// The size of an icon on a phone's home screen.
const TOUCH_SIZE: u32 = 180;

impl Generator for Icons {
    fn plan(&self, scope: &Scope<'_>, pages: &mut Vec<Planned>) {
        let (subject, own, drawn) = match logo(scope.theme) {
            None => return,
            Some(Logo::Template) => (Subject::Site, Some(ICON), true),
            // A file that isn't there is an error where the theme links it.
            Some(Logo::Svg(path)) => match scope.assets.iter().position(|asset| *asset.path == *path) {
                Some(asset) => (Subject::Asset(asset), None, true),
                None => (Subject::Site, None, false),
            },
            Some(Logo::Other(_)) => (Subject::Site, None, false),
        };
        let pictures = SQUARES.iter().map(|(name, ..)| *name).chain([FAVICON, TOUCH]).filter(|_| drawn);
        for name in own.into_iter().chain(pictures).chain([MANIFEST]) {
            pages.push(Planned::new(Route::file(name), 0, subject.clone()).unlisted());
        }
    }

    fn content(&self, view: &View<'_>, _: &Plan, planned: &Planned) -> Result<Content, Box<Diagnostic>> {
        let ground = || view.theme().colour("paper").or(Some([255, 255, 255]));
        let target = match planned.route.path() {
            MANIFEST => return Ok(Content::Bytes(view.manifest())),
            ICON => return Ok(Content::Page { template: ICON, context: view.icon()? }),
            FAVICON => Target::Favicon,
            TOUCH => Target::Icon { size: TOUCH_SIZE, ground: ground() },
            name => {
                let square = SQUARES.iter().find(|(known, ..)| *known == name);
                let (_, size, on_ground) = square.copied().unwrap_or(SQUARES[0]);
                Target::Icon { size, ground: on_ground.then(ground).flatten() }
            }
        };
        Ok(match planned.subject {
            Subject::Asset(asset) => Content::AssetPicture { asset, target },
            _ => Content::Picture { template: ICON, context: view.icon()?, target },
        })
    }
}
