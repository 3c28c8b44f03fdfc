//! The client secret.

use std::{fmt, fs, io, path::Path};

use zeroize::Zeroizing;

/// What proves to the identity server that a request comes from this service (RFC 6749 §2.3.1).
///
/// No `Display`, no `PartialEq`, no `Serialize`, a `Debug` that shows nothing; wiped from memory
/// when dropped.
#[derive(Clone)]
pub struct ClientSecret(Zeroizing<String>);

impl ClientSecret {
    /// The secret from a text, as an environment variable holds it. White space around it is not
    /// part of it: editors end a file with a line break.
    ///
    /// # Errors
    /// When nothing remains, or a control character stands in it.
    pub fn parse(text: &str) -> Result<Self, ClientSecretError> {
        match text.trim() {
            "" => Err(ClientSecretError::Empty),
            secret if secret.contains(char::is_control) => Err(ClientSecretError::ControlCharacter),
            secret => Ok(Self(Zeroizing::new(secret.to_owned()))),
        }
    }

    /// The secret from a file.
    ///
    /// # Errors
    /// When the file cannot be read or holds no secret.
    pub fn from_file(path: &Path) -> Result<Self, ClientSecretError> {
        let text = fs::read_to_string(path).map_err(|error| ClientSecretError::Unreadable {
            path: path.display().to_string(),
            reason: error.kind(),
        })?;
        Self::parse(&Zeroizing::new(text))
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
    /// The file cannot be read.
    Unreadable {
        /// Which.
        path: String,
        /// Why.
        reason: io::ErrorKind,
    },
}

impl ClientSecretError {
    /// A stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "client-secret-empty",
            Self::ControlCharacter => "client-secret-control-character",
            Self::Unreadable { .. } => "client-secret-unreadable",
        }
    }

    /// What the operator can do.
    pub fn hint(&self) -> String {
        match self {
            Self::Empty | Self::ControlCharacter => {
                "Put the API key's secret there, on one line and with nothing else.".to_owned()
            }
            Self::Unreadable { .. } => {
                "Check the path, and that the file can be read by this service's user.".to_owned()
            }
        }
    }
}

impl fmt::Display for ClientSecretError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("the client secret is empty"),
            Self::ControlCharacter => {
                formatter.write_str("the client secret contains a line break or control character")
            }
            Self::Unreadable { path, reason } => {
                write!(formatter, "the client secret cannot be read from `{path}`: {reason}")
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

    #[test]
    fn a_missing_file_is_named() {
        let error = ClientSecret::from_file(Path::new("/nowhere/secret")).unwrap_err();
        assert_eq!(error.code(), "client-secret-unreadable");
        assert_eq!(
            error.to_string(),
            "the client secret cannot be read from `/nowhere/secret`: entity not found"
        );
    }
}
