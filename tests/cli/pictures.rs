//! Share cards and icons: drawn the same everywhere, and only where something on them changed.

use std::collections::BTreeMap;
use std::fs;

use crate::run::{Ran, Site, page};

/// Two projects, of which one is a draft, a theme and two languages, with share cards.
fn site() -> Site {
    let site = Site::small();
    let config = site.read("content/site.toml").replace("share_cards = false\n", "languages = [\"fr\", \"ar\"]\n");
    let facet = "[[facets]]\nfield = \"themes\"\nsingular = \"Theme\"\nplural = \"Themes\"\n";
    site.write("content/site.toml", config + facet);
    let with_theme = |page: String| page.replace("+++\n\n", "themes = [\"prevention\"]\n+++\n\n");
    site.write("content/projects/a.md", with_theme(page("Alpha", "The first.")));
    site.write("content/projects/a.fr.md", page("L’école est à nous : où, dès lors, « œuvrer » ?", "En premier."));
    site.write("content/projects/a.ar.md", page("حماية الأطفال على الإنترنت مع UNICEF.", "أولا."));
    site.write("content/projects/b.md", page("Beta", "The second."));
    let draft = page("Hidden", "Not yet.").replace("+++\n\n", "draft = true\n+++\n\n");
    site.write("content/projects/hidden.md", draft);
    site.write("content/themes/prevention.md", page("Prevention", "Before it happens."));
    site
}

fn build(site: &Site, threads: &str) -> Ran {
    let mut command = site.command(&["build", "--verbose"]);
    Ran::from(command.env("RAYON_NUM_THREADS", threads).output().expect("the command runs")).fine()
}

/// The number that `--verbose` tells.
#[track_caller]
fn drawn(ran: &Ran) -> usize {
    let line = ran.out.lines().find(|line| line.ends_with("pictures drawn anew")).expect("the number is told");
    line.split_whitespace().next().and_then(|number| number.parse().ok()).expect("a number")
}

fn pictures(site: &Site) -> BTreeMap<String, Vec<u8>> {
    let mut output = site.output();
    output.retain(|path, _| path.ends_with(".png") || path.ends_with(".ico"));
    output
}

/// Width and height, as the head of a PNG file says.
#[track_caller]
fn size(png: &[u8]) -> (u32, u32) {
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
    (number(16), number(20))
}

#[test]
fn pictures_are_the_same_on_any_number_of_threads() {
    let (one, four) = (site(), site());
    build(&one, "1");
    build(&four, "4");
    assert_eq!(pictures(&one), pictures(&four));
    assert!(pictures(&one).len() > 10);
}

#[test]
fn every_project_and_term_has_a_card_but_what_is_withheld() {
    let site = site();
    build(&site, "2");
    let output = site.output();
    for page in
        ["", "fr/", "ar/", "projects/a/", "fr/projects/a/", "ar/projects/a/", "projects/b/", "themes/prevention/"]
    {
        let card = output.get(&format!("{page}share.png")).unwrap_or_else(|| panic!("{page} has no card"));
        assert_eq!(size(card), (1200, 630), "{page}");
        assert!(card.len() < 40_000, "{page}: {} bytes", card.len());
    }
    assert!(!output.keys().any(|path| path.contains("hidden")), "a draft has a card");
    let html = site.read("dist/fr/projects/a/index.html");
    for meta in [
        "<meta property=\"og:image\" content=\"https://example.org/fr/projects/a/share.png\">",
        "<meta property=\"og:image:width\" content=\"1200\">",
        "<meta property=\"og:image:height\" content=\"630\">",
        "<meta property=\"og:image:alt\" content=\"« L’école est à nous",
        "<meta name=\"twitter:card\" content=\"summary_large_image\">",
    ] {
        assert!(html.contains(meta), "{meta}");
    }
}

/// The words can be seen: titles of the same length in any of the site's scripts leave different marks.
#[test]
fn titles_are_drawn_in_the_scripts_of_the_sites_languages() {
    let site = site();
    build(&site, "2");
    let before = pictures(&site);
    site.write("content/projects/a.ar.md", page("حماية الأطفال على الإنترنت مع اليونيسف.", "أولا."));
    site.write("content/projects/a.fr.md", page("L’école est à eux : où, dès lors, « œuvrer » ?", "En premier."));
    let ran = build(&site, "2");
    assert_eq!(drawn(&ran), 2);
    for card in ["ar/projects/a/share.png", "fr/projects/a/share.png"] {
        assert_ne!(before[card], pictures(&site)[card], "{card}");
    }
}

#[test]
fn a_card_is_drawn_again_only_if_something_on_it_changed() {
    let site = site();
    let all = drawn(&build(&site, "2"));
    assert_eq!(all, pictures(&site).len());
    let (pictures_before, times) = (pictures(&site), site.times());

    // What is not on any card.
    site.append("content/projects/b.md", "\nMore text.\n");
    assert_eq!(drawn(&build(&site, "2")), 0);
    assert_eq!(pictures(&site), pictures_before);
    for path in pictures_before.keys() {
        assert_eq!(site.times()[path], times[path], "{path} was written");
    }

    // A title.
    site.write("content/projects/b.md", page("Better", "The second."));
    assert_eq!(drawn(&build(&site, "2")), 1);
    assert_ne!(pictures(&site)["projects/b/share.png"], pictures_before["projects/b/share.png"]);

    // A colour is on all of them, but not on the icons.
    site.append("content/site.toml", "\n[theme]\nmuted = \"#444444\"\n");
    assert!(drawn(&build(&site, "2")) > 5);
}

#[test]
fn a_card_that_can_not_be_drawn_is_told_without_a_build() {
    let site = site();
    site.write("themes/mine/templates/share.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><g></svg>");
    let config = site.read("content/site.toml");
    site.write("content/site.toml", format!("themes = [\"mine\", \"gallery\"]\n{config}"));
    let ran = site.run(&["check"]).faulty();
    assert_eq!(ran.err.matches("error[picture]").count(), 1, "{}", ran.err);
    assert!(ran.err.contains("share.png and"), "{}", ran.err);
    site.run(&["build"]).faulty();
}

#[test]
fn a_card_that_was_touched_is_put_right() {
    let site = site();
    build(&site, "2");
    let before = pictures(&site);
    site.write("dist/projects/a/share.png", "mine");
    fs::remove_file(site.path("dist/share.png")).expect("removed");
    // The inputs are the same, but the folder is not as it was left.
    assert_eq!(drawn(&build(&site, "2")), 2);
    assert_eq!(pictures(&site), before);
}

#[test]
fn a_site_can_do_without_cards() {
    let site = Site::small();
    site.run(&["build"]).fine();
    assert!(!site.output().keys().any(|path| path.ends_with("share.png")));
    assert!(!site.read("dist/index.html").contains("og:image"));
}

#[test]
fn a_script_that_no_font_has_is_left_out_rather_than_shown_as_boxes() {
    let site = site();
    site.write("content/projects/b.md", page("学校を安全に", "The second."));
    let ran = site.run(&["build"]);
    assert!(ran.status == Some(0) && ran.err.contains("warning[share-card]"), "{}", ran.err);
    let with_one = pictures(&site)["projects/b/share.png"].clone();
    site.write("content/projects/b.md", page("学校", "The second."));
    site.run(&["build"]);
    assert_eq!(pictures(&site)["projects/b/share.png"], with_one);
}

#[test]
fn icons_come_of_one_logo() {
    let site = Site::small();
    site.run(&["build"]).fine();
    let arch = site.output();
    for (name, side) in
        [("icon-192.png", 192), ("icon-512.png", 512), ("icon-maskable.png", 512), ("apple-touch-icon.png", 180)]
    {
        assert_eq!(size(&arch[name]), (side, side), "{name}");
    }
    assert_eq!(arch["favicon.ico"][..6], [0, 0, 1, 0, 3, 0]);
    let manifest: serde_json::Value = serde_json::from_slice(&arch["site.webmanifest"]).expect("JSON");
    assert_eq!(manifest["name"], "Tiny");
    for icon in manifest["icons"].as_array().expect("icons") {
        let path = icon["src"].as_str().and_then(|src| src.strip_prefix('/')).expect("an address");
        assert!(arch.contains_key(path), "{path}");
    }

    site.write(
        "assets/logo.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 4\"><path fill=\"red\" d=\"M0 0h4v4H0z\"/></svg>",
    );
    site.append("content/site.toml", "[theme]\nicon = \"logo.svg\"\n");
    site.run(&["build"]).fine();
    assert_ne!(site.output()["icon-192.png"], arch["icon-192.png"]);
    assert!(!site.output().contains_key("icon.svg"));

    site.write("assets/logo.svg", "<svg");
    let ran = site.run(&["build"]).faulty();
    assert!(ran.err.contains("logo.svg") || ran.err.contains("icon-192.png"), "{}", ran.err);
}
