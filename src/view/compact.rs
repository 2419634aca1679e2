//! What is looked up of many projects at once, close together: their terms, whether they are published, and how new they
//! are.
//!
//! A term's page looks at all its projects, a project's page at some seventy others. The projects themselves lie all over
//! the memory, which took longer than the work done with them.

use super::View;
use crate::model::{Portfolio, Tag};

#[derive(Debug)]
pub(super) struct Compact {
    /// The number of each facet's first term, where the terms of all facets are counted through.
    first: Vec<usize>,
    /// The terms of each project one after the other, sorted, and where those of each end. Small numbers, so that those
    /// of 10,000 projects stay in a core's cache.
    terms: Vec<u32>,
    ends: Vec<u32>,
    /// Is the term inferred?
    inferred: Vec<bool>,
    /// By language, then project: is it there, and not withheld?
    published: Vec<Vec<bool>>,
    /// By language, then project: its place among the newest.
    ranks: Vec<Vec<u32>>,
}

impl Compact {
    fn of(portfolio: &Portfolio) -> Compact {
        let first = portfolio.facets.iter().scan(0, |next, facet| {
            let first = *next;
            *next += facet.terms.len();
            Some(first)
        });
        let first: Vec<usize> = first.collect();
        let (mut terms, mut inferred, mut ends) = (Vec::new(), Vec::new(), Vec::new());
        for project in &portfolio.projects {
            let of_facet = |(tags, first): (&Vec<Tag>, &usize)| -> Vec<(u32, bool)> {
                tags.iter().map(|tag| (small(first + tag.term), tag.inferred)).collect()
            };
            let mut own: Vec<(u32, bool)> = project.tags.iter().zip(&first).flat_map(of_facet).collect();
            own.sort_unstable();
            terms.extend(own.iter().map(|(term, _)| *term));
            inferred.extend(own.iter().map(|(_, inferred)| *inferred));
            ends.push(small(terms.len()));
        }
        let (projects, languages) = (portfolio.projects.len(), portfolio.newest.len());
        let is_published = |language: usize, project: usize| {
            let text = portfolio.projects[project].texts[language].as_ref();
            text.is_some_and(|text| text.withheld.is_none())
        };
        let published = |language| (0..projects).map(|project| is_published(language, project)).collect();
        let ranks = |newest: &Vec<usize>| {
            let mut ranks = vec![u32::MAX; projects];
            for (rank, project) in newest.iter().enumerate() {
                ranks[*project] = small(rank);
            }
            ranks
        };
        Compact {
            first,
            terms,
            ends,
            inferred,
            published: (0..languages).map(published).collect(),
            ranks: portfolio.newest.iter().map(ranks).collect(),
        }
    }

    fn range(&self, project: usize) -> std::ops::Range<usize> {
        let start = project.checked_sub(1).map_or(0, |previous| self.ends[previous]);
        start as usize..self.ends[project] as usize
    }

    /// A project's terms, of all facets.
    pub(super) fn terms(&self, project: usize) -> &[u32] {
        &self.terms[self.range(project)]
    }

    /// The same of one facet, each with whether it is inferred.
    pub(super) fn of_facet(&self, project: usize, facet: usize) -> impl Iterator<Item = Tag> {
        let first = self.first[facet];
        let end = self.first.get(facet + 1).copied().unwrap_or(usize::MAX);
        let own = self.range(project).map(|at| (self.terms[at] as usize, self.inferred[at]));
        let own = own.filter(move |(term, _)| (first..end).contains(term));
        own.map(move |(term, inferred)| Tag { term: term - first, inferred })
    }

    /// A term of [`Compact::terms`] as the facet, and the term in it.
    pub(super) fn place(&self, term: u32) -> (usize, usize) {
        let term = term as usize;
        let facet = self.first.partition_point(|first| *first <= term) - 1;
        (facet, term - self.first[facet])
    }
}

/// Terms of all projects in all: fewer than four thousand million.
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl View<'_> {
    pub(super) fn compact(&self) -> &Compact {
        self.cache.compact.get_or_init(|| Compact::of(self.portfolio))
    }

    /// Is it there in this language, and not withheld, even where a preview shows it?
    pub(super) fn published(&self, project: usize) -> bool {
        self.compact().published[self.number][project]
    }

    /// Its place among the projects of this language, the newest first.
    pub fn rank(&self, project: usize) -> u32 {
        self.compact().ranks[self.number][project]
    }
}
