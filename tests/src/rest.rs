//! Holds back the rest of a document, as a line does that falters in the middle of it.

use std::{convert::Infallible, sync::Arc};

use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::header::{ACCEPT_ENCODING, CONTENT_TYPE, IF_NONE_MATCH},
    middleware::Next,
    response::Response,
};
use futures_util::{StreamExt as _, stream};
use tokio::sync::watch;

/// Whether the rest of documents is held back: everything behind a mark in them. Clones share it.
#[derive(Debug, Clone)]
pub struct Rest(Arc<watch::Sender<Option<String>>>);

impl Default for Rest {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::default()))
    }
}

impl Rest {
    /// From now on, documents end for the time being behind the first place with this mark.
    pub fn close_behind(&self, mark: &str) {
        self.0.send_replace(Some(mark.to_owned()));
    }

    /// Lets the rest go, and whole documents from now on.
    pub fn open(&self) {
        self.0.send_replace(None);
    }
}

/// The layer that holds back.
pub(crate) async fn hold(State(rest): State<Rest>, mut request: Request, next: Next) -> Response {
    let Some(mark) = rest.0.borrow().clone() else { return next.run(request).await };
    // The mark has to be there, and to be read.
    request.headers_mut().remove(ACCEPT_ENCODING);
    request.headers_mut().remove(IF_NONE_MATCH);
    let response = next.run(request).await;
    let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if !kind.is_some_and(|kind| kind.starts_with("text/html")) {
        return response;
    }
    let (parts, body) = response.into_parts();
    let whole = to_bytes(body, 1 << 20).await.unwrap_or_default();
    let text = String::from_utf8_lossy(&whole);
    let end = text.find(&mark).unwrap_or_else(|| panic!("no {mark} in {text}")) + mark.len();
    let (first, second) = (whole.slice(..end), whole.slice(end..));
    let second = stream::once(async move {
        let mut open = rest.0.subscribe();
        // The sender is in this function's hands, so it cannot be gone.
        let _opened = open.wait_for(Option::is_none).await;
        Ok::<_, Infallible>(second)
    });
    let body = stream::once(async { Ok(first) }).chain(second);
    Response::from_parts(parts, Body::from_stream(body))
}
