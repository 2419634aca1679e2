//! Cover art and share cards: which motif and colours a project or term has, and what its card says.
//!
//! A term's colour and motif follow from its place among the terms of its facet, so that neighbours differ; a project
//! takes both from its terms. The theme's settings say which facet counts most (`cover_facets`) and which colours there
//! are (`hues`).

use super::routes::route;
use super::shapes::{AreaView, CoverView, ShareView};
use super::{Outcome, View};
use crate::config::Vocabulary;
use crate::draw::{CoverFrame as Frame, MOTIFS, Marks, cover};
use crate::model::{Route, Subject};
use crate::theme::{Context, Theme};

/// The template of share cards.
pub const SHARE: &str = "share.svg";
/// The file of a page's share card, beside the page.
pub const SHARE_NAME: &str = "share.png";
/// What networks that show shared links ask for, in pixels.
pub const SHARE_SIZE: (u32, u32) = (1200, 630);

/// How many forms the mark of a term has; with its colour they tell it from others of its facet.
const FORMS: usize = 4;

/// How strong an area is, from 1 to 9 tenths. Written out, as each project has dozens of areas.
const OPACITIES: [&str; 9] = [".1", ".2", ".3", ".4", ".5", ".6", ".7", ".8", ".9"];

const ON_CARD: Frame = Frame { width: 320, height: 120, storeys: 1 };
const ON_PAGE: Frame = Frame { width: 320, height: 240, storeys: 2 };
const ON_SHARE: Frame = Frame { width: 400, height: 630, storeys: 3 };

impl View<'_> {
    /// The number of a term's colour; none where its facet has terms without number, such as countries.
    pub fn term_hue(&self, facet: usize, term: usize) -> Option<usize> {
        let hues = self.hues();
        (hues > 0 && self.config.facets[facet].vocabulary == Vocabulary::Pages).then(|| (facet + term) % hues)
    }

    /// The number of the form of a term's mark: 0 until the colours are used up, then the next with each time round.
    pub fn term_form(&self, facet: usize, term: usize) -> usize {
        self.term_hue(facet, term).map_or(0, |_| term / self.hues() % FORMS)
    }

    fn hues(&self) -> usize {
        hues(self.theme)
    }

    pub(crate) fn has_covers(&self) -> bool {
        has_covers(self.theme)
    }

    pub(crate) fn project_hue(&self, project: usize) -> Option<usize> {
        (self.hues() > 0).then(|| self.project_marks(project).hues[0])
    }

    pub(crate) fn card_cover(&self, project: usize) -> Option<CoverView> {
        let has_image = self.portfolio.projects[project].text(self.number).is_some_and(|text| text.image().is_some());
        if has_image { None } else { self.cover(&Subject::Project(project), ON_CARD) }
    }

    /// For a list of terms; none where they are too many to have a colour each.
    pub(crate) fn term_cover(&self, facet: usize, term: usize) -> Option<CoverView> {
        self.term_hue(facet, term)?;
        let text = self.portfolio.facets[facet].terms[term].texts[self.number].as_ref();
        let has_image = text.is_some_and(|text| text.image().is_some());
        if has_image { None } else { self.cover(&Subject::Term { facet, term }, ON_CARD) }
    }

    pub(crate) fn page_cover(&self, subject: &Subject) -> Option<CoverView> {
        let has_image = self.text_of(subject).is_some_and(|text| text.image().is_some());
        if has_image { None } else { self.cover(subject, ON_PAGE) }
    }

    fn cover(&self, subject: &Subject, frame: Frame) -> Option<CoverView> {
        self.has_covers().then(|| self.drawn(subject, frame))
    }

    fn drawn(&self, subject: &Subject, frame: Frame) -> CoverView {
        let (name, marks) = match subject {
            Subject::Project(number) => (&*self.portfolio.projects[*number].slug, self.project_marks(*number)),
            Subject::Term { facet, term } => {
                (&*self.portfolio.facets[*facet].terms[*term].slug, self.term_marks(*facet, *term))
            }
            _ => (self.config.base.host(), self.marks(0, &[])),
        };
        let areas = cover(name, marks, frame).into_iter().map(|area| AreaView {
            hue: area.hue,
            opacity: OPACITIES.get(usize::from(area.strength) - 1).map(|opacity| (*opacity).to_owned()),
            path: area.path,
        });
        CoverView { width: frame.width.into(), height: frame.height.into(), areas: areas.collect() }
    }

    fn project_marks(&self, number: usize) -> Marks {
        let project = &self.portfolio.projects[number];
        let first = |facet: &usize| Some((*facet, project.tags[*facet].first()?.term));
        let firsts: Vec<(usize, usize)> = self.ranked_facets().iter().filter_map(first).collect();
        let hues: Vec<usize> = firsts.iter().map(|(facet, term)| facet + term).collect();
        self.marks(firsts.first().map_or(number, |(_, term)| *term), &hues)
    }

    /// The facets, those first that count most for covers.
    fn ranked_facets(&self) -> &[usize] {
        self.cache.ranked_facets.get_or_init(|| self.rank_facets())
    }

    fn rank_facets(&self) -> Vec<usize> {
        let wanted = self.theme.settings()["cover_facets"].as_array();
        let rank = |facet: usize| {
            let field = self.config.facets[facet].field.as_str();
            let place = wanted.and_then(|wanted| wanted.iter().position(|one| one.as_str() == Some(field)));
            (place.unwrap_or(usize::MAX), self.config.facets[facet].vocabulary != Vocabulary::Pages, facet)
        };
        let mut facets: Vec<usize> = (0..self.config.facets.len()).collect();
        facets.sort_by_key(|facet| rank(*facet));
        facets
    }

    fn term_marks(&self, facet: usize, term: usize) -> Marks {
        self.marks(term, &[facet + term])
    }

    /// Where the terms give fewer than three colours, the next ones follow.
    fn marks(&self, motif: usize, hues: &[usize]) -> Marks {
        let count = self.hues().max(1);
        let first = hues.first().copied().unwrap_or(motif);
        let hue = |number: usize| hues.get(number).copied().unwrap_or(first + 2 * number) % count;
        Marks { motif: motif % MOTIFS, hues: [hue(0), hue(1), hue(2)] }
    }

    pub(crate) fn has_share_cards(&self) -> bool {
        self.config.share_cards && self.theme.has(SHARE)
    }

    /// The card for a page's shared links: its own, else that of the home page.
    pub(crate) fn share_card(&self, subject: &Subject) -> Option<Route> {
        if !self.has_share_cards() {
            return None;
        }
        let own = if has_own_card(subject) { subject } else { &Subject::Home };
        Some(route(self.config, self.portfolio, own, self.number)?.beside(SHARE_NAME))
    }

    /// What the template of share cards sees.
    pub fn share(&self, subject: &Subject) -> Outcome<Context> {
        let text = self.text_of(subject);
        let (title, summary) = self.heading(subject, text)?;
        let mut view = ShareView {
            kind: "site".to_owned(),
            title,
            summary,
            label: None,
            facets: Vec::new(),
            count: None,
            width: SHARE_SIZE.0.into(),
            height: SHARE_SIZE.1.into(),
            cover: self.drawn(subject, ON_SHARE),
        };
        match subject {
            Subject::Project(number) => {
                view.kind = "project".to_owned();
                let project = &self.portfolio.projects[*number];
                let shown = self.ranked_facets().iter().filter(|facet| self.config.facets[**facet].card);
                view.facets = shown.flat_map(|facet| self.facet_terms(project, |other| other == *facet)).collect();
            }
            Subject::Term { facet, term } => {
                view.kind = "term".to_owned();
                view.label = Some(self.config.facets[*facet].singular.get(self.number).to_owned());
                view.count = Some(self.portfolio.facets[*facet].terms[*term].projects[self.number].len());
            }
            _ => view.title = self.site_title().to_owned(),
        }
        let mut context = Context::default();
        context.value("site", self.site()?);
        context.value("share", view);
        Ok(context)
    }
}

fn hues(theme: &Theme) -> usize {
    theme.settings()["hues"].as_array().map_or(0, Vec::len)
}

/// Does the theme show cover art?
pub fn has_covers(theme: &Theme) -> bool {
    theme.settings()["cover"].as_bool().unwrap_or_default() && hues(theme) > 0
}

/// Home, lists and standing pages share one card.
pub(super) fn has_own_card(subject: &Subject) -> bool {
    matches!(subject, Subject::Project(_) | Subject::Term { .. })
}
