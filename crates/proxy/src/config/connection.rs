//! The identity server and this client of it, up to a provider that is ready to ask.

use domain::{ClientId, OrganizationId, itsyouonline::authorize::check_endpoint};
use provider::{ClientSecret, ConfigurationError, Exchange, Limits, Provider, ProviderConfig};

use super::{
    Client, IdentityServer,
    address::WebAddress,
    mistake::Kind,
    public_keys::{self, Unknown},
    reader::{Reader, not_empty},
    refusal::Refusal,
};

pub(super) const PRODUCTION: &str = "https://itsyou.online";

/// What stands in `iss` of its tokens.
const PRODUCTION_ISSUER: &str = "itsyouonline";

/// Where people sign in, below the server's address.
const AUTHORIZE_PATH: &str = "/v1/oauth/authorize";

/// Everything that has to do with the identity server.
pub(super) struct Connection {
    pub(super) identity: IdentityServer,
    pub(super) client: Client,
    pub(super) provider: Provider,
    /// Authorities to trust besides the usual ones.
    pub(super) extra_ca_pem: Option<Vec<u8>>,
}

/// Who is asked, and how.
pub(super) struct Asked {
    pub(super) address: Option<WebAddress>,
    pub(super) authorization_endpoint: Option<String>,
    pub(super) exchange: Exchange,
    pub(super) extra_ca_pem: Option<Vec<u8>>,
    pub(super) issuer: String,
}

/// Reads who is asked, also after a mistake.
pub(super) fn asked(reader: &mut Reader<'_>) -> Asked {
    let address = address(reader);
    let authorization_endpoint = authorization_endpoint(reader, address.as_ref());
    let exchange = reader.word(
        "exchange",
        &["one-step", "two-step"],
        &[Exchange::OneStep, Exchange::TwoStep],
        Exchange::OneStep,
    );
    let extra_ca_pem = reader.file("ca_file").map(|file| file.value.into_bytes());
    let issuer = reader.parse("issuer", not_empty).unwrap_or_else(|| PRODUCTION_ISSUER.to_owned());
    Asked { address, authorization_endpoint, exchange, extra_ca_pem, issuer }
}

/// Reads everything, also after a mistake; `None` where a needed value is missing or refused.
pub(super) fn read(reader: &mut Reader<'_>) -> Option<Connection> {
    let Asked { address, authorization_endpoint, exchange, extra_ca_pem, issuer } = asked(reader);
    let keys = public_keys::read(reader, address.as_ref(), Unknown::Missing);
    let client_secret = secret(reader);
    let client = client(reader);
    let client = client?;
    let provider = provider(
        reader,
        ProviderConfig {
            base_url: address?.without_slash(),
            client_id: client.id.clone(),
            client_secret: client_secret?,
            exchange,
            issuer: issuer.clone(),
            keys: keys.clone(),
            extra_ca_pem: extra_ca_pem.clone(),
            limits: Limits::STANDARD,
        },
    )?;
    let identity = IdentityServer { authorization_endpoint: authorization_endpoint?, issuer, keys };
    Some(Connection { identity, client, provider, extra_ca_pem })
}

fn address(reader: &mut Reader<'_>) -> Option<WebAddress> {
    if reader.is_set("identity_server") {
        return reader.parse("identity_server", WebAddress::parse);
    }
    WebAddress::parse(PRODUCTION).ok()
}

/// That of the setting or, at the usual path, of the server. It is held against the rules by which
/// browsers are sent there.
fn authorization_endpoint(reader: &mut Reader<'_>, server: Option<&WebAddress>) -> Option<String> {
    let (key, endpoint) = if reader.is_set("authorization_endpoint") {
        let endpoint = reader.parse("authorization_endpoint", WebAddress::parse)?;
        ("authorization_endpoint", endpoint.without_slash())
    } else {
        ("identity_server", server?.without_slash() + AUTHORIZE_PATH)
    };
    if let Err(reason) = check_endpoint(&endpoint) {
        reader.refuse(key, reader.place(key), reason);
    }
    Some(endpoint)
}

fn provider(reader: &mut Reader<'_>, config: ProviderConfig) -> Option<Provider> {
    match Provider::new(config) {
        Ok(provider) => Some(provider),
        Err(error) => {
            let key = match error {
                ConfigurationError::BaseUrl { .. } | ConfigurationError::Tls => "identity_server",
                ConfigurationError::ExtraCa => "ca_file",
            };
            reader.refuse(key, reader.place(key), Refusal::advised(&error, error.hint()));
            None
        }
    }
}

fn client(reader: &mut Reader<'_>) -> Option<Client> {
    let id = reader.required("client_id", ClientId::parse);
    let organization = if reader.is_set("organization") {
        reader.parse("organization", OrganizationId::parse)
    } else {
        id.as_ref().and_then(|id| OrganizationId::parse(id.as_str()).ok())
    };
    Some(Client { id: id?, organization: organization? })
}

/// The secret where one is given; without one a person is asked for it.
pub(super) fn secret_if_set(reader: &mut Reader<'_>) -> Option<ClientSecret> {
    let is_set = reader.is_set("client_secret") || reader.is_set("client_secret_file");
    is_set.then(|| secret(reader)).flatten()
}

/// From the environment or from a file, never both: it would not be clear which one counts.
fn secret(reader: &mut Reader<'_>) -> Option<ClientSecret> {
    let from_environment = reader.text("client_secret");
    let from_file = reader.file("client_secret_file");
    let (key, given) = match (from_environment, from_file) {
        (Some(given), _) if reader.is_set("client_secret_file") => {
            reader.note(given.place, Kind::SecretTwice);
            return None;
        }
        (Some(given), _) => ("client_secret", given),
        (None, Some(given)) => ("client_secret_file", given),
        (None, None) => {
            reader.missing_unless_set("client_secret_file");
            return None;
        }
    };
    match ClientSecret::parse(&given.value) {
        Ok(secret) => Some(secret),
        Err(reason) => {
            reader.refuse(key, given.place, Refusal::advised(&reason, reason.hint()));
            None
        }
    }
}
