//! From what an editor wrote to a language that exists. Start at [`resolve`].
//!
//! A tag is read, put in its usual form (`iw` is `he`) and looked up in CLDR's English names: a language,
//! script or region without one does not exist. What fails gets a hint where the meaning can be guessed.

use std::sync::LazyLock;

use icu::locale::subtags::Language as LanguageCode;
use icu::locale::{Locale, LocaleCanonicalizer};

use super::names::ENGLISH;

static CANONICALIZER: LazyLock<LocaleCanonicalizer> = LazyLock::new(LocaleCanonicalizer::new_common);

/// The language of a tag, in its usual form; or a sentence on why there is none.
pub(super) fn resolve(tag: &str) -> Result<Locale, String> {
    let tag = tag.trim();
    if tag.is_empty() {
        return Err("the language is empty; use a code such as \"en\" or \"fr\"".into());
    }
    if tag.contains('_') {
        let hyphens = tag.replace('_', "-");
        let meant = resolve(&hyphens)?;
        return Err(format!("\"{tag}\" is not a language code; write \"{meant}\", with a hyphen"));
    }
    let Ok(mut locale) = tag.parse::<Locale>() else { return Err(no_such_language(tag)) };
    CANONICALIZER.canonicalize(&mut locale);
    if locale.id.language.is_unknown() || !ENGLISH.has_language(locale.id.language) {
        return Err(no_such_language(tag));
    }
    if let Some(script) = locale.id.script.filter(|script| !ENGLISH.has_script(*script)) {
        return Err(format!("\"{tag}\" asks for a script \"{script}\", which does not exist"));
    }
    if let Some(region) = locale.id.region.filter(|region| ENGLISH.region(region.as_str()).is_none()) {
        let language = locale.id.language;
        return Err(format!(
            "\"{tag}\" asks for a country \"{region}\", which does not exist; did you mean \"{language}\"?"
        ));
    }
    Ok(locale)
}

fn no_such_language(tag: &str) -> String {
    match code_of_name(tag) {
        Some(code) => format!("no such language as \"{tag}\"; did you mean \"{code}\"?"),
        None => format!("no such language as \"{tag}\"; use a code such as \"en\" or \"fr\""),
    }
}

/// The code of a language given by its English name or its name in itself. Only for messages: it is slow.
pub fn code_of_name(name: &str) -> Option<String> {
    let name = name.to_lowercase();
    let letters = b'a'..=b'z';
    let codes = letters.clone().flat_map(|a| letters.clone().map(move |b| [a, b]));
    let mut codes = codes.filter_map(|code| LanguageCode::try_from_utf8(&code).ok());
    let code = codes.find(|code| {
        let locale = Locale::from(*code);
        let is = |found: Option<String>| found.is_some_and(|found| found.to_lowercase() == name);
        ENGLISH.has_language(*code)
            && (is(ENGLISH.language(&locale)) || is(super::names::Names::load(&locale).language(&locale)))
    });
    code.map(|code| code.to_string())
}
