//! `GET api/catalogue`: the operations of the API.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};

use crate::{app::App, problem::Refused};

/// Answers with the operations, or with 304 if the caller has them.
pub(crate) async fn catalogue(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let api = app.api.as_ref().ok_or_else(no_api)?;
    let known = api.description.known().await.ok_or_else(no_description)?;
    Ok(known.published.answer(&headers))
}

/// The refusal while the description cannot be had.
pub(super) fn no_description() -> Refused {
    Refused::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "description-unavailable",
        "the description of the API could not be fetched",
        "try again in a minute; whoever runs the service finds the reason in its log",
    )
}

fn no_api() -> Refused {
    Refused::new(
        StatusCode::NOT_FOUND,
        "api-not-configured",
        "this service does not know the API that its tokens are for",
        "whoever runs the service can name it with `api.base`",
    )
}
