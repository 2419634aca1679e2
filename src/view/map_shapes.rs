//! What templates see of maps.

use tera::Value;

use super::shape::{Field, Shape, shapes};
use super::shapes::TermCardValue;
use super::site_shapes::FacetLink;

shapes! {
    /// A map of countries, shaded by how many projects they have. The templates `home.html`, `facet.html`, `term.html`
    /// and `map.html` have it as `map`; none where there is nothing to draw.
    MapView {
        /// The facet whose terms are these countries.
        facet: FacetLink,
        /// Is it the whole world, or the part of it that a term covers?
        whole: bool,
        /// What the drawing shows, for `viewBox`.
        view_box: String,
        /// How wide that is.
        width: i64,
        /// How high.
        height: i64,
        /// Path data of all land that is no link.
        land: String,
        /// Path data of a point for each small state that is no link; a thick round line makes them dots.
        dots: String,
        /// Are there dots, of links or others?
        has_dots: bool,
        /// The countries with projects, in the order of the table.
        countries: Vec<MapCountry>,
        /// The classes that the shades stand for, from the fewest projects up; those that some country here has.
        classes: Vec<MapClass>,
        /// A size for letters, in the units of the drawing: that of running text where the map is as wide as a page.
        em: i64,
    }

    /// A country on a map.
    MapCountry {
        /// The name.
        title: String,
        /// The address of its page.
        href: String,
        /// How many projects it has.
        count: usize,
        /// The number of its class, from 1.
        class: usize,
        /// Path data of its outline; empty for a country that is too small.
        path: String,
        /// Path data of a point where the country is hardly seen, else empty.
        dot: String,
        /// Where its name can stand: how far from the left.
        x: i64,
        /// How far from above.
        y: i64,
        /// On which side of the view that is, so that the name runs from there to the middle: `left`, `middle`, `right`.
        side: String,
    }

    /// Countries with about as many projects, which share a shade.
    MapClass {
        /// Its number, from 1.
        number: usize,
        /// The fewest projects in it.
        first: usize,
        /// The most.
        last: usize,
    }

    /// What the map shows, as a table. The template `map.html` has it as `table`.
    MapTable {
        /// The countries by enclosing term, those that lie in none last.
        groups: Vec<MapGroup>,
        /// Is an amount known for any of them?
        has_amounts: bool,
        /// How many projects name no country.
        unplaced: usize,
    }

    /// Countries that lie in one term.
    MapGroup {
        /// The enclosing term; none for countries that lie in none.
        parent: Option<TermCardValue>,
        /// Its countries; none for a term that holds no country, such as work everywhere.
        countries: Vec<MapRow>,
    }

    /// A country in the table.
    MapRow {
        /// The country.
        country: TermCardValue,
        /// The sum of the amounts stated for its projects, formatted, with what it covers.
        amount: Option<String>,
    }

    /// A small map of where something is. The templates `project.html` and `term.html` have it as `locator`; none
    /// where no country is named.
    LocatorView {
        /// The names of the countries, as a list in words.
        places: String,
        /// How many they are.
        count: usize,
        /// What the drawing shows, for `viewBox`.
        view_box: String,
        /// Path data of all land.
        land: String,
        /// Path data of the countries.
        path: String,
        /// Path data of a point for each country that is hardly seen.
        marks: String,
    }
}
