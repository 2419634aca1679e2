//! Style sheets that depend on the site's settings: the theme's `templates/*.css`, and the one for code.

use super::{Content, Generator, Plan, Planned, Scope};
use crate::diagnostic::Diagnostic;
use crate::model::{Route, Subject};
use crate::theme::{CODE_STYLES, code_styles};
use crate::view::View;

pub struct Styles;

impl Generator for Styles {
    fn plan(&self, scope: &Scope<'_>, pages: &mut Vec<Planned>) {
        let names = scope.theme.style_templates().map(str::to_owned);
        let code = scope.has_code.then(|| CODE_STYLES.to_owned());
        for name in names.chain(code) {
            let route = Route::file(&format!("static/{name}"));
            pages.push(Planned::new(route, 0, Subject::Static(name)).unlisted());
        }
    }

    fn content(&self, view: &View<'_>, _: &Plan, planned: &Planned) -> Result<Content, Box<Diagnostic>> {
        let Subject::Static(name) = &planned.subject else { return Ok(Content::Bytes(Vec::new())) };
        let css = if name == CODE_STYLES { code_styles().as_bytes().to_vec() } else { view.style_sheet(name)? };
        Ok(Content::Bytes(css))
    }
}
