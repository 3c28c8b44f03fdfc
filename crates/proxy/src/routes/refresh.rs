//! `POST api/token/refresh`: a person's refreshable token, valid for longer. The old one may have
//! expired.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    response::IntoResponse,
};
use domain::api::RefreshRequest;

use super::answer::answer;
use crate::{
    app::App,
    body, clock,
    presented::Expired,
    problem::Refused,
    renewal,
    request::{check_head, read_body},
};

/// Checks the request from the outside in, and has the token renewed.
pub(crate) async fn refresh(
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<impl IntoResponse, Refused> {
    let (parts, body) = request.into_parts();
    check_head(&parts, &app.origins)?;
    let RefreshRequest { validity } = body::parse(&read_body(body).await?)?;
    let now = clock::now();
    let old = renewal::admit(&app, &parts.headers, Expired::Welcome, now)?;
    Ok(answer(app.provider.refresh(&old, validity, now).await?))
}
