//! The cases of building: from nothing, and again after a change. Everybody takes their turn at each step.

use std::fs;
use std::path::{Path, PathBuf};

use super::check::{self, Size};
use super::expected::Expected;
use super::project::{name, project_slug};
use super::report::{FULL, Results, START};
use super::systems::{Name, Systems};
use super::{Outcome, at, project, say};

/// One build of each, the check of what they did, and how much it is. The disk alone is told whose files it is to write.
pub fn first(systems: &Systems, expected: &Expected) -> Outcome<Vec<(Name, Size)>> {
    let mut sizes = Vec::new();
    for name in &systems.names {
        say(&format!("{}: first build and check", name.title()));
        if let Some(model) = name.model() {
            systems.note_files(*name, model)?;
        }
        systems.build(*name)?;
        let output = systems.output(*name);
        if name.builds() {
            check::site(name.title(), &output, expected, *name != Name::Gallery)?;
        }
        sizes.push((*name, check::size(&output)?));
    }
    let alike = sizes.iter().filter(|(name, _)| *name != Name::Gallery && name.builds());
    check::compare(&alike.map(|(name, size)| (name.title(), *size)).collect::<Vec<_>>())?;
    Ok(sizes)
}

/// The output folder is moved away before each build, and that isn't measured.
pub fn from_nothing(systems: &Systems, runs: usize, results: &mut Results) -> Outcome<()> {
    for run in 1..=runs {
        say(&format!("full build, {run} of {runs}"));
        for name in &systems.names {
            systems.set_aside(*name)?;
            if let Some(start) = systems.start(*name) {
                results.add(START, *name, start?);
            }
            results.add(FULL, *name, systems.build(*name)?);
        }
    }
    Ok(())
}

type Change = fn(&Systems, Name, usize) -> Outcome<()>;

/// The site changes a little more with each step; the output is that of the step before.
const STEPS: [(&str, Change); 4] = [
    ("nothing changed", |_, _, _| Ok(())),
    ("after an edit", edit),
    ("after a new term", new_term),
    ("after a template edit", edit_template),
];

pub fn again(systems: &Systems, runs: usize, results: &mut Results) -> Outcome<()> {
    // What Hugo makes of related pages shows in the full build.
    let names: Vec<Name> =
        systems.names.iter().copied().filter(|name| name.builds() && *name != Name::HugoRelated).collect();
    for name in &names {
        systems.build(*name)?;
    }
    for run in 1..=runs {
        for (step, change) in STEPS {
            say(&format!("{step}, {run} of {runs}"));
            for name in &names {
                // The gallery is inside the program: nobody edits its templates.
                if step == "after a template edit" && *name == Name::Gallery {
                    continue;
                }
                change(systems, *name, run)?;
                results.add(step, *name, systems.build(*name)?);
            }
        }
    }
    Ok(())
}

/// What only the gallery theme has, and what the site's configuration leaves out of the other cases: what that is called
/// there, and the cases with it.
pub struct Extra {
    setting: &'static str,
    full: &'static str,
    edited: &'static str,
    /// To what is changed of a project's file, so that it shows in this.
    edit: fn(&str, usize) -> String,
}

pub const SEARCH: Extra = Extra {
    setting: "search",
    full: "full build with search",
    edited: "after an edit with search",
    edit: |text, run| format!("{text}This was added to be found, {run}.\n"),
};

pub const CARDS: Extra = Extra {
    setting: "share_cards",
    full: "full build with share cards",
    edited: "after an edit with share cards",
    edit: |text, run| text.replacen("title = \"", &format!("title = \"{run}: "), 1),
};

/// Builds with it, to be read against the ones without.
pub fn with(extra: &Extra, systems: &Systems, runs: usize, results: &mut Results) -> Outcome<()> {
    let name = Name::Gallery;
    if !systems.names.contains(&name) {
        return Ok(());
    }
    let config = systems.site(name).join("content/site.toml");
    let (off, on) = (format!("{} = false", extra.setting), format!("{} = true", extra.setting));
    change(&config, |text| text.replace(&off, &on))?;
    for run in 1..=runs {
        say(&format!("{}, {run} of {runs}", extra.full));
        systems.set_aside(name)?;
        results.add(extra.full, name, systems.build(name)?);
        change(&project_file(systems, name, 0), |text| (extra.edit)(text, run))?;
        results.add(extra.edited, name, systems.build(name)?);
    }
    change(&config, |text| text.replace(&on, &off))
}

/// The file of a project.
pub fn project_file(systems: &Systems, name: Name, number: usize) -> PathBuf {
    systems.site(name).join(format!("content/projects/{}.md", project_slug(number)))
}

fn edit(systems: &Systems, name: Name, run: usize) -> Outcome<()> {
    change(&project_file(systems, name, 0), |text| format!("{text}This was added in edit {run}.\n"))
}

/// A project gets a grantee that no other has.
fn new_term(systems: &Systems, system: Name, run: usize) -> Outcome<()> {
    const NEW: &str = "New Grantee ";
    let first = name(project::GRANTEE, 1);
    let (before, now) =
        if run == 1 { (first, format!("{NEW}1")) } else { (format!("{NEW}{}", run - 1), format!("{NEW}{run}")) };
    change(&project_file(systems, system, 1), |text| text.replace(&format!("\"{before}\""), &format!("\"{now}\"")))
}

/// Words that stand on every page.
fn edit_template(systems: &Systems, name: Name, run: usize) -> Outcome<()> {
    let template = if name.is_hugo() { "layouts/baseof.html" } else { "themes/bench/templates/base.html" };
    change(&systems.site(name).join(template), |text| {
        text.replace("Skip to content", &format!("Skip to content {run}"))
    })
}

/// A change that changes nothing would measure the wrong thing.
fn change(file: &Path, change: impl Fn(&str) -> String) -> Outcome<()> {
    let before = fs::read_to_string(file).map_err(at(file))?;
    let after = change(&before);
    if after == before {
        return Err(format!("{} could not be changed as the case wants it", file.display()));
    }
    fs::write(file, after).map_err(at(file))
}
