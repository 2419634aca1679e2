//! Where a file belongs, told by its path: `content/projects/aselo.fr.md` is the French text of the project
//! `aselo`.

use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic, TextFile, did_you_mean};
use crate::language::{LONGEST_SLUG, Language, shortened, slug};
use crate::model::Place;

pub fn tell(file: &TextFile, config: &Config) -> Checked<Option<(Place, Option<Arc<str>>)>> {
    let inner = file.path.strip_prefix("content/").unwrap_or(&file.path);
    let parts: Vec<&str> = inner.split('/').collect();
    let refuse = |diagnostic: Diagnostic| Checked::new(None, vec![diagnostic.at(file.whole())]);
    let (folder, name) = match parts.as_slice() {
        [name] => (None, *name),
        [folder, name] => (Some(*folder), *name),
        _ => return refuse(nested(&parts, config)),
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
    if let Some(once) = without_endings(stem) {
        let message = format!("the name of a page ends in .md once; this is \"{name}\"");
        return refuse(Diagnostic::error("file-name", message).hint(format!("rename the file to {once}.md")));
    }
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
            None => return refuse(of_language(&parts, config).unwrap_or_else(|| unknown_folder(folder, config))),
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
    let usual = Language::usual_tag(tag);
    // Of a language that exists, only another form of the same is meant.
    let is_near =
        |known: &&str| usual.as_deref().is_none_or(|usual| known.split('-').next() == usual.split('-').next());
    let known = config.languages.iter().map(|edition| edition.language.tag()).filter(is_near);
    let diagnostic =
        Diagnostic::error("language", format!("the site has no language \"{tag}\"")).hints(did_you_mean(tag, known));
    Err(match usual {
        Some(usual) => {
            diagnostic.hint(format!("{}, or take \".{tag}\" out of the file's name", to_add(&usual, config)))
        }
        None => diagnostic.hint(format!(
            "what stands behind a dot is a language: if it is none, rename the file to {}.md",
            slug(stem)
        )),
    })
}

/// What to write for one language more.
fn to_add(tag: &str, config: &Config) -> String {
    let known = config.languages.iter().skip(1).map(|edition| edition.language.tag());
    let list: Vec<String> = known.chain([tag]).map(|tag| format!("\"{tag}\"")).collect();
    format!("add it in content/site.toml (languages = [{}])", list.join(", "))
}

/// The name without more endings of a page, if it has some.
fn without_endings(stem: &str) -> Option<&str> {
    let ending =
        |stem: &str| stem.get(stem.len().checked_sub(3)?..).filter(|end| end.eq_ignore_ascii_case(".md")).map(str::len);
    let mut once = stem;
    while let Some(length) = ending(once) {
        once = &once[..once.len() - length];
    }
    (once != stem).then_some(once)
}

/// A page in a folder within a folder.
fn nested(parts: &[&str], config: &Config) -> Diagnostic {
    if let Some(diagnostic) = of_language(parts, config) {
        return diagnostic;
    }
    let diagnostic = Diagnostic::error("folder", "pages can't stand in a folder within a folder");
    let (folders, name) = parts.split_at(parts.len() - 1);
    let mut name = name.concat();
    let mut folders = folders.to_vec();
    // A folder for each page, with all that belongs to it.
    if name == "index.md" || name.starts_with("index.") && name.ends_with(".md") {
        let own = folders.pop().unwrap_or_default();
        name = name.replacen("index", own, 1);
    }
    let known = folders.iter().rev().find(|folder| is_folder(folder, config));
    diagnostic.hint(match known {
        Some(folder) => format!("move the file to content/{folder}/{name}"),
        None => format!("a project goes to content/projects/{name}, a standing page to content/pages/{name}"),
    })
}

/// A page in a folder of its language.
fn of_language(parts: &[&str], config: &Config) -> Option<Diagnostic> {
    let (first, inner) = parts.split_first()?;
    if is_folder(first, config) {
        return None;
    }
    let tag = Language::usual_tag(first)?;
    let (name, folders) = inner.split_last()?;
    let stem = name.strip_suffix(".md")?;
    let is_own = tag == config.language().tag();
    let is_known = config.languages.iter().any(|edition| edition.language.tag() == tag);
    // A short name may be that of any folder.
    if !is_known && !folders.iter().any(|folder| is_folder(folder, config)) {
        return None;
    }
    let folder = match folders {
        [] if stem == "index" => String::new(),
        [] => "projects/".to_owned(),
        folders => format!("{}/", folders.join("/")),
    };
    let ending = if is_own || stem.ends_with(&format!(".{tag}")) { String::new() } else { format!(".{tag}") };
    let message = match is_own {
        true => format!("\"{tag}\" is the site's own language, so its pages stand in no folder of their own"),
        false => "a translation stands beside its original, with the language in its name".to_owned(),
    };
    Some(
        Diagnostic::error("folder", message)
            .hint(format!("move the file to content/{folder}{stem}{ending}.md"))
            .hints((!is_known).then(|| format!("the site has no language \"{tag}\": {}", to_add(&tag, config)))),
    )
}

/// Is it a folder that pages stand in?
fn is_folder(name: &str, config: &Config) -> bool {
    ["projects", "pages", "map"].contains(&name) || config.facets.iter().any(|facet| *facet.folder == *name)
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
