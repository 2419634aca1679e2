//! The map shows what the portfolio holds.

use std::collections::BTreeMap;

use scraper::{ElementRef, Html, Selector};

use crate::site::PUBLISHED;

fn select<'a>(page: &'a Html, css: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(css).expect("a selector")).collect()
}

/// How many projects each country has, by the address of its page, as counted project by project.
fn counted() -> BTreeMap<String, usize> {
    let made = &*PUBLISHED;
    let mut counted = BTreeMap::new();
    for project in &made.site.portfolio().projects {
        for (term, _) in made.terms(project, "countries") {
            let href = format!("{}{}/{}/", made.site.config.base.path(), made.folder("countries"), term.slug);
            *counted.entry(href).or_insert(0) += 1;
        }
    }
    assert!(counted.len() > 40, "only {} countries", counted.len());
    counted
}

#[test]
fn the_table_counts_what_the_projects_say() {
    let page = Html::parse_document(&PUBLISHED.pages["map/"]);
    let row = |row: ElementRef<'_>| {
        let link = row.select(&Selector::parse("th a").expect("a selector")).next()?.attr("href")?.to_owned();
        let number = row.select(&Selector::parse("td").expect("a selector")).next()?.text().collect::<String>();
        Some((link, number.trim().parse().expect("a number")))
    };
    let rows: BTreeMap<String, usize> =
        select(&page, ".map-table tr:not(.map-group)").into_iter().filter_map(row).collect();
    assert_eq!(rows, counted());
}

#[test]
fn every_country_is_a_link_on_the_map_with_its_name_and_number() {
    for route in ["map/", "", "countries/"] {
        let page = Html::parse_document(&PUBLISHED.pages[route]);
        let mut links = BTreeMap::new();
        for link in select(&page, ".map-drawing a") {
            assert!(link.has_children(), "nothing is drawn for {:?}", link.attr("href"));
            let name = link.attr("aria-label").unwrap_or_default();
            let number: String = name.split(": ").nth(1).unwrap_or_default().matches(char::is_numeric).collect();
            // A link draws a shape that is on the page once more.
            let uses = Selector::parse("use").expect("a selector");
            let drawn = link.select(&uses).filter(|shape| {
                let id = shape.attr("href").unwrap_or_default();
                select(&page, ".map-drawing g > path").iter().any(|path| path.attr("id") == id.strip_prefix('#'))
            });
            assert!(drawn.count() > 0, "{name} is not drawn on /{route}");
            links.insert(link.attr("href").unwrap_or_default().to_owned(), number.parse().expect("a number"));
        }
        assert_eq!(links, counted(), "/{route}");
    }
}

#[test]
fn the_map_of_a_region_links_the_countries_that_lie_in_it() {
    let made = &*PUBLISHED;
    for region in made.vocabulary("regions") {
        let page = Html::parse_document(&made.pages[&format!("{}/{}/", made.folder("regions"), region.slug)]);
        let hrefs = |css: &str| {
            let mut hrefs: Vec<String> =
                select(&page, css).iter().filter_map(|a| a.attr("href")).map(str::to_owned).collect();
            hrefs.sort();
            hrefs
        };
        assert_eq!(hrefs(".map-drawing a"), hrefs("#part-countries ~ * a, .section-head:has(#part-countries) ~ * a"));
    }
}
