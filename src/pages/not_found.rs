//! `404.html`, which static hosts show where there is no page.

use super::{Content, Generator, Plan, Planned, Scope};
use crate::diagnostic::Diagnostic;
use crate::model::Subject;
use crate::view::View;

pub struct NotFound;

impl Generator for NotFound {
    fn plan(&self, scope: &Scope<'_>, pages: &mut Vec<Planned>) {
        for language in scope.languages() {
            let route = scope.config.languages[language].section.not_found();
            pages.push(Planned::new(route, language, Subject::NotFound).unlisted());
        }
    }

    fn content(&self, view: &View<'_>, _: &Plan, planned: &Planned) -> Result<Content, Box<Diagnostic>> {
        Ok(Content::Page { template: "404.html", context: view.not_found(&planned.route)? })
    }
}
