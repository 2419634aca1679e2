//! An address of the site. A [`Route`] is made by one of its constructors and is the only thing that builds
//! an output path or a URL, for every language and base path.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use url::Position;

use super::paths::decoded;

/// What may not stand as it is in a path segment of a URL.
const SEGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'%')
    .add(b'\\')
    .add(b'^')
    .add(b'|')
    .add(b'[')
    .add(b']');

/// A page or file of the site: its path below the base path, such as `projects/aselo/` or `feed.xml`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(Arc<str>);

/// Hash and order are those of the path.
impl Borrow<str> for Route {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Route {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "/{}", self.0)
    }
}

/// The part of the site in one language: the site's own language stands at the top, others below their tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section(String);

impl Section {
    pub fn new(tag: Option<&str>) -> Self {
        Section(tag.map_or(String::new(), |tag| format!("{tag}/")))
    }

    pub fn home(&self) -> Route {
        Route(self.0.as_str().into())
    }

    /// A standing page.
    pub fn page(&self, slug: &str) -> Route {
        Route([&self.0, slug, "/"].concat().into())
    }

    pub fn folder(&self, folder: &str) -> Route {
        self.page(folder)
    }

    /// A project or a term in its folder.
    pub fn item(&self, folder: &str, slug: &str) -> Route {
        Route([&self.0, folder, "/", slug, "/"].concat().into())
    }

    pub fn map(&self) -> Route {
        self.page("map")
    }

    pub fn explore(&self) -> Route {
        self.page("explore")
    }

    pub fn not_found(&self) -> Route {
        Route(format!("{}404.html", self.0).into())
    }
}

impl Route {
    /// A file at the top of the site, such as `robots.txt`, or a theme's or asset's file.
    pub fn file(path: &str) -> Route {
        Route(path.into())
    }

    /// The folder of a language's full-text index.
    pub fn search(language: &str) -> Route {
        Route(format!("search/{language}/").into())
    }

    /// An old address that leads elsewhere: `/old/place/` or `/old/page.html`. Any other ending is a folder's too,
    /// since hosts tell by the file's name that it is a page. An address that was copied from a browser has letters as
    /// `%C3%A9`, which hosts look up by the letter.
    pub fn alias(path: &str) -> Route {
        let path = percent_decode_str(path).decode_utf8_lossy();
        let path = path.trim_matches('/');
        let is_file = path.ends_with(".html") || path.ends_with(".htm");
        Route(if is_file { path.into() } else { format!("{path}/").into() })
    }

    /// The n-th page of a list, counted from 1.
    pub fn page_number(&self, number: usize) -> Route {
        if number <= 1 { self.clone() } else { Route(format!("{}page/{number}/", self.0).into()) }
    }

    /// A file beside this page, such as its feed.
    pub fn beside(&self, name: &str) -> Route {
        Route([&self.0, name].concat().into())
    }

    /// Where the file goes in the output folder.
    pub fn output(&self) -> String {
        if self.0.is_empty() || self.0.ends_with('/') { [&self.0, "index.html"].concat() } else { self.0.to_string() }
    }

    /// The path below the base path, without a leading slash.
    pub fn path(&self) -> &str {
        &self.0
    }
}

/// Where the site stands: `https://example.org` and `/what-we-fund/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    origin: String,
    /// Starts and ends with a slash.
    path: String,
}

impl Base {
    /// From an absolute http(s) address; query and fragment are refused.
    pub fn parse(address: &str) -> Result<Base, String> {
        let url = url::Url::parse(address).map_err(|_| format!("\"{address}\" is not a full web address"))?;
        if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
            return Err(format!("\"{address}\" does not start with https:// or http:// and a host name"));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(format!("\"{address}\" may not have a \"?\" or \"#\" part"));
        }
        if names_file(&url) {
            return Err(format!("\"{address}\" is the address of a page, not of the folder that the site stands in"));
        }
        let mut path = url.path().to_owned();
        if path.contains("//") {
            return Err(format!("\"{address}\" has two slashes in a row, so browsers would look for another host"));
        }
        if !path.ends_with('/') {
            path.push('/');
        }
        Ok(Base { origin: url.origin().ascii_serialization(), path })
    }

    /// The address that was meant where one has a query, a fragment or a page's file at its end.
    pub fn mended(address: &str) -> Option<String> {
        let better = address.split(['?', '#']).next().unwrap_or_default();
        let is_file = url::Url::parse(better).is_ok_and(|url| names_file(&url));
        let better = if is_file { &better[..=better.rfind('/')?] } else { better };
        (better != address && Base::parse(better).is_ok()).then(|| better.to_owned())
    }

    /// What a full address names of this site, as written below the base: `/projects/x/?q=1#top`, nothing decoded.
    /// http and https are alike; `None` for an address elsewhere.
    pub fn below(&self, address: &str) -> Option<String> {
        let (scheme, rest) = address.trim().split_once(':')?;
        let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
        if !is_web || !rest.starts_with("//") || rest.contains(char::is_whitespace) {
            return None;
        }
        // Most addresses are elsewhere, and need not be read.
        let host = self.origin.split_once("://")?.1;
        let asked = rest[2..].split(['/', '?', '#']).next().unwrap_or_default();
        let is_plain = asked.is_ascii() && !asked.contains(['@', '%', '\\']) && !host.starts_with("xn--");
        if is_plain && !asked.get(..host.len()).is_some_and(|start| start.eq_ignore_ascii_case(host)) {
            return None;
        }
        let url = url::Url::parse(address).ok()?;
        if &url[Position::AfterScheme..Position::BeforePath] != self.origin.get(self.origin.find(':')?..)? {
            return None;
        }
        let mut parts = url.path_segments()?;
        let mut own = self.path.split('/').filter(|part| !part.is_empty());
        let is_below = own.all(|own| parts.next().is_some_and(|part| decoded(part) == decoded(own)));
        let path = parts.collect::<Vec<_>>().join("/");
        is_below.then(|| format!("/{path}{}", &url[Position::AfterPath..]))
    }

    /// The same path at another origin, for the preview.
    pub fn at_origin(&self, origin: &str) -> Base {
        Base { origin: origin.to_owned(), path: self.path.clone() }
    }

    pub fn path(&self) -> &str {
        &self.path
    }

    /// Such as `https://example.org`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    pub fn host(&self) -> &str {
        self.origin.split("://").nth(1).unwrap_or(&self.origin)
    }

    /// The address within the host: what links on the site's pages say.
    pub fn href(&self, route: &Route) -> String {
        let mut href = String::with_capacity(self.path.len() + route.0.len());
        href.push_str(&self.path);
        href.extend(utf8_percent_encode(&route.0, SEGMENT));
        href
    }

    /// The full address.
    pub fn url(&self, route: &Route) -> String {
        [&self.origin, &*self.href(route)].concat()
    }
}

/// Is the last part of the path the name of a page's file, such as `index.html`?
fn names_file(url: &url::Url) -> bool {
    let path = url.path().to_ascii_lowercase();
    path.ends_with(".html") || path.ends_with(".htm")
}
