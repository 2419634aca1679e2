//! The preview from outside: the built program serves a small site, which the tests then change.
//! `serve/preview.rs` starts it and asks it; `serve/site.rs` is the site.

#[path = "serve/preview.rs"]
mod preview;
#[path = "serve/site.rs"]
mod site;

use std::net::TcpListener;

use preview::{Preview, within};
use site::Site;

#[test]
fn a_page_is_served_with_the_script_that_keeps_it_up_to_date() {
    let site = Site::new();
    let preview = Preview::start(&site, &[]);
    let page = preview.get("/projects/well/");
    assert_eq!(page.status, 200);
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert!(page.body.contains("<h1>A new well</h1>"), "{}", page.body);
    assert!(
        page.body.contains("src=\"/__loggia/client.js\"") && page.body.trim_end().ends_with("</script></body></html>")
    );
    let script = preview.get("/__loggia/client.js");
    assert_eq!((script.status, script.header("content-type")), (200, Some("text/javascript; charset=utf-8")));
    let said = preview.said();
    assert!(said.contains("2 projects; one is not public yet"), "{said}");
    assert!(said.contains("Ctrl-C ends it"), "{said}");
}

#[test]
fn drafts_are_marked_or_left_out() {
    let site = Site::new();
    let shown = Preview::start(&site, &[]);
    assert!(shown.get("/projects/bridge/").body.contains("<p>draft</p>"));
    let public = Preview::start(&site, &["--no-drafts"]);
    assert_eq!(public.get("/projects/bridge/").status, 404);
    assert_eq!(public.get("/projects/well/").status, 200);
    assert!(public.said().contains("1 project; drafts are left out"), "{}", public.said());
}

#[test]
fn the_date_decides_what_is_published() {
    let site = Site::new();
    site.edit("content/projects/well.md", "+++\n\nA", "publish = 2031-05-01\n+++\n\nA");
    let before = Preview::start(&site, &["--no-drafts", "--on", "2031-04-30"]);
    assert_eq!(before.get("/projects/well/").status, 404);
    let after = Preview::start(&site, &["--no-drafts", "--on", "2031-05-01"]);
    assert_eq!(after.get("/projects/well/").status, 200);
}

#[test]
fn the_site_stands_below_its_base_path() {
    let site = Site::new();
    site.edit("content/site.toml", "https://example.org/", "https://example.org/what-we-fund/");
    let preview = Preview::start(&site, &[]);
    assert!(preview.said().contains(&format!("http://127.0.0.1:{}/what-we-fund/", preview.port)));
    let top = preview.get("/");
    assert_eq!((top.status / 100, top.header("location")), (3, Some("/what-we-fund/")));
    let slashless = preview.get("/what-we-fund/projects/well?from=list");
    assert_eq!(
        (slashless.status / 100, slashless.header("location")),
        (3, Some("/what-we-fund/projects/well/?from=list"))
    );
    assert!(preview.get("/what-we-fund/projects/well/").body.contains("A new well"));
    assert_eq!(preview.get("/projects/well/").status, 404);
}

#[test]
fn another_base_path_is_told_with_its_address() {
    let site = Site::new();
    let preview = Preview::start(&site, &[]);
    site.edit("content/site.toml", "https://example.org/", "https://example.org/what-we-fund/");
    let home = format!("the site is now at http://127.0.0.1:{}/what-we-fund/", preview.port);
    within("the address to be told", || preview.said().contains(&home));
    assert_eq!(preview.get("/what-we-fund/projects/well/").status, 200);
    site.edit("content/projects/well.md", "A new well", "An old well");
    within("the edit to show", || preview.get("/what-we-fund/projects/well/").body.contains("<h1>An old well</h1>"));
    assert_eq!(preview.said().matches("the site is now at").count(), 1, "{}", preview.said());
}

#[test]
fn a_base_path_may_have_letters_of_any_language() {
    let site = Site::new();
    site.edit("content/site.toml", "https://example.org/", "https://example.org/wir fördern/");
    let preview = Preview::start(&site, &[]);
    let home = preview.get("/").header("location").map(str::to_owned);
    assert_eq!(home.as_deref(), Some("/wir%20f%C3%B6rdern/"));
    assert_eq!(preview.get("/wir%20f%C3%B6rdern/").status, 200);
    assert!(preview.get("/wir%20f%c3%b6rdern/projects/well/").body.contains("A new well"));
}

#[test]
fn files_have_their_types_and_nothing_else_is_served() {
    let site = Site::new();
    site.write("assets/a b.txt", "a plain file");
    site.write("secret.txt", "not for others");
    let preview = Preview::start(&site, &[]);
    assert_eq!(preview.get("/feed.xml").header("content-type"), Some("application/atom+xml; charset=utf-8"));
    assert_eq!(preview.get("/static/site.css").header("content-type"), Some("text/css; charset=utf-8"));
    let asset = preview.get("/assets/a%20b.txt");
    assert_eq!((asset.status, asset.body.as_str()), (200, "a plain file"));
    assert_eq!(asset.header("cache-control"), Some("no-store"));
    for path in
        ["/../secret.txt", "/assets/../secret.txt", "/assets/..%2fsecret.txt", "/assets/%2e%2e/secret.txt", "/%00"]
    {
        let answer = preview.get(path);
        assert!(answer.status == 404 && !answer.body.contains("not for others"), "{path}: {}", answer.body);
    }
}

#[test]
fn head_has_no_body_and_other_methods_are_refused() {
    let site = Site::new();
    let preview = Preview::start(&site, &[]);
    let head = preview.ask("HEAD", "/projects/well/", "127.0.0.1");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    let full = preview.get("/projects/well/");
    assert_eq!(head.header("content-length"), Some(full.body.len().to_string().as_str()));
    assert_eq!(preview.ask("POST", "/projects/well/", "127.0.0.1").status, 405);
}

#[test]
fn what_is_not_there_gives_the_sites_own_page() {
    let site = Site::new();
    let preview = Preview::start(&site, &[]);
    let missing = preview.get("/projects/nowhere/");
    assert_eq!(missing.status, 404);
    assert!(missing.body.contains("<h1>Not here</h1>"), "{}", missing.body);
}

#[test]
fn only_this_machine_is_answered() {
    let site = Site::new();
    let preview = Preview::start(&site, &[]);
    for host in ["evil.example", "127.0.0.1.evil.example", ""] {
        let answer = preview.ask("GET", "/projects/well/", host);
        assert!(answer.status == 403 && !answer.body.contains("well"), "{host}: {}", answer.body);
        assert_eq!(preview.ask("GET", "/__loggia/client.js", host).status, 403);
    }
    assert_eq!(preview.ask("GET", "/projects/well/", "localhost:1").status, 200);
}

#[test]
fn an_edit_shows_and_browsers_are_told() {
    let site = Site::new();
    let preview = Preview::start(&site, &[]);
    let mut news = preview.listen();
    let first = news.next();
    assert_eq!((&first["revision"], &first["site"]), (&1.into(), &true.into()));
    site.edit("content/projects/well.md", "A new well", "A deep well");
    news.until(|news| news["revision"].as_u64() > Some(1));
    within("the edit to show", || preview.get("/projects/well/").body.contains("<h1>A deep well</h1>"));
    // Saved as many editors do: written beside it, then put in its place.
    site.write("content/projects/well.md~", "a backup");
    site.write("content/projects/.well.md.swp", &site.read("content/projects/well.md").replace("deep", "wide"));
    site.rename("content/projects/.well.md.swp", "content/projects/well.md");
    within("the edit to show", || preview.get("/projects/well/").body.contains("A wide well"));
}

#[test]
fn projects_come_and_go() {
    let site = Site::new();
    let preview = Preview::start(&site, &[]);
    site.write("content/projects/road.md", &site.read("content/projects/well.md").replace("well", "road"));
    within("the new project", || preview.get("/projects/road/").status == 200);
    assert!(preview.get("/projects/").body.contains("A new road"));
    site.rename("content/projects/road.md", "content/projects/track.md");
    within("its new address", || preview.get("/projects/track/").status == 200);
    within("the old one to go", || preview.get("/projects/road/").status == 404);
    site.remove("content/projects/track.md");
    within("the project to go", || preview.get("/projects/track/").status == 404);
}

#[test]
fn a_style_sheet_is_told_by_its_address() {
    let site = Site::new();
    site.write("assets/print.css", "p { color: black }");
    let preview = Preview::start(&site, &[]);
    let before = preview.get("/").body;
    let mut news = preview.listen();
    news.next();
    site.edit("themes/small/static/site.css", "red", "blue");
    news.until(|news| news["files"] == serde_json::json!(["/static/site.css"]));
    within("the new colour", || preview.get("/static/site.css").body.contains("blue"));
    assert_ne!(preview.get("/").body, before, "the link has a mark of the content");
    site.write("assets/print.css", "p { color: navy }");
    news.until(|news| news["files"] == serde_json::json!(["/assets/print.css"]));
}

#[test]
fn an_error_is_told_with_its_place_and_the_last_good_page_stays() {
    let site = Site::new();
    let preview = Preview::start(&site, &[]);
    site.edit("content/projects/well.md", "\"south\"", "\"suoth\"");
    within("the error", || preview.news()["behind"] == true);
    let news = preview.news();
    let error = &news["errors"][0];
    assert_eq!(error["code"], "unknown-term");
    assert_eq!(error["place"]["file"], "content/projects/well.md");
    assert_eq!((&error["place"]["line"], &error["place"]["column"]), (&4.into(), &12.into()));
    assert_eq!(error["place"]["excerpt"], serde_json::json!(["regions = [", "\"suoth\"", "]"]));
    assert!(error["hints"][0].as_str().is_some_and(|hint| hint.contains("\"south\"")), "{error}");
    assert!(preview.get("/projects/well/").body.contains("A new well"));
    within("the terminal to tell", || preview.said().contains("content/projects/well.md:4:12"));
    site.edit("content/projects/well.md", "\"suoth\"", "\"south\"");
    within("the error to go", || preview.news()["errors"] == serde_json::json!([]));
    within("the terminal to tell", || preview.said().contains("All mended."));
    assert_eq!(preview.said().matches("error[unknown-term]").count(), 1, "it is told once");
}

#[test]
fn a_picture_of_the_settings_is_looked_at_anew_even_if_it_stays_as_large() {
    let site = Site::new();
    site.edit("content/site.toml", "\"small\"", "\"gallery\"");
    site.edit("content/site.toml", "[[facets]]", "[theme]\nicon = \"icon.svg\"\n\n[[facets]]");
    site.write("assets/icon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 4\"/>");
    let preview = Preview::start(&site, &[]);
    assert_eq!(preview.news()["errors"], serde_json::json!([]));
    site.edit("assets/icon.svg", "\"/>", "\"/<");
    within("the error", || preview.news()["errors"][0]["code"] == "value");
    site.edit("assets/icon.svg", "\"/<", "\"/>");
    within("the error to go", || preview.news()["errors"] == serde_json::json!([]));
}

#[test]
fn what_only_shows_in_the_whole_is_told_too() {
    let site = Site::new();
    let preview = Preview::start(&site, &[]);
    site.edit("content/projects/well.md", "A village", "A [village](../pages/gone.md)");
    within("the broken link", || preview.news()["errors"][0]["code"] == "broken-link");
    assert!(preview.get("/projects/well/").body.contains("village"), "the site itself is up to date");
    site.edit("content/projects/well.md", "[village](../pages/gone.md)", "village");
    within("the error to go", || preview.news()["errors"] == serde_json::json!([]));
    // A mistake in a template that shows in rendering.
    site.edit("themes/small/templates/project.html", "{{ text.title }}", "{{ text.titel }}");
    within("the template's error", || {
        preview.news()["errors"][0]["place"]["file"] == "themes/small/templates/project.html"
    });
    assert_eq!(preview.get("/projects/well/").status, 500);
    assert_eq!(preview.get("/").status, 200);
    site.edit("themes/small/templates/project.html", "{{ text.titel }}", "{{ text.title }}");
    within("the page to be back", || preview.get("/projects/well/").status == 200);
    within("the error to go", || preview.news()["errors"] == serde_json::json!([]));
}

#[test]
fn a_site_that_begins_with_errors_appears_when_they_are_mended() {
    let site = Site::new();
    site.rename("content/site.toml", "site.toml.later");
    let preview = Preview::start(&site, &[]);
    let page = preview.get("/projects/well/");
    assert_eq!(page.status, 500);
    assert!(page.body.contains("/__loggia/client.js"));
    let news = preview.news();
    assert_eq!((&news["site"], &news["errors"][0]["code"]), (&false.into(), &"no-config".into()));
    site.rename("site.toml.later", "content/site.toml");
    within("the site", || preview.get("/projects/well/").status == 200);
    within("the error to go", || preview.news()["errors"] == serde_json::json!([]));
}

#[test]
fn folders_that_come_later_or_are_replaced_are_watched() {
    let site = Site::new();
    site.rename("content", "content.away");
    let preview = Preview::start(&site, &[]);
    assert_eq!(preview.get("/").status, 500);
    site.rename("content.away", "content");
    within("the site", || preview.get("/projects/well/").status == 200);
    site.edit("content/projects/well.md", "A new well", "A first well");
    within("an edit in a folder that came later", || preview.get("/projects/well/").body.contains("A first well"));
    // As a change of branch may do it.
    site.copy("content", "content.next");
    site.edit("content.next/projects/well.md", "A first well", "A second well");
    site.rename("content", "content.last");
    site.rename("content.next", "content");
    within("the folder in its place", || preview.get("/projects/well/").body.contains("A second well"));
    site.edit("content/projects/well.md", "A second well", "A third well");
    within("an edit in that folder", || preview.get("/projects/well/").body.contains("A third well"));
    site.write("assets/deep/er/note.txt", "a note");
    within("a file in new folders", || preview.get("/assets/deep/er/note.txt").body == "a note");
    site.write("content/pages/about.md", "+++\ntitle = \"About\"\nsummary = \"About us.\"\n+++\n\nUs.\n");
    within("a page in a new folder", || preview.get("/about/").status == 200);
}

#[test]
fn a_taken_port_gives_the_next_and_says_so() {
    let site = Site::new();
    let taken = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let port = taken.local_addr().expect("its address").port();
    let preview = Preview::start(&site, &["--port", &port.to_string()]);
    assert_ne!(preview.port, port);
    assert!(
        preview.said().contains(&format!("Port {port} is taken, so it is {}.", preview.port)),
        "{}",
        preview.said()
    );
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn a_folder_that_is_not_there_is_said() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_loggia"))
        .args(["serve", "--port", "0", "--root", "no/such/folder"])
        .output()
        .expect("the program to run");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no/such/folder"));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_quietly() {
    let site = Site::new();
    let mut preview = Preview::start(&site, &[]);
    let mut news = preview.listen();
    news.next();
    let before = preview.said();
    assert_eq!(preview.interrupt(), Some(0));
    assert_eq!(preview.said().trim_end(), before.trim_end());
}

#[test]
fn the_search_index_is_made_when_it_is_asked_for_and_follows_an_edit() {
    let site = Site::new();
    site.write("themes/small/static/search.js", "// Searches.\n");
    let preview = Preview::start(&site, &[]);
    let list = || preview.get("/search/en/index.json").body;
    let first = list();
    // The draft can be seen, but isn't found.
    assert!(first.contains("\"records\":1"), "{first}");
    let shard = || preview.get("/search/en/00.bin");
    let made = shard();
    assert_eq!((made.status, made.body == shard().body), (200, true));
    assert_eq!(preview.get("/search/en/engine.bin").status, 200);
    site.edit("content/projects/well.md", "A village has water.", "A village has a fountain.");
    within("the edit to be in the index", || list() != first);
    assert_ne!(shard().body, made.body);
}
