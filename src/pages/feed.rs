//! Atom feeds (RFC 4287): one for the site and one for each term, in each language.

use jiff::civil::Date;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::xml::{Written, element, empty};
use super::{Content, Generator, Plan, Planned, Scope};
use crate::diagnostic::Diagnostic;
use crate::model::{Route, Subject};
use crate::view::View;

pub struct Feeds;

/// The file name of every feed, beside the page that it follows.
pub const NAME: &str = "feed.xml";

impl Generator for Feeds {
    fn plan(&self, scope: &Scope<'_>, pages: &mut Vec<Planned>) {
        for language in scope.languages() {
            let section = &scope.config.languages[language].section;
            pages.push(Planned::new(section.home().beside(NAME), language, Subject::Site).unlisted());
            for (number, (settings, facet)) in scope.config.facets.iter().zip(&scope.portfolio.facets).enumerate() {
                for term in &facet.orders[language] {
                    let route = section.item(&settings.folder, &facet.terms[*term].slug).beside(NAME);
                    pages.push(Planned::new(route, language, Subject::Term { facet: number, term: *term }).unlisted());
                }
            }
        }
    }

    fn content(&self, view: &View<'_>, _: &Plan, planned: &Planned) -> Result<Content, Box<Diagnostic>> {
        let portfolio = view.portfolio();
        let (title, page, projects) = match planned.subject {
            Subject::Term { facet, term } => {
                let settings = &view.config().facets[facet];
                let term = &portfolio.facets[facet].terms[term];
                let page = view.section().item(&settings.folder, &term.slug);
                let title = format!("{} · {}", term.names[view.language_number()], view.site_title());
                (title, page, newest_first(view, &term.projects[view.language_number()]))
            }
            _ => {
                let newest = &portfolio.newest[view.language_number()];
                let newest = newest.iter().take(view.config().feed_entries).copied().collect();
                (view.site_title().to_owned(), view.section().home(), newest)
            }
        };
        let feed = Feed { view, title: &title, page: &page, own: &planned.route, projects: &projects };
        feed.write()
            .map(Content::Bytes)
            .map_err(|error| Box::new(Diagnostic::error("feed", format!("the feed can't be written: {error}"))))
    }
}

fn newest_first(view: &View<'_>, projects: &[usize]) -> Vec<usize> {
    let (mut newest, entries) = (projects.to_vec(), view.config().feed_entries);
    let order = |project: &usize| view.rank(*project);
    if newest.len() > entries {
        newest.select_nth_unstable_by_key(entries, order);
        newest.truncate(entries);
    }
    newest.sort_unstable_by_key(order);
    newest
}

/// A feed on its way to XML, the elements in the order that readers of Atom know.
struct Feed<'a> {
    view: &'a View<'a>,
    title: &'a str,
    /// The page that it follows.
    page: &'a Route,
    own: &'a Route,
    projects: &'a [usize],
}

impl Feed<'_> {
    fn write(&self) -> Written<Vec<u8>> {
        let config = self.view.config();
        let updated = self.projects.iter().map(|number| self.updated(*number)).max();
        let mut xml = Writer::new(Vec::with_capacity(1024 * (self.projects.len() + 1)));
        xml.write_event(Event::Decl(BytesDecl::new("1.0", None, None)))?;
        xml.write_event(Event::Text(BytesText::new("\n")))?;
        let attributes = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", self.view.language().tag())];
        xml.write_event(Event::Start(BytesStart::new("feed").with_attributes(attributes)))?;
        element(&mut xml, "title", self.title)?;
        element(&mut xml, "id", &config.base.url(self.page))?;
        element(&mut xml, "updated", &stamp(updated.unwrap_or_else(|| self.view.updated())))?;
        xml.write_event(Event::Start(BytesStart::new("author")))?;
        element(&mut xml, "name", &self.view.publisher())?;
        xml.write_event(Event::End(BytesEnd::new("author")))?;
        element(&mut xml, "generator", "Loggia")?;
        empty(&mut xml, "link", &[("href", &config.base.url(self.own)), ("rel", "self")])?;
        empty(&mut xml, "link", &[("href", &config.base.url(self.page)), ("rel", "alternate")])?;
        for number in self.projects {
            self.entry(&mut xml, *number)?;
        }
        xml.write_event(Event::End(BytesEnd::new("feed")))?;
        Ok(xml.into_inner())
    }

    fn entry(&self, xml: &mut Writer<Vec<u8>>, number: usize) -> Written<()> {
        let project = &self.view.portfolio().projects[number];
        let url = self.view.config().base.url(&self.view.section().item("projects", &project.slug));
        let text = project.text(self.view.language_number());
        xml.write_event(Event::Start(BytesStart::new("entry")))?;
        element(xml, "title", text.map_or("", |text| text.title()))?;
        element(xml, "id", &url)?;
        element(xml, "updated", &stamp(self.updated(number)))?;
        for name in self.view.tag_names(number) {
            empty(xml, "category", &[("term", name)])?;
        }
        empty(xml, "link", &[("href", &url), ("rel", "alternate")])?;
        element(xml, "summary", text.map_or("", |text| text.summary()))?;
        xml.write_event(Event::End(BytesEnd::new("entry")))
    }

    fn updated(&self, number: usize) -> Date {
        let stated = self.view.last_modified(&Subject::Project(number));
        stated.or(self.view.portfolio().projects[number].since).unwrap_or_else(|| self.view.updated())
    }
}

/// Midnight UTC of a day: Atom wants a time, content states days.
fn stamp(date: Date) -> String {
    format!("{date}T00:00:00+00:00")
}
