//! A test case: a small site and what is expected of it, in one text file. README.md beside the cases tells how
//! to write one.
//!
//! Start at [`Case::parse`], which refuses whatever it does not know.

use std::path::Path;

use jiff::civil::{Date, date};

pub struct Case {
    pub options: Options,
    /// Path within the site and content, as the site gets them.
    pub files: Vec<(String, Vec<u8>)>,
    /// The site brings its own `content/site.toml`, wants the default one, or wants none.
    pub config: Config,
    pub expected: Vec<Expected>,
}

pub struct Options {
    pub drafts: bool,
    pub on: Date,
    pub base: Option<String>,
    pub theme: String,
}

pub enum Config {
    /// The default one.
    Default,
    /// The default one with these lines at its end.
    More(String),
    /// The case's own, among the files.
    Own,
    None,
}

/// One expectation: `>>> kind argument`, and the lines below.
pub struct Expected {
    pub kind: Kind,
    pub argument: String,
    pub lines: Vec<String>,
    /// The line of the file where it stands, from 1.
    pub at: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Messages,
    Page,
    Text,
    Json,
    Feed,
    Sitemap,
    Routes,
    Absent,
    Nowhere,
}

const KINDS: [(&str, Kind); 9] = [
    ("messages", Kind::Messages),
    ("page", Kind::Page),
    ("text", Kind::Text),
    ("json", Kind::Json),
    ("feed", Kind::Feed),
    ("sitemap", Kind::Sitemap),
    ("routes", Kind::Routes),
    ("absent", Kind::Absent),
    ("nowhere", Kind::Nowhere),
];

/// How the lines of a file become its bytes.
#[derive(Default)]
struct Manner {
    more: bool,
    escaped: bool,
    crlf: bool,
}

impl Case {
    pub fn read(path: &Path) -> Result<(Case, String), String> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("can't be read: {error}"))?;
        let case = Case::parse(&text)?;
        Ok((case, text))
    }

    pub fn parse(text: &str) -> Result<Case, String> {
        let lines: Vec<&str> = text.lines().collect();
        let starts: Vec<usize> = (0..lines.len()).filter(|at| is_header(lines[*at])).collect();
        let first = starts.first().copied().ok_or("there is no section: a case needs === and >>> lines")?;
        let (options, no_config) = head(&lines[..first])?;
        let config = if no_config { Config::None } else { Config::Default };
        let mut case = Case { options, files: Vec::new(), config, expected: Vec::new() };
        let ends = starts.iter().copied().skip(1).chain([lines.len()]);
        for (start, end) in starts.iter().copied().zip(ends) {
            let body = trimmed(&lines[start + 1..end]);
            let added = match lines[start].strip_prefix("=== ") {
                Some(header) => case.add_file(header, body),
                None => case.add_expected(lines[start].trim_start_matches(">>> "), body, start + 1),
            };
            added.map_err(|problem| format!("line {}: {problem}", start + 1))?;
        }
        if case.expected.is_empty() {
            return Err("nothing is expected: a case needs a >>> section".to_owned());
        }
        Ok(case)
    }

    fn add_file(&mut self, header: &str, body: &[&str]) -> Result<(), String> {
        let (path, manner) = file_header(header)?;
        if !["content/", "themes/", "assets/"].iter().any(|folder| path.starts_with(folder)) {
            return Err(format!("\"{path}\" is no part of a site: content/, themes/ or assets/"));
        }
        if self.files.iter().any(|(known, _)| known == path) {
            return Err(format!("\"{path}\" is given twice"));
        }
        let mut text = body.join(if manner.crlf { "\r\n" } else { "\n" });
        if !text.is_empty() {
            text.push_str(if manner.crlf { "\r\n" } else { "\n" });
        }
        if manner.more {
            if path != "content/site.toml" {
                return Err("only content/site.toml can be given as (more)".to_owned());
            }
            self.config = Config::More(text);
            return Ok(());
        }
        if path == "content/site.toml" {
            self.config = Config::Own;
        }
        let bytes = if manner.escaped { unescape(&text)? } else { text.into_bytes() };
        self.files.push((path.to_owned(), bytes));
        Ok(())
    }

    fn add_expected(&mut self, header: &str, body: &[&str], at: usize) -> Result<(), String> {
        let (word, argument) = header.split_once(' ').unwrap_or((header, ""));
        let kind = KINDS.iter().find(|(name, _)| *name == word).map(|(_, kind)| *kind);
        let kind = kind.ok_or_else(|| format!("there is no section \">>> {word}\""))?;
        let argument = argument.trim();
        let needs = match kind {
            Kind::Page | Kind::Text | Kind::Json | Kind::Feed => "a route",
            _ => "",
        };
        if !needs.is_empty() && !argument.starts_with('/') {
            return Err(format!(">>> {word} takes {needs}, such as \">>> {word} /projects/a/\""));
        }
        if kind == Kind::Messages && !["", "with hints"].contains(&argument) {
            return Err("write >>> messages or >>> messages with hints".to_owned());
        }
        let lines: Vec<String> = body.iter().map(|line| (*line).to_owned()).collect();
        let may_be_empty = kind == Kind::Absent && !argument.is_empty();
        if lines.is_empty() && !may_be_empty {
            return Err(format!(">>> {word} expects nothing: write lines below it"));
        }
        self.expected.push(Expected { kind, argument: argument.to_owned(), lines, at });
        Ok(())
    }
}

pub fn is_header(line: &str) -> bool {
    line.starts_with("=== ") || line.starts_with(">>> ")
}

/// The lines before the first section: what the case is about, then options and notes.
fn head(lines: &[&str]) -> Result<(Options, bool), String> {
    if lines.first().is_none_or(|line| line.trim().is_empty() || line.starts_with('#')) {
        return Err("the first line says in plain words what the case is about".to_owned());
    }
    let mut options = Options { drafts: false, on: date(2026, 1, 1), base: None, theme: "tiny".to_owned() };
    let mut no_config = false;
    for (number, line) in lines.iter().enumerate().skip(1) {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let known = match line.split_once(" = ") {
            Some(("drafts", "true")) => set(&mut options.drafts, true),
            Some(("on", day)) => day.parse().is_ok_and(|day| set(&mut options.on, day)),
            Some(("base", base)) => set(&mut options.base, Some(base.to_owned())),
            Some(("theme", theme)) => set(&mut options.theme, theme.to_owned()),
            Some(("site", "none")) => set(&mut no_config, true),
            _ => false,
        };
        if !known {
            return Err(format!("line {}: \"{line}\" is no option; a note begins with #", number + 1));
        }
    }
    Ok((options, no_config))
}

fn set<T>(place: &mut T, value: T) -> bool {
    *place = value;
    true
}

/// `path (more, escaped, crlf)`.
fn file_header(header: &str) -> Result<(&str, Manner), String> {
    let mut manner = Manner::default();
    let Some((path, words)) = header.split_once(" (") else { return Ok((header.trim(), manner)) };
    let words = words.strip_suffix(')').ok_or("a bracket is not closed")?;
    for word in words.split(", ") {
        match word {
            "more" => manner.more = true,
            "escaped" => manner.escaped = true,
            "crlf" => manner.crlf = true,
            other => return Err(format!("there is no manner \"{other}\": more, escaped, crlf")),
        }
    }
    Ok((path, manner))
}

/// Without blank lines at the end.
fn trimmed<'a, 'b>(lines: &'a [&'b str]) -> &'a [&'b str] {
    let end = lines.iter().rposition(|line| !line.trim().is_empty()).map_or(0, |last| last + 1);
    &lines[..end]
}

/// `\xFF` is a byte, `\u{feff}` a character, `\\` a backslash.
fn unescape(text: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        bytes.extend_from_slice(before.as_bytes());
        let code = |digits: Option<&str>| u32::from_str_radix(digits.unwrap_or(""), 16).map_err(|_| bad(after));
        rest = if let Some(after) = after.strip_prefix('\\') {
            bytes.push(b'\\');
            after
        } else if let Some(after) = after.strip_prefix('x') {
            bytes.push(u8::try_from(code(after.get(..2))?).map_err(|_| bad(after))?);
            &after[2..]
        } else if let Some((digits, after)) = after.strip_prefix("u{").and_then(|after| after.split_once('}')) {
            let character = char::from_u32(code(Some(digits))?).ok_or_else(|| bad(digits))?;
            bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
            after
        } else {
            return Err(bad(after));
        };
    }
    bytes.extend_from_slice(rest.as_bytes());
    Ok(bytes)
}

fn bad(after: &str) -> String {
    let start: String = after.chars().take(8).collect();
    format!("\"\\{start}\" is no escape: write \\xFF, \\u{{feff}} or \\\\")
}
