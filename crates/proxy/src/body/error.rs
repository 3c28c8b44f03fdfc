//! Why a body is not the request that belongs to the address.

use std::fmt;

use axum::http::StatusCode;

use crate::problem::Refused;

/// Why a body is not a request. Neither a value nor a foreign name stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum BodyError {
    /// Not JSON from here on.
    NotJson { line: usize, column: usize, ends: bool },
    /// JSON, but no object.
    NotAnObject,
    /// The same member twice; not named when it is none of ours.
    Repeated { member: Option<&'static str> },
    /// A needed member is not there.
    Missing { member: &'static str },
    /// A grant that does not exist.
    UnknownGrant,
    /// Another type of JSON value than needed.
    WrongForm { member: &'static str, form: &'static str },
    /// The right type, but its parser refuses the value.
    Refused { member: &'static str, reason: String },
    /// A member that the request does not have; not repeated here.
    Unknown { known: Vec<&'static str> },
}

impl From<&serde_json::Error> for BodyError {
    fn from(error: &serde_json::Error) -> Self {
        if error.is_data() {
            return Self::NotAnObject;
        }
        Self::NotJson { line: error.line(), column: error.column(), ends: error.is_eof() }
    }
}

impl BodyError {
    fn code(&self) -> &'static str {
        match self {
            Self::NotJson { .. } => "body-not-json",
            Self::NotAnObject => "body-not-an-object",
            Self::Repeated { .. } => "member-repeated",
            Self::Missing { .. } => "member-missing",
            Self::UnknownGrant => "grant-unknown",
            Self::WrongForm { .. } | Self::Refused { .. } => "member-invalid",
            Self::Unknown { .. } => "member-unknown",
        }
    }

    fn hint(&self) -> String {
        match self {
            Self::UnknownGrant => "send `authorization_code` or `organization`".to_owned(),
            Self::Unknown { known } => format!("it knows {}", known.join(", ")),
            Self::Refused { .. } => "change the value and try again".to_owned(),
            _ => "reload the page; if you wrote the request yourself, \
                see the description at api/openapi.json"
                .to_owned(),
        }
    }
}

impl fmt::Display for BodyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson { ends: true, .. } => {
                formatter.write_str("the body ends before its JSON does")
            }
            Self::NotJson { line, column, .. } => {
                write!(formatter, "the body is not JSON from line {line}, column {column} on")
            }
            Self::NotAnObject => formatter.write_str("the body is not a JSON object"),
            Self::Repeated { member: Some(member) } => {
                write!(formatter, "the member `{member}` stands in the body more than once")
            }
            Self::Repeated { member: None } => {
                formatter.write_str("a member stands in the body more than once")
            }
            Self::Missing { member } => write!(formatter, "the member `{member}` is missing"),
            Self::UnknownGrant => formatter.write_str("there is no such `grant`"),
            Self::WrongForm { member, form } => {
                write!(formatter, "the member `{member}` is not {form}")
            }
            Self::Refused { reason, .. } => formatter.write_str(reason),
            Self::Unknown { .. } => {
                formatter.write_str("the body has a member that the request does not know")
            }
        }
    }
}

impl From<BodyError> for Refused {
    fn from(error: BodyError) -> Self {
        Self::new(StatusCode::BAD_REQUEST, error.code(), &error, error.hint())
    }
}
