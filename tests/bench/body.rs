//! The text of a project: 350 to 500 words of Markdown with headings, lists, links, a table in one of five, code in
//! one of fifty. The same for every generator but for how it names the pages that links lead to.

use super::phrases;
use super::project::{self, COUNTRIES, FACETS, Project};
use super::random::Random;

/// How a link in `content/projects/` names the page of a project (by slug), and that of a term (by folder and slug).
pub struct Links {
    pub project: fn(&str) -> String,
    pub term: fn(&str, &str) -> String,
}

pub fn markdown(project: &Project, total: usize, links: &Links) -> String {
    let mut random = Random::of("body", project.number);
    let mut text = Text { wanted: random.between(350, 470), words: 0, markdown: String::with_capacity(4_000) };
    let sections = random.between(4, 5);
    let headings = random.several(sections, phrases::HEADINGS.len());
    text.paragraph(&mut random, 3);
    for (at, heading) in headings.iter().enumerate() {
        text.block(&format!("## {}", phrases::HEADINGS[*heading]));
        text.paragraph(&mut random, 3);
        match at {
            0 => text.links_to_projects(&mut random, project, total, links),
            1 => text.list(&mut random),
            2 => text.links_to_terms(project, links),
            _ => {}
        }
    }
    if project.number.is_multiple_of(5) {
        text.table(&mut random);
    }
    if project.number % 50 == 3 {
        text.code();
    }
    while text.words < text.wanted {
        text.paragraph(&mut random, 2);
    }
    text.markdown
}

struct Text {
    wanted: usize,
    words: usize,
    markdown: String,
}

impl Text {
    fn block(&mut self, block: &str) {
        self.words += block.split_whitespace().count();
        self.markdown.push_str(block);
        self.markdown.push_str("\n\n");
    }

    fn paragraph(&mut self, random: &mut Random, sentences: usize) {
        let mut paragraph: Vec<String> = (0..sentences).map(|_| sentence(random)).collect();
        if random.percent(40) {
            paragraph.push(format!(
                "This was **{}**, and is *{}*.",
                random.pick(&phrases::HOW),
                random.pick(&phrases::HOW)
            ));
        }
        self.block(&paragraph.join(" "));
    }

    fn list(&mut self, random: &mut Random) {
        let items: Vec<String> =
            (0..4).map(|_| format!("- {} for {}", random.pick(&phrases::AIMS), random.pick(&phrases::WHOM))).collect();
        self.block(&items.join("\n"));
    }

    fn links_to_projects(&mut self, random: &mut Random, project: &Project, total: usize, links: &Links) {
        let others: Vec<String> = random
            .several(2, total)
            .into_iter()
            .filter(|other| *other != project.number)
            .map(|other| format!("[{}]({})", project::title(other), (links.project)(&project::project_slug(other))))
            .collect();
        if !others.is_empty() {
            self.block(&format!("It builds on {}.", others.join(" and on ")));
        }
    }

    fn links_to_terms(&mut self, project: &Project, links: &Links) {
        let link = |facet: usize| {
            let name = project::name(facet, project.tags[facet][0]);
            let target = (links.term)(FACETS[facet].folder, &project::slug(&name));
            format!("[{name}]({target})")
        };
        let outside = format!("[method](https://example.net/methods/{}.html)", project.number % 97);
        self.block(&format!("More on {} and on {}; the {outside} is described elsewhere.", link(3), link(COUNTRIES)));
    }

    fn table(&mut self, random: &mut Random) {
        let mut rows = vec!["| Year | People reached | Share |".to_owned(), "| --- | ---: | ---: |".to_owned()];
        for year in 2020..2025 {
            rows.push(format!("| {year} | {} | {} % |", random.between(100, 9_000), random.between(1, 99)));
        }
        self.block(&rows.join("\n"));
    }

    fn code(&mut self) {
        self.block("```python\ndef share(reached, total):\n    \"\"\"The share of people reached.\"\"\"\n    if total == 0:\n        return None\n    return round(reached / total, 3)\n\n\nfor year in range(2020, 2025):\n    print(year, share(120, 400))\n```");
    }
}

fn sentence(random: &mut Random) -> String {
    let (who, does) = (random.pick(&phrases::WHO), random.pick(&phrases::DOES));
    format!("{who} {does} {} {}.", random.pick(&phrases::WHOM), random.pick(&phrases::HOW))
}

/// What the page of a term says, for facets whose terms have one.
pub fn of_term(facet: usize, term: usize) -> String {
    let mut random = Random::of(FACETS[facet].folder, term);
    let paragraph = |random: &mut Random| (0..4).map(|_| sentence(random)).collect::<Vec<_>>().join(" ");
    format!("{}\n\n{}\n", paragraph(&mut random), paragraph(&mut random))
}

/// A standing page.
pub fn of_page(name: &str) -> String {
    let mut random = Random::of(name, 0);
    let mut text = Text { wanted: 0, words: 0, markdown: String::new() };
    for heading in [0, 3, 8, 11] {
        text.block(&format!("## {}", phrases::HEADINGS[heading]));
        text.paragraph(&mut random, 4);
    }
    text.markdown
}
