//! Makes `src/draw/world.txt` from `countries-50m.json` (Natural Earth, public domain, as the npm package world-atlas
//! 2.0.2 has it) and checks that the file is what it makes. `UPDATE=1 cargo test --test outlines` writes it anew.
//!
//! The data stands beside the project's folder, in `../shared/geo/`; without it only the file itself is looked at.

#[path = "outlines/places.rs"]
mod places;
#[path = "outlines/projection.rs"]
mod projection;
#[path = "outlines/shapes.rs"]
mod shapes;
#[path = "outlines/topojson.rs"]
mod topojson;

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use loggia::draw::{DETAILS, Detail, Frame, countries, country, outline, rings, whole, write_ring};
use loggia::language::{country_codes, country_numeric};
use topojson::{Atlas, Point};

const HEAD: &str = "\
# The countries of the world in the Equal Earth projection, made by tests/outlines.rs from Natural Earth's map at
# 1:50 million (public domain, naturalearthdata.com) as the npm package world-atlas 2.0.2 has it.
# Code, frame around its main parts, dot, area, outline: small, world, fine.
";

/// How wide the land is in units of the finest detail.
const WIDTH: f64 = 8000.0;
/// Air around it.
const MARGIN: f64 = 40.0;

/// The least area, in a detail's own units, that a point must count for and a ring must have.
fn least(detail: Detail) -> (f64, f64) {
    match detail {
        Detail::Small => (2.0, 3.0),
        Detail::World => (3.0, 4.0),
        Detail::Fine => (8.0, 12.0),
    }
}

/// Rings that share no more than this with the largest, or lie further off than half its size, are no main parts.
const MAIN: f64 = 0.05;

struct Map {
    atlas: Atlas,
    weights: HashMap<Point, f64>,
    left: f64,
    top: f64,
    scale: f64,
}

impl Map {
    /// In units of the finest detail.
    fn place(&self, degrees: (f64, f64)) -> (f64, f64) {
        let (x, y) = projection::project(degrees.0, degrees.1);
        ((x - self.left) * self.scale + MARGIN, (y - self.top) * self.scale + MARGIN)
    }

    fn at(&self, point: Point) -> (f64, f64) {
        self.place(self.atlas.degrees(point))
    }

    fn area(&self, ring: &[Point]) -> f64 {
        let at: Vec<(f64, f64)> = ring.iter().map(|point| self.at(*point)).collect();
        let doubled: f64 = (0..at.len()).map(|n| cross(at[n], at[(n + 1) % at.len()])).sum();
        doubled / 2.0
    }

    fn path(&self, rings: &[Vec<Point>], detail: Detail) -> String {
        let scale = f64::from(detail.scale());
        let (point_least, ring_least) = least(detail);
        let mut path = String::new();
        for ring in rings.iter().filter(|ring| self.area(ring).abs() >= ring_least * scale * scale) {
            let kept = ring.iter().filter(|point| self.weights[*point] >= point_least * scale * scale);
            let mut points: Vec<(i32, i32)> = kept.map(|point| rounded(self.at(*point), scale)).collect();
            points.dedup();
            if points.first() == points.last() {
                points.pop();
            }
            if points.len() > 2 {
                write_ring(&mut path, &points);
            }
        }
        path
    }

    fn frame(&self, ring: &[Point]) -> Frame {
        let one = |point: &Point| {
            let (x, y) = rounded(self.at(*point), 1.0);
            Frame { left: x, top: y, right: x, bottom: y }
        };
        ring.iter().map(one).reduce(Frame::with).expect("a ring has points")
    }

    fn line(&self, code: &str, rings: &[Vec<Point>]) -> String {
        let mut by_size: Vec<(f64, &Vec<Point>)> = rings.iter().map(|ring| (self.area(ring).abs(), ring)).collect();
        by_size.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (largest, main) = by_size[0];
        let mut home = self.frame(main);
        let reach = home.width().max(home.height()) / 2;
        let around = Frame {
            left: home.left - reach,
            top: home.top - reach,
            right: home.right + reach,
            bottom: home.bottom + reach,
        };
        for (area, ring) in &by_size {
            if area / largest >= MAIN && self.frame(ring).meets(around) {
                home = home.with(self.frame(ring));
            }
        }
        let dot = rounded(self.middle(main), 1.0);
        let area: f64 = rings.iter().map(|ring| self.area(ring)).sum();
        let mut line = format!(
            "{code}\t{} {} {} {}\t{} {}\t{:.0}",
            home.left,
            home.top,
            home.right,
            home.bottom,
            dot.0,
            dot.1,
            area.abs()
        );
        DETAILS.iter().for_each(|detail| _ = write!(line, "\t{}", self.path(rings, *detail)));
        line
    }

    /// The centre of mass of a ring.
    fn middle(&self, ring: &[Point]) -> (f64, f64) {
        let at: Vec<(f64, f64)> = ring.iter().map(|point| self.at(*point)).collect();
        let (mut x, mut y, mut doubled) = (0.0, 0.0, 0.0);
        for (number, a) in at.iter().enumerate() {
            let b = at[(number + 1) % at.len()];
            let part = cross(*a, b);
            (x, y, doubled) = (x + (a.0 + b.0) * part, y + (a.1 + b.1) * part, doubled + part);
        }
        (x / (3.0 * doubled), y / (3.0 * doubled))
    }
}

fn cross(a: (f64, f64), b: (f64, f64)) -> f64 {
    a.0 * b.1 - b.0 * a.1
}

fn rounded(at: (f64, f64), scale: f64) -> (i32, i32) {
    ((at.0 / scale).round() as i32, (at.1 / scale).round() as i32)
}

/// The whole file.
fn made(text: &str) -> String {
    let mut atlas = Atlas::read(text);
    atlas.rings.remove(places::LEFT_OUT);
    give_crimea(&mut atlas);
    let codes: HashMap<&str, &str> =
        country_codes().iter().filter_map(|code| Some((country_numeric(code)?, *code))).chain(places::NAMED).collect();
    let mut shapes: BTreeMap<&str, Vec<Vec<Point>>> = BTreeMap::new();
    for (id, rings) in &atlas.rings {
        shapes.entry(codes.get(id.as_str()).copied().unwrap_or("unclaimed")).or_default().extend(rings.iter().cloned());
    }
    for rings in shapes.values_mut() {
        *rings = shapes::merge(rings.iter());
    }
    let land = shapes::merge(shapes.values().flatten());
    let projected = |point: Point| {
        let (longitude, latitude) = atlas.degrees(point);
        projection::project(longitude, latitude)
    };
    let ends = |pick: fn((f64, f64)) -> f64| {
        let all = land.iter().flatten().map(|point| pick(projected(*point)));
        all.fold((f64::MAX, f64::MIN), |(least, most), at| (least.min(at), most.max(at)))
    };
    let ((left, right), (top, bottom)) = (ends(|at| at.0), ends(|at| at.1));
    let scale = (WIDTH - 2.0 * MARGIN) / (right - left);
    let all: Vec<Vec<Vec<Point>>> = shapes.values().cloned().collect();
    let weights = shapes::weights(&all, |point| {
        let (x, y) = projected(point);
        (x * scale, y * scale)
    });
    let map = Map { atlas, weights, left, top, scale };

    let mut file = HEAD.to_owned();
    let height = (bottom - top) * scale + 2.0 * MARGIN;
    let _ = writeln!(file, "whole\t0 0 {WIDTH:.0} {height:.0}");
    let _ = writeln!(file, "land\t{}", map.path(&land, Detail::Small));
    for code in country_codes() {
        if let Some(rings) = shapes.get(code) {
            let _ = writeln!(file, "{}", map.line(code, rings));
        } else if let Some((_, longitude, latitude)) = places::DOTS.iter().find(|(dotted, ..)| dotted == code) {
            let (x, y) = rounded(map.place((*longitude, *latitude)), 1.0);
            let _ = writeln!(file, "{code}\t{x} {y} {x} {y}\t{x} {y}\t0\t\t\t");
        }
    }
    let paths = DETAILS.map(|detail| map.path(&shapes["unclaimed"], detail));
    let _ = writeln!(file, "unclaimed\t{}", paths.join("\t"));
    file
}

fn give_crimea(atlas: &mut Atlas) {
    let rings = atlas.rings.remove(places::CRIMEA_FROM).expect("the shape that has Crimea");
    let (crimea, others): (Vec<_>, Vec<_>) = rings.into_iter().partition(|ring| {
        let ring: Vec<(f64, f64)> = ring.iter().map(|point| atlas.degrees(*point)).collect();
        // The mainland is around it too, by some measures: Crimea is small.
        ring.len() < 500 && holds(&ring, places::CRIMEA)
    });
    assert_eq!(crimea.len(), 1, "Crimea is one ring");
    atlas.rings.insert(places::CRIMEA_FROM.to_owned(), others);
    atlas.rings.entry(places::CRIMEA_TO.to_owned()).or_default().extend(crimea);
}

fn holds(ring: &[(f64, f64)], point: (f64, f64)) -> bool {
    let crossings = (0..ring.len()).filter(|n| {
        let (a, b) = (ring[*n], ring[(n + 1) % ring.len()]);
        (a.1 > point.1) != (b.1 > point.1) && point.0 < a.0 + (point.1 - a.1) / (b.1 - a.1) * (b.0 - a.0)
    });
    crossings.count() % 2 == 1
}

#[test]
fn the_file_is_what_the_data_makes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let source = root.join("../shared/geo/countries-50m.json");
    let Ok(text) = fs::read_to_string(&source) else {
        let _ = writeln!(std::io::stderr(), "skipped: there is no {}", source.display());
        return;
    };
    let path = root.join("src/draw/world.txt");
    let made = made(&text);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &made).unwrap();
    }
    let same = fs::read_to_string(&path).unwrap() == made;
    assert!(same, "UPDATE=1 cargo test --test outlines writes src/draw/world.txt anew");
}

#[test]
fn every_country_but_antarctica_has_its_place() {
    let missing: Vec<&str> = country_codes().iter().copied().filter(|code| country(code).is_none()).collect();
    assert_eq!(missing, ["AQ"]);
    for country in countries() {
        let (x, y) = country.dot;
        let dot = Frame { left: x, top: y, right: x, bottom: y };
        assert!(dot.meets(whole()), "{} lies off the map", country.code);
        assert!(country.home.with(whole()) == whole(), "{} reaches off the map", country.code);
    }
}

#[test]
fn outlines_are_small_enough_to_stand_in_a_page() {
    let size = |detail: Detail| countries().map(|country| country.path(detail).len()).sum::<usize>();
    let sizes = DETAILS.map(size);
    assert!(sizes[0] < 24_000 && sizes[1] < 45_000 && sizes[2] < 160_000, "{sizes:?}");
}

#[test]
fn countries_keep_their_share_of_the_earth() {
    // Square kilometres by the United Nations; a unit of the finest detail is so many.
    let known = [("BR", 8_515_767.0), ("KE", 591_958.0), ("GL", 2_166_086.0), ("IN", 3_287_263.0), ("AU", 7_692_024.0)];
    let per_unit = known.map(|(code, area)| area / f64::from(country(code).unwrap().area));
    let (least, most) = per_unit.iter().fold((f64::MAX, 0f64), |(a, b), one| (a.min(*one), b.max(*one)));
    assert!(most / least < 1.1, "{per_unit:?}");
}

#[test]
fn what_is_clipped_stays_in_its_frame() {
    let kenya = country("KE").unwrap();
    let frame = kenya.home.view(1200, 150..=150, whole());
    let mut path = String::new();
    for country in countries() {
        frame.clip(&outline(country.path(Detail::Fine)), &mut path);
    }
    let margin = frame.width() / 50 + 2;
    let points: Vec<(i32, i32)> = rings(&path).flatten().collect();
    assert!(points.len() > 100);
    for (x, y) in points {
        let inside = x >= frame.left - margin && x <= frame.right + margin;
        assert!(inside && y >= frame.top - margin && y <= frame.bottom + margin, "{x} {y} lies outside {frame:?}");
    }
}
