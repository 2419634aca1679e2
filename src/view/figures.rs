//! Figures in prose: `{{ projects region="south-asia" }}`, `{{ countries }}`, `{{ amount of="rounds" }}`.
//!
//! Start at [`value`]. Counts are of what is published; a sum says what it covers; a ceiling ("up to") is never
//! added to other amounts.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::View;
use crate::config::{Config, FacetConfig};
use crate::diagnostic::did_you_mean;
use crate::language::Money;
use crate::model::{Amount, Figure};

/// Why a figure can't be computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub message: String,
    pub hint: Option<String>,
    pub range: Range<usize>,
}

/// A filter: projects that have this term of this facet.
type Filter = (usize, usize);

/// The figure in words of the page's language.
pub fn value(view: &View<'_>, figure: &Figure) -> Result<String, Problem> {
    let of = figure.arguments.iter().find(|(key, ..)| key == "of" && figure.name == "amount");
    let filters = filters(view, figure, of.is_some())?;
    let problem = |message: String| Problem { message, hint: None, range: figure.range.clone() };
    if figure.name == "projects" {
        return Ok(count(view, projects(view, &filters).count()));
    }
    if figure.name != "amount" {
        let Some(facet) = facet_by_name(view.config, &figure.name) else { return Err(unknown_name(view, figure)) };
        return Ok(count(view, terms(view, facet, &filters)));
    }
    let formatted = if let Some((_, name, range)) = of {
        let Some(facet) = facet_by_name(view.config, name) else {
            return Err(Problem {
                message: format!("there is no facet \"{name}\""),
                hint: did_you_mean(name, view.config.facets.iter().map(|facet| facet.field.as_str())),
                range: range.clone(),
            });
        };
        let facet = &view.portfolio.facets[facet];
        let terms = facet.orders[0].iter().map(|term| &facet.terms[*term]).filter(|term| !term.is_withheld());
        sum(view, &terms.map(|term| term.amount).collect::<Vec<_>>())
    } else if let [(facet, term)] = filters.as_slice()
        && let Some(amount) = view.portfolio.facets[*facet].terms[*term].amount
    {
        view.amount(Some(amount)).ok().flatten()
    } else {
        let stated: Vec<Option<Amount>> =
            projects(view, &filters).map(|number| view.portfolio.projects[number].amount).collect();
        sum(view, &stated)
    };
    formatted.ok_or_else(|| problem("no amount is stated here that could be shown".to_owned()))
}

fn count(view: &View<'_>, number: usize) -> String {
    view.language().number(i64::try_from(number).unwrap_or(i64::MAX))
}

/// The published projects that pass every filter.
fn projects(view: &View<'_>, filters: &[Filter]) -> impl Iterator<Item = usize> {
    // The projects of the rarest term are fewer to look through than all.
    let of_term = |(facet, term): &Filter| &view.portfolio.facets[*facet].terms[*term].projects[0];
    let rarest = filters.iter().map(of_term).min_by_key(|projects| projects.len());
    rarest.unwrap_or(&view.portfolio.orders[0]).iter().copied().filter(move |number| {
        let project = &view.portfolio.projects[*number];
        project.texts[0].as_ref().is_some_and(|text| text.withheld.is_none())
            && filters.iter().all(|(facet, term)| project.tags[*facet].iter().any(|tag| tag.term == *term))
    })
}

/// How many terms: all that the facet shows, or with filters those that the projects have. Where the facet lies
/// within that of a filter, only terms that lie in the filter's term count.
fn terms(view: &View<'_>, facet: usize, filters: &[Filter]) -> usize {
    let own = &view.portfolio.facets[facet];
    if filters.is_empty() {
        let published: BTreeSet<usize> = projects(view, &[])
            .flat_map(|number| view.portfolio.projects[number].tags[facet].iter().map(|tag| tag.term))
            .collect();
        let shown = |term: &&usize| {
            let there = published.contains(*term) || own.terms[**term].texts[0].is_some();
            there && !own.terms[**term].is_withheld()
        };
        return own.orders[0].iter().filter(shown).count();
    }
    let outer = view.config.facets[facet].within;
    let found: BTreeSet<usize> = projects(view, filters)
        .flat_map(|number| view.portfolio.projects[number].tags[facet].iter().map(|tag| tag.term))
        .filter(|term| !own.terms[*term].is_withheld())
        .filter(|term| filters.iter().all(|(by, value)| Some(*by) != outer || own.terms[*term].parent == Some(*value)))
        .collect();
    found.len()
}

/// The stated amounts added up, currency by currency, with what the sum covers.
pub(super) fn sum(view: &View<'_>, amounts: &[Option<Amount>]) -> Option<String> {
    let stated: Vec<Amount> = amounts.iter().flatten().filter(|amount| !amount.ceiling).copied().collect();
    let mut totals: BTreeMap<String, Money> = BTreeMap::new();
    for amount in &stated {
        let currency = amount.money.currency().as_str().to_owned();
        let sum = match totals.get(&currency) {
            Some(total) => total.checked_add(amount.money)?,
            None => amount.money,
        };
        totals.insert(currency, sum);
    }
    if totals.is_empty() {
        return None;
    }
    let texts: Vec<String> = totals.values().map(|total| view.language().money_short(*total)).collect();
    let text = view.language().list(&texts);
    if stated.len() == amounts.len() {
        return Some(text);
    }
    let values = [("amount", text), ("stated", count(view, stated.len())), ("total", count(view, amounts.len()))];
    view.phrase("amount-sum", &values).ok()
}

fn filters(view: &View<'_>, figure: &Figure, has_of: bool) -> Result<Vec<Filter>, Problem> {
    let mut filters = Vec::new();
    for (key, value, range) in &figure.arguments {
        if key == "of" && has_of {
            continue;
        }
        let problem = |message: String, hint: Option<String>| Problem { message, hint, range: range.clone() };
        let Some(facet) = facet_by_name(view.config, key) else {
            let names = names(view.config);
            return Err(problem(
                format!("there is no facet \"{key}\" to count by"),
                did_you_mean(key, names.iter().map(String::as_str)),
            ));
        };
        let settings = &view.config.facets[facet];
        let own = &view.portfolio.facets[facet];
        let Some(term) = own.by_slug.get(value.as_str()) else {
            return Err(problem(
                format!("there is no \"{value}\" among the {}", settings.folder),
                did_you_mean(value, own.terms.iter().map(|term| &*term.slug)),
            ));
        };
        filters.push((facet, *term));
    }
    Ok(filters)
}

fn facet_by_name(config: &Config, name: &str) -> Option<usize> {
    let lower = name.to_lowercase();
    config.facets.iter().position(|facet: &FacetConfig| facet.aliases.contains(&lower))
}

fn names(config: &Config) -> Vec<String> {
    config.facets.iter().flat_map(|facet| facet.aliases.iter().cloned()).collect()
}

fn unknown_name(view: &View<'_>, figure: &Figure) -> Problem {
    let mut known = vec!["projects".to_owned(), "amount".to_owned()];
    known.extend(view.config.facets.iter().map(|facet| facet.folder.to_string()));
    Problem {
        message: format!("there is no figure \"{}\"", figure.name),
        hint: did_you_mean(&figure.name, known.iter().map(String::as_str))
            .or_else(|| Some(format!("figures of this site: {}", known.join(", ")))),
        range: figure.name_range.clone(),
    }
}
