//! Why a description that has an address cannot be had.

use std::{error::Error, fmt};

use catalogue::DescriptionError;

use crate::forward::ForwardError;

/// Why there is no description. Each sentence goes on where the address ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FetchError {
    /// No connection, or none that can be trusted.
    Unreachable,
    /// The name leads to the own machine, or to where nothing is.
    AddressNotAllowed,
    /// No complete answer in time.
    Timeout,
    /// The connection ended in the middle of an answer.
    CutOff,
    /// The answer has another status than 200.
    Status(u16),
    /// It is somewhere else.
    Redirect {
        /// Where, made safe to show.
        to: String,
    },
    /// It is too long.
    TooLarge,
    /// It is not UTF-8.
    NotText,
    /// It describes no API.
    Unusable(DescriptionError),
}

impl FetchError {
    /// What the operator can do.
    pub(crate) fn hint(&self) -> &'static str {
        match self {
            Self::Unreachable | Self::Timeout | Self::CutOff => {
                "see that the address can be reached from here; it is tried again when somebody asks"
            }
            Self::AddressNotAllowed => {
                "see where the name leads, or name a file; an address on the own machine is \
                 spelled `localhost`"
            }
            Self::Status(_) => "see that the address is right and needs no sign-in, or name a file",
            Self::Redirect { .. } => "name the address where it is",
            Self::TooLarge => DescriptionError::TooLarge.hint(),
            Self::NotText => "save it as UTF-8",
            Self::Unusable(error) => error.hint(),
        }
    }
}

impl From<reqwest::Error> for FetchError {
    fn from(error: reqwest::Error) -> Self {
        match ForwardError::from(&error) {
            ForwardError::AddressNotAllowed => Self::AddressNotAllowed,
            ForwardError::Timeout => Self::Timeout,
            ForwardError::Unreachable => Self::Unreachable,
            _ => Self::CutOff,
        }
    }
}

impl From<DescriptionError> for FetchError {
    fn from(error: DescriptionError) -> Self {
        Self::Unusable(error)
    }
}

impl fmt::Display for FetchError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreachable => formatter.write_str("cannot be reached"),
            Self::AddressNotAllowed => {
                formatter.write_str("leads to the own machine or to where nothing may be")
            }
            Self::Timeout => formatter.write_str("did not answer in time"),
            Self::CutOff => formatter.write_str("ended the connection before its answer ended"),
            Self::Status(status) => write!(formatter, "answers with the status {status}"),
            Self::Redirect { to } => write!(formatter, "sends us on to `{to}`"),
            Self::TooLarge => formatter.write_str("is larger than 2 MiB"),
            Self::NotText => formatter.write_str("is not UTF-8 text"),
            Self::Unusable(error) => write!(formatter, "is of no use: {error}"),
        }
    }
}

impl Error for FetchError {}
