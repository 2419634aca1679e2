//! Structured data for search engines: schema.org as JSON-LD.
//!
//! Written from typed structs, their fields in alphabetical order: every page has some, and building it as
//! generic JSON values took 9 % of a build.

use serde::Serialize;

use super::View;
use super::shapes::PageView;
use crate::config::Vocabulary;
use crate::model::{Project, Subject};

#[derive(Serialize)]
struct Document<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Thing<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Thing<'a> {
    WebSite(WebSite<'a>),
    Project(Box<AboutProject<'a>>),
    Grant(Grant<'a>),
    Breadcrumbs(Breadcrumbs<'a>),
}

#[derive(Serialize)]
struct WebSite<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    description: &'a str,
    #[serde(rename = "inLanguage")]
    language: &'a str,
    name: &'a str,
    publisher: Organisation<'a>,
    url: &'a str,
}

#[derive(Clone, Serialize)]
struct Organisation<'a> {
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

/// A thing that is only named, such as a country.
#[derive(Serialize)]
struct Named<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
}

#[derive(Serialize)]
struct AboutProject<'a> {
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@type")]
    kind: &'static str,
    description: &'a str,
    #[serde(rename = "dissolutionDate", skip_serializing_if = "Option::is_none")]
    end: Option<String>,
    #[serde(rename = "foundingDate", skip_serializing_if = "Option::is_none")]
    start: Option<String>,
    funder: Organisation<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    location: Vec<Named<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    member: Vec<Named<'a>>,
    name: &'a str,
    #[serde(rename = "parentOrganization", skip_serializing_if = "Vec::is_empty")]
    parents: Vec<Named<'a>>,
    url: &'a str,
}

#[derive(Serialize)]
struct Grant<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<Amount<'a>>,
    #[serde(rename = "fundedItem")]
    funded: Reference,
    funder: Organisation<'a>,
    name: &'a str,
    url: &'a str,
}

#[derive(Serialize)]
struct Reference {
    #[serde(rename = "@id")]
    id: String,
}

#[derive(Serialize)]
struct Amount<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    currency: &'a str,
    #[serde(rename = "maxValue", skip_serializing_if = "Option::is_none")]
    ceiling: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
}

#[derive(Serialize)]
struct Breadcrumbs<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "itemListElement")]
    items: Vec<Crumb<'a>>,
}

#[derive(Serialize)]
struct Crumb<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    item: String,
    name: &'a str,
    position: usize,
}

/// One graph for the page, ready to stand in a script element.
pub fn data(view: &View<'_>, subject: &Subject, page: &PageView) -> Option<String> {
    let mut graph = Vec::new();
    match subject {
        Subject::Home => graph.push(Thing::WebSite(WebSite {
            kind: "WebSite",
            description: view.config.description.get(view.number),
            language: view.language().tag(),
            name: view.site_title(),
            publisher: organisation(view),
            url: &page.url,
        })),
        Subject::Project(number) => project(view, &view.portfolio.projects[*number], page, &mut graph),
        _ => {}
    }
    if page.breadcrumbs.len() > 1 {
        graph.push(Thing::Breadcrumbs(breadcrumbs(view, page)));
    }
    if graph.is_empty() {
        return None;
    }
    let text = serde_json::to_string(&Document { context: "https://schema.org", graph }).ok()?;
    // Within a script element only "</" could end it early; "<" is never needed as such in JSON.
    Some(if text.contains('<') { text.replace('<', "\\u003c") } else { text })
}

fn organisation<'a>(view: &View<'a>) -> Organisation<'a> {
    let home = view.config.base.url(&view.config.languages[0].section.home());
    Organisation {
        id: format!("{home}#organisation"),
        kind: "Organization",
        name: view.publisher(),
        url: view.config.organisation.as_ref().and_then(|organisation| organisation.url.as_deref()),
    }
}

fn project<'a>(view: &View<'a>, project: &'a Project, page: &'a PageView, graph: &mut Vec<Thing<'a>>) {
    let id = format!("{}#project", page.url);
    let funder = organisation(view);
    let named = |kind: &'static str| move |name: &'a str| Named { kind, name };
    let mut about = AboutProject {
        id: id.clone(),
        kind: "Project",
        description: &page.description,
        end: project.end.map(|date| date.to_string()),
        start: project.start.map(|date| date.to_string()),
        funder: funder.clone(),
        keywords: Vec::new(),
        location: Vec::new(),
        member: project.partners.iter().map(String::as_str).map(named("Organization")).collect(),
        name: &page.title,
        parents: Vec::new(),
        url: &page.url,
    };
    for (number, tags) in project.tags.iter().enumerate() {
        let settings = &view.config.facets[number];
        let facet = &view.portfolio.facets[number];
        let names = tags.iter().map(|tag| facet.terms[tag.term].names[view.number].as_str());
        if tags.is_empty() {
        } else if settings.organisations {
            about.parents.extend(names.map(named("Organization")));
        } else if settings.vocabulary == Vocabulary::Countries {
            about.location.extend(names.map(named("Country")));
        } else {
            about.keywords.extend(names);
        }
    }
    graph.push(Thing::Project(Box::new(about)));
    graph.push(Thing::Grant(Grant {
        kind: "MonetaryGrant",
        amount: project.amount.as_ref().map(|amount| {
            let plain = amount.money.plain();
            let (ceiling, value) = if amount.ceiling { (Some(plain), None) } else { (None, Some(plain)) };
            Amount { kind: "MonetaryAmount", currency: amount.money.currency().as_str(), ceiling, value }
        }),
        funded: Reference { id },
        funder,
        name: &page.title,
        url: &page.url,
    }));
}

fn breadcrumbs<'a>(view: &View<'_>, page: &'a PageView) -> Breadcrumbs<'a> {
    let host = view.config.base.origin();
    let crumb = |(number, crumb): (usize, &'a super::site_shapes::PageLink)| Crumb {
        kind: "ListItem",
        item: [host, &crumb.href].concat(),
        name: &crumb.title,
        position: number + 1,
    };
    Breadcrumbs { kind: "BreadcrumbList", items: page.breadcrumbs.iter().enumerate().map(crumb).collect() }
}
