//! The small map of a country or project: where in the world its countries are. A project that names none shows,
//! faintly, the countries of its regions; one that is everywhere shows no map.

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
        let countries = self.map_facet()?;
        let faint = self.config.facets[countries].within == Some(facet);
        if facet != countries && !faint {
            return None;
        }
        let cell = &self.cache.terms[self.number][facet][term].locator;
        cell.get_or_init(|| self.make_locator(countries, facet, &[term]).map(Value::from)).clone()
    }

    pub(crate) fn project_locator(&self, tags: &[Vec<Tag>]) -> Option<Value> {
        let countries = self.map_facet()?;
        let named = Some(countries).filter(|facet| !tags[*facet].is_empty());
        let facet = named.or(self.config.facets[countries].within)?;
        match tags[facet].as_slice() {
            [] => None,
            [tag] => self.term_locator(facet, tag.term),
            tags => {
                let terms: Vec<usize> = tags.iter().map(|tag| tag.term).collect();
                self.make_locator(countries, facet, &terms).map(Value::from)
            }
        }
    }

    /// `terms` are countries, or terms that countries lie in.
    fn make_locator(&self, countries: usize, facet: usize, terms: &[usize]) -> Option<LocatorView> {
        let faint = facet != countries;
        let members: Vec<usize> = match faint {
            true => terms.iter().flat_map(|term| self.members(countries, *term)).collect(),
            false => terms.to_vec(),
        };
        let places: Vec<&Country> = members.iter().filter_map(|term| self.place(countries, *term)).collect();
        let homes = places.iter().map(|country| country.home);
        let frame = homes.reduce(Frame::with)?.view(NARROWEST, ASPECT, draw::whole());
        let view = frame.scaled(Detail::Small.scale());
        let (mut land, mut path, mut marks) = (String::new(), String::new(), String::new());
        view.clip(draw::land(), &mut land);
        for country in places {
            path.push_str(country.path(Detail::Small));
            if !faint {
                marks.push_str(&point(country, frame, Detail::Small, MARKED));
            }
        }
        let names = terms.iter().map(|term| self.portfolio.facets[facet].terms[*term].names[self.number].clone());
        let places = self.language().list(&names.collect::<Vec<_>>());
        Some(LocatorView { places, view_box: view.view_box(), land, path, marks, faint })
    }
}
