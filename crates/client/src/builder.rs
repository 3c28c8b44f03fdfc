//! What a client has to be told.

use std::{fmt, sync::Arc};

use domain::{Audience, AudienceSet, ClientId, OrganizationId, Validity};
use provider::{ClientSecret, ConfigurationError, Exchange, Limits, Provider, ProviderConfig};
use signature::KeySet;

use crate::{
    Client, Clock,
    client::{Inner, Wanted},
    system_clock,
};

/// Where people sign in, below the identity server's address.
const AUTHORIZE_PATH: &str = "/v1/oauth/authorize";

/// Everything that a [`Client`] can be told. What is not said is as for ItsYou.online itself.
///
/// ```
/// use client::{ClientBuilder, ClientId, ClientSecret, KeySet, PublicKey, Validity};
///
/// # let pem = "-----BEGIN PUBLIC KEY-----
/// # MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAES5X8XrfKdx9gYayFITc89wad4usrk0n2
/// # 7MjiGYvqalizeSWTHEpnd7oea9IQ8T5oJjMVH5cc0H5tFSKilFFeh//wngxIyny6
/// # 6+Vq5t5B0V0Ehy01+2ceEon2Y0XDkIKv
/// # -----END PUBLIC KEY-----";
/// let keys = KeySet::from(PublicKey::from_pem(pem)?);
/// let client = ClientBuilder::new(
///     ClientId::parse("moehaha")?,
///     ClientSecret::parse("the API access key's secret")?,
///     keys,
/// )
/// .identity_server("https://itsyou.online")
/// .validity(Validity::from_seconds(3600)?)
/// .build()?;
/// # let _ = client;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use = "a client comes of it by `build`"]
pub struct ClientBuilder {
    config: ProviderConfig,
    authorization_endpoint: Option<String>,
    organization: Option<OrganizationId>,
    audience: Option<AudienceSet>,
    validity: Option<Validity>,
    clock: Clock,
}

impl ClientBuilder {
    /// The identity server that is meant where no other is named.
    pub const IDENTITY_SERVER: &str = "https://itsyou.online";

    /// What stands in `iss` of its tokens.
    pub const ISSUER: &str = "itsyouonline";

    /// A client of ItsYou.online. Every token is verified with one of `keys`, so without the right
    /// ones there will be none.
    pub fn new(client_id: ClientId, client_secret: ClientSecret, keys: KeySet) -> Self {
        let config = ProviderConfig {
            base_url: Self::IDENTITY_SERVER.to_owned(),
            client_id,
            client_secret,
            exchange: Exchange::OneStep,
            issuer: Self::ISSUER.to_owned(),
            keys,
            extra_ca_pem: None,
            limits: Limits::STANDARD,
        };
        Self {
            config,
            authorization_endpoint: None,
            organization: None,
            audience: None,
            validity: None,
            clock: system_clock(),
        }
    }

    /// Where the identity server is: https, or http on the own machine.
    pub fn identity_server(mut self, base_url: &str) -> Self {
        base_url.trim_end_matches('/').clone_into(&mut self.config.base_url);
        self
    }

    /// Where people sign in, if not at the usual path of the identity server.
    pub fn authorization_endpoint(mut self, endpoint: &str) -> Self {
        self.authorization_endpoint = Some(endpoint.to_owned());
        self
    }

    /// Whose token the organization's is. Without it that of the client's own name.
    pub fn organization(mut self, organization: OrganizationId) -> Self {
        self.organization = Some(organization);
        self
    }

    /// Whom the organization's token is for. Without it for the organization itself, as its Cockpit
    /// wants it.
    pub fn audience(mut self, audience: AudienceSet) -> Self {
        self.audience = Some(audience);
        self
    }

    /// How long the organization's token is to be valid; without it as long as the identity server
    /// gives, a day.
    pub fn validity(mut self, validity: Validity) -> Self {
        self.validity = Some(validity);
        self
    }

    /// What `iss` of a token has to be.
    pub fn issuer(mut self, issuer: &str) -> Self {
        issuer.clone_into(&mut self.config.issuer);
        self
    }

    /// In how many steps a JWT is had.
    pub fn exchange(mut self, exchange: Exchange) -> Self {
        self.config.exchange = exchange;
        self
    }

    /// Certificates of authorities to trust besides the system's.
    pub fn extra_ca_pem(mut self, pem: Vec<u8>) -> Self {
        self.config.extra_ca_pem = Some(pem);
        self
    }

    /// How long to wait for an answer.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.config.limits = limits;
        self
    }

    /// Another clock than the machine's.
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// The client. It has not connected yet.
    ///
    /// # Errors
    /// When the address or the additional authority cannot be used.
    pub fn build(self) -> Result<Client, ConfigurationError> {
        let Self { config, authorization_endpoint, organization, audience, validity, clock } = self;
        let organization = organization.unwrap_or_else(|| (&config.client_id).into());
        let audience =
            audience.unwrap_or_else(|| [Audience::from(&organization)].into_iter().collect());
        Ok(Client(Arc::new(Inner {
            authorization_endpoint: authorization_endpoint
                .unwrap_or_else(|| format!("{}{AUTHORIZE_PATH}", config.base_url)),
            client_id: config.client_id.clone(),
            keys: config.keys.clone(),
            wanted: Wanted { organization, audience, validity },
            provider: Provider::new(config)?,
            clock,
        })))
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ClientBuilder")
            .field("config", &self.config)
            .field("organization", &self.organization)
            .finish_non_exhaustive()
    }
}
