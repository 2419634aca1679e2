//! Charts of a facet's overview: projects and funding by term, with the table of the same numbers.

use super::chart_shapes::{BarView, ChartView, ChartsView, LabelLine, RowView};
use super::tally::{Row, Tally};
use super::{Outcome, View};
use crate::draw::{self, Bar};
use crate::language::CurrencyCode;
use crate::model::{Amount, Tag};

/// More bars than this say less than an A to Z.
const MOST: usize = 30;
/// Between a bar and its value, in ems.
const GAP: f64 = 0.5;

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
        let titles = tally.rows.iter().map(|row| names[row.term].names[self.number].as_str());
        let right_to_left = self.language().dir() == "rtl";
        let drawing = draw::bars(titles.zip(numbers.iter().copied()), right_to_left);
        let bars: Vec<BarView> = drawing
            .bars
            .into_iter()
            .zip(&tally.rows)
            .zip(words)
            .map(|((bar, row), value)| BarView {
                title: names[row.term].names[self.number].clone(),
                hue: self.term_hue(facet, row.term),
                value,
                ..view(bar)
            })
            .collect();
        // The first of those that are equally long.
        let longest =
            numbers.iter().enumerate().rev().max_by(|a, b| a.1.total_cmp(b.1)).filter(|(_, most)| **most > 0.0)?.0;
        let (begin, gap) = if right_to_left { (100.0, -GAP) } else { (0.0, GAP) };
        Some(ChartView {
            kind: if currency.is_some() { "amount" } else { "projects" }.to_owned(),
            currency: currency.map(|currency| currency.to_string()),
            begin: percent(begin),
            gap: ems(gap),
            height: ems(drawing.height),
            longest: bars[longest].clone(),
            bars,
            stated: currency.and_then(|currency| tally.stated.get(&currency)).copied().unwrap_or_default(),
            total: tally.total,
            of_terms: tally.of_terms,
            many: self.config.facets[facet].many,
        })
    }
}

/// As it is drawn, whatever it stands for.
fn view(bar: Bar) -> BarView {
    let line = |(text, baseline)| LabelLine { text, baseline: ems(baseline) };
    BarView {
        title: String::new(),
        lines: bar.lines.into_iter().map(line).collect(),
        hue: None,
        value: None,
        left: percent(bar.left),
        width: percent(bar.width),
        top: ems(bar.top),
        height: ems(bar.height),
        end: percent(bar.end),
        baseline: ems(bar.baseline),
    }
}

fn ems(length: f64) -> String {
    format!("{}em", rounded(length))
}

fn percent(length: f64) -> String {
    format!("{}%", rounded(length))
}

/// Two decimals are finer than any screen.
fn rounded(length: f64) -> f64 {
    (length * 100.0).round() / 100.0
}
