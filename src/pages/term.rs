//! Each term's page: its introduction, figures and projects.

use super::{Content, Generator, Plan, Planned, Scope, listing};
use crate::diagnostic::Diagnostic;
use crate::model::Subject;
use crate::view::View;

pub struct TermPages;

impl Generator for TermPages {
    fn plan(&self, scope: &Scope<'_>, pages: &mut Vec<Planned>) {
        for language in scope.languages() {
            for (number, (settings, facet)) in scope.config.facets.iter().zip(&scope.portfolio.facets).enumerate() {
                for term in &facet.orders[language] {
                    let subject = Subject::Term { facet: number, term: *term };
                    let term = &facet.terms[*term];
                    let route = scope.config.languages[language].section.item(&settings.folder, &term.slug);
                    let text = term.texts[language].as_ref();
                    listing::plan(scope, &route, language, &subject, term.projects[language].len(), text, pages);
                }
            }
        }
    }

    fn content(&self, view: &View<'_>, _: &Plan, planned: &Planned) -> Result<Content, Box<Diagnostic>> {
        let Subject::Term { facet, term } = planned.subject else { return Ok(Content::Bytes(Vec::new())) };
        Ok(Content::Page { template: "term.html", context: view.term(&planned.route, facet, term, planned.page)? })
    }
}
