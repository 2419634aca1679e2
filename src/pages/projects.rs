//! The list of all projects.

use super::{Content, Generator, Plan, Planned, Scope, listing};
use crate::diagnostic::Diagnostic;
use crate::model::Subject;
use crate::view::View;

pub struct Projects;

impl Generator for Projects {
    fn plan(&self, scope: &Scope<'_>, pages: &mut Vec<Planned>) {
        for language in scope.languages() {
            let route = scope.config.languages[language].section.folder("projects");
            let total = scope.portfolio.orders[language].len();
            let text = scope.portfolio.overview("projects", language);
            listing::plan(scope, &route, language, &Subject::Projects, total, text, pages);
        }
    }

    fn content(&self, view: &View<'_>, _: &Plan, planned: &Planned) -> Result<Content, Box<Diagnostic>> {
        Ok(Content::Page { template: "projects.html", context: view.projects(&planned.route, planned.page)? })
    }
}
