//! Each project's own page.

use super::{Content, Generator, Plan, Planned, Scope};
use crate::diagnostic::Diagnostic;
use crate::model::Subject;
use crate::view::View;

pub struct ProjectPages;

impl Generator for ProjectPages {
    fn plan(&self, scope: &Scope<'_>, pages: &mut Vec<Planned>) {
        for language in scope.languages() {
            for number in &scope.portfolio.orders[language] {
                let project = &scope.portfolio.projects[*number];
                let route = scope.config.languages[language].section.item("projects", &project.slug);
                let text = project.texts[language].as_ref();
                pages.push(Planned::new(route, language, Subject::Project(*number)).from_text(text));
            }
        }
    }

    fn content(&self, view: &View<'_>, _: &Plan, planned: &Planned) -> Result<Content, Box<Diagnostic>> {
        let Subject::Project(number) = planned.subject else { return Ok(Content::Bytes(Vec::new())) };
        Ok(Content::Page { template: "project.html", context: view.project(&planned.route, number)? })
    }
}
