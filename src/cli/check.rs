//! `loggia check`: everything that is wrong, nothing written.

use super::args::CheckArgs;
use super::build::{NOT_ALL, Times, assemble, publication};
use super::{FAULTY, FINE, say, show};
use crate::diagnostic::Diagnostic;
use crate::pipeline::{self, Options, Site};
use crate::source::discover;

pub fn run(args: &CheckArgs) -> u8 {
    let options = Options { publication: publication(&args.site, args.drafts), base: None, preview: None };
    let mut found = Vec::new();
    let mut times = Times::default();
    let sources = times.measure("read the files", || discover(&args.site.root)).take(&mut found);
    let site = assemble(&args.site.root, &sources, &options, &mut found, &mut times);
    if let Some(site) = &site {
        found.extend(times.measure("look ahead", || pipeline::ahead(&sources, &options, site, &found)));
        found.extend(times.measure("render", || pipeline::faults(site)));
    }
    let found = pipeline::in_order(found);
    let shown: Vec<Diagnostic> =
        found.iter().filter(|one| one.is_error() || args.strict || !args.messages.quiet).cloned().collect();
    show::all(&shown, args.messages.format);
    let faulty = site.is_none() || found.iter().any(Diagnostic::is_error) || (args.strict && !found.is_empty());
    let status = if faulty { FAULTY } else { FINE };
    if args.messages.quiet {
        return status;
    }
    let tally = show::tally(&found);
    let answer = match &site {
        Some(site) => {
            let translated = if args.messages.verbose { translated(site) } else { String::new() };
            format!("Checked {} pages and files: {tally}.\n{translated}", site.plan().pages.len())
        }
        None if sources.content.is_empty() => format!("Found {tally}.\n"),
        None => format!("Found {tally}.\n{NOT_ALL}\n"),
    };
    say::last(&(answer + &times.told(&args.messages)), args.messages.format, status)
}

/// How many pages are translated into each further language: seldom all, so it is no warning.
fn translated(site: &Site) -> String {
    let portfolio = site.portfolio();
    let facets = portfolio.facets.iter().flat_map(|facet| facet.terms.iter().map(|term| &term.texts));
    let lists = portfolio.projects.iter().map(|project| &project.texts).chain(facets);
    let lists = lists.chain(portfolio.pages.iter().map(|page| &page.texts));
    let lists: Vec<_> = lists.chain([&portfolio.home]).chain(portfolio.overviews.values()).collect();
    let written = |language: usize| {
        lists.iter().filter(|texts| [0, language].iter().all(|number| texts[*number].is_some())).count()
    };
    let languages = site.config.languages.iter().enumerate().skip(1);
    let told = languages.map(|(number, edition)| {
        format!("  {} of {} pages are translated into \"{}\"\n", written(number), written(0), edition.language.tag())
    });
    told.collect()
}
