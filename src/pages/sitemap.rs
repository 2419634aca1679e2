//! `sitemap.xml`: every page for people, with its translations.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, Event};

use super::xml::{Written, element};
use super::{Content, Generator, Plan, Planned, Scope};
use crate::diagnostic::Diagnostic;
use crate::model::{Route, Subject};
use crate::view::View;

pub struct Sitemap;

/// The most addresses that one file may list (sitemaps.org).
const MOST: usize = 50_000;

impl Generator for Sitemap {
    fn plan(&self, _: &Scope<'_>, pages: &mut Vec<Planned>) {
        let listed = pages.iter().filter(|planned| planned.listed).count();
        let parts = listed.div_ceil(MOST).max(1);
        pages.push(Planned::new(Route::file("sitemap.xml"), 0, Subject::Site).unlisted().page(if parts > 1 {
            0
        } else {
            1
        }));
        if parts > 1 {
            for part in 1..=parts {
                let route = Route::file(&format!("sitemap-{part}.xml"));
                pages.push(Planned::new(route, 0, Subject::Site).unlisted().page(part));
            }
        }
    }

    fn content(&self, view: &View<'_>, plan: &Plan, planned: &Planned) -> Result<Content, Box<Diagnostic>> {
        let listed: Vec<&Planned> = plan.pages.iter().filter(|planned| planned.listed).collect();
        let written = if planned.page == 0 {
            index(view, listed.len().div_ceil(MOST))
        } else {
            let from = (planned.page - 1) * MOST;
            part(view, &listed[from.min(listed.len())..(from + MOST).min(listed.len())])
        };
        written
            .map(Content::Bytes)
            .map_err(|error| Box::new(Diagnostic::error("sitemap", format!("the sitemap can't be written: {error}"))))
    }
}

const NAMESPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");

fn part(view: &View<'_>, listed: &[&Planned]) -> Written<Vec<u8>> {
    let mut xml = Writer::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let many = view.config().languages.len() > 1;
    let mut set = BytesStart::new("urlset").with_attributes([NAMESPACE]);
    if many {
        set.push_attribute(("xmlns:xhtml", "http://www.w3.org/1999/xhtml"));
    }
    xml.write_event(Event::Start(set))?;
    for planned in listed {
        xml.write_event(Event::Start(BytesStart::new("url")))?;
        element(&mut xml, "loc", &view.config().base.url(&planned.route))?;
        if let Some(changed) = view.at(planned.language).last_modified(&planned.subject) {
            element(&mut xml, "lastmod", &changed.to_string())?;
        }
        if many && planned.page == 1 {
            for translation in view.translations(&planned.subject) {
                let link = BytesStart::new("xhtml:link").with_attributes([
                    ("rel", "alternate"),
                    ("hreflang", translation.language.as_str()),
                    ("href", translation.url.as_str()),
                ]);
                xml.write_event(Event::Empty(link))?;
            }
        }
        xml.write_event(Event::End(BytesEnd::new("url")))?;
    }
    xml.write_event(Event::End(BytesEnd::new("urlset")))?;
    Ok(xml.into_inner())
}

fn index(view: &View<'_>, parts: usize) -> Written<Vec<u8>> {
    let mut xml = Writer::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.write_event(Event::Start(BytesStart::new("sitemapindex").with_attributes([NAMESPACE])))?;
    for part in 1..=parts {
        xml.write_event(Event::Start(BytesStart::new("sitemap")))?;
        element(&mut xml, "loc", &view.config().base.url(&Route::file(&format!("sitemap-{part}.xml"))))?;
        xml.write_event(Event::End(BytesEnd::new("sitemap")))?;
    }
    xml.write_event(Event::End(BytesEnd::new("sitemapindex")))?;
    Ok(xml.into_inner())
}
