//! The command itself, run as an editor or a build server would run it: what it writes, says and answers.

#[path = "cli/again.rs"]
mod again;
#[path = "cli/answer.rs"]
mod answer;
#[path = "cli/build.rs"]
mod build;
#[path = "cli/help.rs"]
mod help;
#[path = "cli/interrupted.rs"]
mod interrupted;
#[path = "cli/messages.rs"]
mod messages;
#[path = "cli/names.rs"]
mod names;
#[path = "cli/pictures.rs"]
mod pictures;
#[path = "cli/run.rs"]
mod run;
#[path = "cli/search.rs"]
mod search;
#[path = "cli/theme.rs"]
mod theme;
#[path = "cli/trouble.rs"]
mod trouble;
