//! Terms within terms: a region's page lists the countries that lie in it.

use super::vocabulary::{Found, Vocabulary, place};
use crate::config::Config;
use crate::config::Vocabulary as Kind;
use crate::diagnostic::{Checked, Diagnostic};
use crate::language::is_country;

/// For each facet, for each of its terms, the enclosing term.
pub fn place_terms(vocabularies: &[Vocabulary], config: &Config) -> Checked<Vec<Vec<Option<usize>>>> {
    let mut parents: Vec<Vec<Option<usize>>> =
        vocabularies.iter().map(|vocabulary| vec![None; vocabulary.terms.len()]).collect();
    let mut diagnostics = Vec::new();
    for vocabulary in vocabularies {
        for (outer, entry) in vocabulary.terms.iter().enumerate() {
            let Some(document) = &entry.document else { continue };
            for (inner, members) in &entry.members {
                let settings = &config.facets[*inner];
                for member in members {
                    match vocabularies[*inner].look_up(&member.value, &settings.folder) {
                        Found::Term(term) => match parents[*inner][term] {
                            Some(other) if other != outer => diagnostics.push(
                                Diagnostic::error(
                                    "two-parents",
                                    format!("\"{}\" lies in \"{}\" too", member.value, vocabulary.terms[other].slug),
                                )
                                .at(place(document, &member.range))
                                .hint("take it out of one of the two"),
                            ),
                            _ => parents[*inner][term] = Some(outer),
                        },
                        // A country that no project names yet may well be listed.
                        Found::Unknown(_)
                            if settings.vocabulary == Kind::Use
                                || settings.vocabulary == Kind::Countries
                                    && is_country(&member.value.to_uppercase()) => {}
                        Found::Unknown(diagnostic) => diagnostics.push(diagnostic.at(place(document, &member.range))),
                        Found::Withheld => {}
                    }
                }
            }
        }
    }
    Checked::new(parents, diagnostics)
}
