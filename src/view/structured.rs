//! Structured data for search engines: schema.org as JSON-LD.

use serde_json::{Value, json};

use super::View;
use super::shapes::PageView;
use crate::config::Vocabulary;
use crate::model::{Project, Subject};

/// One graph for the page, ready to stand in a script element.
pub fn data(view: &View<'_>, subject: &Subject, page: &PageView) -> Option<String> {
    let mut graph = Vec::new();
    let funder = organisation(view);
    match subject {
        Subject::Home => graph.push(json!({
            "@type": "WebSite",
            "name": view.site_title(),
            "description": view.config.description.get(view.number),
            "url": page.url,
            "inLanguage": view.language().tag(),
            "publisher": funder,
        })),
        Subject::Project(number) => project(view, &view.portfolio.projects[*number], page, &funder, &mut graph),
        _ => {}
    }
    if page.breadcrumbs.len() > 1 {
        graph.push(breadcrumbs(view, page));
    }
    if graph.is_empty() {
        return None;
    }
    let text = json!({ "@context": "https://schema.org", "@graph": graph }).to_string();
    // Within a script element only "</" could end it early; "<" is never needed as such in JSON.
    Some(text.replace('<', "\\u003c"))
}

fn organisation(view: &View<'_>) -> Value {
    let home = view.config.base.url(&view.config.languages[0].section.home());
    let stated = view.config.organisation.as_ref();
    let mut value = json!({
        "@type": "Organization",
        "@id": format!("{home}#organisation"),
        "name": view.publisher(),
    });
    if let Some(url) = stated.and_then(|organisation| organisation.url.as_ref()) {
        value["url"] = json!(url);
    }
    value
}

fn project(view: &View<'_>, project: &Project, page: &PageView, funder: &Value, graph: &mut Vec<Value>) {
    let id = format!("{}#project", page.url);
    let mut about = json!({
        "@type": "Project",
        "@id": id,
        "name": page.title,
        "description": page.description,
        "url": page.url,
        "funder": funder,
    });
    let mut keywords = Vec::new();
    for (number, tags) in project.tags.iter().enumerate() {
        let settings = &view.config.facets[number];
        let names = || tags.iter().map(|tag| &view.portfolio.facets[number].terms[tag.term].names[view.number]);
        if tags.is_empty() {
        } else if settings.organisations {
            about["parentOrganization"] =
                json!(names().map(|name| json!({ "@type": "Organization", "name": name })).collect::<Vec<_>>());
        } else if settings.vocabulary == Vocabulary::Countries {
            about["location"] =
                json!(names().map(|name| json!({ "@type": "Country", "name": name })).collect::<Vec<_>>());
        } else {
            keywords.extend(names().cloned());
        }
    }
    if !keywords.is_empty() {
        about["keywords"] = json!(keywords);
    }
    if !project.partners.is_empty() {
        about["member"] = json!(
            project.partners.iter().map(|name| json!({ "@type": "Organization", "name": name })).collect::<Vec<_>>()
        );
    }
    if let Some(start) = project.start {
        about["foundingDate"] = json!(start.to_string());
    }
    if let Some(end) = project.end {
        about["dissolutionDate"] = json!(end.to_string());
    }
    graph.push(about);
    let mut grant = json!({
        "@type": "MonetaryGrant",
        "name": page.title,
        "url": page.url,
        "funder": funder,
        "fundedItem": { "@id": id },
    });
    if let Some(amount) = project.amount {
        let key = if amount.ceiling { "maxValue" } else { "value" };
        grant["amount"] = json!({
            "@type": "MonetaryAmount",
            "currency": amount.money.currency().as_str(),
            key: amount.money.plain(),
        });
    }
    graph.push(grant);
}

fn breadcrumbs(view: &View<'_>, page: &PageView) -> Value {
    let host = view.config.base.origin();
    let items: Vec<Value> = page
        .breadcrumbs
        .iter()
        .enumerate()
        .map(|(number, crumb)| {
            json!({ "@type": "ListItem", "position": number + 1, "name": crumb.title, "item": format!("{host}{}", crumb.href) })
        })
        .collect();
    json!({ "@type": "BreadcrumbList", "itemListElement": items })
}
