//! Answers a request for a page or file: what stands at its path is rendered now. Only what is planned is
//! served, so no path leads out of the site.

use std::path::PathBuf;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use percent_encoding::percent_decode_str;
use tower_http::services::ServeFile;

use super::current::Now;
use super::server::Preview;
use crate::diagnostic::Diagnostic;
use crate::mark::Mark;
use crate::model::Route;
use crate::pipeline::Site;
use crate::render::{self, Rendered};

pub async fn answer(State(preview): State<Arc<Preview>>, request: Request) -> Response {
    let now = preview.current.now();
    let Some(site) = now.site.clone() else { return no_page() };
    match find(&site, request.uri().path()) {
        Found::Page(path) => page(&preview, &now, site, path, StatusCode::OK, request).await,
        Found::Elsewhere(route) => {
            let query = request.uri().query().map_or(String::new(), |query| format!("?{query}"));
            Redirect::temporary(&format!("{}{query}", site.config.base.href(&route))).into_response()
        }
        Found::Nothing(path) => page(&preview, &now, site, path, StatusCode::NOT_FOUND, request).await,
    }
}

enum Found {
    /// The path of a planned page.
    Page(String),
    /// It has another address.
    Elsewhere(Route),
    /// The path of the page that says so.
    Nothing(String),
}

fn find(site: &Site, requested: &str) -> Found {
    let base = percent_decode_str(site.config.base.path()).decode_utf8_lossy();
    if requested == "/" && base != "/" {
        return Found::Elsewhere(Route::file(""));
    }
    let decoded = percent_decode_str(requested).decode_utf8_lossy();
    let Some(path) = decoded.strip_prefix(&*base) else {
        let with_slash = format!("{decoded}/");
        return if with_slash == base {
            Found::Elsewhere(Route::file(""))
        } else {
            Found::Nothing(not_found(site, ""))
        };
    };
    // Static hosts give the same page at both addresses.
    let path = path.strip_suffix("index.html").filter(|rest| rest.is_empty() || rest.ends_with('/')).unwrap_or(path);
    if site.plan().at(path).is_some() {
        return Found::Page(path.to_owned());
    }
    match site.plan().at(&format!("{path}/")) {
        Some(planned) => Found::Elsewhere(planned.route.clone()),
        None => Found::Nothing(not_found(site, path)),
    }
}

/// Each language has its own page for what is not there.
fn not_found(site: &Site, path: &str) -> String {
    let section = path.split('/').next().unwrap_or_default();
    let own = format!("{section}/404.html");
    if site.plan().at(&own).is_some() { own } else { "404.html".to_owned() }
}

/// What rendering gives, free of the site.
enum Made {
    Bytes(Vec<u8>),
    File(PathBuf),
}

async fn page(
    preview: &Arc<Preview>,
    now: &Now,
    site: Arc<Site>,
    path: String,
    status: StatusCode,
    request: Request,
) -> Response {
    let rendering = {
        let path = path.clone();
        let preview = preview.clone();
        tokio::task::spawn_blocking(move || rendered(&preview, &site, &path))
    };
    let made = match rendering.await {
        Ok(Some(Ok(made))) => made,
        Ok(Some(Err(error))) => {
            preview.current.rendered(now.revision, &path, Some(*error));
            return no_page();
        }
        // The site has no 404 page, or rendering broke off.
        Ok(None) => return status.into_response(),
        Err(_) => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    };
    preview.current.rendered(now.revision, &path, None);
    match made {
        Made::Bytes(bytes) => {
            let kind = content_type(&path);
            let bytes = if kind.starts_with("text/html") { with_client(bytes) } else { bytes };
            (status, [(header::CONTENT_TYPE, kind)], bytes).into_response()
        }
        Made::File(file) => match ServeFile::new(file).try_call(request).await {
            Ok(response) => {
                let mut response = response.map(Body::new);
                if let Ok(kind) = HeaderValue::from_str(&content_type(&path)) {
                    response.headers_mut().insert(header::CONTENT_TYPE, kind);
                }
                response
            }
            Err(_) => StatusCode::NOT_FOUND.into_response(),
        },
    }
}

fn rendered(preview: &Preview, site: &Site, path: &str) -> Option<Result<Made, Box<Diagnostic>>> {
    let planned = site.plan().at(path)?;
    Some(site.render(planned).and_then(|rendered| {
        Ok(match rendered {
            Rendered::Bytes(bytes) => Made::Bytes(bytes),
            Rendered::Shared(bytes) => Made::Bytes(bytes.to_vec()),
            Rendered::File(path) => Made::File(path.to_owned()),
            Rendered::Picture(picture) => Made::Bytes(render::draw(planned, &picture)?),
            Rendered::Index(index) => Made::Bytes(preview.indexes.bytes(planned, &index)?),
        })
    }))
}

fn content_type(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    if name == "feed.xml" {
        return "application/atom+xml; charset=utf-8".to_owned();
    }
    let name = if name.is_empty() { "index.html" } else { name };
    let guess = mime_guess::from_path(name).first_or_octet_stream();
    let is_text = guess.type_() == "text" || guess.subtype() == "xml" || guess.suffix().is_some_and(|end| end == "xml");
    if is_text { format!("{guess}; charset=utf-8") } else { guess.to_string() }
}

/// Adds the script that keeps the page up to date. The mark tells one state of the page from another.
fn with_client(html: Vec<u8>) -> Vec<u8> {
    let mark = Mark::of(&html);
    let script = format!("<script type=\"module\" src=\"/__loggia/client.js\" data-page=\"{mark}\"></script>");
    let end = html.windows(7).rposition(|bytes| bytes.eq_ignore_ascii_case(b"</body>")).unwrap_or(html.len());
    [&html[..end], script.as_bytes(), &html[end..]].concat()
}

/// In the place of a page that can't be shown: the script puts the errors over it.
fn no_page() -> Response {
    let html = with_client(include_bytes!("no-page.html").to_vec());
    let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    (StatusCode::INTERNAL_SERVER_ERROR, kind, html).into_response()
}
