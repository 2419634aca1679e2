//! Characters that can't be seen, as they come with what is pasted from a word processor or a web page.
//!
//! [`name`] knows them. In a text they are what they are; in [`in_the_way`] are those that make an entry unreadable.

use std::ops::Range;

use super::entries::string_end;
use super::values::reads;
use super::words::Said;

/// What is to be typed instead.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Instead {
    Blank,
    Line,
    Nothing,
}

/// What an invisible character is called.
pub fn name(c: char) -> Option<&'static str> {
    known(c).map(|(name, _)| name)
}

fn known(c: char) -> Option<(&'static str, Instead)> {
    use Instead::{Blank, Line, Nothing};
    Some(match c {
        ' ' | '\t' | '\n' | '\r' => return None,
        '\u{a0}' => ("no-break space", Blank),
        '\u{202f}' => ("narrow no-break space", Blank),
        '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{205f}' | '\u{3000}' => ("space of another width", Blank),
        '\u{b}' => ("vertical tab", Line),
        '\u{c}' => ("form feed", Line),
        '\u{85}' => ("next line", Line),
        '\u{2028}' => ("line separator", Line),
        '\u{2029}' => ("paragraph separator", Line),
        '\u{ad}' => ("soft hyphen", Nothing),
        '\u{200b}' => ("zero-width space", Nothing),
        '\u{200c}' => ("zero-width non-joiner", Nothing),
        '\u{200d}' => ("zero-width joiner", Nothing),
        '\u{2060}' => ("word joiner", Nothing),
        '\u{feff}' => ("byte-order mark", Nothing),
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            ("mark of writing direction", Nothing)
        }
        '\0' => ("NUL", Nothing),
        '\u{7}' => ("bell", Nothing),
        '\u{8}' => ("backspace", Nothing),
        '\u{1b}' => ("escape", Nothing),
        '\u{fffe}' | '\u{ffff}' => ("no character at all", Nothing),
        c if c.is_control() => ("control character", Nothing),
        _ => return None,
    })
}

/// The text without them.
pub fn visible(text: &str) -> String {
    let mut seen = String::with_capacity(text.len());
    let mut from = 0;
    for odd in odd(text) {
        seen.push_str(&text[from..odd.at.start]);
        match odd.instead {
            Instead::Blank => seen.push(' '),
            Instead::Line => seen.push('\n'),
            Instead::Nothing => {}
        }
        from = odd.at.end;
    }
    seen.push_str(&text[from..]);
    seen
}

/// What to say of an entry that can be read but for such characters: of the first in each line.
pub fn in_the_way(entry: &str) -> Vec<Said> {
    let found = odd(entry);
    let seen = visible(entry);
    if found.is_empty() || !reads(&seen) {
        return Vec::new();
    }
    let several = found.len() > 1 && !seen.trim().contains('\n');
    let mut told = None;
    let mut all = Vec::new();
    for one in found {
        let line = entry[..one.at.start].matches('\n').count();
        if told.replace(line) == Some(line) {
            continue;
        }
        let said = Said::new(format!("an invisible character ({})", one.name)).at(one.at);
        let said = said.hint(match one.instead {
            Instead::Blank => "delete it and type a blank",
            Instead::Line => "delete it and begin a new line",
            Instead::Nothing => "delete it",
        });
        all.push(if several { said.hint(format!("write: {}", seen.trim())) } else { said });
    }
    all
}

/// A character that can't be seen, where none may stand.
struct Odd {
    at: Range<usize>,
    name: &'static str,
    instead: Instead,
}

/// Those outside of texts in quotation marks, and those that may not stand in such a text or a comment either.
fn odd(text: &str) -> Vec<Odd> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let end = match c {
            '#' => line_end(text, at),
            '"' | '\'' if at == 0 || !bytes[at - 1].is_ascii_alphanumeric() => {
                (string_end(bytes, at, line_end(text, at), bytes[at]) + 1).min(text.len())
            }
            _ => {
                let to = at + c.len_utf8();
                found.extend(known(c).map(|(name, instead)| {
                    let is_at_end =
                        instead == Instead::Line && text[to..].trim_start_matches([' ', '\t', '\r']).starts_with('\n');
                    Odd { at: at..to, name, instead: if is_at_end { Instead::Nothing } else { instead } }
                }));
                at = to;
                continue;
            }
        };
        for (inner, c) in text[at..end].char_indices().filter(|(_, c)| c.is_ascii_control()) {
            // No line can end there.
            let not_a_line = |instead| if instead == Instead::Line { Instead::Blank } else { instead };
            let inner = at + inner..at + inner + c.len_utf8();
            found.extend(known(c).map(|(name, instead)| Odd { at: inner, name, instead: not_a_line(instead) }));
        }
        at = end;
    }
    found
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |found| at + found)
}
