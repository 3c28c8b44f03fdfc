//! How the API reads a body and answers: JSON, also when it refuses.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::json;

/// A refusal: a status and a sentence.
#[derive(Debug)]
pub(super) struct Problem {
    status: StatusCode,
    error: String,
}

/// What an operation comes to.
pub(super) type Answer = Result<Response, Problem>;

impl Problem {
    pub(super) fn bad_request(error: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, error: error.into() }
    }

    pub(super) fn conflict(error: impl Into<String>) -> Self {
        Self { status: StatusCode::CONFLICT, error: error.into() }
    }

    /// There is no `kind` of this `name`.
    pub(super) fn unknown(kind: &str, name: &str) -> Self {
        Self { status: StatusCode::NOT_FOUND, error: format!("there is no {kind} {name}") }
    }

    pub(super) fn no_operation(status: StatusCode) -> Self {
        Self { status, error: "there is no such operation".to_owned() }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        (self.status, Json(json!({ "error": self.error }))).into_response()
    }
}

/// A body as JSON of the expected shape, whatever its content type says.
pub(super) fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    serde_json::from_slice(body).map_err(|error| Problem::bad_request(format!("the body: {error}")))
}

/// A name or text that says something.
pub(super) fn filled(member: &str, text: String) -> Result<String, Problem> {
    if text.trim().is_empty() {
        return Err(Problem::bad_request(format!("the body: `{member}` is empty")));
    }
    Ok(text)
}

/// A name and what it stands for, as several operations read it.
#[derive(Deserialize)]
pub(super) struct NamedContent {
    pub(super) name: String,
    pub(super) content: String,
}

/// Something was made.
pub(super) fn created(value: impl serde::Serialize) -> Response {
    (StatusCode::CREATED, Json(value)).into_response()
}

/// Something is like this.
pub(super) fn found(value: impl serde::Serialize) -> Response {
    Json(value).into_response()
}

/// Something is gone.
pub(super) fn gone() -> Response {
    StatusCode::NO_CONTENT.into_response()
}
