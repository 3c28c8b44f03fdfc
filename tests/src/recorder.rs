//! Writes down every request that a server gets and every answer it gives, whole.

use std::sync::{Arc, Mutex, PoisonError};

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, Uri},
    middleware::Next,
    response::Response,
};

/// What was written down so far. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Recorder(Arc<Mutex<Vec<Exchange>>>);

/// A request and its answer.
#[derive(Debug, Clone)]
pub struct Exchange {
    /// The request's method.
    pub method: Method,
    /// Its path and query.
    pub uri: Uri,
    /// Its headers.
    pub request_headers: HeaderMap,
    /// Its body.
    pub request: Bytes,
    /// The answer's status.
    pub status: StatusCode,
    /// Its headers.
    pub answer_headers: HeaderMap,
    /// Its body.
    pub answer: Bytes,
}

impl Exchange {
    /// Status, headers and body of the answer as one text.
    pub fn answer_text(&self) -> String {
        let body = String::from_utf8_lossy(&self.answer);
        format!("{} {:?}\n{body}", self.status, self.answer_headers)
    }
}

impl Recorder {
    /// Everything, in the order of the answers.
    pub fn all(&self) -> Vec<Exchange> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Requests to one path.
    pub fn to(&self, path: &str) -> Vec<Exchange> {
        let mut all = self.all();
        all.retain(|exchange| exchange.uri.path().ends_with(path));
        all
    }
}

/// The layer that writes down.
pub(crate) async fn record(
    State(recorder): State<Recorder>,
    request: Request,
    next: Next,
) -> Response {
    let (parts, body) = request.into_parts();
    let request = whole(body).await;
    let (method, uri, request_headers) =
        (parts.method.clone(), parts.uri.clone(), parts.headers.clone());
    let response = next.run(Request::from_parts(parts, Body::from(request.clone()))).await;
    let (parts, body) = response.into_parts();
    let answer = whole(body).await;
    recorder.0.lock().unwrap_or_else(PoisonError::into_inner).push(Exchange {
        method,
        uri,
        request_headers,
        request,
        status: parts.status,
        answer_headers: parts.headers.clone(),
        answer: answer.clone(),
    });
    Response::from_parts(parts, Body::from(answer))
}

async fn whole(body: Body) -> Bytes {
    to_bytes(body, 64 << 20).await.unwrap_or_default()
}
