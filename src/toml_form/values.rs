//! What is wrong with one entry, told by what people write where they don't know the rules, with the line to write
//! instead.

use toml::de::DeTable;

use super::entries::{key, string_end};
use super::rows::{bracketed, in_a_row, unopened};
use super::words::{Said, by_parser};
use super::{amounts, dates, lines};

pub const CURLY: [char; 9] = ['“', '”', '„', '‟', '«', '»', '‘', '’', '‚'];

/// Can the line be read? What is offered to be written must be.
pub fn reads(line: &str) -> bool {
    DeTable::parse(line).is_ok()
}

/// `text` as a value.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// What is meant by a word that people write for true or false.
pub fn truth(word: &str) -> Option<bool> {
    match word.to_lowercase().as_str() {
        "yes" | "on" | "true" | "y" => Some(true),
        "no" | "off" | "false" | "n" => Some(false),
        _ => None,
    }
}

/// `entry` is the text of the entry, `message` what the parser says of it.
pub fn explain(entry: &str, message: &str) -> Said {
    let by_parser = by_parser(message);
    if message.starts_with("duplicate key") {
        return by_parser;
    }
    if entry.trim().contains('\n') {
        return lines::broken(entry).unwrap_or(by_parser);
    }
    if entry.trim_start().starts_with('[') {
        return heading(entry).unwrap_or(by_parser);
    }
    if let Some(hyphen) = entry.find(|c: char| !c.is_whitespace()).filter(|at| entry[*at..].starts_with("- ")) {
        let example = "lists stand in square brackets, on the line of their key: partners = [\"one\", \"another\"]";
        return Said::new("a hyphen at its beginning").hint(example).at(hyphen..hyphen + 1);
    }
    let Some((left, right)) = entry.split_once('=') else { return without_sign(entry).unwrap_or(by_parser) };
    let name = left.trim();
    if name.split_whitespace().count() > 1 && !name.contains(['"', '\'']) {
        let joined = name.split_whitespace().collect::<Vec<_>>().join("_");
        return Said::new("a key of several words").hint(format!("a key is one word, such as {joined}"));
    }
    let value = without_comment(right.trim());
    let Some(offset) = right.find(value).map(|at| left.len() + 1 + at) else { return by_parser };
    let value = Value { name, text: value, offset };
    value.explain().unwrap_or(by_parser)
}

/// A comment begins with a # after a blank, outside of texts.
fn without_comment(value: &str) -> &str {
    match value.rfind(" #") {
        Some(at) if !value[at..].contains(['"', '\'', ']', '}']) => value[..at].trim_end(),
        _ => value,
    }
}

fn heading(entry: &str) -> Option<Said> {
    let name = key(entry);
    let double = entry.trim_start().starts_with("[[");
    let line = if double { format!("[[{name}]]") } else { format!("[{name}]") };
    let said = Said::new("a heading in square brackets that can't be read");
    (!name.is_empty()).then(|| said.hint(format!("write: {line}")))
}

/// `title: Safe` or `title "Safe"` instead of `title = "Safe"`.
fn without_sign(entry: &str) -> Option<Said> {
    let name = key(entry);
    let rest = entry.trim_start().strip_prefix(name)?.trim();
    let (what, rest) = match rest.strip_prefix(':') {
        Some(rest) => ("a colon where an equals sign belongs", rest.trim()),
        None => ("no equals sign between a key and a value", rest),
    };
    let plain = format!("{name} = {rest}");
    let value = Value { name, text: rest, offset: 0 };
    if !reads(&plain)
        && rest.contains([',', '[', ']', '{', '('])
        && let Some(said) = value.unopened().or_else(|| value.in_a_row()).or_else(|| value.bare_list())
    {
        return Some(Said { what: what.to_owned(), at: None, ..said });
    }
    let line = match (reads(&plain), what.starts_with("no")) {
        (true, _) => plain,
        (false, true) => return None,
        (false, false) if rest.is_empty() => format!("{name} = \"…\", or {name} = [\"…\"] for a list"),
        (false, false) => format!("{name} = {}", quoted(rest)),
    };
    (!name.is_empty()).then(|| Said::new(what).hint(format!("write: {line}")))
}

struct Value<'a> {
    name: &'a str,
    text: &'a str,
    /// Where it stands in the entry.
    offset: usize,
}

impl Value<'_> {
    fn explain(&self) -> Option<Said> {
        if self.text.is_empty() {
            let said = Said::new("a key without a value");
            return Some(said.hint("write the value after the equals sign, or take the line out"));
        }
        self.beside()
            .or_else(|| lines::several_facts(self.name, self.text, self.offset))
            .or_else(|| self.unopened())
            .or_else(|| self.in_a_row())
            .or_else(|| self.curly())
            .or_else(|| self.quotation_mark())
            .or_else(|| self.truth())
            .or_else(|| self.date())
            .or_else(|| {
                let hints = amounts::hints(self.name, amounts::amount(self.text)?);
                Some(Said { hints, ..self.said("a number that can't be read") })
            })
            .or_else(|| self.list())
            .or_else(|| self.bare_list())
            .or_else(|| self.bare())
    }

    fn said(&self, what: &str) -> Said {
        Said::new(what).at(self.offset..self.offset + self.text.len())
    }

    fn line(&self, value: &str) -> String {
        format!("{} = {value}", self.name)
    }

    /// A sign that other notations have beside the value.
    fn beside(&self) -> Option<Said> {
        let (what, value) = match (self.text.strip_prefix('='), self.text.strip_suffix([',', ';'])) {
            (Some(value), _) => ("two equals signs", value.trim()),
            (_, Some(value)) => ("a sign after its value", value.trim()),
            _ => return None,
        };
        let line = self.line(value);
        reads(&line).then(|| Said::new(what).hint(format!("write: {line}")))
    }

    fn unopened(&self) -> Option<Said> {
        if self.takes_no_text() {
            return None;
        }
        let (said, at) = unopened(self.name, self.text)?;
        Some(said.at(self.offset + at..self.offset + at + 1))
    }

    /// A list or a table, in the wrong brackets or in none.
    fn in_a_row(&self) -> Option<Said> {
        let said = in_a_row(self.name, self.text)?;
        // In brackets the parser knows the place best.
        let at = self.said("").at.filter(|_| !self.text.starts_with(['[', '{']));
        Some(Said { at, ..said })
    }

    /// Words with commas between them.
    fn bare_list(&self) -> Option<Said> {
        if self.takes_no_text() || !self.text.contains([',', ';']) || !self.text.contains(char::is_alphabetic) {
            return None;
        }
        let said = bracketed(self.name, self.text)?;
        Some(Said { at: self.said("").at, ..said })
    }

    fn curly(&self) -> Option<Said> {
        let said = || self.said("curly quotation marks around its text");
        let inner = self.text.strip_prefix(CURLY).or_else(|| self.text.strip_prefix('"'))?;
        if let Some(inner) = inner.strip_suffix(CURLY).or_else(|| inner.strip_suffix('"'))
            && (self.text.starts_with(CURLY) || self.text.ends_with(CURLY) && !inner.contains('"'))
        {
            return Some(said().hint(format!("straight ones are meant: {}", self.line(&quoted(inner.trim())))));
        }
        // One at the beginning is closed nowhere; of several, all are in the text.
        let text = if inner.contains(['“', '”', '„', '»']) { self.text } else { inner };
        let line = || format!("straight ones are meant: {}", self.line(&quoted(text.trim())));
        self.text.starts_with(CURLY).then(|| said().hint(line()))
    }

    /// A quotation mark inside a text ends it.
    fn quotation_mark(&self) -> Option<Said> {
        let quote = self.text.bytes().next().filter(|byte| matches!(byte, b'"' | b'\''))?;
        let mark = char::from(quote);
        if self.text.starts_with(&String::from(mark).repeat(3)) {
            return None;
        }
        let end = string_end(self.text.as_bytes(), 0, self.text.len(), quote);
        let rest = self.text.get(end + 1..).unwrap_or_default();
        if end == self.text.len() {
            let said = Said::new("a text whose quotation mark is not closed");
            let inner = self.text[1..].trim_end_matches(CURLY).trim_end_matches(['"', '\'']);
            let line = self.line(&quoted(inner));
            return Some(said.hint(format!("text begins and ends with a quotation mark: {line}")));
        }
        if rest.trim().is_empty() {
            return None;
        }
        let at = self.offset + end..self.offset + end + 1;
        let said = inside().at(at);
        let Some(inner) = self.text[1..].strip_suffix(mark) else {
            let inner = self.text.replace(mark, "");
            return Some(said.hint(format!("close the text after its last word: {}", self.line(&quoted(&inner)))));
        };
        if quote == b'\'' {
            return Some(said.hint(format!("write the text in double quotation marks: {}", self.line(&quoted(inner)))));
        }
        let escaped = self.line(&format!("\"{}\"", marked(inner, ["\\\"", "\\\""])));
        let typographic = self.line(&format!("\"{}\"", marked(inner, ["“", "”"])));
        let said = if reads(&escaped) { said.hint(format!("put a \\ before each: {escaped}")) } else { said };
        let pairs = inner.matches('"').count().is_multiple_of(2);
        Some(if pairs && reads(&typographic) {
            said.hint(format!("or use typographic ones: {typographic}"))
        } else {
            said
        })
    }

    fn truth(&self) -> Option<Said> {
        let word = truth(self.text)?;
        let said = self.said("a word that is neither true nor false");
        Some(said.hint(format!(
            "write true or false, in small letters and without quotes: {}",
            self.line(&word.to_string())
        )))
    }

    fn date(&self) -> Option<Said> {
        let day_alone = dates::without_time(self.text);
        let meant = dates::date(day_alone.unwrap_or(self.text))?;
        let what = match &meant {
            _ if day_alone.is_some() => "a time beside its date",
            dates::Meant::Month(_) => "a month, which is no date",
            dates::Meant::Nothing => "a date that there is not",
            _ => "a date that is not written year-month-day",
        };
        // Only these may be months.
        let day = !matches!(self.name, "start" | "end");
        Some(Said { hints: meant.hints(self.name, day), ..self.said(what) })
    }

    fn list(&self) -> Option<Said> {
        let inner = self.text.strip_prefix('[')?.strip_suffix(']')?;
        let straight: String = self.text.chars().map(|c| if CURLY[..4].contains(&c) { '"' } else { c }).collect();
        if straight != self.text && reads(&self.line(&straight)) {
            let said = self.said("curly quotation marks around its texts");
            return Some(said.hint(format!("straight ones are meant: {}", self.line(&straight))));
        }
        if ends_within(inner) {
            return Some(inside().hint("put a \\ before it: \\\", or use typographic ones inside: “…”"));
        }
        if inner.contains(['"', '[', ']', '{', '}']) || inner.split(',').any(|text| text.trim().starts_with('\'')) {
            return None;
        }
        let texts: Vec<String> = inner.split(',').map(|text| quoted(text.trim())).collect();
        let line = self.line(&format!("[{}]", texts.join(", ")));
        Some(Said::new("texts without quotation marks").hint(format!("each text stands in quotes: {line}")))
    }

    fn bare(&self) -> Option<Said> {
        if self.text.starts_with(['[', '{', '"', '\'']) || !self.text.contains(char::is_alphabetic) {
            return None;
        }
        // A mark at one end only was meant to be at both.
        let text = match self.text.matches(['"', '”', '’']).count() {
            1 if !self.text.contains(['“', '„', '‘']) => self.text.trim_end_matches(['"', '”', '’']),
            _ => self.text,
        };
        if let Some((_, example)) = NO_TEXT.iter().find(|(names, _)| names.contains(&self.name)) {
            return Some(self.said("a value that can't be read").hint(format!("for example: {}", self.line(example))));
        }
        let line = self.line(&quoted(text));
        Some(Said::new("a text without quotation marks").hint(format!("text stands in quotes: {line}")))
    }

    fn takes_no_text(&self) -> bool {
        NO_TEXT.iter().any(|(names, _)| names.contains(&self.name))
    }
}

/// Keys that take no text, and what they take.
const NO_TEXT: [(&[&str], &str); 4] = [
    (&["amount", "amount_up_to"], "750_000"),
    (&["year", "grants", "order", "per_page"], "12"),
    (&["start", "end", "publish", "expires", "updated"], "2026-03-31"),
    (&["featured", "draft"], "true"),
];

fn inside() -> Said {
    Said::new("a quotation mark inside its text, which ends the text there")
}

/// Does a text in the list end right before a letter, or begin right after one?
fn ends_within(list: &str) -> bool {
    let bytes = list.as_bytes();
    let is_letter = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'"' {
            let end = string_end(bytes, at, bytes.len(), b'"');
            if is_letter(at.checked_sub(1)) || is_letter(Some(end + 1)) {
                return true;
            }
            at = end;
        }
        at += 1;
    }
    false
}

/// The text with `signs` in turn for its quotation marks, but for those that have a `\` already.
fn marked(text: &str, signs: [&str; 2]) -> String {
    let (mut out, mut escaped, mut count) = (String::with_capacity(text.len()), false, 0);
    for c in text.chars() {
        if c == '"' && !escaped {
            out.push_str(signs[count % 2]);
            count += 1;
        } else {
            out.push(c);
        }
        escaped = c == '\\' && !escaped;
    }
    out
}
