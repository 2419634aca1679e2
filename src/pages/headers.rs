//! `_headers`: what hosts such as Netlify and Cloudflare Pages are to send with each page. Other hosts can be told the
//! same by hand; they pass over this file.

use super::{Content, Generator, Plan, Planned, Scope};
use crate::diagnostic::Diagnostic;
use crate::model::{Route, Subject};
use crate::view::{View, policy};

pub struct Headers;

impl Generator for Headers {
    fn plan(&self, _: &Scope<'_>, pages: &mut Vec<Planned>) {
        pages.push(Planned::new(Route::file("_headers"), 0, Subject::Site).unlisted());
    }

    fn content(&self, view: &View<'_>, _: &Plan, _: &Planned) -> Result<Content, Box<Diagnostic>> {
        let base = view.config().base.path();
        // The widest that any page needs: each narrows it down itself. A worker has no other than this.
        let policy = policy(view.config(), view.searches());
        let text = format!(
            "{base}*\n  Content-Security-Policy: {policy}; frame-ancestors 'self'\n  X-Content-Type-Options: nosniff\n  \
             Referrer-Policy: strict-origin-when-cross-origin\n  \
             Permissions-Policy: camera=(), microphone=(), geolocation=(), interest-cohort=()\n"
        );
        Ok(Content::Bytes(text.into_bytes()))
    }
}
