//! Why there is no token.

use std::{fmt, time::Duration};

use domain::{
    explain::duration,
    itsyouonline::Blame,
    jwt::{JwtError, SignatureError},
};
use provider::ProviderError;

/// Why there is no token. Neither a credential nor an answer's body ever stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClientError {
    /// The identity server gave none, or one that is not to be trusted.
    Provider(ProviderError),
    /// The token to begin with cannot be read.
    Unreadable(JwtError),
    /// The token to begin with is not the identity server's.
    NotTrusted(SignatureError),
    /// The new token ends sooner than a token has to that is handed out.
    ShortLived {
        /// For how long it is valid.
        remaining: Duration,
        /// For how long it has to be.
        at_least: Duration,
    },
    /// The program ends, and the request with it.
    Interrupted,
}

impl ClientError {
    /// A stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Provider(error) => error.code(),
            Self::Unreadable(error) => error.code(),
            Self::NotTrusted(error) => error.code(),
            Self::ShortLived { .. } => "token-short-lived",
            Self::Interrupted => "request-interrupted",
        }
    }

    /// Whose fault it is.
    pub fn blame(&self) -> Blame {
        match self {
            Self::Provider(error) => error.blame(),
            Self::Unreadable(_) | Self::NotTrusted(_) => Blame::Person,
            Self::ShortLived { .. } => Blame::Configuration,
            Self::Interrupted => Blame::Provider,
        }
    }

    /// What can be done about it.
    pub fn hint(&self) -> String {
        match self {
            Self::Provider(error) => error.hint(),
            Self::Unreadable(error) => error.hint().to_owned(),
            Self::NotTrusted(error) => error.hint().to_owned(),
            Self::ShortLived { .. } => {
                "Ask for a longer validity, or be content with a shorter remaining life.".to_owned()
            }
            Self::Interrupted => "Ask again while the program runs.".to_owned(),
        }
    }
}

impl fmt::Display for ClientError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Provider(error) => error.fmt(formatter),
            Self::Unreadable(error) => error.fmt(formatter),
            Self::NotTrusted(error) => {
                write!(formatter, "the token to begin with cannot be trusted: {error}")
            }
            Self::ShortLived { remaining, at_least } => {
                let (remaining, at_least) =
                    (duration(remaining.as_secs()), duration(at_least.as_secs()));
                write!(formatter, "the new token is valid for {remaining}, not for {at_least}")
            }
            Self::Interrupted => {
                formatter.write_str("the request was interrupted by the end of the program")
            }
        }
    }
}

impl std::error::Error for ClientError {}

impl From<ProviderError> for ClientError {
    fn from(error: ProviderError) -> Self {
        Self::Provider(error)
    }
}
