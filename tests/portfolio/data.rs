//! Tables and charts against the portfolio itself: every number counted anew from the projects, not by the code that
//! draws them.

use std::collections::BTreeMap;

use crate::site::{Made, PUBLISHED, WITH_DRAFTS};

fn rows(made: &Made, route: &str) -> Vec<BTreeMap<String, String>> {
    let mut table = csv::Reader::from_reader(made.pages[route].as_bytes());
    table.deserialize().collect::<Result<_, _>>().expect("a table")
}

#[test]
fn each_table_and_chart_counts_what_the_portfolio_holds() {
    let made = &*PUBLISHED;
    let portfolio = made.site.portfolio();
    let mut charts = 0;
    for (number, settings) in made.site.config.facets.iter().enumerate() {
        let rows = rows(made, &format!("{}/projects.csv", settings.folder));
        let terms = &portfolio.facets[number].terms;
        assert_eq!(rows.len(), portfolio.facets[number].orders[0].len(), "{}", settings.folder);
        let page = &made.pages[&format!("{}/", settings.folder)];
        let drawn = page.matches("class=\"chart-row").count();
        assert_eq!(drawn % rows.len(), 0, "{}: {drawn} bars for {} terms", settings.folder, rows.len());
        charts += drawn / rows.len();
        for row in &rows {
            let term = terms.iter().position(|term| *term.slug == *row["id"]).expect("a term");
            let has =
                portfolio.projects.iter().filter(|project| project.tags[number].iter().any(|tag| tag.term == term));
            let count = has.count();
            assert_eq!(row["projects"], count.to_string(), "{}/{}", settings.folder, row["id"]);
            assert_eq!(row["name"], terms[term].names[0]);
            if drawn > 0 {
                let name = terms[term].names[0].replace('&', "&amp;");
                assert!(page.contains(&format!("{name}</a></th><td class=\"number\">{count}</td>")), "{name}: {count}");
            }
        }
    }
    assert!(charts >= 5, "only {charts} charts");
}

#[test]
fn ceilings_are_no_amounts() {
    let rows = rows(&PUBLISHED, "rounds/projects.csv");
    let round = |id: &str| rows.iter().find(|row| row["id"] == id).expect("a round");
    assert_eq!((&*round("foundation")["amount_USD"], &*round("foundation")["amount_up_to_USD"]), ("25000000", ""));
    let cohort = round("research-fund-2021");
    assert_eq!((&*cohort["amount_USD"], &*cohort["amount_up_to_USD"]), ("", "1000000"));
    let page = &PUBLISHED.pages["rounds/"];
    assert!(page.contains("Rounds that state an amount: 5 of 9."), "the note says what the bars cover");
}

#[test]
fn all_projects_stand_in_both_files_and_no_draft_does() {
    for made in [&*PUBLISHED, &*WITH_DRAFTS] {
        let rows = rows(made, "projects/projects.csv");
        let json: serde_json::Value = serde_json::from_str(&made.pages["projects/projects.json"]).expect("JSON");
        let entries = json["projects"].as_array().expect("a list");
        let published: Vec<&str> = PUBLISHED.site.portfolio().projects.iter().map(|project| &*project.slug).collect();
        assert_eq!(rows.iter().map(|row| &*row["id"]).collect::<Vec<_>>(), published);
        assert_eq!(entries.iter().filter_map(|entry| entry["id"].as_str()).collect::<Vec<_>>(), published);
        for (row, entry) in rows.iter().zip(entries) {
            let project = made.project(&row["id"]);
            let terms: Vec<&str> = made.terms(project, "rounds").map(|(term, _)| &*term.names[0]).collect();
            assert_eq!(row["rounds"], terms.join("; "));
            let inferred = made.terms(project, "rounds").filter(|(_, inferred)| *inferred).count();
            assert_eq!(row["inferred"].matches("rounds: ").count(), inferred, "{}", row["id"]);
            let amount = project.amount.map(|amount| amount.money.plain()).unwrap_or_default();
            assert_eq!(row["amount"].clone() + &row["amount_up_to"], amount);
            assert_eq!(entry["title"].as_str(), Some(&*row["title"]));
        }
    }
}
