//! The words of a text that go into the index.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;

use icu::properties::CodePointMapData;
use icu::properties::props::{GeneralCategory, GeneralCategoryGroup, Script};
use icu::segmenter::WordSegmenter;
use icu::segmenter::options::WordBreakInvariantOptions;

/// A word that stands there more often weighs no more than so many.
const MOST: usize = 9;

/// What is written without spaces gets them between its words, as browsers find them too (`Intl.Segmenter`).
pub fn spaced(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return text.into();
    }
    let scripts = CodePointMapData::<Script>::new();
    let is_unspaced = |c: char| !c.is_ascii() && UNSPACED.contains(&scripts.get(c));
    if !text.contains(is_unspaced) {
        return text.into();
    }
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let mut spaced = String::with_capacity(text.len() * 3 / 2);
    for word in text.split_whitespace() {
        let ends: Vec<usize> = match word.contains(is_unspaced) {
            true => segmenter.segment_str(word).skip(1).collect(),
            false => vec![word.len()],
        };
        let mut from = 0;
        for end in ends {
            spaced.push_str(&word[from..end]);
            spaced.push(' ');
            from = end;
        }
    }
    spaced.into()
}

/// Scripts that have no spaces between words.
const UNSPACED: [Script; 7] =
    [Script::Han, Script::Hiragana, Script::Katakana, Script::Thai, Script::Lao, Script::Khmer, Script::Myanmar];

/// Each word once, without the punctuation around it. How often it stands there is its weight, as Pagefind's HTML parser
/// would mark it in the same text: a place for each time would make the index twice as large, and searches slower.
///
/// Of punctuation within words, Pagefind takes those of ASCII for the joints of a compound ("self-harm", "l'école"), and
/// finds the parts too. It doesn't know others, so they end a word here, but for the apostrophe.
pub fn weighed(text: &str) -> String {
    let categories = CodePointMapData::<GeneralCategory>::new();
    let marks = GeneralCategoryGroup::Punctuation.union(GeneralCategoryGroup::Symbol);
    let between = |c: char| c.is_whitespace() || !c.is_ascii() && marks.contains(categories.get(c));
    let text = spaced(text).replace('\u{2019}', "'");
    let words = text.split(between).map(|word| word.trim_matches(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric()));
    let mut times: HashMap<String, usize> = HashMap::new();
    let mut distinct: Vec<(&str, String)> = Vec::new();
    for word in words.filter(|word| !word.is_empty()) {
        let small = word.to_lowercase();
        let count = times.entry(small.clone()).or_default();
        if *count == 0 {
            distinct.push((word, small));
        }
        *count += 1;
    }
    let mut by_weight: [Vec<&str>; MOST] = Default::default();
    for (word, small) in distinct {
        by_weight[times[&small].clamp(1, MOST) - 1].push(word);
    }
    let mut weighed = String::with_capacity(text.len() / 2);
    for (weight, words) in (1..).zip(by_weight).filter(|(_, words)| !words.is_empty()) {
        // Writing to a String cannot fail.
        let _ = write!(weighed, "___PAGEFIND_WEIGHT___{weight} {} ___END_PAGEFIND_WEIGHT___ ", words.join(" "));
    }
    weighed
}
