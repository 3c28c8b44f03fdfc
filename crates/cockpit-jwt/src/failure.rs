//! Why the command ends otherwise than asked, and with which exit code.

use std::{fmt, io, process::ExitCode};

use proxy::ConfigError;

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
}

impl Failure {
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::CannotListen { .. } | Self::System { .. } => 1,
            Self::Configuration(_) => 3,
            Self::PortInUse { .. } => 4,
        })
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
        }
    }
}

impl std::error::Error for Failure {}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::Configuration(error)
    }
}
