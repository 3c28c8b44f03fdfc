//! Why the command ends otherwise than asked, and with which exit code.

use std::{fmt, io, process::ExitCode};

use client::{AuthorizeError, ClientError, ClientSecretError, ConfigurationError};
use domain::inspect::PasteError;
use proxy::ConfigError;

use crate::advice;

/// Why the command ends.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The configuration has mistakes.
    Configuration(ConfigError),
    /// Somebody else listens there.
    PortInUse { port: u16, remedy: String },
    /// The address cannot be listened on for another reason.
    CannotListen { address: String, error: io::Error },
    /// The operating system refuses something else.
    System { doing: &'static str, error: io::Error },
    /// Anything that a command for people says.
    Told(Told),
    /// All has been said; only the exit code is left.
    Silent(Exit),
}

/// What went wrong, in words.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) exit: Exit,
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) hint: String,
}

/// The exit codes that mean something of their own; they stand in the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    Failed = 1,
    CommandLine = 2,
    Configuration = 3,
    PortInUse = 4,
    NotAccepted = 5,
    Unreadable = 6,
    NoToken = 7,
    ApiError = 8,
    NobodyCame = 9,
}

impl Failure {
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.exit() as u8)
    }

    fn exit(&self) -> Exit {
        match self {
            Self::CannotListen { .. } | Self::System { .. } => Exit::Failed,
            Self::Configuration(_) => Exit::Configuration,
            Self::PortInUse { .. } => Exit::PortInUse,
            Self::Told(told) => told.exit,
            Self::Silent(exit) => *exit,
        }
    }

    /// A stable name for programs.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Configuration(_) => "configuration",
            Self::PortInUse { .. } => "port-in-use",
            Self::CannotListen { .. } => "cannot-listen",
            Self::System { .. } => "system",
            Self::Told(told) => told.code,
            Self::Silent(_) => "not-accepted",
        }
    }

    /// What the person can do, where it does not stand in the sentence.
    pub(crate) fn hint(&self) -> Option<&str> {
        match self {
            Self::Told(told) => {
                Some(&told.hint).filter(|hint| !hint.is_empty()).map(String::as_str)
            }
            Self::Configuration(_)
            | Self::PortInUse { .. }
            | Self::CannotListen { .. }
            | Self::System { .. }
            | Self::Silent(_) => None,
        }
    }

    /// Whether there is anything left to say.
    pub(crate) fn is_told(&self) -> bool {
        matches!(self, Self::Silent(_))
    }

    fn told(exit: Exit, code: &'static str, message: String, hint: impl Into<String>) -> Self {
        Self::Told(Told { exit, code, message, hint: hint.into() })
    }

    pub(crate) fn unreadable_file(file: &dyn fmt::Display, error: &io::Error) -> Self {
        let reason = match error.kind() {
            io::ErrorKind::InvalidData => "it is not UTF-8 text".to_owned(),
            io::ErrorKind::NotFound => "it does not exist".to_owned(),
            io::ErrorKind::PermissionDenied => "you may not read it".to_owned(),
            kind => kind.to_string(),
        };
        let hint = "Check the path and who may read the file.";
        Self::told(Exit::Failed, "file-unreadable", format!("cannot read {file}: {reason}"), hint)
    }

    pub(crate) fn unusable_key(file: &dyn fmt::Display, reason: &str, hint: &str) -> Self {
        Self::told(Exit::Configuration, "key-unusable", format!("{file}: {reason}"), hint)
    }

    pub(crate) fn missing_option(option: &str) -> Self {
        let setting = option.trim_start_matches('-').replace('-', "_");
        let variable = format!("COCKPIT_JWT_{}", setting.to_ascii_uppercase());
        Self::told(
            Exit::CommandLine,
            "option-missing",
            format!("`{option}` is missing"),
            format!("Give it, set {variable}, or name a configuration with --config FILE."),
        )
    }

    pub(crate) fn no_keys(server: &str) -> Self {
        Self::told(
            Exit::CommandLine,
            "keys-missing",
            format!("no key is known that signs the tokens of {server}"),
            "Give its public keys with --key FILE; without them no token can be trusted.",
        )
    }

    pub(crate) fn no_secret() -> Self {
        Self::told(
            Exit::CommandLine,
            "client-secret-missing",
            "the client secret is missing".to_owned(),
            "Set COCKPIT_JWT_CLIENT_SECRET, or name a file that holds it with --secret-file FILE.",
        )
    }

    pub(crate) fn no_token_given() -> Self {
        Self::told(
            Exit::CommandLine,
            "token-missing",
            "no token is given".to_owned(),
            "Name a file with --token-file FILE (`-` is stdin), or set COCKPIT_JWT_TOKEN.",
        )
    }

    pub(crate) fn unusable_secret(error: &ClientSecretError) -> Self {
        Self::told(Exit::Configuration, error.code(), error.to_string(), error.hint())
    }

    pub(crate) fn unusable_secret_file(file: &dyn fmt::Display, error: &ClientSecretError) -> Self {
        Self::told(Exit::Configuration, error.code(), format!("{file}: {error}"), error.hint())
    }

    pub(crate) fn stdin_twice() -> Self {
        Self::told(
            Exit::CommandLine,
            "stdin-twice",
            "token and body cannot both come from stdin".to_owned(),
            "Name a file for one of the two: `--token-file FILE` or `--data @FILE`.",
        )
    }

    pub(crate) fn from_connection(error: &ConfigurationError) -> Self {
        Self::told(Exit::Configuration, error.code(), error.to_string(), error.hint())
    }

    pub(crate) fn never_granted(error: &AuthorizeError) -> Self {
        Self::told(Exit::CommandLine, error.code(), error.to_string(), error.hint())
    }

    pub(crate) fn api_missing() -> Self {
        Self::told(
            Exit::CommandLine,
            "api-missing",
            "`--api` is missing".to_owned(),
            "Give the API's address, set COCKPIT_JWT_API_BASE, or name a configuration with --config \
             FILE.",
        )
    }

    pub(crate) fn api_unreachable(address: &str, reason: &str) -> Self {
        let hint = "Check the address, and whether the API runs.";
        let message = format!("the API at {address} {reason}");
        Self::told(Exit::NoToken, "api-unreachable", message, hint)
    }

    pub(crate) fn nobody_came(seconds: u64) -> Self {
        Self::told(
            Exit::NobodyCame,
            "sign-in-timeout",
            format!(
                "nobody came back from the sign-in within {}",
                domain::explain::duration(seconds)
            ),
            "Begin again. Where the sign-in ends with an error about the redirect URI, the API access \
             key's callback URL has to be `http://127.0.0.1:`, or that with the port of --port.",
        )
    }

    pub(crate) fn no_keyring(reason: &str) -> Self {
        Self::told(
            Exit::Failed,
            "keyring-unusable",
            format!("there is no keyring to keep tokens in: {reason}"),
            "Unlock the keyring of your session (on Linux a Secret Service like GNOME Keyring or \
             KWallet), or go on without --cache.",
        )
    }

    pub(crate) fn unfinished(error: &client::SignInError) -> Self {
        Self::told(Exit::NoToken, error.code(), error.to_string(), error.hint())
    }
}

impl From<PasteError> for Failure {
    fn from(error: PasteError) -> Self {
        Self::told(Exit::Unreadable, error.code(), error.to_string(), error.hint())
    }
}

impl From<ClientError> for Failure {
    fn from(error: ClientError) -> Self {
        let exit = match error {
            ClientError::Unreadable(_) => Exit::Unreadable,
            ClientError::Provider(_)
            | ClientError::NotTrusted(_)
            | ClientError::ShortLived { .. }
            | ClientError::Interrupted => Exit::NoToken,
        };
        Self::told(exit, error.code(), advice::message(&error), advice::hint(&error))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Configuration(error) => error.fmt(formatter),
            Self::PortInUse { port, remedy } => {
                write!(formatter, "port {port} is in use; {remedy}")
            }
            Self::CannotListen { address, error } => {
                write!(formatter, "cannot listen on {address}: {error}")
            }
            Self::System { doing, error } => write!(formatter, "{doing} failed: {error}"),
            Self::Told(told) => formatter.write_str(&told.message),
            Self::Silent(_) => formatter.write_str("not accepted"),
        }
    }
}

impl std::error::Error for Failure {}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::Configuration(error)
    }
}
