//! Projects and terms as they stand in lists.

use tera::Value;
use tera::value::Key;

use super::shapes::{Card, FacetTerms, ImageView, TermCard, TermLink};
use super::templates::{CARD, FACE};
use super::{Outcome, View};
use crate::config::Vocabulary;
use crate::model::{Image, Project, Subject, Tag, Text, Withheld};
use crate::theme::Context;

impl View<'_> {
    /// A project's card, made once for each language.
    pub(crate) fn card(&self, project: usize) -> Outcome<Value> {
        let cell = &self.cache.cards[self.number][project];
        if let Some(card) = cell.get() {
            return Ok(card.clone());
        }
        let card = self.rendered(self.make_card(project)?)?;
        Ok(cell.get_or_init(|| card).clone())
    }

    /// The card with its HTML, as far as the theme has templates for it.
    fn rendered(&self, card: Card) -> Outcome<Value> {
        let mut card = Value::from(card);
        if self.theme.has(FACE) {
            let face = self.of_card(FACE, &card)?;
            card = with(card, [("face", face), ("cover", Value::none())]);
        }
        if self.theme.has(CARD) {
            let html = self.of_card(CARD, &card)?;
            card = with(card, [("html", html)]);
        }
        Ok(card)
    }

    fn of_card(&self, template: &str, card: &Value) -> Outcome<Value> {
        let mut context = Context::default();
        context.value("site", self.site()?);
        context.value("card", card.clone());
        self.theme.render_text(self.number, template, &context).map(Value::from)
    }

    pub(crate) fn cards(&self, projects: &[usize]) -> Outcome<Value> {
        let cards: Vec<Value> = projects.iter().map(|project| self.card(*project)).collect::<Outcome<_>>()?;
        Ok(Value::from(cards))
    }

    fn make_card(&self, number: usize) -> Outcome<Card> {
        let project = &self.portfolio.projects[number];
        let text = project.text(self.number);
        Ok(Card {
            title: text.map(|text| text.title().to_string()).unwrap_or_default(),
            summary: text.map(|text| text.summary().to_string()).unwrap_or_default(),
            href: self.href_of(&Subject::Project(number)),
            facets: self.facet_terms(project, |facet| self.config.facets[facet].card),
            amount: self.amount(project.amount)?,
            period: self.period(project)?,
            status: project.status.map(|status| status.word().to_owned()),
            featured: project.featured,
            image: text.and_then(Text::image).map(|image| self.image(image)),
            cover: self.card_cover(number),
            face: None,
            hue: self.project_hue(number),
            withheld: text.and_then(|text| text.withheld).map(withheld_word),
            html: None,
        })
    }

    pub(crate) fn facet_terms(&self, project: &Project, wanted: impl Fn(usize) -> bool) -> Vec<Value> {
        let of_facet = |(facet, tags): (usize, &Vec<Tag>)| match tags.as_slice() {
            [] => None,
            _ if !wanted(facet) => None,
            [Tag { term, inferred: false }] => {
                let cell = &self.cache.terms[self.number][facet][*term].alone;
                Some(cell.get_or_init(|| self.make_facet_terms(facet, tags)).clone())
            }
            tags => Some(self.make_facet_terms(facet, tags)),
        };
        project.tags.iter().enumerate().filter_map(of_facet).collect()
    }

    fn make_facet_terms(&self, facet: usize, tags: &[Tag]) -> Value {
        let settings = &self.config.facets[facet];
        Value::from(FacetTerms {
            field: settings.field.clone(),
            singular: settings.singular.get(self.number).to_owned(),
            plural: settings.plural.get(self.number).to_owned(),
            kind: self.facet_kind(facet).to_owned(),
            terms: tags.iter().map(|tag| self.term_value(facet, *tag)).collect(),
        })
    }

    /// A term's link as a template value, shared where it is the same.
    pub(crate) fn term_value(&self, facet: usize, tag: Tag) -> Value {
        if tag.inferred {
            return Value::from(self.term_link(facet, tag));
        }
        let cell = &self.cache.terms[self.number][facet][tag.term].link;
        cell.get_or_init(|| Value::from(self.term_link(facet, tag))).clone()
    }

    pub(crate) fn term_link(&self, facet: usize, tag: Tag) -> TermLink {
        TermLink {
            title: self.portfolio.facets[facet].terms[tag.term].names[self.number].clone(),
            language: self.name_language(facet, tag.term).map(str::to_owned),
            href: self.href_of(&Subject::Term { facet, term: tag.term }),
            inferred: tag.inferred,
            hue: self.term_hue(facet, tag.term),
            form: self.term_form(facet, tag.term),
        }
    }

    /// The language of a term's name, where it isn't the page's: without a translation, a term keeps its own name. Names
    /// of organisations are the same in every language, and names of countries are known in each.
    pub(crate) fn name_language(&self, facet: usize, term: usize) -> Option<&str> {
        let translated = self.portfolio.facets[facet].terms[term].texts[self.number].is_some();
        let in_words = self.config.facets[facet].vocabulary == Vocabulary::Pages;
        (in_words && !translated).then(|| self.config.language().tag())
    }

    pub(crate) fn period(&self, project: &Project) -> Outcome<Option<String>> {
        let language = self.language();
        let (start, end) = (project.start.map(|date| language.date(date)), project.end.map(|date| language.date(date)));
        match (start, end) {
            (None, None) => Ok(None),
            (Some(start), Some(end)) if start == end => Ok(Some(start)),
            (Some(start), Some(end)) => self.phrase("period", &[("start", start), ("end", end)]).map(Some),
            (Some(start), None) => self.phrase("period-from", &[("start", start)]).map(Some),
            (None, Some(end)) => self.phrase("period-until", &[("end", end)]).map(Some),
        }
    }

    pub(crate) fn image(&self, image: &Image) -> ImageView {
        let src = &image.src.value;
        let file = self.targets.file(src);
        let pixels = file.and_then(|file| file.pixels);
        ImageView {
            src: file.map_or_else(|| src.clone(), |file| self.href(&file.route)),
            alt: image.alt.clone(),
            caption: image.caption.clone(),
            width: pixels.map(|(width, _)| width),
            height: pixels.map(|(_, height)| height),
        }
    }

    /// A term's card, made once for each language.
    pub(crate) fn term_card(&self, facet: usize, term: usize) -> Outcome<Value> {
        let cell = &self.cache.terms[self.number][facet][term].card;
        if let Some(card) = cell.get() {
            return Ok(card.clone());
        }
        let card = Value::from(self.make_term_card(facet, term)?);
        Ok(cell.get_or_init(|| card).clone())
    }

    fn make_term_card(&self, facet: usize, number: usize) -> Outcome<TermCard> {
        let term = &self.portfolio.facets[facet].terms[number];
        let name = &term.names[self.number];
        let outer = self.config.facets[facet].within;
        Ok(TermCard {
            title: name.clone(),
            language: self.name_language(facet, number).map(str::to_owned),
            summary: term.texts[self.number].as_ref().map(|text| text.summary().to_string()),
            href: self.href_of(&Subject::Term { facet, term: number }),
            count: self.count(&term.projects[self.number]),
            year: term.year,
            kind: term.kind.clone(),
            grants: term.grants,
            amount: self.amount(term.amount)?,
            code: term.code.as_ref().map(ToString::to_string),
            hue: self.term_hue(facet, number),
            form: self.term_form(facet, number),
            cover: self.term_cover(facet, number),
            initial: self.language().initial(name),
            parent: outer
                .zip(term.parent)
                .map(|(outer, parent)| self.term_link(outer, Tag { term: parent, inferred: false })),
        })
    }
}

/// The same map with other values.
fn with<const N: usize>(map: Value, values: [(&'static str, Value); N]) -> Value {
    let mut map = map.into_map().unwrap_or_default();
    map.extend(values.map(|(name, value)| (Key::Str(name), value)));
    Value::from(map)
}

pub(crate) fn withheld_word(withheld: Withheld) -> String {
    match withheld {
        Withheld::Draft => "draft",
        Withheld::Scheduled(_) => "scheduled",
        Withheld::Expired(_) => "expired",
        Withheld::Faulty => "faulty",
    }
    .to_owned()
}
