//! The configuration: one TOML file, each setting also by environment variable, everything checked
//! at once and every mistake told with its place.

mod address;
mod api;
mod build;
mod client_settings;
mod connection;
mod entries;
mod keys;
mod kubernetes;
mod mistake;
mod page_address;
mod public_keys;
mod reader;
mod refusal;
mod site;

use std::{
    ffi::OsString,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use domain::{
    Audience, ClientId, OrganizationId, RedirectUri, Scope, Validity,
    api::{ApiAddress, OrganizationTokens},
    judge::ProfileName,
};
use provider::Provider;
use signature::KeySet;

pub(crate) use address::{AddressError, BasePath, WebAddress};
pub use client_settings::{ClientSettings, ServerAddressError, server_address};
pub use mistake::{ConfigError, Mistake, Place};
pub use page_address::{PageAddressError, page_address};

use crate::{description::Description, forward::Forwarder};
use entries::Entries;
use mistake::Kind;
use reader::{Reader, plainly};

/// A commented configuration file that works with a file `client-secret` beside it.
pub const EXAMPLE: &str = include_str!("example.toml");

/// Everything that is configured, checked.
#[derive(Debug)]
pub struct Config {
    pub(crate) listen: SocketAddr,
    pub(crate) log: LogSettings,
    pub(crate) site: Site,
    pub(crate) identity: IdentityServer,
    pub(crate) client: Client,
    pub(crate) provider: Provider,
    pub(crate) tokens: OrganizationPolicy,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) api: Option<Api>,
    pub(crate) acceptance: Acceptance,
    remarks: Vec<String>,
}

/// How logs are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogSettings {
    /// For people or for programs.
    pub format: LogFormat,
    /// How much.
    pub level: tracing::Level,
}

/// The form of the log lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// Where the service is found and who may use it.
#[derive(Debug)]
pub(crate) struct Site {
    pub(crate) public_url: WebAddress,
    pub(crate) base_path: BasePath,
    pub(crate) page: Option<PathBuf>,
    /// Whose pages may call, those that embed the widget included.
    pub(crate) origins: Vec<String>,
    /// Whose pages embed the widget.
    pub(crate) embedding_origins: Vec<String>,
    pub(crate) redirect_uris: Vec<RedirectUri>,
}

/// What is known of the identity server.
#[derive(Debug)]
pub(crate) struct IdentityServer {
    pub(crate) authorization_endpoint: String,
    pub(crate) issuer: String,
    pub(crate) keys: KeySet,
}

/// The API that tokens are for.
#[derive(Debug)]
pub(crate) struct Api {
    pub(crate) address: ApiAddress,
    /// What it offers.
    pub(crate) description: Description,
    /// Hands requests on to it, if it is to be.
    pub(crate) forwarder: Option<Forwarder>,
}

/// By which rules the API judges a token.
#[derive(Debug)]
pub(crate) struct Acceptance {
    pub(crate) profile: ProfileName,
    /// By how many seconds clocks may differ.
    pub(crate) leeway: u64,
}

/// Who asks the identity server, and for whose members.
#[derive(Debug)]
pub(crate) struct Client {
    pub(crate) id: ClientId,
    pub(crate) organization: OrganizationId,
}

/// The rules for the organization's own token.
#[derive(Debug)]
pub(crate) struct OrganizationPolicy {
    pub(crate) to: OrganizationTokens,
    pub(crate) audiences: Vec<Audience>,
    pub(crate) validity: Validity,
}

impl Config {
    /// Reads the file and the environment of this process.
    ///
    /// # Errors
    /// All mistakes at once.
    pub fn load(file: &Path) -> Result<Self, ConfigError> {
        let text = contents(file)?;
        let folder = file.parent().unwrap_or(Path::new(""));
        Self::read(&file.display().to_string(), &text, folder, std::env::vars_os())
    }

    /// Reads settings from a text and variables. Paths are relative to `folder`; `name` is what
    /// the text is called in the report.
    ///
    /// # Errors
    /// All mistakes at once.
    pub fn read(
        name: &str,
        text: &str,
        folder: &Path,
        variables: impl Iterator<Item = (impl Into<OsString>, impl Into<OsString>)>,
    ) -> Result<Self, ConfigError> {
        let mut entries = Entries::default();
        entries.add_document(text);
        entries.add_environment(variables.map(|(name, value)| (name.into(), value.into())));
        let mut reader = Reader::new(entries, folder);
        let config = build::config(&mut reader);
        let remarks = reader.take_remarks();
        let mistakes = reader.into_mistakes();
        match config {
            Some(config) if mistakes.is_empty() => Ok(Self { remarks, ..config }),
            _ => Err(ConfigError::new(name, mistakes)),
        }
    }

    /// Fetches the description of the API if it has an address. Whatever goes wrong is a remark: the
    /// API is not needed to hand out tokens.
    pub async fn with_description(mut self) -> Self {
        if let Some(api) = &self.api {
            self.remarks.extend(api.description.remarks_on_fetching().await);
        }
        self
    }

    /// The address to listen on.
    pub fn listen(&self) -> SocketAddr {
        self.listen
    }

    /// How logs are to be written.
    pub fn log(&self) -> LogSettings {
        self.log
    }

    /// What is no mistake but may surprise, each a sentence with its place: keys in a set that are
    /// passed over, parts of a description that cannot be read.
    pub fn remarks(&self) -> &[String] {
        &self.remarks
    }

    /// Where people reach the service.
    pub fn public_url(&self) -> String {
        self.site.public_url.with_slash()
    }
}

/// What stands in a configuration file.
fn contents(file: &Path) -> Result<String, ConfigError> {
    std::fs::read_to_string(file).map_err(|error| {
        let shown = file.display().to_string();
        let kind = Kind::FileUnreadable { file: shown.clone(), reason: plainly(&error) };
        ConfigError::new(&shown, vec![Mistake { place: Place::Nowhere, kind }])
    })
}
