//! Parts that many pages share, such as the menu and the footer: the templates in a theme's `shared/`, each rendered once
//! for all pages at the same place of the menu. That saved an eighth of the instructions of a build with the gallery theme
//! (1,000 projects).

use std::collections::{BTreeMap, HashMap};
use std::sync::{PoisonError, RwLock};

use tera::Value;

use super::site_shapes::HereView;
use super::{Outcome, View};
use crate::model::Subject;
use crate::theme::Context;

/// What has been rendered in one language: for each place, the parts by name.
pub(super) type Shared = RwLock<HashMap<Here, Value>>;

/// All that a shared part can know of the page it stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Here {
    kind: &'static str,
    place: Place,
    /// Is the page itself that place, and not below it?
    itself: bool,
}

/// What a menu can lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Place {
    Home,
    Projects,
    Facet(usize),
    Map,
    Explore,
    Page(usize),
    None,
}

impl Here {
    /// `number` counts the pages of a list.
    pub(super) fn of(kind: &'static str, subject: &Subject, number: usize) -> Here {
        let (place, itself) = match subject {
            Subject::Home => (Place::Home, true),
            Subject::Projects => (Place::Projects, number == 1),
            Subject::Project(_) => (Place::Projects, false),
            Subject::Facet(facet) => (Place::Facet(*facet), true),
            Subject::Term { facet, .. } => (Place::Facet(*facet), false),
            Subject::Map => (Place::Map, true),
            Subject::Explore => (Place::Explore, true),
            Subject::Page(page) => (Place::Page(*page), true),
            _ => (Place::None, false),
        };
        Here { kind, place, itself }
    }

    fn subject(self) -> Option<Subject> {
        match self.place {
            Place::Home => Some(Subject::Home),
            Place::Projects => Some(Subject::Projects),
            Place::Facet(facet) => Some(Subject::Facet(facet)),
            Place::Map => Some(Subject::Map),
            Place::Explore => Some(Subject::Explore),
            Place::Page(page) => Some(Subject::Page(page)),
            Place::None => None,
        }
    }
}

impl View<'_> {
    /// The shared parts for a page, by name.
    pub(super) fn shared(&self, here: Here) -> Outcome<Value> {
        let cell = &self.cache.shared[self.number];
        if let Some(parts) = cell.read().unwrap_or_else(PoisonError::into_inner).get(&here) {
            return Ok(parts.clone());
        }
        let parts = self.make_shared(here)?;
        Ok(cell.write().unwrap_or_else(PoisonError::into_inner).entry(here).or_insert(parts).clone())
    }

    fn make_shared(&self, here: Here) -> Outcome<Value> {
        let mut context = Context::default();
        context.value("site", self.site()?);
        context.value(
            "here",
            HereView {
                kind: here.kind.to_owned(),
                href: here.subject().map(|subject| self.href_of(&subject)),
                current: if here.itself { "page" } else { "true" }.to_owned(),
            },
        );
        let part = |(name, template): (&str, &str)| {
            let html = self.theme.render_text(self.number, template, &context).map_err(|diagnostic| {
                Box::new(
                    diagnostic
                        .hint("templates in shared/ are rendered once for many pages: they see `site` and `here`"),
                )
            })?;
            Ok((name.to_owned(), Value::from(html.trim())))
        };
        let parts: BTreeMap<String, Value> = self.theme.shared_templates().map(part).collect::<Outcome<_>>()?;
        Ok(Value::from(parts))
    }
}
