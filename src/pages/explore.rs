//! The page to search, filter and sort all projects, and beside it the data that its scripts load: an index of all
//! projects, their texts and cover art in blocks, and their names for the search.

use serde::Serialize;

use super::explore_data::{block, covers, index, names, rows};
use super::{Content, Generator, Plan, Planned, Scope};
use crate::diagnostic::Diagnostic;
use crate::model::Subject;
use crate::view::{EXPLORE, View, explores, has_covers};

pub struct Explore;

const INDEX: &str = "index.json";
const NAMES: &str = "names.json";
const ROWS: &str = "rows";
const COVERS: &str = "covers";

impl Generator for Explore {
    fn plan(&self, scope: &Scope<'_>, pages: &mut Vec<Planned>) {
        for language in scope.languages().filter(|language| explores(scope.portfolio, scope.theme, *language)) {
            let route = scope.config.languages[language].section.explore();
            pages.push(Planned::new(route.clone(), language, Subject::Explore));
            for name in [INDEX, NAMES] {
                pages.push(Planned::new(route.beside(name), language, Subject::Explore).unlisted());
            }
            let total = scope.portfolio.orders[language].len();
            for number in 1..=total.div_ceil(block(total)) {
                let mut add = |name: &str| {
                    let file = route.beside(&format!("{name}-{number}.json"));
                    pages.push(Planned::new(file, language, Subject::Explore).page(number).unlisted());
                };
                add(ROWS);
                if has_covers(scope.theme) {
                    add(COVERS);
                }
            }
        }
    }

    fn content(&self, view: &View<'_>, _: &Plan, planned: &Planned) -> Result<Content, Box<Diagnostic>> {
        if planned.listed {
            return Ok(Content::Page { template: EXPLORE, context: view.explore(&planned.route)? });
        }
        let order = &view.portfolio().orders[view.language_number()];
        let path = planned.route.path();
        if path.ends_with(INDEX) {
            json(&index(view, order)?)
        } else if path.ends_with(NAMES) {
            json(&names(view, order))
        } else {
            let size = block(order.len());
            let own = order.chunks(size).nth(planned.page - 1).unwrap_or_default();
            let is_covers = path.rsplit('/').next().is_some_and(|name| name.starts_with(COVERS));
            if is_covers { json(&covers(view, own)) } else { json(&rows(view, own)?) }
        }
    }
}

fn json(value: &impl Serialize) -> Result<Content, Box<Diagnostic>> {
    let failed = |error| Box::new(Diagnostic::error("data", format!("the data can't be written: {error}")));
    serde_json::to_vec(value).map(Content::Bytes).map_err(failed)
}
