//! Why a call is not handed on, or has no answer.

use std::{error::Error, fmt};

use super::network::NotThere;

/// Why there is no answer of the API. Neither a path, a body nor a credential stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ForwardError {
    /// The description has no such operation.
    NotListed,
    /// More than one header `Authorization`.
    SeveralCredentials,
    /// The operation does not take this header.
    HeaderNotListed {
        /// Made safe to show.
        name: String,
    },
    /// A value that cannot stand in a header.
    Unsendable {
        /// The member of the call that holds it.
        member: &'static str,
    },
    /// Path, query and headers are longer than an API takes.
    TooLong,
    /// Too many calls are under way.
    Busy,
    /// No connection, or none that can be trusted.
    Unreachable,
    /// The API's name leads to an address where it must not be.
    AddressNotAllowed,
    /// No complete answer in time.
    Timeout,
    /// The connection ended in the middle of an answer.
    CutOff,
    /// The answer is too long.
    TooLarge,
}

impl ForwardError {
    /// A stable name for programs.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::NotListed => "operation-not-listed",
            Self::SeveralCredentials => "several-credentials",
            Self::HeaderNotListed { .. } => "header-not-listed",
            Self::Unsendable { .. } => "member-invalid",
            Self::TooLong => "call-too-long",
            Self::Busy => "too-many-calls",
            Self::Unreachable => "api-unreachable",
            Self::AddressNotAllowed => "api-address-not-allowed",
            Self::Timeout => "api-timeout",
            Self::CutOff => "api-cut-off",
            Self::TooLarge => "api-answer-too-large",
        }
    }

    /// What can be done.
    pub(crate) fn hint(&self) -> &'static str {
        match self {
            Self::NotListed => "choose one of the operations at api/catalogue",
            Self::SeveralCredentials => "send the header once",
            Self::HeaderNotListed { .. } => {
                "leave it out, or ask whoever runs the service to describe it with the operation"
            }
            Self::Unsendable { .. } => "send visible characters on one line",
            Self::TooLong => "put less into the query and the headers",
            Self::Busy => "try again in a moment",
            Self::Unreachable | Self::CutOff => {
                "try again in a minute; whoever runs the service can check `api.base`"
            }
            Self::AddressNotAllowed => {
                "whoever runs the service can check where the name leads, and set `api.forward` to \
                 \"private-network\" if the API is in one"
            }
            Self::Timeout | Self::TooLarge => {
                "ask for less at once, or send it to the API directly"
            }
        }
    }
}

impl From<&reqwest::Error> for ForwardError {
    fn from(error: &reqwest::Error) -> Self {
        let mut causes = std::iter::successors(error.source(), |cause| (*cause).source());
        if causes.any(<dyn Error>::is::<NotThere>) {
            Self::AddressNotAllowed
        } else if error.is_timeout() {
            Self::Timeout
        } else if error.is_connect() {
            Self::Unreachable
        } else {
            Self::CutOff
        }
    }
}

impl fmt::Display for ForwardError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotListed => formatter.write_str("the API's description has no such operation"),
            Self::SeveralCredentials => formatter
                .write_str("the header `Authorization` stands in the request more than once"),
            Self::HeaderNotListed { name } => {
                write!(formatter, "the operation does not take the header `{name}`")
            }
            Self::Unsendable { member } => {
                write!(formatter, "the member `{member}` has a value that cannot stand in a header")
            }
            Self::TooLong => {
                formatter.write_str("path, query and headers together are longer than 32768 bytes")
            }
            Self::Busy => formatter.write_str("too many requests to the API are under way"),
            Self::Unreachable => formatter.write_str("the API cannot be reached"),
            Self::AddressNotAllowed => {
                formatter.write_str("the API's name leads to an address where it may not be")
            }
            Self::Timeout => formatter.write_str("the API did not answer in time"),
            Self::CutOff => {
                formatter.write_str("the connection to the API ended before its answer did")
            }
            Self::TooLarge => formatter.write_str("the API's answer is longer than 4 MiB"),
        }
    }
}

impl Error for ForwardError {}
