//! Answers that change with a restart only: made once, and not sent again to whoever has them.

use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// JSON as it is sent.
#[derive(Debug, Clone)]
pub(crate) struct Published {
    json: Bytes,
    etag: HeaderValue,
}

impl Published {
    pub(crate) fn new(value: &impl Serialize) -> Self {
        // Strings, lists and objects with text as keys: this cannot fail.
        let json = serde_json::to_vec(value).unwrap_or_default();
        let tag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(Sha256::digest(&json)));
        // Base64url between quotes is a header's value.
        let etag = HeaderValue::from_str(&tag).unwrap_or_else(|_| HeaderValue::from_static("\"\""));
        Self { json: json.into(), etag }
    }

    /// The answer to a request with these headers: the JSON, or 304 if the caller has it.
    pub(crate) fn answer(&self, headers: &HeaderMap) -> Response {
        let caching = [
            (header::ETAG, self.etag.clone()),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        ];
        if is_known(headers, &self.etag) {
            return (StatusCode::NOT_MODIFIED, caching).into_response();
        }
        let content_type = [(header::CONTENT_TYPE, "application/json")];
        (caching, content_type, self.json.clone()).into_response()
    }
}

/// Whether `If-None-Match` names the tag (RFC 9110 §13.1.2): a list of tags, weak or strong, or `*`.
fn is_known(headers: &HeaderMap, etag: &HeaderValue) -> bool {
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|tag| tag == "*" || tag.trim_start_matches("W/").as_bytes() == etag.as_bytes())
}
