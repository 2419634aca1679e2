//! `robots.txt`: everybody may read everything; here is the sitemap.

use super::{Content, Generator, Plan, Planned, Scope};
use crate::diagnostic::Diagnostic;
use crate::model::{Route, Subject};
use crate::view::View;

pub struct Robots;

impl Generator for Robots {
    fn plan(&self, _: &Scope<'_>, pages: &mut Vec<Planned>) {
        pages.push(Planned::new(Route::file("robots.txt"), 0, Subject::Site).unlisted());
    }

    fn content(&self, view: &View<'_>, _: &Plan, _: &Planned) -> Result<Content, Box<Diagnostic>> {
        let sitemap = view.config().base.url(&Route::file("sitemap.xml"));
        Ok(Content::Bytes(format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n").into_bytes()))
    }
}
