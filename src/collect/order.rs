//! The order in which things are shown, for each language.

use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::vocabulary::{Entry, Vocabulary};
use crate::config::{Config, Order, ProjectOrder};
use crate::language::{Language, Sortable};
use crate::model::{Facet, Project, Term};

/// Projects stand in the reading order of the site's own language, so that their numbers are in that order.
pub fn sort_projects(projects: &mut [Project], config: &Config) {
    let date = |project: &Project| match config.project_order {
        ProjectOrder::Title => None,
        ProjectOrder::Newest => Some(Reverse(project.date(0))),
    };
    fn title<'p>(project: &'p Project, language: &'p Language) -> (bool, Option<Sortable<'p>>) {
        let title = project.texts.first().and_then(|text| Some(language.sortable(text.as_ref()?.title())));
        (title.is_none(), title)
    }
    projects.par_sort_by(|a, b| {
        let by_title = || title(a, config.language()).cmp(&title(b, config.language()));
        date(a).cmp(&date(b)).then_with(by_title).then_with(|| a.slug.cmp(&b.slug))
    });
}

/// The projects with a text in the language, in its reading order.
pub fn shown(projects: &[Project], language: usize) -> Vec<usize> {
    (0..projects.len()).filter(|number| projects[*number].texts.get(language).is_some_and(Option::is_some)).collect()
}

/// The same, newest first; what has no date comes last, in reading order.
pub fn newest(projects: &[Project], language: usize, order: &[usize]) -> Vec<usize> {
    let mut newest = order.to_vec();
    newest.sort_by_key(|number| Reverse(projects[*number].date(language)));
    newest
}

/// The newest date that any project states.
pub fn latest(projects: &[Project]) -> Option<Date> {
    projects.iter().filter_map(|project| project.texts.first()?.as_ref()?.updated()).max()
}

/// A facet with its terms, their projects and their order.
pub fn facet(
    number: usize,
    vocabulary: Vocabulary,
    parents: Vec<Option<usize>>,
    projects: &[Project],
    config: &Config,
) -> Facet {
    let languages = config.languages.len();
    let mut members: Vec<Vec<Vec<usize>>> = vec![vec![Vec::new(); languages]; vocabulary.terms.len()];
    for (index, project) in projects.iter().enumerate() {
        for tag in project.tags.get(number).into_iter().flatten() {
            for (language, list) in members[tag.term].iter_mut().enumerate() {
                if project.texts[language].is_some() {
                    list.push(index);
                }
            }
        }
    }
    let terms: Vec<Term> = vocabulary
        .terms
        .into_iter()
        .zip(members)
        .zip(parents)
        .map(|((entry, projects), parent)| term(entry, projects, parent))
        .collect();
    let by_slug: HashMap<Arc<str>, usize> =
        terms.iter().enumerate().map(|(number, term)| (term.slug.clone(), number)).collect();
    let orders = (0..languages).map(|language| term_order(&terms, language, number, config)).collect();
    Facet { terms, by_slug, orders }
}

fn term(entry: Entry, projects: Vec<Vec<usize>>, parent: Option<usize>) -> Term {
    Term {
        slug: entry.slug,
        names: entry.names,
        texts: entry.texts,
        projects,
        code: entry.code,
        year: entry.year,
        kind: entry.term_kind,
        grants: entry.grants,
        amount: entry.amount,
        parent,
    }
}

fn term_order(terms: &[Term], language: usize, facet: usize, config: &Config) -> Vec<usize> {
    let rules = &config.languages[language].language;
    let mut order: Vec<usize> = (0..terms.len())
        .filter(|number| !terms[*number].projects[language].is_empty() || terms[*number].texts[language].is_some())
        .collect();
    let by_name = |a: &usize, b: &usize| {
        let (a, b) = (&terms[*a], &terms[*b]);
        rules.compare(&a.names[language], &b.names[language]).then_with(|| a.slug.cmp(&b.slug))
    };
    order.par_sort_by(by_name);
    match &config.facets[facet].order {
        Order::Name => {}
        Order::Listed(listed) => {
            let place = |number: &usize| {
                let slug = &*terms[*number].slug;
                listed.iter().position(|item| item.value == slug).unwrap_or(usize::MAX)
            };
            order.sort_by_key(place);
        }
        Order::Projects => order.sort_by_key(|number| Reverse(terms[*number].projects[0].len())),
        Order::Key { key, descending } => order.sort_by(|a, b| {
            let (a, b) = (sort_value(&terms[*a], &key.value), sort_value(&terms[*b], &key.value));
            // Terms without the key come last either way.
            match (&a, &b) {
                (Some(a), Some(b)) if *descending => b.compare(a, rules),
                (Some(a), Some(b)) => a.compare(b, rules),
                _ => b.is_some().cmp(&a.is_some()),
            }
        }),
    }
    order
}

enum SortValue {
    Number(f64),
    Text(String),
}

impl SortValue {
    fn compare(&self, other: &SortValue, rules: &Language) -> Ordering {
        match (self, other) {
            (SortValue::Number(a), SortValue::Number(b)) => a.total_cmp(b),
            (SortValue::Text(a), SortValue::Text(b)) => rules.compare(a, b),
            (SortValue::Number(_), SortValue::Text(_)) => Ordering::Less,
            (SortValue::Text(_), SortValue::Number(_)) => Ordering::Greater,
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "only compared, and figures stay far below 2^52")]
fn sort_value(term: &Term, key: &str) -> Option<SortValue> {
    let number = |value: i64| SortValue::Number(value as f64);
    match key {
        "year" => term.year.map(number),
        "grants" => term.grants.map(number),
        "amount" => term.amount.map(|amount| number(amount.money.minor())),
        "kind" => term.kind.clone().map(SortValue::Text),
        key => match term.texts.first()?.as_ref()?.extra().get(key)? {
            serde_json::Value::Number(value) => value.as_f64().map(SortValue::Number),
            serde_json::Value::String(text) => Some(SortValue::Text(text.clone())),
            _ => None,
        },
    }
}
