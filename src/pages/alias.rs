//! Old addresses: a page that leads to where the project, term, list or page now stands.

use super::{Content, Generator, Plan, Planned, Scope};
use crate::diagnostic::Diagnostic;
use crate::model::{Route, Subject, Text};
use crate::view::{View, map_facet};

pub struct Aliases;

impl Generator for Aliases {
    fn plan(&self, scope: &Scope<'_>, pages: &mut Vec<Planned>) {
        let add = |text: Option<&Text>, language: usize, to: Route, pages: &mut Vec<Planned>| {
            for alias in text.map(Text::aliases).unwrap_or_default() {
                let to = to.clone();
                let title = text.map_or_else(|| "".into(), |text| text.title().clone());
                let planned = Planned::new(Route::alias(&alias.value), language, Subject::Alias { to, title });
                pages.push(planned.from_text(text).unlisted());
            }
        };
        for language in scope.languages() {
            let section = &scope.config.languages[language].section;
            for project in &scope.portfolio.projects {
                add(project.texts[language].as_ref(), language, section.item("projects", &project.slug), pages);
            }
            for (settings, facet) in scope.config.facets.iter().zip(&scope.portfolio.facets) {
                for term in &facet.terms {
                    add(term.texts[language].as_ref(), language, section.item(&settings.folder, &term.slug), pages);
                }
            }
            let map = map_facet(scope.config, scope.portfolio, scope.theme, language).map(|_| "map");
            let facets = scope.config.facets.iter().map(|facet| &*facet.folder);
            for folder in ["projects"].into_iter().chain(facets).chain(map) {
                add(scope.portfolio.overview(folder, language), language, section.folder(folder), pages);
            }
            for page in &scope.portfolio.pages {
                add(page.texts[language].as_ref(), language, section.page(&page.slug), pages);
            }
        }
    }

    fn content(&self, view: &View<'_>, _: &Plan, planned: &Planned) -> Result<Content, Box<Diagnostic>> {
        let Subject::Alias { to, title } = &planned.subject else { return Ok(Content::Bytes(Vec::new())) };
        Ok(Content::Page { template: "alias.html", context: view.alias(&planned.route, to, title)? })
    }
}
