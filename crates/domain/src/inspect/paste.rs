//! Finds the token in whatever people paste: with `Bearer` before it, in quotes, broken into lines,
//! in a whole command line or a piece of JSON.

use core::fmt;

use crate::{
    inspect::torn::{Found, next_beginning},
    jwt::{JwtError, UntrustedJwt},
    text::trimmed,
};

/// Why there is no token in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PasteError {
    /// Nothing in the text begins like a token.
    NoToken,
    /// More than one token.
    Several {
        /// How many.
        count: usize,
    },
    /// More text than anybody pastes.
    TooLong,
    /// Keys, which belong into the other field.
    Keys,
    /// A signature in the JSON form (RFC 7515 §7.2), which is never a JWT (RFC 7519 §3).
    JsonSerialization,
    /// Something like a token that cannot be read as one.
    Jwt(JwtError),
}

/// In bytes.
const LONGEST: usize = 1024 * 1024;

/// More beginnings of tokens than need to be looked at to tell many from one.
const MOST: usize = 9;

/// The one token in a text. What only begins like a token counts where there is none.
///
/// # Errors
/// When there is none, more than one, or one that cannot be read.
pub fn token_in(text: &str) -> Result<UntrustedJwt, PasteError> {
    if text.len() > LONGEST {
        return Err(PasteError::TooLong);
    }
    let text = trimmed(text);
    if let Ok(jwt) = UntrustedJwt::parse(text) {
        return Ok(jwt);
    }
    if is_json_serialization(text) {
        return Err(PasteError::JsonSerialization);
    }
    let mut found = tokens(text);
    if found.iter().any(|one| one.read.is_ok()) {
        found.retain(|one| one.read.is_ok());
    }
    match (found.pop(), found.len()) {
        (None, _) if looks_like_keys(text) => Err(PasteError::Keys),
        (None, _) => Err(PasteError::NoToken),
        (Some(one), 0) => one.whole_of(text).map_err(PasteError::Jwt),
        (Some(_), others) => Err(PasteError::Several { count: others + 1 }),
    }
}

/// Every different token in a text. One that stands there twice counts once.
fn tokens(text: &str) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    let mut rest = 0;
    for _ in 0..MOST {
        let Some(start) = next_beginning(text, rest) else { break };
        let found = Found::at(text, start);
        rest = found.end;
        if !all.iter().any(|other| other.spelling == found.spelling) {
            all.push(found);
        }
    }
    all
}

fn is_json_serialization(text: &str) -> bool {
    text.starts_with('{')
        && text.contains("\"payload\"")
        && (text.contains("\"protected\"") || text.contains("\"signatures\""))
}

/// Whether a text is rather keys than a token: PEM, or JSON with a `kty` (RFC 7517 §4.1).
pub(super) fn looks_like_keys(text: &str) -> bool {
    let text = trimmed(text);
    text.starts_with("-----BEGIN ") || text.starts_with(['{', '[']) && text.contains("\"kty\"")
}

impl PasteError {
    /// A stable name for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoToken => "paste-no-token",
            Self::Several { .. } => "paste-several",
            Self::TooLong => "paste-too-long",
            Self::Keys => "paste-keys",
            Self::JsonSerialization => "paste-json-serialization",
            Self::Jwt(error) => error.code(),
        }
    }

    /// What the person can do.
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::NoToken => {
                "A JWT is a long text with two dots that begins with `eyJ`. An access token without \
                 dots is another thing: only the server that made it can read it."
            }
            Self::Several { .. } => "Paste one of them.",
            Self::TooLong => "Paste the token alone.",
            Self::Keys => "Paste keys into the field for keys, and the token here.",
            Self::JsonSerialization => {
                "Join `protected`, `payload` and `signature` with dots, if it was meant to be a JWT."
            }
            Self::Jwt(error) => error.hint(),
        }
    }
}

impl fmt::Display for PasteError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoToken => formatter.write_str("there is no token in this text"),
            Self::Several { count } if *count == MOST => {
                formatter.write_str("the text holds many different tokens")
            }
            Self::Several { count } => {
                write!(formatter, "the text holds {count} different tokens")
            }
            Self::TooLong => formatter.write_str("the text is longer than a megabyte"),
            Self::Keys => formatter.write_str("this is a key, not a token"),
            Self::JsonSerialization => formatter.write_str(
                "this is a signature in its JSON form, and a JWT is written with two dots",
            ),
            Self::Jwt(error) => error.fmt(formatter),
        }
    }
}

impl core::error::Error for PasteError {}
