//! The countries of the world, from `world.txt`: a line for each, made by `tests/outlines.rs`.
//!
//! A line has its code, the frame around its main parts, a place for a dot, its area (both in units of the finest
//! detail), and its outline as path data at each level of detail. Only a site that shows a map reads it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{Frame, Ring, outline};

/// How finely outlines are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// For pictures of a few centimetres.
    Small,
    /// For the world across a page.
    World,
    /// For a part of the world across a page.
    Fine,
}

/// From the coarsest to the finest.
pub const DETAILS: [Detail; 3] = [Detail::Small, Detail::World, Detail::Fine];

impl Detail {
    /// How many units of the finest detail one of its own units is.
    pub const fn scale(self) -> i32 {
        match self {
            Detail::Small => 8,
            Detail::World => 4,
            Detail::Fine => 1,
        }
    }
}

#[derive(Debug)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: &'static str,
    /// Around its main parts, without those that lie far off.
    pub home: Frame,
    /// Where a dot stands for it.
    pub dot: (i32, i32),
    /// Its area on the map; 0 where the data has no outline for it.
    pub area: i32,
    paths: [&'static str; 3],
}

impl Country {
    /// Its outline; empty where it is too small to be drawn.
    pub fn path(&self, detail: Detail) -> &'static str {
        self.paths[detail as usize]
    }
}

struct World {
    whole: Frame,
    countries: BTreeMap<&'static str, Country>,
    land: Vec<Ring<'static>>,
    unclaimed: [&'static str; 3],
}

static WORLD: LazyLock<World> = LazyLock::new(|| read(include_str!("world.txt")));

/// The whole map.
pub fn whole() -> Frame {
    WORLD.whole
}

/// Every country that the map has, by code.
pub fn countries() -> impl Iterator<Item = &'static Country> {
    WORLD.countries.values()
}

pub fn country(code: &str) -> Option<&'static Country> {
    WORLD.countries.get(code)
}

/// All land without borders, at [`Detail::Small`].
pub fn land() -> &'static [Ring<'static>] {
    &WORLD.land
}

/// Land that the data gives to no country.
pub fn unclaimed(detail: Detail) -> &'static str {
    WORLD.unclaimed[detail as usize]
}

fn read(text: &'static str) -> World {
    let nothing = Frame { left: 0, top: 0, right: 0, bottom: 0 };
    let mut world = World { whole: nothing, countries: BTreeMap::new(), land: Vec::new(), unclaimed: [""; 3] };
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let mut next = || fields.next().unwrap_or_default();
        let name = next();
        match name {
            "land" => world.land = outline(next()),
            "whole" => world.whole = frame(next()),
            "unclaimed" => world.unclaimed = [next(), next(), next()],
            code => {
                let (home, dot, area) = (frame(next()), numbers(next()), numbers::<1>(next())[0]);
                let paths = [next(), next(), next()];
                world.countries.insert(code, Country { code, home, dot: dot.into(), area, paths });
            }
        }
    }
    world
}

fn frame(text: &str) -> Frame {
    let [left, top, right, bottom] = numbers(text);
    Frame { left, top, right, bottom }
}

fn numbers<const N: usize>(text: &str) -> [i32; N] {
    let mut numbers = [0; N];
    for (number, part) in numbers.iter_mut().zip(text.split(' ')) {
        *number = part.parse().unwrap_or_default();
    }
    numbers
}
