//! `loggia build`: write the site to a folder.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::args::{BuildArgs, MessageArgs, SiteArgs};
use super::marks::{Marks, with_program};
use super::progress::Progress;
use super::{FAULTY, FINE, say, show};
use crate::collect::Publication;
use crate::diagnostic::Diagnostic;
use crate::mark::Mark;
use crate::pipeline::{self, Memo, Options, Site};
use crate::render::{self, Rendered};
use crate::source::{Sources, discover};
use crate::write::{HALF_WRITTEN, Summary, Writer, unchanged};

/// What is said where there is no site to look at.
pub const NOT_ALL: &str = "Mend what is wrong in content/site.toml or in the theme first: links, terms and figures of \
                           the pages could not be checked yet.";

/// What is said last of a site with drafts in it.
const NOT_PUBLIC: &str = "Don't publish this output: drafts, and pages before or after their time, are in it.\n";

pub fn run(args: &BuildArgs) -> u8 {
    let started = Instant::now();
    let output = args.output.clone().unwrap_or_else(|| args.site.root.join("dist"));
    let options =
        Options { publication: publication(&args.site, args.drafts), base: args.base_url.clone(), preview: None };
    let mut found = Vec::new();
    let mut times = Times::default();
    let mut sources = times.measure("read the files", || discover(&args.site.root)).take(&mut found);
    let marks = Marks::new(&sources, &options);
    let known = match found.is_empty() {
        true => times.measure("compare with the last build", || unchanged(&output, &args.site.root, marks.given)),
        false => None,
    };
    let (has_pages, mut is_assembled) = (!sources.content.is_empty(), false);
    let written = known.or_else(|| {
        let mut site = assemble(&args.site.root, &sources, &options, &mut found, &mut times)?;
        is_assembled = true;
        // A sixth of what a large site takes.
        sources.content = Vec::new();
        site.forget_texts();
        let inputs = marks.inputs(&options, &site);
        let given = found.is_empty().then_some(marks.given);
        let summary = write(&site, (inputs, given), args, &output, started, &mut found, &mut times);
        // The program ends here: giving back the memory of a large site piece by piece would only take time.
        std::mem::forget(site);
        summary
    });
    std::mem::forget(sources);
    let found = pipeline::in_order(found);
    let shown: Vec<Diagnostic> = found.iter().filter(|one| one.is_error() || !args.messages.quiet).cloned().collect();
    show::all(&shown, args.messages.format);
    match written {
        Some(summary) => {
            let answer = told(&args.messages, &output, &summary, &found, started.elapsed());
            let warned = if args.drafts { NOT_PUBLIC } else { "" };
            say::last(&(answer + &times.told(&args.messages) + warned), args.messages.format, FINE)
        }
        None => {
            if !args.messages.quiet {
                let half_written = found.iter().any(|one| one.code == HALF_WRITTEN);
                let end = if half_written { "; the site is half-written." } else { "; the site was not written." };
                say::beside(&format!("{}{end}", show::tally(&found)));
                if !is_assembled && has_pages {
                    say::beside(NOT_ALL);
                }
            }
            FAULTY
        }
    }
}

pub fn publication(site: &SiteArgs, drafts: bool) -> Publication {
    let on = site.on.unwrap_or_else(|| jiff::ZonedDateTime::now().date());
    Publication { on, drafts }
}

/// The site, inspected; `None` where it can't be made.
pub fn assemble(
    root: &Path,
    sources: &Sources,
    options: &Options,
    found: &mut Vec<Diagnostic>,
    times: &mut Times,
) -> Option<Site> {
    let assembled = || pipeline::assemble(sources, options, &mut Memo::default());
    let site = times.measure("parse, collect, plan", assembled).take(found);
    for diagnostic in found.iter_mut().filter(|one| one.code == "no-config") {
        diagnostic.hints.insert(0, format!("Loggia looked in the folder {}", shown_path(root)));
    }
    let site = site?;
    found.extend(times.measure("check", || pipeline::inspect(&site)));
    Some(site)
}

fn write(
    site: &Site,
    (inputs, given): (Mark, Option<Mark>),
    args: &BuildArgs,
    output: &Path,
    started: Instant,
    found: &mut Vec<Diagnostic>,
    times: &mut Times,
) -> Option<Summary> {
    if found.iter().any(Diagnostic::is_error) {
        // Templates may have mistakes of their own: tell of them in the same run.
        found.extend(pipeline::faults(site));
        return None;
    }
    let mut writer = match Writer::open(output, Some(&args.site.root)) {
        Ok(writer) => writer,
        Err(diagnostic) => {
            found.push(diagnostic);
            return None;
        }
    };
    if writer.recovered() && !args.messages.quiet {
        say::beside(&format!(
            "The last build into {} was interrupted and left it half-written. This build puts it right.",
            shown_path(output)
        ));
    }
    if let Some(summary) = writer.made_from(inputs, given) {
        return Some(summary);
    }
    let writer = writer;
    let (drawn, indexed) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let progress = Progress::new(site.plan().pages.len(), started, args.messages.quiet);
    let failed = times.measure("render and write", || {
        pipeline::render(site, &|planned, rendered| {
            let path = planned.route.output();
            match rendered {
                Rendered::Bytes(bytes) => writer.file(&path, &bytes)?,
                Rendered::Shared(bytes) => writer.file(&path, bytes)?,
                Rendered::File(from) => writer.copy(&path, from)?,
                Rendered::Picture(picture) => {
                    let draw = || {
                        drawn.fetch_add(1, Ordering::Relaxed);
                        render::draw(planned, &picture)
                    };
                    writer.drawn(&path, with_program(picture.mark()), draw)?;
                }
                Rendered::Index(index) => {
                    let make = || {
                        indexed.fetch_add(1, Ordering::Relaxed);
                        render::index(planned, &index)
                    };
                    writer.drawn(&path, with_program(index.mark()), make)?;
                }
            }
            progress.step();
            Ok(())
        })
    });
    progress.finish();
    (times.pictures, times.indexes) = (drawn.into_inner(), indexed.into_inner());
    if !failed.is_empty() {
        found.extend(failed);
        return None;
    }
    match times.measure("put in place", || writer.finish()) {
        Ok(summary) => Some(summary),
        Err(diagnostic) => {
            found.push(diagnostic);
            None
        }
    }
}

/// What the build answers, for stdout.
fn told(messages: &MessageArgs, output: &Path, summary: &Summary, found: &[Diagnostic], took: Duration) -> String {
    if messages.quiet {
        return String::new();
    }
    let (files, size) = (summary.files(), size(summary.bytes));
    let parts = [
        (summary.created, "new"),
        (summary.changed, "changed"),
        (summary.unchanged, "unchanged"),
        (summary.removed, "removed"),
    ];
    let parts: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    let tally = if found.is_empty() { String::new() } else { format!("; {}", show::tally(found)) };
    format!(
        "Built {files} files ({size}) in {} in {}.\n  {}{tally}\n",
        shown_path(output),
        seconds(took),
        parts.join(", ")
    )
}

fn shown_path(path: &Path) -> String {
    let path: PathBuf = path.components().filter(|part| !matches!(part, std::path::Component::CurDir)).collect();
    if path.as_os_str().is_empty() { "./".to_owned() } else { format!("{}/", path.display()) }
}

#[expect(clippy::cast_precision_loss, reason = "shown with one decimal")]
fn size(bytes: u64) -> String {
    let kilobytes = bytes as f64 / 1000.0;
    if kilobytes < 1000.0 { format!("{kilobytes:.0} kB") } else { format!("{:.1} MB", kilobytes / 1000.0) }
}

fn seconds(took: Duration) -> String {
    if took.as_secs_f64() < 0.995 { format!("{} ms", took.as_millis()) } else { format!("{:.1} s", took.as_secs_f64()) }
}

/// How long each stage took, and how much was made that takes long, for `--verbose`.
#[derive(Default)]
pub struct Times {
    stages: Vec<(&'static str, Duration)>,
    pictures: usize,
    indexes: usize,
}

impl Times {
    pub fn measure<T>(&mut self, stage: &'static str, work: impl FnOnce() -> T) -> T {
        let started = Instant::now();
        let value = work();
        self.stages.push((stage, started.elapsed()));
        value
    }

    pub fn told(&self, messages: &MessageArgs) -> String {
        if !messages.verbose {
            return String::new();
        }
        let stages = self.stages.iter().map(|(stage, took)| (seconds(*took), *stage));
        let made = [(self.pictures, "pictures drawn anew"), (self.indexes, "files of the search index made anew")];
        let made = made.into_iter().map(|(count, what)| (count.to_string(), what));
        stages.chain(made).map(|(much, what)| format!("  {much:>8}  {what}\n")).collect()
    }
}
