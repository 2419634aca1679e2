//! Files of the site's own themes that change nothing: a slip in a name would go unnoticed otherwise.

use super::embedded;
use super::layers::Layer;
use super::misplaced;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, TextFile, did_you_mean};
use crate::language::Wording;

/// Templates and words that nothing asks for, templates that stand behind others of their name, and empty ones.
pub fn check(layers: &[Layer<'_>], config: &Config) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (number, layer) in layers.iter().enumerate().filter(|(_, layer)| !layer.is_built_in()) {
        for (name, file) in layer.templates() {
            // Components are known in all templates without naming their file.
            let named = file.text.contains("component ")
                || mentions(layers, name)
                || super::shared_name(name).is_some_and(|part| {
                    is_shown(layers, &part_named(part)) || mentions(layers, &format!("shared[\"{part}\"]"))
                });
            // That a site's own theme has another's templates is what layers are for; the built-in one has them all.
            let before = layers[..number].iter().find(|before| before.is_built_in() && is_known(name));
            if let Some(before) = before.filter(|_| !mentions(layers, &format!("{}/{name}", layer.name))) {
                found.push(
                    Diagnostic::warning(
                        "leftover",
                        format!("this is never used: `{}` has a file of that name too", before.name),
                    )
                    .at(file.whole())
                    .hint(format!(
                        "the first theme in the list wins; to have this one win: themes = [\"{}\", \"{}\"]",
                        layer.name, before.name
                    )),
                );
            } else if let Some(part) = super::shared_name(name).filter(|_| !named) {
                found.push(
                    Diagnostic::warning(
                        "leftover",
                        format!("no page shows this: no template has `{}`", part_named(part)),
                    )
                    .at(file.whole())
                    .hint(format!("it stands where a template says {{{{ {} | safe }}}}", part_named(part))),
                );
            } else if super::is_sheet(name) && !is_known(name) && !misplaced::is_named(layers, name) {
                found.push(misplaced::unloaded(name, &file.path));
            } else if !named && !super::is_sheet(name) && !is_known(name) {
                let better = misplaced::belongs(name).filter(|better| *better != format!("templates/{name}"));
                let better = better.map(|better| format!("move it to themes/{}/{better}", layer.name));
                let meant = if better.is_none() { did_you_mean(name, known()) } else { None };
                found.push(
                    Diagnostic::warning(
                        "leftover",
                        "no page is made of this: Loggia asks for no template of that name",
                    )
                    .at(file.whole())
                    .hints(better)
                    .hints(meant)
                    .hint("a part that other templates take in is named in one of them"),
                );
            } else if file.text.trim().is_empty() {
                found.push(
                    Diagnostic::warning("leftover", "this template is empty, and so are the pages made of it")
                        .at(file.whole())
                        .hint("delete it to have that of the theme below"),
                );
            }
        }
        for edition in &config.languages {
            let path = format!("i18n/{}.toml", edition.language.tag());
            found.extend(layer.files.texts.get(&path).into_iter().flat_map(|file| unknown_words(layers, file)));
        }
    }
    found
}

/// Words that neither the built-in theme has nor a template asks for.
fn unknown_words(layers: &[Layer<'_>], file: &TextFile) -> Vec<Diagnostic> {
    let known = embedded::GALLERY.texts.get("i18n/en.toml").map(|file| Wording::parse(file).value).unwrap_or_default();
    let own = Wording::parse(file).value;
    let unknown = own.keys().filter(|key| !known.keys().any(|known| known == *key));
    unknown
        .filter(|key| !mentions(layers, &format!("\"{key}\"")) && !mentions(layers, &format!("'{key}'")))
        .map(|key| {
            Diagnostic::warning("leftover", format!("no template asks for the words `{key}`"))
                .at(Wording::place(file, key).unwrap_or_else(|| file.whole()))
                .hints(did_you_mean(key, known.keys()))
        })
        .collect()
}

/// How templates name a part that pages share.
fn part_named(part: &str) -> String {
    format!("shared.{part}")
}

/// Does a template name this part, and not one whose name begins like it?
fn is_shown(layers: &[Layer<'_>], part: &str) -> bool {
    let ends = |rest: &str| !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_');
    let in_text = |text: &str| text.match_indices(part).any(|(at, _)| ends(&text[at + part.len()..]));
    layers.iter().flat_map(Layer::templates).any(|(_, file)| in_text(&file.text))
}

fn mentions(layers: &[Layer<'_>], text: &str) -> bool {
    layers.iter().flat_map(Layer::templates).any(|(_, file)| file.text.contains(text))
}

/// Every template of the built-in theme: it has all that Loggia asks for.
pub fn known() -> impl Iterator<Item = &'static str> {
    embedded::GALLERY.texts.keys().filter_map(|path| path.strip_prefix("templates/"))
}

pub fn is_known(name: &str) -> bool {
    known().any(|known| known == name)
}
