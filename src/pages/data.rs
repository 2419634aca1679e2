//! The site's data for those who count themselves: a table of each facet's terms beside its overview, and all projects
//! beside their list, as CSV (RFC 4180) and as JSON. README.md lists the columns.
//!
//! What is withheld stands in none of them, not even in a preview.

use std::borrow::Cow;

use serde::Serialize;

use super::{Content, Generator, Plan, Planned, Scope};
use crate::diagnostic::Diagnostic;
use crate::model::{Amount, Project, Route, Subject, Text};
use crate::view::{TABLE, View};

pub struct Data;

const JSON: &str = "projects.json";

impl Generator for Data {
    fn plan(&self, scope: &Scope<'_>, pages: &mut Vec<Planned>) {
        for language in scope.languages() {
            let section = &scope.config.languages[language].section;
            let projects = section.folder("projects");
            for name in [TABLE, JSON] {
                pages.push(Planned::new(projects.beside(name), language, Subject::Projects).unlisted());
            }
            for (number, facet) in scope.config.facets.iter().enumerate() {
                let route = section.folder(&facet.folder).beside(TABLE);
                pages.push(Planned::new(route, language, Subject::Facet(number)).unlisted());
            }
        }
    }

    fn content(&self, view: &View<'_>, _: &Plan, planned: &Planned) -> Result<Content, Box<Diagnostic>> {
        let failed = |error: String| Box::new(Diagnostic::error("data", format!("the data can't be written: {error}")));
        let bytes = match planned.subject {
            Subject::Facet(facet) => table(terms(view, facet)).map_err(|error| failed(error.to_string()))?,
            _ if planned.route.path().ends_with(JSON) => json(view).map_err(|error| failed(error.to_string()))?,
            _ => table(projects(view)).map_err(|error| failed(error.to_string()))?,
        };
        Ok(Content::Bytes(bytes))
    }
}

fn table(rows: impl IntoIterator<Item = Vec<String>>) -> Result<Vec<u8>, csv::Error> {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        for cell in &row {
            table.write_field(harmless(cell).as_bytes())?;
        }
        table.write_record(None::<&[u8]>)?;
    }
    table.into_inner().map_err(|error| csv::Error::from(std::io::Error::other(error.to_string())))
}

/// A spreadsheet takes what begins so for a formula, which may do anything; an apostrophe makes it text.
fn harmless(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}").into() } else { cell.into() }
}

/// A facet's terms in its order. Columns that would be empty in every row are left out.
fn terms(view: &View<'_>, facet: usize) -> Vec<Vec<String>> {
    let tally = view.tally(facet);
    let settings = &view.config().facets[facet];
    let own = &view.portfolio().facets[facet];
    let term = |row: &crate::view::Row| &own.terms[row.term];
    let mut columns: Vec<(String, Vec<String>)> = Vec::new();
    let mut column = |name: &str, cells: Vec<String>| {
        let needed = ["id", "name", "url", "projects"].contains(&name);
        if needed || cells.iter().any(|cell| !cell.is_empty()) {
            columns.push((name.to_owned(), cells));
        }
    };
    let url = |slug: &str| view.config().base.url(&view.section().item(&settings.folder, slug));
    let or_empty = |number: Option<i64>| number.map_or_else(String::new, |number| number.to_string());
    let rows = || tally.rows.iter();
    column("id", rows().map(|row| term(row).slug.to_string()).collect());
    column("name", rows().map(|row| term(row).names[view.language_number()].clone()).collect());
    column("url", rows().map(|row| url(&term(row).slug)).collect());
    column("country", rows().map(|row| term(row).code.as_deref().unwrap_or_default().to_owned()).collect());
    column("year", rows().map(|row| or_empty(term(row).year)).collect());
    column("kind", rows().map(|row| term(row).kind.clone().unwrap_or_default()).collect());
    column("grants", rows().map(|row| or_empty(term(row).grants)).collect());
    column("projects", rows().map(|row| row.projects.to_string()).collect());
    if !tally.of_terms && !tally.stated.is_empty() {
        column("amounts_stated", rows().map(|row| row.stated.to_string()).collect());
    }
    for currency in tally.currencies() {
        let exact = |row: &crate::view::Row| row.amounts.get(&currency).map_or_else(String::new, |money| money.plain());
        let ceiling = |row: &crate::view::Row| {
            row.ceiling.filter(|money| money.currency() == currency).map_or_else(String::new, |money| money.plain())
        };
        column(&format!("amount_{currency}"), rows().map(exact).collect());
        column(&format!("amount_up_to_{currency}"), rows().map(ceiling).collect());
    }
    let head = columns.iter().map(|(name, _)| name.clone()).collect();
    let cells = (0..tally.rows.len()).map(|row| columns.iter().map(|(_, cells)| cells[row].clone()).collect());
    std::iter::once(head).chain(cells).collect()
}

/// Between several values of one cell.
const SEVERAL: &str = "; ";

/// Every project, in reading order; made row by row, since there may be a hundred thousand.
fn projects<'a>(view: &'a View<'a>) -> impl Iterator<Item = Vec<String>> {
    let facets = &view.config().facets;
    let mut head: Vec<String> = ["id", "title", "summary", "url"].map(str::to_owned).to_vec();
    head.extend(facets.iter().map(|facet| facet.field.clone()));
    head.extend(
        ["inferred", "partners", "status", "start", "end", "amount", "currency", "amount_up_to", "updated"]
            .map(str::to_owned),
    );
    std::iter::once(head).chain(entries(view, &[]).map(row))
}

fn row(entry: Entry<'_>) -> Vec<String> {
    let mut row = vec![entry.id.to_owned(), entry.title.to_owned(), entry.summary.to_owned(), entry.url];
    let names = |terms: &[Term<'_>]| terms.iter().map(|term| term.name).collect::<Vec<_>>().join(SEVERAL);
    row.extend(entry.facets.iter().map(|facet| names(&facet.terms)));
    let inferred = entry.facets.iter().flat_map(|facet| {
        facet.terms.iter().filter(|term| term.inferred).map(|term| format!("{}: {}", facet.field, term.name))
    });
    row.push(inferred.collect::<Vec<_>>().join(SEVERAL));
    row.push(entry.partners.join(SEVERAL));
    row.push(entry.status.unwrap_or_default().to_owned());
    let plain = |ceiling: bool| {
        let amount = entry.money.filter(|amount| amount.ceiling == ceiling);
        amount.map_or_else(String::new, |amount| amount.money.plain())
    };
    row.extend([entry.start.unwrap_or_default(), entry.end.unwrap_or_default(), plain(false)]);
    row.push(entry.currency.unwrap_or_default().to_owned());
    row.extend([plain(true), entry.updated.unwrap_or_default()]);
    row
}

/// Room for a project in a file of data, in bytes.
const LINE: usize = 2000;

/// Each project in a line of its own, made as it is written: indented, the file would be twice as long.
fn json(view: &View<'_>) -> serde_json::Result<Vec<u8>> {
    let url = view.config().base.url(&view.section().folder("projects"));
    let head = serde_json::to_string(&Head { title: view.site_title(), url, language: view.language().tag() })?;
    // As long as such lines are; what is not needed is never touched.
    let mut bytes = Vec::with_capacity(head.len() + view.portfolio().projects.len() * LINE);
    bytes.extend(head.strip_suffix('}').unwrap_or(&head).as_bytes());
    bytes.extend(b",\"projects\":[");
    for (number, entry) in entries(view, &addresses(view)).enumerate() {
        bytes.extend(if number == 0 { b"\n".as_slice() } else { b",\n" });
        serde_json::to_writer(&mut bytes, &entry)?;
    }
    bytes.extend(b"\n]}\n");
    Ok(bytes)
}

#[derive(Serialize)]
struct Head<'a> {
    title: &'a str,
    url: String,
    language: &'a str,
}

/// The address of every term, by facet: a project's are found there rather than made again for each.
fn addresses(view: &View<'_>) -> Vec<Vec<String>> {
    let facets = view.config().facets.iter().zip(&view.portfolio().facets);
    let address = |folder: &str, slug: &str| view.config().base.url(&view.section().item(folder, slug));
    facets
        .map(|(settings, facet)| facet.terms.iter().map(|term| address(&settings.folder, &term.slug)).collect())
        .collect()
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    title: &'a str,
    summary: &'a str,
    url: String,
    facets: Vec<Terms<'a>>,
    partners: &'a [String],
    status: Option<&'static str>,
    start: Option<String>,
    end: Option<String>,
    amount: Option<serde_json::Number>,
    currency: Option<&'static str>,
    amount_up_to: Option<serde_json::Number>,
    updated: Option<String>,
    #[serde(skip)]
    money: Option<Amount>,
}

#[derive(Serialize)]
struct Terms<'a> {
    field: &'a str,
    name: &'a str,
    terms: Vec<Term<'a>>,
}

#[derive(Serialize)]
struct Term<'a> {
    id: &'a str,
    name: &'a str,
    url: &'a str,
    inferred: bool,
}

/// Every published project, in reading order. Without `addresses`, its terms have none.
fn entries<'a>(view: &'a View<'a>, addresses: &'a [Vec<String>]) -> impl Iterator<Item = Entry<'a>> {
    let (portfolio, language) = (view.portfolio(), view.language_number());
    portfolio.orders[language].iter().filter_map(move |number| {
        let project = &portfolio.projects[*number];
        let text = project.texts[language].as_ref().filter(|text| text.withheld.is_none())?;
        Some(entry(view, *number, project, text, addresses))
    })
}

fn entry<'a>(
    view: &View<'a>,
    number: usize,
    project: &'a Project,
    text: &'a Text,
    addresses: &'a [Vec<String>],
) -> Entry<'a> {
    let base = &view.config().base;
    let url = |route: &Route| base.url(route);
    let facets = view.config().facets.iter().zip(&view.portfolio().facets).zip(&project.tags).enumerate();
    let terms = facets.map(|(number, ((settings, facet), tags))| Terms {
        field: &settings.field,
        name: settings.plural.get(view.language_number()),
        terms: tags
            .iter()
            .map(|tag| (tag, &facet.terms[tag.term]))
            .filter(|(_, term)| !term.is_withheld())
            .map(|(tag, term)| Term {
                id: &term.slug,
                name: &term.names[view.language_number()],
                url: addresses.get(number).map_or("", |facet| &facet[tag.term]),
                inferred: tag.inferred,
            })
            .collect(),
    });
    let amount = |ceiling: bool| project.amount.filter(|amount| amount.ceiling == ceiling).and_then(as_number);
    Entry {
        id: &project.slug,
        title: text.title(),
        summary: text.summary(),
        url: url(&view.section().item("projects", &project.slug)),
        facets: terms.collect(),
        partners: &project.partners,
        status: project.status.map(|status| status.word()),
        start: project.start.map(|date| date.to_string()),
        end: project.end.map(|date| date.to_string()),
        amount: amount(false),
        currency: project.amount.map(|amount| amount.money.currency().as_str()),
        amount_up_to: amount(true),
        updated: view.stated_change(&Subject::Project(number)).map(|date| date.to_string()),
        money: project.amount,
    }
}

fn as_number(amount: Amount) -> Option<serde_json::Number> {
    let plain = amount.money.plain();
    match plain.parse::<i64>() {
        Ok(whole) => Some(whole.into()),
        Err(_) => serde_json::Number::from_f64(amount.money.as_f64()),
    }
}
