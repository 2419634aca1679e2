//! The short texts of a theme: filling them in, laying one file over another, and mistakes in them.

use loggia::diagnostic::TextFile;
use loggia::language::{Language, Wording};

fn language(tag: &str) -> Language {
    Language::new(tag).unwrap()
}

#[test]
fn wordings_fill_their_places() {
    let parse = |path: &str, text: &str| {
        let read = Wording::parse(&TextFile::new(path, text));
        assert_eq!(read.diagnostics, []);
        read.value
    };
    let theme = parse(
        "theme/en.toml",
        concat!(
            "search = \"Search\"\nplaces = \"{name} and { n } places {{x}}\"\n",
            "projects = { one = \"{n} project\", other = \"{n} projects\" }\n",
            "[files]\none = \"plik\"\nfew = \"{n} pliki\"\nmany = \"{n} plików\"\nother = \"{n} pliku\"\n",
        ),
    );
    let wording = parse("i18n/en.toml", "search = \"Find\"").over(theme);
    assert_eq!(wording.keys().collect::<Vec<_>>(), ["files", "places", "projects", "search"]);
    let (en, pl) = (language("en"), language("pl"));
    assert_eq!(wording.get(&en, "search", None, &[]).unwrap(), "Find");
    assert_eq!(wording.get(&en, "places", Some(1234), &[("name", "A".into())]).unwrap(), "A and 1,234 places {x}");
    let plurals = |l: &Language, key| [0, 1, 2, 5, 22].map(|n| wording.get(l, key, Some(n), &[]).unwrap());
    assert_eq!(plurals(&en, "projects"), ["0 projects", "1 project", "2 projects", "5 projects", "22 projects"]);
    assert_eq!(plurals(&pl, "files"), ["0 plików", "plik", "2 pliki", "5 plików", "22 pliki"]);
    // Polish has the form "few", which the English text lacks.
    assert_eq!(plurals(&pl, "projects")[2], "2 projects");
    assert_eq!(["ar", "fr"].map(|tag| language(tag).plural(0)), ["zero", "one"]);
    for (key, n, values, message) in [
        ("serch", None, vec![], "there is no wording \"serch\" in en; did you mean \"search\"?"),
        (
            "projects",
            None,
            vec![],
            "the wording \"projects\" depends on a number, and none is given; give the number as n",
        ),
        (
            "places",
            Some(1),
            vec![("names", "A".to_owned())],
            "the wording \"places\" has a place {name}, and no value is given for it; did you mean \"names\"?",
        ),
    ] {
        assert_eq!(wording.get(&en, key, n, &values).unwrap_err().to_string(), message);
    }
}

#[test]
fn mistakes_in_wordings_are_all_told_in_order() {
    let text = "\
search = Search
good = \"Good\"
count = 3
open = \"{n projects\"
close = \"n} projects\"
strange = \"{n projects}\"
files = { one = \"a\", ohter = \"b\" }
few = { few = 1, other = \"b\" }
good = \"again\"
broken = { other = \"{\", one = \"{n}\" }
one = { one = \"{n}\" }
";
    let read = Wording::parse(&TextFile::new("i18n/en.toml", text));
    let found: Vec<_> = read
        .diagnostics
        .iter()
        .map(|mistake| {
            assert!(mistake.is_error() && !mistake.hints.is_empty());
            (mistake.location.as_ref().unwrap().point.as_ref().unwrap().line, mistake.code)
        })
        .collect();
    let expected = [
        (1, "wording-toml"),
        (3, "wording-value"),
        (4, "wording-brace"),
        (5, "wording-brace"),
        (6, "wording-brace"),
        (7, "wording-category"),
        (8, "wording-value"),
        (9, "wording-toml"),
        (10, "wording-brace"),
        (11, "wording-other"),
    ];
    assert_eq!(found, expected);
    assert_eq!(read.diagnostics[5].hints, ["did you mean \"other\"?"]);
    assert_eq!(read.diagnostics[0].message, "this line has a text without quotation marks");
    assert_eq!(read.diagnostics[7].message, "this line has a name that was used before");
    // What is wrong in the file is not told again by the pages that use it.
    let en = language("en");
    let given = ["search", "good", "count", "open", "files", "broken"].map(|key| read.value.get(&en, key, None, &[]));
    assert_eq!(given.map(Result::unwrap), ["Search", "Good", "", "", "", ""]);
}
