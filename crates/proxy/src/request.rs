//! What every request for a token must fulfil before its body is looked at, and reading that body.

use std::{fmt, time::Duration};

use axum::{
    body::{Body, Bytes, to_bytes},
    http::{HeaderValue, StatusCode, header, request::Parts},
};
use domain::api::{REQUEST_HEADER, REQUEST_HEADER_VALUE};

use crate::{origin::Origins, problem::Refused};

/// The longest body: a user's token, codes and lists of scopes fit several times.
pub(crate) const LONGEST_BODY: usize = 16 * 1024;

/// How long the body may take to arrive.
const BODY_TIME: Duration = Duration::from_secs(10);

/// Checks the head of a request, in this order: size, content type, origin, our own header, query.
pub(crate) fn check_head(parts: &Parts, origins: &Origins) -> Result<(), Refused> {
    check_head_within(LONGEST_BODY, parts, origins)
}

/// The same where the body may be this long.
pub(crate) fn check_head_within(
    most: usize,
    parts: &Parts,
    origins: &Origins,
) -> Result<(), Refused> {
    check_length(most, parts)?;
    check_content_type(parts)?;
    origins.check(parts)?;
    check_request_header(parts)?;
    if parts.uri.query().is_some() {
        return Err(RequestError::Query.into());
    }
    Ok(())
}

fn check_length(most: usize, parts: &Parts) -> Result<(), RequestError> {
    let length = parts.headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    match length.map(str::parse::<u64>) {
        Some(Ok(length)) if length > most as u64 => Err(RequestError::TooLarge { most }),
        // What is not a number has been refused by the HTTP parser.
        _ => Ok(()),
    }
}

/// JSON only: a form can be sent across sites without a preflight, JSON cannot.
fn check_content_type(parts: &Parts) -> Result<(), RequestError> {
    let mut values = parts.headers.get_all(header::CONTENT_TYPE).iter();
    match (values.next().map(is_json), values.next()) {
        (Some(true), None) => Ok(()),
        _ => Err(RequestError::NotDeclaredJson),
    }
}

fn is_json(value: &HeaderValue) -> bool {
    let value = value.to_str().unwrap_or_default().to_ascii_lowercase();
    let mut parts = value.split(';').map(str::trim);
    parts.next() == Some("application/json")
        && parts.all(|parameter| matches!(parameter, "charset=utf-8" | "charset=\"utf-8\""))
}

fn check_request_header(parts: &Parts) -> Result<(), RequestError> {
    let mut values = parts.headers.get_all(REQUEST_HEADER).iter();
    match (values.next(), values.next()) {
        (Some(value), None) if value == REQUEST_HEADER_VALUE => Ok(()),
        _ => Err(RequestError::NoRequestHeader),
    }
}

/// Reads the body, bounded in size and time.
pub(crate) async fn read_body(body: Body) -> Result<Bytes, RequestError> {
    read_body_within(LONGEST_BODY, body).await
}

/// The same where it may be this long.
pub(crate) async fn read_body_within(most: usize, body: Body) -> Result<Bytes, RequestError> {
    match tokio::time::timeout(BODY_TIME, to_bytes(body, most)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        // Too long, or the connection broke, when nobody reads the answer.
        Ok(Err(_)) => Err(RequestError::TooLarge { most }),
        Err(_) => Err(RequestError::Slow),
    }
}

/// Why a request is refused before its body is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RequestError {
    /// The body is longer than allowed.
    TooLarge { most: usize },
    /// The body did not arrive in time.
    Slow,
    /// Another content type than JSON.
    NotDeclaredJson,
    /// Our own header is not there.
    NoRequestHeader,
    /// The address has a query.
    Query,
}

impl RequestError {
    fn status_and_code(self) -> (StatusCode, &'static str) {
        match self {
            Self::TooLarge { .. } => (StatusCode::PAYLOAD_TOO_LARGE, "body-too-large"),
            Self::Slow => (StatusCode::REQUEST_TIMEOUT, "body-too-slow"),
            Self::NotDeclaredJson => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "content-type-not-json"),
            Self::NoRequestHeader => (StatusCode::FORBIDDEN, "request-header-missing"),
            Self::Query => (StatusCode::BAD_REQUEST, "query-not-allowed"),
        }
    }

    fn hint(self) -> String {
        match self {
            Self::TooLarge { most: LONGEST_BODY } => {
                "send a shorter list of scopes or audiences".to_owned()
            }
            Self::TooLarge { .. } => "send less, or send it to the API directly".to_owned(),
            Self::Slow => "try again on a better connection".to_owned(),
            Self::NotDeclaredJson => "send JSON and say so in the header".to_owned(),
            Self::NoRequestHeader => format!("send `{REQUEST_HEADER}: {REQUEST_HEADER_VALUE}`"),
            Self::Query => "send everything in the body: addresses end up in logs".to_owned(),
        }
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { most } => write!(formatter, "the body is longer than {most} bytes"),
            Self::Slow => formatter.write_str("the body did not arrive within ten seconds"),
            Self::NotDeclaredJson => {
                formatter.write_str("the header `Content-Type` is not `application/json`")
            }
            Self::NoRequestHeader => write!(
                formatter,
                "the header `{REQUEST_HEADER}` is not there once with the value `{REQUEST_HEADER_VALUE}`"
            ),
            Self::Query => formatter.write_str("the request's address has a query"),
        }
    }
}

impl From<RequestError> for Refused {
    fn from(error: RequestError) -> Self {
        let (status, code) = error.status_and_code();
        Self::new(status, code, &error, error.hint())
    }
}
