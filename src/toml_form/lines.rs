//! Facts that don't keep to their lines: each is one line, and each line is one.

use super::entries::{cuts, key};
use super::rows::in_a_row;
use super::values::{CURLY, quoted, reads, truth};
use super::words::Said;
use super::{amounts, dates};

/// Two facts, each of which should have a line.
pub fn several_facts(name: &str, text: &str, offset: usize) -> Option<Said> {
    let whole = format!("{name} = {text}");
    let mut cuts = cuts(&whole);
    let first = *cuts.first()?;
    cuts.push(whole.len());
    let mut facts = vec![&whole[..first]];
    facts.extend(cuts.windows(2).map(|pair| &whole[pair[0]..pair[1]]));
    let facts = facts.into_iter().map(|fact| as_read(fact.trim().trim_end_matches([',', ';'])));
    let facts: Vec<String> = facts.collect::<Option<_>>()?;
    let start = offset + (first - (whole.len() - text.len()));
    let said = Said::new("more than one fact").at(start..start + key(&whole[first..]).len());
    let said = said.hint(format!("each fact is a line of its own: {}", facts[0]));
    Some(facts[1..].iter().fold(said, |said, fact| said.hint(format!("and below it: {fact}"))))
}

/// A fact as it is, or as it can be read.
fn as_read(fact: &str) -> Option<String> {
    if reads(fact) {
        return Some(fact.to_owned());
    }
    let (name, text) = fact.split_once('=').map(|(name, text)| (name.trim(), text.trim()))?;
    let value = match (amounts::amount(text), dates::date(text), truth(text)) {
        (Some((number, None)), ..) => number,
        (_, Some(dates::Meant::Day(date)), _) => date.to_string(),
        (_, _, Some(word)) => word.to_string(),
        _ => quoted(text),
    };
    let line = format!("{name} = {value}");
    (reads(&line) && !text.contains(['"', '=', '[', '{'])).then_some(line)
}

/// A value that goes on in the next line, though it may not.
pub fn broken(entry: &str) -> Option<Said> {
    list(entry).or_else(|| text(entry))
}

/// Texts with commas between them that go on in the next line.
fn list(entry: &str) -> Option<Said> {
    let (name, value) = entry.split_once('=')?;
    if !value.trim().lines().rev().skip(1).all(|line| line.trim_end().ends_with([',', ';'])) {
        return None;
    }
    let joined: Vec<&str> = value.lines().map(str::trim).collect();
    let said = in_a_row(name.trim(), joined.join(" ").trim())?;
    let first = value.trim_end().lines().next().unwrap_or_default();
    let at = name.len() + 1 + (first.len() - first.trim_start().len());
    let hints = said.hints.iter().map(|hint| hint.replacen("write:", "write in one line:", 1)).collect();
    Some(Said { hints, ..said }.at(at..name.len() + 1 + first.trim_end().len()))
}

/// A text that goes on in the next line.
fn text(entry: &str) -> Option<Said> {
    let (left, right) = entry.split_once('=')?;
    let value = right.trim();
    let at = left.len() + 1 + right.find(value)?;
    if value.starts_with(['[', '{', '\'']) || value.starts_with("\"\"\"") {
        return None;
    }
    let lines: Vec<&str> = value.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let text = lines.join(" ");
    let text = text.trim_end_matches([',', ';']);
    let opened = text.strip_prefix(CURLY).or_else(|| text.strip_prefix('"')).unwrap_or(text);
    let inner = opened.strip_suffix(CURLY).or_else(|| opened.strip_suffix('"')).unwrap_or(opened);
    let raw = format!("{} = \"{inner}\"", left.trim());
    let line = if reads(&raw) { raw } else { format!("{} = {}", left.trim(), quoted(inner)) };
    let first = value.lines().next().map_or(1, str::len);
    let said = Said::new("a text that goes on in the next").at(at..at + first);
    reads(&line).then(|| said.hint(format!("a text stands in one line, between quotation marks: {line}")))
}
