//! How long horizontal bars are: start at [`bars`].
//!
//! Lengths are shares of the place that bars and their values have, so a chart has no size of its own: it is as wide as
//! its place, and its text as large as the page's.

/// The longest bar, in percent: the rest is for the value that stands after it.
const LONGEST: f64 = 60.0;

/// For each value the length of its bar in percent; the greatest leaves just room for its words.
pub fn bars(values: &[f64]) -> Vec<f64> {
    let greatest = values.iter().copied().fold(0.0, f64::max);
    let length = |value: &f64| if greatest > 0.0 { value.max(0.0) / greatest * LONGEST } else { 0.0 };
    values.iter().map(length).collect()
}
