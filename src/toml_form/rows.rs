//! Several values in a row, as lists and tables have them, however they are bracketed, quoted and parted.
//!
//! Start at [`bracketed`], which offers the line with what was meant.

use super::entries::string_end;
use super::values::{CURLY, quoted, reads, truth};
use super::words::Said;

/// One of several values in a row.
struct Part {
    key: Option<String>,
    /// As it is to be written.
    value: String,
    /// Does it stand in quotation marks, of whatever kind?
    quoted: bool,
}

/// Values in a row, and what is odd about them.
struct Row {
    parts: Vec<Part>,
    /// A key has a colon behind it.
    colon: bool,
    /// The quotation mark at the end of a text is missing.
    unclosed: bool,
}

const UNCLOSED: &str = "a text whose quotation mark is not closed";

/// Keys whose value is one table, and keys whose value is a list of tables.
const TABLE: [&str; 9] =
    ["image", "organisation", "help", "leave", "newsletter", "projects", "theme", "singular", "plural"];
const TABLES: [&str; 4] = ["links", "documents", "social", "facets"];

/// A list or a table, in the wrong brackets, or in none around texts in quotation marks or facts.
pub fn in_a_row(name: &str, text: &str) -> Option<Said> {
    let opens = text.starts_with(['[', '{', '(']) || text.starts_with(is_mark) || leading_key(text).is_some();
    if opens { bracketed(name, text) } else { None }
}

/// A list or a table that is not written as one: what is wrong with it, and the line.
pub fn bracketed(name: &str, text: &str) -> Option<Said> {
    let (open, inner) = unwrap(text);
    if inner.starts_with(is_mark) && open == ' ' && leading_key(inner).is_some() {
        return None;
    }
    let tables = if open == '[' { tables(inner) } else { None };
    let (value, colon, unclosed) = match tables {
        Some(rows) => {
            let all: Vec<String> = rows.iter().map(|row| table(&row.parts)).collect();
            (all.join(", "), rows.iter().any(|row| row.colon), rows.iter().any(|row| row.unclosed))
        }
        None => {
            let row = row(inner)?;
            let keys = row.parts.iter().filter(|part| part.key.is_some()).count();
            if keys == 0 {
                return list(name, open, inner, &row);
            }
            // Without brackets a colon is one of a text.
            let is_table = keys == row.parts.len() && !(row.colon && open == ' ');
            is_table.then(|| (table(&row.parts), row.colon, row.unclosed))?
        }
    };
    let is_several = value.starts_with('{') && open == '[' && !TABLE.contains(&name) || TABLES.contains(&name);
    let line = if is_several { format!("{name} = [{value}]") } else { format!("{name} = {value}") };
    let what = match open {
        ' ' => "the facts of a table without curly brackets around them",
        '[' if !inner.starts_with('{') => "the facts of a table without curly brackets around them",
        '(' => "round brackets where curly ones belong",
        _ if unclosed => UNCLOSED,
        _ if text.contains(CURLY) => "curly quotation marks around its texts",
        _ if colon => "a colon where an equals sign belongs",
        _ => "a table that can't be read",
    };
    reads(&line).then(|| Said::new(what).hint(format!("write: {line}")))
}

/// `"one"]` or `["one"]]`: a bracket that closes none. With it, where in the text it stands.
pub fn unopened(name: &str, text: &str) -> Option<(Said, usize)> {
    let at = surplus(text)?;
    let rest = text[..at].trim();
    let plain = format!("{name} = {rest}");
    if rest.starts_with('[') && !reads(&plain) {
        return bracketed(name, rest).map(|said| (said, 0));
    }
    let line = if rest.starts_with('[') || is_prose(name) && reads(&plain) {
        plain
    } else {
        let parts = row(rest)?.parts;
        let part = parts.first().filter(|part| parts.len() == 1 && part.key.is_none())?;
        if is_prose(name) { format!("{name} = {}", part.value) } else { line_of(name, &[&part.value])? }
    };
    let said = Said::new("a closing bracket without an opening one");
    reads(&line).then(|| (said.hint(format!("write: {line}")), at))
}

/// Where the brackets at the end begin that close none.
fn surplus(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let end = text.trim_end_matches([',', ';', ' ']).len();
    let (mut at, mut depth) = (0, 0_usize);
    while at < end {
        match bytes[at] {
            quote @ (b'"' | b'\'') if at == 0 || !bytes[at - 1].is_ascii_alphanumeric() => {
                let close = string_end(bytes, at, end, quote);
                // Of a text that is closed nowhere, the bracket may be what closes a list.
                if close >= end {
                    return text[..end].strip_suffix(']').filter(|inner| !inner.contains(['[', ']'])).map(str::len);
                }
                at = close;
            }
            b'[' => depth += 1,
            b']' if depth == 0 => return text[at..end].bytes().all(|byte| matches!(byte, b']' | b' ')).then_some(at),
            b']' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    None
}

/// Texts that stand in a row, but not as a list.
fn list(name: &str, open: char, inner: &str, row: &Row) -> Option<Said> {
    let parts = &row.parts;
    if open == ' ' && (parts.len() < 2 || is_prose(name)) {
        return None;
    }
    let is_code = |part: &Part| part.value.trim_matches('"').len() == 2;
    let all_quoted = parts.iter().all(|part| part.quoted);
    let is_inside = parts.iter().any(|part| part.value.contains("\\\"")) && !inner.contains("\\\"");
    let what = match open {
        _ if row.unclosed => UNCLOSED,
        _ if name == "image" => "a text where the facts of a table belong",
        ' ' => "several values without square brackets around them",
        '(' => "round brackets where square ones belong",
        '{' => "curly brackets where square ones belong",
        _ if is_inside => "a quotation mark inside its text, which ends the text there",
        _ if inner.contains(['“', '”', '„', '‟', '«', '»']) => "curly quotation marks around its texts",
        _ if !all_quoted => "texts without quotation marks",
        _ if inner.contains(';') => "a semicolon where a comma belongs",
        _ if inner.contains(CURLY) => "curly quotation marks around its texts",
        _ => "a list without a comma between two values",
    };
    let values: Vec<&str> = parts.iter().map(|part| part.value.as_str()).collect();
    let line = line_of(name, &values)?;
    if !reads(&line) {
        return None;
    }
    let said = Said::new(what).hint(format!("write: {line}"));
    if open != ' ' || all_quoted || parts.iter().all(is_code) {
        return Some(said);
    }
    // Without quotation marks it may as well be one text with a comma in it.
    let texts: Vec<&str> = parts.iter().map(|part| part.value.trim_matches('"')).collect();
    Some(said.hint(format!("or, if it is one text: {name} = {}", quoted(&texts.join(", ")))))
}

/// The line that has `values`, each as it is written.
fn line_of(name: &str, values: &[&str]) -> Option<String> {
    if matches!(name, "links" | "documents") {
        return Some(format!("{name} = {}", linked(values)));
    }
    if name == "image" && values.len() == 1 {
        return Some(format!("{name} = {{ src = {}, alt = \"…\" }}", values[0]));
    }
    (!TABLE.contains(&name) && !TABLES.contains(&name)).then(|| format!("{name} = [{}]", values.join(", ")))
}

/// A list of pages or files of which the addresses alone are known.
pub fn linked(addresses: &[&str]) -> String {
    let tables: Vec<String> = addresses.iter().map(|address| format!("{{ title = \"…\", url = {address} }}")).collect();
    format!("[{}]", tables.join(", "))
}

/// Keys of which a text is one text, whatever commas are in it.
pub fn is_prose(name: &str) -> bool {
    matches!(
        name,
        "title" | "summary" | "description" | "notice" | "kind" | "text" | "label" | "alt" | "caption" | "name"
    )
}

/// The bracket around a value, or a blank, and what is in it.
fn unwrap(text: &str) -> (char, &str) {
    for (open, close) in [('[', ']'), ('{', '}'), ('(', ')')] {
        if let Some(inner) = text.strip_prefix(open) {
            return (open, inner.strip_suffix(close).unwrap_or(inner).trim());
        }
    }
    (' ', text.trim_end_matches([']', '}', ')']).trim())
}

/// The tables of a list of such.
fn tables(inner: &str) -> Option<Vec<Row>> {
    let (mut rest, mut all) = (inner, Vec::new());
    while !rest.is_empty() {
        let (one, after) = rest.strip_prefix('{')?.split_once('}')?;
        all.push(row(one.trim()).filter(|row| row.parts.iter().all(|part| part.key.is_some()))?);
        rest = after.trim_start_matches([',', ';', ' ']);
    }
    (!all.is_empty()).then_some(all)
}

fn table(parts: &[Part]) -> String {
    let facts: Vec<String> =
        parts.iter().map(|part| format!("{} = {}", part.key.as_deref().unwrap_or_default(), part.value)).collect();
    format!("{{ {} }}", facts.join(", "))
}

fn row(text: &str) -> Option<Row> {
    let mut row = Row { parts: Vec::new(), colon: false, unclosed: false };
    let mut rest = text.trim();
    while !rest.is_empty() {
        let mut key = None;
        if let Some((name, sign, after)) = leading_key(rest) {
            (key, rest) = (Some(name.to_owned()), after);
            row.colon |= sign == ':';
        }
        let (mut part, after) = match rest.chars().next().filter(|c| is_mark(*c)) {
            Some(mark) => in_quotes(rest, mark, &mut row.unclosed),
            None => bare(rest)?,
        };
        if !part.quoted
            && key.as_deref().is_some_and(|key| !is_prose(key))
            && let Some(word) = truth(part.value.trim_matches('"'))
        {
            part.value = word.to_string();
        }
        row.parts.push(Part { key, ..part });
        rest = after.trim_start().trim_start_matches([',', ';']).trim_start();
    }
    (!row.parts.is_empty()).then_some(row)
}

pub fn is_mark(c: char) -> bool {
    matches!(c, '"' | '\'') || CURLY.contains(&c)
}

/// `key =` or `key:` at the beginning, in quotation marks or not.
pub fn leading_key(text: &str) -> Option<(&str, char, &str)> {
    let unquoted = text.trim_start_matches(is_mark);
    let end = unquoted.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-')?;
    let (name, after) = unquoted.split_at(end);
    let after = if unquoted.len() < text.len() { after.strip_prefix(is_mark)? } else { after };
    let after = after.trim_start();
    let sign = after.chars().next().filter(|sign| matches!(sign, '=' | ':'))?;
    // An address is no key.
    let is_key = name.starts_with(|c: char| c.is_ascii_alphabetic()) && !after.starts_with("://");
    is_key.then(|| (name, sign, after[1..].trim_start()))
}

/// A text in quotation marks: it ends at the first that something else can follow, or, where that one is missing, before
/// the next value.
fn in_quotes<'a>(text: &'a str, mark: char, unclosed: &mut bool) -> (Part, &'a str) {
    let start = mark.len_utf8();
    let mut escaped = false;
    let mut end = None;
    for (at, c) in text[start..].char_indices() {
        let after = &text[start + at + c.len_utf8()..];
        let next = after.trim_start();
        let goes_on = next.is_empty() || next.starts_with([',', ';']) || next.len() < after.len() && begins(next);
        if is_mark(c) && !escaped && goes_on {
            end = Some((start + at, after));
            break;
        }
        escaped = c == '\\' && !escaped;
    }
    let (to, after) = end.unwrap_or((text.len(), ""));
    let is_paired = text[start..to].matches(is_mark).count().is_multiple_of(2);
    let next_value =
        text[start..to].match_indices(',').map(|(at, _)| start + at).find(|at| begins(text[at + 1..].trim_start()));
    let (to, after) = match next_value.filter(|_| end.is_none() || !is_paired) {
        Some(at) => (at, &text[at..]),
        None => (to, after),
    };
    *unclosed |= end.is_none() || next_value.is_some() && !is_paired;
    let inner = text[start..to].trim();
    let written = format!("\"{inner}\"");
    let value = if mark == '"' && reads(&format!("a = {written}")) { written } else { quoted(inner) };
    (Part { key: None, value, quoted: true }, after)
}

/// Can what stands behind a value be the next, though there is no comma?
fn begins(text: &str) -> bool {
    text.starts_with(is_mark) || leading_key(text).is_some()
}

fn bare(text: &str) -> Option<(Part, &str)> {
    let end = text.find([',', ';']).unwrap_or(text.len());
    let (inner, after) = text.split_at(end);
    let inner = inner.trim();
    let unopened = inner.strip_suffix(['"', '”']).map(str::trim_end);
    let inner = unopened.unwrap_or(inner);
    if inner.is_empty() || inner.contains(['"', '[', ']', '{', '}', '=']) || inner.contains(CURLY) {
        return None;
    }
    let value = if unopened.is_none() && reads(&format!("a = {inner}")) { inner.to_owned() } else { quoted(inner) };
    Some((Part { key: None, value, quoted: false }, after))
}
