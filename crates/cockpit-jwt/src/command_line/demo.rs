//! What can be chosen about the demonstration.

use std::path::PathBuf;

use clap::{
    Args, ValueEnum,
    builder::{PathBufValueParser, TypedValueParser as _},
};
use domain::RedirectUri;

#[derive(Debug, Args)]
pub(crate) struct DemoOptions {
    /// The folder with the built page
    #[arg(long, value_name = "DIR", value_parser = PathBufValueParser::new().try_map(built_page))]
    pub(crate) page: Option<PathBuf>,
    /// The address of a page that somebody else serves, instead of or besides the folder's
    #[arg(long, value_name = "URL", value_parser = proxy::page_address)]
    pub(crate) page_url: Option<RedirectUri>,
    /// The page's and the proxy's port; 0 takes any free one
    #[arg(long, value_name = "N", default_value_t = 8090)]
    pub(crate) port: u16,
    /// The demo identity server's port; 0 takes any free one
    #[arg(long, value_name = "N", default_value_t = 8091)]
    pub(crate) identity_port: u16,
    /// The demo API's port; 0 takes any free one
    #[arg(long, value_name = "N", default_value_t = 8092)]
    pub(crate) api_port: u16,
    /// The port of the portal, which comes with the built page; 0 takes any free one
    #[arg(long, value_name = "N", default_value_t = 8093)]
    pub(crate) portal_port: u16,
    /// In how many steps a code becomes a token
    #[arg(long, value_enum, default_value_t = Exchange::OneStep)]
    pub(crate) exchange: Exchange,
    /// Do not open the browser
    #[arg(long)]
    pub(crate) no_open: bool,
    /// Let others make the identity server misbehave, by `POST /_demo/faults`
    #[arg(long)]
    pub(crate) fault_control: bool,
    /// Let the demo API refuse requests of pages, which then go by the proxy
    #[arg(long)]
    pub(crate) no_cors: bool,
    /// Print the addresses for a program, on one line, instead of the greeting
    #[arg(long, value_name = "FORMAT")]
    pub(crate) print_addresses: Option<AddressFormat>,
}

fn built_page(folder: PathBuf) -> Result<PathBuf, &'static str> {
    if folder.join("index.html").is_file() {
        Ok(folder)
    } else {
        Err("it holds no index.html; build the page first")
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AddressFormat {
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Exchange {
    OneStep,
    TwoStep,
}

impl Exchange {
    /// The word that the configuration has for it.
    pub(crate) fn as_setting(self) -> &'static str {
        match self {
            Self::OneStep => "one-step",
            Self::TwoStep => "two-step",
        }
    }
}
