//! Front matter: the TOML between two lines of `+++` at the top of a page.
//!
//! [`split`] finds it, [`read`] checks it field by field. What kind of page it is decides which keys may stand;
//! everything that needs the other pages (is this term known?) is left to the collect stage.

use std::ops::Range;
use std::sync::Arc;

use super::amount::read_amount;
use super::{alias, own};
use crate::config::{Config, Vocabulary};
use crate::diagnostic::{Checked, Diagnostic, Location, TextFile, did_you_mean};
use crate::fields::{self, Fields, Located, quoted};
use crate::language::Language;
use crate::model::{
    Base, Common, Facts, Front, Image, LinkedPage, Menu, PageFacts, Place, ProjectFacts, RawTag, Status, TermFacts,
};

/// What messages call it.
pub const WHAT: &str = "front matter";
const FENCE: &str = "+++";
/// Keys that say whether and when a page is shown: one that is overlooked publishes what should not be.
const WHEN_SHOWN: [&str; 3] = ["draft", "publish", "expires"];
const EXAMPLE: &str = "the file starts like this: +++, then title = \"…\" and the other facts, then +++, then the text";

/// The bytes of the front matter and the start of the body.
pub fn split(file: &TextFile) -> Checked<Option<(Range<usize>, usize)>> {
    let text = &*file.text;
    let first_line = text.lines().next().unwrap_or("");
    if first_line.trim_end() != FENCE {
        let diagnostic =
            Diagnostic::error("no-front-matter", "the page does not start with its facts between two lines of +++");
        let diagnostic = match nearly_fence(file, 0..first_line.len()) {
            Some((place, what, way_out)) => {
                Diagnostic { message: format!("the first line of +++ {what}"), ..diagnostic }.at(place).hint(way_out)
            }
            None => diagnostic.at(file.locate(0..first_line.len())).hint(EXAMPLE),
        };
        return Checked::new(
            None,
            vec![match first_line.trim_end() == "---" {
                true => diagnostic.hint("lines of --- hold YAML; Loggia reads TOML between lines of +++"),
                false => diagnostic,
            }],
        );
    }
    let start = text.find('\n').map_or(text.len(), |at| at + 1);
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == FENCE {
            return Checked::new(Some((start..at, at + line.len())), Vec::new());
        }
        at += line.len();
    }
    Checked::new(None, vec![never_closed(file, start)])
}

fn never_closed(file: &TextFile, start: usize) -> Diagnostic {
    let message = "the front matter is never closed: its second line of +++";
    let mut at = start;
    for line in file.text[start..].split_inclusive('\n') {
        if let Some((place, what, way_out)) = nearly_fence(file, at..at + line.len()) {
            return Diagnostic::error("front-matter-open", format!("{message} {what}")).at(place).hint(way_out);
        }
        at += line.len();
    }
    Diagnostic::error("front-matter-open", format!("{message} is missing"))
        .at(file.locate(0..FENCE.len()))
        .hint("put a line +++ between the facts and the text")
}

/// A line that looks like +++ and isn't: where and why, and the way out.
fn nearly_fence(file: &TextFile, line: Range<usize>) -> Option<(Location, String, String)> {
    let text = file.text.get(line.clone())?.trim_end();
    let signs = text.trim_matches(|c: char| c.is_whitespace() || fields::invisible_name(c).is_some());
    if !signs.starts_with("++") || !signs.bytes().all(|byte| byte == b'+') {
        return None;
    }
    let place = |range: Range<usize>| file.locate(line.start + range.start..line.start + range.end);
    if signs != FENCE {
        let way_out = "write three of them, and nothing else, on that line: +++".to_owned();
        return Some((place(0..text.len()), "does not have three signs".to_owned(), way_out));
    }
    let odd = text.char_indices().find_map(|(at, c)| Some((at..at + c.len_utf8(), fields::invisible_name(c)?)));
    match odd {
        Some((range, name)) => {
            Some((place(range), format!("has an invisible character beside it ({name})"), "delete it".to_owned()))
        }
        None => Some((place(0..1), "has blanks before it".to_owned(), "delete them".to_owned())),
    }
}

pub fn read(
    file: &TextFile,
    range: Range<usize>,
    place: &Place,
    translation: bool,
    config: &Config,
) -> Checked<Option<Front>> {
    fields::read(file, range, WHAT, 0..FENCE.len(), |fields| {
        let mut common = read_common(fields, place, &config.own);
        own::in_front(&mut common, &config.own);
        let facts = match place {
            Place::Home | Place::Overview(_) => Facts::None,
            _ if translation => {
                refuse_facts(fields, place, config);
                Facts::None
            }
            Place::Project(_) => Facts::Project(Box::new(read_project(fields, config))),
            Place::Term(folder, _) => Facts::Term(Box::new(read_term(fields, folder, config))),
            Place::Page(_) => Facts::Page(read_page(fields)),
        };
        fields.refuse_below("extra", &WHEN_SHOWN);
        let is_known = match (place, &facts) {
            (Place::Term(folder, _), Facts::Term(facts)) => facts.code.is_some() || !is_of_countries(folder, config),
            _ => true,
        };
        is_known.then_some(Front { common, facts })
    })
}

fn read_common(fields: &Fields<'_, '_>, place: &Place, base: &Base) -> Common {
    let title = fields.required_text("title", "the name of the page");
    let summary = fields.required_text("summary", "one sentence that says what the page is about");
    let picture = |src: &str| Some(format!("image = {{ src = {}, alt = \"…\" }}", quoted(src)));
    let image = fields.table_or("image", picture).and_then(read_image);
    let draft = fields.boolean("draft").unwrap_or(false);
    let publish = fields.date("publish");
    let expires = fields.date("expires");
    if let (Some(publish), Some(expires)) = (&publish, &expires)
        && expires.value <= publish.value
    {
        fields.report(
            Diagnostic::error("dates", "`expires` is not after `publish`, so the page would never be seen")
                .at(fields.locate(expires.range.clone()))
                .hint("set a later date, or take one of the two lines out"),
        );
    }
    let mut aliases = if matches!(place, Place::Home) { Vec::new() } else { fields.texts("aliases") };
    aliases.retain(|alias| alias::is_alias(fields, alias, base));
    let updated = fields.date("updated").map(|date| date.value);
    let links = read_linked(fields, "links");
    let documents = read_linked(fields, "documents");
    let extra = fields.table("extra").and_then(|_| fields.free("extra")).unwrap_or_default();
    Common {
        // Without them nothing is written, but the page takes part, so that all else that is wrong shows too.
        title: title.unwrap_or_default().map(Arc::from),
        summary: summary.unwrap_or_default().map(Arc::from),
        image,
        draft,
        publish: publish.map(|date| date.value),
        expires: expires.map(|date| date.value),
        updated,
        aliases,
        links,
        documents,
        extra: Arc::new(extra),
    }
}

fn read_image(table: Fields<'_, '_>) -> Option<Image> {
    let src = table.required_text("src", "a file in assets/, such as \"assets/office.jpg\"");
    let alt = table.text("alt");
    if alt.is_none() && !table.has("alt") {
        table.report(
            Diagnostic::warning("missing-alt", "the picture has no alternative text")
                .at(table.place())
                .hint("describe it for people who can't see it: alt = \"…\" (alt = \"\" for pure decoration)"),
        );
    }
    let caption = table.text("caption").map(|caption| caption.value);
    table.finish();
    Some(Image { src: src?, alt: alt.map(|alt| alt.value).unwrap_or_default(), caption })
}

fn read_linked(fields: &Fields<'_, '_>, key: &str) -> Vec<LinkedPage> {
    let example =
        format!("{key} = [{{ title = \"Report\", url = \"https://example.org/report.pdf\", language = \"en\" }}]");
    let mut list = Vec::new();
    for table in fields.tables(key, &example) {
        let title = table.required_text("title", "what is behind the link");
        let target = table.required_text("url", "an address, or a file in assets/");
        let language = table.text("language");
        if let Some(language) = &language
            && let Err(message) = Language::exists(&language.value)
        {
            table.report(Diagnostic::error("language", message).at(table.locate(language.range.clone())));
        }
        table.finish();
        if let (Some(title), Some(target)) = (title, target) {
            list.push(LinkedPage { title: title.value, target, language: language.map(|language| language.value) });
        }
    }
    list
}

fn read_project(fields: &Fields<'_, '_>, config: &Config) -> ProjectFacts {
    let start = fields.partial_date("start");
    let end = fields.partial_date("end");
    if let (Some(start), Some(end)) = (&start, &end)
        && end.value.last_day() < start.value.first_day()
    {
        fields.report(
            Diagnostic::error("dates", format!("the end ({}) is before the start ({})", end.value, start.value))
                .at(fields.locate(end.range.clone()))
                .hint("are the two dates swapped?"),
        );
    }
    let may_be_draft = || fields.boolean("draft").unwrap_or_else(|| fields.is_meant("draft"));
    ProjectFacts {
        partners: fields.texts("partners").into_iter().map(|partner| partner.value).collect(),
        tags: config
            .facets
            .iter()
            .map(|facet| {
                let tags = read_tags(fields, &facet.field, facet.many, facet.vocabulary);
                if facet.required && tags.is_empty() && !may_be_draft() {
                    match fields.has(&facet.field) {
                        true => fields.refuse_empty_list(&facet.field, facet.singular.get(0)),
                        false => fields.missing(&facet.field, facet.singular.get(0)),
                    }
                }
                tags
            })
            .collect(),
        status: fields.text("status").and_then(|status| read_status(fields, &status)),
        start: start.map(|start| start.value),
        end: end.map(|end| end.value),
        amount: read_amount(fields),
        featured: fields.boolean("featured").unwrap_or(false),
    }
}

fn read_tags(fields: &Fields<'_, '_>, key: &str, many: bool, vocabulary: Vocabulary) -> Vec<RawTag> {
    let Some(items) = fields.items(key) else { return Vec::new() };
    if !many && (items.many || items.list.len() != 1) {
        let only = items.list.first().filter(|_| items.list.len() == 1).and_then(|item| item.get_ref().as_str());
        let value = quoted(only.unwrap_or("…"));
        fields.report(
            Diagnostic::error("one-value", format!("`{key}` takes one value, not a list"))
                .at(fields.locate(items.whole))
                .hint(format!("write it without square brackets: {key} = {value}")),
        );
        return Vec::new();
    }
    let mut tags: Vec<RawTag> = Vec::with_capacity(items.list.len());
    for item in items.list {
        let tag = match fields.item_table(item) {
            Some(table) => {
                let term = table.required_text("term", "the term");
                let inferred = table.boolean("inferred").unwrap_or(false);
                table.finish();
                term.map(|term| RawTag { term, inferred })
            }
            None => fields.item_text(key, item).map(|term| RawTag { term, inferred: false }),
        };
        let Some(tag) = tag else { continue };
        if tag.term.value.trim().is_empty() {
            fields.report(
                Diagnostic::error("empty", format!("a value of `{key}` is empty")).at(fields.locate(tag.term.range)),
            );
        } else if tags.iter().any(|known| is_same(vocabulary, &known.term.value, &tag.term.value)) {
            fields.report(
                Diagnostic::warning("listed-twice", format!("\"{}\" stands twice in `{key}`", tag.term.value))
                    .at(fields.locate(tag.term.range)),
            );
        } else {
            tags.push(tag);
        }
    }
    tags
}

fn is_same(vocabulary: Vocabulary, one: &str, other: &str) -> bool {
    one == other || vocabulary == Vocabulary::Countries && one.eq_ignore_ascii_case(other)
}

fn read_status(fields: &Fields<'_, '_>, status: &Located<String>) -> Option<Status> {
    let known = Status::ALL.into_iter().find(|known| known.word() == status.value);
    if known.is_none() {
        let words: Vec<String> = Status::ALL.iter().map(|known| format!("\"{}\"", known.word())).collect();
        fields.report(
            Diagnostic::error("status", format!("there is no status \"{}\"", status.value))
                .at(fields.locate(status.range.clone()))
                .hints(did_you_mean(&status.value, Status::ALL.iter().map(|known| known.word())))
                .hint(format!("a project is one of {}", words.join(", "))),
        );
    }
    known
}

fn read_term(fields: &Fields<'_, '_>, folder: &str, config: &Config) -> TermFacts {
    let number = config.facets.iter().position(|facet| *facet.folder == *folder);
    let mut members = Vec::new();
    for (inner, facet) in config.facets.iter().enumerate() {
        if facet.within.is_some() && facet.within == number {
            members.push((inner, fields.texts(&facet.field)));
        }
    }
    TermFacts {
        year: fields.integer("year").map(|year| year.value),
        kind: fields.text("kind").map(|kind| kind.value),
        grants: fields.integer("grants").map(|grants| grants.value),
        amount: read_amount(fields),
        code: is_of_countries(folder, config)
            .then(|| fields.required_text("code", "the country's ISO 3166-1 code, such as \"KE\""))
            .flatten(),
        members,
    }
}

fn is_of_countries(folder: &str, config: &Config) -> bool {
    let facet = config.facets.iter().find(|facet| *facet.folder == *folder);
    facet.is_some_and(|facet| facet.vocabulary == Vocabulary::Countries)
}

fn read_page(fields: &Fields<'_, '_>) -> PageFacts {
    let menu = fields.text("menu").and_then(|menu| match menu.value.as_str() {
        "main" => Some(Menu::Main),
        "footer" => Some(Menu::Footer),
        "both" => Some(Menu::Both),
        other => {
            fields.report(
                Diagnostic::error("menu", format!("there is no menu \"{other}\""))
                    .at(fields.locate(menu.range.clone()))
                    .hint("write menu = \"main\", menu = \"footer\" or menu = \"both\""),
            );
            None
        }
    });
    PageFacts { menu, order: fields.integer("order").map_or(0, |order| order.value) }
}

/// A translation has words of its own; the facts are those of the original.
fn refuse_facts(fields: &Fields<'_, '_>, place: &Place, config: &Config) {
    let of_kind: Vec<&str> = match place {
        Place::Project(_) => ["partners", "status", "start", "end", "amount", "amount_up_to", "currency", "featured"]
            .into_iter()
            .chain(config.facets.iter().map(|facet| facet.field.as_str()))
            .collect(),
        Place::Term(..) => ["year", "kind", "grants", "amount", "amount_up_to", "currency", "code"]
            .into_iter()
            .chain(config.facets.iter().filter(|facet| facet.within.is_some()).map(|facet| facet.field.as_str()))
            .collect(),
        _ => vec!["menu", "order"],
    };
    for key in of_kind {
        if let Some(range) = fields.key_range(key) {
            fields.free(key);
            fields.report(
                Diagnostic::error(
                    "fact-in-translation",
                    format!("`{key}` is a fact, and a translation takes its facts from the original"),
                )
                .at(fields.locate(range))
                .hint("take the line out here, and change it in the file without a language in its name"),
            );
        }
    }
}
