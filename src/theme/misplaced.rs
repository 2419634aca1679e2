//! Files of the site's own themes that lie where nothing looks for them: all would stay as it was, without a word.
//!
//! Start at [`check`]. [`belongs`] tells where a file should be, by what it is called.

use std::collections::BTreeSet;

use super::embedded;
use super::layers::Layer;
use super::leftovers::{is_known, known};
use super::words;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Location, close_to};
use crate::language::{Language, code_of_name};
use crate::source::Sources;

/// The folders of a theme.
const FOLDERS: [&str; 3] = ["templates", "static", "i18n"];

pub fn check(layers: &[Layer<'_>], config: &Config, sources: &Sources) -> Vec<Diagnostic> {
    let mut found = unnamed(config, sources);
    for layer in layers.iter().filter(|layer| !layer.is_built_in()) {
        for (path, file) in &layer.files.texts {
            let diagnostic = match path.split_once('/') {
                Some(("templates", _)) => None,
                Some(("i18n", name)) => words_of(layer, name, config),
                _ => belongs(path).map(|better| moved(layer, &better)),
            };
            found.extend(diagnostic.map(|diagnostic| diagnostic.at(file.whole())));
        }
        for name in layer.files.statics.keys() {
            if name.contains('/') && is_known(name) {
                let place = Location::file(format!("themes/{}/static/{name}", layer.name));
                found.push(moved(layer, &format!("templates/{name}")).at(place));
            } else if name.ends_with(".css") && !is_named(layers, name) {
                found.push(unloaded(name, &format!("themes/{}/static/{name}", layer.name)));
            }
        }
    }
    found
}

/// Static files with the name of a style sheet that a template makes: they would stand at the same address.
pub fn in_the_way(layers: &[Layer<'_>], sheets: &[String]) -> Vec<(String, Diagnostic)> {
    let mut found = Vec::new();
    for layer in layers {
        for name in sheets.iter().filter(|name| layer.files.statics.contains_key(*name)) {
            let folder = format!("themes/{}", layer.name);
            let mut diagnostic =
                Diagnostic::error("same-address", format!("`{name}` is a style sheet that is made from a template"))
                    .at(Location::file(format!("{folder}/static/{name}")))
                    .hint(format!("to replace it as a whole, move this file to {folder}/templates/{name}"));
            if is_known(name) {
                diagnostic = diagnostic.hint(format!(
                    "to change a part of it only, replace that part, such as {folder}/templates/styles/body.css"
                ));
            }
            found.push((name.clone(), diagnostic));
        }
    }
    found
}

/// Theme folders that the site doesn't name.
fn unnamed(config: &Config, sources: &Sources) -> Vec<Diagnostic> {
    let named: BTreeSet<&str> = config.themes.iter().map(|theme| theme.value.as_str()).collect();
    let folders = sources.themes.keys().filter(|name| !named.contains(name.as_str()));
    folders
        .map(|name| {
            let list: Vec<String> = [name.as_str()]
                .into_iter()
                .chain(config.themes.iter().map(|theme| theme.value.as_str()))
                .map(|name| format!("\"{name}\""))
                .collect();
            Diagnostic::warning("leftover", format!("the theme \"{name}\" is not used: `themes` doesn't name it"))
                .at(Location::file(format!("themes/{name}")))
                .hint(format!("to use it, write in content/site.toml: themes = [{}]", list.join(", ")))
        })
        .collect()
}

fn moved(layer: &Layer<'_>, better: &str) -> Diagnostic {
    Diagnostic::warning("leftover", "this file is not used: nothing looks for it here")
        .hint(format!("move it to themes/{}/{better}", layer.name))
}

/// A style sheet that no page loads.
pub fn unloaded(name: &str, path: &str) -> Diagnostic {
    let mut diagnostic =
        Diagnostic::warning("leftover", "no page loads this: no template names it").at(Location::file(path));
    let own = known().filter(|known| known.rsplit('/').next() == Some(name) && *known != name);
    diagnostic = diagnostic.hints(own.map(|own| format!("the gallery's file of that name is templates/{own}")));
    let tag = format!("<link rel=\"stylesheet\" href=\"{{{{ asset(path=\"{name}\") }}}}\">");
    diagnostic.hint(format!("a page loads it by this line in a template: {tag}"))
}

/// Does a template, or another static file, have this file's name in it?
pub fn is_named(layers: &[Layer<'_>], name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    // Not another's whose name ends like it.
    let names_it = |text: &str| {
        text.match_indices(last).any(|(at, _)| {
            let before = &text[..at];
            let path = name.strip_suffix(last).unwrap_or_default();
            before.ends_with(['"', '\'', '`', '('])
                || before.ends_with("./")
                || !path.is_empty() && before.ends_with(path)
        })
    };
    let in_templates = || layers.iter().flat_map(Layer::templates).any(|(_, file)| names_it(&file.text));
    let in_statics = || {
        let others = layers.iter().flat_map(|layer| &layer.files.statics).filter(|(other, _)| *other != name);
        let mut texts = others.filter(|(other, _)| other.ends_with(".css") || other.ends_with(".js"));
        texts.any(|(_, bytes)| names_it(&String::from_utf8_lossy(bytes)))
    };
    in_templates() || in_statics()
}

/// Words of a language that the site doesn't have, or in a file that isn't named like one.
fn words_of(layer: &Layer<'_>, name: &str, config: &Config) -> Option<Diagnostic> {
    let (stem, ending) = name.rsplit_once('.').filter(|_| !name.contains('/'))?;
    if !ending.eq_ignore_ascii_case("toml") {
        let is_words = ["json", "yaml", "yml", "ftl", "po"].contains(&ending);
        return is_words.then(|| {
            Diagnostic::warning("leftover", "these words are not used: they are read from files that end in .toml")
                .hint(format!("write them into themes/{}/i18n/{stem}.toml, each as key = \"text\"", layer.name))
        });
    }
    let asked = words::asked_for(config);
    if ending == "toml" && asked.contains(stem) {
        return None;
    }
    let warning = |why: &str| Diagnostic::warning("leftover", format!("these words are not used: {why}"));
    let tag = Language::usual_tag(stem).or_else(|| code_of_name(stem));
    let tag = asked.iter().find(|tag| tag.eq_ignore_ascii_case(stem)).cloned().or(tag);
    match tag {
        None => Some(warning(&format!("there is no language \"{stem}\"")).hint(format!(
            "name the file after the language's code, such as themes/{}/i18n/{}.toml",
            layer.name,
            config.language().tag()
        ))),
        Some(tag) if tag != stem || ending != "toml" => Some(
            warning("the file is not named after the language's code")
                .hint(format!("rename it to themes/{}/i18n/{tag}.toml", layer.name)),
        ),
        // A theme may have more languages than a site; those of the gallery come with every copy of it.
        Some(tag) if embedded::GALLERY.texts.contains_key(&format!("i18n/{tag}.toml")) => None,
        Some(tag) => {
            let base = tag.split('-').next().unwrap_or(&tag);
            let near = asked.iter().find(|asked| asked.split('-').next() == Some(base));
            let has_near = near.is_some_and(|near| layer.files.texts.contains_key(&format!("i18n/{near}.toml")));
            let languages = config.languages.iter().skip(1).map(|edition| edition.language.tag());
            let list: Vec<String> = languages.chain([&*tag]).map(|tag| format!("\"{tag}\"")).collect();
            (!has_near).then(|| {
                warning(&format!("the site has no language \"{tag}\""))
                    .hints(near.map(|near| {
                        format!("if they are for \"{near}\", rename the file to themes/{}/i18n/{near}.toml", layer.name)
                    }))
                    .hint(format!(
                        "to have that language, write in content/site.toml: languages = [{}]",
                        list.join(", ")
                    ))
            })
        }
    }
}

/// Where a file outside of a theme's folders belongs, if its name tells.
pub fn belongs(path: &str) -> Option<String> {
    if path == "theme.toml" || path.split('/').any(|part| part == "node_modules") {
        return None;
    }
    let (first, rest) = path.split_once('/').unwrap_or(("", path));
    // A folder whose name has a slip, or one that lies in another.
    if let Some(folder) = FOLDERS.iter().find(|folder| first == **folder || is_slip(first, folder)) {
        return Some(format!("{folder}/{rest}"));
    }
    // The gallery's template of that name, whatever folder it lies in.
    let ends = path.match_indices('/').map(|(at, _)| &path[at + 1..]);
    if let Some(name) = [path].into_iter().chain(ends).find(|name| is_known(name)) {
        return Some(format!("templates/{name}"));
    }
    if !first.is_empty() {
        return None;
    }
    let (stem, ending) = path.rsplit_once('.')?;
    match ending {
        "toml" if is_slip(path, "theme.toml") => Some("theme.toml".to_owned()),
        "toml" => Language::exists(stem).is_ok().then(|| format!("i18n/{path}")),
        "html" | "css" => {
            let within = known().find(|known| known.rsplit('/').next() == Some(path));
            let folder = if ending == "css" { "static" } else { "templates" };
            Some(within.map_or_else(|| format!("{folder}/{path}"), |name| format!("templates/{name}")))
        }
        "js" | "svg" => Some(format!("static/{path}")),
        _ => None,
    }
}

fn is_slip(name: &str, meant: &str) -> bool {
    name != meant && name.len().abs_diff(meant.len()) <= 2 && !close_to(name, [meant]).is_empty()
}
