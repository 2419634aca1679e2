//! Dates as people write them, and how Loggia reads them.

use jiff::civil::Date;

/// What somebody may have meant by a date that is not written year-month-day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    Day(Date),
    /// A month, such as `2022-03`.
    Month(String),
    /// 03/04/2022: the third of April, or the fourth of March.
    Either(Date, Date),
    /// A day that no calendar has.
    Nothing,
}

/// Signs that stand in the place of a hyphen where a word processor put them, or somebody's keyboard.
const DASHES: [char; 6] = ['–', '—', '‐', '‑', '‒', '−'];

/// What a year of two digits leaves out.
const CENTURY: i16 = 2000;

/// `None` where the text doesn't look like a date.
pub fn date(text: &str) -> Option<Meant> {
    let text = text.trim().replace(DASHES, "-");
    in_words(&text).or_else(|| in_numbers(&text))
}

/// What stands before a time of day, as in 2026-12-01 23:59.
pub fn without_time(text: &str) -> Option<&str> {
    let (date, time) =
        text.split_once([' ', 'T']).filter(|(date, _)| date.len() >= 8).or_else(|| text.rsplit_once(' '))?;
    let is_time = time.starts_with(|c: char| c.is_ascii_digit()) && time.contains([':', '.']);
    is_time.then(|| date.trim_end_matches([',', ' ']))
}

/// 1 March 2022, March 1, 2022, March 2022.
fn in_words(text: &str) -> Option<Meant> {
    if !text.contains(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let text = text.replace(',', "");
    for format in ["%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y"] {
        // A year of two digits is read as one of the first century, and "March 2022" as the 20th of March 22.
        let is_whole = |date: &Date| date.year() >= 1000 || date.year() < 100 && text.split_whitespace().count() == 3;
        if let Some(date) = Date::strptime(format, &text).ok().filter(is_whole) {
            let century = if date.year() < 100 { CENTURY } else { 0 };
            return Some(day_of(date.year() + century, date.month().into(), date.day().into()));
        }
    }
    for format in ["%d %B %Y", "%d %b %Y"] {
        // "March 22" may be a day.
        if let Some(date) = Date::strptime(format, format!("1 {text}")).ok().filter(|date| date.year() >= 1000) {
            return Some(Meant::Month(date.strftime("%Y-%m").to_string()));
        }
    }
    None
}

fn in_numbers(text: &str) -> Option<Meant> {
    let sign = text.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '.' | '/' | '-'))?;
    let parts: Vec<&str> = text.split(sign).collect();
    if parts.iter().any(|part| part.is_empty() || part.len() > 4 || !part.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let mut numbers: Vec<i16> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    let is_short = matches!(parts.as_slice(), [one, two, year] if one.len() <= 2 && two.len() <= 2 && year.len() == 2);
    // With hyphens it may as well come first.
    if is_short && sign != '-' {
        numbers[2] += CENTURY;
    }
    let is_year = |part: &str| part.len() == 4;
    match (parts.as_slice(), numbers.as_slice()) {
        ([first, _, third], [year, month, day]) if is_year(first) && !is_year(third) => {
            Some(day_of(*year, *month, *day))
        }
        ([first, second, third], [one, two, year])
            if *year >= CENTURY && is_short || is_year(third) && !is_year(first) && !is_year(second) =>
        {
            let (day_first, month_first) = (day_of(*year, *two, *one), day_of(*year, *one, *two));
            Some(match (day_first, month_first) {
                (Meant::Day(one), Meant::Day(other)) if sign != '.' && one != other => Meant::Either(one, other),
                (Meant::Nothing, other) if sign != '.' => other,
                (day_first, _) => day_first,
            })
        }
        ([first, second], [year, month]) if is_year(first) && second.len() <= 2 => Some(month_of(*year, *month)),
        ([first, second], [month, year]) if is_year(second) && first.len() <= 2 && sign != '.' => {
            Some(month_of(*year, *month))
        }
        _ => None,
    }
}

fn day_of(year: i16, month: i16, day: i16) -> Meant {
    let month = i8::try_from(month).ok();
    let day = i8::try_from(day).ok();
    let date = month.zip(day).and_then(|(month, day)| Date::new(year, month, day).ok());
    date.map_or(Meant::Nothing, Meant::Day)
}

fn month_of(year: i16, month: i16) -> Meant {
    if (1..=12).contains(&month) { Meant::Month(format!("{year:04}-{month:02}")) } else { Meant::Nothing }
}

impl Meant {
    /// What to write, as hints. Where months are not enough, `day` says so.
    pub fn hints(&self, key: &str, day: bool) -> Vec<String> {
        match self {
            Meant::Day(date) => vec![format!("write: {key} = {date}")],
            Meant::Month(month) if day => vec![format!("write the day, too: {key} = {month}-01")],
            Meant::Month(month) => vec![format!("a month stands in quotes: {key} = \"{month}\"")],
            Meant::Either(one, other) => vec![format!(
                "write {key} = {one} for {}, {key} = {other} for {}",
                one.strftime("%-d %B"),
                other.strftime("%-d %B")
            )],
            Meant::Nothing => {
                vec![format!("it is in no calendar; dates are written year-month-day: {key} = 2026-03-31")]
            }
        }
    }
}
