//! Where a file belongs, told by its path: `content/projects/aselo.fr.md` is the French text of the project
//! `aselo`.

use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic, TextFile, did_you_mean};
use crate::language::{LONGEST_SLUG, shortened, slug};
use crate::model::Place;

pub fn tell(file: &TextFile, config: &Config) -> Checked<Option<(Place, Option<Arc<str>>)>> {
    let inner = file.path.strip_prefix("content/").unwrap_or(&file.path);
    let parts: Vec<&str> = inner.split('/').collect();
    let refuse = |diagnostic: Diagnostic| Checked::new(None, vec![diagnostic.at(file.whole())]);
    let (folder, name) = match parts.as_slice() {
        [name] => (None, *name),
        [folder, name] => (Some(*folder), *name),
        _ => {
            return refuse(Diagnostic::error("folder", "pages can't stand in a folder within a folder").hint(format!(
                "move the file to content/{}/{}",
                parts.first().unwrap_or(&""),
                parts.last().unwrap_or(&"")
            )));
        }
    };
    let Some(stem) = name.strip_suffix(".md") else {
        let better = name.get(..name.len().saturating_sub(".md".len())).unwrap_or_default();
        return refuse(
            Diagnostic::error(
                "file-name",
                format!("the name of a page ends in .md, in small letters; this is \"{name}\""),
            )
            .hint(format!("rename the file to {better}.md")),
        );
    };
    let (slug_part, language) = match split_language(stem, config) {
        Ok(split) => split,
        Err(diagnostic) => return refuse(diagnostic),
    };
    if let Some(diagnostic) = bad_slug(slug_part, name) {
        return refuse(diagnostic);
    }
    let is_index = slug_part == "index";
    let place = match folder {
        None if is_index => Place::Home,
        None => {
            return refuse(
                Diagnostic::error("folder", "only the home page, index.md, stands right in content/").hint(format!(
                    "a project goes to content/projects/{name}, a standing page to content/pages/{name}"
                )),
            );
        }
        Some("pages") if is_index => {
            return refuse(
                Diagnostic::error("folder", "there is no overview of standing pages, so pages/index.md is not used")
                    .hint("the home page is content/index.md"),
            );
        }
        Some("pages") => Place::Page(slug_part.into()),
        Some("projects") if is_index => Place::Overview("projects".into()),
        Some("projects") => Place::Project(slug_part.into()),
        Some("map") => {
            if !is_index {
                return refuse(
                    Diagnostic::error("folder", "the folder map holds only index.md, which introduces the map")
                        .hint(format!("a page of its own goes to content/pages/{name}")),
                );
            }
            Place::Overview("map".into())
        }
        Some(folder) => match config.facets.iter().find(|facet| *facet.folder == *folder) {
            Some(facet) if is_index => Place::Overview(facet.folder.clone()),
            Some(facet) => Place::Term(facet.folder.clone(), slug_part.into()),
            None => return refuse(unknown_folder(folder, config)),
        },
    };
    Checked::new(Some((place, language)), Vec::new())
}

fn split_language<'a>(stem: &'a str, config: &Config) -> Result<(&'a str, Option<Arc<str>>), Diagnostic> {
    let Some((slug_part, tag)) = stem.rsplit_once('.') else { return Ok((stem, None)) };
    let own = config.language().tag();
    if tag.eq_ignore_ascii_case(own) {
        return Err(Diagnostic::error(
            "language",
            format!("\"{own}\" is the site's own language, so its files have no language in their name"),
        )
        .hint(format!("rename it to {slug_part}.md")));
    }
    for edition in &config.languages {
        let known = edition.language.tag();
        if known == tag {
            return Ok((slug_part, Some(known.into())));
        }
        if known.eq_ignore_ascii_case(tag) {
            return Err(Diagnostic::error("language", format!("the language in the name is written \"{known}\""))
                .hint(format!("rename the file to {slug_part}.{known}.md")));
        }
    }
    let known: Vec<&str> = config.languages.iter().map(|edition| edition.language.tag()).collect();
    Err(Diagnostic::error("language", format!("the site has no language \"{tag}\""))
        .hints(did_you_mean(tag, known.iter().copied()))
        .hint(format!(
            "add it in content/site.toml (languages = [\"{tag}\"]), or take \".{tag}\" out of the file's name"
        )))
}

/// The slug is part of a lasting address, so it is spelt so that nobody has to escape it.
fn bad_slug(part: &str, name: &str) -> Option<Diagnostic> {
    let fine =
        !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_');
    let (problem, better) = if !fine {
        let why = "can't be part of an address: small letters, digits, hyphens and underscores only";
        (why.to_owned(), slug(part))
    } else if matches!(part, "page" | "feed") {
        ("can't be part of an address: Loggia uses that address itself".to_owned(), format!("{part}-1"))
    } else if part.len() > LONGEST_SLUG {
        let why = format!("is too long: as part of an address it may have {LONGEST_SLUG} letters");
        (why, shortened(part).to_owned())
    } else {
        return None;
    };
    let rest = name.strip_prefix(part).unwrap_or(".md");
    Some(
        Diagnostic::error("file-name", format!("\"{name}\" {problem}"))
            .hint(format!("rename the file to {better}{rest}")),
    )
}

fn unknown_folder(folder: &str, config: &Config) -> Diagnostic {
    let known: Vec<&str> =
        ["projects", "pages"].into_iter().chain(config.facets.iter().map(|facet| &*facet.folder)).collect();
    Diagnostic::error("folder", format!("no facet has the folder \"{folder}\""))
        .hints(did_you_mean(folder, known.iter().copied()))
        .hint(format!("folders of this site: {}; facets are set up in content/site.toml", known.join(", ")))
}
