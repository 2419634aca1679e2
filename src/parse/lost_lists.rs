//! How the lines of a list or a table begin where Markdown takes them for text.
//!
//! [`kind`] judges one line; two of a kind, one below the other, are told of in `lost_markup`.

/// Signs of lists as programs for writing set them.
const BULLETS: [char; 14] = ['•', '◦', '▪', '▫', '‣', '⁃', '●', '○', '■', '□', '·', '∙', '►', '\u{f0b7}'];

/// What an item may begin with beside a letter. A digit is no such: -5 is a number.
const OPENING: [char; 9] = ['"', '“', '„', '«', '‘', '[', '*', '_', '`'];

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Bullet(char),
    Dash,
    Row,
    /// The hollow bullet of a word processor, pasted as the letter that it is.
    Letter,
    /// `-one`, `*one`, `1.one`, `1)one`: a sign that makes a list if a blank is behind it, by its last character.
    Tight(char),
}

/// May the line begin with a sign? Most begin with a letter.
pub(super) fn is_sign(line: &str) -> bool {
    line.as_bytes().first().is_some_and(|first| !first.is_ascii_alphabetic() || is_letter(line))
}

pub(super) fn kind(line: &str) -> Option<Kind> {
    if !is_sign(line) {
        return None;
    }
    if line.starts_with('|') {
        return Some(Kind::Row);
    }
    if let Some((sign, _)) = tight(line) {
        return sign.chars().last().map(Kind::Tight);
    }
    let (sign, behind) = line.split_at(line.find(char::is_whitespace)?);
    if behind.trim().is_empty() {
        return None;
    }
    let mut signs = sign.chars();
    match (signs.next()?, signs.as_str()) {
        ('–' | '—', "") | ('-', "-") => Some(Kind::Dash),
        ('o', "") => Some(Kind::Letter),
        (bullet, "") if BULLETS.contains(&bullet) => Some(Kind::Bullet(bullet)),
        _ => None,
    }
}

fn is_letter(line: &str) -> bool {
    line.strip_prefix('o').is_some_and(|behind| behind.starts_with(char::is_whitespace))
}

/// A sign of a list and the item that stands right behind it, or behind a blank that Markdown takes for none.
pub(super) fn tight(line: &str) -> Option<(&str, &str)> {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let end = match (digits, line.as_bytes().get(digits)?) {
        (0, b'-' | b'*') => 1,
        (1..=3, b'.' | b')') => digits + 1,
        _ => return None,
    };
    let (sign, behind) = line.split_at(end);
    let item = behind.trim_start_matches(is_odd_blank);
    let first = item.chars().next()?;
    let begins = first.is_alphabetic() || OPENING.contains(&first) && !sign.ends_with(first);
    (begins || item.len() < behind.len() && first.is_ascii_digit()).then_some((sign, item))
}

/// A blank to the eye, and none to Markdown.
pub(super) fn is_odd_blank(c: char) -> bool {
    c.is_whitespace() && !c.is_ascii()
}
