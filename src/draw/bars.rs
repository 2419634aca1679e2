//! Horizontal bars, each below its label: start at [`bars`].
//!
//! Widths are shares of the drawing's own width and heights are in ems, so the drawing has no size of its own: it is as
//! wide as its place, and its text as large as the page's. Text in a drawing doesn't break by itself, so labels are
//! broken here.

/// Characters of one line of a label: what a window of 320 px has room for.
const LINE: usize = 34;
/// The longest bar, in percent of the drawing: the rest is for the value that stands after it.
const LONGEST: f64 = 62.0;
/// From the top of one line of text to that of the next, in ems.
const LEADING: f64 = 1.3;
/// From a line's top to its baseline.
const BASELINE: f64 = 1.0;
/// From the last baseline to the bar, the bar's height, and from the bar to the next label.
const GAP: f64 = 0.4;
const THICK: f64 = 0.95;
const BETWEEN: f64 = 0.6;
/// From the bar's upper edge to the baseline of its value.
const VALUE: f64 = 0.83;

#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    pub bars: Vec<Bar>,
    /// In ems.
    pub height: f64,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// The label, with the baseline of each of its lines in ems.
    pub lines: Vec<(String, f64)>,
    /// The bar's left edge and width in percent of the drawing.
    pub left: f64,
    pub width: f64,
    /// Its upper edge and height in ems.
    pub top: f64,
    pub height: f64,
    /// Where the bar ends and its value begins, in percent, and the value's baseline in ems.
    pub end: f64,
    pub baseline: f64,
}

/// A bar for each label and value; the greatest value leaves just room for its words. Bars grow from the left, or where
/// writing is from right to left, from the right.
pub fn bars<'a>(rows: impl IntoIterator<Item = (&'a str, f64)>, right_to_left: bool) -> Chart {
    let rows: Vec<(&str, f64)> = rows.into_iter().collect();
    let greatest = rows.iter().map(|(_, value)| *value).fold(0.0, f64::max);
    let mut chart = Chart { bars: Vec::with_capacity(rows.len()), height: 0.0 };
    for (label, value) in rows {
        let width = if greatest > 0.0 { value.max(0.0) / greatest * LONGEST } else { 0.0 };
        let mut baseline = chart.height + BASELINE - LEADING;
        let mut lines = Vec::new();
        for line in broken(label) {
            baseline += LEADING;
            lines.push((line, baseline));
        }
        let top = baseline + GAP;
        let (left, end) = if right_to_left { (100.0 - width, 100.0 - width) } else { (0.0, width) };
        chart.bars.push(Bar { lines, left, width, top, height: THICK, end, baseline: top + VALUE });
        chart.height = top + THICK + BETWEEN;
    }
    // Nothing follows the last bar.
    chart.height = (chart.height - BETWEEN).max(0.0);
    chart
}

/// The label in lines that fit. A word that is longer than a line is cut.
fn broken(label: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut room = LINE;
    for word in label.split_whitespace() {
        let characters: Vec<char> = word.chars().collect();
        for (number, piece) in characters.chunks(LINE).enumerate() {
            let blank = usize::from(room < LINE && number == 0);
            if piece.len() + blank > room {
                lines.push(String::new());
                room = LINE;
            } else if blank == 1 {
                room -= 1;
                lines.last_mut().into_iter().for_each(|line| line.push(' '));
            }
            lines.last_mut().into_iter().for_each(|line| line.extend(piece));
            room -= piece.len();
        }
    }
    lines
}
