//! Charts of a facet's overview: projects and funding by term, with the table of the same numbers.

use std::collections::BTreeSet;

use super::chart_shapes::{BarView, ChartView, ChartsView, RowView};
use super::tally::{Row, Tally};
use super::{Outcome, View};
use crate::draw;
use crate::language::CurrencyCode;
use crate::model::{Amount, Tag};

/// More bars than this say less than an A to Z.
const MOST: usize = 30;

impl View<'_> {
    /// None where there is nothing to compare, or too much.
    pub(crate) fn charts(&self, facet: usize) -> Outcome<Option<ChartsView>> {
        let tally = self.tally(facet);
        if !(2..=MOST).contains(&tally.rows.len()) {
            return Ok(None);
        }
        let count = |row: &Row| -> (f64, Option<String>) {
            let projects = i64::try_from(row.projects).unwrap_or(i64::MAX);
            (f64::from(u32::try_from(row.projects).unwrap_or(u32::MAX)), Some(self.language().number(projects)))
        };
        let mut charts = Vec::new();
        charts.extend(self.chart(facet, &tally, None, count));
        // Bars for a few would be taken for the whole.
        let currencies: Vec<CurrencyCode> = tally
            .stated
            .iter()
            .filter(|(_, stated)| **stated * 2 >= tally.total)
            .map(|(currency, _)| *currency)
            .collect();
        for currency in &currencies {
            let texts = self.amounts(&tally, *currency)?;
            let mut texts = texts.into_iter();
            let amount = |row: &Row| -> (f64, Option<String>) {
                (row.amounts.get(currency).map_or(0.0, |money| money.as_f64()), texts.next().flatten())
            };
            charts.extend(self.chart(facet, &tally, Some(*currency), amount));
        }
        if charts.is_empty() {
            return Ok(None);
        }
        let columns: Vec<Vec<Option<String>>> =
            currencies.iter().map(|currency| self.amounts(&tally, *currency)).collect::<Outcome<_>>()?;
        let rows = tally.rows.iter().enumerate().map(|(number, row)| RowView {
            term: self.term_link(facet, Tag { term: row.term, inferred: false }),
            count: row.projects,
            amounts: columns.iter().map(|column| column[number].clone()).collect(),
        });
        let rows = rows.collect();
        let currencies = currencies.iter().map(ToString::to_string).collect();
        Ok(Some(ChartsView { charts, currencies, rows }))
    }

    /// Each row's amount in words.
    fn amounts(&self, tally: &Tally, currency: CurrencyCode) -> Outcome<Vec<Option<String>>> {
        let in_words = |row: &Row| {
            let exact = row.amounts.get(&currency).map(|money| Amount { money: *money, ceiling: false });
            let ceiling = row.ceiling.filter(|money| money.currency() == currency);
            self.amount(exact.or(ceiling.map(|money| Amount { money, ceiling: true })))
        };
        tally.rows.iter().map(in_words).collect()
    }

    /// A chart of what `value` gives for each row, as a number and in words; none if all is nothing.
    fn chart(
        &self,
        facet: usize,
        tally: &Tally,
        currency: Option<CurrencyCode>,
        mut value: impl FnMut(&Row) -> (f64, Option<String>),
    ) -> Option<ChartView> {
        let names = &self.portfolio.facets[facet].terms;
        let (numbers, words): (Vec<f64>, Vec<Option<String>>) = tally.rows.iter().map(&mut value).unzip();
        let hues = self.hues_apart(facet, tally);
        let bars: Vec<BarView> = draw::bars(&numbers)
            .into_iter()
            .zip(&tally.rows)
            .zip(words)
            .map(|((width, row), value)| BarView {
                title: names[row.term].names[self.number].clone(),
                language: self.name_language(facet, row.term).map(str::to_owned),
                hue: self.term_hue(facet, row.term).filter(|_| hues),
                value,
                width: percent(width),
            })
            .collect();
        // The first of those that are equally long.
        let longest =
            numbers.iter().enumerate().rev().max_by(|a, b| a.1.total_cmp(b.1)).filter(|(_, most)| **most > 0.0)?.0;
        Some(ChartView {
            kind: if currency.is_some() { "amount" } else { "projects" }.to_owned(),
            currency: currency.map(|currency| currency.to_string()),
            longest: bars[longest].clone(),
            bars,
            stated: currency.and_then(|currency| tally.stated.get(&currency)).copied().unwrap_or_default(),
            total: tally.total,
            of_terms: tally.of_terms,
            many: self.config.facets[facet].many,
            inferred: self.inferred(facet),
            projects: self.placed(facet).count(),
        })
    }

    /// Has every term a colour that no other here has? A colour that stands for two would be taken for a sign.
    fn hues_apart(&self, facet: usize, tally: &Tally) -> bool {
        let hues: Option<BTreeSet<usize>> = tally.rows.iter().map(|row| self.term_hue(facet, row.term)).collect();
        hues.is_some_and(|hues| hues.len() == tally.rows.len())
    }

    /// The projects that count and have terms of this facet.
    fn placed(&self, facet: usize) -> impl Iterator<Item = usize> {
        let all = self.portfolio.orders[self.number].iter().copied();
        all.filter(move |number| self.published(*number) && self.compact().of_facet(*number, facet).next().is_some())
    }

    /// How many of them have one that is inferred.
    fn inferred(&self, facet: usize) -> usize {
        let inferred = |number: &usize| self.compact().of_facet(*number, facet).any(|tag| tag.inferred);
        self.placed(facet).filter(inferred).count()
    }
}

/// Two decimals are finer than any screen.
fn percent(length: f64) -> String {
    format!("{}%", (length * 100.0).round() / 100.0)
}
