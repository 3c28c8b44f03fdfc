//! A door in front of a server: what goes through can be written down.

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderName, StatusCode},
    response::{IntoResponse as _, Response},
};

/// What leads to the server at an address, which has no slash at the end.
pub(crate) fn door_to(address: String) -> Router {
    Router::new().fallback(pass_on).with_state((address, reqwest::Client::new()))
}

/// Hands a request on. Without compression, so that what is written down can be searched.
async fn pass_on(
    State((target, client)): State<(String, reqwest::Client)>,
    request: Request,
) -> Response {
    const NOT_HANDED_ON: [HeaderName; 3] = [
        axum::http::header::HOST,
        axum::http::header::ACCEPT_ENCODING,
        axum::http::header::CONTENT_LENGTH,
    ];
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, 1 << 20).await.unwrap_or_default();
    let mut headers = parts.headers;
    for name in NOT_HANDED_ON {
        headers.remove(name);
    }
    let asked = client.request(parts.method, format!("{target}{}", parts.uri)).headers(headers);
    let Ok(answer) = asked.body(body).send().await else {
        return StatusCode::BAD_GATEWAY.into_response();
    };
    let (status, headers) = (answer.status(), answer.headers().clone());
    let body = answer.bytes().await.unwrap_or_default();
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}
