//! Share cards: a picture for each project and term that shows where a link to its page is shared, and one for the site.

use super::{Content, Generator, Plan, Planned, Scope};
use crate::diagnostic::Diagnostic;
use crate::draw::Target;
use crate::model::{Route, Subject};
use crate::view::{SHARE, SHARE_NAME, SHARE_SIZE, View};

pub struct ShareCards;

impl Generator for ShareCards {
    fn plan(&self, scope: &Scope<'_>, pages: &mut Vec<Planned>) {
        if !scope.config.share_cards || !scope.theme.has(SHARE) {
            return;
        }
        for language in scope.languages() {
            let section = &scope.config.languages[language].section;
            let mut add = |page: Route, subject: Subject| {
                pages.push(Planned::new(page.beside(SHARE_NAME), language, subject).unlisted());
            };
            add(section.home(), Subject::Home);
            for number in &scope.portfolio.orders[language] {
                add(section.item("projects", &scope.portfolio.projects[*number].slug), Subject::Project(*number));
            }
            for (facet, (settings, terms)) in scope.config.facets.iter().zip(&scope.portfolio.facets).enumerate() {
                for term in &terms.orders[language] {
                    let page = section.item(&settings.folder, &terms.terms[*term].slug);
                    add(page, Subject::Term { facet, term: *term });
                }
            }
        }
    }

    fn content(&self, view: &View<'_>, _: &Plan, planned: &Planned) -> Result<Content, Box<Diagnostic>> {
        let (width, height) = SHARE_SIZE;
        let context = view.share(&planned.subject)?;
        Ok(Content::Picture { template: SHARE, context, target: Target::Card { width, height } })
    }
}
