//! A site made with what the last run left is the same as one made anew, whatever was changed between the two.

use std::collections::BTreeMap;
use std::sync::Mutex;

use jiff::civil::date;
use loggia::collect::Publication;
use loggia::diagnostic::Checked;
use loggia::pipeline::{self, Memo, Options, Site};
use loggia::render::Rendered;
use loggia::source::Sources;

type Files = BTreeMap<String, String>;

const CONFIG: &str = r#"
title = "Wells"
description = "What we fund"
base_url = "https://example.org/"
language = "en"
languages = ["fr"]
themes = ["mine", "gallery"]

[help]
text = "Help is there."
label = "Find help"
link = "projects/well.md#where"

[[facets]]
field = "regions"
singular = "Region"
plural = "Regions"
terms = "use"
"#;

fn start() -> Files {
    let project = |title: &str, region: &str, body: &str| {
        format!("+++\ntitle = \"{title}\"\nsummary = \"What {title} does.\"\nregions = [\"{region}\"]\n+++\n\n{body}\n")
    };
    [
        ("content/site.toml", CONFIG.to_owned()),
        ("content/projects/well.md", project("Well", "North", "## Where\n\nWater. See [the road](road.md#how).")),
        ("content/projects/road.md", project("Road", "South", "## How\n\nBy hand, in {{ projects }} projects.")),
        ("content/projects/bridge.md", project("Bridge", "North", "Over the river, to [the well](well.md#where).")),
        ("themes/mine/theme.toml", String::new()),
    ]
    .map(|(path, text)| (path.to_owned(), text))
    .into()
}

/// Every file of the site, and every message.
type Outcome = (BTreeMap<String, Vec<u8>>, Vec<String>);

/// What a preview keeps from one change to the next.
#[derive(Default)]
struct Kept {
    memo: Memo,
    last: Option<(Files, Sources)>,
}

fn read(files: &Files, kept: &mut Kept) -> Checked<Sources> {
    let mut read = Sources::in_memory(files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())));
    if let Some((last_files, last)) = &kept.last {
        let below = |files: &Files, folder: &str| -> Files {
            files.clone().into_iter().filter(|(path, _)| path.starts_with(folder)).collect()
        };
        // As when only the changed files are read again.
        if below(files, "themes/") == below(last_files, "themes/") {
            read.value.themes = last.themes.clone();
        }
        if below(files, "assets/") == below(last_files, "assets/") {
            read.value.assets = last.assets.clone();
        }
    }
    kept.last = Some((files.clone(), read.value.clone()));
    read
}

fn make(files: &Files, kept: &mut Kept) -> (Option<Site>, Outcome) {
    let publication = Publication { on: date(2026, 1, 1), drafts: false };
    let options = Options { publication, base: None, preview: None };
    let Checked { value: sources, diagnostics: mut found } = read(files, kept);
    let site = pipeline::assemble(&sources, &options, &mut kept.memo).take(&mut found);
    let written = Mutex::new(BTreeMap::new());
    if let Some(site) = &site {
        found.extend(pipeline::inspect(site));
        found.extend(pipeline::render(site, &|planned, rendered| {
            let bytes = match rendered {
                Rendered::Bytes(bytes) => bytes,
                Rendered::Shared(bytes) => bytes.to_vec(),
                Rendered::Picture(picture) => picture.svg,
                Rendered::Index(index) => index.mark().to_string().into_bytes(),
                Rendered::File(path) => path.display().to_string().into_bytes(),
            };
            written.lock().expect("no panic").insert(planned.route.output(), bytes);
            Ok(())
        }));
    }
    let messages = pipeline::in_order(found).iter().map(|one| format!("{one:?}")).collect();
    (site, (written.into_inner().expect("no panic"), messages))
}

fn replace(files: &mut Files, path: &str, from: &str, to: &str) {
    let text = files.get_mut(path).expect("the file");
    assert!(text.contains(from), "{path} has no {from}");
    *text = text.replace(from, to);
}

#[test]
fn a_site_made_with_a_memo_is_the_same_as_one_made_anew() {
    const WELL: &str = "content/projects/well.md";
    const ROAD: &str = "content/projects/road.md";
    type Change<'a> = &'a dyn Fn(&mut Files);
    let steps: &[(&str, Change)] = &[
        ("nothing", &|_| ()),
        ("a body", &|files| replace(files, WELL, "Water.", "Clear water.")),
        ("a heading that is linked to", &|files| replace(files, ROAD, "## How", "## In what way")),
        ("the heading mended", &|files| replace(files, ROAD, "## In what way", "## How")),
        ("the first code", &|files| replace(files, WELL, "## Where", "```rust\nfn dig() {}\n```\n\n## Where")),
        ("the code gone", &|files| replace(files, WELL, "```rust\nfn dig() {}\n```\n\n", "")),
        ("a heading that every page leads to", &|files| replace(files, WELL, "## Where", "## Whereabouts")),
        ("that heading mended", &|files| replace(files, WELL, "## Whereabouts", "## Where")),
        ("a title", &|files| replace(files, ROAD, "title = \"Road\"", "title = \"Zebra crossing\"")),
        ("a term", &|files| replace(files, ROAD, "\"South\"", "\"East\"")),
        ("a body and front matter", &|files| {
            replace(files, WELL, "Clear", "Cold");
            replace(files, ROAD, "\"East\"", "\"West\"");
        }),
        ("a draft", &|files| replace(files, WELL, "+++\ntitle", "+++\ndraft = true\ntitle")),
        ("the draft's body", &|files| replace(files, WELL, "Cold", "Warm")),
        ("the draft published", &|files| replace(files, WELL, "draft = true\n", "")),
        ("broken front matter", &|files| replace(files, WELL, "summary", "summry")),
        ("mended front matter", &|files| replace(files, WELL, "summry", "summary")),
        ("a new page", &|files| drop(files.insert("content/about.md".into(), "nowhere".into()))),
        ("and gone", &|files| drop(files.remove("content/about.md"))),
        ("a translation", &|files| {
            let text = "+++\ntitle = \"Puits\"\nsummary = \"Un puits.\"\n+++\n\nDe l’eau.\n";
            files.insert("content/projects/well.fr.md".into(), text.into());
        }),
        ("the translation's body", &|files| replace(files, "content/projects/well.fr.md", "De l’eau", "Eau")),
        ("a page less", &|files| drop(files.remove("content/projects/bridge.md"))),
        ("a template", &|files| drop(files.insert("themes/mine/templates/404.html".into(), "lost".into()))),
        ("a word of the theme", &|files| {
            files.insert("themes/mine/i18n/en.toml".into(), "skip = \"Go on\"\n".into());
        }),
        ("the configuration", &|files| replace(files, "content/site.toml", "Wells", "Wells and roads")),
        ("an asset", &|files| drop(files.insert("assets/map.txt".into(), "here".into()))),
        ("a link to the asset", &|files| replace(files, WELL, "Warm water", "[Warm water](../../assets/map.txt)")),
        ("the asset gone", &|files| drop(files.remove("assets/map.txt"))),
    ];
    let mut files = start();
    let mut kept = Kept::default();
    let (_, (pages, found)) = make(&files, &mut kept);
    assert!(pages.contains_key("projects/well/index.html"), "{found:?}");
    for (step, change) in steps {
        change(&mut files);
        let (_, with_memo) = make(&files, &mut kept);
        let (_, anew) = make(&files, &mut Kept::default());
        assert_eq!(with_memo.1, anew.1, "messages after {step}");
        let paths = |outcome: &Outcome| outcome.0.keys().cloned().collect::<Vec<_>>();
        assert_eq!(paths(&with_memo), paths(&anew), "files after {step}");
        for (path, bytes) in &with_memo.0 {
            assert!(anew.0[path] == *bytes, "{path} after {step}");
        }
    }
}

/// What makes an edit show at once in a large portfolio.
#[test]
fn a_change_of_a_body_leaves_the_plan_as_it_is() {
    let mut files = start();
    let mut kept = Kept::default();
    let (first, _) = make(&files, &mut kept);
    replace(&mut files, "content/projects/well.md", "Water.", "Clear water.");
    let (second, (pages, _)) = make(&files, &mut kept);
    let (Some(first), Some(second)) = (first, second) else { panic!("no site") };
    assert!(std::ptr::eq(first.plan(), second.plan()));
    assert!(String::from_utf8_lossy(&pages["projects/well/index.html"]).contains("Clear water."));

    replace(&mut files, "content/projects/well.md", "title = \"Well\"", "title = \"Pump\"");
    let (third, _) = make(&files, &mut kept);
    assert!(!std::ptr::eq(third.expect("a site").plan(), second.plan()));
}

/// Browsers keep a style sheet under its address, so that is another one as soon as anything in it is.
#[test]
fn a_style_sheet_has_another_address_when_a_part_of_it_changes() {
    let address = |files: &Files| {
        let (_, (pages, _)) = make(files, &mut Kept::default());
        let page = String::from_utf8_lossy(&pages["projects/well/index.html"]).into_owned();
        let start = page.find("/static/gallery.css?v=").expect("the style sheet");
        page[start..].split('"').next().unwrap_or_default().to_owned()
    };
    let mut files = start();
    let first = address(&files);
    assert_eq!(address(&files), first);
    files.insert("themes/mine/templates/styles/grants.css".into(), ".grants { margin: 0 }\n".into());
    let second = address(&files);
    assert_ne!(second, first);
    replace(&mut files, "themes/mine/templates/styles/grants.css", "0", "1px");
    assert_ne!(address(&files), second);
    let third = address(&files);
    replace(&mut files, "content/site.toml", "[[facets]]", "[theme]\naccent = \"#0b5d45\"\n\n[[facets]]");
    assert_ne!(address(&files), third);
}
