//! A small site in a folder of its own, with a theme that has no more than it takes.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

pub struct Site(TempDir);

const CONFIG: &str = r#"
title = "Wells and bridges"
description = "What was built."
base_url = "https://example.org/"
language = "en"
themes = ["small"]

[[facets]]
field = "regions"
singular = "Region"
plural = "Regions"
"#;

const FILES: &[(&str, &str)] = &[
    ("content/site.toml", CONFIG),
    ("content/index.md", "+++\ntitle = \"Wells\"\nsummary = \"What was built.\"\n+++\n\nWelcome.\n"),
    ("content/regions/south.md", "+++\ntitle = \"South\"\nsummary = \"The south.\"\n+++\n\nWarm.\n"),
    (
        "content/projects/well.md",
        "+++\ntitle = \"A new well\"\nsummary = \"Water.\"\nregions = [\"south\"]\n+++\n\nA village has water.\n",
    ),
    (
        "content/projects/bridge.md",
        "+++\ntitle = \"A bridge\"\nsummary = \"A way.\"\nregions = [\"south\"]\ndraft = true\n+++\n\nAcross.\n",
    ),
    (
        "themes/small/templates/base.html",
        "<html lang=\"{{ site.language }}\"><head><title>{{ page.title }}</title>\
         <link rel=\"stylesheet\" href=\"{{ asset(path=\"site.css\") }}\"></head>\
         <body>{% block main %}<h1>{{ page.title }}</h1>{% endblock %}</body></html>\n",
    ),
    (
        "themes/small/templates/project.html",
        "{% extends \"base.html\" %}{% block main %}<h1>{{ text.title }}</h1>{{ text.body | safe }}\
         {% if page.withheld %}<p>{{ page.withheld }}</p>{% endif %}{% endblock %}",
    ),
    (
        "themes/small/templates/projects.html",
        "{% extends \"base.html\" %}{% block main %}{% for card in projects %}<p>{{ card.title }}</p>{% endfor %}\
         {% endblock %}",
    ),
    ("themes/small/static/site.css", "body { color: red }\n"),
    (
        "themes/small/i18n/en.toml",
        "home = \"Home\"\nprojects = \"Projects\"\nnot-found-title = \"Not here\"\nnot-found-summary = \"No page.\"\n",
    ),
];

/// These show no more than the title.
const PLAIN: [&str; 6] = ["home", "facet", "term", "page", "404", "alias"];

impl Site {
    pub fn new() -> Site {
        let site = Site(TempDir::new().expect("a folder"));
        for (path, text) in FILES {
            site.write(path, text);
        }
        for name in PLAIN {
            site.write(&format!("themes/small/templates/{name}.html"), "{% extends \"base.html\" %}");
        }
        site
    }

    pub fn root(&self) -> &Path {
        self.0.path()
    }

    fn at(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.at(path)).expect("to read")
    }

    pub fn write(&self, path: &str, text: &str) {
        let full = self.at(path);
        fs::create_dir_all(full.parent().expect("a folder")).expect("to make the folder");
        fs::write(full, text).expect("to write");
    }

    /// Puts other words in the place of some that are there.
    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no {from:?}");
        self.write(path, &text.replace(from, to));
    }

    pub fn rename(&self, from: &str, to: &str) {
        fs::rename(self.at(from), self.at(to)).expect("to rename");
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.at(path)).expect("to remove");
    }

    /// A copy of a folder.
    pub fn copy(&self, from: &str, to: &str) {
        for entry in fs::read_dir(self.at(from)).expect("a folder") {
            let name = entry.expect("an entry").file_name().into_string().expect("a name");
            let (from, to) = (format!("{from}/{name}"), format!("{to}/{name}"));
            if self.at(&from).is_dir() { self.copy(&from, &to) } else { self.write(&to, &self.read(&from)) }
        }
    }
}
