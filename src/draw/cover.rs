//! Cover art: an arcade for what has no picture. Which bays it has follows from the name, so that it is the same on
//! every machine; its colours and its motif follow from the terms, so that what belongs together can be seen to.
//!
//! Start at [`cover`]. All coordinates are whole numbers.

use super::path::put;

/// How many motifs there are.
pub const MOTIFS: usize = 8;

/// What terms say of a cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marks {
    pub motif: usize,
    /// The numbers of three colours, the main one first.
    pub hues: [usize; 3],
}

/// The size of a cover; with several storeys, each is as high as the whole divided by them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    pub width: i32,
    pub height: i32,
    pub storeys: i32,
}

/// Areas of one colour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// The number of the colour; none for that of the page.
    pub hue: Option<usize>,
    /// How strong it is, from 1 to 10.
    pub strength: u8,
    /// The data of a path.
    pub path: String,
}

/// The areas of a cover, the lowest first.
pub fn cover(name: &str, marks: Marks, frame: Frame) -> Vec<Area> {
    let mut canvas = Canvas { hues: marks.hues, areas: Vec::new() };
    let mut chance = Chance::new(name);
    let height = frame.height / frame.storeys;
    for storey in 0..frame.storeys {
        let widths = widths(frame.width, height, &mut chance);
        let main = widest(&widths, &mut chance);
        let floor = (storey + 1) * height - FLOOR;
        let mut x = 0;
        for (number, width) in widths.iter().enumerate() {
            let pier = height / 24;
            let bay = Bay { x: x + pier, width: width - 2 * pier, floor, height: height - FLOOR };
            // The motif stands in the main bay, and comes back in others as wide.
            let motif = number == main || (*width == widths[main] && chance.of(3) == 0);
            if motif {
                draw_motif(marks.motif, &bay, &mut canvas);
            } else {
                draw_plain(&bay, &mut chance, &mut canvas);
            }
            x += width;
        }
        canvas.area(Rank::Base, Role::Main, 10, |path| rectangle(path, 0, floor, frame.width, FLOOR));
    }
    canvas.finish()
}

/// The height of the strip that a storey stands on.
const FLOOR: i32 = 4;

/// The widths of the bays, in parts of the whole.
const RHYTHMS: [&[i32]; 8] = [
    &[1, 1, 1, 1, 1],
    &[1, 1, 1, 1],
    &[2, 3, 3, 2],
    &[3, 2, 3, 2],
    &[1, 1, 2, 1],
    &[2, 1, 1, 1],
    &[1, 2, 1, 1],
    &[2, 3, 2, 3],
];

fn widths(width: i32, height: i32, chance: &mut Chance) -> Vec<i32> {
    let parts = RHYTHMS[chance.of(RHYTHMS.len())];
    // A narrow cover has fewer bays.
    let fit = usize::try_from(width * 3 / (height * 2)).unwrap_or(1).clamp(1, parts.len());
    let parts = &parts[..fit.max(2)];
    let total: i32 = parts.iter().sum();
    let mut at = 0;
    let mut sum = 0;
    parts
        .iter()
        .map(|part| {
            sum += part;
            let end = width * sum / total;
            let bay = end - at;
            at = end;
            bay
        })
        .collect()
}

fn widest(widths: &[i32], chance: &mut Chance) -> usize {
    let widest = widths.iter().max().copied().unwrap_or_default();
    let among: Vec<usize> = (0..widths.len()).filter(|number| widths[*number] + 1 >= widest).collect();
    among[chance.of(among.len())]
}

/// One opening of the arcade.
struct Bay {
    x: i32,
    width: i32,
    floor: i32,
    height: i32,
}

impl Bay {
    fn middle(&self) -> i32 {
        self.x + self.width / 2
    }

    fn radius(&self) -> i32 {
        self.width / 2
    }

    /// Where the arch begins: at the same height in each bay of a storey, but for bays so wide that their crown would
    /// not find room.
    fn springing(&self) -> i32 {
        (self.floor - self.height * 48 / 100).max(self.floor - self.height * 97 / 100 + self.radius())
    }

    /// The bay that is narrower by `by` on each side.
    fn inner(&self, by: i32) -> Bay {
        Bay { x: self.x + by, width: self.width - 2 * by, floor: self.floor, height: self.height }
    }
}

fn draw_motif(number: usize, bay: &Bay, canvas: &mut Canvas) {
    let (x, w, floor, r) = (bay.x, bay.width, bay.floor, bay.radius());
    let (middle, springing) = (bay.middle(), bay.springing());
    match number % MOTIFS {
        // Arch in arch.
        0 => {
            for (step, strength) in [(0, 3), (1, 5), (2, 10)] {
                let inner = bay.inner(w * step / 6);
                canvas.area(Rank::of(step), Role::Main, strength, |path| arch(path, &inner));
            }
        }
        // The sun over a horizon.
        1 => {
            canvas.area(Rank::Ground, Role::Second, 3, |path| arch(path, bay));
            canvas.area(Rank::Shape, Role::Main, 10, |path| disc(path, middle, springing, r * 6 / 10));
            canvas.area(Rank::Detail, Role::Second, 8, |path| {
                rectangle(path, x, springing + r / 4, w, floor - springing - r / 4)
            });
        }
        // Stairs.
        2 => {
            canvas.area(Rank::Ground, Role::Main, 3, |path| arch(path, bay));
            canvas.area(Rank::Shape, Role::Main, 9, |path| stairs(path, bay, 4));
        }
        // A leaf.
        3 => {
            canvas.area(Rank::Ground, Role::Main, 3, |path| arch(path, bay));
            let (top, length) = (springing - r * 6 / 10, floor - springing + r * 6 / 10);
            canvas.area(Rank::Shape, Role::Main, 10, |path| leaf(path, middle, top, length));
        }
        // Two arches and an eye below one arch.
        4 => {
            canvas.area(Rank::Ground, Role::Main, 4, |path| arch(path, bay));
            let lower = Bay { height: bay.height * 8 / 10, ..bay.inner(w / 10) };
            let half = lower.width * 45 / 100;
            for x in [lower.x, lower.x + lower.width - half] {
                let twin = Bay { x, width: half, floor, height: lower.height };
                canvas.area(Rank::Shape, Role::Main, 10, |path| arch(path, &twin));
            }
            canvas.area(Rank::Shape, Role::Second, 10, |path| disc(path, middle, springing - r * 4 / 10, r * 28 / 100));
        }
        // Bands of colour.
        5 => {
            canvas.area(Rank::Ground, Role::Main, 10, |path| arch(path, bay));
            let band = (floor - springing) / 7;
            for step in 0..4 {
                canvas
                    .area(Rank::Shape, Role::Page, 10, |path| rectangle(path, x, springing + band * step * 2, w, band));
            }
        }
        // Hills.
        6 => {
            canvas.area(Rank::Ground, Role::Second, 3, |path| arch(path, bay));
            canvas.area(Rank::Shape, Role::Second, 7, |path| half_disc(path, x + w * 35 / 100, floor, w * 65 / 200));
            canvas.area(Rank::Detail, Role::Main, 10, |path| half_disc(path, x, floor, w * 30 / 100));
            canvas
                .area(Rank::Shape, Role::Main, 10, |path| disc(path, middle + r / 5, springing - r / 6, r * 22 / 100));
        }
        // An arch and its image in the water.
        _ => {
            canvas.area(Rank::Ground, Role::Main, 3, |path| arch(path, bay));
            let inner = bay.inner(w / 6);
            let (r, line) = (inner.radius(), springing + r * 2 / 10);
            canvas.area(Rank::Shape, Role::Main, 10, |path| {
                put(path, "M# #a# # 0 0 1 # 0z", &[inner.x, line, r, r, 2 * r]);
            });
            canvas.area(Rank::Shape, Role::Main, 6, |path| {
                put(path, "M# #a# # 0 0 0 # 0z", &[inner.x, line + FLOOR, r, r, 2 * r]);
            });
        }
    }
}

/// The other bays are quieter.
fn draw_plain(bay: &Bay, chance: &mut Chance, canvas: &mut Canvas) {
    let role = if chance.of(2) == 0 { Role::Second } else { Role::Third };
    match chance.of(5) {
        0 => canvas.area(Rank::Ground, role, 3, |path| arch(path, bay)),
        1 => canvas.area(Rank::Ground, role, 9, |path| arch(path, bay)),
        2 => {
            canvas.area(Rank::Ground, role, 3, |path| arch(path, bay));
            let inner = bay.inner(bay.width / 5);
            canvas.area(Rank::Shape, role, 9, |path| arch(path, &inner));
        }
        // A door ajar: light falls through one half.
        3 => {
            canvas.area(Rank::Ground, role, 3, |path| arch(path, bay));
            canvas.area(Rank::Shape, role, 9, |path| {
                let r = bay.radius();
                put(path, "M# #V#a# # 0 0 1 # -#V#z", &[bay.x, bay.floor, bay.springing(), r, r, r, r, bay.floor]);
            });
        }
        _ => {
            canvas.area(Rank::Ground, role, 9, |path| arch(path, bay));
            let inner = bay.inner(bay.width / 4);
            canvas.area(Rank::Shape, Role::Page, 10, |path| arch(path, &inner));
        }
    }
}

fn arch(path: &mut String, bay: &Bay) {
    let (r, floor) = (bay.radius(), bay.floor);
    put(path, "M# #V#a# # 0 0 1 # 0V#z", &[bay.x, floor, bay.springing(), r, r, 2 * r, floor]);
}

fn rectangle(path: &mut String, x: i32, y: i32, width: i32, height: i32) {
    put(path, "M# #h#v#h-#z", &[x, y, width, height, width]);
}

fn disc(path: &mut String, x: i32, y: i32, r: i32) {
    put(path, "M# #a# # 0 0 1 # 0a# # 0 0 1 -# 0z", &[x - r, y, r, r, 2 * r, r, r, 2 * r]);
}

/// With its left end at `x`.
fn half_disc(path: &mut String, x: i32, y: i32, r: i32) {
    put(path, "M# #a# # 0 0 1 # 0z", &[x, y, r, r, 2 * r]);
}

fn leaf(path: &mut String, x: i32, y: i32, length: i32) {
    let r = length * 6 / 10;
    put(path, "M# #a# # 0 0 1 0 #a# # 0 0 1 0 -#z", &[x, y, r, r, length, r, r, length]);
}

fn stairs(path: &mut String, bay: &Bay, steps: i32) {
    let (width, height) = (bay.radius() * 2 / steps, (bay.floor - bay.springing()) / steps);
    put(path, "M# #", &[bay.x, bay.floor]);
    for _ in 0..steps {
        put(path, "v-#h#", &[height, width]);
    }
    put(path, "V#z", &[bay.floor]);
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Main,
    Second,
    Third,
    Page,
}

/// What lies over what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Ground,
    Shape,
    Detail,
    Base,
}

impl Rank {
    fn of(step: i32) -> Rank {
        match step {
            0 => Rank::Ground,
            1 => Rank::Shape,
            _ => Rank::Detail,
        }
    }
}

/// Collects areas: those of one rank and colour become one path, which keeps a cover small.
struct Canvas {
    hues: [usize; 3],
    areas: Vec<(Rank, Area)>,
}

impl Canvas {
    fn area(&mut self, rank: Rank, role: Role, strength: u8, draw: impl FnOnce(&mut String)) {
        let hue = match role {
            Role::Main => Some(self.hues[0]),
            Role::Second => Some(self.hues[1]),
            Role::Third => Some(self.hues[2]),
            Role::Page => None,
        };
        let same = |(known, area): &&mut (Rank, Area)| *known == rank && area.hue == hue && area.strength == strength;
        if let Some((_, area)) = self.areas.iter_mut().find(same) {
            return draw(&mut area.path);
        }
        // Room for several shapes, as most areas have.
        let mut path = String::with_capacity(128);
        draw(&mut path);
        self.areas.push((rank, Area { hue, strength, path }));
    }

    fn finish(mut self) -> Vec<Area> {
        self.areas.sort_by_key(|(rank, _)| *rank);
        self.areas.into_iter().map(|(_, area)| area).collect()
    }
}

/// Numbers that look thrown, and follow from a name (SplitMix64, seeded with the FNV-1a hash of the name).
struct Chance(u64);

impl Chance {
    fn new(name: &str) -> Self {
        let hash = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Chance(name.bytes().fold(0xcbf2_9ce4_8422_2325, hash))
    }

    /// A number below `count`.
    fn of(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % count.max(1) as u64).unwrap_or_default()
    }
}
