//! The measurements as Markdown: a table for each size, medians, and the ratios that matter. A ratio is the median of
//! the ratios of the runs that followed one another, since a machine is not as fast in one minute as in the next.

use std::fmt::Write;

use super::arguments::Arguments;
use super::check::Size;
use super::measure::{Sample, median};
use super::systems::Name;

/// The case that the others are compared with.
pub const FULL: &str = "full build";

/// Nothing but the start of the program.
pub const START: &str = "process start";

/// What is told of a run: time, processor time, memory.
const VALUES: [fn(&Sample) -> f64; 3] = [|run| run.wall, |run| run.cpu, |run| run.memory];

/// Who is compared with whom.
const PAIRS: [(Name, Name); 6] = [
    (Name::Hugo, Name::Loggia),
    (Name::HugoRelated, Name::Loggia),
    (Name::Hugo, Name::Gallery),
    (Name::Loggia, Name::Floor),
    (Name::Gallery, Name::Floor),
    (Name::Gallery, Name::GalleryFloor),
];

pub struct Results {
    head: String,
    sizes: Vec<OneSize>,
}

/// Who was measured, and each of the times.
type Measured = (Name, Vec<Sample>);

struct OneSize {
    projects: usize,
    checked: Vec<(Name, Size)>,
    /// In the order in which they were first measured.
    cases: Vec<(&'static str, Vec<Measured>)>,
    previews: Vec<(&'static str, Vec<Preview>)>,
}

/// One start of a preview.
pub struct Preview {
    /// Seconds to the first page.
    pub first: f64,
    /// Seconds from an edit to the page that shows it.
    pub edits: Vec<f64>,
    /// MiB.
    pub memory: f64,
}

impl Results {
    pub fn new(machine: String, versions: Vec<String>, arguments: &Arguments) -> Results {
        let date = arguments.date.as_ref().map_or(String::new(), |date| format!("{date}, "));
        let runs = if arguments.runs() == 1 { "1 run".to_owned() } else { format!("{} runs", arguments.runs()) };
        let versions = versions.join(", ");
        Results { head: format!("{date}{machine}. {versions}. Medians of {runs}, in turn.\n"), sizes: Vec::new() }
    }

    /// A new size begins: what each wrote.
    pub fn checked(&mut self, projects: usize, sizes: &[(Name, Size)]) {
        let one = OneSize { projects, checked: sizes.to_vec(), cases: Vec::new(), previews: Vec::new() };
        self.sizes.push(one);
    }

    pub fn add(&mut self, case: &'static str, name: Name, sample: Sample) {
        let Some(size) = self.sizes.last_mut() else { return };
        place(place(&mut size.cases, case), name).push(sample);
    }

    pub fn add_preview(&mut self, who: &'static str, preview: Preview) {
        let Some(size) = self.sizes.last_mut() else { return };
        place(&mut size.previews, who).push(preview);
    }

    pub fn markdown(&self) -> String {
        let mut text = self.head.clone();
        for size in &self.sizes {
            let _ = writeln!(text, "\n## {} projects\n", thousands(size.projects));
            text += &size.written();
            text += &size.builds();
            text += &size.previews();
        }
        text + &self.growth()
    }

    /// From one size to the next.
    fn growth(&self) -> String {
        let mut text = String::new();
        for pair in self.sizes.windows(2) {
            let [small, large] = pair else { continue };
            for name in [Name::Loggia, Name::Gallery, Name::Hugo, Name::Floor, Name::GalleryFloor] {
                let (Some(before), Some(after)) = (small.samples(FULL, name), large.samples(FULL, name)) else {
                    continue;
                };
                let grown = VALUES.map(|value| median(after.iter().map(value)) / median(before.iter().map(value)));
                let [wall, cpu, memory] = grown;
                let (from, to) = (thousands(small.projects), thousands(large.projects));
                let _ = writeln!(text, "| {} | {from} to {to} | {wall:.1} | {cpu:.1} | {memory:.1} |", name.title());
            }
        }
        let mut text = head("full build", text);
        let mut starts = String::new();
        for pair in self.sizes.windows(2) {
            let [small, large] = pair else { continue };
            for (who, after) in &large.previews {
                let Some((_, before)) = small.previews.iter().find(|(known, _)| known == who) else { continue };
                let grown =
                    |value: fn(&Preview) -> f64| median(after.iter().map(value)) / median(before.iter().map(value));
                let (first, memory) = (grown(|preview| preview.first), grown(|preview| preview.memory));
                let (from, to) = (thousands(small.projects), thousands(large.projects));
                let _ = writeln!(starts, "| {who} | {from} to {to} | {first:.1} | | {memory:.1} |");
            }
        }
        text += &head("preview, start to first page", starts);
        if text.is_empty() { text } else { format!("\n## Growth\n{text}") }
    }
}

/// A table of how things grow, if there is anything to tell.
fn head(what: &str, rows: String) -> String {
    if rows.is_empty() {
        return rows;
    }
    format!("\n| {what} | projects | wall | CPU | peak memory |\n| --- | --- | ---: | ---: | ---: |\n{rows}")
}

impl OneSize {
    fn written(&self) -> String {
        let mut text = "| written | files | MB | MB of HTML |\n| --- | ---: | ---: | ---: |\n".to_owned();
        for (name, size) in &self.checked {
            let megabytes = |bytes: u64| bytes as f64 / 1e6;
            let _ = writeln!(
                text,
                "| {} | {} | {:.1} | {:.1} |",
                name.title(),
                thousands(size.files),
                megabytes(size.bytes),
                megabytes(size.html)
            );
        }
        text
    }

    fn builds(&self) -> String {
        if self.cases.is_empty() {
            return String::new();
        }
        let mut text = "\n| case | who | wall s | CPU s | peak MiB |\n| --- | --- | ---: | ---: | ---: |\n".to_owned();
        for (case, by_name) in &self.cases {
            for (name, samples) in by_name {
                let [wall, cpu, memory] = VALUES.map(|value| median(samples.iter().map(value)));
                let _ = writeln!(text, "| {case} | {} | {wall:.3} | {cpu:.3} | {memory:.0} |", name.title());
            }
        }
        text + &self.ratios()
    }

    /// How the cases compare: one system with another, and with its own full build.
    fn ratios(&self) -> String {
        let mut text = "\n| case | ratio | wall | CPU | peak memory |\n| --- | --- | ---: | ---: | ---: |\n".to_owned();
        let mut row = |case: &str, above: Option<&[Sample]>, below: Option<&[Sample]>, names: [&str; 2]| {
            let (Some(above), Some(below)) = (above, below) else { return };
            let ratio = |value: fn(&Sample) -> f64| median(above.iter().zip(below).map(|(a, b)| value(a) / value(b)));
            let [wall, cpu, memory] = VALUES.map(ratio);
            let [above, below] = names;
            let _ = writeln!(text, "| {case} | {above} ÷ {below} | {wall:.2} | {cpu:.2} | {memory:.2} |");
        };
        for (case, _) in self.cases.iter().filter(|(case, _)| *case != START) {
            for (above, below) in PAIRS {
                row(case, self.samples(case, above), self.samples(case, below), [above.title(), below.title()]);
            }
            for name in [Name::Loggia, Name::Gallery, Name::Hugo].into_iter().filter(|_| *case != FULL) {
                row(case, self.samples(case, name), self.samples(FULL, name), [name.title(), "its full build"]);
            }
        }
        text
    }

    fn previews(&self) -> String {
        if self.previews.is_empty() {
            return String::new();
        }
        let mut text = "\n| preview | start to first page s | edit to visible page s | slowest edit s | peak MiB |\n\
            | --- | ---: | ---: | ---: | ---: |\n"
            .to_owned();
        for (who, previews) in &self.previews {
            let first = median(previews.iter().map(|preview| preview.first));
            let edits = || previews.iter().flat_map(|preview| preview.edits.iter().copied());
            let slowest = edits().fold(0.0, f64::max);
            let memory = median(previews.iter().map(|preview| preview.memory));
            let _ = writeln!(text, "| {who} | {first:.3} | {:.4} | {slowest:.4} | {memory:.0} |", median(edits()));
        }
        text
    }

    fn samples(&self, case: &str, name: Name) -> Option<&[Sample]> {
        let (_, by_name) = self.cases.iter().find(|(known, _)| *known == case)?;
        by_name.iter().find(|(known, _)| *known == name).map(|(_, samples)| samples.as_slice())
    }
}

/// The entry of `key`, made where there is none.
fn place<K: PartialEq, V: Default>(list: &mut Vec<(K, V)>, key: K) -> &mut V {
    let at = list.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
        list.push((key, V::default()));
        list.len() - 1
    });
    &mut list[at].1
}

fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
