//! Which pages may call: the exact allow-list of origins, and CORS by that list (Fetch §3.3).

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::api::REQUEST_HEADER;

use crate::problem::Refused;

/// The origins whose pages may call, or may load files.
#[derive(Debug, Clone)]
pub(crate) struct Origins(Arc<[String]>);

impl Origins {
    pub(crate) fn new(origins: &[String]) -> Self {
        Self(origins.into())
    }

    fn allowed<'h>(&self, headers: &'h HeaderMap) -> Option<&'h HeaderValue> {
        let origin = headers.get(header::ORIGIN)?;
        self.0.iter().any(|allowed| allowed.as_bytes() == origin.as_bytes()).then_some(origin)
    }

    /// Whether a request that changes something may come from where it says it does.
    ///
    /// Browsers send `Origin` with every POST, so a request without it is a program's; it is let
    /// through only if nothing else about it looks like a browser.
    pub(crate) fn check(&self, parts: &Parts) -> Result<(), OriginError> {
        let headers = &parts.headers;
        if headers.get_all(header::ORIGIN).iter().count() > 1 {
            return Err(OriginError::Repeated);
        }
        if headers.contains_key(header::ORIGIN) {
            return self.allowed(headers).map(|_| ()).ok_or(OriginError::NotAllowed);
        }
        if headers.contains_key("sec-fetch-site") || headers.contains_key(header::COOKIE) {
            return Err(OriginError::Missing);
        }
        Ok(())
    }
}

/// Answers preflights and lets allowed pages read the answers.
pub(crate) async fn cors(State(origins): State<Origins>, request: Request, next: Next) -> Response {
    let origin = origins.allowed(request.headers()).cloned();
    let mut response = match (is_preflight(&request), &origin) {
        (true, Some(_)) => preflight(),
        (true, None) => Refused::from(OriginError::NotAllowed).into_response(),
        (false, _) => next.run(request).await,
    };
    let headers = response.headers_mut();
    if origin.is_some() {
        headers.insert(
            header::ACCESS_CONTROL_EXPOSE_HEADERS,
            HeaderValue::from_static("etag, retry-after, x-request-id"),
        );
    }
    allow(headers, origin);
    response
}

/// Lets the listed pages load files: browsers fetch modules by CORS. Nothing is asked before, since
/// reading a file needs no header of its own.
pub(crate) async fn share_files(
    State(origins): State<Origins>,
    request: Request,
    next: Next,
) -> Response {
    let origin = origins.allowed(request.headers()).cloned();
    let mut response = next.run(request).await;
    allow(response.headers_mut(), origin);
    response
}

/// Says who may read an answer; a cache must know, also of one that nobody else may read, that
/// others get another.
fn allow(headers: &mut HeaderMap, origin: Option<HeaderValue>) {
    headers.append(header::VARY, HeaderValue::from_static("origin"));
    if let Some(origin) = origin {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
}

fn is_preflight(request: &Request) -> bool {
    request.method() == Method::OPTIONS
        && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
}

fn preflight() -> Response {
    let allowed_headers = format!("authorization, content-type, if-none-match, {REQUEST_HEADER}");
    let headers = [
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST".to_owned()),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, allowed_headers),
        (header::ACCESS_CONTROL_MAX_AGE, "600".to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

/// Why a request may not come from where it comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OriginError {
    /// A browser's request without `Origin`.
    Missing,
    /// More than one `Origin`.
    Repeated,
    /// Not on the list.
    NotAllowed,
}

impl From<OriginError> for Refused {
    fn from(error: OriginError) -> Self {
        match error {
            OriginError::Missing => Self::new(
                StatusCode::FORBIDDEN,
                "origin-missing",
                "the request comes from a browser but has no header `Origin`",
                "open the page in a current browser, without an extension that removes headers",
            ),
            OriginError::Repeated => Self::new(
                StatusCode::BAD_REQUEST,
                "origin-repeated",
                "the header `Origin` stands in the request more than once",
                "send it once",
            ),
            OriginError::NotAllowed => Self::new(
                StatusCode::FORBIDDEN,
                "origin-not-allowed",
                "the page's origin is not one from which this service may be used",
                "whoever runs the service can add the origin to `allowed_origins`, or to \
                 `embedding_origins` if the page embeds the widget",
            ),
        }
    }
}
