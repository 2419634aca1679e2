//! A text broken into lines that fit, by the width that its font gives it.

use super::fonts::{Face, Fonts};

/// Where a text is to go.
#[derive(Debug, Clone)]
pub struct Wanted<'a> {
    pub family: &'a str,
    /// 400 is regular, 600 semi-bold.
    pub weight: u16,
    pub width: f64,
    /// Sizes to choose from, the largest first: the first at which the whole text fits.
    pub sizes: &'a [f64],
    /// The most lines, and how high they may be together; what doesn't fit at the last size ends in an ellipsis.
    pub most: usize,
    pub height: f64,
    /// Is the text written from right to left?
    pub rtl: bool,
}

impl Wanted<'_> {
    /// How many lines there may be at a size.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few lines")]
    fn lines(&self, size: f64) -> usize {
        self.most.min((self.height / size) as usize).max(1)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Lines {
    pub lines: Vec<String>,
    pub size: f64,
    pub family: String,
}

const ELLIPSIS: char = '…';

impl Fonts {
    /// None where no font has all of the text's letters. Signs that none has, such as emoji, are left out.
    pub fn lines(&self, text: &str, wanted: &Wanted<'_>) -> Option<Lines> {
        let text = words(&self.writable(text)).join(" ");
        let face = self.face(&format!("{text}{ELLIPSIS}"), wanted.family, wanted.weight)?;
        let last = wanted.sizes.last().copied()?;
        let fitting = wanted.sizes.iter().find_map(|size| {
            let lines = self.broken(&text, &face, wanted.width / size);
            (lines.len() <= wanted.lines(*size)).then_some((lines, *size))
        });
        let (lines, size) = fitting.unwrap_or_else(|| {
            let room = wanted.width / last;
            let mut lines = self.broken(&text, &face, room);
            lines.truncate(wanted.lines(last));
            if let Some(line) = lines.last_mut() {
                self.cut(line, &face, room);
            }
            (lines, last)
        });
        // The embedding marks make full stops and foreign words fall into place in a line from right to left.
        let placed = |line: String| if wanted.rtl { format!("\u{202b}{line}\u{202c}") } else { line };
        Some(Lines { lines: lines.into_iter().map(placed).collect(), size, family: face.family })
    }

    fn broken(&self, text: &str, face: &Face, room: f64) -> Vec<String> {
        let fits = |line: &str| self.measure(face, line).unwrap_or(f64::MAX) <= room;
        let mut lines = Vec::new();
        let mut line = String::new();
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if fits(&longer) {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            // A word that is wider than the room is broken where it must be.
            for character in word.chars() {
                line.push(character);
                if !fits(&line) && line.chars().count() > 1 {
                    line.pop();
                    lines.push(std::mem::take(&mut line));
                    line.push(character);
                }
            }
        }
        lines.extend(Some(line).filter(|line| !line.is_empty()));
        lines
    }

    /// Ends the line with an ellipsis, after a whole word where one fits.
    fn cut(&self, line: &mut String, face: &Face, room: f64) {
        while self.measure(face, &format!("{line}{ELLIPSIS}")).unwrap_or(f64::MAX) > room {
            match line.rfind(' ') {
                Some(space) => line.truncate(space),
                None if line.chars().count() > 1 => _ = line.pop(),
                None => break,
            }
        }
        line.truncate(line.trim_end_matches(|c: char| !c.is_alphanumeric()).len());
        line.push(ELLIPSIS);
    }
}

/// Words, as whitespace parts them; a no-break space does not.
fn words(text: &str) -> Vec<&str> {
    let parts = |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}');
    text.split(parts).filter(|word| !word.is_empty()).collect()
}
