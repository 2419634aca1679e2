//! Cases that are no cases: a slip in a case must not pass for a test.

use crate::case::Case;

/// What is wrong, and a piece of the answer.
const REFUSED: &[(&str, &str)] = &[
    ("", "no section"),
    ("About.\n", "no section"),
    ("\n=== content/a.md\nx\n>>> messages\nx\n", "in plain words"),
    ("About.\n=== content/a.md\nx\n", "nothing is expected"),
    ("About.\n>>> message\nx\n", "no section \">>> message\""),
    ("About.\n>>> messages all\nx\n", "with hints"),
    ("About.\n>>> page\nx\n", "takes a route"),
    ("About.\n>>> page projects/a/\nx\n", "takes a route"),
    ("About.\n>>> page /\n\n", "expects nothing"),
    ("About.\n>>> messages\n", "expects nothing"),
    ("About.\ndraft = true\n>>> messages\nx\n", "no option"),
    ("About.\non = yesterday\n>>> messages\nx\n", "no option"),
    ("About.\n=== projects/a.md\nx\n>>> messages\nx\n", "no part of a site"),
    ("About.\n=== content/a.md\nx\n=== content/a.md\ny\n>>> messages\nx\n", "given twice"),
    ("About.\n=== content/a.md (more)\nx\n>>> messages\nx\n", "only content/site.toml"),
    ("About.\n=== content/a.md (loud)\nx\n>>> messages\nx\n", "no manner"),
    ("About.\n=== content/a.md (escaped)\n\\q\n>>> messages\nx\n", "no escape"),
];

pub fn check() -> Result<(), String> {
    for (text, wanted) in REFUSED {
        match Case::parse(text) {
            Ok(_) => return Err(format!("this passed for a case: {text:?}")),
            Err(problem) if !problem.contains(wanted) => return Err(format!("{text:?}: {problem}")),
            Err(_) => {}
        }
    }
    Ok(())
}
