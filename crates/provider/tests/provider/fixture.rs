//! Values that the tests share: a client, its provider, and tokens signed by a key of the test's own.

use std::sync::LazyLock;

use domain::{
    AudienceSet, AuthorizationCode, ClientId, CodeVerifier, OrganizationId, RedirectUri,
    Refreshable, ScopeSet, UnixTime, Validity,
    jwt::{Algorithm, UntrustedJwt, VerifiedJwt},
};
use provider::{
    ClientSecret, CodeRedemption, Exchange, Granted, Limits, OrganizationRequest, Provider,
    ProviderConfig, ProviderError,
};
use serde_json::{Value, json};
use signature::{KeySet, SigningKey};

use crate::server::{Reply, Server};

/// Must be found nowhere but in the body of a request.
pub(crate) const CANARY: &str = "canary-2c9f+/= secret";

pub(crate) const NOW: UnixTime = UnixTime::from_seconds(1_795_484_223);

/// `BASE64URL(SHA256("cockpit-jwt state " + verifier))`.
pub(crate) const STATE: &str = "vMM1OthHae5hZr1VOEMt6GzLdggFwDUWEDTHOpIjNak";
pub(crate) const CODE: &str = "HUgOar3eDNVxo3PQZ-oHBKBdXDVc";
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

pub(crate) const MEMBER: &str = "user:memberof:moehaha";

/// The identity server's key.
pub(crate) static KEY: LazyLock<SigningKey> =
    LazyLock::new(|| SigningKey::generate(Algorithm::Es384).unwrap());

pub(crate) fn config(base_url: &str, exchange: Exchange) -> ProviderConfig {
    ProviderConfig {
        base_url: base_url.to_owned(),
        client_id: ClientId::parse("moehaha").unwrap(),
        client_secret: ClientSecret::parse(CANARY).unwrap(),
        exchange,
        issuer: "itsyouonline".to_owned(),
        keys: KeySet::from(KEY.public_key().clone()),
        extra_ca_pem: None,
        limits: Limits::STANDARD,
    }
}

pub(crate) fn provider(server: &Server) -> Provider {
    Provider::new(config(&server.base_url, Exchange::OneStep)).unwrap()
}

pub(crate) fn two_step(server: &Server) -> Provider {
    Provider::new(config(&server.base_url, Exchange::TwoStep)).unwrap()
}

/// Bob's claims with some changed; `null` removes one.
pub(crate) fn bob(changes: &Value) -> Value {
    changed(
        json!({
            "username": "bob",
            "scope": [MEMBER],
            "aud": ["moehaha"],
            "azp": "moehaha",
            "exp": NOW.plus(3600).seconds(),
            "iss": "itsyouonline",
        }),
        changes,
    )
}

/// The organization's claims with some changed.
pub(crate) fn organization(changes: &Value) -> Value {
    let own =
        json!({"username": null, "globalid": "moehaha", "scope": ["organization:owner:cockpit"]});
    changed(bob(&own), changes)
}

fn changed(mut claims: Value, changes: &Value) -> Value {
    let members = claims.as_object_mut().unwrap();
    for (name, value) in changes.as_object().into_iter().flatten() {
        match value {
            Value::Null => members.remove(name),
            value => members.insert(name.clone(), value.clone()),
        };
    }
    claims
}

/// A token of the identity server.
pub(crate) fn signed(claims: &Value) -> String {
    signed_by(&KEY, claims)
}

pub(crate) fn signed_by(key: &SigningKey, claims: &Value) -> String {
    key.sign_jwt(claims.as_object().unwrap()).unwrap().expose().to_owned()
}

pub(crate) fn verified(claims: &Value) -> VerifiedJwt {
    let keys = KeySet::from(KEY.public_key().clone());
    keys.verify(UntrustedJwt::parse(&signed(claims)).unwrap()).unwrap()
}

/// Exchanges a code for the membership and the audience `moehaha`.
pub(crate) async fn exchange(provider: &Provider) -> Result<Granted, ProviderError> {
    exchange_for(provider, MEMBER, Refreshable::No).await
}

pub(crate) async fn exchange_for(
    provider: &Provider,
    scope: &str,
    refreshable: Refreshable,
) -> Result<Granted, ProviderError> {
    let redemption = CodeRedemption {
        code: &AuthorizationCode::parse(CODE).unwrap(),
        verifier: &CodeVerifier::parse(VERIFIER).unwrap(),
        redirect_uri: &RedirectUri::parse("http://localhost:8090/callback").unwrap(),
        scope: &ScopeSet::parse(scope).unwrap(),
        audience: &AudienceSet::parse("moehaha").unwrap(),
        validity: None,
        refreshable,
    };
    provider.exchange_code(&redemption, NOW).await
}

/// Exchanges a code at a server that answers with one reply.
pub(crate) async fn exchange_at(reply: Reply) -> Result<Granted, ProviderError> {
    exchange(&provider(&Server::start([reply]).await)).await
}

/// The organization's token, for the audience `moehaha`.
pub(crate) async fn organization_token(provider: &Provider) -> Result<Granted, ProviderError> {
    organization_token_for(provider, None).await
}

pub(crate) async fn organization_token_for(
    provider: &Provider,
    validity: Option<Validity>,
) -> Result<Granted, ProviderError> {
    let request = OrganizationRequest {
        organization: &OrganizationId::parse("moehaha").unwrap(),
        audience: &AudienceSet::parse("moehaha").unwrap(),
        validity,
    };
    provider.organization_token(&request, NOW).await
}
