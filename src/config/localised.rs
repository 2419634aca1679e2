//! A text of the configuration, the same in every language or one for each.

use crate::diagnostic::Diagnostic;
use crate::fields::Fields;

/// One text for each language of the site, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Localised(Vec<String>);

impl Localised {
    pub fn same(text: &str, languages: usize) -> Self {
        Localised(vec![text.to_owned(); languages.max(1)])
    }

    /// The text in the language with that number.
    pub fn get(&self, language: usize) -> &str {
        self.0.get(language).or(self.0.first()).map_or("", String::as_str)
    }

    /// `key = "text"` or `key = { en = "text", fr = "texte" }`; a language left out gets the first one's text.
    pub fn read(fields: &Fields<'_, '_>, key: &str, tags: &[&str]) -> Option<Self> {
        let items = fields.items(key)?;
        let item = items.list.first().filter(|_| !items.many).copied();
        let Some(table) = item.and_then(|item| fields.item_table(item)) else {
            // Anything else but text is complained of by `text`.
            return fields.text(key).map(|text| Localised::same(&text.value, tags.len()));
        };
        if tags.is_empty() {
            // Which languages there are is not known.
            let texts: Vec<_> = table.keys().into_iter().filter_map(|tag| table.text(&tag.value)).collect();
            return texts.first().map(|text| Localised::same(&text.value, 1));
        }
        let texts: Vec<Option<String>> = tags.iter().map(|tag| table.text(tag).map(|text| text.value)).collect();
        table.finish();
        let Some(first) = texts.first().cloned().flatten() else {
            let own = tags.first().unwrap_or(&"en");
            fields.report(
                Diagnostic::error("missing", format!("`{key}` has no text in the site's own language"))
                    .at(fields.locate(items.whole))
                    .hint(format!("add it: {key} = {{ {own} = \"…\" }}")),
            );
            return None;
        };
        let without: Vec<&str> =
            tags.iter().zip(&texts).filter(|(_, text)| text.is_none()).map(|(tag, _)| *tag).collect();
        if !without.is_empty() {
            let own = tags.first().unwrap_or(&"en");
            let listed: Vec<String> = without.iter().map(|tag| format!("\"{tag}\"")).collect();
            let lines: Vec<String> = without.iter().map(|tag| format!("{tag} = \"…\"")).collect();
            fields.report(
                Diagnostic::warning(
                    "no-translation",
                    format!("`{key}` has no text in {}, so the one in \"{own}\" is shown there", listed.join(" and ")),
                )
                .at(fields.locate(items.whole))
                .hint(format!("add to it: {}", lines.join(", "))),
            );
        }
        Some(Localised(texts.into_iter().map(|text| text.unwrap_or_else(|| first.clone())).collect()))
    }

    pub fn required(fields: &Fields<'_, '_>, key: &str, tags: &[&str], what: &str) -> Option<Self> {
        if !fields.has(key) {
            fields.text(key);
            fields.missing(key, what);
            return None;
        }
        let text = Localised::read(fields, key, tags)?;
        if text.0.iter().any(|text| text.trim().is_empty()) {
            fields.report(
                Diagnostic::error("empty", format!("`{key}` is empty"))
                    .at(fields.locate(fields.key_range(key).unwrap_or_default()))
                    .hint(format!("write {what} between the quotes")),
            );
            return None;
        }
        Some(text)
    }
}
