//! `site`: what every page says of the whole.

use tera::Value;

use super::site_shapes::{FacetLink, HelpView, NewsletterView, OrganisationView, PageLink, SectionLink, SiteView};
use super::{Outcome, View, explores, policy};
use crate::config::{FacetConfig, Vocabulary};
use crate::model::{Menu, Resolved, Subject};

impl View<'_> {
    /// The shared value, made once for each language.
    pub(crate) fn site(&self) -> Outcome<Value> {
        let cell = &self.cache.sites[self.number];
        Ok(cell.get_or_init(|| Value::from(self.make_site())).clone())
    }

    fn make_site(&self) -> SiteView {
        let in_menu = |wanted: Menu| -> Vec<PageLink> {
            let mut pages: Vec<_> = self
                .portfolio
                .pages
                .iter()
                .enumerate()
                .filter(|(_, page)| page.menu == Some(wanted) || page.menu == Some(Menu::Both))
                .filter_map(|(number, page)| Some((page.order, number, page.texts[self.number].as_ref()?)))
                .collect();
            pages.sort_by_key(|(order, number, _)| (*order, *number));
            let link = |(_, number, text): (i64, usize, &crate::model::Text)| {
                PageLink::new(text.title().to_string(), self.href_of(&Subject::Page(number)))
            };
            pages.into_iter().map(link).collect()
        };
        let visitors = &self.config.visitors;
        let facets = (0..self.config.facets.len()).map(|facet| self.facet_link(facet));
        SiteView {
            title: self.site_title().to_owned(),
            description: self.config.description.get(self.number).to_owned(),
            language: self.language().tag().to_owned(),
            dir: self.language().dir().to_owned(),
            base: self.config.base.path().to_owned(),
            home: self.href_of(&Subject::Home),
            feed: self.href(&self.section().home().beside("feed.xml")),
            projects: SectionLink {
                href: self.href_of(&Subject::Projects),
                count: self.count(&self.portfolio.orders[self.number]),
            },
            facets: facets.filter(|facet| facet.count > 0).collect(),
            explore: explores(self.portfolio, self.theme, self.number).then(|| self.href_of(&Subject::Explore)),
            map: self.map_facet().map(|_| self.href_of(&Subject::Map)),
            menu: in_menu(Menu::Main),
            footer: in_menu(Menu::Footer),
            notice: self.config.notice.as_ref().map(|notice| notice.get(self.number).to_owned()),
            organisation: self.config.organisation.as_ref().map(|organisation| OrganisationView {
                name: organisation.name.clone(),
                url: organisation.url.clone(),
            }),
            help: self.help(),
            leave: visitors.leave.clone(),
            newsletter: visitors.newsletter.as_ref().map(|newsletter| NewsletterView {
                title: newsletter.title.as_ref().map(|title| title.get(self.number).to_owned()),
                text: newsletter.text.as_ref().map(|text| text.get(self.number).to_owned()),
                action: newsletter.action.clone(),
                field: newsletter.field.clone(),
            }),
            social: visitors
                .social
                .iter()
                .map(|social| PageLink::new(social.name.clone(), social.url.clone()))
                .collect(),
            policy: policy::policy(self.config, false),
            search: self.search(),
            icons: self.icons(),
            settings: Value::from_serializable(self.theme.settings()),
            preview: self.preview,
        }
    }

    /// A link that leads nowhere is complained of by the check of settings.
    fn help(&self) -> Option<HelpView> {
        let help = self.config.visitors.help.as_ref()?;
        // Without its anchor, which is in a body: what every page shares doesn't depend on bodies.
        let link = &help.link.value;
        let (page, anchor) = link.split_at(link.find('#').unwrap_or(link.len()));
        let href = match self.targets.resolve_setting(self.documents, page, self.number) {
            Resolved::Page { route, rest } => self.href(&route) + &rest + anchor,
            Resolved::Asset { file, rest } => self.href(&file.route) + &rest + anchor,
            Resolved::External(address) => address + anchor,
            _ => return None,
        };
        let (text, label) = (help.text.get(self.number).to_owned(), help.label.get(self.number).to_owned());
        Some(HelpView { text, label, href })
    }

    /// What a facet's terms are.
    pub(crate) fn facet_kind(&self, facet: usize) -> &'static str {
        let facets = &self.config.facets;
        let are_countries = |facet: &FacetConfig| facet.vocabulary == Vocabulary::Countries;
        if facets[facet].organisations {
            "organisations"
        } else if are_countries(&facets[facet]) {
            "countries"
        } else if facets.iter().any(|inner| inner.within == Some(facet) && are_countries(inner)) {
            "places"
        } else {
            "terms"
        }
    }

    pub(crate) fn facet_link(&self, facet: usize) -> FacetLink {
        self.facet_link_counting(facet, self.portfolio.facets[facet].orders[self.number].len())
    }

    pub(crate) fn facet_link_counting(&self, facet: usize, count: usize) -> FacetLink {
        let settings = &self.config.facets[facet];
        FacetLink {
            field: settings.field.clone(),
            folder: settings.folder.to_string(),
            singular: settings.singular.get(self.number).to_owned(),
            plural: settings.plural.get(self.number).to_owned(),
            kind: self.facet_kind(facet).to_owned(),
            href: self.href_of(&Subject::Facet(facet)),
            count,
        }
    }
}
