//! The home page of each language.

use super::{Content, Generator, Plan, Planned, Scope};
use crate::diagnostic::Diagnostic;
use crate::model::Subject;
use crate::view::View;

pub struct Home;

impl Generator for Home {
    fn plan(&self, scope: &Scope<'_>, pages: &mut Vec<Planned>) {
        for language in scope.languages() {
            let route = scope.config.languages[language].section.home();
            pages.push(Planned::new(route, language, Subject::Home).from_text(scope.portfolio.home[language].as_ref()));
        }
    }

    fn content(&self, view: &View<'_>, _: &Plan, planned: &Planned) -> Result<Content, Box<Diagnostic>> {
        Ok(Content::Page { template: "home.html", context: view.home(&planned.route)? })
    }
}
