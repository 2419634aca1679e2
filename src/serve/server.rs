//! The HTTP side: who is answered, the client's files, the events. Pages are in `answer.rs`.

use std::convert::Infallible;
use std::io;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::stream::{self, Stream};
use tokio::net::TcpListener;

use super::answer;
use super::current::Current;
use super::indexes::Indexes;
use super::problem::news;

/// How soon a browser tries again when the connection broke off.
const AGAIN: Duration = Duration::from_millis(300);

/// What answering takes.
pub struct Preview {
    pub current: Arc<Current>,
    pub indexes: Indexes,
    /// Tells this run from the next: a browser that outlives one loads its page anew.
    session: String,
}

/// Serves as long as it is asked to.
pub async fn serve(listener: TcpListener, current: Arc<Current>) -> io::Result<()> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let session = format!("{}-{}", since.as_micros(), std::process::id());
    let app = Router::new()
        .route("/__loggia/events", get(events))
        .route("/__loggia/{file}", get(client))
        .fallback(get(answer::answer))
        .layer(middleware::from_fn(guard))
        .with_state(Arc::new(Preview { current, indexes: Indexes::default(), session }));
    axum::serve(listener, app).await
}

/// A page of another site can name this server by a host name of its own and so read what it serves. Only who
/// calls it by its local name is answered.
async fn guard(headers: HeaderMap, request: Request, next: Next) -> Response {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let mut response = if name == "127.0.0.1" || name.eq_ignore_ascii_case("localhost") {
        next.run(request).await
    } else {
        let text = "This preview is for this machine only: it is at http://127.0.0.1, not at another name.\n";
        (StatusCode::FORBIDDEN, text).into_response()
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn client(Path(file): Path<String>) -> Response {
    const SCRIPT: &str = "text/javascript; charset=utf-8";
    let (kind, text) = match file.as_str() {
        "client.js" => (SCRIPT, include_str!("client.js")),
        "page.js" => (SCRIPT, include_str!("page.js")),
        "overlay.js" => (SCRIPT, include_str!("overlay.js")),
        "overlay.css" => ("text/css; charset=utf-8", include_str!("overlay.css")),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}

/// The state of things at once, and again at every change.
async fn events(State(preview): State<Arc<Preview>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut moments = preview.current.follow();
    moments.mark_changed();
    let events = stream::unfold(moments, move |mut moments| {
        let preview = preview.clone();
        async move {
            moments.changed().await.ok()?;
            let now = moments.borrow_and_update().clone();
            Some((Ok(Event::default().retry(AGAIN).data(news(&now, &preview.session))), moments))
        }
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}
