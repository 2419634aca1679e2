//! `--help` tells of every command and option.

use crate::run::loggia;

const COMMANDS: [(&str, &[&str]); 3] = [
    ("build", &["--root", "--on", "--output", "--base-url", "--drafts", "--format", "--quiet", "--verbose", "--help"]),
    ("check", &["--root", "--on", "--drafts", "--strict", "--format", "--quiet", "--verbose", "--help"]),
    ("serve", &["--root", "--on", "--port", "--open", "--no-drafts", "--help"]),
];

#[test]
fn every_command_tells_of_its_options_and_gives_examples() {
    for (command, options) in COMMANDS {
        let ran = loggia(&[command, "--help"]).fine();
        let told: Vec<&str> = ran
            .out
            .split("Options:")
            .nth(1)
            .expect("options")
            .split_whitespace()
            .take_while(|word| *word != "Examples:")
            .filter(|word| word.starts_with("--"))
            .map(|word| word.trim_end_matches(['.', ',', ')', ':']))
            .collect();
        for option in options {
            assert!(told.contains(option), "{command} does not tell of {option}");
        }
        for option in told {
            assert!(options.contains(&option), "{command} has {option}, which this test does not know");
        }
        assert!(ran.out.contains(&format!("loggia {command}")), "{}", ran.out);
        assert!(ran.out.contains("Examples:"), "{command} gives no examples");
        // What is known of one command is short with -h.
        assert!(loggia(&[command, "-h"]).fine().out.len() <= ran.out.len());
    }
}

#[test]
fn help_and_version_are_no_mistakes() {
    let help = loggia(&["--help"]).fine();
    for (command, _) in COMMANDS {
        assert!(help.out.contains(&format!("  {command} ")), "{}", help.out);
    }
    assert!(help.out.contains("Exit status: 0"), "{}", help.out);
    assert_eq!(loggia(&["help"]).fine().out, help.out);
    assert_eq!(loggia(&["--version"]).fine().out, format!("loggia {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn help_fits_a_terminal() {
    for arguments in [&["--help"][..], &["build", "--help"], &["check", "--help"], &["serve", "--help"]] {
        let ran = loggia(arguments).fine();
        let longest = ran.out.lines().map(|line| line.chars().count()).max();
        assert!(longest <= Some(100), "{arguments:?}: {longest:?}");
    }
}
