//! HTML made fit to be compared: blanks folded, or markup left out.

use scraper::{Html, Node};

/// Every run of blanks is one space.
pub fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a reader sees: the text of the page's body.
pub fn visible(html: &str) -> String {
    let document = Html::parse_document(html);
    let mut text = String::new();
    for node in document.tree.nodes() {
        let Node::Text(piece) = node.value() else { continue };
        let hidden = node.ancestors().any(|ancestor| {
            let name = ancestor.value().as_element().map(scraper::node::Element::name);
            matches!(name, Some("head" | "script" | "style" | "template"))
        });
        if !hidden {
            text.push_str(piece);
        }
    }
    folded(&text)
}

/// Each of `lines` must occur after the one before; one that begins with "! " must not occur at all.
pub fn in_order(text: &str, lines: &[String]) -> Result<(), String> {
    let mut from = 0;
    for line in lines.iter().filter(|line| !line.trim().is_empty()) {
        if let Some(unwanted) = line.strip_prefix("! ") {
            if text.contains(&folded(unwanted)) {
                return Err(format!("this must not be there: {unwanted}"));
            }
            continue;
        }
        let wanted = folded(line);
        match text[from..].find(&wanted) {
            Some(at) => from += at + wanted.len(),
            None if text.contains(&wanted) => {
                return Err(format!("this is there, but not after the line before: {line}"));
            }
            None => return Err(format!("this is not there: {line}")),
        }
    }
    Ok(())
}
