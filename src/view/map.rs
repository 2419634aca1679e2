//! The map: countries shaded by how many projects they have, the same facts as a table, and a region's part of it.
//!
//! A site has one if its theme has a template for it and some facet's terms are countries. The first such facet is
//! the one that is drawn. The world is made into template values once for each language ([`super::Cache`]).

use std::ops::RangeInclusive;

use tera::Value;

use super::map_shapes::{MapClass, MapCountry, MapGroup, MapRow, MapTable, MapView};
use super::templates::MAP;
use super::{Outcome, View, figures};
use crate::config::{Config, Vocabulary};
use crate::draw::{self, Country, Detail, Frame};
use crate::model::{Portfolio, Route, Subject, Term};
use crate::theme::{Context, Theme};

/// How many shades there are at most.
const SHADES: u32 = 4;
/// How many letters of usual size a map is wide where there is much room.
const EMS: i32 = 66;
/// A view of a region is no narrower than this, in units of the finest detail.
const NARROWEST: i32 = 600;
/// Its width to its height, in hundredths, from a tall region to a wide one.
const ASPECTS: RangeInclusive<i32> = 100..=200;

/// The number of the facet whose terms the map shows; none where there is no map.
pub fn map_facet(config: &Config, portfolio: &Portfolio, theme: &Theme, language: usize) -> Option<usize> {
    countries_facet(config, portfolio, language).filter(|_| theme.has(MAP))
}

/// The first facet whose terms are countries, if it has any in this language.
pub(super) fn countries_facet(config: &Config, portfolio: &Portfolio, language: usize) -> Option<usize> {
    let facet = config.facets.iter().position(|facet| facet.vocabulary == Vocabulary::Countries)?;
    (!portfolio.facets[facet].orders[language].is_empty()).then_some(facet)
}

impl View<'_> {
    pub(crate) fn map_facet(&self) -> Option<usize> {
        map_facet(self.config, self.portfolio, self.theme, self.number)
    }

    pub fn map(&self, route: &Route) -> Outcome<Context> {
        let mut context = self.context("map", &Subject::Map, route, 1)?;
        self.add_text(&mut context, &Subject::Map)?;
        context.value("map", self.world_map());
        context.value("table", self.map_facet().map(|facet| self.table(facet)).transpose()?);
        Ok(context)
    }

    /// The map of the world, or none.
    pub(crate) fn world_map(&self) -> Option<Value> {
        let facet = self.map_facet()?;
        let cell = &self.cache.maps[self.number];
        let make = || {
            let all = self.portfolio.facets[facet].orders[self.number].clone();
            Value::from(self.make_map(facet, &all, draw::whole(), Detail::World))
        };
        Some(cell.get_or_init(make).clone())
    }

    /// The part of the map around the countries that lie in a term of the facet that encloses them.
    pub(crate) fn term_map(&self, facet: usize, term: usize) -> Option<Value> {
        let inner = self.map_facet().filter(|inner| self.config.facets[*inner].within == Some(facet))?;
        let members = self.members(inner, term);
        let homes = members.iter().filter_map(|term| Some(self.place(inner, *term)?.home));
        let frame = homes.reduce(Frame::with)?.view(NARROWEST, ASPECTS, draw::whole());
        let detail = if frame.width() * 2 > draw::whole().width() { Detail::World } else { Detail::Fine };
        Some(Value::from(self.make_map(inner, &members, frame, detail)))
    }

    /// The countries that lie in a term, in their order.
    pub(crate) fn members(&self, facet: usize, parent: usize) -> Vec<usize> {
        let own = &self.portfolio.facets[facet];
        own.orders[self.number].iter().copied().filter(|term| own.terms[*term].parent == Some(parent)).collect()
    }

    /// What is drawn for a country; none for one that the map doesn't have.
    pub(crate) fn place(&self, facet: usize, term: usize) -> Option<&'static Country> {
        draw::country(self.portfolio.facets[facet].terms[term].code.as_deref()?)
    }

    fn make_map(&self, facet: usize, shown: &[usize], frame: Frame, detail: Detail) -> MapView {
        let own = &self.portfolio.facets[facet];
        let count = |term: usize| self.count(&own.terms[term].projects[self.number]);
        let steps = steps(own.orders[self.number].iter().map(|term| count(*term)).max().unwrap_or(0));
        let view = frame.scaled(detail.scale());
        let mut land = String::new();
        let mut dots = String::new();
        let drawn = |country: &Country, path: &mut String| match frame == draw::whole() {
            true => path.push_str(country.path(detail)),
            false => view.clip(&draw::outline(country.path(detail)), path),
        };
        let linked =
            |country: &&Country| shown.iter().any(|term| own.terms[*term].code.as_deref() == Some(country.code));
        for country in draw::countries().filter(|country| !linked(country)) {
            drawn(country, &mut land);
            dots.push_str(&dot(country, frame, detail));
        }
        land.push_str(draw::unclaimed(detail));
        let mut countries: Vec<MapCountry> = Vec::with_capacity(shown.len());
        for term in self.by_parent(facet, shown) {
            let Some(country) = self.place(facet, term).filter(|_| count(term) > 0) else { continue };
            let mut path = String::new();
            drawn(country, &mut path);
            let (x, y, side) = label(country, view, detail);
            countries.push(MapCountry {
                title: own.terms[term].names[self.number].clone(),
                href: self.href_of(&Subject::Term { facet, term }),
                count: count(term),
                class: steps.iter().take_while(|(first, _)| *first <= count(term)).count(),
                path,
                dot: dot(country, frame, detail),
                x: x.into(),
                y: y.into(),
                side: side.to_owned(),
            });
        }
        let class = |(number, (first, last)): (usize, &(usize, usize))| MapClass {
            number: number + 1,
            first: *first,
            last: *last,
        };
        // A part of the map explains what stands on it; a shade still means the same on each.
        let seen = |class: &MapClass| countries.iter().any(|country| country.class == class.number);
        let classes = steps.iter().enumerate().map(class).filter(seen).collect();
        MapView {
            facet: self.facet_link(facet),
            whole: frame == draw::whole(),
            view_box: view.view_box(),
            width: view.width().into(),
            height: view.height().into(),
            land,
            has_dots: !dots.is_empty() || countries.iter().any(|country| !country.dot.is_empty()),
            dots,
            countries,
            classes,
            em: i64::from(view.width() / EMS),
        }
    }

    /// Countries in the order of the terms that they lie in, as the table has them.
    fn by_parent(&self, facet: usize, terms: &[usize]) -> Vec<usize> {
        let own = &self.portfolio.facets[facet];
        let outer = self.config.facets[facet].within.map(|outer| &self.portfolio.facets[outer].orders[self.number]);
        let mut sorted = terms.to_vec();
        let rank = |term: &Term| {
            let parent = term.parent.zip(outer).and_then(|(parent, order)| order.iter().position(|one| *one == parent));
            parent.unwrap_or(usize::MAX)
        };
        sorted.sort_by_key(|term| rank(&own.terms[*term]));
        sorted
    }

    /// The map's facts, and those that no map can show.
    fn table(&self, facet: usize) -> Outcome<MapTable> {
        let own = &self.portfolio.facets[facet];
        let order = &own.orders[self.number];
        let row = |term: &usize| -> Outcome<MapRow> {
            let published = own.terms[*term].projects[self.number].iter().filter(|project| self.published(**project));
            let amounts: Vec<_> = published.map(|number| self.portfolio.projects[*number].amount).collect();
            Ok(MapRow { country: self.term_card(facet, *term)?, amount: figures::sum(self, &amounts) })
        };
        let rows = |parent: Option<usize>| -> Outcome<Vec<MapRow>> {
            order.iter().filter(|term| own.terms[**term].parent == parent).map(row).collect()
        };
        let mut groups = Vec::new();
        if let Some(outer) = self.config.facets[facet].within {
            for parent in &self.portfolio.facets[outer].orders[self.number] {
                groups
                    .push(MapGroup { parent: Some(self.term_card(outer, *parent)?), countries: rows(Some(*parent))? });
            }
        }
        let others = rows(None)?;
        if !others.is_empty() {
            groups.push(MapGroup { parent: None, countries: others });
        }
        let none =
            |number: &&usize| self.published(**number) && self.portfolio.projects[**number].tags[facet].is_empty();
        Ok(MapTable {
            has_amounts: groups.iter().flat_map(|group| &group.countries).any(|row| row.amount.is_some()),
            groups,
            unplaced: self.portfolio.orders[self.number].iter().filter(none).count(),
        })
    }
}

/// Path data of a point where a country is too small for its outline to be seen; empty for others. Drawn with a thick
/// round line, it is a dot of the same size at any width.
fn dot(country: &Country, frame: Frame, detail: Detail) -> String {
    point(country, frame, detail, 250)
}

/// The same, for countries of less than the `part`-th of the view's width.
pub(super) fn point(country: &Country, frame: Frame, detail: Detail, part: i64) -> String {
    let (x, y) = country.dot;
    let seen = x >= frame.left && x <= frame.right && y >= frame.top && y <= frame.bottom;
    if !seen || i64::from(country.area) * part * part >= i64::from(frame.width()).pow(2) {
        return String::new();
    }
    let scale = detail.scale();
    format!("M{} {}h0", x.div_euclid(scale), y.div_euclid(scale))
}

/// Where a country's name can stand so that it lies within the view, and to which side of that point it begins.
fn label(country: &Country, view: Frame, detail: Detail) -> (i32, i32, &'static str) {
    let em = (view.width() / EMS).max(1);
    let home = country.home.scaled(detail.scale());
    // Above its main parts, and above the dot where that is all there is.
    let (x, y) = ((home.left + home.right) / 2, home.top);
    let x = x.clamp(view.left + em, (view.right - em).max(view.left + em));
    let y = y.clamp(view.top + 6 * em, (view.bottom - em).max(view.top + 6 * em));
    let side = match (x - view.left) * 3 / view.width().max(1) {
        ..=0 => "left",
        1 => "middle",
        _ => "right",
    };
    (x, y, side)
}

/// The numbers of projects that share a shade, from the first to the last of each.
/// Up to four, each number has a shade of its own. Above, each shade begins at twice, three times … as many
/// projects as the one before: the smallest factor with which four shades reach the most.
fn steps(most: usize) -> Vec<(usize, usize)> {
    if most <= SHADES as usize {
        return (1..=most).map(|count| (count, count)).collect();
    }
    let factor = (2..).find(|factor: &usize| factor.saturating_pow(SHADES) > most).unwrap_or(2);
    let firsts = (0..SHADES).map(|shade| factor.saturating_pow(shade)).filter(|first| *first <= most);
    firsts.map(|first| (first, (first * factor - 1).min(most))).collect()
}

#[cfg(test)]
mod tests {
    use super::steps;

    #[test]
    fn shades_are_few_and_reach_the_most() {
        assert!(steps(0).is_empty());
        assert_eq!(steps(3), vec![(1, 1), (2, 2), (3, 3)]);
        assert_eq!(steps(9), vec![(1, 1), (2, 3), (4, 7), (8, 9)]);
        assert_eq!(steps(16), vec![(1, 2), (3, 8), (9, 16)]);
        assert_eq!(steps(500), vec![(1, 4), (5, 24), (25, 124), (125, 500)]);
    }
}
