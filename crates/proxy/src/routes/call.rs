//! `POST api/call`: a request that the proxy hands on to the API.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    response::IntoResponse,
};

use super::catalogue::no_description;
use crate::{
    app::App,
    body,
    forward::{ForwardError, LONGEST_CALL},
    problem::Refused,
    request::{check_head_within, read_body_within},
};

/// Checks the request from the outside in, and hands it on.
pub(crate) async fn call(
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<impl IntoResponse, Refused> {
    let (parts, body) = request.into_parts();
    check_head_within(LONGEST_CALL, &parts, &app.origins)?;
    let api = app.api.as_ref().ok_or_else(off)?;
    let forwarder = api.forwarder.as_ref().ok_or_else(off)?;
    let call = body::parse(&read_body_within(LONGEST_CALL, body).await?)?;
    let known = api.description.known().await.ok_or_else(no_description)?;
    let answer = forwarder.call(call, &known.catalogue, &parts.headers).await?;
    Ok(([(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))], Json(answer)))
}

fn off() -> Refused {
    Refused::new(
        StatusCode::FORBIDDEN,
        "forwarding-off",
        "this service does not forward requests to the API",
        "send it to the API directly, or ask whoever runs the service to set `api.forward`",
    )
}

impl From<ForwardError> for Refused {
    fn from(error: ForwardError) -> Self {
        let status = match &error {
            ForwardError::NotListed => StatusCode::FORBIDDEN,
            ForwardError::SeveralCredentials
            | ForwardError::HeaderNotListed { .. }
            | ForwardError::Unsendable { .. }
            | ForwardError::TooLong => StatusCode::BAD_REQUEST,
            ForwardError::Busy => StatusCode::SERVICE_UNAVAILABLE,
            ForwardError::Timeout => StatusCode::GATEWAY_TIMEOUT,
            ForwardError::Unreachable
            | ForwardError::AddressNotAllowed
            | ForwardError::CutOff
            | ForwardError::TooLarge => StatusCode::BAD_GATEWAY,
        };
        let refused = Self::new(status, error.code(), &error, error.hint());
        if error == ForwardError::Busy {
            return refused.with_header(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        // What the caller can mend may quote the caller, and is nobody else's affair.
        if status.is_server_error() { refused.with_cause(&error) } else { refused }
    }
}
