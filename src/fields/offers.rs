//! The line to write where a value is of the wrong type: made from what stands there, if that can be told.

use toml::de::DeValue;

use super::plain::as_integer;
use crate::toml_form::{amount, amount_hints, date, quoted, reads, truth, without_time};

fn text<'a>(value: &'a DeValue<'_>) -> Option<&'a str> {
    value.as_str().map(str::trim)
}

/// What to write, and where nothing can be told, an example.
fn or_example(line: Option<String>, example: String) -> Vec<String> {
    vec![line.map_or(format!("for example: {example}"), |line| format!("write: {line}"))]
}

/// Keys that take any text. Others would not take a number in quotes either.
const PROSE: [&str; 12] = [
    "title",
    "summary",
    "caption",
    "alt",
    "name",
    "description",
    "notice",
    "kind",
    "text",
    "label",
    "singular",
    "plural",
];

pub fn text_line(key: &str, value: &DeValue<'_>) -> Vec<String> {
    let written = match value {
        DeValue::Integer(number) => Some(number.as_str().to_owned()),
        DeValue::Float(number) => Some(number.as_str().to_owned()),
        _ => None,
    };
    let line = written.filter(|_| PROSE.contains(&key)).map(|written| format!("{key} = {}", quoted(&written)));
    or_example(line, format!("{key} = \"…\""))
}

pub fn boolean(key: &str, value: &DeValue<'_>) -> Vec<String> {
    let word = text(value).and_then(truth);
    or_example(word.map(|word| format!("{key} = {word}")), format!("{key} = true"))
}

pub fn integer(key: &str, value: &DeValue<'_>) -> Vec<String> {
    let digits = text(value).filter(|text| text.parse::<i64>().is_ok());
    let example = if key == "year" { 2023 } else { 12 };
    or_example(digits.map(|digits| format!("{key} = {digits}")), format!("{key} = {example}"))
}

pub fn number(key: &str, value: &DeValue<'_>) -> Vec<String> {
    if let Some(meant) = text(value).and_then(amount) {
        return amount_hints(key, meant);
    }
    let line = text(value).map(|number| format!("{key} = {number}")).filter(|line| reads(line));
    or_example(line, format!("{key} = 750_000"))
}

/// `day` is said where a month or a year is not enough.
pub fn dated(key: &str, value: &DeValue<'_>, day: bool) -> Vec<String> {
    if let Some(meant) = text(value).and_then(|text| date(without_time(text).unwrap_or(text))) {
        return meant.hints(key, day);
    }
    if !day && as_integer(value).is_some() {
        return vec![format!("a year has four digits: {key} = 2019")];
    }
    let example = match day {
        true => format!("{key} = 2026-03-31"),
        false => format!("{key} = 2019-07-01, or {key} = \"2019-07\", or {key} = 2019"),
    };
    or_example(None, example)
}

/// The day of a date with a time, or an example where there is no day.
pub fn day(key: &str, date: Option<jiff::civil::Date>) -> Vec<String> {
    let Some(date) = date else { return or_example(None, format!("{key} = 2026-03-31")) };
    let mut hints = vec![format!("write: {key} = {date}")];
    let effect = match key {
        "publish" => "shown",
        "expires" => "no longer shown",
        _ => return hints,
    };
    hints.push(format!("the page is {effect} from the beginning of that day on"));
    hints
}

pub fn texts(key: &str, value: &DeValue<'_>) -> Vec<String> {
    let line = text(value).map(|text| format!("{key} = [{}]", quoted(text)));
    or_example(line, format!("{key} = [\"one\", \"another\"]"))
}
