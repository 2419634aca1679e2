//! Dates that may lack a day or a month, and how a language writes them.
//!
//! Start at [`PartialDate`]; [`DateFormats`] writes one. Years are those of the Gregorian calendar in every
//! language: a year alone could not be told in another calendar.

use std::cmp::Ordering;
use std::fmt;

use icu::calendar::{Date as CalendarDate, Gregorian};
use icu::datetime::FixedCalendarDateTimeFormatter;
use icu::datetime::fieldsets::{Y, YM, YMD};
use icu::datetime::pattern::{FixedCalendarDateTimeNames, MonthNameLength, YearNameLength};
use icu::locale::Locale;
use jiff::civil::Date;

/// A date as far as it is known. Dates are in order of their first days; of two that begin on the same day,
/// the one that ends first comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartialDate {
    Year(i16),
    Month(i16, u8),
    Day(Date),
}

impl PartialDate {
    /// A year of four digits.
    pub fn from_year(year: i64) -> Result<PartialDate, String> {
        match i16::try_from(year) {
            Ok(year @ 1000..=9999) => Ok(PartialDate::Year(year)),
            _ => Err(format!("{year} is not a year; write all four digits, such as 2026")),
        }
    }

    /// A date written as `2026`, `2026-11` or `2026-11-24`.
    pub fn parse(text: &str) -> Result<PartialDate, String> {
        let text = text.trim();
        let unclear = || format!("\"{text}\" is not a date; write it as 2026-11-24, 2026-11 or 2026");
        let parts: Vec<&str> = text.split('-').collect();
        let widths_fit = parts.iter().zip([4, 2, 2]).all(|(part, width)| part.len() == width);
        let digits_only = parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        if !widths_fit || !digits_only || parts.len() > 3 {
            return Err(unclear());
        }
        let numbers: Vec<i16> = parts.iter().filter_map(|part| part.parse().ok()).collect();
        let no_such_month = |month: i16| format!("\"{text}\" is not a date: there is no month {month:02}");
        match *numbers.as_slice() {
            [year] => PartialDate::from_year(year.into()),
            [year, month] => match (PartialDate::from_year(year.into())?, u8::try_from(month)) {
                (_, Ok(month @ 1..=12)) => Ok(PartialDate::Month(year, month)),
                _ => Err(no_such_month(month)),
            },
            [year, month, day] => {
                PartialDate::from_year(year.into())?;
                match (i8::try_from(month), i8::try_from(day)) {
                    (Ok(m @ 1..=12), Ok(d)) => Date::new(year, m, d)
                        .map(PartialDate::Day)
                        .map_err(|_| format!("\"{text}\" is not a date: that month has no day {day:02}")),
                    _ => Err(no_such_month(month)),
                }
            }
            _ => Err(unclear()),
        }
    }

    pub fn year(self) -> i16 {
        match self {
            PartialDate::Year(year) | PartialDate::Month(year, _) => year,
            PartialDate::Day(day) => day.year(),
        }
    }

    /// The first day that it can mean.
    pub fn first_day(self) -> Date {
        match self {
            PartialDate::Year(year) => first_of(year, 1),
            PartialDate::Month(year, month) => first_of(year, month),
            PartialDate::Day(day) => day,
        }
    }

    /// The last day that it can mean.
    pub fn last_day(self) -> Date {
        match self {
            PartialDate::Year(year) => first_of(year, 12).last_of_month(),
            PartialDate::Month(year, month) => first_of(year, month).last_of_month(),
            PartialDate::Day(day) => day,
        }
    }
}

/// A month or year out of range gives the nearest that there is.
fn first_of(year: i16, month: u8) -> Date {
    let month = i8::try_from(month.clamp(1, 12)).unwrap_or(1);
    Date::new(year, month, 1).unwrap_or(if year < 0 { Date::MIN } else { Date::MAX })
}

impl Ord for PartialDate {
    fn cmp(&self, other: &Self) -> Ordering {
        let rank = |date: &PartialDate| (date.first_day(), date.last_day());
        // The last step only parts dates that no calendar has.
        rank(self).cmp(&rank(other)).then_with(|| self.to_string().cmp(&other.to_string()))
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// As ISO 8601 has it: `2017`, `2017-07`, `2017-07-01`.
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PartialDate::Year(year) => write!(f, "{year:04}"),
            PartialDate::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            PartialDate::Day(day) => write!(f, "{day}"),
        }
    }
}

pub(super) struct DateFormats {
    day: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    month: FixedCalendarDateTimeFormatter<Gregorian, YM>,
    year: FixedCalendarDateTimeFormatter<Gregorian, Y>,
    /// Whether the language has names for months. In one without, dates are written as ISO 8601 has them.
    in_words: bool,
}

impl DateFormats {
    pub(super) fn load(locale: &Locale) -> Option<DateFormats> {
        let plain_month = || FixedCalendarDateTimeFormatter::try_new(locale.into(), YM::long()).ok();
        let mut formats = DateFormats {
            day: FixedCalendarDateTimeFormatter::try_new(locale.into(), YMD::long()).ok()?,
            month: month_with_digits(locale, MonthNameLength::Wide)
                .or_else(|| month_with_digits(locale, MonthNameLength::StandaloneWide))
                .or_else(plain_month)?,
            year: FixedCalendarDateTimeFormatter::try_new(locale.into(), Y::long()).ok()?,
            in_words: true,
        };
        // "M11" is what CLDR calls November where a language has no name for it.
        formats.in_words = !formats.date(PartialDate::Month(2026, 11)).contains("M11");
        Some(formats)
    }

    pub(super) fn date(&self, date: PartialDate) -> String {
        let calendar = |year: i16, month: u8, day: u8| CalendarDate::try_new_gregorian(year.into(), month, day).ok();
        let written = match date {
            PartialDate::Year(year) => calendar(year, 1, 1).map(|day| self.year.format(&day).to_string()),
            PartialDate::Month(year, month) => calendar(year, month, 1).map(|day| self.month.format(&day).to_string()),
            PartialDate::Day(day) => match (u8::try_from(day.month()), u8::try_from(day.day())) {
                (Ok(m), Ok(d)) => calendar(day.year(), m, d).map(|day| self.day.format(&day).to_string()),
                _ => None,
            },
        };
        written.filter(|_| self.in_words).unwrap_or_else(|| date.to_string())
    }
}

/// ICU4X 2.4 decides from a pattern with an era whether it needs digits, and Portuguese lacks the year in that
/// pattern of month and year: the digits of the year would be missing. Here they are loaded whatever it says.
/// `None` if the language's pattern takes month names of another kind.
fn month_with_digits(
    locale: &Locale,
    length: MonthNameLength,
) -> Option<FixedCalendarDateTimeFormatter<Gregorian, YM>> {
    let mut names = FixedCalendarDateTimeNames::<Gregorian, YM>::try_new(locale.into()).ok()?;
    names.include_year_names(YearNameLength::Abbreviated).ok()?;
    names.include_month_names(length).ok()?;
    names.try_into_formatter(YM::long()).ok()
}
