//! What holds for every site that any case builds: links lead to pages and anchors that are there, addresses
//! have the base path, feeds and the sitemap are well-formed, structured data is JSON with types, ids are
//! unique, and none of the inner marks of the Markdown stage is left.

use std::collections::BTreeSet;

use loggia::model::Base;
use quick_xml::events::Event;
use scraper::{Html, Selector};
use serde_json::Value;

use crate::json_ld;
use crate::site::Outputs;

/// Everything that does not hold.
pub fn broken(outputs: &Outputs, base: &Base) -> Vec<String> {
    let mut problems = Vec::new();
    for (route, bytes) in outputs {
        let is_page = route.is_empty() || route.ends_with('/') || route.ends_with(".html");
        let is_xml = route.ends_with(".xml");
        if route.starts_with("assets/") || !(is_page || is_xml) {
            continue;
        }
        let Ok(text) = std::str::from_utf8(bytes) else {
            problems.push(format!("/{route} is not UTF-8"));
            continue;
        };
        if text.contains(['\u{e000}', '\u{e001}', '\u{fffc}']) {
            problems.push(format!("/{route} has an inner mark left in it"));
        }
        let result = if is_xml { xml(text) } else { page(text, outputs, base) };
        problems.extend(result.err().map(|problem| format!("/{route}: {problem}")));
    }
    problems
}

fn xml(text: &str) -> Result<(), String> {
    if let Some(odd) = text.chars().find(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r')) {
        return Err(format!("{odd:?} may not stand in XML"));
    }
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut depth = 0;
    loop {
        match reader.read_event().map_err(|error| format!("not well-formed: {error}"))? {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::Text(text) => {
                text.decode().map_err(|error| error.to_string())?;
            }
            Event::Eof if depth == 0 => break,
            Event::Eof => return Err("not well-formed: it ends too early".to_owned()),
            _ => {}
        }
    }
    if !text.contains("<feed") {
        return Ok(());
    }
    let feed: atom_syndication::Feed = text.parse().map_err(|error| format!("not a feed: {error}"))?;
    let entries = feed.entries().iter().map(|entry| entry.id());
    match std::iter::once(feed.id()).chain(entries).find(|id| !id.starts_with("http")) {
        Some(id) => Err(format!("\"{id}\" is no id for a feed or an entry")),
        None => Ok(()),
    }
}

fn page(text: &str, outputs: &Outputs, base: &Base) -> Result<(), String> {
    let document = Html::parse_document(text);
    let mut ids = BTreeSet::new();
    for element in document.select(&selector("[id]")) {
        if let Some(id) = element.attr("id").filter(|id| !ids.insert(id.to_string())) {
            return Err(format!("the id \"{id}\" stands twice"));
        }
    }
    if document.root_element().attr("lang").is_none_or(str::is_empty) {
        return Err("the page has no lang".to_owned());
    }
    for (css, attribute) in [("[href]", "href"), ("[src]", "src")] {
        for element in document.select(&selector(css)) {
            let address = element.attr(attribute).unwrap_or_default();
            address_is_fine(address, &ids, outputs, base)
                .map_err(|problem| format!("{attribute}=\"{address}\" {problem}"))?;
        }
    }
    for data in json_ld::blocks(text)? {
        if data["@context"] != "https://schema.org" {
            return Err("JSON-LD without its context".to_owned());
        }
        let graph = data["@graph"].as_array().filter(|graph| !graph.is_empty()).ok_or("JSON-LD without a graph")?;
        graph.iter().try_for_each(typed)?;
    }
    Ok(())
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).expect("a selector")
}

/// Everything in the graph that is a thing has a type; a mere reference has an id alone.
fn typed(value: &Value) -> Result<(), String> {
    match value {
        Value::Object(fields) => {
            let reference = fields.len() == 1 && fields.contains_key("@id");
            if !fields.contains_key("@type") && !reference {
                return Err(format!("JSON-LD without a type: {value}"));
            }
            fields.values().try_for_each(typed)
        }
        Value::Array(items) => items.iter().try_for_each(typed),
        _ => Ok(()),
    }
}

/// An address of this site leads to what is there; any other has a scheme that is harmless.
fn address_is_fine(address: &str, ids: &BTreeSet<String>, outputs: &Outputs, base: &Base) -> Result<(), String> {
    let own = address.strip_prefix(base.origin()).unwrap_or(address);
    if let Some(anchor) = own.strip_prefix('#') {
        let there = anchor.is_empty() || ids.contains(&decoded(anchor));
        return if there { Ok(()) } else { Err("leads to no place on the page".to_owned()) };
    }
    let Some(inner) = own.strip_prefix(base.path()) else {
        let schemes = ["https://", "http://", "mailto:", "tel:"];
        let fine = !own.starts_with('/') && schemes.iter().any(|scheme| own.starts_with(scheme));
        return if fine { Ok(()) } else { Err("lies outside the base path".to_owned()) };
    };
    let (inner, anchor) = inner.split_once('#').unwrap_or((inner, ""));
    let (inner, _) = inner.split_once('?').unwrap_or((inner, ""));
    let bytes = outputs.get(&decoded(inner)).ok_or("leads nowhere")?;
    // What follows the name of a file that is no page (`report.pdf#page=2`) is for the program that shows it.
    let is_page = inner.is_empty() || inner.ends_with('/') || inner.ends_with(".html");
    if anchor.is_empty() || anchor == "content" || !is_page {
        return Ok(());
    }
    let target = Html::parse_document(&String::from_utf8_lossy(bytes));
    let anchor = decoded(anchor);
    let there = target.select(&selector("[id]")).any(|element| element.attr("id") == Some(&anchor));
    if there { Ok(()) } else { Err("leads to no place on that page".to_owned()) }
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}
