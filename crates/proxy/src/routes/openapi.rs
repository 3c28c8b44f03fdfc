//! `GET api/openapi.json`: the description of this interface.

use axum::{http::header, response::IntoResponse};

const DESCRIPTION: &str = include_str!("../../openapi.json");

/// The description as it is checked in; tests hold it against routes, types and codes.
pub(crate) async fn openapi() -> impl IntoResponse {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")];
    (headers, DESCRIPTION)
}
