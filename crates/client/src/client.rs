//! Asks the identity server, on behalf of a program.

use std::{fmt, sync::Arc};

use domain::{
    AudienceSet, ClientId, OrganizationId, RedirectUri, ScopeSet, UnixTime, Validity,
    itsyouonline::authorize::AuthorizeError,
    jwt::{CompactJwt, UntrustedJwt, VerifiedJwt},
};
use provider::{CodeRedemption, Derivation, Granted, OrganizationRequest, Provider};
use signature::KeySet;

use crate::{ClientError, Clock, SignIn};

/// A client of the identity server. Clones share one connection and one secret.
///
/// Every token that it returns is verified with the pinned keys, was issued by the right issuer to
/// this client, has not expired, and grants no more than was asked for.
#[derive(Clone)]
pub struct Client(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) provider: Provider,
    pub(crate) authorization_endpoint: String,
    pub(crate) client_id: ClientId,
    pub(crate) keys: KeySet,
    pub(crate) wanted: Wanted,
    pub(crate) clock: Clock,
}

/// What the organization's token is to be.
pub(crate) struct Wanted {
    pub(crate) organization: OrganizationId,
    pub(crate) audience: AudienceSet,
    pub(crate) validity: Option<Validity>,
}

impl Client {
    /// The organization's own token, narrowed to the Cockpit (`organization:owner:cockpit`). Each
    /// call is a request; a [`TokenSource`](crate::TokenSource) keeps the token for as long as it is
    /// good.
    ///
    /// ```
    /// # use client::{ClientBuilder, ClientId, ClientSecret, KeySet, PublicKey};
    /// # use demo::{IdentityOptions, IdentityServer};
    /// # #[tokio::main]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let options = IdentityOptions::demo("the secret", ["http://127.0.0.1:"]);
    /// # let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    /// # let server = IdentityServer::start(listener, options)?;
    /// # let keys = KeySet::from(PublicKey::from_pem(&server.public_key_pem())?);
    /// # let id = ClientId::parse("moehaha")?;
    /// # let client = ClientBuilder::new(id, ClientSecret::parse("the secret")?, keys)
    /// #     .identity_server(&server.base_url())
    /// #     .build()?;
    /// let granted = client.token_for_organization().await?;
    /// assert_eq!(granted.granted.scope, ["organization:owner:cockpit"]);
    /// assert_eq!(granted.granted.audience, ["moehaha"]);
    /// # server.shutdown().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// The same without Rust, in one request. The secret is read from a file (without a line break at
    /// its end, which `curl` would send), so that it stands neither in the list of processes nor in
    /// the shell's history:
    ///
    /// ```text
    /// curl --fail-with-body https://itsyou.online/v1/oauth/access_token \
    ///   --data grant_type=client_credentials --data client_id=moehaha \
    ///   --data-urlencode client_secret@client-secret \
    ///   --data response_type=id_token \
    ///   --data scope=organization:owner:cockpit --data aud=moehaha
    /// ```
    ///
    /// # Errors
    /// When the identity server gives no token, or one that is not to be trusted, not the
    /// organization's, or not narrowed.
    pub async fn token_for_organization(&self) -> Result<Granted, ClientError> {
        let Wanted { organization, audience, validity } = &self.0.wanted;
        let request = OrganizationRequest { organization, audience, validity: *validity };
        Ok(self.0.provider.organization_token(&request, self.now()).await?)
    }

    /// Begins a person's sign-in: [`SignIn`] says where to send them, and reads what comes back.
    /// `random` are bytes from a cryptographic source, new for every sign-in.
    ///
    /// # Errors
    /// When a scope could never be consented to, or the authorization endpoint is no address.
    pub fn sign_in(
        &self,
        redirect_uri: RedirectUri,
        scope: ScopeSet,
        random: [u8; 32],
    ) -> Result<SignIn, AuthorizeError> {
        let Inner { authorization_endpoint, client_id, .. } = &*self.0;
        SignIn::begin(authorization_endpoint, client_id, redirect_uri, scope, random)
    }

    /// A person's token for a code, which lives for ten seconds and is tried once. A [`SignIn`] makes
    /// the redemption, and its documentation shows the whole way.
    ///
    /// # Errors
    /// When the identity server gives no token, or one that is not to be trusted or grants nothing.
    pub async fn token_from_code(
        &self,
        redemption: &CodeRedemption<'_>,
    ) -> Result<Granted, ClientError> {
        Ok(self.0.provider.exchange_code(redemption, self.now()).await?)
    }

    /// The same token, valid for longer. The old one must carry a refresh token, and may have
    /// expired.
    ///
    /// The same without Rust, with the old token in a file that holds the line
    /// `Authorization: bearer <JWT>`:
    ///
    /// ```text
    /// curl --fail-with-body --request POST --header @authorization \
    ///   https://itsyou.online/v1/oauth/jwt/refresh
    /// ```
    ///
    /// # Errors
    /// When the text is no token of the identity server, it carries no refresh token, or no token
    /// that is to be trusted comes of it.
    pub async fn refresh(
        &self,
        token: &CompactJwt,
        validity: Option<Validity>,
    ) -> Result<Granted, ClientError> {
        let old = self.verified(token)?;
        Ok(self.0.provider.refresh(&old, validity, self.now()).await?)
    }

    /// Another token from a person's refreshable one: for less, or for somebody else, and without the
    /// refresh token, so that it can be handed on.
    ///
    /// The same without Rust:
    ///
    /// ```text
    /// curl --fail-with-body --get --header @authorization \
    ///   --data scope=user:memberof:moehaha.team --data aud=moehaha.team \
    ///   https://itsyou.online/v1/oauth/jwt
    /// ```
    ///
    /// # Errors
    /// As for [`Self::refresh`], and when the first token does not have what is asked for.
    pub async fn narrow(
        &self,
        token: &CompactJwt,
        derivation: &Derivation<'_>,
    ) -> Result<Granted, ClientError> {
        let from = self.verified(token)?;
        Ok(self.0.provider.derive(&from, derivation, self.now()).await?)
    }

    /// What time it is, by this client's clock.
    pub(crate) fn now(&self) -> UnixTime {
        (self.0.clock)()
    }

    fn verified(&self, token: &CompactJwt) -> Result<VerifiedJwt, ClientError> {
        let jwt = UntrustedJwt::parse(token.clone()).map_err(ClientError::Unreadable)?;
        self.0.keys.verify(jwt).map_err(ClientError::NotTrusted)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Client")
            .field("provider", &self.0.provider)
            .field("organization", &self.0.wanted.organization)
            .finish_non_exhaustive()
    }
}
