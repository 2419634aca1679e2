//! TOML values as plain data, and what they are in plain words.

use toml::de::DeValue;

pub fn as_integer(value: &DeValue<'_>) -> Option<i64> {
    let number = value.as_integer()?;
    i64::from_str_radix(&number.as_str().replace('_', ""), number.radix()).ok()
}

pub fn full_date(date: toml::value::Date) -> Option<jiff::civil::Date> {
    jiff::civil::Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?)
        .ok()
}

pub fn plain_type(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(stamp) => match (stamp.date, stamp.time) {
            (Some(_), Some(_)) => "a date with a time",
            (None, _) => "a time",
            _ => "a date",
        },
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

pub fn to_json(value: &DeValue<'_>) -> serde_json::Value {
    use serde_json::Value as Json;
    match value {
        DeValue::String(text) => Json::String(text.to_string()),
        DeValue::Integer(_) => as_integer(value).map_or(Json::Null, Json::from),
        DeValue::Float(number) => number.as_str().replace('_', "").parse::<f64>().map_or(Json::Null, Json::from),
        DeValue::Boolean(flag) => Json::Bool(*flag),
        DeValue::Datetime(stamp) => Json::String(stamp.to_string()),
        DeValue::Array(items) => Json::Array(items.iter().map(|item| to_json(item.get_ref())).collect()),
        DeValue::Table(table) => Json::Object(
            table.iter().map(|(key, value)| (key.get_ref().to_string(), to_json(value.get_ref()))).collect(),
        ),
    }
}
