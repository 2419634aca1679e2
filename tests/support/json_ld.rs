//! The structured data of a page.

use scraper::{Html, Selector};
use serde_json::Value;

/// Every block of JSON-LD, parsed.
pub fn blocks(html: &str) -> Result<Vec<Value>, String> {
    let document = Html::parse_document(html);
    let selector = Selector::parse("script[type='application/ld+json']").expect("a selector");
    document
        .select(&selector)
        .map(|script| {
            serde_json::from_str(&script.text().collect::<String>()).map_err(|error| format!("JSON-LD: {error}"))
        })
        .collect()
}
