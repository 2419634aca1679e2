//! What is known of one project and of the terms it has. Everything follows from a number, so that a project can be
//! made when it is needed and nothing need be held.

use super::phrases;
use super::random::Random;
use super::words;

/// A way to sort projects.
pub struct Facet {
    /// The key in Loggia's front matter.
    pub field: &'static str,
    pub folder: &'static str,
    pub singular: &'static str,
    pub plural: &'static str,
    /// Is each term a page of its own?
    pub pages: bool,
}

const fn facet(field: &'static str, folder: &'static str, one: &'static str, many: &'static str, pages: bool) -> Facet {
    Facet { field, folder, singular: one, plural: many, pages }
}

pub const FACETS: [Facet; 5] = [
    facet("regions", "regions", "Region", "Regions", true),
    facet("countries", "countries", "Country", "Countries", false),
    facet("rounds", "rounds", "Round", "Rounds", true),
    facet("themes", "themes", "Theme", "Themes", true),
    facet("grantee", "grantees", "Grantee", "Grantees", false),
];
pub const COUNTRIES: usize = 1;
pub const GRANTEE: usize = 4;

/// What a term is called.
pub fn name(facet: usize, term: usize) -> String {
    match facet {
        0 => words::REGIONS[term].to_owned(),
        COUNTRIES => words::COUNTRIES[term].1.to_owned(),
        2 => words::ROUNDS[term].to_owned(),
        3 => words::THEMES[term].to_owned(),
        _ => grantee(term),
    }
}

/// How many terms a facet with pages has.
pub fn terms(facet: usize) -> usize {
    [words::REGIONS.len(), words::COUNTRIES.len(), words::ROUNDS.len(), words::THEMES.len()][facet]
}

/// What any of these generators makes an address of.
pub fn slug(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}

/// Every part of a name takes its turn; beyond 25,600 they come again with another body.
fn grantee(number: usize) -> String {
    let spread = number % 25_600 * 9_973 % 25_600;
    let first = words::FIRST[spread % 40];
    let second = words::SECOND[spread / 40 % 40];
    let body = words::BODIES[spread / 1_600];
    match number / 25_600 {
        0 => format!("{first} {second} {body}"),
        again => format!("{first} {second} {} {body}", words::SECOND[(again - 1) % 40]),
    }
}

/// A title of four parts; there are 331,776.
pub fn title(number: usize) -> String {
    let spread = number * 104_729 % 331_776;
    let (deed, people) = (phrases::DEEDS[spread % 24], phrases::PEOPLE[spread / 24 % 24]);
    let (aim, place) = (phrases::AIMS[spread / 576 % 24], phrases::PLACES[spread / 13_824]);
    format!("{deed} {people} {aim} {place}")
}

pub fn project_slug(number: usize) -> String {
    let title = title(number);
    let words: Vec<&str> = title.split(' ').take(2).collect();
    format!("{}-{number}", slug(&words.join(" ")))
}

/// A date as far as it is known: a year, a month and a day of which the last two may be missing (0).
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct When {
    pub year: usize,
    pub month: usize,
    pub day: usize,
}

pub struct Amount {
    pub units: usize,
    pub currency: &'static str,
    /// Only a ceiling is known.
    pub up_to: bool,
}

pub struct Project {
    pub number: usize,
    pub slug: String,
    pub title: String,
    pub summary: String,
    /// For each facet, the numbers of its terms.
    pub tags: [Vec<usize>; 5],
    pub partners: Vec<String>,
    pub status: Option<&'static str>,
    pub start: Option<When>,
    pub end: Option<When>,
    pub amount: Option<Amount>,
    /// Title, address, language.
    pub links: Vec<(String, String, Option<&'static str>)>,
    pub documents: Vec<(String, String, Option<&'static str>)>,
    pub featured: bool,
    pub updated: Option<When>,
    pub alias: Option<String>,
    /// Four others, for Hugo.
    pub related: Vec<usize>,
}

impl Project {
    /// The project with that number among `total`.
    pub fn new(number: usize, total: usize) -> Project {
        let mut random = Random::of("project", number);
        let (title, slug) = (title(number), project_slug(number));
        let who = random.pick(&phrases::WHO).to_lowercase();
        let summary = format!("{title}: {who} {} {}.", random.pick(&phrases::DOES), random.pick(&phrases::WHOM));
        let count = random.between(1, 3);
        let countries = random.several(count, words::COUNTRIES.len());
        let mut regions: Vec<usize> = countries.iter().map(|country| words::COUNTRIES[*country].2).collect();
        regions.sort_unstable();
        regions.dedup();
        let rounds = random.several(1, words::ROUNDS.len());
        let count = random.between(1, 3);
        let themes = random.several(count, words::THEMES.len());
        let grantees = grantees(total);
        let grantee = if number < grantees { number } else { random.below(grantees) };
        let count = [0, 0, 1, 2][random.below(4)];
        let partners = (0..count).map(|_| self::grantee(random.below(25_600))).collect();
        let start = random.percent(85).then(|| when(&mut random, 2015, 2024));
        let end = random.percent(75).then(|| when(&mut random, 2025, 2027));
        let updated = (start.is_none() || random.percent(60)).then(|| day(&mut random, 2020, 2025));
        Project {
            number,
            summary,
            tags: [regions, countries, rounds, themes, vec![grantee]],
            partners,
            status: random.percent(80).then(|| random.pick(&["planned", "active", "completed", "cancelled"])),
            start,
            end,
            amount: random.percent(85).then(|| Amount {
                units: random.between(4, 199) * 5_000,
                currency: random.pick(&["USD", "EUR", "GBP"]),
                up_to: random.percent(15),
            }),
            links: links(&mut random, &slug),
            documents: documents(&mut random, &slug),
            featured: number < 6,
            updated,
            alias: (number % 100 == 7).then(|| format!("/old/{slug}/")),
            related: random.several(5, total).into_iter().filter(|other| *other != number).take(4).collect(),
            title,
            slug,
        }
    }
}

/// A quarter as many as projects.
fn grantees(total: usize) -> usize {
    total.div_ceil(4)
}

fn day(random: &mut Random, first: usize, last: usize) -> When {
    When { year: random.between(first, last), month: random.between(1, 12), day: random.between(1, 28) }
}

fn when(random: &mut Random, first: usize, last: usize) -> When {
    let date = day(random, first, last);
    match random.below(4) {
        0 => When { day: 0, ..date },
        1 => When { day: 0, month: 0, ..date },
        _ => date,
    }
}

fn links(random: &mut Random, slug: &str) -> Vec<(String, String, Option<&'static str>)> {
    let mut links = Vec::new();
    if random.percent(50) {
        links.push(("Website of the project".to_owned(), format!("https://{slug}.example.org/"), None));
    }
    if random.percent(20) {
        links.push(("Interview".to_owned(), format!("https://example.net/interviews/{slug}"), Some("fr")));
    }
    links
}

fn documents(random: &mut Random, slug: &str) -> Vec<(String, String, Option<&'static str>)> {
    let mut documents = Vec::new();
    if random.percent(30) {
        documents.push(("Final report".to_owned(), format!("https://example.net/reports/{slug}.pdf"), Some("en")));
    }
    if random.percent(10) {
        documents.push(("How grants are made".to_owned(), "assets/how-grants-are-made.txt".to_owned(), None));
    }
    documents
}
