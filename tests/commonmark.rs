//! The CommonMark specification's examples against our own pipeline.
//!
//! The examples are in the npm package `commonmark-spec` (see `tests/package.json`). Where our extensions read
//! an example differently on purpose, `commonmark-differences.toml` says so, by number and reason; the test
//! fails as soon as that list is not exactly right.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use loggia::parse::markdown::commonmark_html;

struct Example {
    number: u32,
    markdown: String,
    html: String,
}

/// The examples, numbered as in the specification.
fn examples(specification: &str) -> Vec<Example> {
    let fence = "`".repeat(32);
    let (opening, closing) = (format!("\n{fence} example\n"), format!("\n{fence}\n"));
    let text = specification.replace("\r\n", "\n");
    let text = text.split("<!-- END TESTS -->").next().unwrap_or_default();
    let mut examples = Vec::new();
    for part in text.split(&opening).skip(1) {
        let example = part.split(&closing).next().unwrap_or_default();
        let (markdown, html) = match example.strip_prefix(".\n") {
            Some(html) => ("", html),
            None => example.split_once("\n.\n").or_else(|| Some((example.strip_suffix("\n.")?, ""))).unwrap(),
        };
        let spell = |text: &str| text.replace('→', "\t");
        let number = examples.len() as u32 + 1;
        examples.push(Example { number, markdown: spell(markdown) + "\n", html: spell(html) + "\n" });
    }
    examples
}

/// Void tags may be written either way.
fn normal(html: &str) -> String {
    html.replace(" />", ">").trim_end().to_owned()
}

#[test]
fn examples_of_the_specification() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let Ok(specification) = fs::read_to_string(tests.join("node_modules/commonmark-spec/spec.txt")) else {
        // Written past the test's own output, which is only shown when it fails.
        let _ = writeln!(
            std::io::stderr(),
            "skipped: the examples of CommonMark are not there; run `npm ci` in tests/ to get them"
        );
        return;
    };
    let listed = fs::read_to_string(tests.join("commonmark-differences.toml")).unwrap();
    let mut listed: BTreeMap<String, String> = toml::from_str(&listed).unwrap();
    let examples = examples(&specification);
    assert!(examples.len() > 600, "only {} examples were found", examples.len());
    let mut wrong = Vec::new();
    for example in examples {
        let ours = commonmark_html(&example.markdown);
        let is_equal = normal(&ours) == normal(&example.html);
        match (is_equal, listed.remove(&example.number.to_string())) {
            (true, None) | (false, Some(_)) => {}
            (true, Some(reason)) => wrong.push(format!("example {} is equal, though listed: {reason}", example.number)),
            (false, None) => wrong.push(format!(
                "example {} differs:\n--- Markdown\n{}\n--- specification\n{}\n--- ours\n{ours}",
                example.number, example.markdown, example.html
            )),
        }
    }
    wrong.extend(listed.keys().map(|number| format!("there is no example {number}, though it is listed")));
    assert!(wrong.is_empty(), "{} wrong\n\n{}", wrong.len(), wrong.join("\n\n"));
}
