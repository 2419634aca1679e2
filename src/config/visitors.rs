//! What a site offers its visitors beside its content: help, a way to leave quickly, a newsletter, social links.
//! All of it is optional.

use crate::diagnostic::Diagnostic;
use crate::fields::{Fields, Located};
use crate::model::Base;

use super::{Localised, address_fault};

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Visitors {
    pub help: Option<Help>,
    /// Where the button "Leave this page" leads.
    pub leave: Option<String>,
    pub newsletter: Option<Newsletter>,
    pub social: Vec<Social>,
}

/// A notice on every page that says where to find help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Help {
    pub text: Localised,
    pub label: Localised,
    /// An address, or the file of a page, seen from `content/`.
    pub link: Located<String>,
}

/// A form that any provider of newsletters takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newsletter {
    pub title: Option<Localised>,
    pub text: Option<Localised>,
    /// Where the form is sent.
    pub action: String,
    /// The name under which the provider expects the address.
    pub field: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Social {
    pub name: String,
    pub url: String,
}

impl Visitors {
    pub fn read(fields: &Fields<'_, '_>, tags: &[&str], base: Option<&Base>) -> Visitors {
        Visitors {
            help: fields.table("help").and_then(|table| help(table, tags, base)),
            leave: fields.table("leave").and_then(leave),
            newsletter: fields.table("newsletter").and_then(|table| newsletter(table, tags)),
            social: fields
                .tables("social", "[[social]] with a name and a url")
                .into_iter()
                .filter_map(social)
                .collect(),
        }
    }
}

fn help(table: Fields<'_, '_>, tags: &[&str], base: Option<&Base>) -> Option<Help> {
    let text = Localised::required(&table, "text", tags, "one sentence for those who need help");
    let label = Localised::required(&table, "label", tags, "the words of the link, such as \"Find help\"");
    let link = table.required_text("link", "where help is found: an address, or a page such as \"pages/help.md\"");
    table.finish();
    let mut link = link?;
    if let Some(path) = base.and_then(|base| base.below(&link.value)) {
        link.value = path;
    }
    Some(Help { text: text?, label: label?, link })
}

fn leave(table: Fields<'_, '_>) -> Option<String> {
    let address = address(&table, "address", "an everyday page to leave to, such as \"https://www.bbc.com/weather\"");
    table.finish();
    address
}

fn newsletter(table: Fields<'_, '_>, tags: &[&str]) -> Option<Newsletter> {
    let title = Localised::read(&table, "title", tags);
    let text = Localised::read(&table, "text", tags);
    let action = address(&table, "action", "the address that your provider's form is sent to");
    let field = table.text("field").map_or_else(|| "email".to_owned(), |field| field.value);
    table.finish();
    Some(Newsletter { title, text, action: action?, field })
}

fn social(table: Fields<'_, '_>) -> Option<Social> {
    let name = table.required_text("name", "what the link says, such as \"Mastodon\"");
    let url = address(&table, "url", "the full address of your page there");
    table.finish();
    Some(Social { name: name?.value, url: url? })
}

/// A full web address; any other would be taken for a path of the site.
fn address(table: &Fields<'_, '_>, key: &str, what: &str) -> Option<String> {
    full_address(table, key, table.required_text(key, what)?, what)
}

/// The text of `key`, if it is one.
pub(super) fn full_address(table: &Fields<'_, '_>, key: &str, text: Located<String>, what: &str) -> Option<String> {
    let fault = address_fault(&text.value);
    let is_web = text.value.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("http"));
    if fault.is_none() && is_web {
        return Some(text.value);
    }
    let better = fault.filter(|fault| fault.better.is_some()).map(|fault| fault.hint());
    table.report(
        Diagnostic::error("address", format!("`{key}` is \"{}\", which is not a full web address", text.value))
            .at(table.locate(text.range))
            .hints(better)
            .hint(format!("write {what}, beginning with https://")),
    );
    None
}
