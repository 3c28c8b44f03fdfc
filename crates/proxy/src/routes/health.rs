//! `GET healthz` and `GET readyz`: for whoever watches over the process.

use axum::{
    http::{HeaderName, header},
    response::IntoResponse,
};

type Plain = ([(HeaderName, &'static str); 2], &'static str);

/// The process answers.
pub(crate) async fn alive() -> impl IntoResponse {
    plain("alive\n")
}

/// The process can take requests. It does not depend on the identity server: if that is away, every
/// replica would be taken out at once, and with them the page that says so.
pub(crate) async fn ready() -> impl IntoResponse {
    plain("ready\n")
}

fn plain(text: &'static str) -> Plain {
    let headers =
        [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    (headers, text)
}
