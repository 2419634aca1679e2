//! Files that are copied as they are: the theme's and the site's.

use super::{Content, Generator, Plan, Planned, Scope};
use crate::diagnostic::Diagnostic;
use crate::model::{Route, Subject};
use crate::view::View;

pub struct Files;

impl Generator for Files {
    fn plan(&self, scope: &Scope<'_>, pages: &mut Vec<Planned>) {
        for name in scope.theme.static_names() {
            let subject = Subject::Static(name.to_owned());
            pages.push(Planned::new(Route::file(&format!("static/{name}")), 0, subject).unlisted());
        }
        for (number, asset) in scope.assets.iter().enumerate() {
            let path = format!("assets/{}", asset.path);
            if scope.portfolio.withheld.contains_key(path.as_str()) {
                continue;
            }
            let route = Route::file(&path);
            pages.push(Planned::new(route, 0, Subject::Asset(number)).unlisted());
        }
    }

    fn content(&self, view: &View<'_>, _: &Plan, planned: &Planned) -> Result<Content, Box<Diagnostic>> {
        Ok(match &planned.subject {
            Subject::Asset(number) => Content::Asset(*number),
            Subject::Static(name) => Content::Bytes(view.theme().static_file(name).unwrap_or_default().to_vec()),
            _ => Content::Bytes(Vec::new()),
        })
    }
}
