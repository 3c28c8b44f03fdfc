//! An answer of the identity server, as far as every endpoint reads it alike.

use core::fmt;

use serde::{Deserialize, de::DeserializeOwned};

use super::AnswerError;
use crate::{jwt::UntrustedJwt, text::quoted};

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
    let wrapped: Wrapped = json_object(json)?;
    wrapped.access_token.ok_or(AnswerError::AccessTokenMissing)
}

/// A JSON object. Members that are read stand in it at most once; serde would also take an array of
/// their values.
pub(super) fn json_object<T: DeserializeOwned>(json: &str) -> Result<T, AnswerError> {
    if !json.trim_start().starts_with('{') {
        return Err(AnswerError::NotJson);
    }
    serde_json::from_str(json).map_err(|_| AnswerError::NotJson)
}
