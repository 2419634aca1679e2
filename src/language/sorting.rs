//! The order of words in a language, and the letters of its A to Z. Start at [`Sorting::load`].
//!
//! The letters come from CLDR's index characters, in the language's own order: a name stands under the last
//! letter that does not come after it, so that "É" is under "E" in French and "Å" has its own place in
//! Swedish. A name in a script that the language's letters do not cover stands under its own first letter.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::OnceLock;

use icu::collator::options::{CollatorOptions, Strength};
use icu::collator::preferences::CollationNumericOrdering;
use icu::collator::{CollatorBorrowed, CollatorPreferences};
use icu::locale::Locale;
use icu::locale::exemplar_chars::ExemplarCharacters;
use icu::normalizer::DecomposingNormalizerBorrowed;
use icu::properties::CodePointMapData;
use icu::properties::props::Script;

use super::Language;

/// What stands under no letter.
const OTHER: &str = "#";

/// A text among others, in the order of [`Language::compare`].
#[derive(Clone, Copy)]
pub struct Sortable<'l> {
    pub(super) text: &'l str,
    pub(super) language: &'l Language,
}

impl Ord for Sortable<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.language.compare(self.text, other.text)
    }
}

impl PartialOrd for Sortable<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Sortable<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Sortable<'_> {}

pub(super) struct Sorting {
    collator: CollatorBorrowed<'static>,
    /// Tells letters apart, not their case or accents.
    letters: CollatorBorrowed<'static>,
    locale: Locale,
    index: OnceLock<Index>,
}

struct Index {
    labels: Vec<String>,
    scripts: BTreeSet<Script>,
}

impl Sorting {
    pub(super) fn load(locale: &Locale) -> Option<Sorting> {
        let mut numeric = CollatorPreferences::from(locale);
        numeric.numeric_ordering = Some(CollationNumericOrdering::True);
        let mut primary = CollatorOptions::default();
        primary.strength = Some(Strength::Primary);
        Some(Sorting {
            collator: CollatorBorrowed::try_new(numeric, CollatorOptions::default()).ok()?,
            letters: CollatorBorrowed::try_new(locale.into(), primary).ok()?,
            locale: locale.clone(),
            index: OnceLock::new(),
        })
    }

    pub(super) fn compare(&self, a: &str, b: &str) -> Ordering {
        self.collator.compare(a, b).then_with(|| a.cmp(b))
    }

    pub(super) fn initial(&self, name: &str) -> String {
        let Some((at, first)) = name.char_indices().find(|(_, c)| c.is_alphanumeric()) else { return OTHER.into() };
        if !first.is_alphabetic() {
            return OTHER.into();
        }
        let index = self.index.get_or_init(|| self.index());
        if index.scripts.contains(&script(first)) {
            let rest = &name[at..];
            let after = index.labels.partition_point(|label| self.letters.compare(label, rest) != Ordering::Greater);
            if let Some(label) = after.checked_sub(1).and_then(|at| index.labels.get(at)) {
                return label.clone();
            }
        }
        bare_letter(first)
    }

    fn index(&self) -> Index {
        let mut labels: Vec<String> = Vec::new();
        if let Ok(letters) = ExemplarCharacters::try_new_index(&(&self.locale).into()) {
            labels.extend(letters.code_points().iter_chars().map(String::from));
            labels.extend(letters.strings().iter().map(str::to_owned));
        }
        // Han characters have no alphabet: CLDR lists hundreds of radicals, which are no use as headings.
        labels.retain(|label| label.chars().next().is_some_and(|c| c.is_alphabetic() && script(c) != Script::Han));
        labels.sort_by(|a, b| self.compare(a, b));
        labels.dedup_by(|b, a| self.letters.compare(a, b) == Ordering::Equal);
        let scripts = labels.iter().filter_map(|label| label.chars().next()).map(script).collect();
        Index { labels, scripts }
    }
}

/// Katakana counts as hiragana: a Japanese index has them under the same headings.
fn script(c: char) -> Script {
    match CodePointMapData::<Script>::new().get(c) {
        Script::Katakana => Script::Hiragana,
        script => script,
    }
}

/// A letter without its accents, in upper case.
fn bare_letter(c: char) -> String {
    let parts = DecomposingNormalizerBorrowed::new_nfd().normalize(c.encode_utf8(&mut [0; 4])).into_owned();
    parts.chars().take(1).flat_map(char::to_uppercase).collect()
}
