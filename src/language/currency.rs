//! Amounts of money in a language. Start at [`CurrencyFormats::full`] and [`CurrencyFormats::short`].
//!
//! ICU4X writes an amount with all its decimals. It is taken apart there, by the parts that ICU4X marks, into
//! what stands before the number, the number, and what stands after; so whole amounts can go without decimals,
//! and "6.6 million" can stand in place of the digits.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use fixed_decimal::{Decimal, Sign};
use icu::decimal::{CompactDecimalFormatter, DecimalFormatter, parts};
use icu::locale::{Locale, subtags::region};
use icu_experimental::dimension::currency::CurrencyType;
use icu_experimental::dimension::currency::formatter::CurrencyFormatter;
use writeable::{Part, PartsWrite, Writeable};

use super::money::{CurrencyCode, Money};

/// From this power of ten on, an amount is said in words.
const MILLION: i16 = 6;

/// Short forms have at most so many decimals: "US$1.25 million", but "US$1,234,567".
const SHORT_DECIMALS: i16 = 2;

type Formatter = CurrencyFormatter<DecimalFormatter>;

pub(super) struct CurrencyFormats {
    locale: Locale,
    decimal: DecimalFormatter,
    compact: CompactDecimalFormatter,
    /// One for each currency that has come up.
    made: RwLock<BTreeMap<CurrencyCode, Option<Arc<Formatter>>>>,
}

impl CurrencyFormats {
    pub(super) fn load(locale: &Locale) -> Option<CurrencyFormats> {
        let mut locale = locale.clone();
        // English without a country is read everywhere, so "$" alone will not do: CLDR's world English has "US$".
        if locale.id == icu::locale::langid!("en") {
            locale.id.region = Some(region!("001"));
        }
        Some(CurrencyFormats {
            decimal: DecimalFormatter::try_new((&locale).into(), Default::default()).ok()?,
            compact: CompactDecimalFormatter::try_new_long((&locale).into(), Default::default()).ok()?,
            made: RwLock::default(),
            locale,
        })
    }

    pub(super) fn full(&self, amount: Money) -> String {
        let value = decimal(amount);
        let pieces = self.pieces(amount, &value);
        let wanted = usize::try_from(-value.absolute.nonzero_magnitude_end()).unwrap_or(0);
        let Pieces { before, whole, fraction, after, .. } = &pieces;
        if whole.is_empty() || pieces.decimals < wanted {
            // Some currencies have cents that CLDR rounds away, since no coin of that value is left.
            format!("{before}{}{after}", self.digits(amount, &value))
        } else if wanted == 0 {
            format!("{before}{whole}{after}")
        } else {
            format!("{before}{whole}{fraction}{after}")
        }
    }

    /// The digits of an amount, without its sign.
    fn digits(&self, amount: Money, value: &Decimal) -> String {
        let mut digits = Decimal::new(Sign::None, value.absolute.clone());
        if digits.absolute.nonzero_magnitude_end() < 0 {
            digits.absolute.pad_end(-decimals(amount));
        }
        self.decimal.format_to_string(&digits)
    }

    pub(super) fn short(&self, amount: Money) -> String {
        self.in_words(amount).unwrap_or_else(|| self.full(amount))
    }

    /// The amount in words of its language, if that is exact.
    fn in_words(&self, amount: Money) -> Option<String> {
        let value = decimal(amount);
        let magnitude = value.absolute.nonzero_magnitude_start();
        let exponent = self.compact.compact_exponent_for_magnitude(magnitude);
        if magnitude < MILLION || exponent == 0 {
            return None;
        }
        let significand = value.absolute.clone().multiplied_pow10(-i16::from(exponent)).trimmed_end();
        if significand.nonzero_magnitude_end() < -SHORT_DECIMALS {
            return None;
        }
        let significand = Decimal::new(Sign::None, significand);
        let words = self.compact.format_with_exponent(&significand, exponent).ok()?.to_string();
        let Pieces { before, after, .. } = self.pieces(amount, &value);
        Some(format!("{before}{words}{after}"))
    }

    fn pieces(&self, amount: Money, value: &Decimal) -> Pieces {
        let mut pieces = Pieces::default();
        if let Some(formatter) = self.formatter(amount.currency())
            && formatter.format_fixed_decimal(value).write_to_parts(&mut pieces).is_ok()
        {
            return pieces;
        }
        let sign = if amount.minor() < 0 { "-" } else { "" };
        Pieces { before: format!("{sign}{}\u{a0}", amount.currency()), ..Pieces::default() }
    }

    fn formatter(&self, currency: CurrencyCode) -> Option<Arc<Formatter>> {
        // A map of formatters is whole at all times, even if a thread died while it held the lock.
        let made = self.made.read().unwrap_or_else(PoisonError::into_inner).get(&currency).cloned();
        made.unwrap_or_else(|| {
            let new = CurrencyType::try_from_str(currency.as_str())
                .ok()
                .and_then(|code| {
                    CurrencyFormatter::try_new_symbol((&self.locale).into(), code, Default::default()).ok()
                })
                .map(Arc::new);
            self.made.write().unwrap_or_else(PoisonError::into_inner).insert(currency, new.clone());
            new
        })
    }
}

fn decimal(amount: Money) -> Decimal {
    let mut value = Decimal::from(amount.minor());
    value.absolute.multiply_pow10(-decimals(amount));
    value.absolute.trim_end();
    value
}

fn decimals(amount: Money) -> i16 {
    i16::try_from(amount.currency().digits()).unwrap_or(0)
}

/// A written amount, taken apart.
#[derive(Default)]
struct Pieces {
    before: String,
    whole: String,
    /// The decimals, with the sign before them.
    fraction: String,
    decimals: usize,
    after: String,
    now: Option<Part>,
}

impl fmt::Write for Pieces {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        match self.now {
            Some(parts::INTEGER | parts::GROUP) => self.whole.push_str(text),
            Some(parts::DECIMAL) => self.fraction.push_str(text),
            Some(parts::FRACTION) => {
                self.fraction.push_str(text);
                self.decimals += text.chars().count();
            }
            _ if self.whole.is_empty() => self.before.push_str(text),
            _ => self.after.push_str(text),
        }
        Ok(())
    }
}

impl PartsWrite for Pieces {
    type SubPartsWrite = Self;

    fn with_part(&mut self, part: Part, mut write: impl FnMut(&mut Self) -> fmt::Result) -> fmt::Result {
        let outer = self.now.replace(part);
        let result = write(self);
        self.now = outer;
        result
    }
}
