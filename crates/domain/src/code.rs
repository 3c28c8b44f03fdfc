//! The authorization code.

use core::fmt;

use crate::text::{checked_deserialize, redacted_debug};

/// The short-lived code that the identity server hands to the redirect URI (RFC 6749 §4.1.2).
/// A credential: no `Display`, no `PartialEq`, a `Debug` that shows nothing.
#[derive(Clone)]
pub struct AuthorizationCode(String);

redacted_debug!(AuthorizationCode);
checked_deserialize!(AuthorizationCode);

impl AuthorizationCode {
    /// Reads a code.
    ///
    /// # Errors
    /// When it is empty, longer than 512 bytes, or holds anything but visible ASCII
    /// (RFC 6749 appendix A.11).
    pub fn parse(text: &str) -> Result<Self, AuthorizationCodeError> {
        let sensible = (1..=512).contains(&text.len());
        if sensible && text.bytes().all(|byte| byte.is_ascii_graphic()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(AuthorizationCodeError)
        }
    }

    /// The code itself, for the request body that redeems it and for nothing else.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// The text is not an authorization code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuthorizationCodeError;

impl fmt::Display for AuthorizationCodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the parameter `code` is empty, too long, or not visible ASCII")
    }
}

impl core::error::Error for AuthorizationCodeError {}

#[cfg(test)]
mod tests {
    use super::AuthorizationCode;

    #[test]
    fn is_checked_and_never_shown() {
        let code = AuthorizationCode::parse("HUgOar3eDNVxo3PQZ-oHBKBdXDVc").unwrap();
        assert_eq!(code.expose(), "HUgOar3eDNVxo3PQZ-oHBKBdXDVc");
        assert_eq!(format!("{code:?}"), "AuthorizationCode(redacted)");
        for bad in ["", "a b", "a\n", "é", &"x".repeat(513)] {
            assert_eq!(
                AuthorizationCode::parse(bad).unwrap_err().to_string(),
                "the parameter `code` is empty, too long, or not visible ASCII"
            );
        }
    }
}
