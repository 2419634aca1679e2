//! What a site of N projects has to show, worked out from the generator alone: every page, the facts of each project,
//! and which projects each page of a list holds, in their order.

use std::collections::BTreeMap;

use super::generate::PAGES;
use super::project::{self, FACETS, Project, When, name, slug};

/// Projects on one page of a list, entries of a feed, related projects.
pub const PER_PAGE: usize = 24;
pub const FEED: usize = 20;
pub const RELATED: usize = 4;

pub struct Expected {
    pub projects: usize,
    /// By path of the file.
    pub pages: BTreeMap<String, Page>,
}

pub enum Page {
    /// The project with that number.
    Project(usize),
    /// A page of a list: the projects on it.
    List(Vec<usize>),
    /// An overview of so many terms.
    Terms(usize),
    /// A feed of so many entries.
    Feed(usize),
    /// Anything else: it is there.
    Plain,
}

impl Expected {
    pub fn new(projects: usize) -> Expected {
        let mut by_title: Vec<(String, usize)> =
            (0..projects).map(|number| (project::title(number).to_lowercase(), number)).collect();
        by_title.sort();
        let by_title: Vec<usize> = by_title.into_iter().map(|(_, number)| number).collect();

        let mut expected = Expected { projects, pages: BTreeMap::new() };
        for path in ["", "404.html", "sitemap.xml", "robots.txt"] {
            expected.add(path, Page::Plain);
        }
        for (page, _) in PAGES {
            expected.add(&format!("{page}/"), Page::Plain);
        }
        expected.add("feed.xml", Page::Feed(projects.min(FEED)));
        expected.add_list("projects/", &by_title);
        let mut members: [BTreeMap<usize, Vec<usize>>; 5] = Default::default();
        for number in &by_title {
            let project = Project::new(*number, projects);
            for (members, tags) in members.iter_mut().zip(&project.tags) {
                for term in tags {
                    members.entry(*term).or_default().push(*number);
                }
            }
            expected.add(&format!("projects/{}/", project.slug), Page::Project(*number));
            if let Some(alias) = &project.alias {
                expected.add(alias.trim_start_matches('/'), Page::Plain);
            }
        }
        for (number, facet) in FACETS.iter().enumerate() {
            let mut members = std::mem::take(&mut members[number]);
            // A term with a page of its own is there without projects, too.
            for term in 0..if facet.pages { project::terms(number) } else { 0 } {
                members.entry(term).or_default();
            }
            expected.add(&format!("{}/", facet.folder), Page::Terms(members.len()));
            for (term, projects) in &members {
                let address = format!("{}/{}/", facet.folder, slug(&name(number, *term)));
                expected.add_list(&address, projects);
                expected.add(&format!("{address}feed.xml"), Page::Feed(projects.len().min(FEED)));
            }
        }
        expected
    }

    /// `address` is within the site; the page of a folder is its `index.html`.
    fn add(&mut self, address: &str, page: Page) {
        let index = if address.is_empty() || address.ends_with('/') { "index.html" } else { "" };
        self.pages.insert(format!("{address}{index}"), page);
    }

    fn add_list(&mut self, address: &str, projects: &[usize]) {
        self.add(address, Page::List(projects.iter().take(PER_PAGE).copied().collect()));
        for (number, part) in projects.chunks(PER_PAGE).enumerate().skip(1) {
            self.add(&format!("{address}page/{}/", number + 1), Page::List(part.to_vec()));
        }
    }
}

/// The facts of a project, as the words of its page read one after the other.
pub fn facts(project: &Project) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for (number, facet) in FACETS.iter().enumerate() {
        let tags = &project.tags[number];
        words.push(if tags.len() == 1 { facet.singular } else { facet.plural }.to_owned());
        words.extend(tags.iter().map(|term| name(number, *term)));
    }
    let mut fact = |label: &str, values: Vec<String>| {
        if !values.is_empty() {
            words.push(label.to_owned());
            words.extend(values);
        }
    };
    fact("Partners", project.partners.clone());
    fact("Amount", project.amount.as_ref().map(money).into_iter().collect());
    fact("Start", project.start.map(date).into_iter().collect());
    fact("End", project.end.map(date).into_iter().collect());
    fact("Status", project.status.map(str::to_owned).into_iter().collect());
    words
}

fn money(amount: &project::Amount) -> String {
    let sign = match amount.currency {
        "EUR" => "€",
        "GBP" => "£",
        _ => "US$",
    };
    // All amounts have four to six digits.
    let (thousands, rest) = (amount.units / 1000, amount.units % 1000);
    format!("{}{sign}{thousands},{rest:03}", if amount.up_to { "up to " } else { "" })
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn date(date: When) -> String {
    match date {
        When { year, month: 0, .. } => format!("{year}"),
        When { year, month, day: 0 } => format!("{} {year}", MONTHS[month - 1]),
        When { year, month, day } => format!("{} {day}, {year}", MONTHS[month - 1]),
    }
}
