//! What can be chosen about a request to the API.

use clap::Args;
use reqwest::Method;

use super::{CacheOptions, ConnectionOptions, SecretOptions, TokenInput};

#[derive(Debug, Args)]
pub(crate) struct CallOptions {
    /// The method, like GET
    #[arg(value_name = "METHOD", value_parser = method)]
    pub(crate) method: Method,
    /// The path behind the API's address, like `/ays/repository`
    #[arg(value_name = "PATH", value_parser = path)]
    pub(crate) path: String,
    /// The body, JSON; `@FILE` takes it from a file, `@-` from stdin
    #[arg(long, value_name = "TEXT")]
    pub(crate) data: Option<String>,
    /// Where the API's operations begin; by default the setting `api.base`
    #[arg(long, value_name = "URL", value_parser = proxy::server_address)]
    pub(crate) api: Option<String>,
    /// How many seconds to wait for the answer
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub(crate) timeout: u64,
    /// Print status, headers and body for a program
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) token: TokenInput,
    #[command(flatten)]
    pub(crate) cache: CacheOptions,
    #[command(flatten)]
    pub(crate) secret: SecretOptions,
    #[command(flatten)]
    pub(crate) connection: ConnectionOptions,
}

fn method(text: &str) -> Result<Method, &'static str> {
    const KNOWN: [&str; 6] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];
    let upper = text.to_ascii_uppercase();
    if !KNOWN.contains(&upper.as_str()) {
        return Err("it is none of GET, HEAD, POST, PUT, PATCH and DELETE");
    }
    upper.parse().map_err(|_| "it is no method")
}

/// A path and perhaps a query; nothing that would lead to another server.
fn path(text: &str) -> Result<String, &'static str> {
    let is_visible = text.bytes().all(|byte| byte.is_ascii_graphic());
    if text.starts_with('/') && is_visible && !text.contains('#') {
        return Ok(text.to_owned());
    }
    Err(
        "it is not a path that begins with a slash; write blanks and other letters as percent escapes",
    )
}
