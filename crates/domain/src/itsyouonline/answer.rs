//! An answer of the identity server, and everything that can be wrong with one.

use core::fmt;

use serde::Deserialize;

use super::Blame;
use crate::{
    Scope, ScopeSet,
    jwt::{JwtError, UntrustedJwt},
    text::quoted,
};

/// What came back. The body is capped by whoever received it, and once more here.
#[derive(Clone, Copy)]
pub struct Answer<'a> {
    /// The HTTP status.
    pub status: u16,
    /// The `Content-Type` header.
    pub content_type: Option<&'a str>,
    /// The body; a token may stand in it.
    pub body: &'a [u8],
}

impl fmt::Debug for Answer<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { status, content_type, body } = self;
        write!(formatter, "Answer({status}, {content_type:?}, {} bytes)", body.len())
    }
}

impl<'a> Answer<'a> {
    /// The most that an honest answer can hold, in bytes.
    pub const LARGEST: usize = 64 * 1024;

    /// The body as text.
    pub(super) fn text(&self) -> Result<&'a str, AnswerError> {
        if self.body.len() > Self::LARGEST {
            return Err(AnswerError::TooLarge);
        }
        core::str::from_utf8(self.body).map_err(|_| AnswerError::NotUtf8)
    }

    /// The media type in lower case, without parameters.
    pub(super) fn media_type(&self) -> String {
        let before_parameters = self.content_type.unwrap_or_default().split(';').next();
        before_parameters.unwrap_or_default().trim().to_ascii_lowercase()
    }

    pub(super) fn wrong_content_type(&self, expected: &'static str) -> AnswerError {
        match self.media_type().as_str() {
            "text/html" | "application/xhtml+xml" => AnswerError::Html,
            "" => AnswerError::ContentType { expected, found: "none".to_owned() },
            found => AnswerError::ContentType { expected, found: quoted(found) },
        }
    }

    /// What a status means that has no meaning of its own at the endpoint.
    pub(super) fn unexpected_status(&self) -> AnswerError {
        match self.status {
            300..=399 => AnswerError::Redirected,
            404 => AnswerError::NotFound,
            status @ 500.. => AnswerError::ServerFailed { status },
            status => AnswerError::UnexpectedStatus { status },
        }
    }

    /// The compact JWT that is the whole body, or the member `access_token` of a JSON object.
    pub(super) fn jwt(&self) -> Result<UntrustedJwt, AnswerError> {
        let text = self.text()?;
        let compact = match self.media_type().as_str() {
            "application/jwt" => text.to_owned(),
            "application/json" => wrapped_jwt(text)?,
            _ => return Err(self.wrong_content_type("application/jwt")),
        };
        UntrustedJwt::parse(&compact).map_err(AnswerError::NotAJwt)
    }
}

fn wrapped_jwt(json: &str) -> Result<String, AnswerError> {
    #[derive(Deserialize)]
    struct Wrapped {
        access_token: Option<String>,
    }
    let wrapped: Wrapped = serde_json::from_str(json).map_err(|_| AnswerError::NotJson)?;
    wrapped.access_token.ok_or(AnswerError::AccessTokenMissing)
}

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
    /// More than [`Answer::LARGEST`].
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
                "Generate a new token, with refreshable ticked if it is to be renewed later."
            }
            Self::NotDerivable => {
                "Derive from a person's own token that was generated with refreshable ticked."
            }
            Self::DerivationRefused => {
                "Ask only for scopes that the first token has, and renew it if it has expired."
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
             sign in as somebody who is."
        ),
        None => "Ask for a scope that you hold, or sign in as somebody who holds it.".to_owned(),
    }
}

impl fmt::Display for AnswerError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = match self {
            Self::CodeRefused => {
                "the identity server refused the code, most likely because it is older than ten seconds"
            }
            Self::ClientRefused => "the identity server refused this service's client credentials",
            Self::NothingGranted { asked } if asked.is_empty() => {
                "the identity server granted nothing"
            }
            Self::NothingGranted { asked } => {
                return write!(formatter, "the identity server granted nothing of `{asked}`");
            }
            Self::NotRefreshable => "the identity server does not renew this token",
            Self::NotDerivable => "the identity server cannot derive another token from this one",
            Self::DerivationRefused => "the identity server refused to derive this token",
            Self::Redirected => "the identity server answered with a redirect",
            Self::NotFound => "the identity server does not have this endpoint",
            Self::ServerFailed { status } => {
                return write!(formatter, "the identity server failed with status {status}");
            }
            Self::UnexpectedStatus { status } => {
                return write!(formatter, "the identity server answered with status {status}");
            }
            Self::Html => "the identity server answered with a web page instead of a token",
            Self::ContentType { expected, found } => {
                return write!(
                    formatter,
                    "the identity server answered with the content type `{found}` instead of `{expected}`"
                );
            }
            Self::TooLarge => "the answer of the identity server is larger than 64 KiB",
            Self::NotUtf8 => "the answer of the identity server is not UTF-8",
            Self::NotJson => "the answer of the identity server is not the JSON object expected",
            Self::AccessTokenMissing => {
                "the answer of the identity server has no usable `access_token`"
            }
            Self::NotAJwt(error) => {
                return write!(
                    formatter,
                    "the answer of the identity server is not a JWT: {error}"
                );
            }
        };
        formatter.write_str(sentence)
    }
}

impl core::error::Error for AnswerError {}
