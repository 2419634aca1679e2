//! What to write in place of an HTML tag that is left out.

use super::raw_html::{self, Piece, Tag};
use crate::model::is_external;

const ALLOWED: &str = "allowed are tags for text and structure, such as <details>, <abbr>, <sub> or <div>";

/// The way out for the author of `tag`, which is of `html`.
pub(super) fn of(html: &str, tag: &Tag) -> String {
    let words = match &*tag.name {
        "video" | "source" => "Watch the film",
        "iframe" | "frame" => "Open the page",
        "audio" => "Listen to the interview",
        "object" | "embed" => "Open the report",
        "style" => return "the look of a page is in the theme's style sheet".to_owned(),
        "script" => return "scripts belong in the theme; pages have none of their own".to_owned(),
        "center" | "font" | "big" | "marquee" => {
            return format!("take out <{0}> and </{0}>: the look of a page is in the theme's style sheet", tag.name);
        }
        "form" | "input" | "button" | "select" | "textarea" => {
            return "link to the page that has the form, or to an address for mail: [Write to us](mailto:office@example.org)"
                .to_owned();
        }
        "svg" | "picture" => {
            return "save the picture in assets/, and show it: ![What it shows](../../assets/map.svg)".to_owned();
        }
        _ => return ALLOWED.to_owned(),
    };
    let written = own_address(tag, html).or_else(|| inner_address(html, tag)).unwrap_or_default();
    if let Some(address) = player(&written) {
        return format!("link to it instead: [Watch the film]({address})");
    }
    if let Some(address) = elsewhere(&written) {
        return format!("link to it instead: [{words}]({address})");
    }
    let name = written.split(['?', '#']).next().and_then(|path| path.rsplit('/').next());
    let name = name.filter(|name| name.contains('.') && !name.contains([' ', '(', ')', '<', '>'])).unwrap_or("NAME");
    format!("put the file into assets/, and link to it instead: [{words}](../../assets/{name})")
}

fn own_address(tag: &Tag, html: &str) -> Option<String> {
    let written = tag.value(html, "src").or_else(|| tag.value(html, "data"))?;
    Some(written.trim().replace("&amp;", "&"))
}

/// That of the first `<source>` and the like within.
fn inner_address(html: &str, tag: &Tag) -> Option<String> {
    let inner = &html[tag.range.end..];
    let tags = raw_html::pieces(inner).filter_map(|piece| match piece {
        Piece::Tag(tag) => Some(tag),
        _ => None,
    });
    tags.take_while(|inner| !(inner.closing && inner.name == tag.name)).find_map(|tag| own_address(&tag, inner))
}

/// One of the web, with its scheme.
fn elsewhere(written: &str) -> Option<String> {
    let address = if written.starts_with("//") { format!("https:{written}") } else { written.to_owned() };
    let is_fine = address.starts_with("http") && is_external(&address) && !address.contains([' ', '(', ')', '<', '>']);
    is_fine.then_some(address)
}

/// The page that shows a film whose player is only for frames.
fn player(written: &str) -> Option<String> {
    let behind = |start: &str| {
        let rest = written.split_once(start)?.1;
        rest.split(['?', '/', '&']).next().filter(|name| !name.is_empty())
    };
    let youtube = behind("youtube.com/embed/").or_else(|| behind("youtube-nocookie.com/embed/"));
    let watch = youtube.map(|name| format!("https://www.youtube.com/watch?v={name}"));
    watch.or_else(|| behind("player.vimeo.com/video/").map(|name| format!("https://vimeo.com/{name}")))
}
