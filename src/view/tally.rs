//! How much each term of a facet comes to: projects and amounts. Charts, the table beside them and its CSV say what
//! stands here, so they can't differ.

use std::collections::{BTreeMap, BTreeSet};

use super::View;
use crate::language::{CurrencyCode, Money};
use crate::model::Subject;

/// The file name of every table, beside the page that it belongs to.
pub const TABLE: &str = "projects.csv";

/// The terms of a facet with their numbers, in the facet's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    pub rows: Vec<Row>,
    /// Are the amounts those that terms state of themselves? Else they are sums of what their projects state.
    pub of_terms: bool,
    /// In each currency, how many terms (or projects) state an exact amount.
    pub stated: BTreeMap<CurrencyCode, usize>,
    /// How many there are.
    pub total: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The term's number.
    pub term: usize,
    /// Projects that are published in this language.
    pub projects: usize,
    /// Exact amounts.
    pub amounts: BTreeMap<CurrencyCode, Money>,
    /// How many of the projects state an exact amount, where the amounts are theirs.
    pub stated: usize,
    /// What the term states as a mere ceiling, which is added to nothing.
    pub ceiling: Option<Money>,
}

impl Tally {
    /// Every currency that a row has an amount in, exact or not.
    pub fn currencies(&self) -> Vec<CurrencyCode> {
        let exact = self.stated.keys().copied();
        let ceilings = self.rows.iter().filter_map(|row| row.ceiling.map(Money::currency));
        let all: BTreeSet<CurrencyCode> = exact.chain(ceilings).collect();
        all.into_iter().collect()
    }
}

impl View<'_> {
    /// How many of these projects count: all but what is withheld, even where a preview shows it.
    pub(crate) fn count(&self, projects: &[usize]) -> usize {
        projects.iter().filter(|project| self.published(**project)).count()
    }

    /// What is withheld is not counted.
    pub fn tally(&self, facet: usize) -> Tally {
        let own = &self.portfolio.facets[facet];
        let published = |project: &usize| self.published(*project);
        let shown = own.orders[self.number].iter().copied().filter(|term| {
            let term = &own.terms[*term];
            let there = term.texts[self.number].is_some() || term.projects[self.number].iter().any(published);
            there && !term.is_withheld()
        });
        let terms: Vec<usize> = shown.collect();
        let of_terms = terms.iter().any(|term| own.terms[*term].amount.is_some_and(|amount| !amount.ceiling));
        let mut counted = vec![false; self.portfolio.projects.len()];
        let mut stated: BTreeMap<CurrencyCode, usize> = BTreeMap::new();
        let mut rows = Vec::with_capacity(terms.len());
        for term in terms {
            let projects: Vec<usize> =
                own.terms[term].projects[self.number].iter().copied().filter(published).collect();
            let mut row = Row { term, projects: projects.len(), amounts: BTreeMap::new(), stated: 0, ceiling: None };
            match own.terms[term].amount {
                Some(amount) if amount.ceiling => row.ceiling = Some(amount.money),
                Some(amount) => {
                    row.amounts.insert(amount.money.currency(), amount.money);
                    *stated.entry(amount.money.currency()).or_default() += 1;
                }
                None => {}
            }
            for project in projects {
                // A project with several terms is one project among those that state an amount.
                let first = !std::mem::replace(&mut counted[project], true);
                let amount = self.portfolio.projects[project].amount.filter(|amount| !amount.ceiling);
                let Some(money) = amount.map(|amount| amount.money).filter(|_| !of_terms) else { continue };
                row.stated += 1;
                *stated.entry(money.currency()).or_default() += usize::from(first);
                let sum = row.amounts.entry(money.currency()).or_insert(Money::from_minor(0, money.currency()));
                // More than an i64 of cents is no amount that anyone granted.
                *sum = sum.checked_add(money).unwrap_or(*sum);
            }
            rows.push(row);
        }
        let total = if of_terms { rows.len() } else { counted.iter().filter(|counted| **counted).count() };
        Tally { rows, of_terms, stated, total }
    }

    /// The address of the table of a facet's terms.
    pub(crate) fn table_href(&self, facet: usize) -> String {
        super::routes::route(self.config, self.portfolio, &Subject::Facet(facet), self.number)
            .map(|route| self.href(&route.beside(TABLE)))
            .unwrap_or_default()
    }
}
