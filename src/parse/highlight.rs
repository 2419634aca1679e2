//! Code blocks with their language's parts told apart by classes; the theme room has the style rules for these.
//!
//! Start at [`highlighted`]. The grammars are loaded when the first block asks for one.

use std::sync::LazyLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

use crate::diagnostic::did_you_mean;
use crate::model::CODE_CLASSES;

const STYLE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: CODE_CLASSES };
/// Names that are fine though there are no colours for them.
#[rustfmt::skip]
const PLAIN: &[&str] = &[
    "console", "csv", "docker", "dockerfile", "ini", "jsonc", "kotlin", "mermaid", "none", "output", "plain",
    "plaintext", "powershell", "scss", "svelte", "swift", "text", "toml", "ts", "tsx", "typescript", "vue",
];
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

pub(super) enum Highlighted {
    Html(String),
    Plain,
    /// No such language; perhaps a name that was meant.
    Unknown(Option<String>),
}

pub(super) fn highlighted(language: &str, code: &str) -> Highlighted {
    if PLAIN.iter().any(|plain| plain.eq_ignore_ascii_case(language)) {
        return Highlighted::Plain;
    }
    let Some(syntax) = SYNTAXES.find_syntax_by_token(&language.to_ascii_lowercase()) else {
        let known = SYNTAXES.syntaxes().iter().filter(|syntax| !syntax.hidden);
        let known = known.flat_map(|syntax| syntax.file_extensions.iter().map(String::as_str).chain([&*syntax.name]));
        let words = known.filter(|name| !name.contains(char::is_whitespace)).chain(PLAIN.iter().copied());
        let mut words: Vec<String> = words.map(str::to_lowercase).collect();
        words.sort();
        return Highlighted::Unknown(did_you_mean(language, words.iter().map(String::as_str)));
    };
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, STYLE);
    for line in LinesWithEndings::from(code) {
        if generator.parse_html_for_line_which_includes_newline(line).is_err() {
            return Highlighted::Plain;
        }
    }
    Highlighted::Html(generator.finalize())
}
