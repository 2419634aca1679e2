//! The map of the world with its table, where some facet's terms are countries.

use super::{Content, Generator, Plan, Planned, Scope};
use crate::diagnostic::Diagnostic;
use crate::model::Subject;
use crate::view::{MAP, View, map_facet};

pub struct Map;

impl Generator for Map {
    fn plan(&self, scope: &Scope<'_>, pages: &mut Vec<Planned>) {
        for language in scope.languages() {
            if map_facet(scope.config, scope.portfolio, scope.theme, language).is_some() {
                let route = scope.config.languages[language].section.map();
                let text = scope.portfolio.overview("map", language);
                pages.push(Planned::new(route, language, Subject::Map).from_text(text));
            }
        }
    }

    fn content(&self, view: &View<'_>, _: &Plan, planned: &Planned) -> Result<Content, Box<Diagnostic>> {
        Ok(Content::Page { template: MAP, context: view.map(&planned.route)? })
    }
}
