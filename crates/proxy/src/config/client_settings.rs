//! What the commands for people need of the same settings: who the identity server is, in whose name
//! to ask it, and by which rules the API judges. Here nothing has to be given.

use std::{ffi::OsString, path::Path};

use domain::{ClientId, OrganizationId, judge::ProfileName};
use provider::{ClientSecret, Exchange};
use signature::KeySet;

use super::{
    Acceptance, AddressError, WebAddress, build,
    connection::{self, Asked},
    entries::Entries,
    mistake::ConfigError,
    public_keys::{self, Unknown},
    reader::Reader,
};

/// The settings that a command on somebody's machine reads, from the file that serves the proxy or
/// from the environment alone.
#[derive(Debug)]
pub struct ClientSettings {
    /// The identity server's address, without a slash at the end.
    pub identity_server: String,
    /// Where people sign in.
    pub authorization_endpoint: String,
    /// In how many steps a JWT is had.
    pub exchange: Exchange,
    /// Certificates of authorities to trust besides the system's, as PEM.
    pub extra_ca_pem: Option<Vec<u8>>,
    /// What a token's `iss` has to be.
    pub issuer: String,
    /// The keys that sign tokens; none where none are known.
    pub keys: KeySet,
    /// In whose name to ask.
    pub client_id: Option<ClientId>,
    /// What proves it.
    pub client_secret: Option<ClientSecret>,
    /// Whose members the API lets in; by default that of the client's name.
    pub organization: Option<OrganizationId>,
    /// By which rules the API judges.
    pub profile: ProfileName,
    /// By how many seconds clocks may differ.
    pub leeway: u64,
    /// Where the API's operations begin, without a slash at the end.
    pub api_base: Option<String>,
    /// What is no mistake but may surprise.
    pub remarks: Vec<String>,
}

impl ClientSettings {
    /// Reads the file, if there is one, and these variables, which count for more.
    ///
    /// # Errors
    /// All mistakes at once.
    pub fn load(
        file: Option<&Path>,
        variables: impl Iterator<Item = (OsString, OsString)>,
    ) -> Result<Self, ConfigError> {
        let text = file.map(super::contents).transpose()?.unwrap_or_default();
        let folder = file.and_then(Path::parent).map(Path::to_owned).unwrap_or_default();
        let name = file.map_or_else(|| "of the environment".into(), |it| it.display().to_string());
        Self::read(&name, &text, &folder, variables)
    }

    fn read(
        name: &str,
        text: &str,
        folder: &Path,
        variables: impl Iterator<Item = (OsString, OsString)>,
    ) -> Result<Self, ConfigError> {
        let mut entries = Entries::default();
        entries.add_document(text);
        entries.add_environment(variables);
        let mut reader = Reader::new(entries, folder);
        let settings = settings(&mut reader);
        let remarks = reader.take_remarks();
        let mistakes = reader.into_mistakes();
        match settings {
            Some(settings) if mistakes.is_empty() => Ok(Self { remarks, ..settings }),
            _ => Err(ConfigError::new(name, mistakes)),
        }
    }
}

/// Reads everything, also after a mistake.
fn settings(reader: &mut Reader<'_>) -> Option<ClientSettings> {
    let Asked { address, authorization_endpoint, exchange, extra_ca_pem, issuer } =
        connection::asked(reader);
    let keys = public_keys::read(reader, address.as_ref(), Unknown::None);
    let client_secret = connection::secret_if_set(reader);
    let client_id = reader.parse("client_id", ClientId::parse);
    let organization = reader.parse("organization", OrganizationId::parse);
    let organization = organization.or_else(|| client_id.as_ref().map(OrganizationId::from));
    let Acceptance { profile, leeway } = build::acceptance(reader);
    let api_base = reader.parse("api.base", WebAddress::parse);
    Some(ClientSettings {
        identity_server: address?.without_slash(),
        authorization_endpoint: authorization_endpoint?,
        exchange,
        extra_ca_pem,
        issuer,
        keys,
        client_id,
        client_secret,
        organization,
        profile,
        leeway,
        api_base: api_base.map(|base| base.without_slash()),
        remarks: Vec::new(),
    })
}

/// Reads the address of a server: https, or http on the own machine, without query and fragment. It
/// comes back without a slash at its end.
///
/// # Errors
/// When it is anything else.
pub fn server_address(text: &str) -> Result<String, ServerAddressError> {
    let address = WebAddress::parse(text).map_err(ServerAddressError)?;
    Ok(address.without_slash())
}

/// Why a text is not the address of a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerAddressError(AddressError);

impl std::fmt::Display for ServerAddressError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(formatter)
    }
}

impl std::error::Error for ServerAddressError {}
