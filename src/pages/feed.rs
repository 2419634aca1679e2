//! Atom feeds (RFC 4287): one for the site and one for each term, in each language.

use atom_syndication::{
    CategoryBuilder, Entry, EntryBuilder, FeedBuilder, FixedDateTime, GeneratorBuilder, LinkBuilder, PersonBuilder,
    Text,
};
use jiff::civil::Date;

use super::{Content, Generator, Plan, Planned, Scope};
use crate::diagnostic::Diagnostic;
use crate::model::{Portfolio, Route, Subject};
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
                (title, page, newest_first(portfolio, view, &term.projects[view.language_number()]))
            }
            _ => {
                let newest = &portfolio.newest[view.language_number()];
                let newest = newest.iter().take(view.config().feed_entries).copied().collect();
                (view.site_title().to_owned(), view.section().home(), newest)
            }
        };
        let entries: Vec<Entry> = projects.into_iter().map(|number| entry(view, number)).collect();
        let updated = entries.iter().map(|entry| entry.updated).max().unwrap_or_else(|| stamp(view.updated()));
        let feed = FeedBuilder::default()
            .title(Text::plain(title))
            .id(view.config().base.url(&page))
            .updated(updated)
            .lang(Some(view.language().tag().to_owned()))
            .generator(GeneratorBuilder::default().value("Loggia").build())
            .authors(vec![PersonBuilder::default().name(view.publisher()).build()])
            .links(vec![
                LinkBuilder::default().rel("self").href(view.config().base.url(&planned.route)).build(),
                LinkBuilder::default().rel("alternate").href(view.config().base.url(&page)).build(),
            ])
            .entries(entries)
            .build();
        Ok(Content::Bytes(feed.to_string().into_bytes()))
    }
}

fn newest_first(portfolio: &Portfolio, view: &View<'_>, projects: &[usize]) -> Vec<usize> {
    let mut newest = projects.to_vec();
    newest.sort_by_key(|number| std::cmp::Reverse(portfolio.projects[*number].date(view.language_number())));
    newest.truncate(view.config().feed_entries);
    newest
}

fn entry(view: &View<'_>, number: usize) -> Entry {
    let project = &view.portfolio().projects[number];
    let route: Route = view.section().item("projects", &project.slug);
    let url = view.config().base.url(&route);
    let text = project.text(view.language_number());
    let title = text.map(|text| text.title().to_string()).unwrap_or_default();
    let summary = text.map(|text| text.summary().to_string()).unwrap_or_default();
    let categories = view
        .tag_names(number)
        .into_iter()
        .map(|name| CategoryBuilder::default().term(name).build())
        .collect::<Vec<_>>();
    EntryBuilder::default()
        .title(Text::plain(title))
        .id(url.clone())
        .updated(stamp(view.last_modified(&Subject::Project(number)).unwrap_or_else(|| view.updated())))
        .links(vec![LinkBuilder::default().rel("alternate").href(url).build()])
        .summary(Some(Text::plain(summary)))
        .categories(categories)
        .build()
}

/// Midnight UTC of a day: Atom wants a time, content states days.
fn stamp(date: Date) -> FixedDateTime {
    format!("{date}T00:00:00Z").parse().unwrap_or_default()
}
