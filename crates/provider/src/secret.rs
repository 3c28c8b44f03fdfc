//! The client secret.

use std::fmt;

/// What proves to the identity server that a request comes from this service (RFC 6749 §2.3.1).
///
/// No `Display`, no `PartialEq`, no `Serialize`, a `Debug` that shows nothing.
#[derive(Clone)]
pub struct ClientSecret(String);

impl ClientSecret {
    /// The secret from a text, as a file or an environment variable holds it. White space around it is not
    /// part of it: editors end a file with a line break.
    ///
    /// # Errors
    /// When nothing remains, or a control character stands in it.
    pub fn parse(text: &str) -> Result<Self, ClientSecretError> {
        match text.trim() {
            "" => Err(ClientSecretError::Empty),
            secret if secret.contains(char::is_control) => Err(ClientSecretError::ControlCharacter),
            secret => Ok(Self(secret.to_owned())),
        }
    }

    /// For a client that has none. It can renew tokens and make them narrower, since the token itself
    /// proves then who asks; everything else is refused by the identity server.
    pub fn none() -> Self {
        Self(String::new())
    }

    /// The secret itself, for the form of a request and for nothing else.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ClientSecret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ClientSecret(redacted)")
    }
}

/// Why there is no client secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClientSecretError {
    /// Nothing but white space.
    Empty,
    /// More than one line, or not text.
    ControlCharacter,
}

impl ClientSecretError {
    /// A stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "client-secret-empty",
            Self::ControlCharacter => "client-secret-control-character",
        }
    }

    /// What the operator can do.
    pub fn hint(&self) -> String {
        "Put the API key's secret there, on one line and with nothing else.".to_owned()
    }
}

impl fmt::Display for ClientSecretError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("the client secret is empty"),
            Self::ControlCharacter => {
                formatter.write_str("the client secret contains a line break or control character")
            }
        }
    }
}

impl std::error::Error for ClientSecretError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_read_without_what_surrounds_it_and_never_shown() {
        let secret = ClientSecret::parse(" canary-5fba \n").unwrap();
        assert_eq!(secret.expose(), "canary-5fba");
        assert_eq!(format!("{secret:?}"), "ClientSecret(redacted)");
    }

    #[test]
    fn what_is_no_secret_is_said_without_showing_it() {
        for (text, code, sentence) in [
            (" \n", "client-secret-empty", "the client secret is empty"),
            (
                "canary-5fba\ncanary-77aa",
                "client-secret-control-character",
                "the client secret contains a line break or control character",
            ),
        ] {
            let error = ClientSecret::parse(text).unwrap_err();
            assert_eq!((error.code(), error.to_string().as_str()), (code, sentence));
            assert!(!format!("{error:?} {error} {}", error.hint()).contains("canary"));
        }
    }
}
