//! Standing pages, such as "about".

use super::{Content, Generator, Plan, Planned, Scope};
use crate::diagnostic::Diagnostic;
use crate::model::Subject;
use crate::view::View;

pub struct StandingPages;

impl Generator for StandingPages {
    fn plan(&self, scope: &Scope<'_>, pages: &mut Vec<Planned>) {
        for language in scope.languages() {
            for (number, page) in scope.portfolio.pages.iter().enumerate() {
                let Some(text) = page.texts[language].as_ref() else { continue };
                let route = scope.config.languages[language].section.page(&page.slug);
                pages.push(Planned::new(route, language, Subject::Page(number)).from_text(Some(text)));
            }
        }
    }

    fn content(&self, view: &View<'_>, _: &Plan, planned: &Planned) -> Result<Content, Box<Diagnostic>> {
        let Subject::Page(number) = planned.subject else { return Ok(Content::Bytes(Vec::new())) };
        Ok(Content::Page { template: "page.html", context: view.standing(&planned.route, number)? })
    }
}
