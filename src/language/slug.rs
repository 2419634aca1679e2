//! Names for use in web addresses. Start at [`slug`].

use crate::mark::Mark;

/// The longest part of an address, in bytes: what stands beside or below it has names of its own, and no disk takes more
/// than 255 in one.
pub const LONGEST_SLUG: usize = 200;

/// A shorter slug of the same words.
pub fn shortened(slug: &str) -> &str {
    const ENOUGH: usize = 60;
    let Some(short) = slug.get(..ENOUGH) else { return slug };
    short.rsplit_once(['-', '_']).map_or(short, |(words, _)| words)
}

/// A text as a part of a web address: lower-case letters a to z, digits and hyphens, never empty.
///
/// "&" and "+" are said in words, and an apostrophe does not part a word: "Côte d’Ivoire" is `cote-divoire`.
/// A text that leaves nothing gets eight digits made from it, the same each time.
pub fn slug(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => words.push_str(" and "),
            '+' => words.push_str(" plus "),
            '\'' | '’' | '‘' | 'ʼ' => {}
            c => words.push(c),
        }
    }
    let slug = slug::slugify(&words);
    if slug.is_empty() { Mark::of(text.as_bytes()).short() } else { slug }
}
