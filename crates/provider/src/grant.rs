//! Tokens for codes, for the organization, and for other tokens.

use std::{fmt, time::Duration};

use domain::{
    AudienceSet, AuthorizationCode, ClientId, CodeVerifier, OrganizationId, RedirectUri,
    Refreshable, Scope, ScopeSet, UnixTime, Validity,
    api::Grant,
    itsyouonline::{
        Request,
        jwt::{self, Wanted},
        token::{self, AccessTokenAnswer, ClientCredentials, CodeExchange},
    },
    jwt::{Claims, UntrustedJwt, VerifiedJwt},
};
use tokio::time::timeout;

use crate::{
    ConfigurationError, Exchange, ProviderConfig, ProviderError,
    check::{Expected, Lifetime, NARROWED, Narrow, Whose, check_held, check_same_audience},
    transport::{Received, Transport},
};

/// The identity server, as this service sees it.
pub struct Provider {
    transport: Transport,
    expected: Expected,
    exchange: Exchange,
    whole: Duration,
}

/// A code and what is to be had for it.
#[derive(Debug, Clone, Copy)]
pub struct CodeRedemption<'a> {
    /// The code from the redirect.
    pub code: &'a AuthorizationCode,
    /// Proves whose sign-in it was.
    pub verifier: &'a CodeVerifier,
    /// Where the code was sent.
    pub redirect_uri: &'a RedirectUri,
    /// What the person was asked to consent to. It is compared with what the token grants, not sent:
    /// the code already stands for what was consented to, and naming it again would lose all of it
    /// where a part was not granted.
    pub scope: &'a ScopeSet,
    /// Whom the token is for.
    pub audience: &'a AudienceSet,
    /// How long it is to be valid.
    pub validity: Option<Validity>,
    /// Whether it is to carry a refresh token.
    pub refreshable: Refreshable,
}

/// What the organization's own token is to be. Its scope is not a matter of choice.
#[derive(Debug, Clone, Copy)]
pub struct OrganizationRequest<'a> {
    /// Whose token is expected: that of the organization which the client belongs to.
    pub organization: &'a OrganizationId,
    /// Whom the token is for.
    pub audience: &'a AudienceSet,
    /// How long it is to be valid.
    pub validity: Option<Validity>,
}

/// What a token made from another is to be.
#[derive(Debug, Clone, Copy)]
pub struct Derivation<'a> {
    /// What it is to grant.
    pub scope: &'a ScopeSet,
    /// Whom it is for.
    pub audience: &'a AudienceSet,
    /// How long it is to be valid.
    pub validity: Option<Validity>,
}

/// A verified token, with what was asked for and what it grants, which may be less.
#[derive(Debug, Clone)]
pub struct Granted {
    /// The token.
    pub jwt: VerifiedJwt,
    /// What the request named.
    pub asked: Grant,
    /// What the claims say.
    pub granted: Grant,
}

impl fmt::Debug for Provider {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Provider")
            .field("client_id", &self.expected.client_id)
            .field("exchange", &self.exchange)
            .finish_non_exhaustive()
    }
}

impl Provider {
    /// A provider that has not connected yet.
    ///
    /// # Errors
    /// When the base URL or the additional authority cannot be used.
    pub fn new(config: ProviderConfig) -> Result<Self, ConfigurationError> {
        let transport = Transport::new(&config)?;
        let ProviderConfig { client_id, issuer, keys, exchange, limits, .. } = config;
        let expected = Expected { client_id, issuer, keys };
        Ok(Self { transport, expected, exchange, whole: limits.whole })
    }

    /// A person's token for a code. The code is tried once.
    ///
    /// # Errors
    /// When the identity server gives no token, or one that is not to be trusted or grants nothing.
    pub async fn exchange_code(
        &self,
        redemption: &CodeRedemption<'_>,
        now: UnixTime,
    ) -> Result<Granted, ProviderError> {
        let CodeRedemption { code, verifier, redirect_uri, scope, audience, .. } = *redemption;
        let client_id = self.client_id();
        let exchange = CodeExchange { client_id, code, redirect_uri, verifier };
        let (validity, refreshable) = (redemption.validity, redemption.refreshable);
        let everything = ScopeSet::default();
        let wanted = Wanted { scope: &everything, audience, validity, refreshable };
        let (jwt, username) = self.in_time(self.redeem(&exchange, &wanted, scope)).await?;
        let whose = username.as_deref().map_or(Whose::Anybodys, Whose::Persons);
        let jwt = self.expected.check(jwt, whose, now)?;
        Ok(Granted::new(jwt, asked(scope, audience)))
    }

    /// The organization's own token, narrowed to the Cockpit.
    ///
    /// # Errors
    /// When the identity server gives no token, or one that is not to be trusted, not the
    /// organization's, or not narrowed.
    pub async fn organization_token(
        &self,
        request: &OrganizationRequest<'_>,
        now: UnixTime,
    ) -> Result<Granted, ProviderError> {
        let OrganizationRequest { organization, audience, validity } = *request;
        let scope: ScopeSet = Scope::parse(NARROWED).into_iter().collect();
        let wanted = Wanted { scope: &scope, audience, validity, refreshable: Refreshable::No };
        let jwt = self.in_time(self.mint(&wanted)).await?;
        let jwt = self.expected.check(jwt, Whose::Organizations(organization), now)?;
        let lifetime = self.lifetime(validity.or(Some(Validity::LONGEST)), now);
        let token = "the organization's token";
        Narrow { token, scope: &scope, audience, lifetime }.check(jwt.claims())?;
        Ok(Granted::new(jwt, asked(&scope, audience)))
    }

    /// The same token, valid for longer. The old one may have expired. What it granted counts as
    /// asked for.
    ///
    /// # Errors
    /// When the token carries no refresh token, or the identity server gives none or one that is not
    /// to be trusted, for somebody else, for longer than asked, or grants nothing any more.
    pub async fn refresh(
        &self,
        old: &VerifiedJwt,
        validity: Option<Validity>,
        now: UnixTime,
    ) -> Result<Granted, ProviderError> {
        let claims = refreshable(old)?;
        let held = scopes(claims);
        let request = jwt::refresh_request(old.compact(), validity);
        let received = self.in_time(self.send(&request)).await?;
        let jwt = jwt::process_refreshed(&received.answer(), &held)?;
        let jwt = self.expected.check(jwt, same_person(claims), now)?;
        check_same_audience(claims, jwt.claims())?;
        self.lifetime(validity, now).check("the renewed token", jwt.claims())?;
        let audience = claims.audience.clone().unwrap_or_default();
        Ok(Granted::new(jwt, Grant { audience, ..asked(&held, &AudienceSet::default()) }))
    }

    /// Another token from a person's refreshable one: narrower, or for somebody else, and without
    /// the refresh token.
    ///
    /// # Errors
    /// When no token or not this one can be made from the first, or the identity server gives none
    /// or one that is not to be trusted, grants nothing, or more than was asked.
    pub async fn derive(
        &self,
        from: &VerifiedJwt,
        derivation: &Derivation<'_>,
        now: UnixTime,
    ) -> Result<Granted, ProviderError> {
        let Derivation { scope, audience, validity } = *derivation;
        let claims = refreshable(from)?;
        check_held(claims, scope)?;
        let wanted = Wanted { scope, audience, validity, refreshable: Refreshable::No };
        let request = jwt::derive_request(from.compact(), &wanted);
        let received = self.in_time(self.send(&request)).await?;
        let jwt = jwt::process_derived(&received.answer(), scope)?;
        let jwt = self.expected.check(jwt, same_person(claims), now)?;
        let (token, lifetime) = ("the narrower token", self.lifetime(validity, now));
        Narrow { token, scope, audience, lifetime }.check(jwt.claims())?;
        Ok(Granted::new(jwt, asked(scope, audience)))
    }

    fn lifetime(&self, longest: Option<Validity>, since: UnixTime) -> Lifetime {
        Lifetime { longest, since, whole: self.whole }
    }

    fn client_id(&self) -> &ClientId {
        &self.expected.client_id
    }

    async fn send(&self, request: &Request) -> Result<Received, ProviderError> {
        self.transport.send(request).await
    }

    async fn in_time<T>(
        &self,
        work: impl Future<Output = Result<T, ProviderError>>,
    ) -> Result<T, ProviderError> {
        timeout(self.whole, work).await.unwrap_or(Err(ProviderError::Timeout))
    }

    /// The JWT and, where the access token came with it, whose it is.
    async fn redeem(
        &self,
        exchange: &CodeExchange<'_>,
        wanted: &Wanted<'_>,
        asked: &ScopeSet,
    ) -> Result<(UntrustedJwt, Option<String>), ProviderError> {
        let grant = token::Grant::AuthorizationCode;
        match self.exchange {
            Exchange::OneStep => {
                let received = self.send(&exchange.jwt_request(wanted)).await?;
                Ok((token::process_jwt(&received.answer(), grant, asked)?, None))
            }
            Exchange::TwoStep => {
                let received = self.send(&exchange.request()).await?;
                let answer = token::process(&received.answer(), grant, asked)?;
                let jwt = self.jwt_for(&answer, wanted, asked).await?;
                Ok((jwt, answer.username))
            }
        }
    }

    async fn mint(&self, wanted: &Wanted<'_>) -> Result<UntrustedJwt, ProviderError> {
        let grant = token::Grant::ClientCredentials;
        let credentials = ClientCredentials { client_id: self.client_id() };
        match self.exchange {
            Exchange::OneStep => {
                let received = self.send(&credentials.jwt_request(wanted)).await?;
                Ok(token::process_jwt(&received.answer(), grant, wanted.scope)?)
            }
            Exchange::TwoStep => {
                let received = self.send(&credentials.request()).await?;
                let answer = token::process(&received.answer(), grant, wanted.scope)?;
                self.jwt_for(&answer, wanted, wanted.scope).await
            }
        }
    }

    async fn jwt_for(
        &self,
        answer: &AccessTokenAnswer,
        wanted: &Wanted<'_>,
        asked: &ScopeSet,
    ) -> Result<UntrustedJwt, ProviderError> {
        let received = self.send(&jwt::request(&answer.access_token, wanted)).await?;
        Ok(jwt::process(&received.answer(), asked)?)
    }
}

impl Granted {
    /// A verified token, and what the request named that it was had by.
    pub fn new(jwt: VerifiedJwt, asked: Grant) -> Self {
        let granted = grant(jwt.claims());
        Self { jwt, asked, granted }
    }
}

fn asked(scope: &ScopeSet, audience: &AudienceSet) -> Grant {
    Grant {
        scope: scope.iter().map(ToString::to_string).collect(),
        audience: audience.iter().map(ToString::to_string).collect(),
    }
}

fn grant(claims: &Claims) -> Grant {
    Grant { scope: claims.scope.clone(), audience: claims.audience.clone().unwrap_or_default() }
}

/// The scopes of a token that could be asked for. Information about the person and what the
/// organization granted, which can stand among them, could not.
fn scopes(claims: &Claims) -> ScopeSet {
    let is_asked_for = |one: &&String| !one.starts_with('[') && !one.starts_with("grant:");
    let scopes = claims.scope.iter().filter(is_asked_for);
    scopes.filter_map(|one| Scope::parse(one).ok()).collect()
}

fn refreshable(jwt: &VerifiedJwt) -> Result<&Claims, ProviderError> {
    let claims = jwt.claims();
    if claims.carries_refresh_token() { Ok(claims) } else { Err(ProviderError::NoRefreshToken) }
}

/// No token is that of the person without a name, so nothing is the same as a token of nobody.
fn same_person(claims: &Claims) -> Whose<'_> {
    Whose::Persons(claims.username.as_deref().unwrap_or_default())
}
