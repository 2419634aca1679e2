//! Shapes as sets of edges: put together they lose the borders between them, and each point gets the same weight in
//! every shape that it belongs to, so that neighbours stay neighbours when points are left out.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap};

use super::topojson::Point;

/// The outline of all these rings together: an edge that two of them share, once in each direction, lies within.
pub fn merge<'a>(rings: impl Iterator<Item = &'a Vec<Point>>) -> Vec<Vec<Point>> {
    let mut edges: BTreeSet<(Point, Point)> = BTreeSet::new();
    for ring in rings {
        for (number, from) in ring.iter().enumerate() {
            let to = ring[(number + 1) % ring.len()];
            if *from != to && !edges.remove(&(to, *from)) {
                edges.insert((*from, to));
            }
        }
    }
    let mut merged = Vec::new();
    while let Some((start, mut at)) = edges.pop_first() {
        let mut ring = vec![start];
        while at != start {
            ring.push(at);
            let next = edges.range((at, (i64::MIN, i64::MIN))..).next().copied().filter(|edge| edge.0 == at);
            let Some(edge) = next else { panic!("a ring that isn't closed at {at:?}") };
            edges.remove(&edge);
            at = edge.1;
        }
        merged.push(ring);
    }
    merged
}

/// What each point counts for, by Visvalingam and Whyatt (1993): the area that the line loses without it. Points at
/// which borders meet count for ever.
pub fn weights(shapes: &[Vec<Vec<Point>>], place: impl Fn(Point) -> (f64, f64)) -> HashMap<Point, f64> {
    let mut neighbours: BTreeMap<Point, BTreeSet<Point>> = BTreeMap::new();
    for ring in shapes.iter().flatten() {
        for (number, from) in ring.iter().enumerate() {
            let to = ring[(number + 1) % ring.len()];
            neighbours.entry(*from).or_default().insert(to);
            neighbours.entry(to).or_default().insert(*from);
        }
    }
    let mut weights: HashMap<Point, f64> = HashMap::new();
    let mut walked: BTreeSet<(Point, Point)> = BTreeSet::new();
    let junctions: Vec<Point> = neighbours.iter().filter(|(_, near)| near.len() != 2).map(|(at, _)| *at).collect();
    // After the lines between junctions there are rings without any: each begins at its first point.
    for start in junctions.iter().copied().chain(neighbours.keys().copied()) {
        if !junctions.contains(&start) && weights.contains_key(&start) {
            continue;
        }
        for first in &neighbours[&start] {
            if walked.contains(&(start, *first)) {
                continue;
            }
            let mut line = vec![start, *first];
            while let [.., before, at] = line[..]
                && at != start
                && neighbours[&at].len() == 2
            {
                line.push(*neighbours[&at].iter().find(|next| **next != before).expect("two neighbours"));
            }
            walked.extend(line.windows(2).flat_map(|pair| [(pair[0], pair[1]), (pair[1], pair[0])]));
            weigh(&line, &place, &mut weights);
        }
    }
    weights
}

#[derive(PartialEq)]
struct Candidate(f64, usize, usize, usize);

impl Eq for Candidate {}

/// The smallest first.
impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        other.0.total_cmp(&self.0).then(other.1.cmp(&self.1))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn weigh(line: &[Point], place: &impl Fn(Point) -> (f64, f64), weights: &mut HashMap<Point, f64>) {
    let at: Vec<(f64, f64)> = line.iter().map(|point| place(*point)).collect();
    let area = |a: usize, b: usize, c: usize| {
        let ((ax, ay), (bx, by), (cx, cy)) = (at[a], at[b], at[c]);
        ((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)).abs() / 2.0
    };
    let end = line.len() - 1;
    weights.insert(line[0], f64::INFINITY);
    weights.insert(line[end], f64::INFINITY);
    let mut before: Vec<usize> = (0..line.len()).map(|n| n.saturating_sub(1)).collect();
    let mut after: Vec<usize> = (0..line.len()).map(|n| n + 1).collect();
    let mut heap: BinaryHeap<Candidate> = (1..end).map(|n| Candidate(area(n - 1, n, n + 1), n, n - 1, n + 1)).collect();
    let mut gone = vec![false; line.len()];
    let mut most = 0f64;
    while let Some(Candidate(size, n, a, b)) = heap.pop() {
        if gone[n] || before[n] != a || after[n] != b {
            continue;
        }
        gone[n] = true;
        most = most.max(size);
        weights.insert(line[n], most);
        (after[a], before[b]) = (b, a);
        if a > 0 {
            heap.push(Candidate(area(before[a], a, b), a, before[a], b));
        }
        if b < end {
            heap.push(Candidate(area(a, b, after[b]), b, a, after[b]));
        }
    }
}
