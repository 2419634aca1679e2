//! The page to search, filter and sort all projects: whether there is one, and the words that its scripts fill in.

use std::collections::BTreeMap;

use serde::Serialize;

use super::cards::withheld_word;
use super::templates::EXPLORE;
use super::{Outcome, View};
use crate::language::PartialDate;
use crate::model::{Portfolio, Subject};
use crate::theme::Theme;

/// Is there such a page?
pub fn explores(portfolio: &Portfolio, theme: &Theme, language: usize) -> bool {
    theme.has(EXPLORE) && !portfolio.orders[language].is_empty()
}

/// What the scripts say, and the places in it that they fill.
const WORDS: &[(&str, &[&str])] = &[
    ("comma", &[]),
    ("count-projects", &[]),
    ("explore-again", &[]),
    ("explore-exported", &["file"]),
    ("explore-exporting", &[]),
    ("explore-fewer", &[]),
    ("explore-filters", &[]),
    ("explore-filters-on", &[]),
    ("explore-found", &["total"]),
    ("explore-map-failed", &[]),
    ("explore-meant", &["text"]),
    ("explore-more", &[]),
    ("explore-none", &[]),
    ("explore-remove", &["facet", "term"]),
    ("explore-rows-failed", &[]),
    ("explore-search", &[]),
    ("explore-search-failed", &[]),
    ("explore-show", &[]),
    ("explore-show-all", &[]),
    ("explore-terms", &["facet"]),
    ("explore-unknown", &["what"]),
    ("inferred-all", &[]),
    ("inferred-count", &[]),
    ("map-class", &["first", "last"]),
    ("map-country", &["country", "projects"]),
    ("map-shades", &[]),
    ("semicolon", &[]),
    ("status-active", &[]),
    ("status-cancelled", &[]),
    ("status-completed", &[]),
    ("status-planned", &[]),
    ("withheld-draft", &[]),
    ("withheld-expired", &[]),
    ("withheld-scheduled", &[]),
];

/// Numbers among which each plural form occurs that scripts need.
const SAMPLES: std::ops::Range<i64> = 0..101;

/// A text with places such as `{n}` left open: one for all numbers, or one for each plural form.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Pattern {
    One(String),
    Forms(BTreeMap<&'static str, String>),
}

impl View<'_> {
    pub(crate) fn explore_words(&self) -> Outcome<BTreeMap<&'static str, Pattern>> {
        WORDS.iter().map(|(key, places)| Ok((*key, self.pattern(key, places)?))).collect()
    }

    /// When a project's page was last changed, in words.
    pub(crate) fn changed(&self, project: usize) -> Option<String> {
        let day = self.stated_change(&Subject::Project(project))?;
        Some(self.language().date(PartialDate::Day(day)))
    }

    /// In a preview: why a project would not be published.
    pub(crate) fn withheld(&self, project: usize) -> Option<String> {
        self.portfolio.projects[project].text(self.number)?.withheld.map(withheld_word)
    }

    fn pattern(&self, key: &str, places: &[&str]) -> Outcome<Pattern> {
        let open: Vec<(&str, String)> =
            places.iter().chain(&["n"]).map(|place| (*place, format!("{{{place}}}"))).collect();
        let mut forms = BTreeMap::new();
        for n in SAMPLES {
            let form = self.language().plural(n);
            if !forms.contains_key(form) {
                forms.insert(form, self.theme.word(self.number, key, Some(n), &open)?);
            }
        }
        let first = forms.values().next().cloned().unwrap_or_default();
        Ok(if forms.values().all(|form| *form == first) { Pattern::One(first) } else { Pattern::Forms(forms) })
    }
}
