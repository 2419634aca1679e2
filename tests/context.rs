//! The names that templates see are documented, in full and only once: `themes/CONTEXT.md` says what the code
//! says, and the shipped themes use no other name. `UPDATE=1 cargo test --test context` writes the file anew.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use loggia::view::{FRAGMENTS, OPTIONAL, SHAPES, TEMPLATES};

const HEAD: &str = "\
# What templates see

Every template has `site` (SiteView), `page` (PageView) and `shared` (see below), and the names in this table. A name that
isn't there is an error; a value that may be missing is none, so `{% if page.feed %}` works. This file is made from the source
(`src/view/shapes.rs`).

";

const SHARED: &str = "
Templates in `shared/`, such as `shared/footer.html`, are parts that many pages show: each is rendered once for all pages
of one kind at the same place of the menu. They see `site` and `here` (HereView), and stand where another template says
`{{ shared.footer | safe }}`.
";

const BLOCKS: &str = "
## The gallery theme

`loggia theme list` names the files of the built-in theme, `loggia theme show FILE` shows one, and `loggia theme copy
FILE --to mine` copies it to `themes/mine/`, where it takes the place of the built-in one. A copy stays as it is when
Loggia changes, so it is better to replace a block than a template, and a small template than a large one. This is all
of `themes/mine/templates/project.html` that puts a line before the facts of each project:

```html
{% extends \"gallery/project.html\" %}
{% block facts %}<p>From our archive.</p>{{ super() }}{% endblock facts %}
```

A block in `base.html` can be replaced in the template of one kind of page, or for all pages in a `base.html` of your
own that begins with `{% extends \"gallery/base.html\" %}`. These are the blocks, in their order:

";

const FUNCTIONS: &str = "
## Functions and filters

| | |
| --- | --- |
| `t(key=\"…\", n=3, name=\"…\")` | the theme's words for a key (`i18n/`), in the page's language; `n` chooses the plural and stands as `{n}`, other names as `{name}` |
| `asset(path=\"gallery.css\")` | the address of a file in the theme's `static/`, with a mark that changes with its content |
| `file(path=\"logo.svg\")` | the address of a file in the site's `assets/` |
| `lines(text=\"…\", width=660, sizes=[80, 60], most=4, height=245, weight=600, family=\"\")` | for pictures (`.svg`): the text broken into lines by the width that its font gives it, at the first size at which all of it fits, with an ellipsis where it fits at none: `lines`, `size` and `family`. None where no font has its characters |
| `number` | a filter: a whole number as the page's language writes it |
| `urlencode` | a filter: a text as it may stand in a part of an address, such as what an email is about |

The fonts are those that come with Loggia (Latin, Greek, Cyrillic and Arabic) and, before them, `.ttf` and `.otf` files in
the theme's `static/`.

A template that ends in `.css` is a style sheet: it sees `site` only, and comes out beside the files of `static/`. One in
a folder, such as `styles/body.css`, is a part that another takes in.
";

fn guide() -> String {
    let mut text = HEAD.to_owned();
    text.push_str("| template | names |\n| --- | --- |\n");
    for (template, names) in TEMPLATES {
        let names: Vec<String> = names.iter().map(|(name, kind)| format!("`{name}`: {kind}")).collect();
        let _ =
            writeln!(text, "| `{template}` | {} |", if names.is_empty() { "–".to_owned() } else { names.join("; ") });
    }
    text.push_str(
        "\nA site has these pages too if its theme has the template:\n\n| template | names |\n| --- | --- |\n",
    );
    for (template, names) in OPTIONAL {
        let names: Vec<String> = names.iter().map(|(name, kind)| format!("`{name}`: {kind}")).collect();
        let _ = writeln!(text, "| `{template}` | {} |", names.join("; "));
    }
    text.push_str(
        "\nA theme may have these too. They render a part once that many pages show, and see `site` and:\n\n",
    );
    text.push_str("| template | names |\n| --- | --- |\n");
    for (template, names) in FRAGMENTS {
        let names: Vec<String> = names.iter().map(|(name, kind)| format!("`{name}`: {kind}")).collect();
        let _ = writeln!(text, "| `{template}` | {} |", names.join("; "));
    }
    text.push_str(SHARED);
    text.push_str(BLOCKS);
    text.push_str("| template | blocks |\n| --- | --- |\n");
    let folder = root().join("themes/gallery/templates");
    for file in templates(&folder) {
        let inner = file.strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/");
        let blocks: Vec<String> = blocks(&fs::read_to_string(&file).unwrap(), &inner);
        if !blocks.is_empty() {
            let _ = writeln!(text, "| `{inner}` | {} |", blocks.join(", "));
        }
    }
    text.push_str(FUNCTIONS);
    for shape in SHAPES.into_iter().flatten() {
        let _ = writeln!(
            text,
            "\n## {}\n\n{}\n\n| name | kind | what |\n| --- | --- | --- |",
            shape.name,
            shape.about.trim()
        );
        for field in shape.fields {
            let _ = writeln!(text, "| `{}` | {} | {} |", field.name, kind(field.kind), field.about.trim());
        }
    }
    text
}

/// A Rust type in the words of who writes templates.
fn kind(kind: &str) -> String {
    let plain: String = kind.chars().filter(|c| !c.is_whitespace()).collect();
    if let Some(inner) = plain.strip_prefix("Option<").and_then(|rest| rest.strip_suffix('>')) {
        return format!("{} or none", self::kind(inner));
    }
    if let Some(inner) = plain.strip_prefix("Vec<").and_then(|rest| rest.strip_suffix('>')) {
        return format!("list of {}", self::kind(inner));
    }
    match plain.as_str() {
        "String" => "text".to_owned(),
        "bool" => "true or false".to_owned(),
        "usize" | "u8" | "i64" => "number".to_owned(),
        "Value" => "value".to_owned(),
        other => other.trim_end_matches("Value").to_owned(),
    }
}

/// The blocks of a template that no template above it has.
fn blocks(text: &str, template: &str) -> Vec<String> {
    let base = fs::read_to_string(root().join("themes/gallery/templates/base.html")).unwrap();
    let named = |text: &str| -> Vec<String> {
        let tags = text.split("{%").skip(1).map(|tag| tag.trim_start_matches('-').trim_start());
        let names = tags.filter_map(|tag| tag.strip_prefix("block ")?.split_whitespace().next());
        names.map(|name| format!("`{}`", name.trim_end_matches("%}"))).collect()
    };
    let above = if template == "base.html" { Vec::new() } else { named(&base) };
    named(text).into_iter().filter(|name| !above.contains(name)).collect()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_guide_says_what_the_code_says() {
    let path = root().join("themes/CONTEXT.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, guide()).unwrap();
    }
    let (written, made) = (fs::read_to_string(&path).unwrap(), guide());
    for (number, (written, made)) in written.lines().zip(made.lines()).enumerate() {
        assert_eq!(written, made, "line {}; UPDATE=1 cargo test --test context writes it anew", number + 1);
    }
    assert_eq!(written.len(), made.len(), "UPDATE=1 cargo test --test context writes it anew");
}

#[test]
fn every_name_is_described() {
    for shape in SHAPES.into_iter().flatten() {
        assert!(!shape.about.trim().is_empty(), "{}", shape.name);
        for field in shape.fields {
            assert!(!field.about.trim().is_empty(), "{}.{}", shape.name, field.name);
        }
    }
}

#[test]
fn the_shipped_themes_use_no_other_name() {
    let mut roots: BTreeSet<&str> = ["site", "page", "shared", "here", "loop"].into();
    roots.extend(
        TEMPLATES.iter().chain(OPTIONAL).chain(FRAGMENTS).flat_map(|(_, names)| names.iter().map(|(name, _)| *name)),
    );
    let mut fields: BTreeSet<&str> =
        SHAPES.into_iter().flatten().flat_map(|shape| shape.fields.iter().map(|field| field.name)).collect();
    fields.extend(["index", "index0", "first", "last", "length"]);
    // What the function `lines` gives.
    fields.extend(["lines", "size", "family"]);
    let shared: Vec<String> = templates(&root().join("themes")).iter().filter_map(|file| shared_part(file)).collect();
    fields.extend(shared.iter().map(String::as_str));
    let mut wrong = Vec::new();
    let mut seen = 0;
    for file in templates(&root().join("themes")) {
        let text = fs::read_to_string(&file).unwrap();
        let code = code(&text);
        let local = bound(&code);
        for path in paths(&code) {
            seen += 1;
            let mut parts = path.split('.');
            let first = parts.next().unwrap_or_default();
            if !roots.contains(first) && !local.contains(first) {
                wrong.push(format!("{}: `{first}`", file.display()));
            }
            // What lies in the theme's settings and in `extra` is the theme's and the editor's own.
            let free = path.contains("settings.") || path.contains("extra.");
            let known = |part: &str| fields.contains(part);
            wrong.extend(
                parts.filter(|part| !free && !known(part)).map(|part| format!("{}: `.{part}`", file.display())),
            );
        }
    }
    assert!(seen > 100, "only {seen} names found: is the reading of templates broken?");
    assert!(wrong.is_empty(), "not in themes/CONTEXT.md:\n{}", wrong.join("\n"));
}

#[test]
fn an_undocumented_name_would_be_found() {
    let code = code("{% for card in cards %}{{ card.title | safe }} {{ t(key=\"x.y\", n=site.cuont) }}{% endfor %}");
    assert_eq!(paths(&code), ["card", "cards", "card.title", "site.cuont"]);
    assert_eq!(bound(&code), ["card"].map(str::to_owned).into());
}

/// What pages call a template in `shared/`.
fn shared_part(file: &Path) -> Option<String> {
    let is_shared = file.parent()?.file_name()? == "shared";
    is_shared.then(|| file.file_stem().map(|stem| stem.to_string_lossy().into_owned())).flatten()
}

fn templates(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(templates(&path));
        } else if path.components().any(|part| part.as_os_str() == "templates") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// What stands in `{{ … }}` and `{% … %}`, without texts in quotes.
fn code(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let close = match rest[at + 1..].chars().next() {
            Some('{') => "}}",
            Some('%') => "%}",
            Some('#') => "#}",
            _ => {
                rest = &rest[at + 1..];
                continue;
            }
        };
        let inner = &rest[at + 2..];
        let end = inner.find(close).unwrap_or(inner.len());
        if close != "#}" {
            let unquoted: String = inner[..end]
                .split('"')
                .enumerate()
                .map(|(number, part)| if number % 2 == 0 { part } else { " " })
                .collect();
            found.push(unquoted);
        }
        rest = inner.get(end + 2..).unwrap_or_default();
    }
    found
}

/// Names that templates give themselves: loop variables, `set`, and the arguments of components.
fn bound(code: &[String]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for tag in code {
        let words: Vec<&str> =
            tag.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty()).collect();
        // A loop, or a list made with one: `[card for card in cards]`.
        for at in (0..words.len()).filter(|at| words[*at] == "for") {
            names.extend(words[at + 1..].iter().take_while(|word| **word != "in").map(|word| (*word).to_owned()));
        }
        match words.first() {
            Some(&("set" | "set_global")) => names.extend(words.get(1).map(|word| (*word).to_owned())),
            Some(&"component") => names.extend(words.iter().skip(2).map(|word| (*word).to_owned())),
            _ => {}
        }
    }
    names
}

/// The dotted names in an expression that stand for values: no keywords, functions, filters, tests or arguments' names.
fn paths(code: &[String]) -> Vec<String> {
    const KEYWORDS: &[&str] = &[
        "for",
        "in",
        "endfor",
        "endset",
        "if",
        "elif",
        "else",
        "endif",
        "block",
        "endblock",
        "extends",
        "include",
        "set",
        "set_global",
        "component",
        "endcomponent",
        "and",
        "or",
        "not",
        "is",
        "true",
        "false",
        "none",
        "filter",
        "endfilter",
        "super",
        "raw",
        "endraw",
        "break",
        "continue",
        "body",
    ];
    let mut found = Vec::new();
    for tag in code {
        let tag = tag.trim_matches(|c| c == '-' || c == ' ' || c == '\n');
        if ["block", "endblock", "component", "endcomponent", "extends", "include"]
            .iter()
            .any(|word| tag.starts_with(word))
        {
            continue;
        }
        let bytes: Vec<char> = tag.chars().collect();
        let mut at = 0;
        while at < bytes.len() {
            if !(bytes[at].is_alphabetic() || bytes[at] == '_') {
                at += 1;
                continue;
            }
            let start = at;
            while at < bytes.len() && (bytes[at].is_alphanumeric() || matches!(bytes[at], '_' | '.' | '?')) {
                at += 1;
            }
            let name: String = bytes[start..at].iter().filter(|c| **c != '?').collect();
            let before: String = bytes[..start].iter().collect::<String>().trim_end().to_owned();
            let after = bytes[at..].iter().find(|c| **c != ' ').copied();
            let follows = bytes[at..].iter().skip_while(|c| **c == ' ').nth(1).copied();
            let argument = after == Some('=') && follows != Some('=') && before != "set";
            let digits = start > 0 && bytes[start - 1].is_ascii_digit();
            let skip = KEYWORDS.contains(&name.as_str())
                || before.ends_with('|')
                || before.ends_with('<')
                || before.ends_with(" is")
                || before.ends_with(" is not")
                || after == Some('(')
                || argument
                || digits;
            if !skip {
                found.push(name.trim_end_matches('.').to_owned());
            }
        }
    }
    found
}
