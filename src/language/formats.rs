//! Numbers, plurals and lists in a language. Start at [`Formats::load`].

use fixed_decimal::Decimal;
use icu::decimal::DecimalFormatter;
use icu::list::ListFormatter;
use icu::list::options::{ListFormatterOptions, ListLength};
use icu::locale::Locale;
use icu::plurals::{PluralCategory, PluralRules};

pub(super) struct Formats {
    decimal: DecimalFormatter,
    plurals: PluralRules,
    list: ListFormatter,
}

impl Formats {
    pub(super) fn load(locale: &Locale) -> Option<Formats> {
        let wide = ListFormatterOptions::default().with_length(ListLength::Wide);
        Some(Formats {
            decimal: DecimalFormatter::try_new(locale.into(), Default::default()).ok()?,
            plurals: PluralRules::try_new_cardinal(locale.into()).ok()?,
            list: ListFormatter::try_new_and(locale.into(), wide).ok()?,
        })
    }

    pub(super) fn number(&self, n: i64) -> String {
        self.decimal.format_to_string(&Decimal::from(n))
    }

    /// Rust prints a number in the fewest digits that mean just that number; those are the ones to show.
    pub(super) fn decimal(&self, n: f64) -> String {
        let digits = n.to_string();
        match digits.parse::<Decimal>() {
            Ok(value) => self.decimal.format_to_string(&value),
            Err(_) => digits,
        }
    }

    pub(super) fn plural(&self, n: i64) -> &'static str {
        match self.plurals.category_for(n) {
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => "other",
        }
    }

    pub(super) fn list(&self, items: &[String]) -> String {
        self.list.format_to_string(items.iter())
    }
}
