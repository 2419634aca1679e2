//! What a page says in several languages, and what the language room makes of mistakes.

use std::cmp::Ordering;

use loggia::language::*;

fn language(tag: &str) -> Language {
    Language::new(tag).unwrap()
}

fn money(amount: &str, currency: &str) -> Money {
    Money::parse(amount, CurrencyCode::parse(currency).unwrap()).unwrap()
}

fn date(text: &str) -> PartialDate {
    PartialDate::parse(text).unwrap()
}

/// Spaces that do not break, thin or wide, are written here as "_"; marks of direction are left out.
fn plain(text: &str) -> String {
    let text = text.replace(['\u{a0}', '\u{202f}'], "_");
    text.replace(['\u{200e}', '\u{200f}', '\u{61c}'], "")
}

#[test]
fn each_language_has_its_own_forms() {
    // tag, direction, name, number, decimal, day, month, year, money, short money, country, French, list
    let table = [
        (
            "en",
            "ltr",
            "English",
            "1,234,567",
            "0.5",
            "November 24, 2026",
            "November 2026",
            "2026",
            "US$750,000",
            "US$6.6 million",
            "Germany",
            "French",
            "A, B, and C",
        ),
        (
            "en-GB",
            "ltr",
            "British English",
            "1,234,567",
            "0.5",
            "24 November 2026",
            "November 2026",
            "2026",
            "US$750,000",
            "US$6.6 million",
            "Germany",
            "French",
            "A, B and C",
        ),
        (
            "fr",
            "ltr",
            "français",
            "1_234_567",
            "0,5",
            "24 novembre 2026",
            "novembre 2026",
            "2026",
            "750_000_$US",
            "6,6 millions_$US",
            "Allemagne",
            "français",
            "A, B et C",
        ),
        (
            "ar",
            "rtl",
            "العربية",
            "1,234,567",
            "0.5",
            "24 نوفمبر 2026",
            "نوفمبر 2026",
            "2026",
            "750,000_US$",
            "6.6 مليون_US$",
            "ألمانيا",
            "الفرنسية",
            "A وB وC",
        ),
        (
            "ar-EG",
            "rtl",
            "العربية (مصر)",
            "١٬٢٣٤٬٥٦٧",
            "٠٫٥",
            "٢٤ نوفمبر ٢٠٢٦",
            "نوفمبر ٢٠٢٦",
            "٢٠٢٦",
            "٧٥٠٬٠٠٠_US$",
            "٦٫٦ مليون_US$",
            "ألمانيا",
            "الفرنسية",
            "A وB وC",
        ),
        (
            "pl",
            "ltr",
            "polski",
            "1_234_567",
            "0,5",
            "24 listopada 2026",
            "listopad 2026",
            "2026",
            "750_000_US$",
            "6,6 miliona_US$",
            "Niemcy",
            "francuski",
            "A, B i C",
        ),
        (
            "pt-BR",
            "ltr",
            "português (Brasil)",
            "1.234.567",
            "0,5",
            "24 de novembro de 2026",
            "novembro de 2026",
            "2026",
            "US$_750.000",
            "US$_6,6 milhões",
            "Alemanha",
            "francês",
            "A, B e C",
        ),
        (
            "zh-Hant",
            "ltr",
            "繁體中文",
            "1,234,567",
            "0.5",
            "2026年11月24日",
            "2026年11月",
            "2026年",
            "US$750,000",
            "US$660萬",
            "德國",
            "法文",
            "A、B和C",
        ),
    ];
    let rivals = ["ar", "en-AU", "pt-AO", "zh-Hans"].map(language);
    for (tag, dir, name, number, decimal, day, month, year, full, short, germany, french, list) in table {
        let l = language(tag);
        let said = [
            l.tag().to_owned(),
            l.dir().to_owned(),
            l.name(&rivals),
            l.number(1_234_567),
            l.decimal(0.5),
            l.date(date("2026-11-24")),
            l.date(date("2026-11")),
            l.date(date("2026")),
            l.money(money("750000", "USD")),
            l.money_short(money("6600000", "USD")),
            l.country("DE").unwrap(),
            l.language_name("fr").unwrap(),
            l.list(&["A", "B", "C"].map(String::from)),
        ];
        let expected = [tag, dir, name, number, decimal, day, month, year, full, short, germany, french, list];
        assert_eq!(said.map(|text| plain(&text)), expected.map(String::from), "{tag}");
    }
}

#[test]
fn amounts_are_never_rounded() {
    let en = language("en");
    for (amount, currency, full, short) in [
        ("10000000", "USD", "US$10,000,000", "US$10 million"),
        ("750000", "USD", "US$750,000", "US$750,000"),
        ("1250000", "USD", "US$1,250,000", "US$1.25 million"),
        ("12345678", "USD", "US$12,345,678", "US$12,345,678"),
        ("999999999", "USD", "US$999,999,999", "US$999,999,999"),
        ("2000000000", "EUR", "€2,000,000,000", "€2 billion"),
        ("6600000.50", "GBP", "£6,600,000.50", "£6,600,000.50"),
        ("1234.5", "USD", "US$1,234.50", "US$1,234.50"),
        ("-2500000", "USD", "-US$2,500,000", "-US$2.5 million"),
        ("-0.05", "USD", "-US$0.05", "-US$0.05"),
        ("0", "USD", "US$0", "US$0"),
        ("5000000", "JPY", "JP¥5,000,000", "JP¥5 million"),
        ("5000000", "CHF", "CHF_5,000,000", "CHF_5 million"),
        // CLDR writes no decimals for these two; KWD has three.
        ("1234.5", "HUF", "HUF_1,234.50", "HUF_1,234.50"),
        ("1234", "HUF", "HUF_1,234", "HUF_1,234"),
        ("1.005", "KWD", "KWD_1.005", "KWD_1.005"),
    ] {
        let amount = money(amount, currency);
        assert_eq!((plain(&en.money(amount)), plain(&en.money_short(amount))), (full.into(), short.into()));
    }
    assert_eq!(language("en-US").money(money("750000", "USD")), "$750,000");
    assert_eq!(language("hi").money_short(money("6600000", "INR")), "₹66 लाख");
}

#[test]
fn amounts_are_exact_and_checked() {
    let usd = CurrencyCode::parse("USD").unwrap();
    let jpy = CurrencyCode::parse("JPY").unwrap();
    assert_eq!(Money::from_f64(1234.56, usd).unwrap().minor(), 123_456);
    assert_eq!(Money::from_f64(-0.1, usd).unwrap().to_string(), "USD -0.10");
    assert_eq!(Money::whole(750_000, usd).unwrap().plain(), "750000");
    assert_eq!(Money::parse("100.00", jpy).unwrap(), Money::whole(100, jpy).unwrap());
    let sum = money("0.10", "USD").checked_add(money("0.20", "USD")).unwrap();
    assert_eq!((sum.plain(), sum.as_f64()), ("0.30".into(), 0.3));
    assert_eq!(money("1", "USD").checked_add(money("1", "JPY")), None);
    assert_eq!(Money::from_minor(i64::MAX, usd).checked_add(money("1", "USD")), None);
    for (text, currency, message) in [
        ("1.234", usd, "1.234 has too many decimals: an amount in USD has at most 2 decimals"),
        ("1.5", jpy, "1.5 has too many decimals: an amount in JPY has no decimals"),
        ("750,000", usd, "\"750,000\" is not an amount; write plain digits, such as 750000 or 1234.50"),
        ("1.", usd, "\"1.\" is not an amount; write plain digits, such as 750000 or 1234.50"),
        ("99999999999999999999", usd, "99999999999999999999 is too large for an amount of money"),
    ] {
        assert_eq!(Money::parse(text, currency), Err(message.into()));
    }
    assert!(Money::from_f64(f64::NAN, usd).is_err() && Money::from_f64(1e300, usd).is_err());
    assert!(is_currency("EUR") && !is_currency("eur") && !is_currency("XAU") && currency_codes().contains(&"XOF"));
    assert_eq!(CurrencyCode::parse("usd").unwrap_err(), "no such currency as \"usd\"; write \"USD\", in capitals");
    assert!(CurrencyCode::parse("EURO").unwrap_err().contains("did you mean \"EUR\""));
}

#[test]
fn dates_may_lack_a_part() {
    let ends = |text| (date(text).first_day().to_string(), date(text).last_day().to_string());
    assert_eq!(ends("2024"), ("2024-01-01".into(), "2024-12-31".into()));
    assert_eq!(ends("2024-02"), ("2024-02-01".into(), "2024-02-29".into()));
    assert_eq!(ends("2024-02-03"), ("2024-02-03".into(), "2024-02-03".into()));
    assert_eq!(PartialDate::from_year(2017), Ok(date("2017")));
    let mut dates = ["2018", "2017-07", "2017", "2017-01-01", "2017-01", "2016-12-31"].map(date);
    dates.sort();
    assert_eq!(dates.map(|d| d.to_string()), ["2016-12-31", "2017-01-01", "2017-01", "2017", "2017-07", "2018"]);
    for (text, part) in [
        ("2017-13", "no month 13"),
        ("2017-00-01", "no month 00"),
        ("2017-02-29", "no day 29"),
        ("17", "write it as"),
        ("2017-7", "write it as"),
        ("July 2017", "write it as"),
        ("2017-07-01T10:00", "write it as"),
        ("", "write it as"),
        ("0017", "four digits"),
    ] {
        let message = PartialDate::parse(text).unwrap_err();
        assert!(message.contains(part), "{text}: {message}");
    }
    assert!(PartialDate::from_year(17).is_err() && PartialDate::from_year(20170).is_err());
    // Nobody can write these, but a program could.
    assert_eq!(language("en").date(PartialDate::Month(2017, 13)), "2017-13");
    assert_eq!(PartialDate::Month(2017, 13).last_day(), date("2017-12").last_day());
    assert_eq!(language("th").date(date("2017")), "ค.ศ. 2017");
}

#[test]
fn a_country_is_named_with_a_language_only_beside_another_one() {
    let (british, american) = (language("en-GB"), language("en-US"));
    assert_eq!(british.name([&british, &language("fr")]), "English");
    assert_eq!(british.name([&british, &american]), "British English");
}

#[test]
fn tags_are_checked() {
    assert_eq!(language("EN-gb").tag(), "en-GB");
    assert_eq!((language("iw").tag(), language("he").dir()), ("he", "rtl"));
    assert_eq!(language("eng").tag(), "en");
    // A language that CLDR knows only by name: pages can be written in it, with plain forms.
    assert_eq!((language("tlh").name([]), language("tlh").country("DE")), ("Klingon".into(), Some("Germany".into())));
    assert_eq!(language("la").date(date("2026-11")), "2026-11");
    for (tag, message) in [
        ("xx", "no such language as \"xx\"; use a code such as \"en\" or \"fr\""),
        ("und", "no such language as \"und\"; use a code such as \"en\" or \"fr\""),
        ("French", "no such language as \"French\"; did you mean \"fr\"?"),
        ("français", "no such language as \"français\"; did you mean \"fr\"?"),
        ("en_GB", "\"en_GB\" is not a language code; write \"en-GB\", with a hyphen"),
        ("fr-XX", "\"fr-XX\" asks for a country \"XX\", which does not exist; did you mean \"fr\"?"),
        ("", "the language is empty; use a code such as \"en\" or \"fr\""),
    ] {
        assert_eq!(Language::new(tag).unwrap_err(), message);
    }
    assert_eq!(language("en").language_name("pt-BR").as_deref(), Some("Brazilian Portuguese"));
    assert_eq!(language("en").language_name("xx"), None);
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&language("en"));
}

#[test]
fn words_are_in_the_order_of_their_language() {
    let sorted = |tag: &str, mut words: Vec<&str>| {
        let l = language(tag);
        words.sort_by(|a, b| l.compare(a, b));
        assert!(words.is_sorted_by_key(|word| l.sortable(word)), "sortable texts have another order");
        words.join(" ")
    };
    assert_eq!(sorted("en", vec!["Zoo", "Élan", "apple", "Eve", "Åre"]), "apple Åre Élan Eve Zoo");
    assert_eq!(sorted("sv", vec!["Örebro", "Zoo", "Åre", "Ärla", "Alm"]), "Alm Zoo Åre Ärla Örebro");
    assert_eq!(sorted("en", vec!["Goal-10", "Goal-9", "Goal-2"]), "Goal-2 Goal-9 Goal-10");
    assert_eq!(language("en").compare("e\u{301}", "é"), "e\u{301}".cmp("é"));
    assert_eq!(language("en").compare("a", "a"), Ordering::Equal);
    for (tag, name, letter) in [
        ("en", "apple", "A"),
        ("fr", "Élan", "E"),
        ("en", "Åre", "A"),
        ("sv", "Åre", "Å"),
        ("en", "“Quoted”", "Q"),
        ("en", "3D printing", "#"),
        ("en", "…", "#"),
        ("en", "Æsir", "A"),
        ("pl", "Łódź", "Ł"),
        ("en", "Łódź", "L"),
        ("es", "ñandú", "Ñ"),
        ("en", "Москва", "М"),
        ("en", "ёлка", "Е"),
        ("ar", "أحمد", "ا"),
        ("ja", "カメラ", "か"),
        ("ko", "한국", "ㅎ"),
        ("zh", "北京", "北"),
        ("cs", "chata", "CH"),
        ("zu", "ubuntu", "U"),
    ] {
        assert_eq!(language(tag).initial(name), letter, "{name} in {tag}");
    }
}

#[test]
fn countries_are_known_by_their_codes() {
    let en = language("en");
    assert_eq!(en.country("TR").as_deref(), Some("Türkiye"));
    assert_eq!(en.country("BA").as_deref(), Some("Bosnia & Herzegovina"));
    assert_eq!((en.country("XX"), en.country("gb"), en.country("001")), (None, None, None));
    assert!(is_country("GB") && !is_country("UK") && !is_country("gb") && !is_country("ZZ"));
    let codes = country_codes();
    assert!(codes.is_sorted() && codes.len() == 250 && codes.iter().all(|code| country_english(code).is_some()));
    assert_eq!((country_alpha3("AF"), country_numeric("AF")), (Some("AFG"), Some("004")));
    assert_eq!((country_alpha3("XK"), country_numeric("XK"), country_alpha3("ZZ")), (Some("XKX"), None, None));
    for (text, code) in [
        ("gb", Some("GB")),
        ("UK", Some("GB")),
        ("DEU", Some("DE")),
        ("germany", Some("DE")),
        ("Turkey", Some("TR")),
        ("Cote d'Ivoire", Some("CI")),
        ("Bosnia and Herzegovina", Some("BA")),
        ("Atlantis", None),
        ("276", None),
    ] {
        assert_eq!(find_country(text), code, "{text}");
    }
}

#[test]
fn slugs_are_plain_and_never_empty() {
    for (text, expected) in [
        ("Bosnia & Herzegovina", "bosnia-and-herzegovina"),
        ("Côte d’Ivoire", "cote-divoire"),
        ("Children's", "childrens"),
        ("C++", "c-plus-plus"),
        ("  Über uns! ", "uber-uns"),
        ("Москва", "moskva"),
        ("a_b/c", "a-b-c"),
    ] {
        assert_eq!(slug(text), expected);
    }
    assert_eq!((slug("!!!").len(), slug("").len()), (8, 8));
    assert_ne!(slug("!!!"), slug("???"));
}
