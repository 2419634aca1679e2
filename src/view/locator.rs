//! The small map of a country or project: where in the world its countries are. Only countries that are named are
//! shown: a region is no list of countries, and work that is everywhere has no place on it.

use tera::Value;

use super::View;
use super::map::point;
use super::map_shapes::LocatorView;
use crate::draw::{self, Country, Detail, Frame};
use crate::model::Tag;

/// How narrow the view may be, in units of the finest detail: a quarter of the world, so that there is something to
/// know it by.
const NARROWEST: i32 = 2200;
const ASPECT: i32 = 150;
/// Countries of less than this part of the width get a mark.
const MARKED: i64 = 36;

impl View<'_> {
    /// For a term's page: of a country, made once for each language.
    pub(crate) fn term_locator(&self, facet: usize, term: usize) -> Option<Value> {
        if self.map_facet() != Some(facet) {
            return None;
        }
        let cell = &self.cache.terms[self.number][facet][term].locator;
        cell.get_or_init(|| self.make_locator(facet, &[term]).map(Value::from)).clone()
    }

    pub(crate) fn project_locator(&self, tags: &[Vec<Tag>]) -> Option<Value> {
        let facet = self.map_facet()?;
        match tags[facet].as_slice() {
            [tag] => self.term_locator(facet, tag.term),
            tags => {
                let terms: Vec<usize> = tags.iter().map(|tag| tag.term).collect();
                self.make_locator(facet, &terms).map(Value::from)
            }
        }
    }

    /// `terms` are countries; none for those that the map doesn't have.
    fn make_locator(&self, facet: usize, terms: &[usize]) -> Option<LocatorView> {
        let places: Vec<(usize, &Country)> =
            terms.iter().filter_map(|term| Some((*term, self.place(facet, *term)?))).collect();
        let homes = places.iter().map(|(_, country)| country.home);
        let frame = homes.reduce(Frame::with)?.view(NARROWEST, ASPECT..=ASPECT, draw::whole());
        let view = frame.scaled(Detail::Small.scale());
        let (mut land, mut path, mut marks) = (String::new(), String::new(), String::new());
        view.clip(draw::land(), &mut land);
        for (_, country) in &places {
            path.push_str(country.path(Detail::Small));
            marks.push_str(&point(country, frame, Detail::Small, MARKED));
        }
        let names = places.iter().map(|(term, _)| self.portfolio.facets[facet].terms[*term].names[self.number].clone());
        let names: Vec<String> = names.collect();
        Some(LocatorView {
            places: self.language().list(&names),
            count: names.len(),
            view_box: view.view_box(),
            land,
            path,
            marks,
        })
    }
}
