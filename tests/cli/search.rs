//! The full-text index: what is in it, and when it is made anew.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;

use flate2::bufread::GzDecoder;

use crate::run::{Ran, Site, page};

/// Two languages, a draft and a scheduled page.
fn site() -> Site {
    let site = Site::small();
    let config = site.read("content/site.toml").replace("search = false\n", "languages = [\"fr\"]\n");
    site.write("content/site.toml", config);
    site.write("content/projects/a.fr.md", page("Alphabet", "Le premier.").replace("Text.", "Une phrase."));
    site.write("content/projects/b.md", page("Beta", "The second.").replace("Text.", "Paragraphs of it."));
    let withheld = |line: &str, word: &str| {
        page("Nomore", "Notyet.").replace("+++\n\n", &format!("{line}\n+++\n\n")).replace("Text.", word)
    };
    site.write("content/projects/hidden.md", withheld("draft = true", "Zanzibar."));
    site.write("content/projects/later.md", withheld("publish = 2999-01-01", "Timbuktu."));
    site
}

fn build(site: &Site, threads: &str) -> Ran {
    let mut command = site.command(&["build", "--verbose"]);
    Ran::from(command.env("RAYON_NUM_THREADS", threads).output().expect("the command runs")).fine()
}

/// The number that `--verbose` tells.
#[track_caller]
fn made(ran: &Ran) -> usize {
    let line = ran.out.lines().find(|line| line.ends_with("search index made anew")).expect("the number is told");
    line.split_whitespace().next().and_then(|number| number.parse().ok()).expect("a number")
}

fn index(site: &Site) -> BTreeMap<String, Vec<u8>> {
    let mut output = site.output();
    output.retain(|path, _| path.starts_with("search/"));
    output
}

fn is_shard(path: &str) -> bool {
    path.ends_with(".bin") && !path.ends_with("engine.bin")
}

/// Everything that is said in a shard, unpacked: it is gzip texts, with four bytes before the first.
fn words(shard: &[u8]) -> String {
    let mut words = Vec::new();
    let mut rest = &shard[4..];
    while !rest.is_empty() {
        let mut part = GzDecoder::new(rest);
        part.read_to_end(&mut words).expect("a gzip text");
        rest = part.into_inner();
    }
    String::from_utf8_lossy(&words).into_owned()
}

#[test]
fn each_language_has_an_index_and_nothing_withheld_is_in_it() {
    let site = site();
    build(&site, "2");
    let index = index(&site);
    let names = ["00.bin", "engine.bin", "index.json"];
    let expected: BTreeSet<String> =
        ["en", "fr"].iter().flat_map(|tag| names.map(|name| format!("search/{tag}/{name}"))).collect();
    assert_eq!(index.keys().cloned().collect::<BTreeSet<_>>(), expected);

    let english = words(&index["search/en/00.bin"]);
    assert!(english.contains("\"slugs\":[\"a\",\"b\"]"), "{english}");
    for word in ["alpha", "beta", "paragraph", "second"] {
        assert!(english.contains(word), "{word}");
    }
    let french = words(&index["search/fr/00.bin"]);
    assert!(french.contains("alphabet") && french.contains("phras") && !french.contains("paragraph"), "{french}");
    for (path, bytes) in index.iter().filter(|(path, _)| is_shard(path)) {
        let words = words(bytes).to_lowercase();
        for word in ["hidden", "later", "nomore", "notyet", "zanzibar", "timbuktu"] {
            assert!(!words.contains(word), "{word} is in {path}");
        }
    }

    let list: serde_json::Value = serde_json::from_slice(&index["search/en/index.json"]).expect("JSON");
    assert_eq!(list["records"], 2);
    assert!(list["shards"][0].as_str().is_some_and(|name| name.starts_with("00.bin?v=")), "{list}");
}

#[test]
fn a_country_is_found_by_its_usual_names_in_every_language() {
    let site = site();
    let facet =
        "[[facets]]\nfield = \"countries\"\nsingular = \"Country\"\nplural = \"Countries\"\nterms = \"countries\"\n";
    site.write("content/site.toml", site.read("content/site.toml") + facet);
    let there = page("Beta", "The second.").replace("+++\n\n", "countries = [\"US\", \"TR\", \"LA\"]\n+++\n\n");
    site.write("content/projects/b.md", there);
    site.write("content/projects/b.fr.md", page("Bêta", "Le deuxième."));
    build(&site, "2");
    let index = index(&site);
    for (language, own) in [("en", "lao"), ("fr", "turqu")] {
        let words = words(&index[&format!("search/{language}/00.bin")]).to_lowercase();
        for word in [own, "usa", "amer", "turke", "pdr"] {
            assert!(words.contains(word), "{word} in {language}");
        }
    }
}

#[test]
fn drafts_that_are_shown_are_not_found_either() {
    let site = site();
    site.run(&["build", "--drafts"]).fine();
    assert!(site.output().contains_key("projects/hidden/index.html"));
    assert!(!words(&index(&site)["search/en/00.bin"]).contains("zanzibar"));
}

#[test]
fn an_index_is_the_same_on_any_number_of_threads() {
    let sites = [Site::large(2100), Site::large(2100)];
    let [one, two] = sites.each_ref().map(|site| {
        site.write("content/site.toml", site.read("content/site.toml").replace("search = false\n", ""));
        site
    });
    build(one, "1");
    build(two, "2");
    let (one, two) = (index(one), index(two));
    assert_eq!(one.keys().filter(|path| is_shard(path)).count(), 2);
    assert!(one == two);
}

#[test]
fn an_edit_makes_one_shard_anew() {
    let site = Site::large(2100);
    site.write("content/site.toml", site.read("content/site.toml").replace("search = false\n", ""));
    assert_eq!(made(&build(&site, "2")), 3);
    let (before, times) = (index(&site), site.times());

    site.append("content/projects/p7.md", "\nAn aardvark.\n");
    assert_eq!(made(&build(&site, "2")), 1);
    let after = index(&site);
    let changed: Vec<&String> = after.keys().filter(|path| after[*path] != before[*path]).collect();
    let shard = changed.iter().find(|path| is_shard(path)).expect("a shard changed");
    assert_eq!(changed.len(), 2, "{changed:?}: a shard and the list");
    assert!(words(&after[*shard]).contains("aardvark"));
    for path in before.keys().filter(|path| !changed.contains(path)) {
        assert_eq!(site.times()[path], times[path], "{path} was written");
    }

    // What isn't searched makes nothing anew.
    site.write("content/pages/about.md", page("About", "Who we are."));
    assert_eq!(made(&build(&site, "2")), 0);

    // What was touched is put right.
    site.write("dist/search/en/00.bin", "mine");
    assert_eq!(made(&build(&site, "2")), 1);
    assert!(index(&site) == after);
}

#[test]
fn a_site_can_do_without() {
    let site = Site::small();
    let ran = site.run(&["build"]).fine();
    assert!(index(&site).is_empty(), "{}", ran.out);
    assert!(!site.read("dist/_headers").contains("wasm"));

    // There is nothing to be found.
    let empty = Site::empty();
    empty.write("content/site.toml", site.read("content/site.toml").replace("search = false\n", ""));
    empty.run(&["build"]).fine();
    assert!(index(&empty).is_empty());
}
