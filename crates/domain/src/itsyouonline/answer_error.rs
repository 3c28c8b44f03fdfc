//! Everything that can be wrong with an answer.

use core::fmt;

use super::Blame;
use crate::{Scope, ScopeSet, jwt::JwtError};

/// Why an answer of the identity server gives no token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerError {
    /// The exchange of a code was refused; the server does not say why.
    CodeRefused,
    /// The client itself was refused.
    ClientRefused,
    /// The token grants nothing, or a scope is not held.
    NothingGranted {
        /// What was asked for.
        asked: ScopeSet,
    },
    /// The token carries no refresh token that the server still knows.
    NotRefreshable,
    /// The server makes no token from this one: it is no person's refreshable token.
    NotDerivable,
    /// The server is not willing to make a token from this one, or not such a one.
    DerivationRefused,
    /// The server sends the caller elsewhere, which is not followed.
    Redirected,
    /// There is no such endpoint.
    NotFound,
    /// The server broke.
    ServerFailed {
        /// The HTTP status.
        status: u16,
    },
    /// A status that has no meaning at this endpoint.
    UnexpectedStatus {
        /// The HTTP status.
        status: u16,
    },
    /// A web page instead of a token.
    Html,
    /// Another media type than the endpoint has.
    ContentType {
        /// What the endpoint answers with.
        expected: &'static str,
        /// What the header said, made safe to show.
        found: String,
    },
    /// More than an honest answer can hold.
    TooLarge,
    /// Not text.
    NotUtf8,
    /// Not a JSON object of the expected shape.
    NotJson,
    /// JSON without an access token that could be used.
    AccessTokenMissing,
    /// Not a JWT.
    NotAJwt(JwtError),
}

impl AnswerError {
    /// A stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::CodeRefused => "code-refused",
            Self::ClientRefused => "client-refused",
            Self::NothingGranted { .. } => "nothing-granted",
            Self::NotRefreshable => "not-refreshable",
            Self::NotDerivable => "not-derivable",
            Self::DerivationRefused => "derivation-refused",
            Self::Redirected => "provider-redirected",
            Self::NotFound => "provider-endpoint-missing",
            Self::ServerFailed { .. } => "provider-failed",
            Self::UnexpectedStatus { .. } => "provider-status-unexpected",
            Self::Html => "provider-answered-html",
            Self::ContentType { .. } => "provider-content-type",
            Self::TooLarge => "provider-answer-too-large",
            Self::NotUtf8 => "provider-answer-not-utf8",
            Self::NotJson => "provider-answer-not-json",
            Self::AccessTokenMissing => "provider-access-token-missing",
            Self::NotAJwt(_) => "provider-answer-not-a-jwt",
        }
    }

    /// Whose fault it is.
    pub fn blame(&self) -> Blame {
        match self {
            Self::CodeRefused
            | Self::NothingGranted { .. }
            | Self::NotRefreshable
            | Self::NotDerivable
            | Self::DerivationRefused => Blame::Person,
            Self::ClientRefused | Self::Redirected | Self::NotFound => Blame::Configuration,
            Self::ServerFailed { .. }
            | Self::UnexpectedStatus { .. }
            | Self::Html
            | Self::ContentType { .. }
            | Self::TooLarge
            | Self::NotUtf8
            | Self::NotJson
            | Self::AccessTokenMissing
            | Self::NotAJwt(_) => Blame::Provider,
        }
    }

    /// What can be done about it.
    pub fn hint(&self) -> String {
        let hint = match self {
            Self::NothingGranted { asked } => return nothing_granted_hint(asked),
            Self::CodeRefused => {
                "Start again, and let the page finish loading. If it happens each time, whoever \
                 runs this service should compare the client secret with the API key whose \
                 callback URL begins this page's address."
            }
            Self::ClientRefused => {
                "Whoever runs this service should compare client id and secret with the API key at \
                 the identity server, and see that it may use client credentials."
            }
            Self::NotRefreshable => {
                "Generate a new token, with refreshable ticked if it is to be renewed or narrowed later."
            }
            Self::NotDerivable => {
                "Sign in anew and ask for just what the narrower token is to have."
            }
            Self::DerivationRefused => {
                "Ask for fewer scopes, or sign in anew and ask for just what the narrower token is to \
                 have."
            }
            Self::Redirected | Self::NotFound | Self::Html => {
                "Whoever runs this service should check that the configured base URL is the \
                 identity server's own."
            }
            Self::ServerFailed { .. }
            | Self::UnexpectedStatus { .. }
            | Self::ContentType { .. }
            | Self::TooLarge
            | Self::NotUtf8
            | Self::NotJson
            | Self::AccessTokenMissing
            | Self::NotAJwt(_) => {
                "Try again in a minute. If it stays so, tell whoever runs this service."
            }
        };
        hint.to_owned()
    }
}

/// A membership is what is usually asked for, and then there is a way to come by it.
fn nothing_granted_hint(asked: &ScopeSet) -> String {
    match asked.iter().find_map(Scope::membership) {
        Some(organization) => format!(
            "You are not a member of {organization}. Ask one of its owners for an invitation, or \
             sign in as somebody who is. Membership of a part such as {organization}.team does not \
             count; ask for it by its own scope, user:memberof:{organization}.team."
        ),
        None => "Ask for a scope that you hold, or sign in as somebody who holds it.".to_owned(),
    }
}

impl fmt::Display for AnswerError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the identity server ")?;
        match self {
            Self::CodeRefused => {
                formatter.write_str("refused the code; most likely it is older than ten seconds")
            }
            Self::ClientRefused => formatter.write_str("refused this service's client credentials"),
            Self::NothingGranted { asked } if asked.is_empty() => {
                formatter.write_str("granted nothing")
            }
            Self::NothingGranted { asked } => write!(formatter, "granted nothing of `{asked}`"),
            Self::NotRefreshable => formatter.write_str("does not renew this token"),
            Self::NotDerivable => formatter.write_str("cannot make a narrower token from this one"),
            Self::DerivationRefused => formatter.write_str("refused to make this narrower token"),
            Self::Redirected => formatter.write_str("answered with a redirect"),
            Self::NotFound => formatter.write_str("does not have this endpoint"),
            Self::ServerFailed { status } => write!(formatter, "failed with status {status}"),
            Self::UnexpectedStatus { status } => write!(formatter, "answered with status {status}"),
            Self::Html => formatter.write_str("answered with a web page instead of a token"),
            Self::ContentType { expected, found } => {
                write!(
                    formatter,
                    "answered with the content type `{found}` instead of `{expected}`"
                )
            }
            Self::TooLarge => formatter.write_str("answered with more than 64 KiB"),
            Self::NotUtf8 => formatter.write_str("answered with something other than UTF-8"),
            Self::NotJson => formatter.write_str("answered without the JSON object expected"),
            Self::AccessTokenMissing => {
                formatter.write_str("answered without a usable `access_token`")
            }
            Self::NotAJwt(error) => write!(formatter, "answered with no JWT: {error}"),
        }
    }
}

impl core::error::Error for AnswerError {}
