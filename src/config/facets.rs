//! `[[facets]]`: the ways in which the programme sorts its projects. A facet is nothing but such an entry.

use std::sync::Arc;

use super::Localised;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::fields::{Fields, Located};
use crate::language::{LONGEST_SLUG, slug};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetConfig {
    /// The key in a project's front matter.
    pub field: String,
    /// The folder of its term pages, and the first part of its addresses.
    pub folder: Arc<str>,
    pub singular: Localised,
    pub plural: Localised,
    /// May a project have several terms?
    pub many: bool,
    pub required: bool,
    pub vocabulary: Vocabulary,
    pub order: Order,
    /// The number of the facet whose terms enclose this one's.
    pub within: Option<usize>,
    /// Shown on the cards of lists.
    pub card: bool,
    /// Its terms are organisations, which structured data says.
    pub organisations: bool,
    /// How its terms are shown, if the site says.
    pub show: Option<Show>,
    /// How figures in prose may name it: field, folder, singular and plural.
    pub aliases: Vec<String>,
}

/// Where a facet's terms come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vocabulary {
    /// Each term is a page in the facet's folder; a project names its file.
    Pages,
    /// A term comes into being when a project names it.
    Use,
    /// ISO 3166-1 alpha-2 codes.
    Countries,
}

/// How a facet's terms are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    Timeline,
    Cards,
    AToZ,
    List,
}

impl Show {
    const ALL: [(&str, Show); 4] =
        [("timeline", Show::Timeline), ("cards", Show::Cards), ("a-to-z", Show::AToZ), ("list", Show::List)];

    pub fn word(self) -> &'static str {
        Show::ALL.iter().find(|(_, show)| *show == self).map_or("", |(word, _)| word)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order {
    Name,
    /// The slugs in the order of `listed`; others follow by name.
    Listed(Vec<Located<String>>),
    /// Most projects first.
    Projects,
    /// A key of the term's front matter: `year`, `grants`, `amount` or one of `extra`.
    Key {
        key: Located<String>,
        descending: bool,
    },
}

/// Keys of a project's front matter that a facet can't take, and columns of its tables and data.
const TAKEN: [&str; 24] = [
    "title",
    "summary",
    "partners",
    "status",
    "start",
    "end",
    "amount",
    "amount_up_to",
    "currency",
    "links",
    "documents",
    "image",
    "featured",
    "draft",
    "publish",
    "expires",
    "updated",
    "aliases",
    "extra",
    "projects",
    "id",
    "url",
    "inferred",
    "dates",
];
/// Folders that a facet can't take: those of content, and the first parts of addresses that a site has anyway.
const FOLDERS: [&str; 9] = ["projects", "pages", "page", "assets", "explore", "map", "search", "share", "static"];

const EXAMPLE: &str = "[[facets]]\nfield = \"regions\"\nsingular = \"Region\"\nplural = \"Regions\"";

pub fn read(fields: &Fields<'_, '_>, tags: &[&str]) -> Vec<FacetConfig> {
    let mut facets: Vec<(FacetConfig, Option<Located<String>>)> = Vec::new();
    // With mistakes of their own, of which all has been said.
    let mut faulty: Vec<String> = Vec::new();
    for table in fields.tables("facets", EXAMPLE) {
        let facet = read_one(&table, tags, &facets);
        table.finish();
        match facet {
            Some(facet) => facets.push(facet),
            None => faulty.extend(table.free("field").and_then(|field| Some(field.as_str()?.to_owned()))),
        }
    }
    let fields_of: Vec<String> = facets.iter().map(|(facet, _)| facet.field.clone()).collect();
    let mut resolved = Vec::with_capacity(facets.len());
    for (number, (mut facet, within)) in facets.into_iter().enumerate() {
        if let Some(within) = within {
            match fields_of.iter().position(|field| *field == within.value) {
                Some(outer) if outer != number => facet.within = Some(outer),
                None if faulty.contains(&within.value) => {}
                _ => fields.report(
                    Diagnostic::error("unknown-facet", format!("there is no other facet \"{}\" here", within.value))
                        .at(fields.locate(within.range))
                        .hints(did_you_mean(
                            &within.value,
                            fields_of.iter().map(String::as_str).filter(|other| *other != facet.field),
                        ))
                        .hint("`within` takes the `field` of another facet"),
                ),
            }
        }
        resolved.push(facet);
    }
    resolved
}

fn read_one(
    table: &Fields<'_, '_>,
    tags: &[&str],
    before: &[(FacetConfig, Option<Located<String>>)],
) -> Option<(FacetConfig, Option<Located<String>>)> {
    let field = table.required_text("field", "the key that projects use, such as \"regions\"");
    let singular = Localised::required(table, "singular", tags, "the name of one, such as \"Region\"");
    let plural = Localised::required(table, "plural", tags, "the name of several, such as \"Regions\"");
    let folder = table.text("folder");
    let many = one_of(table, "values", &[("many", true), ("one", false)]).unwrap_or(true);
    let required = table.boolean("required").unwrap_or(false);
    let card = table.boolean("card").unwrap_or(true);
    let organisations = table.boolean("organisations").unwrap_or(false);
    let vocabulary = one_of(
        table,
        "terms",
        &[("pages", Vocabulary::Pages), ("use", Vocabulary::Use), ("countries", Vocabulary::Countries)],
    )
    .unwrap_or(Vocabulary::Pages);
    let order = read_order(table);
    let show = one_of(table, "show", &Show::ALL);
    let within = table.text("within");
    let field = field?;
    let mut fit = check_name(table, "field", &field, &TAKEN);
    // Pages in further languages stand below their tags.
    let lower: Vec<String> = tags.iter().map(|tag| tag.to_lowercase()).collect();
    let folders: Vec<&str> = FOLDERS.into_iter().chain(lower.iter().skip(1).map(String::as_str)).collect();
    // A facet without a folder of its own has the field's name for it.
    let folder = match folder {
        Some(folder) => {
            fit &= check_name(table, "folder", &folder, &folders);
            folder
        }
        None => {
            fit = fit && check_name(table, "field", &field, &folders);
            field.clone()
        }
    };
    for (other, _) in before {
        let (key, twice) = match (other.field == field.value, *other.folder == *folder.value) {
            (true, _) => ("field", &field),
            (_, true) => ("folder", &folder),
            _ => continue,
        };
        table.report(
            Diagnostic::error(
                "duplicate-facet",
                format!("a facet with the {key} \"{}\" was listed before", twice.value),
            )
            .at(table.locate(twice.range.clone()))
            .hint("two facets need different `field` and `folder`"),
        );
        fit = false;
        break;
    }
    let (singular, plural) = (singular?, plural?);
    if !fit {
        return None;
    }
    let mut aliases = vec![field.value.clone(), folder.value.clone(), slug(singular.get(0)), slug(plural.get(0))];
    aliases.sort();
    aliases.dedup();
    let folder: Arc<str> = folder.value.into();
    let facet = FacetConfig {
        field: field.value,
        folder,
        singular,
        plural,
        many,
        required,
        vocabulary,
        order,
        within: None,
        card,
        organisations,
        show,
        aliases,
    };
    Some((facet, within))
}

/// The key names a front-matter key and a part of addresses: letters, digits, `-` and `_`.
fn check_name(table: &Fields<'_, '_>, key: &str, name: &Located<String>, taken: &[&str]) -> bool {
    let well_formed = name.value.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_')
        && !name.value.is_empty();
    let complaint = if !well_formed {
        Some((
            format!("`{key}` may only have small letters, digits, \"-\" and \"_\""),
            format!("for example: {key} = \"regions\""),
        ))
    } else if name.value.len() > LONGEST_SLUG {
        Some((
            format!("`{key}` is too long: as part of an address it may have {LONGEST_SLUG} letters"),
            format!("for example: {key} = \"regions\""),
        ))
    } else if taken.contains(&name.value.as_str()) {
        let hint = format!("choose another name, such as {key} = \"our-{}\"", name.value);
        Some((format!("\"{}\" is taken: Loggia uses it itself", name.value), hint))
    } else {
        None
    };
    let Some((message, hint)) = complaint else { return true };
    table.report(Diagnostic::error("facet-name", message).at(table.locate(name.range.clone())).hint(hint));
    false
}

fn one_of<T: Copy>(table: &Fields<'_, '_>, key: &str, choices: &[(&str, T)]) -> Option<T> {
    let text = table.text(key)?;
    if let Some((_, value)) = choices.iter().find(|(name, _)| *name == text.value) {
        return Some(*value);
    }
    let names: Vec<String> = choices.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    table.report(
        Diagnostic::error("choice", format!("`{key}` can't be \"{}\"", text.value))
            .at(table.locate(text.range))
            .hint(format!("write one of {}", names.join(", "))),
    );
    None
}

fn read_order(table: &Fields<'_, '_>) -> Order {
    let listed = table.texts("listed");
    let descending = table.boolean("descending").unwrap_or(false);
    let order = table.text("order");
    let Some(key) = order else {
        return if listed.is_empty() { Order::Name } else { Order::Listed(listed) };
    };
    match key.value.as_str() {
        "listed" => Order::Listed(listed),
        "name" => Order::Name,
        "projects" => Order::Projects,
        _ => Order::Key { key, descending },
    }
}
