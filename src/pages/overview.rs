//! Each facet's overview: all its terms.

use super::{Content, Generator, Plan, Planned, Scope};
use crate::diagnostic::Diagnostic;
use crate::model::Subject;
use crate::view::View;

pub struct Overviews;

impl Generator for Overviews {
    fn plan(&self, scope: &Scope<'_>, pages: &mut Vec<Planned>) {
        for language in scope.languages() {
            for (number, facet) in scope.config.facets.iter().enumerate() {
                let route = scope.config.languages[language].section.folder(&facet.folder);
                let text = scope.portfolio.overview(&facet.folder, language);
                pages.push(Planned::new(route, language, Subject::Facet(number)).from_text(text));
            }
        }
    }

    fn content(&self, view: &View<'_>, _: &Plan, planned: &Planned) -> Result<Content, Box<Diagnostic>> {
        let Subject::Facet(facet) = planned.subject else { return Ok(Content::Bytes(Vec::new())) };
        Ok(Content::Page { template: "facet.html", context: view.facet(&planned.route, facet)? })
    }
}
