//! The language room: everything that depends on the language a page is written in, by way of ICU4X and CLDR.
//!
//! Start at [`Language`]: made once from a language tag and shared, it writes numbers, dates, amounts of money,
//! lists and names of countries, and puts words in order. Each of its skills lives in a file of its own:
//!
//! - `tags`: from what an editor wrote to a language that exists.
//! - `formats`: numbers, plurals, lists; `dates`: dates that may lack a day or a month.
//! - `currency`: amounts in a language; `money`: the amounts themselves.
//! - `names`: what languages and countries are called; `places`: which countries there are.
//! - `sorting`: order, and the letters of an A to Z.
//! - `wording`: the short texts of a theme; `slug`: names for use in web addresses.

mod currency;
mod dates;
mod formats;
mod money;
mod names;
mod places;
mod slug;
mod sorting;
mod tags;
mod wording;
mod wording_text;

use std::cmp::Ordering;
use std::fmt;

use icu::locale::{LanguageIdentifier, Locale, LocaleDirectionality};

pub use dates::PartialDate;
pub use money::{CurrencyCode, Money, currency_codes, is_currency};
pub use places::{
    country_alpha3, country_codes, country_english, country_numeric, country_other_names, find_country, is_country,
};
pub use slug::{LONGEST_SLUG, shortened, slug};
pub use sorting::Sortable;
pub use tags::code_of_name;
pub use wording::{PLURAL_CATEGORIES, Wording, WordingError};

/// A language, with all it takes to write in it. Making one takes about a millisecond: make it once and share
/// it.
pub struct Language {
    locale: Locale,
    tag: String,
    right_to_left: bool,
    formats: formats::Formats,
    dates: dates::DateFormats,
    currencies: currency::CurrencyFormats,
    names: names::Names,
    sorting: sorting::Sorting,
}

impl Language {
    /// The language of a tag such as `en`, `fr`, `pt-BR` or `zh-Hant`.
    pub fn new(tag: &str) -> Result<Language, String> {
        let locale = tags::resolve(tag)?;
        Self::load(locale).ok_or_else(|| format!("Loggia has no dates and numbers for the language \"{tag}\""))
    }

    /// Is there a language of that tag? If not, a sentence on why.
    pub fn exists(tag: &str) -> Result<(), String> {
        tags::resolve(tag).map(drop)
    }

    /// The usual form of a tag, if there is such a language: `en-GB` for `EN_gb`.
    pub fn usual_tag(tag: &str) -> Option<String> {
        tags::resolve(&tag.replace('_', "-")).ok().map(|locale| locale.to_string())
    }

    fn load(locale: Locale) -> Option<Language> {
        Some(Language {
            tag: locale.to_string(),
            right_to_left: LocaleDirectionality::new_common().is_right_to_left(&locale.id),
            formats: formats::Formats::load(&locale)?,
            dates: dates::DateFormats::load(&locale)?,
            currencies: currency::CurrencyFormats::load(&locale)?,
            names: names::Names::load(&locale),
            sorting: sorting::Sorting::load(&locale)?,
            locale,
        })
    }

    /// The tag in its usual form, as for the `lang` attribute.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The direction of writing, as for the `dir` attribute.
    pub fn dir(&self) -> &'static str {
        if self.right_to_left { "rtl" } else { "ltr" }
    }

    /// Its name in itself: "British English", "français"; in English where that is not known. `among` are languages that
    /// it is to be told apart from: where none of them is of another country or script, "English" is enough.
    pub fn name<'a>(&self, among: impl IntoIterator<Item = &'a Language>) -> String {
        let of_the_same =
            |other: &Language| other.locale.id.language == self.locale.id.language && other.tag != self.tag;
        let locale = match among.into_iter().any(of_the_same) {
            true => self.locale.clone(),
            false => Locale::from(LanguageIdentifier::from(self.locale.id.language)),
        };
        let name = self.names.language(&locale).or_else(|| names::ENGLISH.language(&locale));
        name.unwrap_or_else(|| self.tag.clone())
    }

    /// The name of another language: "French", "anglais". `None` if there is no such language.
    pub fn language_name(&self, tag: &str) -> Option<String> {
        let locale = tags::resolve(tag).ok()?;
        self.names.language(&locale).or_else(|| names::ENGLISH.language(&locale))
    }

    /// The name of a country by its ISO 3166-1 code of two letters; in English where this language has none.
    pub fn country(&self, code: &str) -> Option<String> {
        let code = places::known(code)?;
        self.names.region(code).or_else(|| names::ENGLISH.region(code)).map(str::to_owned)
    }

    /// A whole number, its digits grouped: "1,234".
    pub fn number(&self, n: i64) -> String {
        self.formats.number(n)
    }

    /// A number with its decimals, as many as it takes to say exactly what was given.
    pub fn decimal(&self, n: f64) -> String {
        self.formats.decimal(n)
    }

    /// The plural category of a number by CLDR: `zero`, `one`, `two`, `few`, `many` or `other`.
    pub fn plural(&self, n: i64) -> &'static str {
        self.formats.plural(n)
    }

    /// "A, B and C".
    pub fn list(&self, items: &[String]) -> String {
        self.formats.list(items)
    }

    /// A date in words, as much of it as is known: "24 November 2026", "November 2026", "2026".
    pub fn date(&self, date: PartialDate) -> String {
        self.dates.date(date)
    }

    /// An amount in full: "US$750,000". Whole amounts have no decimals.
    pub fn money(&self, amount: Money) -> String {
        self.currencies.full(amount)
    }

    /// An amount in few words where that is exact, from a million up: "US$6.6 million"; else in full.
    pub fn money_short(&self, amount: Money) -> String {
        self.currencies.short(amount)
    }

    /// The order of two words or names in this language; numbers within them count by their value. Only
    /// identical texts are equal.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.sorting.compare(a, b)
    }

    /// A text that sorts as this language has it. Not by keys made beforehand: most comparisons end at the first
    /// letters, and where dates come first there are few.
    pub fn sortable<'l>(&'l self, text: &'l str) -> Sortable<'l> {
        Sortable { text, language: self }
    }

    /// The letter of an A to Z that a name stands under: "É" under "E", in Swedish "Å" under "Å", digits and
    /// the rest under "#".
    pub fn initial(&self, name: &str) -> String {
        self.sorting.initial(name)
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Language").field(&self.tag).finish()
    }
}

/// Languages are equal when their tags are.
impl PartialEq for Language {
    fn eq(&self, other: &Self) -> bool {
        self.tag == other.tag
    }
}

impl Eq for Language {}
