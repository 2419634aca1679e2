//! `loggia theme`: what the built-in theme is made of, and an own theme that begins with it.

use std::fs;
use std::path::Path;

use crate::run::{Site, files, loggia};

#[test]
fn the_list_names_every_file_and_each_can_be_shown() {
    let list = loggia(&["theme", "list"]).fine().out;
    let gallery = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/gallery"));
    assert_eq!(list.lines().collect::<Vec<_>>(), gallery.keys().collect::<Vec<_>>());
    for path in ["theme.toml", "i18n/en.toml", "templates/styles/body.css", "static/search.js"] {
        assert_eq!(loggia(&["theme", "show", path]).fine().out.as_bytes(), gallery[path]);
    }
    // As other templates and the folder of the source name it.
    for path in ["home.html", "themes/gallery/templates/home.html"] {
        assert_eq!(loggia(&["theme", "show", path]).fine().out.as_bytes(), gallery["templates/home.html"]);
    }
    assert!(loggia(&["theme", "show", "i18n"]).fine().out.contains("i18n/en.toml\n"));
}

#[test]
fn a_copied_template_takes_the_place_of_the_theme_s() {
    let site = Site::small();
    let ran = site.run(&["theme", "copy", "home/introduction.html", "styles/", "--to", "mine"]).fine();
    assert!(ran.out.contains("Copied to themes/mine/templates/home/introduction.html\n"), "{}", ran.out);
    assert!(site.path("themes/mine/templates/styles/body.css").is_file());
    assert!(ran.out.ends_with("content/site.toml: themes = [\"mine\", \"gallery\"]\n"), "{}", ran.out);
    let config = site.read("content/site.toml");
    site.write("content/site.toml", format!("themes = [\"mine\", \"gallery\"]\n{config}"));
    site.append("themes/mine/templates/home/introduction.html", "<p>Welcome to ours.</p>\n");
    site.run(&["build"]).fine();
    assert!(site.read("dist/index.html").contains("Welcome to ours."));
    let again = site.run(&["theme", "copy", "theme.toml", "--to", "mine"]).fine();
    assert_eq!(again.out, "Copied to themes/mine/theme.toml\n");
    site.run(&["check", "--strict"]).fine();
}

#[test]
fn the_whole_theme_can_be_copied() {
    let site = Site::small();
    site.run(&["theme", "copy", "theme.toml", "templates", "static", "i18n", "--to", "mine"]).fine();
    let config = site.read("content/site.toml");
    site.write("content/site.toml", format!("themes = [\"mine\"]\n{config}"));
    site.run(&["check", "--strict"]).fine();
}

#[test]
fn what_is_there_is_left_as_it_is() {
    let site = Site::small();
    site.write("themes/mine/templates/home.html", "Mine.");
    let ran = site.run(&["theme", "copy", "home.html", "page.html", "--to", "mine"]).faulty();
    assert!(ran.err.contains("themes/mine/templates/home.html"), "{}", ran.err);
    assert!(ran.err.contains("was left as it is"), "{}", ran.err);
    assert_eq!(site.read("themes/mine/templates/home.html"), "Mine.");
    assert!(ran.out.starts_with("Copied to themes/mine/templates/page.html\n"), "{}", ran.out);
}

#[test]
fn a_slip_is_told_and_nothing_is_copied() {
    let site = Site::small();
    let wrong: [(&[&str], &str); 4] = [
        (&["hom.html", "page.html", "--to", "mine"], "did you mean"),
        (&["page.html", "--to", "gallery"], "that is the built-in theme"),
        (&["page.html", "--to", "../mine"], "a theme's name has letters"),
        (&["page.html"], "--to"),
    ];
    for (arguments, words) in wrong {
        let ran = site.run(&[&["theme", "copy"], arguments].concat());
        assert_eq!(ran.status, Some(2), "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains(words), "{arguments:?}: {}", ran.err);
    }
    assert_eq!(loggia(&["theme", "show", "nothing.html"]).status, Some(2));
    assert!(!site.path("themes").exists());
    fs::remove_file(site.path("content/site.toml")).expect("removed");
    let ran = site.run(&["theme", "copy", "page.html", "--to", "mine"]).faulty();
    assert!(ran.err.contains("there is no content/site.toml"), "{}", ran.err);
    assert!(!site.path("themes").exists());
}

#[test]
fn each_part_of_the_command_tells_of_itself() {
    let help = loggia(&["theme", "--help"]).fine();
    for part in ["  list ", "  show ", "  copy ", "Examples:", "loggia theme copy"] {
        assert!(help.out.contains(part), "{part}: {}", help.out);
    }
    assert!(loggia(&["--help"]).fine().out.contains("  theme "));
    for arguments in [&["theme", "--help"][..], &["theme", "copy", "--help"], &["theme", "show", "--help"]] {
        let longest = loggia(arguments).fine().out.lines().map(|line| line.chars().count()).max();
        assert!(longest <= Some(100), "{arguments:?}: {longest:?}");
    }
}
