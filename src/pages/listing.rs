//! Lists over several pages.

use super::{Planned, Scope};
use crate::model::{Route, Subject, Text};

/// Plans as many pages as a list of `total` things takes, at least one.
pub fn plan(
    scope: &Scope<'_>,
    route: &Route,
    language: usize,
    subject: &Subject,
    total: usize,
    text: Option<&Text>,
    pages: &mut Vec<Planned>,
) {
    for page in 1..=total.div_ceil(scope.config.per_page).max(1) {
        let planned = Planned::new(route.page_number(page), language, subject.clone()).page(page).from_text(text);
        pages.push(planned);
    }
}
