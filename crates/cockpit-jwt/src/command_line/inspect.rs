//! What can be chosen about an inspection.

use std::path::PathBuf;

use clap::{Args, builder::PossibleValuesParser, builder::TypedValueParser as _};
use domain::judge::ProfileName;

use super::ConnectionOptions;

#[derive(Debug, Args)]
pub(crate) struct InspectOptions {
    /// The token, or a text that holds one; without it, or as `-`, stdin. Other people on this
    /// machine can read a command line: give tokens that are worth something by stdin or file
    #[arg(value_name = "TOKEN", conflicts_with = "file")]
    pub(crate) token: Option<String>,
    /// A file with the token
    #[arg(long, value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// By which rules the API judges
    #[arg(long, value_name = "NAME", value_parser = profile())]
    pub(crate) profile: Option<ProfileName>,
    /// By how many seconds clocks may differ
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u16).range(0..=300))]
    pub(crate) leeway: Option<u16>,
    /// Print the report for a program
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) connection: ConnectionOptions,
}

fn profile() -> impl clap::builder::TypedValueParser<Value = ProfileName> {
    PossibleValuesParser::new(ProfileName::ALL.map(ProfileName::as_str))
        .try_map(|name| ProfileName::named(&name).ok_or("there is no such profile"))
}
