//! Addresses of links: which schemes are fine, and how an address is written into an attribute.
//!
//! Start at [`unsafe_scheme`]. It judges an address the way a browser reads it, so tricks with case, tabs or
//! line ends don't get past it.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

const FINE: [&str; 4] = ["http", "https", "mailto", "tel"];

/// The scheme of an address that must not be linked, in small letters.
pub(super) fn unsafe_scheme(target: &str) -> Option<String> {
    // An address that says what nearly all say, or that has no scheme.
    if target.starts_with("https://") || memchr::memchr(b':', target.as_bytes()).is_none() {
        return None;
    }
    // Browsers drop spaces and control characters before an address, and tabs and line ends within it.
    let seen: String = target.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let (scheme, _) = seen.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    let scheme = scheme.to_ascii_lowercase();
    (is_scheme && !FINE.contains(&scheme.as_str())).then_some(scheme)
}

const UNWRITTEN: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'[').add(b'\\').add(b']').add(b'^').add(b'`');
const IN_ADDRESS: &AsciiSet = &UNWRITTEN.add(b'{').add(b'|').add(b'}');

/// The address with everything percent-encoded that an address can't hold.
pub(super) fn encoded(target: &str) -> String {
    utf8_percent_encode(target, IN_ADDRESS).to_string()
}

#[cfg(test)]
mod tests {
    use super::unsafe_scheme;

    #[test]
    fn tells_schemes_as_a_browser_does() {
        let nasty = [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " \u{1}javascript:alert(1)",
            "java\tscript:alert(1)",
            "java\nscript:alert(1)",
            "javascript\r:alert(1)",
            "\u{a0}javascript:alert(1)",
            "java\u{0}script:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:x",
            "view-source:http://x",
            "c:\\a.png",
        ];
        for target in nasty {
            assert!(unsafe_scheme(target).is_some(), "{target:?}");
        }
        let fine = [
            "https://a.example/x:y",
            "HTTP://a.example",
            "mailto:a@b.example",
            "tel:+4930",
            "a/b:c.md",
            "#a:b",
            "?q=a:b",
            "",
            "//a.example/x",
            "./javascript:x",
            "1:2",
            "javascript%3Ax",
        ];
        for target in fine {
            assert_eq!(unsafe_scheme(target), None, "{target:?}");
        }
    }
}
