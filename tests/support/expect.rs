//! Compares what a case expects with what came out of its site.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::case::{Case, Expected, Kind};
use crate::html::{folded, in_order, visible};
use crate::site::{Outcome, Outputs, shown};
use crate::{invariants, json_ld};

/// Everything that is not as expected.
pub fn compare(case: &Case, outcome: &Outcome) -> Vec<String> {
    let mut problems = Vec::new();
    if !case.expected.iter().any(|expected| expected.kind == Kind::Messages) && !outcome.messages.is_empty() {
        let lines = shown(&outcome.messages, false).join("\n    ");
        problems.push(format!("no messages were expected, but there are some:\n    {lines}"));
    }
    for expected in &case.expected {
        let result = match (&outcome.outputs, expected.kind) {
            (_, Kind::Messages) => messages(expected, outcome),
            (None, _) => {
                Err("the site has errors, so nothing is written: only >>> messages can be expected".to_owned())
            }
            (Some(outputs), _) => check(expected, outputs),
        };
        if let Err(problem) = result {
            problems.push(format!("line {}: {problem}", expected.at));
        }
    }
    if let (Some(outputs), Some(base)) = (&outcome.outputs, &outcome.base) {
        problems.extend(invariants::broken(outputs, base));
    }
    problems
}

fn messages(expected: &Expected, outcome: &Outcome) -> Result<(), String> {
    let found = shown(&outcome.messages, expected.argument == "with hints");
    let wanted: Vec<&str> = expected.lines.iter().map(|line| line.trim_end()).filter(|line| *line != "none").collect();
    same(&wanted, &found)
}

fn check(expected: &Expected, outputs: &Outputs) -> Result<(), String> {
    match expected.kind {
        Kind::Messages => Ok(()),
        Kind::Page => ordered(folded(output(outputs, &expected.argument)?), expected),
        Kind::Text => ordered(visible(output(outputs, &expected.argument)?), expected),
        Kind::Json => json(output(outputs, &expected.argument)?, &expected.lines),
        Kind::Feed => same(&trimmed(&expected.lines), &feed(output(outputs, &expected.argument)?)?),
        Kind::Sitemap => same(&trimmed(&expected.lines), &sitemap(output(outputs, "/sitemap.xml")?)),
        Kind::Routes => same(&trimmed(&expected.lines), &routes(outputs, &expected.argument)),
        Kind::Absent => {
            let lines = expected.lines.iter().map(|line| line.trim());
            let there = |route: &&str| !route.is_empty() && outputs.contains_key(route.trim_start_matches('/'));
            match lines.chain([expected.argument.as_str()]).find(there) {
                Some(route) => Err(format!("{route} should not be there")),
                None => Ok(()),
            }
        }
        Kind::Nowhere => expected.lines.iter().try_for_each(|line| nowhere(outputs, line.trim())),
    }
}

fn ordered(text: String, expected: &Expected) -> Result<(), String> {
    in_order(&text, &expected.lines).map_err(|problem| format!("{problem}\n  in: {text}"))
}

fn trimmed(lines: &[String]) -> Vec<&str> {
    lines.iter().map(|line| line.trim()).collect()
}

fn same(wanted: &[&str], found: &[String]) -> Result<(), String> {
    if wanted == found {
        return Ok(());
    }
    let mut lines = vec!["not as expected:".to_owned()];
    let missing = wanted.iter().filter(|line| !found.iter().any(|other| other == *line));
    lines.extend(missing.map(|line| format!("    - {line}")));
    lines.extend(found.iter().filter(|line| !wanted.contains(&line.as_str())).map(|line| format!("    + {line}")));
    if lines.len() == 1 {
        lines.push("    another order or number: ".to_owned());
        lines.extend(found.iter().map(|line| format!("      {line}")));
    }
    Err(lines.join("\n"))
}

fn output<'a>(outputs: &'a Outputs, route: &str) -> Result<&'a str, String> {
    let bytes = outputs.get(route.trim_start_matches('/')).ok_or_else(|| format!("there is no {route}"))?;
    std::str::from_utf8(bytes).map_err(|_| format!("{route} is not text"))
}

/// The routes that begin so, as they are in [`Outputs`]: sorted.
pub fn routes(outputs: &Outputs, beginning: &str) -> Vec<String> {
    outputs.keys().map(|route| format!("/{route}")).filter(|route| route.starts_with(beginning)).collect()
}

/// `title -> address` and the day, in the feed's order.
fn feed(text: &str) -> Result<Vec<String>, String> {
    let feed: atom_syndication::Feed = text.parse().map_err(|error| format!("not a feed: {error}"))?;
    let entries = feed.entries().iter().map(|entry| {
        let address = entry.links().first().map_or("", |link| link.href());
        format!("{} -> {address} {}", entry.title().as_str(), entry.updated().date_naive())
    });
    Ok(entries.collect())
}

/// Each address with its day, and the languages of its translations.
fn sitemap(text: &str) -> Vec<String> {
    let document = scraper::Html::parse_document(text);
    let select = |css: &str| scraper::Selector::parse(css).expect("a selector");
    let (url, loc, day, link) = (select("url"), select("loc"), select("lastmod"), select("[hreflang]"));
    let text_of = |element: scraper::ElementRef<'_>| element.text().collect::<String>();
    let entry = |url: scraper::ElementRef<'_>| {
        let mut parts: Vec<String> = url.select(&loc).chain(url.select(&day)).map(text_of).collect();
        parts.extend(url.select(&link).filter_map(|link| link.attr("hreflang").map(str::to_owned)));
        parts.join(" ")
    };
    document.select(&url).map(entry).collect()
}

/// Lines such as `/@graph/0/name = "Aselo"`: a JSON pointer and the value there.
fn json(html: &str, lines: &[String]) -> Result<(), String> {
    let data = json_ld::blocks(html)?;
    let [data] = data.as_slice() else { return Err(format!("there are {} blocks of JSON-LD, not one", data.len())) };
    for line in lines.iter().filter(|line| !line.trim().is_empty()) {
        let (pointer, wanted) = line.split_once(" = ").ok_or_else(|| format!("write /pointer = value: {line}"))?;
        let found = data.pointer(pointer.trim()).unwrap_or(&Value::Null);
        let wanted: Value = serde_json::from_str(wanted).map_err(|error| format!("{line}: {error}"))?;
        if *found != wanted {
            return Err(format!("{pointer} is {found}, not {wanted}"));
        }
    }
    Ok(())
}

/// Looks at every byte of the output, not just at pages.
fn nowhere(outputs: &Outputs, text: &str) -> Result<(), String> {
    let holds = |bytes: &[u8]| bytes.windows(text.len()).any(|window| window.eq_ignore_ascii_case(text.as_bytes()));
    let places: BTreeSet<&String> = outputs
        .iter()
        .filter(|(route, bytes)| holds(route.as_bytes()) || holds(bytes))
        .map(|(route, _)| route)
        .collect();
    if places.is_empty() { Ok(()) } else { Err(format!("\"{text}\" stands in {places:?}")) }
}
