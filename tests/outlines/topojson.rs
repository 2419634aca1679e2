//! The rings of each country in `countries-50m.json`, in the whole numbers of the file.

use std::collections::BTreeMap;

use serde_json::Value;

/// Longitude and latitude in the numbers of the file.
pub type Point = (i64, i64);

pub struct Atlas {
    scale: (f64, f64),
    translate: (f64, f64),
    /// By ISO 3166-1 numeric code, or by name where there is none.
    pub rings: BTreeMap<String, Vec<Vec<Point>>>,
}

/// What lies further west than this is drawn at the eastern end: the map's edge, opposite its middle.
const EDGE: f64 = -169.0;

impl Atlas {
    pub fn read(text: &str) -> Atlas {
        let file: Value = serde_json::from_str(text).expect("JSON");
        let pair = |value: &Value| (value[0].as_f64().expect("a number"), value[1].as_f64().expect("a number"));
        let mut atlas = Atlas {
            scale: pair(&file["transform"]["scale"]),
            translate: pair(&file["transform"]["translate"]),
            rings: BTreeMap::new(),
        };
        let arcs: Vec<Vec<Point>> = list(&file["arcs"]).iter().map(arc).collect();
        for geometry in list(&file["objects"]["countries"]["geometries"]) {
            let id = geometry["id"].as_str().or(geometry["properties"]["name"].as_str()).expect("an id or a name");
            let polygons = match geometry["type"].as_str() {
                Some("Polygon") => std::slice::from_ref(&geometry["arcs"]),
                _ => list(&geometry["arcs"]),
            };
            let rings = polygons.iter().flat_map(list).map(|numbers| atlas.unwrapped(ring(list(numbers), &arcs)));
            let rings: Vec<_> = rings.collect();
            atlas.rings.entry(id.to_owned()).or_default().extend(rings);
        }
        atlas
    }

    pub fn degrees(&self, point: Point) -> (f64, f64) {
        (point.0 as f64 * self.scale.0 + self.translate.0, point.1 as f64 * self.scale.1 + self.translate.1)
    }

    /// The file ends at 180°, and rings go on at its other end: without that jump, and on the map's side of its edge.
    fn unwrapped(&self, mut ring: Vec<Point>) -> Vec<Point> {
        let around = (360.0 / self.scale.0).round() as i64;
        let mut before = ring[0].0;
        for point in &mut ring {
            let step = (point.0 - before) as f64 / around as f64;
            point.0 -= step.round() as i64 * around;
            before = point.0;
        }
        let middle = ring.iter().map(|point| self.degrees(*point).0).sum::<f64>() / ring.len() as f64;
        let shift = if middle < EDGE {
            around
        } else if middle > EDGE + 360.0 {
            -around
        } else {
            0
        };
        ring.iter_mut().for_each(|point| point.0 += shift);
        ring
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn arc(steps: &Value) -> Vec<Point> {
    let mut at = (0, 0);
    let step = |step: &Value| {
        at.0 += step[0].as_i64().expect("a whole number");
        at.1 += step[1].as_i64().expect("a whole number");
        at
    };
    list(steps).iter().map(step).collect()
}

/// Arcs after one another; each begins where the last ended. `!n` is arc n backwards.
fn ring(numbers: &[Value], arcs: &[Vec<Point>]) -> Vec<Point> {
    let mut ring = Vec::new();
    for number in numbers {
        let number = number.as_i64().expect("a whole number");
        let mut points = arcs[usize::try_from(if number < 0 { !number } else { number }).expect("small")].clone();
        if number < 0 {
            points.reverse();
        }
        ring.pop();
        ring.extend(points);
    }
    ring.pop();
    ring
}
