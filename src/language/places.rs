//! Which countries there are: ISO 3166-1 by way of `celes`, which also knows Kosovo, and their English names by
//! CLDR. Start at [`is_country`]; [`find_country`] guesses what an editor meant.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use celes::Country;

use super::names::ENGLISH;
use super::slug;

/// Names that people search for and no standard has, among them former ones.
const USUAL: [(&str, &str); 16] = [
    ("AE", "UAE"),
    ("CD", "DRC"),
    ("CI", "Ivory Coast"),
    ("CV", "Cape Verde"),
    ("CZ", "Czech Republic"),
    ("GB", "UK Britain"),
    ("LA", "Lao PDR"),
    ("MK", "Macedonia"),
    ("MM", "Burma"),
    ("NL", "Holland"),
    ("PS", "Gaza West Bank"),
    ("SZ", "Swaziland"),
    ("TL", "East Timor"),
    ("TR", "Turkey"),
    ("US", "US America"),
    ("VN", "Viet Nam"),
];

static COUNTRIES: LazyLock<BTreeMap<&'static str, Country>> =
    LazyLock::new(|| Country::get_countries().into_iter().map(|country| (country.alpha2, country)).collect());

static CODES: LazyLock<Vec<&'static str>> = LazyLock::new(|| COUNTRIES.keys().copied().collect());

/// Whether it is a country's code of two letters, in capitals.
pub fn is_country(code: &str) -> bool {
    COUNTRIES.contains_key(code)
}

/// All codes of two letters, in order.
pub fn country_codes() -> &'static [&'static str] {
    &CODES
}

/// The English name, as for slugs.
pub fn country_english(code: &str) -> Option<&'static str> {
    ENGLISH.region(known(code)?)
}

/// The code of three letters.
pub fn country_alpha3(code: &str) -> Option<&'static str> {
    COUNTRIES.get(code).map(|country| country.alpha3)
}

/// What else a country is searched for by: its English name, that of the standard, its code of three letters, and usual
/// names beside them.
pub fn country_other_names(code: &str) -> impl Iterator<Item = &'static str> {
    let standard = COUNTRIES.get(code).into_iter().flat_map(|country| [country.long_name, country.alpha3]);
    let usual = USUAL.iter().filter(move |(of, _)| *of == code).map(|(_, names)| *names);
    country_english(code).into_iter().chain(standard).chain(usual)
}

/// The number of three digits, as maps use it. Kosovo has none.
pub fn country_numeric(code: &str) -> Option<&'static str> {
    COUNTRIES.get(code).filter(|country| country.alpha2 != "XK").map(|country| country.code)
}

/// The code of the country that somebody meant by a code in small letters, a code of three letters, an English
/// name or a usual code that is not the standard's ("UK", "EL"). For hints.
pub fn find_country(text: &str) -> Option<&'static str> {
    let text = text.trim();
    if text.eq_ignore_ascii_case("UK") {
        return Some("GB");
    }
    if text.eq_ignore_ascii_case("EL") {
        return Some("GR");
    }
    if let Ok(country) = Country::from_alpha2(text).or_else(|_| Country::from_alpha3(text)) {
        return Some(country.alpha2);
    }
    if !text.chars().any(char::is_alphabetic) {
        return None;
    }
    let wanted = slug(text);
    let by_name = CODES.iter().copied().find(|code| country_english(code).is_some_and(|name| slug(name) == wanted));
    by_name.or_else(|| {
        let letters = wanted.replace('-', "");
        Country::from_alias(&letters).or_else(|_| Country::from_name(text)).ok().map(|country| country.alpha2)
    })
}

/// The code itself, if it is one.
pub(super) fn known(code: &str) -> Option<&'static str> {
    COUNTRIES.get(code).map(|country| country.alpha2)
}
