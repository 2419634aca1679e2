//! `content/site.toml`: what the site is called, where it stands, its languages, looks and facets.
//!
//! Start at [`Config::read`]. The file is read with the place of every value, checked, and resolved into
//! [`Config`], in which nothing is left to look up.

mod address;
mod brackets;
mod conflict;
mod facets;
mod localised;
mod visitors;

pub use address::{AddressFault, address_fault, bare_address, is_on_disk};
pub use conflict::unsettled;
pub use facets::{FacetConfig, Order, Show, Vocabulary};
pub use localised::Localised;
pub use visitors::{Help, Newsletter, Visitors};

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::{Checked, Diagnostic, Location, TextFile};
use crate::fields::{self, Fields, Located};
use crate::language::Language;
use crate::mark::Mark;
use crate::model::{Base, Section};

/// Where the configuration stands in a site.
pub const PATH: &str = "content/site.toml";

#[derive(Debug)]
pub struct Config {
    pub file: TextFile,
    pub title: Localised,
    pub description: Localised,
    /// Stands in the footer of every page, such as who is behind the site.
    pub notice: Option<Localised>,
    pub base: Base,
    /// As the configuration has it: a full address below it is the site's own, wherever the site is shown.
    pub own: Base,
    /// The site's own language first.
    pub languages: Vec<Edition>,
    /// Names of theme folders, the first wins.
    pub themes: Vec<Located<String>>,
    pub facets: Vec<FacetConfig>,
    pub project_order: ProjectOrder,
    /// Projects on one page of a list.
    pub per_page: usize,
    /// Entries in a feed.
    pub feed_entries: usize,
    /// When the content was last changed, for feeds and the sitemap, where a page does not say.
    pub updated: Option<Date>,
    pub organisation: Option<Organisation>,
    pub visitors: Visitors,
    /// Is a picture drawn for shared links to each project and term?
    pub share_cards: bool,
    /// Is there a full-text index, if the theme can search?
    pub search: bool,
    /// `[theme]`: overrides of the theme's settings.
    pub theme: serde_json::Value,
    /// Their names, where they stand.
    theme_keys: Vec<Located<String>>,
    /// Which of them are keys of the site, and what to do about it.
    misplaced: Vec<(String, String)>,
    /// What was read, in short: parsed pages are only good for the same.
    pub fingerprint: Mark,
}

/// A language of the site and the part of the site that is in it.
#[derive(Debug, Clone)]
pub struct Edition {
    pub language: Arc<Language>,
    pub section: Section,
    /// Where the configuration names it.
    pub range: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProjectOrder {
    Title,
    Newest,
}

/// Who publishes the site, for feeds and structured data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    pub name: String,
    pub url: Option<String>,
}

impl Config {
    /// Reads and checks `site.toml`. Without a value there is no site to speak of.
    pub fn read(file: &TextFile) -> Checked<Option<Config>> {
        if let Some(conflict) = unsettled(file, |_| false) {
            return Checked::new(None, vec![conflict]);
        }
        let read = fields::read(file, 0..file.text.len(), "configuration", 0..0, |fields| read_fields(file, fields));
        let found = brackets::told_once(file, read.diagnostics);
        let sound = !found.iter().any(Diagnostic::is_error);
        Checked::new(read.value.filter(|_| sound), found)
    }

    /// The same site at another base address.
    #[must_use]
    pub fn with_base(mut self, base: Base) -> Config {
        self.base = base;
        self
    }

    pub fn language(&self) -> &Arc<Language> {
        &self.languages[0].language
    }

    /// Where a setting of the theme stands.
    pub fn theme_key(&self, key: &str) -> Location {
        let found = self.theme_keys.iter().find(|known| known.value == key);
        self.file.locate(found.map_or(0..0, |known| known.range.clone()))
    }

    /// What to do about a setting of the theme that is a key of the site.
    pub fn misplaced(&self, key: &str) -> Option<String> {
        self.misplaced.iter().find(|(known, _)| known == key).map(|(_, hint)| hint.clone())
    }

    pub fn facet(&self, field: &str) -> Option<usize> {
        self.facets.iter().position(|facet| facet.field == field)
    }
}

fn read_fields(file: &TextFile, fields: &Fields<'_, '_>) -> Option<Config> {
    let languages = read_languages(fields);
    // Where it isn't known which languages there are, no text is taken for one too many.
    let tags: Vec<&str> = languages.iter().flatten().map(|edition| edition.language.tag()).collect();
    let title = Localised::required(fields, "title", &tags, "the name of the site");
    let description = Localised::required(fields, "description", &tags, "one sentence that says what the site shows");
    let notice = Localised::read(fields, "notice", &tags);
    let base =
        match fields.required_text("base_url", "the address the site will have, such as \"https://example.org/\"") {
            Some(address) => match Base::parse(&address.value) {
                Ok(base) => Some(base),
                Err(message) => {
                    fields.report(Diagnostic::error("base-url", message).at(fields.locate(address.range)).hint(
                        match Base::mended(&address.value) {
                            Some(better) => format!("write base_url = \"{better}\""),
                            None => "for example: base_url = \"https://example.org/what-we-fund/\"".to_owned(),
                        },
                    ));
                    None
                }
            },
            None => None,
        };
    let mut themes = fields.texts("themes");
    if themes.is_empty() {
        themes.push(Located::new("gallery".to_owned(), 0..0));
    }
    let per_page = count(fields, "per_page", 24);
    let feed_entries = count(fields, "feed_entries", 20);
    let updated = fields.date("updated").map(|date| date.value);
    let project_order = read_project_order(fields);
    let organisation = read_organisation(fields);
    let (theme, theme_keys) = match fields.table("theme") {
        Some(table) => (fields.free("theme").unwrap_or_default(), table.keys()),
        None => (serde_json::Value::Object(serde_json::Map::new()), Vec::new()),
    };
    let visitors = Visitors::read(fields, &tags, base.as_ref());
    let share_cards = fields.boolean("share_cards").unwrap_or(true);
    let search = fields.boolean("search").unwrap_or(true);
    let facets = facets::read(fields, &tags);
    let misplaced = |key: &Located<String>| Some((key.value.clone(), fields.misplaced(key)?));
    Some(Config {
        misplaced: theme_keys.iter().filter_map(misplaced).collect(),
        file: file.clone(),
        title: title?,
        description: description?,
        notice,
        own: base.clone()?,
        base: base?,
        languages: languages?,
        themes,
        facets,
        project_order,
        per_page,
        feed_entries,
        updated,
        organisation,
        visitors,
        share_cards,
        search,
        theme,
        theme_keys,
        fingerprint: file.mark,
    })
}

/// The languages, if all can be read.
fn read_languages(fields: &Fields<'_, '_>) -> Option<Vec<Edition>> {
    let own = fields.required_text("language", "the code of the site's language, such as \"en\" or \"fr\"");
    let others = fields.texts("languages");
    let named = fields.items("languages").map_or(0, |items| if items.many { items.list.len() } else { usize::MAX });
    let mut are_read =
        own.is_some() && others.len() == named && (fields.has("languages") || !fields.is_meant("languages"));
    let tags: Vec<Located<String>> = own.into_iter().chain(others).collect();
    let mut editions: Vec<Edition> = Vec::new();
    for (number, tag) in tags.iter().enumerate() {
        match Language::new(&tag.value) {
            Err(message) => {
                are_read = false;
                fields.report(Diagnostic::error("language", message).at(fields.locate(tag.range.clone())));
            }
            Ok(language) if editions.iter().any(|known| known.language.tag() == language.tag()) => {
                // Naming the site's own language among `languages` again is harmless.
                if tag.value != tags[0].value {
                    fields.report(
                        Diagnostic::error("language", format!("the language \"{}\" is listed twice", tag.value))
                            .at(fields.locate(tag.range.clone()))
                            .hint("keep one of the two"),
                    );
                }
            }
            Ok(language) => {
                let section = Section::new((number > 0).then_some(language.tag()));
                editions.push(Edition { language: Arc::new(language), section, range: tag.range.clone() });
            }
        }
    }
    are_read.then_some(editions)
}

fn count(fields: &Fields<'_, '_>, key: &str, default: usize) -> usize {
    let Some(number) = fields.integer(key) else { return default };
    match usize::try_from(number.value) {
        Ok(value) if (1..=1000).contains(&value) => value,
        _ => {
            fields.report(
                Diagnostic::error("out-of-range", format!("`{key}` must be between 1 and 1000"))
                    .at(fields.locate(number.range))
                    .hint(format!("for example: {key} = {default}")),
            );
            default
        }
    }
}

fn read_project_order(fields: &Fields<'_, '_>) -> ProjectOrder {
    let Some(projects) = fields.table("projects") else { return ProjectOrder::Title };
    let order = projects.text("order");
    let value = match order.as_ref().map(|order| order.value.as_str()) {
        None | Some("title") => ProjectOrder::Title,
        Some("newest") => ProjectOrder::Newest,
        Some(other) => {
            let place = order.as_ref().map(|order| order.range.clone()).unwrap_or_default();
            fields.report(
                Diagnostic::error("order", format!("projects can't be ordered by \"{other}\""))
                    .at(fields.locate(place))
                    .hint("write order = \"title\" or order = \"newest\""),
            );
            ProjectOrder::Title
        }
    };
    projects.finish();
    value
}

fn read_organisation(fields: &Fields<'_, '_>) -> Option<Organisation> {
    let table = fields.table("organisation")?;
    let name = table.required_text("name", "who publishes the site");
    let url = table.text("url");
    let url = url.and_then(|url| visitors::full_address(&table, "url", url, "the full address of its own site"));
    table.finish();
    Some(Organisation { name: name?.value, url })
}
