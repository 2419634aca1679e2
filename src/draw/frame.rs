//! The part of the map that a view shows.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use super::path::{Point, ring, ring_texts, write_ring};

/// A rectangle in units of the finest detail: its corners.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    pub left: i32,
    pub top: i32,
    pub right: i32,
    pub bottom: i32,
}

impl Frame {
    pub fn width(self) -> i32 {
        self.right - self.left
    }

    pub fn height(self) -> i32 {
        self.bottom - self.top
    }

    /// The smallest one around both.
    #[must_use]
    pub fn with(self, other: Frame) -> Frame {
        Frame {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    pub fn meets(self, other: Frame) -> bool {
        self.left <= other.right && other.left <= self.right && self.top <= other.bottom && other.top <= self.bottom
    }

    /// The view around this: some air on each side, at least `narrowest` wide, its width to its height as this has it
    /// but within `aspects`, which are in hundredths; within `whole` as far as it fits there.
    #[must_use]
    pub fn view(self, narrowest: i32, aspects: RangeInclusive<i32>, whole: Frame) -> Frame {
        let air = self.width().max(self.height()) / 10;
        let (width, height) = (self.width() + 2 * air, self.height() + 2 * air);
        let aspect = (width * 100 / height.max(1)).clamp(*aspects.start(), *aspects.end());
        let width = width.max(height * aspect / 100).max(narrowest).min(whole.width());
        let height = width * 100 / aspect;
        let left = place(self.left + self.width() / 2 - width / 2, width, whole.left, whole.right);
        let top = place(self.top + self.height() / 2 - height / 2, height, whole.top, whole.bottom);
        Frame { left, top, right: left + width, bottom: top + height }
    }

    /// This in units that are `scale` times as large.
    #[must_use]
    pub fn scaled(self, scale: i32) -> Frame {
        Frame {
            left: self.left.div_euclid(scale),
            top: self.top.div_euclid(scale),
            right: self.right.div_euclid(scale),
            bottom: self.bottom.div_euclid(scale),
        }
    }

    /// As the attribute `viewBox` has it.
    pub fn view_box(self) -> String {
        format!("{} {} {} {}", self.left, self.top, self.width(), self.height())
    }

    /// What is seen here of an outline in the same units, appended to `clipped`. Its cut edges lie a little outside,
    /// so that lines drawn along them aren't seen.
    pub fn clip(self, outline: &[Ring<'_>], clipped: &mut String) {
        let margin = self.width() / 50 + 2;
        let cut = Frame {
            left: self.left - margin,
            top: self.top - margin,
            right: self.right + margin,
            bottom: self.bottom + margin,
        };
        for ring in outline.iter().filter(|ring| ring.bounds.meets(self)) {
            if ring.bounds.with(cut) == cut {
                clipped.push_str(ring.path);
            } else {
                let points = cut.clip_ring(ring);
                if points.len() > 2 {
                    write_ring(clipped, &points);
                }
            }
        }
    }

    /// Sutherland and Hodgman's: one side after the other is cut off, where anything lies beyond it.
    fn clip_ring(self, ring: &Ring<'_>) -> Vec<Point> {
        let bounds = ring.bounds;
        let mut points = Cow::Borrowed(&*ring.points);
        if bounds.left < self.left {
            points = cut(&points, |point| point.0 - self.left, |a, b| (self.left, between(a, b, self.left)));
        }
        if bounds.right > self.right {
            points = cut(&points, |point| self.right - point.0, |a, b| (self.right, between(a, b, self.right)));
        }
        if bounds.top < self.top {
            let cross = |a, b| (between(turned(a), turned(b), self.top), self.top);
            points = cut(&points, |point| point.1 - self.top, cross);
        }
        if bounds.bottom > self.bottom {
            let cross = |a, b| (between(turned(a), turned(b), self.bottom), self.bottom);
            points = cut(&points, |point| self.bottom - point.1, cross);
        }
        points.into_owned()
    }
}

/// A closed line, read.
#[derive(Debug)]
pub struct Ring<'a> {
    path: &'a str,
    points: Vec<Point>,
    bounds: Frame,
}

/// The rings of path data that [`write_ring`] wrote.
pub fn outline(path: &str) -> Vec<Ring<'_>> {
    let one = |point: &Point| Frame { left: point.0, top: point.1, right: point.0, bottom: point.1 };
    let read = |path| {
        let points = ring(path);
        let bounds = points.iter().map(one).reduce(Frame::with)?;
        Some(Ring { path, points, bounds })
    };
    ring_texts(path).filter_map(read).collect()
}

/// Where a length begins so that it lies between two ends, or around their middle if it is too long.
fn place(wanted: i32, length: i32, from: i32, to: i32) -> i32 {
    if length > to - from { (from + to - length) / 2 } else { wanted.clamp(from, to - length) }
}

/// The points whose `depth` is not negative, and those where the line crosses.
fn cut<'r>(ring: &[Point], depth: impl Fn(Point) -> i32, cross: impl Fn(Point, Point) -> Point) -> Cow<'r, [Point]> {
    let mut kept = Vec::with_capacity(ring.len());
    let Some(mut before) = ring.last().copied() else { return kept.into() };
    for point in ring.iter().copied() {
        if (depth(before) < 0) != (depth(point) < 0) {
            kept.push(cross(before, point));
        }
        if depth(point) >= 0 {
            kept.push(point);
        }
        before = point;
    }
    kept.into()
}

fn turned(point: Point) -> Point {
    (point.1, point.0)
}

/// The height at which the line from `a` to `b` passes `x`.
fn between(a: Point, b: Point, x: i32) -> i32 {
    let run = i64::from(b.0 - a.0);
    if run == 0 {
        return a.1;
    }
    let rise = i64::from(b.1 - a.1) * i64::from(x - a.0) / run;
    a.1 + i32::try_from(rise).unwrap_or_default()
}
