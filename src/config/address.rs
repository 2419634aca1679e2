//! Addresses of other sites, as people write them: what is wrong with one, and what it should be.

use crate::diagnostic::close_to;
use crate::model::is_external;

/// Why an address can't be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressFault {
    /// To be read after "an address that".
    pub why: String,
    /// The address that was probably meant.
    pub better: Option<String>,
}

/// The mistake in an address of another site or a mail or telephone address; `None` for a good one, and for what is no
/// such address, as the path of a file.
pub fn address_fault(address: &str) -> Option<AddressFault> {
    let fault = |why: &str, better: Option<String>| Some(AddressFault { why: why.to_owned(), better });
    if address.starts_with("www.") {
        return fault("does not begin with https://", Some(format!("https://{address}")));
    }
    if !is_external(address) {
        return None;
    }
    let (scheme, rest) = address.split_once(':').unwrap_or(("", address));
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" if rest.trim_start_matches('/').is_empty() => fault("names no site", None),
        "http" | "https" if address.contains(char::is_whitespace) => {
            fault("has a space in it", (!host(rest).contains(' ')).then(|| address.replace(' ', "%20")))
        }
        "http" | "https" if !rest.starts_with("//") || rest.starts_with("///") => fault(
            "does not have two slashes after the colon",
            Some(format!("{scheme}://{}", rest.trim_start_matches('/'))),
        ),
        "http" | "https" => match url::Url::parse(address) {
            Ok(url) if url.has_host() => None,
            _ => fault("a browser can't read", None),
        },
        "mailto" | "tel" => None,
        "" => fault("does not begin with https://", Some(format!("https:{address}"))),
        other => {
            let meant = if close_to(other, ["https", "http"]).is_empty() { None } else { Some("https") };
            let better = meant.map(|meant| format!("{meant}://{}", rest.trim_start_matches('/')));
            fault("does not begin with https://, http://, mailto: or tel:", better)
        }
    }
}

/// Is it the place of a file on one computer: `file:///home/…` or `C:\Users\…`?
pub fn is_on_disk(address: &str) -> bool {
    let scheme = address.split_once(':').map_or("", |(scheme, _)| scheme);
    scheme.eq_ignore_ascii_case("file") || scheme.len() == 1 && is_external(address)
}

/// The mistake in what is an address but for its beginning: `example.org/page` or `someone@example.org`. It may also be
/// the name of a file that has such an ending, so ask only where there is none.
pub fn bare_address(text: &str) -> Option<AddressFault> {
    let fault = |why: &str, better: String| {
        Some(AddressFault { why: format!("does not begin with {why}"), better: Some(better) })
    };
    if text.contains(char::is_whitespace) {
        return None;
    }
    match text.split_once('@') {
        Some((name, host)) => {
            let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "._+-'".contains(c));
            (is_name && is_host(host.split('?').next()?)).then(|| fault("mailto:", format!("mailto:{text}")))?
        }
        None => {
            let host = text.split(['/', '?', '#', ':']).next()?;
            is_host(host).then(|| fault("https://", format!("https://{text}")))?
        }
    }
}

/// Does it look like the name of a host, and not like that of a file?
fn is_host(text: &str) -> bool {
    const ENDINGS: [&str; 34] = [
        "com",
        "org",
        "net",
        "edu",
        "gov",
        "mil",
        "int",
        "info",
        "biz",
        "name",
        "museum",
        "coop",
        "asia",
        "app",
        "dev",
        "page",
        "site",
        "online",
        "website",
        "blog",
        "news",
        "tech",
        "cloud",
        "global",
        "world",
        "international",
        "ngo",
        "ong",
        "foundation",
        "charity",
        "fund",
        "health",
        "education",
        "example",
    ];
    // Countries' endings that files have more often.
    const FILES: [&str; 3] = ["md", "ps", "rs"];
    let lower = text.to_ascii_lowercase();
    let Some((name, ending)) = lower.rsplit_once('.') else { return false };
    let is_label = |label: &str| {
        let fine = |c: char| c.is_alphanumeric() || c == '-';
        !label.is_empty() && !label.starts_with('-') && !label.ends_with('-') && label.chars().all(fine)
    };
    let is_country =
        || matches!(ending, "uk" | "eu") || celes::Country::from_alpha2(ending.to_ascii_uppercase()).is_ok();
    name.split('.').all(is_label) && (ENDINGS.contains(&ending) || !FILES.contains(&ending) && is_country())
}

fn host(rest: &str) -> &str {
    rest.trim_start_matches('/').split('/').next().unwrap_or_default()
}

impl AddressFault {
    pub fn message(&self, address: &str) -> String {
        format!("\"{address}\" is an address that {}", self.why)
    }

    pub fn hint(&self) -> String {
        match &self.better {
            Some(better) => format!("did you mean \"{better}\"?"),
            None => "copy the full address from your browser's address bar, such as https://example.org/report".into(),
        }
    }
}
