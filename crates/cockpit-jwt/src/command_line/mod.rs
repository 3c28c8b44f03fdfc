//! What can be typed.

mod call;
mod connection;
mod demo;
mod inspect;
mod token;

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use clap_complete::Shell;

pub(crate) use call::CallOptions;
pub(crate) use connection::{CacheOptions, ConnectionOptions, SecretOptions, TokenInput};
pub(crate) use demo::{AddressFormat, DemoOptions};
pub(crate) use inspect::InspectOptions;
pub(crate) use token::{
    NarrowOptions, OrganizationOptions, RefreshOptions, TokenCommand, UserOptions, Wanted,
};

pub(super) const EXIT_CODES: &str = "Exit codes:
  0  ended as asked; for `inspect`: the token is accepted
  1  something failed; stderr says what
  2  the command line is wrong
  3  the configuration has mistakes, each told with its place
  4  a port is in use
  5  `inspect`: the token is refused, or nobody can say whether it is accepted
  6  the token cannot be read
  7  a server cannot be reached, or gives no token
  8  `call`: the API answered with an error
  9  nobody came back from the sign-in in time";

/// Gives people and programs the JSON Web Token that an API wants.
#[derive(Debug, Parser)]
#[command(name = "cockpit-jwt", version, about, after_help = EXIT_CODES, arg_required_else_help = true)]
pub(crate) struct CommandLine {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Get a token, renew it, or make it narrower
    #[command(after_help = EXIT_CODES)]
    Token {
        #[command(subcommand)]
        command: TokenCommand,
    },
    /// Say what a token says, and whether the API would accept it
    #[command(after_help = EXIT_CODES)]
    Inspect(InspectOptions),
    /// Send a request to the API, with the token that is given or, without one, the organization's own
    #[command(after_help = EXIT_CODES)]
    Call(CallOptions),
    /// Serve the proxy, and the page if one is configured
    #[command(after_help = EXIT_CODES)]
    Serve {
        /// The configuration file (TOML)
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
    },
    /// Run everything on this machine: a demo identity server, a demo API, the proxy and the page,
    /// and a portal that embeds the widget
    #[command(after_help = EXIT_CODES)]
    Demo(DemoOptions),
    /// Print or check a configuration
    Config {
        #[command(subcommand)]
        command: ConfigCommand,
    },
    /// Print a script that completes this command in a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page, or write all of them
    Man {
        /// Write the page of every command into this folder instead
        #[arg(long, value_name = "DIR")]
        dir: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    /// Print a commented configuration file, which needs a client secret beside it
    Example,
    /// Name every mistake in a configuration, with its line
    #[command(after_help = EXIT_CODES)]
    Check {
        /// The configuration file (TOML)
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
    },
}

/// For whom something is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// People, or a pipe that wants the bare thing.
    Plain,
    /// Programs.
    Json,
}

impl Command {
    /// How what comes out is told, and failures.
    pub(crate) fn format(&self) -> Format {
        match self {
            Self::Token { command } => command.format(),
            Self::Inspect(options) => options.json.into(),
            Self::Call(options) => options.json.into(),
            Self::Serve { .. }
            | Self::Demo(_)
            | Self::Config { .. }
            | Self::Completions { .. }
            | Self::Man { .. } => Format::Plain,
        }
    }
}

/// What the flag `--json` means.
impl From<bool> for Format {
    fn from(json: bool) -> Self {
        if json { Self::Json } else { Self::Plain }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_consistent() {
        super::CommandLine::command().debug_assert();
    }
}
