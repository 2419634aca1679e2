//! What the command line takes. The texts are the documentation that `--help` shows.

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::model::Base;
use crate::theme::BUILT_IN;
use crate::toml_form::{Meant, date};

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// Builds the public showcase of a funding programme.
///
/// A site is a folder with `content/site.toml`, and one Markdown file for each project in `content/projects/`.
/// Loggia turns it into a static site: a page for each project, index pages for each facet of the programme
/// (such as region, round or theme), feeds, and all that search engines and shared links ask for.
#[derive(Debug, Parser)]
#[command(name = "loggia", version, styles = STYLES, max_term_width = 100, after_help = AFTER)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

const AFTER: &str = "\
Exit status: 0 all is well; 1 the site has errors, or could not be written or shown; 2 the command was used wrongly, or
its answer could not be written.
Messages go to stderr. Colours are left out where NO_COLOR is set or the output is not a terminal.";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write the site to a folder that any static host takes
    #[command(after_help = BUILD_EXAMPLES)]
    Build(BuildArgs),
    /// Show the site in the browser while you work on it
    #[command(after_help = SERVE_EXAMPLES)]
    Serve(ServeArgs),
    /// Say everything that is wrong with the site, without writing it
    #[command(after_help = CHECK_EXAMPLES)]
    Check(CheckArgs),
    /// Show and copy files of the built-in theme, to begin your own with
    #[command(after_help = THEME_EXAMPLES)]
    Theme(ThemeArgs),
}

const BUILD_EXAMPLES: &str = "\
A site with errors is not written: what was in the output folder stays as it was. Only files that changed are \
written, files that the last build wrote and this one doesn't are removed, and nothing else in the folder is touched.

Examples:
  loggia build                                     the site of this folder, to dist/
  loggia build --base-url https://example.org/we/  for another address
  loggia build --on 2027-01-31                     as it will be on that day";

const SERVE_EXAMPLES: &str = "\
Drafts are shown and marked. A change shows at once; a mistake is shown over the page, with file and line, and goes \
away when it is mended. The server listens on this machine only (127.0.0.1). Ctrl-C ends it.

Examples:
  loggia serve --open                       and open the browser
  loggia serve --no-drafts --on 2027-01-31  the site as the public will see it on that day";

const CHECK_EXAMPLES: &str = "\
Beside errors it tells of warnings: missing alternative text, long summaries, terms that no project uses, files \
that no page refers to.

Examples:
  loggia check --strict         fail on warnings too
  loggia check --drafts         drafts, and pages outside their time, too
  loggia check --on 2027-01-31  what is published on that day
  loggia check --format short   one line each: path:line:column: error[code]: message";

const THEME_EXAMPLES: &str = "\
A theme of your own needs only the files that differ. In content/site.toml it stands before the built-in theme: \
themes = [\"mine\", \"gallery\"].

Examples:
  loggia theme list                                          all files, by their path
  loggia theme show theme.toml                               the settings that [theme] can change
  loggia theme show i18n/en.toml > themes/mine/i18n/es.toml  words to translate
  loggia theme copy home/introduction.html --to mine         a template to change";

/// Which site.
#[derive(Debug, Args)]
pub struct SiteArgs {
    /// The site's folder: the one with content/ in it
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// Make the site as it is on this day (such as 2027-01-31), for pages with `publish` and `expires` dates [default: today]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub on: Option<Date>,
}

/// A day, or what is wrong with it in plain words.
fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| match date(text) {
        Some(Meant::Day(day)) => format!("a day is written year-month-day: {day}"),
        Some(Meant::Either(one, other)) => format!("a day is written year-month-day: {one} or {other}"),
        Some(Meant::Nothing) => "there is no such day; a day is written year-month-day, such as 2027-01-31".to_owned(),
        Some(Meant::Month(_)) | None => "a day is written year-month-day, such as 2027-01-31".to_owned(),
    })
}

/// How messages look.
#[derive(Debug, Args)]
pub struct MessageArgs {
    /// How errors and warnings are shown
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// Only say what is wrong
    #[arg(long, short, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say how long each stage took; `check` also says how much is translated
    #[arg(long, short)]
    pub verbose: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With the line itself and hints
    Human,
    /// One line each: path:line:column: error[code]: message
    Short,
    /// One JSON object a line, with the same fields and the hints
    Json,
}

#[derive(Debug, Args)]
pub struct BuildArgs {
    #[command(flatten)]
    pub site: SiteArgs,
    /// Where to write the site [default: dist in the site's folder]
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// The address the site will have, instead of `base_url` in content/site.toml
    #[arg(long, value_name = "URL", value_parser = Base::parse)]
    pub base_url: Option<Base>,
    /// Include drafts and pages outside their time, marked as such: not for publishing
    #[arg(long)]
    pub drafts: bool,
    #[command(flatten)]
    pub messages: MessageArgs,
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    #[command(flatten)]
    pub site: SiteArgs,
    /// Check drafts and pages outside their time too
    #[arg(long)]
    pub drafts: bool,
    /// Exit with 1 on warnings too
    #[arg(long)]
    pub strict: bool,
    #[command(flatten)]
    pub messages: MessageArgs,
}

#[derive(Debug, Args)]
pub struct ServeArgs {
    #[command(flatten)]
    pub site: SiteArgs,
    /// The port; if it is taken, the next free one
    #[arg(long, short, value_name = "N", default_value_t = 4400)]
    pub port: u16,
    /// Open the site in the browser
    #[arg(long)]
    pub open: bool,
    /// Leave out drafts and pages outside their time, as the public will see it
    #[arg(long)]
    pub no_drafts: bool,
}

#[derive(Debug, Args)]
pub struct ThemeArgs {
    #[command(subcommand)]
    pub command: ThemeCommand,
}

#[derive(Debug, Subcommand)]
pub enum ThemeCommand {
    /// Name all files of the built-in theme
    List,
    /// Show a file of the built-in theme
    Show(ShowArgs),
    /// Copy files of the built-in theme to a theme of your own; what is there is left as it is
    Copy(CopyArgs),
}

#[derive(Debug, Args)]
pub struct ShowArgs {
    /// The file, such as theme.toml or templates/home.html; of a folder, the names of its files are shown
    pub file: String,
}

#[derive(Debug, Args)]
pub struct CopyArgs {
    /// The files, such as templates/home.html, or folders of them
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<String>,
    /// The name of your theme: its folder in themes/
    #[arg(long, value_name = "NAME", value_parser = theme_name)]
    pub to: String,
    /// The site's folder: the one with content/ in it
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
}

/// The name of an own theme, or what is wrong with it.
fn theme_name(text: &str) -> Result<String, String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if text.is_empty() || !text.chars().all(is_plain) {
        return Err("a theme's name has letters, digits, \"-\" and \"_\" only, such as \"mine\"".to_owned());
    }
    if text == BUILT_IN {
        return Err("that is the built-in theme: choose another name, such as \"mine\"".to_owned());
    }
    Ok(text.to_owned())
}
