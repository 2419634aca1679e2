//! The Markdown room through its public functions.
//!
//! [`page`] reads a text that stands behind two lines of something else, as a body does in a file, and writes
//! the segments out with what is filled in later between ⟦ and ⟧.

use std::ops::Range;

use loggia::diagnostic::{Severity, TextFile};
use loggia::model::{Body, LinkKind, Segment};
use loggia::parse::markdown::{WORDS, markdown};

const FRONT: &str = "title = \"ü\"\n+++\n";

struct Page {
    file: TextFile,
    body: Body,
    html: String,
    /// Severity, code and the text pointed at.
    found: Vec<(Severity, &'static str, String)>,
    hints: String,
}

impl Page {
    fn at(&self, range: &Range<usize>) -> &str {
        &self.file.text[range.clone()]
    }

    #[track_caller]
    fn finds(&self, code: &str, text: &str) {
        assert!(self.found.iter().any(|(_, c, t)| *c == code && t == text), "{code} {text:?} in {:?}", self.found);
    }

    #[track_caller]
    fn has(&self, html: &str) {
        assert!(self.html.contains(html), "{html}\nin\n{}", self.html);
    }
}

fn page(text: &str) -> Page {
    let file = TextFile::new("pages/x.md", &format!("{FRONT}{text}"));
    let checked = markdown(&file, FRONT.len());
    let html = checked.value.segments.iter().map(|segment| match segment {
        Segment::Html(range) => checked.value.part(range).to_owned(),
        Segment::Fixed(html) => (*html).to_owned(),
        Segment::LinkOpen(index) => format!("⟦a {index}⟧"),
        Segment::LinkClose(index) => format!("⟦/a {index}⟧"),
        Segment::ImageSrc(index) => format!("⟦src {index}⟧"),
        Segment::Figure(index) => format!("⟦figure {index}⟧"),
        Segment::Word(key) => format!("⟦{key}⟧"),
    });
    let html = html.collect();
    let mut found = Vec::new();
    let mut hints = String::new();
    for diagnostic in checked.diagnostics {
        let point = diagnostic.location.unwrap().point.unwrap();
        let covered = point.text.chars().skip(point.column - 1).take(point.width).collect();
        found.push((diagnostic.severity, diagnostic.code, covered));
        hints.push_str(&diagnostic.hints.join("\n"));
    }
    Page { file, body: checked.value, html, found, hints }
}

#[test]
fn headings_get_unique_anchors_and_a_quiet_self_link() {
    let page = page(
        "## Über *uns*\n\n## Uber uns\n\n### Mine {#uber-uns-3 .wide}\n\n## Über uns\n\n## [A link](x.md) & `<code>`\n\n## ?\n",
    );
    let ids: Vec<_> = page.body.headings.iter().map(|heading| heading.id.as_str()).collect();
    assert_eq!(ids, ["uber-uns", "uber-uns-2", "uber-uns-3", "uber-uns-4", "a-link-code", "section"]);
    assert!(ids.iter().all(|id| page.body.ids.contains(&(*id).to_owned())));
    assert_eq!(page.body.headings[0].html, "Über <em>uns</em>");
    assert_eq!(page.body.headings[4].html, "A link &amp; <code>&lt;code&gt;</code>");
    assert_eq!(page.body.headings[4].text, "A link & <code>");
    assert_eq!(page.body.headings[2].level, 3);
    page.has("<h3 id=\"uber-uns-3\" class=\"wide\">Mine<a class=\"anchor\" href=\"#uber-uns-3\" aria-hidden=\"true\" tabindex=\"-1\">#</a></h3>");
    assert_eq!(page.found, []);
}

#[test]
fn heading_mistakes_are_told() {
    let page = page("# Top\n\n## A {#x}\n\n#### B {#x}\n\n## C {#y data-z=1}\n");
    page.finds("heading-level", "# Top");
    page.finds("duplicate-anchor", "#### B {#x}");
    page.finds("heading-skip", "#### B {#x}");
    page.finds("heading-attribute", "## C {#y data-z=1}");
    assert!(!page.html.contains("data-z"));
    assert_eq!(page.found.iter().filter(|(severity, ..)| *severity == Severity::Error).count(), 1);
}

#[test]
fn braces_that_are_no_attributes_stay_text() {
    let page = page("## The set {a, b}\n\nOr so {c}\n---------\n\n## {{ n }}\n");
    let texts: Vec<_> = page.body.headings.iter().map(|heading| heading.text.as_str()).collect();
    assert_eq!(texts, ["The set {a, b}", "Or so {c}", "\u{fffc}"]);
    assert_eq!(page.body.headings[2].figures, [0]);
    assert_eq!(page.found, []);
}

#[test]
fn footnotes_are_numbered_by_first_reference() {
    let page = page(
        "One[^b], two[^A], one[^b], no[^none].\n\n[^a]: Second, see[^c].\n[^b]: First.\n\n    More.\n[^c]: Third.\n[^unused]: Nobody.\n",
    );
    page.has(
        "<p>One<sup class=\"footnote-ref\"><a role=\"doc-noteref\" id=\"fnref-1\" href=\"#fn-1\">1</a></sup>, two",
    );
    page.has("no[^none].</p>\n<section class=\"footnotes\" role=\"doc-endnotes\" aria-labelledby=\"footnotes\">\n<h2 class=\"footnotes-title\" id=\"footnotes\">⟦footnotes⟧</h2>\n<ol>\n<li id=\"fn-1\">\n<p>First.</p>\n<p>More. <a role=\"doc-backlink\" href=\"#fnref-1\" aria-label=\"⟦footnote-back⟧ 1\">↩</a> <a role=\"doc-backlink\" href=\"#fnref-1-2\" aria-label=\"⟦footnote-back⟧ 1-2\">↩<sup>2</sup></a></p>\n</li>\n<li id=\"fn-2\">\n<p>Second");
    page.has("<li id=\"fn-3\">\n<p>Third.");
    assert!(!page.html.contains("Nobody"));
    page.finds("unknown-footnote", "[^none]");
    page.finds("unused-footnote", "[^unused]");
    assert_eq!(page.found.len(), 2);
}

#[test]
fn images_with_titles_become_figures() {
    let page = page("![Alt *x* \"y\"](a.png \"Cap & tion\")\n\nIn text ![B](b.png \"Title\").\n\n![](c.png)\n");
    page.has("<figure><img src=\"⟦src 0⟧\" alt=\"Alt x “y”\" loading=\"lazy\" decoding=\"async\"><figcaption>Cap &amp; tion</figcaption></figure>");
    page.has("<p>In text <img src=\"⟦src 1⟧\" alt=\"B\" title=\"Title\" loading=\"lazy\" decoding=\"async\">.</p>");
    page.finds("missing-alt", "![](c.png)");
    let image = &page.body.links[0];
    assert_eq!(
        (image.kind, &*image.target, &*image.title, &*image.alt),
        (LinkKind::Image, "a.png", "Cap & tion", "Alt x “y”")
    );
    assert_eq!(page.at(&image.range), "![Alt *x* \"y\"](a.png \"Cap & tion\")");
}

#[test]
fn tables_tasks_and_alerts() {
    let page = page("| | B |\n|:-|-:|\n| r | 2 |\n\n- [x] did\n- [ ] do\n\n> [!WARNING]\n> Mind.\n");
    page.has("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"⟦table⟧\"><table><thead><tr><th class=\"align-left\"></th><th scope=\"col\" class=\"align-right\">B</th></tr></thead>\n<tbody><tr><td class=\"align-left\">r</td>");
    page.has("<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"⟦task-done⟧\"> did</li>");
    page.has("<li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"⟦task-open⟧\"> do</li>");
    page.has("<div class=\"alert alert-warning\" role=\"note\">\n<p class=\"alert-title\">⟦alert-warning⟧</p>\n<p>Mind.</p>\n</div>");
    for kind in ["note", "tip", "important", "warning", "caution"] {
        assert!(WORDS.contains(&format!("alert-{kind}").as_str()));
    }
}

#[test]
fn code_is_coloured_where_its_language_is_known() {
    let page = page("```rust,ignore\nlet x = \"<b>\";\n```\n\n```pythn\nx\n```\n\n```text\n<y>\n```\n\n    indented\n");
    page.has(
        "<pre class=\"hl-code\" tabindex=\"0\"><code class=\"language-rust,ignore\"><span class=\"hl-source hl-rust\">",
    );
    page.has("&lt;b&gt;");
    page.has("<pre tabindex=\"0\"><code class=\"language-pythn\">x\n</code></pre>");
    page.has("<pre tabindex=\"0\"><code class=\"language-text\">&lt;y&gt;\n</code></pre>\n<pre tabindex=\"0\"><code>indented\n</code></pre>");
    page.finds("unknown-code-language", "```pythn");
    assert_eq!(page.found.len(), 1);
    assert!(page.hints.contains("did you mean \"python\""), "{}", page.hints);
    assert!(page.body.has_code);
    assert!(!self::page("```text\nx\n```\n").body.has_code);
}

#[test]
fn figures_are_cut_out_wherever_there_is_text() {
    let text = "\"A\" {{ a }} **{{b_1 k=\"x_*y|\" l-2=\"\"}}** `{{ c }}`\n\n## H {{ d }}\n\n| {{ e x=\"1|2\" }} | [l {{ f\n}}](x.md) |\n|--|--|\n\n[l {{ f\ny=\"2\" }}](x.md) \\{{ g }} \\\\{{ h }}\n\n    {{ i }}\n\n<div>{{ j }} \\{{ k }}</div>\n<!-- {{ l }} -->\n";
    let page = page(text);
    let names: Vec<_> = page.body.figures.iter().map(|figure| page.at(&figure.name_range)).collect();
    assert_eq!(names, ["a", "b_1", "d", "e", "f", "f", "h", "j"], "{:?}", page.found);
    let figure = &page.body.figures[1];
    assert_eq!(page.at(&figure.range), "{{b_1 k=\"x_*y|\" l-2=\"\"}}");
    let arguments: Vec<_> =
        figure.arguments.iter().map(|(key, value, range)| (&**key, &**value, page.at(range))).collect();
    assert_eq!(arguments, [("k", "x_*y|", "k=\"x_*y|\""), ("l-2", "", "l-2=\"\"")]);
    page.has("<p>“A” ⟦figure 0⟧ <strong>⟦figure 1⟧</strong> <code>{{ c }}</code></p>");
    page.has("⟦a 1⟧l ⟦figure 5⟧⟦/a 1⟧ {{ g }} \\⟦figure 6⟧");
    page.has("<code>{{ i }}\n");
    page.has("<div>⟦figure 7⟧ {{ k }}</div>");
    assert_eq!(page.body.headings[0].id, "h");
    assert_eq!(page.at(&page.body.links[1].range), "[l {{ f\ny=\"2\" }}](x.md)");
    assert_eq!(page.found, []);
}

#[test]
fn broken_figures_are_errors_with_an_example() {
    for (text, covered) in [
        ("a {{ amount round=x }} b", "round"),
        ("a {{ amount b", "{{ amount b"),
        ("a {{ amount\n\n}}", "{{ amount"),
        ("a {{ }} b", "{{ }}"),
        ("a {{ Amount }} b", "{{ Amount }}"),
        ("a {{ amount round=“x” }} b", "round"),
        ("a {{ amount, x=\"1\" }} b", "{{ amount, x=\"1\" }}"),
        ("a {{ amount x=\"1\"y=\"2\" }} b", "{{ amount x=\"1\"y=\"2\" }}"),
        ("a {{ amount x=\"1\" x=\"2\" }} b", "x=\"2\""),
        ("[l]({{ amount }})", "[l]({{ amount }})"),
        ("[l]({{amount}})", "[l]({{amount}})"),
        ("![l {{ amount }}](x.png)", "![l {{ amount }}](x.png)"),
        ("<b title=\"{{ x }}\">x</b>", "title=\"{{ x }}\""),
    ] {
        let page = page(text);
        assert_eq!(page.found, [(Severity::Error, "figure-syntax", covered.to_owned())], "{text}");
        assert!(page.hints.contains("{{"), "{}", page.hints);
    }
    page("{{ a x=“1” }}").has("{{ a x=“1” }}");
}

#[test]
fn places_stay_exact_behind_replaced_characters() {
    let page = page("ü \0 \u{e000}L0\u{e001} \u{fffc} {{ a }} [x](y.md) &#xe000;F0&#xe001;\r\n\r\n![](z.png)\r\n");
    assert_eq!(page.at(&page.body.links[0].range), "[x](y.md)");
    page.finds("missing-alt", "![](z.png)");
    page.has("<p>ü \u{fffd} \u{fffd}L0\u{fffd} \u{fffd} ⟦figure 0⟧ ⟦a 0⟧x⟦/a 0⟧ \u{fffd}F0\u{fffd}</p>");
}

#[test]
fn unsafe_addresses_never_reach_the_html() {
    for address in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "javascript&colon;alert(1)",
        "java&Tab;script:alert(1)",
        "java&#10;script:alert(1)",
        "&#1;javascript:alert(1)",
        "data:text/html;base64,PHN2Zz4=",
        "vbscript:x",
        "file:///etc/passwd",
    ] {
        for text in [
            format!("[text]({address})"),
            format!("[text][r]\n\n[r]: {address}"),
            format!("![text]({address})"),
            format!("<a href=\"{address}\">text</a>"),
            format!("<a href='{address}'>text</a>"),
            format!("<div>\n<a class=x HREF={address} >text</a>\n</div>"),
            format!("<img alt=text src=\"{address}\">"),
        ] {
            let page = page(&text);
            assert_eq!(
                page.found.iter().filter(|found| found.1 == "unsafe-link").count(),
                1,
                "{text}\n{:?}",
                page.found
            );
            assert!(
                page.html.contains("text") && !page.html.contains("script") && !page.html.contains("href"),
                "{text}\n{}",
                page.html
            );
            assert!(page.body.links.is_empty(), "{text}");
        }
    }
    assert_eq!(page("<javascript:x> <data:x>").found.len(), 2);
    let fine = page("<https://a.example/?q=1&b> <a@b.example> [t](tel:+49) [r](x/y.md#z 'T')");
    let targets: Vec<_> = fine.body.links.iter().map(|link| link.target.as_str()).collect();
    assert_eq!(targets, ["https://a.example/?q=1&b", "mailto:a@b.example", "tel:+49", "x/y.md#z"]);
    assert_eq!(fine.body.links[3].title, "T");
}

#[test]
fn raw_html_goes_through_the_allow_list() {
    let page = page(
        "<div class=\"box\" style=\"color:red\" onclick='x()'>\n\n**In** {{ f }} <kbd lang=en>K</kbd> <script>a *b* c</script> <blink>on</blink>\n\n</div>\n\n<details open><summary>S</summary>\n\nT\n\n</details>\n\n<style>\np {}\n\nq {}\n</style>\n<iframe src=x></iframe>\n",
    );
    page.has("<div class=\"box\">\n<p><strong>In</strong> ⟦figure 0⟧ <kbd lang=\"en\">K</kbd>  on</p>\n</div>");
    page.has("<details open=\"\"><summary>S</summary>\n<p>T</p>\n</details>");
    for (removed, place) in [
        ("html-removed", "style=\"color:red\""),
        ("html-removed", "onclick='x()'"),
        ("html-removed", "<script>"),
        ("html-removed", "<blink>"),
        ("html-removed", "<style>"),
        ("html-removed", "<iframe src=x>"),
    ] {
        page.finds(removed, place);
    }
    assert_eq!(page.found.len(), 6);
    for gone in ["script", "style", "a <em>", "q {}", "iframe", "onclick"] {
        assert!(!page.html.contains(gone), "{gone} in {}", page.html);
    }
}

#[test]
fn raw_html_can_neither_swallow_nor_close_what_is_not_its_own() {
    let page = page("</div></section>\n\n<p title=\"open\n\n[l](x.md) \"q\"\n\n<b>\n\n## H\n");
    page.has("⟦a 0⟧l⟦/a 0⟧ “q”");
    page.finds("html-unbalanced", "</div>");
    page.finds("html-unbalanced", "<b>");
    page.finds("html-removed", "<p title=\"open");
    assert_eq!(page.html.matches("<b>").count(), page.html.matches("</b>").count());
    assert!(!page.html.contains("</div>") && !page.html.contains("</section>"));
    // Our own markup survives the sanitiser.
    let text = "Note[^1] <i>x</i>\n\n- [x] t\n\n| a |\n|:-:|\n| b |\n\n> [!TIP]\n> y\n\n```js\n1\n```\n\n## H {#h .c}\n\n![a](b.png \"c\")\n\n[^1]: n\n";
    let with = self::page(text);
    let without = self::page(&text.replace("<i>x</i>", "x"));
    assert_eq!(with.html.replace("<i>x</i>", "x"), without.html);
}

#[test]
fn links_of_raw_html_are_links_too() {
    let page = page(
        "[m](m.md) <a class=\"button\" href=\"x.md?a=1&amp;b\" title=\"T\" lang=de>x</a> <img src='y.png' alt=\"A &quot;q&quot;\">\n\n<p>\n<a\nhref=z.md>z</a> <img src=w.png> <a id=here>h</a></p>\n",
    );
    let targets: Vec<_> = page.body.links.iter().map(|link| (link.target.as_str(), page.at(&link.range))).collect();
    let expected = [
        ("m.md", "[m](m.md)"),
        ("x.md?a=1&b", "x.md?a=1&amp;b"),
        ("y.png", "y.png"),
        ("z.md", "z.md"),
        ("w.png", "w.png"),
    ];
    assert_eq!(targets, expected);
    let button = &page.body.links[1];
    assert_eq!(button.title, "T");
    assert_eq!(button.attributes, [("class".to_owned(), "button".to_owned()), ("lang".to_owned(), "de".to_owned())]);
    assert_eq!(page.body.links[2].alt, "A \"q\"");
    page.has("⟦a 1⟧x⟦/a 1⟧ <img src=\"⟦src 2⟧\" alt=\"A &quot;q&quot;\" loading=\"lazy\" decoding=\"async\">");
    page.has("⟦a 3⟧z⟦/a 3⟧");
    page.has("<a id=\"here\">h</a>");
    page.finds("missing-alt", "<img src=w.png>");
    assert_eq!(page.body.ids, ["here"]);
}

#[test]
fn the_colours_of_code_can_be_read() {
    let (light, dark) = loggia::theme::code_styles().split_once("@media").unwrap();
    for css in [light, dark] {
        assert!(css.contains(".hl-code {") && css.contains(".hl-comment"), "{css}");
        let colour = |line: &str| -> f64 {
            let channels = [1, 3, 5].map(|at| f64::from(u8::from_str_radix(&line[at..at + 2], 16).unwrap()) / 255.0);
            let linear = channels.map(|c| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) });
            0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        };
        let values = |name: &str| -> Vec<f64> {
            css.lines().filter_map(|line| line.trim().strip_prefix(name)).map(colour).collect()
        };
        let backgrounds = values("background-color: ");
        assert_eq!(backgrounds.len(), 1);
        for text in values("color: ") {
            let (high, low) = (text.max(backgrounds[0]), text.min(backgrounds[0]));
            assert!((high + 0.05) / (low + 0.05) >= 4.5, "{css}");
        }
    }
}
