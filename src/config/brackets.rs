//! `[facets]` where `[[facets]]` is meant: one slip, which the form of the file makes many mistakes of.

use crate::diagnostic::{Diagnostic, TextFile};

/// Headings that may come several times.
const LISTS: [&str; 2] = ["facets", "social"];

/// What was found, with one message in place of all that comes of such headings.
pub fn told_once(file: &TextFile, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    for key in LISTS {
        let heading = format!("[{key}]");
        let is_heading = |line: &str| line.split('#').next().is_some_and(|line| line.trim() == heading);
        let lines: Vec<usize> =
            file.text.lines().enumerate().filter(|(_, line)| is_heading(line)).map(|(number, _)| number + 1).collect();
        let comes_of_it = |one: &Diagnostic| {
            let point = one.location.as_ref().and_then(|location| location.point.as_ref());
            matches!(one.code, "toml" | "wrong-type") && point.is_some_and(|point| lines.contains(&point.line))
        };
        let Some(at) = found.iter().position(comes_of_it) else { continue };
        found.retain(|one| !comes_of_it(one));
        let start: usize = file.text.split_inclusive('\n').take(lines[0] - 1).map(str::len).sum();
        let start = start + file.text[start..].find('[').unwrap_or(0);
        let others: Vec<String> = lines[1..].iter().map(ToString::to_string).collect();
        let also = match others.as_slice() {
            [] => String::new(),
            [one] => format!(", and on line {one} too"),
            [rest @ .., last] => format!(", and on lines {} and {last} too", rest.join(", ")),
        };
        let diagnostic =
            Diagnostic::error("wrong-type", format!("there may be several of these, so the heading is [[{key}]]"))
                .at(file.locate(start..start + heading.len()))
                .hint(format!("write two brackets on each side here{also}: [[{key}]]"));
        found.insert(at.min(found.len()), diagnostic);
    }
    found
}
