//! Writes a showcase of N projects as a site of Loggia and as one of Hugo: the same pages with the same facts and
//! the same text, byte for byte the same on every run.
//!
//! What differs: Hugo's term pages are `_index.md` files, its taxonomies are all plural and a project names countries
//! by name rather than by code; Hugo has no field for a day, month or year, so these are texts that its template
//! formats; `date`, which Hugo orders feeds by, and `related` say what Loggia works out itself.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::body::{self, Links};
use super::project::{self, FACETS, Project, When, name, project_slug, slug};
use super::words;

pub const SITE_TITLE: &str = "The Portico Fund";
pub const DESCRIPTION: &str = "The projects of the Portico Fund: who does what, where, and with what support.";
/// Standing pages: name, title.
pub const PAGES: [(&str, &str); 2] = [("about", "About the fund"), ("privacy", "Privacy")];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Loggia,
    Hugo,
}

/// The folder of the benchmark's own files: its theme, its Hugo templates.
pub fn ours(inner: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bench").join(inner)
}

/// A site of Loggia with that theme.
pub fn loggia(site: &Path, projects: usize, theme: &str) -> io::Result<()> {
    write_content(site, projects, Form::Loggia)?;
    let config = fs::read_to_string(ours("site.toml"))?.replace("THEME", theme);
    fs::write(site.join("content/site.toml"), config)?;
    if theme == "bench" {
        copy(&ours("theme"), &site.join("themes/bench"))?;
    }
    write_asset(&site.join("assets"))
}

pub fn hugo(site: &Path, projects: usize) -> io::Result<()> {
    write_content(site, projects, Form::Hugo)?;
    copy(&ours("hugo"), site)?;
    // The same style sheet for both.
    fs::create_dir_all(site.join("assets"))?;
    fs::copy(ours("theme/static/style.css"), site.join("assets/style.css"))?;
    write_asset(&site.join("static/assets"))
}

fn write_asset(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("how-grants-are-made.txt"), body::of_page("how-grants-are-made"))
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() { copy(&entry.path(), &target)? } else { _ = fs::copy(entry.path(), target)? }
    }
    Ok(())
}

fn write_content(site: &Path, projects: usize, form: Form) -> io::Result<()> {
    let content = site.join("content");
    fs::create_dir_all(content.join("projects"))?;
    let index = if form == Form::Loggia { "index.md" } else { "_index.md" };
    let introduction = |title: &str, about: &str| page(title, about, "", &format!("{about}\n"));
    fs::write(content.join(index), introduction(SITE_TITLE, DESCRIPTION))?;
    fs::write(content.join("projects").join(index), introduction("Projects", "All projects of the fund."))?;
    for (number, facet) in FACETS.iter().enumerate() {
        let folder = content.join(facet.folder);
        fs::create_dir_all(&folder)?;
        let about = format!("The projects by {}.", facet.singular.to_lowercase());
        fs::write(folder.join(index), introduction(facet.plural, &about))?;
        for term in 0..if facet.pages { project::terms(number) } else { 0 } {
            let name = name(number, term);
            let about = format!("What the fund supports under the heading {name}.");
            let text = page(&name, &about, "", &body::of_term(number, term));
            match form {
                Form::Loggia => fs::write(folder.join(slug(&name) + ".md"), text)?,
                Form::Hugo => {
                    fs::create_dir_all(folder.join(slug(&name)))?;
                    fs::write(folder.join(slug(&name)).join(index), text)?;
                }
            }
        }
    }
    let pages = if form == Form::Loggia { content.join("pages") } else { content.clone() };
    fs::create_dir_all(&pages)?;
    for (name, title) in PAGES {
        let menu = if form == Form::Loggia { "menu = \"footer\"\n" } else { "" };
        fs::write(pages.join(format!("{name}.md")), page(title, "About this site.", menu, &body::of_page(name)))?;
    }
    (0..projects).into_par_iter().try_for_each(|number| {
        let project = Project::new(number, projects);
        fs::write(content.join(format!("projects/{}.md", project.slug)), project_page(&project, projects, form))
    })
}

fn page(title: &str, summary: &str, more: &str, body: &str) -> String {
    format!("+++\ntitle = \"{title}\"\nsummary = \"{summary}\"\n{more}+++\n\n{body}")
}

fn project_page(project: &Project, total: usize, form: Form) -> String {
    let mut facts = String::new();
    for (number, facet) in FACETS.iter().enumerate() {
        let value = |term: &usize| match (number, form) {
            (project::COUNTRIES, Form::Loggia) => words::COUNTRIES[*term].0.to_owned(),
            _ if facet.pages => slug(&name(number, *term)),
            _ => name(number, *term),
        };
        let values: Vec<String> = project.tags[number].iter().map(|term| format!("\"{}\"", value(term))).collect();
        facts += &match form {
            Form::Loggia if number == project::GRANTEE => format!("{} = {}\n", facet.field, values.join(", ")),
            Form::Loggia => format!("{} = [{}]\n", facet.field, values.join(", ")),
            Form::Hugo => format!("{} = [{}]\n", facet.folder, values.join(", ")),
        };
    }
    if !project.partners.is_empty() {
        let names: Vec<String> = project.partners.iter().map(|name| format!("\"{name}\"")).collect();
        facts += &format!("partners = [{}]\n", names.join(", "));
    }
    if let Some(status) = project.status {
        facts += &format!("status = \"{status}\"\n");
    }
    for (key, date) in [("start", project.start), ("end", project.end)] {
        if let Some(date) = date {
            facts += &format!("{key} = {}\n", written(date, form));
        }
    }
    if let Some(amount) = &project.amount {
        let key = if amount.up_to { "amount_up_to" } else { "amount" };
        facts += &format!("{key} = {}\ncurrency = \"{}\"\n", amount.units, amount.currency);
    }
    for (key, links) in [("links", &project.links), ("documents", &project.documents)] {
        let links: Vec<String> = links
            .iter()
            .map(|(title, url, language)| {
                // A file of the site: Loggia takes its path, Hugo its address.
                let root = if form == Form::Hugo && url.starts_with("assets/") { "/" } else { "" };
                let language = language.map_or(String::new(), |tag| format!(", language = \"{tag}\""));
                format!("{{ title = \"{title}\", url = \"{root}{url}\"{language} }}")
            })
            .collect();
        if !links.is_empty() {
            facts += &format!("{key} = [{}]\n", links.join(", "));
        }
    }
    if project.featured {
        facts += "featured = true\n";
    }
    if let Some(day) = project.updated {
        facts += &format!("updated = {}\n", written(day, Form::Loggia));
    }
    if let Some(alias) = &project.alias {
        facts += &format!("aliases = [\"{alias}\"]\n");
    }
    if form == Form::Hugo
        && let Some(date) = project.updated.or(project.start)
    {
        let first = When { month: date.month.max(1), day: date.day.max(1), ..date };
        facts += &format!("date = {}\n", written(first, Form::Loggia));
    }
    if form == Form::Hugo {
        let related: Vec<String> =
            project.related.iter().map(|other| format!("\"{}\"", project_slug(*other))).collect();
        facts += &format!("related = [{}]\n", related.join(", "));
    }
    let links = match form {
        Form::Loggia => {
            Links { project: |slug| format!("{slug}.md"), term: |folder, slug| format!("../{folder}/{slug}.md") }
        }
        Form::Hugo => Links { project: |slug| format!("{slug}.md"), term: |folder, slug| format!("/{folder}/{slug}") },
    };
    page(&project.title, &project.summary, &facts, &body::markdown(project, total, &links))
}

fn written(date: When, form: Form) -> String {
    let When { year, month, day } = date;
    match (form, month, day) {
        (Form::Loggia, 0, _) => format!("{year}"),
        (Form::Loggia, _, 0) => format!("\"{year}-{month:02}\""),
        (Form::Loggia, ..) => format!("{year}-{month:02}-{day:02}"),
        (Form::Hugo, 0, _) => format!("\"{year}\""),
        (Form::Hugo, _, 0) => format!("\"{year}-{month:02}\""),
        (Form::Hugo, ..) => format!("\"{year}-{month:02}-{day:02}\""),
    }
}
