//! The shapes in which the identity server answers.

use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

const NOSNIFF: (HeaderName, HeaderValue) =
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));

/// A failure: never JSON, never a reason, always the status in words.
pub(super) fn failure(status: StatusCode) -> Response {
    let reason = status.canonical_reason().unwrap_or_default();
    plain_text(status, format!("{reason}\n"))
}

/// What stands where nothing is.
pub(super) fn not_found() -> Response {
    plain_text(StatusCode::NOT_FOUND, "404 page not found\n".to_owned())
}

fn plain_text(status: StatusCode, text: String) -> Response {
    (status, [NOSNIFF], text).into_response()
}

/// A token as the whole body.
pub(super) fn jwt(token: String) -> Response {
    ([(header::CONTENT_TYPE, "application/jwt")], token).into_response()
}

/// JSON with a line end behind it.
pub(super) fn json(value: &impl Serialize) -> Response {
    match serde_json::to_string(value) {
        Ok(text) => ([(header::CONTENT_TYPE, "application/json")], text + "\n").into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// A redirect; a target that cannot stand in a header is a bad request.
pub(super) fn redirect(status: StatusCode, target: &str) -> Response {
    match HeaderValue::from_str(target) {
        Ok(target) => (status, [(header::LOCATION, target)]).into_response(),
        Err(_) => failure(StatusCode::BAD_REQUEST),
    }
}

/// `path` with the query string of the request at hand.
pub(super) fn with_query(path: &str, query: Option<&str>) -> String {
    match query {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    }
}

/// A header as text, if it is there and is text.
pub(super) fn header_text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}
