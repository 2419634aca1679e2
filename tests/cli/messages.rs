//! How the command answers and says what is wrong.

use serde_json::Value;

use crate::run::{Ran, Site, command, loggia, page};

/// One error with a suggestion, one warning, and one error about a file as a whole.
fn faulty() -> Site {
    let site = Site::small();
    site.write("content/projects/a.md", "+++\ntitle = \"Alpha\"\nsummary = \"The first.\"\nsumary = 1\n+++\n\n# One\n");
    site.write("content/projects/B.md", page("Beta", "The second."));
    site
}

#[test]
fn a_wrong_use_is_told_apart_from_a_faulty_site() {
    let wrong: [&[&str]; 8] = [
        &[],
        &["biuld"],
        &["build", "--outptu", "x"],
        &["build", "--on", "31.1.2027"],
        &["build", "--base-url", "example.org"],
        &["build", "--quiet", "--verbose"],
        &["check", "--format", "xml"],
        &["serve", "--port", "99999"],
    ];
    for arguments in wrong {
        let ran = loggia(arguments);
        assert_eq!(ran.status, Some(2), "{arguments:?}: {}", ran.err);
        assert_eq!(ran.out, "", "{arguments:?}");
        assert!(!ran.err.is_empty(), "{arguments:?}");
    }
    assert!(loggia(&["biuld"]).err.contains("'build'"));
}

#[test]
fn a_day_that_can_not_be_read_is_told_with_the_right_form() {
    let wanted = [
        ("31.01.2027", "a day is written year-month-day: 2027-01-31"),
        ("01/31/2027", "a day is written year-month-day: 2027-01-31"),
        ("03/04/2027", "a day is written year-month-day: 2027-04-03 or 2027-03-04"),
        ("2027-02-30", "there is no such day; a day is written year-month-day, such as 2027-01-31"),
        ("2027-01", "a day is written year-month-day, such as 2027-01-31"),
        ("tomorrow", "a day is written year-month-day, such as 2027-01-31"),
    ];
    for (day, words) in wanted {
        let ran = loggia(&["check", "--on", day]);
        assert_eq!(ran.status, Some(2), "{day}");
        let line = format!("error: invalid value '{day}' for '--on <DATE>': {words}");
        assert_eq!(ran.err.lines().next(), Some(line.as_str()), "{}", ran.err);
    }
}

#[test]
fn a_folder_that_is_no_site_says_so() {
    let site = Site::empty();
    for command in ["build", "check"] {
        let ran = site.run(&[command, "--format", "short"]).faulty();
        assert!(ran.err.contains("content/site.toml: error[no-config]: there is no content/site.toml"), "{}", ran.err);
    }
    let ran = loggia(&["build", "--root", "/no/such/folder"]).faulty();
    assert!(!ran.err.contains("could not be checked"), "{}", ran.err);
    assert!(ran.err.contains("there is no content/site.toml"), "{}", ran.err);
}

#[test]
fn the_lines_that_are_offered_for_a_new_site_make_one() {
    let site = Site::empty();
    let ran = site.run(&["check"]).faulty();
    let lines: String =
        ran.err.lines().filter(|line| line.contains(" = \"")).map(|line| line.trim().to_owned() + "\n").collect();
    assert_eq!(lines.lines().count(), 4, "{}", ran.err);
    site.write("content/site.toml", lines);
    site.run(&["check", "--strict"]).fine();
    let ran = Site::empty().run(&["check", "--format", "short"]).faulty();
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    let ran = Site::empty().run(&["check", "--format", "json"]).faulty();
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
}

#[test]
fn within_a_site_the_site_is_named() {
    let site = Site::small();
    for folder in ["content", "content/projects"] {
        let folder = site.path(folder);
        let ran: Ran = command(&["build"]).current_dir(&folder).output().expect("the command runs").into();
        let ran = ran.faulty();
        let words = "run the command in the site's own, or with --root ";
        let named = ran.err.split(words).nth(1).and_then(|rest| rest.lines().next()).expect("a hint");
        let ran: Ran =
            command(&["build", "--root", named]).current_dir(&folder).output().expect("the command runs").into();
        ran.fine();
    }
}

#[test]
fn how_much_is_translated_is_told_where_it_is_asked_for() {
    let site = Site::small();
    site.write("content/projects/b.md", page("Beta", "The second."));
    site.write("content/projects/a.fr.md", page("Alpha", "Le premier."));
    site.append("content/site.toml", "languages = [\"fr\"]\n");
    let ran = site.run(&["check", "--verbose"]).fine();
    assert!(ran.out.contains("\n  1 of 2 pages are translated into \"fr\"\n"), "{}", ran.out);
    assert!(!site.run(&["check"]).fine().out.contains("translated"));
}

#[test]
fn a_site_that_can_not_be_put_together_is_said_to_be_unchecked() {
    let site = faulty();
    site.append("content/site.toml", "per_page = 0\n");
    for command in ["check", "build"] {
        let ran = site.run(&[command]).faulty();
        let said = ran.out + &ran.err;
        assert!(said.contains("links, terms and figures of the pages could not be checked yet"), "{said}");
        assert!(!said.contains("Checked 0"), "{said}");
    }
    let ran = faulty().run(&["check"]).faulty();
    assert!(!(ran.out + &ran.err).contains("could not be checked"));
}

#[test]
fn short_is_one_line_for_each() {
    let ran = faulty().run(&["check", "--format", "short"]).faulty();
    let lines: Vec<&str> = ran.err.lines().collect();
    assert_eq!(lines.len(), 3, "{}", ran.err);
    assert!(lines[0].starts_with("content/projects/B.md: error[file-name]: "), "{}", lines[0]);
    assert_eq!(lines[1], "content/projects/a.md:4:1: error[unknown-key]: there is no key `sumary` here");
    assert!(lines[2].starts_with("content/projects/a.md:7:1: warning[heading-level]: "), "{}", lines[2]);
    assert_eq!(ran.out.lines().last().map(|line| line.ends_with("2 errors and 1 warning.")), Some(true), "{}", ran.out);
}

#[test]
fn json_is_an_object_for_each() {
    let ran = faulty().run(&["check", "--format", "json"]).faulty();
    let messages: Vec<Value> = ran.err.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(messages.len(), 3);
    for message in &messages {
        let mut keys: Vec<&String> = message.as_object().expect("an object").keys().collect();
        keys.sort();
        assert_eq!(keys, ["code", "column", "hints", "line", "message", "path", "related", "severity", "text"]);
    }
    let key = &messages[1];
    assert_eq!(key["path"], "content/projects/a.md");
    assert_eq!((&key["line"], &key["column"]), (&Value::from(4), &Value::from(1)));
    assert_eq!(key["text"], "sumary = 1");
    assert_eq!(key["severity"], "error");
    assert_eq!(key["hints"][0], "did you mean \"summary\"?");
    let file = &messages[0];
    assert!(file["line"].is_null() && file["text"].is_null(), "{file}");
}

#[test]
fn people_see_the_line_itself_and_a_way_out() {
    let ran = faulty().run(&["check"]).faulty();
    for part in ["error[unknown-key]", "content/projects/a.md:4:1", "sumary = 1", "^^^^^^", "did you mean \"summary\"?"]
    {
        assert!(ran.err.contains(part), "{part}: {}", ran.err);
    }
}

#[test]
fn messages_go_to_stderr_alone() {
    for format in ["human", "short", "json"] {
        let ran = faulty().run(&["check", "--format", format]).faulty();
        assert!(!ran.out.contains("sumary"), "{}", ran.out);
        assert!(ran.err.contains("sumary"), "{}", ran.err);
    }
}

#[test]
fn check_writes_nothing() {
    let site = Site::small();
    let ran = site.run(&["check"]).fine();
    assert!(ran.out.starts_with("Checked "), "{}", ran.out);
    assert!(ran.out.contains("no errors, no warnings"), "{}", ran.out);
    assert!(!site.path("dist").exists());
}

#[test]
fn warnings_fail_only_where_they_are_asked_to() {
    let site = Site::small();
    site.write("assets/unused.pdf", "x");
    let ran = site.run(&["check", "--format", "short"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(ran.err.starts_with("assets/unused.pdf: warning[unused-asset]: "), "{}", ran.err);
    site.run(&["check", "--strict"]).faulty();
    let ran = site.run(&["check", "--quiet"]);
    assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (Some(0), "", ""));
    let ran = site.run(&["check", "--quiet", "--strict", "--format", "short"]).faulty();
    assert!(ran.err.contains("unused-asset"), "{}", ran.err);
    let ran = site.run(&["build"]);
    assert_eq!(ran.status, Some(0));
    assert!(ran.out.contains("; 1 warning"), "{}", ran.out);
}

#[test]
fn drafts_are_checked_where_they_are_asked_for() {
    let site = Site::small();
    let draft = "+++\ntitle = \"Beta\"\nsummary = \"x\"\ndraft = true\n+++\n\n[Nowhere](nowhere.md).\n";
    site.write("content/projects/b.md", draft);
    site.run(&["check"]).fine();
    let ran = site.run(&["check", "--drafts", "--format", "short"]).faulty();
    assert!(ran.err.starts_with("content/projects/b.md:7:1: error[broken-link]: "), "{}", ran.err);
}

#[test]
fn what_will_be_wrong_with_a_scheduled_page_is_told_before_its_day() {
    let site = Site::small();
    let page = "+++\ntitle = \"Beta\"\nsummary = \"x\"\npublish = 2027-01-31\n+++\n\n[Nowhere](nowhere.md).\n";
    site.write("content/projects/b.md", page);
    let ran = site.run(&["check", "--on", "2027-01-30"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(ran.err.starts_with("warning[broken-link]: "), "{}", ran.err);
    assert!(ran.err.contains("content/projects/b.md:7:1"), "{}", ran.err);
    assert!(ran.err.contains("on 2027-01-31, when this page is to be published, the site could"), "{}", ran.err);
    site.run(&["build", "--on", "2027-01-30"]).fine();
    let ran = site.run(&["check", "--on", "2027-01-31", "--format", "short"]).faulty();
    assert!(ran.err.starts_with("content/projects/b.md:7:1: error[broken-link]: "), "{}", ran.err);
}

#[test]
fn colours_are_for_people_who_look() {
    let colour = '\u{1b}';
    let run = |variables: &[(&str, &str)]| -> Ran {
        let output = faulty().command(&["check"]).envs(variables.iter().copied()).output();
        Ran::from(output.expect("the command runs")).faulty()
    };
    let piped = run(&[]);
    assert!(!piped.err.contains(colour) && !piped.out.contains(colour));
    // Forced, to be sure that there are colours to leave out.
    assert!(run(&[("CLICOLOR_FORCE", "1")]).err.contains(colour));
    assert!(!run(&[("NO_COLOR", "1")]).err.contains(colour));
}

#[test]
fn large_pictures_are_told_where_pages_show_them() {
    let site = Site::small();
    let picture = |bytes: usize| {
        let mut picture = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x02\0\0\0\x02\x08\x06\0\0\0".to_vec();
        picture.resize(bytes, 0);
        picture
    };
    for (name, bytes) in [("cover", 1_250_000), ("text", 2_000_000), ("small", 1_000_000), ("poster", 3_000_000)] {
        site.write(&format!("assets/{name}.png"), picture(bytes));
    }
    let shown = "+++\ntitle = \"Beta\"\nsummary = \"x\"\nimage = { src = \"assets/cover.png\", alt = \"x\" }\n\
                 documents = [{ title = \"Poster\", url = \"assets/poster.png\" }]\n+++\n\n\
                 ![x](../../assets/text.png) ![x](../../assets/small.png)\n";
    site.write("content/projects/b.md", shown);
    let ran = site.run(&["check", "--format", "short"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    let places: Vec<&str> =
        ran.err.lines().filter_map(|line| line.split_once(" this picture has ")).map(|line| line.0).collect();
    assert_eq!(places, ["assets/cover.png: warning[heavy-picture]:", "assets/text.png: warning[heavy-picture]:"]);
    assert!(ran.err.contains("1.2 MB") && ran.err.contains("2.0 MB"), "{}", ran.err);
}
