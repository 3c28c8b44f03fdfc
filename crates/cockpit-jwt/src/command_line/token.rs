//! What can be chosen about tokens.

use std::net::IpAddr;

use clap::{Args, Subcommand};
use domain::{AudienceSet, ScopeSet, Validity};

use super::{CacheOptions, ConnectionOptions, EXIT_CODES, Format, SecretOptions, TokenInput};

#[derive(Debug, Subcommand)]
pub(crate) enum TokenCommand {
    /// Get the organization's own token, narrowed to the Cockpit
    #[command(after_help = EXIT_CODES)]
    Organization(OrganizationOptions),
    /// Get a person's token: they sign in with their browser
    #[command(after_help = EXIT_CODES)]
    User(UserOptions),
    /// Renew a token that carries a refresh token; it may have expired
    #[command(after_help = EXIT_CODES)]
    Refresh(RefreshOptions),
    /// Make a narrower token from one that carries a refresh token
    #[command(after_help = EXIT_CODES)]
    Narrow(NarrowOptions),
    /// Remove every token that `--cache` has kept in the system's keyring
    #[command(after_help = EXIT_CODES)]
    Forget(ForgetOptions),
}

impl TokenCommand {
    /// For whom the token is printed.
    pub(crate) fn format(&self) -> Format {
        Format::from(match self {
            Self::Organization(options) => options.wanted.json,
            Self::User(options) => options.wanted.json,
            Self::Refresh(options) => options.json,
            Self::Narrow(options) => options.wanted.json,
            Self::Forget(options) => options.json,
        })
    }
}

/// How it is said that the tokens are gone.
#[derive(Debug, Args)]
pub(crate) struct ForgetOptions {
    /// Say for a program whether there was any
    #[arg(long)]
    pub(crate) json: bool,
}

/// What a token is to be, whosever it is.
#[derive(Debug, Args)]
pub(crate) struct Wanted {
    /// Whom the token is for, with commas between several; by default the organization
    #[arg(long, value_name = "LIST", value_parser = AudienceSet::parse)]
    pub(crate) audience: Option<AudienceSet>,
    /// How long it is to be valid, like 3600, 15m or 2h; by default as long as the identity server
    /// gives
    #[arg(long, value_name = "TIME", value_parser = validity)]
    pub(crate) validity: Option<Validity>,
    /// Print token and grant for a program
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct OrganizationOptions {
    #[command(flatten)]
    pub(crate) wanted: Wanted,
    #[command(flatten)]
    pub(crate) cache: CacheOptions,
    #[command(flatten)]
    pub(crate) secret: SecretOptions,
    #[command(flatten)]
    pub(crate) connection: ConnectionOptions,
}

#[derive(Debug, Args)]
pub(crate) struct UserOptions {
    /// What the token is to grant, with commas between several; by default the membership of the
    /// organization
    #[arg(long, value_name = "LIST", value_parser = ScopeSet::parse)]
    pub(crate) scope: Option<ScopeSet>,
    #[command(flatten)]
    pub(crate) wanted: Wanted,
    /// Let the token carry a refresh token: whoever has it can renew it
    #[arg(long)]
    pub(crate) refreshable: bool,
    #[command(flatten)]
    pub(crate) cache: CacheOptions,
    /// Do not open a browser; print the address to go to, and also take the address that the sign-in
    /// ended at from stdin, for a browser on another machine
    #[arg(long)]
    pub(crate) no_browser: bool,
    /// The port at which the sign-in comes back; 0 takes any free one. The callback URL of the API
    /// access key has to be its beginning: `http://127.0.0.1:` fits every port
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) port: u16,
    /// The address at which the sign-in comes back: 127.0.0.1 or `::1`
    #[arg(long, value_name = "IP", default_value = "127.0.0.1", value_parser = loopback)]
    pub(crate) address: IpAddr,
    /// How many seconds to wait for the person
    #[arg(long, value_name = "SECONDS", default_value_t = 300, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub(crate) timeout: u64,
    #[command(flatten)]
    pub(crate) secret: SecretOptions,
    #[command(flatten)]
    pub(crate) connection: ConnectionOptions,
}

#[derive(Debug, Args)]
pub(crate) struct RefreshOptions {
    #[command(flatten)]
    pub(crate) token: TokenInput,
    /// How long the new token is to be valid, like 3600, 15m or 2h
    #[arg(long, value_name = "TIME", value_parser = validity)]
    pub(crate) validity: Option<Validity>,
    /// Print token and grant for a program
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) connection: ConnectionOptions,
}

#[derive(Debug, Args)]
pub(crate) struct NarrowOptions {
    #[command(flatten)]
    pub(crate) token: TokenInput,
    /// What the narrower token is to grant, with commas between several
    #[arg(long, value_name = "LIST", value_parser = ScopeSet::parse)]
    pub(crate) scope: ScopeSet,
    #[command(flatten)]
    pub(crate) wanted: Wanted,
    #[command(flatten)]
    pub(crate) connection: ConnectionOptions,
}

fn validity(text: &str) -> Result<Validity, String> {
    let validity = Validity::parse(text).map_err(|error| error.to_string())?;
    validity.ok_or_else(|| "it is empty".to_owned())
}

fn loopback(text: &str) -> Result<IpAddr, &'static str> {
    match text.parse() {
        Ok(address @ IpAddr::V4(_)) if address.to_string() == "127.0.0.1" => Ok(address),
        Ok(address @ IpAddr::V6(_)) if address.is_loopback() => Ok(address),
        Ok(_) | Err(_) => Err("it is neither 127.0.0.1 nor ::1"),
    }
}
