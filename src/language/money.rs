//! Amounts of money: exact, in the smallest unit of a currency of ISO 4217. Start at [`Money`].

use std::fmt;
use std::sync::LazyLock;

use iso_currency::{Currency, IntoEnumIterator};

use crate::diagnostic::did_you_mean;

static CODES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    Currency::iter().filter(|currency| !currency.is_special()).map(|currency| currency.code()).collect()
});

/// Whether it is a currency's code of three letters, in capitals. Gold and the like are no currencies here.
pub fn is_currency(code: &str) -> bool {
    CurrencyCode::known(code).is_some()
}

/// All codes of three letters, in order.
pub fn currency_codes() -> &'static [&'static str] {
    &CODES
}

/// A currency that exists.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CurrencyCode(Currency);

impl CurrencyCode {
    /// The currency of a code such as `USD`.
    pub fn parse(code: &str) -> Result<CurrencyCode, String> {
        CurrencyCode::known(code).ok_or_else(|| {
            let way_out = match CurrencyCode::known(&code.trim().to_uppercase()) {
                Some(meant) => format!("write \"{meant}\", in capitals"),
                None => did_you_mean(code, currency_codes().iter().copied())
                    .unwrap_or_else(|| "use a code of three letters, such as \"USD\" or \"EUR\"".into()),
            };
            format!("no such currency as \"{code}\"; {way_out}")
        })
    }

    fn known(code: &str) -> Option<CurrencyCode> {
        Currency::from_code(code).filter(|currency| !currency.is_special()).map(CurrencyCode)
    }

    pub fn as_str(self) -> &'static str {
        self.0.code()
    }

    /// How many decimals an amount can have.
    pub fn digits(self) -> usize {
        self.0.exponent().map_or(0, usize::from)
    }
}

impl fmt::Display for CurrencyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for CurrencyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An amount of money, exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    minor: i64,
    currency: CurrencyCode,
}

impl Money {
    /// So many of the smallest unit: cents for USD, yen for JPY.
    pub fn from_minor(minor: i64, currency: CurrencyCode) -> Money {
        Money { minor, currency }
    }

    /// So many dollars, euros, yen.
    pub fn whole(units: i64, currency: CurrencyCode) -> Result<Money, String> {
        Money::parse(&units.to_string(), currency)
    }

    /// An amount with decimals, as somebody wrote it in a file: the shortest digits that mean this number.
    pub fn from_f64(amount: f64, currency: CurrencyCode) -> Result<Money, String> {
        Money::parse(&amount.to_string(), currency)
    }

    /// An amount in plain digits: `750000`, `1234.50`, `-20`.
    pub fn parse(text: &str, currency: CurrencyCode) -> Result<Money, String> {
        let text = text.trim();
        let (sign, absolute) = match text.strip_prefix('-') {
            Some(rest) => ("-", rest),
            None => ("", text),
        };
        let (whole, fraction) = absolute.split_once('.').unwrap_or((absolute, "0"));
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !plain(whole) || !plain(fraction) {
            return Err(format!("\"{text}\" is not an amount; write plain digits, such as 750000 or 1234.50"));
        }
        let digits = currency.digits();
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > digits {
            let may = match digits {
                0 => "no decimals".into(),
                1 => "at most one decimal".into(),
                _ => format!("at most {digits} decimals"),
            };
            return Err(format!("{text} has too many decimals: an amount in {currency} has {may}"));
        }
        match format!("{sign}{whole}{fraction:0<digits$}").parse() {
            Ok(minor) => Ok(Money { minor, currency }),
            Err(_) => Err(format!("{text} is too large for an amount of money")),
        }
    }

    pub fn minor(self) -> i64 {
        self.minor
    }

    pub fn currency(self) -> CurrencyCode {
        self.currency
    }

    /// The sum of two amounts; `None` if their currencies differ or it is too large.
    pub fn checked_add(self, other: Money) -> Option<Money> {
        let same = self.currency == other.currency;
        let minor = self.minor.checked_add(other.minor).filter(|_| same)?;
        Some(Money { minor, ..self })
    }

    /// The amount in plain digits: "750000", "1234.50". What [`Money::parse`] takes.
    pub fn plain(self) -> String {
        let digits = self.currency.digits();
        let sign = if self.minor < 0 { "-" } else { "" };
        let all = format!("{:0>width$}", self.minor.unsigned_abs(), width = digits + 1);
        let (whole, fraction) = all.split_at(all.len() - digits);
        if fraction.bytes().all(|byte| byte == b'0') {
            format!("{sign}{whole}")
        } else {
            format!("{sign}{whole}.{fraction}")
        }
    }

    /// The amount as a number, for charts.
    pub fn as_f64(self) -> f64 {
        self.plain().parse().unwrap_or_default()
    }
}

/// As in "USD 750000": for messages and files, the same in every language.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.currency, self.plain())
    }
}
