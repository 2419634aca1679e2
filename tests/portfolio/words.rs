//! How the pages are written: as long as they should be, in words of their own, and with care.

use std::collections::HashSet;

use loggia::model::{Document, Text};

use crate::facts::{facts, source};
use crate::site::{WITH_DRAFTS, texts};

/// Words on a project's page.
const LENGTH: std::ops::RangeInclusive<usize> = 80..=250;

/// So many words in a row that stand in the source too are no longer one's own.
const RUN: usize = 9;

/// Runs that stand in the source and may: the text as it is compared, and why.
const MAY_BE_SHARED: &[(&str, &str)] = &[
    ("unicef dominican republic and plan international dominican republic have", "two organisations"),
    ("the centre of research and education in forensic psychology", "a centre's name"),
    ("d i s c o v e r project", "the project's name"),
    ("the south asian initiative to end violence against children saievac used", "the grantee's name"),
    (
        "an online course prevention of sexual violence against children and adolescents in online environments",
        "the course's name",
    ),
    ("the irish society for the prevention of cruelty to children ispcc", "an organisation's name"),
    (
        "unicef bosnia and herzegovina save the children and international forum of solidarity emmaus",
        "three organisations",
    ),
];

/// Words that hurt or judge (the Luxembourg Guidelines say why), and words of praise.
const UNCARING: [&str; 19] = [
    "child pornography",
    "child porn",
    "child prostitution",
    "child prostitute",
    "child prostitutes",
    "predator",
    "predators",
    "paedophile",
    "paedophiles",
    "pedophile",
    "pedophiles",
    "kids",
    "kiddie",
    "heinous",
    "sex with children",
    "cutting edge",
    "holistic",
    "leverage",
    "fight against",
];

/// Names that have such a word in them.
const NAMES: [&str; 1] = ["global kids online"];

#[track_caller]
fn none(problems: Vec<String>) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

fn document(text: &Text) -> &'static Document {
    WITH_DRAFTS.site.view().document(text)
}

/// The text of a page without its facts, the addresses of its links, and figures.
fn prose(text: &Text) -> String {
    let body = document(text).file.text.splitn(3, "+++").nth(2).unwrap_or_default();
    let mut prose = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = ["](", "{{"].iter().filter_map(|start| rest.find(start)).min() {
        prose.push_str(&rest[..at]);
        prose.push(' ');
        let end = if rest[at..].starts_with("](") { ")" } else { "}}" };
        rest = rest[at..].find(end).map_or("", |length| &rest[at + length + end.len()..]);
    }
    prose + rest
}

/// Words as they are compared: in small letters, without marks.
fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace('’', "'");
    text.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '_'))
        .map(|word| word.trim_matches('\'').to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

#[test]
fn project_pages_are_neither_stubs_nor_reports() {
    let mut problems = Vec::new();
    for project in &WITH_DRAFTS.site.portfolio().projects {
        let text = project.texts[0].as_ref().expect("a text");
        let length = words(&prose(text)).len();
        if !LENGTH.contains(&length) {
            problems.push(format!("{}: {length} words, not {LENGTH:?}", text.path));
        }
    }
    none(problems);
}

#[test]
fn pages_are_in_words_of_their_own() {
    let (Some(source), Some(facts)) = (source(), facts()) else { return };
    let source = words(source);
    let runs: HashSet<&[String]> = source.windows(RUN).collect();
    let names: Vec<Vec<String>> = facts
        .projects
        .iter()
        .flat_map(|project| project.grantee.iter().chain(&project.partners))
        .map(|name| words(name))
        .collect();
    let mut problems = Vec::new();
    for text in texts() {
        for part in [&*prose(text), &**text.summary()] {
            let own = words(part);
            for shared in shared_runs(&own, &runs) {
                let is_name = names.iter().any(|name| name.windows(shared.len()).any(|window| window == shared));
                let said = shared.join(" ");
                if !is_name && !MAY_BE_SHARED.iter().any(|(allowed, _)| *allowed == said) {
                    problems.push(format!("{}: as in the source: {said}", text.path));
                }
            }
        }
    }
    none(problems);
}

/// The longest stretches whose every run of [`RUN`] words is among the source's.
fn shared_runs<'a>(own: &'a [String], runs: &HashSet<&[String]>) -> Vec<&'a [String]> {
    let mut shared: Vec<&[String]> = Vec::new();
    let mut start = None;
    for at in 0..=own.len().saturating_sub(RUN) {
        let hit = own.get(at..at + RUN).is_some_and(|window| runs.contains(window));
        match (hit, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                shared.push(&own[from..at + RUN - 1]);
                start = None;
            }
            _ => {}
        }
    }
    shared.extend(start.map(|from| &own[from..]));
    shared
}

#[test]
fn what_may_be_shared_still_is() {
    let Some(source) = source() else { return };
    let source = words(source).join(" ");
    for (run, reason) in MAY_BE_SHARED {
        assert!(source.contains(run), "the source does not say \"{run}\" ({reason}): take it out");
        let says = |text: &&Text| words(&format!("{} {}", prose(text), text.summary())).join(" ").contains(run);
        assert!(texts().iter().any(says), "no page says \"{run}\": take it out");
    }
}

#[test]
fn pages_choose_their_words_with_care() {
    let mut problems = Vec::new();
    for text in texts() {
        // The whole file, front matter included.
        let said = format!(" {} ", words(&document(text).file.text).join(" "));
        let said = NAMES.iter().fold(said, |said, name| said.replace(name, ""));
        let found = UNCARING.iter().filter(|word| said.contains(&format!(" {word} ")));
        problems.extend(found.map(|word| format!("{}: \"{word}\"", text.path)));
    }
    none(problems);
}

#[test]
fn the_terms_of_the_field_are_spelt_out() {
    let mut problems = Vec::new();
    for text in texts() {
        let plain = prose(text).to_lowercase();
        if let Some(short) = plain.find("csam")
            && plain.find("child sexual abuse material").is_none_or(|long| long > short)
        {
            problems.push(format!("{}: CSAM before it is spelt out", text.path));
        }
    }
    none(problems);
}

#[test]
fn the_test_for_shared_words_can_fail() {
    let source = words("One two three four five six seven eight nine ten, and so on.");
    let runs: HashSet<&[String]> = source.windows(RUN).collect();
    let own = words("He said: two, three “four” five six seven eight nine ten! But no more of one two.");
    assert_eq!(shared_runs(&own, &runs), [&own[2..11]]);
    assert!(shared_runs(&words("two three four"), &runs).is_empty());
}
