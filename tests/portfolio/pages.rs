//! Each page's facts are those of the list.

use std::collections::BTreeSet;

use loggia::diagnostic::Diagnostic;

use crate::facts::{Project, facts};
use crate::site::{Made, PUBLISHED, WITH_DRAFTS};

const PUBLISHED_PROJECTS: usize = 71;
const ALL_PROJECTS: usize = 73;

#[track_caller]
fn none(problems: Vec<String>) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

#[test]
fn the_site_has_no_errors() {
    for made in [&PUBLISHED, &WITH_DRAFTS] {
        let errors: Vec<&Diagnostic> = made.messages.iter().filter(|message| message.is_error()).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
}

#[test]
fn every_project_has_its_page_and_no_other_has() {
    let Some(facts) = facts() else { return };
    let slugs = |made: &Made| -> BTreeSet<String> {
        made.site.portfolio().projects.iter().map(|project| project.slug.to_string()).collect()
    };
    let wanted = |drafts: bool| -> BTreeSet<String> {
        let projects = facts.projects.iter().filter(|project| drafts || !project.draft);
        projects.map(|project| project.slug.clone()).collect()
    };
    assert_eq!(slugs(&PUBLISHED), wanted(false));
    assert_eq!(slugs(&WITH_DRAFTS), wanted(true));
    assert_eq!(PUBLISHED.site.portfolio().projects.len(), PUBLISHED_PROJECTS);
    assert_eq!(WITH_DRAFTS.site.portfolio().projects.len(), ALL_PROJECTS);
    let pages = PUBLISHED.pages.keys().filter(|route| {
        route.strip_prefix("projects/").is_some_and(|rest| rest.ends_with('/') && !rest.starts_with("page/"))
    });
    assert_eq!(pages.count(), PUBLISHED_PROJECTS);
}

#[test]
fn no_draft_is_in_a_build() {
    let Some(facts) = facts() else { return };
    let drafts: Vec<&Project> = facts.projects.iter().filter(|project| project.draft).collect();
    assert_eq!(drafts.len(), ALL_PROJECTS - PUBLISHED_PROJECTS);
    let mut problems = Vec::new();
    for draft in drafts {
        let project = WITH_DRAFTS.project(&draft.slug);
        let text = project.texts[0].as_ref().expect("a text");
        for trace in [&*draft.slug, &**text.title(), &**text.summary()] {
            let found = PUBLISHED.pages.iter().filter(|(route, page)| route.contains(trace) || page.contains(trace));
            problems.extend(found.map(|(route, _)| format!("/{route} has \"{trace}\" of a draft")));
        }
    }
    none(problems);
}

#[test]
fn each_page_has_the_facts_of_the_list() {
    let Some(facts) = facts() else { return };
    let made = &*WITH_DRAFTS;
    let mut problems = Vec::new();
    for wanted in &facts.projects {
        let project = made.project(&wanted.slug);
        let mut compare = |what: &str, wanted_values: Vec<String>, mut found: Vec<String>| {
            let mut wanted_values = wanted_values;
            wanted_values.sort();
            found.sort();
            if wanted_values != found {
                problems.push(format!("{}: {what} should be {wanted_values:?}, not {found:?}", wanted.slug));
            }
        };
        let slugs = |field: &str| made.terms(project, field).map(|(term, _)| term.slug.to_string()).collect();
        compare("regions", wanted.regions.clone(), slugs("regions"));
        compare("themes", wanted.themes.clone(), slugs("themes"));
        compare("pillar", vec![wanted.pillar.clone()], slugs("pillar"));
        let codes = made.terms(project, "countries").filter_map(|(term, _)| term.code.as_deref().map(str::to_owned));
        compare("countries", wanted.countries.clone(), codes.collect());
        let basis = |inferred: bool| if inferred { "inferred" } else { "stated" };
        compare(
            "rounds",
            wanted.rounds.iter().map(|round| format!("{} ({})", round.id, round.basis)).collect(),
            made.terms(project, "rounds").map(|(term, is)| format!("{} ({})", term.slug, basis(is))).collect(),
        );
        let names = made.terms(project, "grantee").map(|(term, _)| term.names[0].clone());
        compare("grantee", wanted.grantee.clone().into_iter().collect(), names.collect());
        compare("partners", wanted.partners.clone(), project.partners.clone());
        let amount = project.amount.map(|amount| (amount.money.to_string(), amount.ceiling));
        compare(
            "amount",
            wanted.amount.map(|amount| format!("USD {amount}")).into_iter().collect(),
            amount.map(|(money, ceiling)| if ceiling { format!("up to {money}") } else { money }).into_iter().collect(),
        );
    }
    none(problems);
}

#[test]
fn each_page_shows_its_terms_as_links() {
    let Some(facts) = facts() else { return };
    let made = &*PUBLISHED;
    let base = made.site.config.base.path();
    let mut problems = Vec::new();
    for wanted in facts.projects.iter().filter(|project| !project.draft) {
        let page = &made.pages[&format!("projects/{}/", wanted.slug)];
        let project = made.project(&wanted.slug);
        for field in ["regions", "countries", "rounds", "themes", "pillar", "grantee"] {
            for (term, inferred) in made.terms(project, field) {
                let folder = made.folder(field);
                let link = format!("href=\"{base}{folder}/{}/\"", term.slug);
                if !page.contains(&link) {
                    problems.push(format!("{}: the page does not link to {folder}/{}/", wanted.slug, term.slug));
                }
                let there = &made.pages[&format!("{folder}/{}/", term.slug)];
                let others = (2..10).filter_map(|n| made.pages.get(&format!("{folder}/{}/page/{n}/", term.slug)));
                let back = format!("href=\"{base}projects/{}/\"", wanted.slug);
                if !std::iter::once(there).chain(others).any(|page| page.contains(&back)) {
                    problems.push(format!("{folder}/{}/ does not list {}", term.slug, wanted.slug));
                }
                if inferred && !page.to_lowercase().contains("inferred") {
                    problems.push(format!("{}: the page does not say what is inferred", wanted.slug));
                }
            }
        }
        if wanted.amount.is_some() && !page.contains("US$") {
            problems.push(format!("{}: the page does not show its amount", wanted.slug));
        }
        let partners = wanted.partners.iter().filter(|partner| !page.contains(&partner.replace('&', "&amp;")));
        problems.extend(partners.map(|partner| format!("{}: the page does not name {partner}", wanted.slug)));
    }
    none(problems);
}

#[test]
fn every_term_of_the_list_has_a_page() {
    let Some(facts) = facts() else { return };
    let rounds: Vec<&String> = facts.rounds.iter().map(|round| &round.id).collect();
    let lists: [(&str, Vec<&String>); 4] = [
        ("rounds", rounds),
        ("regions", facts.regions.keys().collect()),
        ("themes", facts.themes.keys().collect()),
        ("pillar", facts.pillars.keys().collect()),
    ];
    for (field, wanted) in lists {
        let wanted: BTreeSet<&str> = wanted.into_iter().map(String::as_str).collect();
        let found: BTreeSet<&str> = PUBLISHED.vocabulary(field).iter().map(|term| &*term.slug).collect();
        assert_eq!(found, wanted, "{field}");
        for slug in wanted {
            let route = format!("{}/{slug}/", PUBLISHED.folder(field));
            assert!(PUBLISHED.pages.contains_key(&route), "/{route}");
        }
    }
}

#[test]
fn terms_are_called_what_the_list_calls_them() {
    let Some(facts) = facts() else { return };
    for (field, names) in [("regions", &facts.regions), ("themes", &facts.themes), ("pillar", &facts.pillars)] {
        for term in PUBLISHED.vocabulary(field) {
            assert_eq!(&term.names[0], &names[&*term.slug], "{field}");
        }
    }
    for round in &facts.rounds {
        let terms = PUBLISHED.vocabulary("rounds");
        let term = terms.iter().find(|term| *term.slug == *round.id).expect("a page for the round");
        assert_eq!(term.names[0], round.title);
        assert_eq!(term.kind.as_deref(), Some(&*round.kind), "{}", round.id);
        assert_eq!(term.year, round.year, "{}", round.id);
        let amount = term.amount.map(|amount| (amount.money.to_string(), amount.ceiling));
        let stated = round.amount.map(|amount| (format!("USD {amount}"), false));
        assert_eq!(amount, stated.or(round.amount_up_to.map(|most| (format!("USD {most}"), true))), "{}", round.id);
    }
}
