//! What the scripts of the explore page load. The index holds what filters and orders need of all projects, in
//! columns, so that it is small; the rows hold what is shown of each.
//!
//! Terms are told by their number in the facet's order, projects by theirs in reading order, counted from 0.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::model::{Project, Subject, Tag};
use crate::view::{AreaView, Pattern, View};

/// How many projects share a file of rows, in a site where few files hold all of them, and in others: what a filter
/// finds there lies scattered, and each of its rows brings a whole file.
const BLOCK: usize = 200;
const SMALL_BLOCK: usize = 40;
const FEW: usize = 5;

type Outcome<T> = Result<T, Box<Diagnostic>>;

pub fn block(projects: usize) -> usize {
    if projects <= FEW * BLOCK { BLOCK } else { SMALL_BLOCK }
}

#[derive(Serialize)]
pub struct Index<'a> {
    title: &'a str,
    /// The full address of the list of all projects.
    url: String,
    language: &'a str,
    /// The site's own language.
    own: &'a str,
    /// The digit zero, which tells the digits of the language.
    zero: String,
    origin: &'a str,
    /// The address that those of the projects begin with.
    items: String,
    total: usize,
    /// How many projects a file of rows has.
    block: usize,
    words: BTreeMap<&'static str, Pattern>,
    facets: Vec<FacetColumn<'a>>,
    orders: Orders,
    stated: Stated,
}

/// How many projects state something that others don't.
#[derive(Serialize)]
struct Stated {
    dates: usize,
    amount: usize,
}

#[derive(Serialize)]
struct FacetColumn<'a> {
    field: &'a str,
    singular: &'a str,
    plural: &'a str,
    /// The address that those of the terms begin with.
    href: String,
    /// Does it show on cards?
    card: bool,
    /// Is it the one that the map shows?
    map: bool,
    /// The last part of each term's address, and its name.
    ids: Vec<&'a str>,
    names: Vec<&'a str>,
    /// The terms whose names are in the site's own language instead of the page's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    untranslated: Vec<usize>,
    /// The numbers of their colours among the theme's `hues`; empty where they have none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hues: Vec<usize>,
    /// The numbers of the forms of their marks; empty where all are the first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    forms: Vec<usize>,
    /// The terms of each project: of one that is inferred rather than stated, the number's complement (-1 for 0).
    of: Vec<Terms>,
}

/// Most projects have one term.
#[derive(Serialize)]
#[serde(untagged)]
enum Terms {
    One(isize),
    Several(Vec<isize>),
}

/// The place of each project in an order, from 1; equal ones share it, and 0 is for those that have none. An order that
/// says little is empty, and not offered: see `telling`.
#[derive(Serialize)]
struct Orders {
    title: Vec<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    newest: Vec<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    amount: Vec<usize>,
}

pub fn index<'a>(view: &View<'a>, order: &[usize]) -> Outcome<Index<'a>> {
    let (config, portfolio) = (view.config(), view.portfolio());
    let projects: Vec<&Project> = order.iter().map(|number| &portfolio.projects[*number]).collect();
    let folder = view.section().folder("projects");
    Ok(Index {
        title: view.site_title(),
        url: config.base.url(&folder),
        language: view.language().tag(),
        own: config.language().tag(),
        zero: view.language().number(0),
        origin: config.base.origin(),
        items: config.base.href(&folder),
        total: order.len(),
        block: block(order.len()),
        words: view.explore_words()?,
        facets: (0..config.facets.len()).map(|facet| column(view, facet, &projects)).collect(),
        orders: orders(view, &projects),
        stated: Stated {
            dates: projects.iter().filter(|project| project.start.or(project.end).is_some()).count(),
            amount: projects.iter().filter(|project| project.amount.is_some()).count(),
        },
    })
}

fn column<'a>(view: &View<'a>, facet: usize, projects: &[&Project]) -> FacetColumn<'a> {
    let (settings, language) = (&view.config().facets[facet], view.language_number());
    let own = &view.portfolio().facets[facet];
    let order = &own.orders[language];
    let places: BTreeMap<usize, isize> = order.iter().copied().zip(0..).collect();
    let terms = |project: &&Project| {
        let number = |tag: &Tag| places.get(&tag.term).map(|place| if tag.inferred { !place } else { *place });
        let numbers: Vec<isize> = project.tags[facet].iter().filter_map(number).collect();
        if let [one] = numbers.as_slice() { Terms::One(*one) } else { Terms::Several(numbers) }
    };
    let forms: Vec<usize> = order.iter().map(|term| view.term_form(facet, *term)).collect();
    FacetColumn {
        field: &settings.field,
        singular: settings.singular.get(language),
        plural: settings.plural.get(language),
        href: view.href_of(&Subject::Facet(facet)),
        card: settings.card,
        map: view.map_facet() == Some(facet),
        ids: order.iter().map(|term| &*own.terms[*term].slug).collect(),
        names: order.iter().map(|term| own.terms[*term].names[language].as_str()).collect(),
        untranslated: (0..order.len()).filter(|place| view.name_language(facet, order[*place]).is_some()).collect(),
        hues: order.iter().filter_map(|term| view.term_hue(facet, *term)).collect(),
        forms: if forms.iter().all(|form| *form == 0) { Vec::new() } else { forms },
        of: projects.iter().map(terms).collect(),
    }
}

fn orders(view: &View<'_>, projects: &[&Project]) -> Orders {
    let language = view.language_number();
    let titles = projects.iter().map(|project| Some(view.language().sortable(project.text(language)?.title())));
    // Sums of different currencies can't be compared: those of the commonest currency come first.
    let mut currencies: BTreeMap<&str, usize> = BTreeMap::new();
    for amount in projects.iter().filter_map(|project| project.amount) {
        *currencies.entry(amount.money.currency().as_str()).or_default() += 1;
    }
    let amount = |project: &&Project| {
        let money = project.amount?.money;
        let currency = money.currency().as_str();
        Some((Reverse(currencies.get(currency).copied()), currency, Reverse(money.minor())))
    };
    Orders {
        title: places(titles.collect()),
        newest: telling(places(projects.iter().map(|project| project.date(language).map(Reverse)).collect())),
        amount: telling(places(projects.iter().map(amount).collect())),
    }
}

/// The order, if at least half of the projects have a place in it, as the charts have it, and not all the same one.
fn telling(places: Vec<usize>) -> Vec<usize> {
    let placed = places.iter().filter(|place| **place > 0).count();
    let differ = places.iter().any(|place| *place > 1);
    if differ && placed * 2 >= places.len() { places } else { Vec::new() }
}

fn places<K: Ord>(keys: Vec<Option<K>>) -> Vec<usize> {
    let mut sorted: Vec<&K> = keys.iter().flatten().collect();
    sorted.sort_unstable();
    sorted.dedup();
    let place = |key: &K| sorted.partition_point(|other| *other < key) + 1;
    keys.iter().map(|key| key.as_ref().map_or(0, place)).collect()
}

/// The last part of each project's address, by which the search names it.
pub fn names<'a>(view: &View<'a>, order: &[usize]) -> Vec<&'a str> {
    order.iter().map(|number| &*view.portfolio().projects[*number].slug).collect()
}

/// What is shown and downloaded of a project. What is missing is left out.
#[derive(Serialize)]
pub struct Row<'a> {
    id: &'a str,
    title: &'a str,
    summary: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    hue: Option<usize>,
    /// The address of the picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    partners: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<String>,
    /// Both in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<String>,
    /// With "." before the decimals.
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    currency: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    amount_up_to: Option<String>,
    /// The amount in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    sum: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
    /// `updated` in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    changed: Option<String>,
    /// The terms that are inferred rather than stated: facet by its field, and the last part of the term's address.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    inferred: Vec<(&'a str, &'a str)>,
    /// In a preview: why it would not be published. Downloads leave it out.
    #[serde(skip_serializing_if = "Option::is_none")]
    withheld: Option<String>,
}

pub fn rows<'a>(view: &View<'a>, block: &[usize]) -> Outcome<Vec<Row<'a>>> {
    block.iter().map(|number| row(view, *number)).collect()
}

fn row<'a>(view: &View<'a>, number: usize) -> Outcome<Row<'a>> {
    let portfolio = view.portfolio();
    let project = &portfolio.projects[number];
    let text = project.text(view.language_number());
    let plain = |ceiling: bool| {
        let amount = project.amount.filter(|amount| amount.ceiling == ceiling);
        amount.map(|amount| amount.money.plain())
    };
    let updated = view.stated_change(&Subject::Project(number));
    let inferred = project.tags.iter().enumerate().flat_map(|(facet, tags)| {
        let (field, terms) = (view.config().facets[facet].field.as_str(), &portfolio.facets[facet].terms);
        tags.iter().filter(|tag| tag.inferred).map(move |tag| (field, &*terms[tag.term].slug))
    });
    Ok(Row {
        id: &project.slug,
        title: text.map_or("", |text| text.title()),
        summary: text.map_or("", |text| text.summary()),
        hue: view.project_hue(number),
        image: text.and_then(|text| text.image()).map(|image| view.image(image).src),
        partners: &project.partners,
        status: project.status.map(|status| status.word()),
        start: project.start.map(|date| date.to_string()),
        end: project.end.map(|date| date.to_string()),
        period: view.period(project)?,
        amount: plain(false),
        currency: project.amount.map(|amount| amount.money.currency().as_str()),
        amount_up_to: plain(true),
        sum: view.amount(project.amount)?,
        updated: updated.map(|date| date.to_string()),
        changed: view.changed(number),
        inferred: inferred.collect(),
        withheld: view.withheld(number),
    })
}

/// Cover art for the cards of a block.
#[derive(Serialize)]
pub struct Covers {
    /// The view box of each.
    width: i64,
    height: i64,
    /// None for a project with a picture.
    covers: Vec<Option<Vec<Area>>>,
}

/// The number of a colour among the theme's `hues`, how opaque it is, and the data of the path; none for that of the
/// ground, and for what is fully opaque.
type Area = (Option<usize>, Option<String>, String);

pub fn covers(view: &View<'_>, block: &[usize]) -> Covers {
    let drawn: Vec<_> = block.iter().map(|number| view.card_cover(*number)).collect();
    let size = drawn.iter().flatten().next().map_or((0, 0), |cover| (cover.width, cover.height));
    let areas = |cover: Vec<AreaView>| cover.into_iter().map(|area| (area.hue, area.opacity, area.path)).collect();
    Covers {
        width: size.0,
        height: size.1,
        covers: drawn.into_iter().map(|cover| cover.map(|cover| areas(cover.areas))).collect(),
    }
}
