//! How a command learns of the identity server, of the secret, and of a token.

use std::path::{Path, PathBuf};

use clap::Args;
use domain::{ClientId, OrganizationId};

/// Who the identity server is, and in whose name to ask it.
#[derive(Debug, Args)]
#[command(next_help_heading = "Who is asked")]
pub(crate) struct ConnectionOptions {
    /// The configuration file that also serves the proxy; each of its settings may stand in the
    /// environment, like `COCKPIT_JWT_CLIENT_ID`, and the options below count for more than both
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// The identity server; by default <https://itsyou.online>
    #[arg(long, value_name = "URL", value_parser = proxy::server_address)]
    pub(crate) identity_server: Option<String>,
    /// The client at the identity server, in whose name tokens are asked for
    #[arg(long, value_name = "ID", value_parser = ClientId::parse)]
    pub(crate) client_id: Option<ClientId>,
    /// The organization whose members the API lets in; by default the client's own
    #[arg(long, value_name = "NAME", value_parser = OrganizationId::parse)]
    pub(crate) organization: Option<OrganizationId>,
    /// A file with public keys that sign tokens, as PEM, JWK or JWKS; may be given several times
    #[arg(long = "key", value_name = "FILE")]
    pub(crate) keys: Vec<PathBuf>,
}

/// Where the client secret is. There is no option for the secret itself: everybody on the machine can
/// read a command line.
#[derive(Debug, Args)]
pub(crate) struct SecretOptions {
    /// The file with the client secret; without it the variable `COCKPIT_JWT_CLIENT_SECRET`, the
    /// configuration, or a question on the terminal
    #[arg(long, value_name = "FILE", help_heading = "Who is asked")]
    pub(crate) secret_file: Option<PathBuf>,
}

/// Where a token comes from that a command begins with.
#[derive(Debug, Args)]
pub(crate) struct TokenInput {
    /// The file with the token, `-` for stdin; without it the variable `COCKPIT_JWT_TOKEN`
    #[arg(long, value_name = "FILE")]
    pub(crate) token_file: Option<PathBuf>,
}

impl TokenInput {
    /// Whether it is what comes on stdin.
    pub(crate) fn is_stdin(&self) -> bool {
        self.token_file.as_deref() == Some(Path::new("-"))
    }
}

/// Whether tokens are kept.
#[derive(Debug, Args)]
pub(crate) struct CacheOptions {
    /// Keep the token in the system's keyring, and take it from there while it is good for another
    /// minute and the very same is asked for
    #[arg(long)]
    pub(crate) cache: bool,
}
