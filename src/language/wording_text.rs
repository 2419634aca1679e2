//! A wording's text with places to fill: `"{n} projects in {country}"`. Start at [`WordingText::parse`].
//!
//! A brace that is meant as one is written twice: `{{` and `}}`.

/// A text, cut at its places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct WordingText {
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Place(String),
}

impl WordingText {
    /// Cuts a text; on a mistake, says what it is.
    pub(super) fn parse(text: &str) -> Result<WordingText, String> {
        let mut pieces = Vec::new();
        let mut plain = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            let (before, brace) = rest.split_at(at);
            plain.push_str(before);
            if let Some(after) = brace.strip_prefix("{{") {
                plain.push('{');
                rest = after;
            } else if let Some(after) = brace.strip_prefix("}}") {
                plain.push('}');
                rest = after;
            } else if let Some(inner) = brace.strip_prefix('{') {
                let Some((name, after)) = inner.split_once('}') else {
                    return Err(format!("a \"{{\" is not closed, after \"{}\"", last_words(before)));
                };
                if !is_name(name.trim()) {
                    return Err(format!("\"{{{name}}}\" is not the name of a place: use letters a to z, digits and _"));
                }
                if !plain.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut plain)));
                }
                pieces.push(Piece::Place(name.trim().to_owned()));
                rest = after;
            } else {
                return Err(format!("a \"}}\" has no \"{{\" before it, after \"{}\"", last_words(before)));
            }
        }
        plain.push_str(rest);
        if !plain.is_empty() {
            pieces.push(Piece::Text(plain));
        }
        Ok(WordingText { pieces })
    }

    /// The text, if it has no places.
    pub(super) fn plain(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [] => Some(""),
            [Piece::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// The text with its places filled; on a place that has no value, its name.
    pub(super) fn fill(&self, value: impl Fn(&str) -> Option<String>) -> Result<String, String> {
        if let Some(text) = self.plain() {
            return Ok(text.to_owned());
        }
        let mut filled = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => filled.push_str(text),
                Piece::Place(name) => filled.push_str(&value(name).ok_or_else(|| name.clone())?),
            }
        }
        Ok(filled)
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// The end of a text, short enough for a message.
fn last_words(text: &str) -> &str {
    text.char_indices().rev().nth(19).map_or(text, |(at, _)| &text[at..])
}
