//! A token as it travels: text in three parts.

use super::{JwtError, Part, PartFault};
use crate::text::{checked_deserialize, redacted_debug};

/// A JWT in compact form (RFC 7519 §3): at most 64 KiB in three base64url parts, of which only the
/// last may be empty. A credential: no `Display`, no `PartialEq`, no `Serialize`, a `Debug` that
/// shows nothing.
#[derive(Clone)]
pub struct CompactJwt(String);

redacted_debug!(CompactJwt);
checked_deserialize!(CompactJwt);

impl CompactJwt {
    /// The longest token that is read, in bytes.
    pub const LONGEST: usize = 64 * 1024;

    /// Reads a compact token. White space around it is not removed.
    ///
    /// # Errors
    /// When the text is empty, too long, holds a character that base64url lacks, or does not
    /// consist of three parts.
    pub fn parse(text: &str) -> Result<Self, JwtError> {
        if text.is_empty() {
            return Err(JwtError::Empty);
        }
        if text.len() > Self::LONGEST {
            return Err(JwtError::TooLong { longest: Self::LONGEST });
        }
        match text.chars().find(|character| !is_allowed(*character)) {
            Some(character) => Err(JwtError::ForbiddenCharacter { character }),
            None => check_parts(text).map(|()| Self(text.to_owned())),
        }
    }

    /// The token itself: for the person, the request that uses it, and nothing else.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether it is the very same token. Not for secrets that somebody else guesses at: it takes
    /// the longer, the more agrees.
    pub fn is_same_as(&self, other: &Self) -> bool {
        self.0 == other.0
    }

    /// Header, payload and signature, as they stand between the dots.
    pub(super) fn parts(&self) -> [&str; 3] {
        let mut parts = self.0.split('.');
        core::array::from_fn(|_| parts.next().unwrap_or_default())
    }

    /// Header and payload with the dot between them: what is signed (RFC 7515 §5.1).
    pub(super) fn signing_input(&self) -> &str {
        self.0.rsplit_once('.').map_or("", |(signed, _)| signed)
    }
}

impl TryFrom<&str> for CompactJwt {
    type Error = JwtError;

    fn try_from(text: &str) -> Result<Self, JwtError> {
        Self::parse(text)
    }
}

impl TryFrom<&String> for CompactJwt {
    type Error = JwtError;

    fn try_from(text: &String) -> Result<Self, JwtError> {
        Self::parse(text)
    }
}

impl From<&Self> for CompactJwt {
    fn from(token: &Self) -> Self {
        token.clone()
    }
}

fn is_allowed(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.')
}

fn check_parts(text: &str) -> Result<(), JwtError> {
    let parts: Vec<&str> = text.split('.').collect();
    match parts.as_slice() {
        ["", _, _] => Err(JwtError::Part { part: Part::Header, fault: PartFault::Empty }),
        [_, "", _] => Err(JwtError::Part { part: Part::Claims, fault: PartFault::Empty }),
        [_, _, _] => Ok(()),
        [_, _, _, _, _] => Err(JwtError::Encrypted),
        other => Err(JwtError::PartCount { found: other.len() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_checked_and_never_shown() {
        let token = CompactJwt::parse("aGVhZGVy.cGF5bG9hZA.c2ln").unwrap();
        assert_eq!(token.expose(), "aGVhZGVy.cGF5bG9hZA.c2ln");
        assert_eq!(format!("{token:?}"), "CompactJwt(redacted)");
        assert_eq!(token.parts(), ["aGVhZGVy", "cGF5bG9hZA", "c2ln"]);
        assert_eq!(token.signing_input(), "aGVhZGVy.cGF5bG9hZA");
    }

    #[test]
    fn is_checked_where_it_is_deserialized_too() {
        let error = serde_json::from_str::<CompactJwt>("\"a.b\"").unwrap_err();
        assert!(error.to_string().contains("the token has 2 parts"), "{error}");
        assert!(serde_json::from_str::<CompactJwt>("\"a.b.c\"").is_ok());
    }

    #[test]
    fn has_a_longest_length() {
        let of_length = |length: usize| format!("a.b.{}", "x".repeat(length - 4));
        assert!(CompactJwt::parse(&of_length(CompactJwt::LONGEST)).is_ok());
        assert_eq!(
            CompactJwt::parse(&of_length(CompactJwt::LONGEST + 1)).unwrap_err().to_string(),
            "the token is longer than 65536 bytes"
        );
    }
}
