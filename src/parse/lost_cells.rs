//! Cells of a table's row beyond its last column: the parser drops them without a word.
//!
//! [`report`] looks at one row. Cells are counted as the parser does: a bar parts them wherever it stands, in code too,
//! unless a backslash stands right before it.

use std::ops::Range;

use super::findings::Findings;
use super::source::Source;

pub(super) fn report(row: &Range<usize>, columns: usize, source: &Source, findings: &mut Findings) {
    let written = source.slice(row).trim_end();
    let cells = cells(written);
    let Some(last) = cells.iter().rposition(|cell| !cell.is_empty()).filter(|last| *last >= columns) else { return };
    let lost: Vec<&str> = cells[columns..=last].iter().copied().filter(|cell| !cell.is_empty()).collect();
    let place = source.place(&(row.start..row.start + written.len()));
    let message = format!(
        "This row has {}, but the table {}: \"{}\" is not shown.",
        counted(last + 1, "cell"),
        counted(columns, "column"),
        source.restored(&lost.join(" | "))
    );
    findings
        .warn("lost-cells", message, place)
        .hint("if a column is missing, add it to the table's first two lines")
        .hint("if a bar belongs to a text, write \\| for it");
}

fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// The cells of a row, without what is around them.
fn cells(row: &str) -> Vec<&str> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut cells = Vec::new();
    let mut from = 0;
    for (at, _) in row.match_indices('|').filter(|(at, _)| !row[..*at].ends_with('\\')) {
        cells.push(row[from..at].trim());
        from = at + 1;
    }
    cells.push(row[from..].trim());
    cells
}
