//! The proxy's HTTP interface: what the page sends and what it gets.
//!
//! | request | body | answer |
//! | --- | --- | --- |
//! | `GET api/config` | | [`PageConfig`] |
//! | `POST api/token` | [`TokenRequest`] | [`TokenResponse`] |
//! | `POST api/token/refresh` | [`RefreshRequest`] | [`TokenResponse`] |
//! | `POST api/token/derive` | [`DeriveRequest`] | [`TokenResponse`] |
//!
//! Every refusal is a [`Problem`].

use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value};

use crate::{
    Audience, AudienceSet, AuthorizationCode, ClientId, CodeVerifier, OrganizationId, RedirectUri,
    Refreshable, Scope, ScopeSet, Validity,
    judge::ProfileName,
    jwt::CompactJwt,
    key::{KeySet, PublicKey},
    text::words,
};

/// The header that every request for a token carries, so that a foreign page cannot send one
/// without a preflight (RFC 10017 §6.1.3.3.2).
pub const REQUEST_HEADER: &str = "cockpit-jwt-request";

/// The only value of [`REQUEST_HEADER`].
pub const REQUEST_HEADER_VALUE: &str = "1";

/// What the page needs to know and may know.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PageConfig {
    /// Where the person is sent to sign in.
    pub authorization_endpoint: String,
    /// Which dialect of OAuth is spoken there.
    pub dialect: Dialect,
    /// The client in whose name a token is asked for.
    pub client_id: ClientId,
    /// The organization whose members are let in by the API.
    pub organization: OrganizationId,
    /// By which rules the API judges a token.
    pub profile: ProfileName,
    /// By how many seconds the API lets clocks differ.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub leeway: u64,
    /// What the API expects as `iss`.
    pub issuer: String,
    /// Keys that sign the tokens, as JWK (RFC 7517).
    pub keys: Vec<Jwk>,
    /// Scopes to suggest besides the organization's membership.
    pub scopes: Vec<Scope>,
    /// Addresses to which the identity server may send the person back.
    pub redirect_uris: Vec<RedirectUri>,
    /// Origins of other sites whose pages embed the widget.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub embedding_origins: Vec<String>,
    /// Whether members get the organization's own token.
    pub organization_tokens: OrganizationTokens,
    /// Audiences allowed in the organization's token.
    pub organization_audiences: Vec<Audience>,
    /// The longest validity of the organization's token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_validity: Option<Validity>,
    /// The API that the token is for, if it has a known address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub api: Option<ApiAddress>,
}

impl PageConfig {
    /// The keys for programs. The proxy has read them before it published them, so what cannot be
    /// read comes from a newer one, and is for nothing that is known here.
    pub fn public_keys(&self) -> KeySet<PublicKey> {
        self.keys.iter().filter_map(|jwk| PublicKey::from_jwk(jwk).ok()).collect()
    }
}

#[cfg_attr(
    not(target_arch = "wasm32"),
    expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")
)]
const fn is_zero(seconds: &u64) -> bool {
    *seconds == 0
}

/// A dialect of OAuth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// That of the ItsYou.online server.
    ItsYouOnline,
}

words!(Dialect { ItsYouOnline = "itsyouonline" });

/// A public key as a JSON object (RFC 7517 §4).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Jwk(pub Map<String, Value>);

/// Who gets the organization's own token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrganizationTokens {
    /// Nobody.
    Off,
    /// Whoever proves to be a member.
    Members,
}

words!(OrganizationTokens { Off = "off", Members = "members" });

/// The API that the token is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiAddress {
    /// What people call it.
    pub name: String,
    /// Where its operations begin, without a slash at the end.
    pub base: String,
    /// The path of a harmless operation to try a token with, like `/ays/repository`.
    pub example: String,
}

/// What the page asks of `POST api/token`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "grant", rename_all = "snake_case", deny_unknown_fields)]
pub enum TokenRequest {
    /// A person's token, for an authorization code.
    AuthorizationCode {
        /// The code from the redirect.
        #[serde(serialize_with = "expose_code")]
        code: AuthorizationCode,
        /// Proves that the caller began the sign-in from which the code comes.
        #[serde(serialize_with = "expose_verifier")]
        verifier: CodeVerifier,
        /// The redirect URI that the code was sent to.
        redirect_uri: RedirectUri,
        /// Asked scopes.
        scope: ScopeSet,
        /// Asked audiences.
        audience: AudienceSet,
        /// Asked validity, in seconds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        validity: Option<Validity>,
        /// Whether the token is to carry a refresh token.
        #[serde(default)]
        refreshable: Refreshable,
    },
    /// The organization's token, for a member whose own token is in the `Authorization` header.
    Organization {
        /// Asked audiences.
        audience: AudienceSet,
        /// Asked validity, in seconds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        validity: Option<Validity>,
    },
}

/// What the page asks of `POST api/token/refresh`, with the token to renew in the `Authorization`
/// header (`Bearer`). That token may have expired.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RefreshRequest {
    /// Asked validity of the new token, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub validity: Option<Validity>,
}

/// What the page asks of `POST api/token/derive`, with the refreshable token in the `Authorization`
/// header (`Bearer`).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeriveRequest {
    /// Asked scopes, at least one, none that the refreshable token does not have.
    pub scope: ScopeSet,
    /// Asked audiences; none leaves the claim out.
    pub audience: AudienceSet,
    /// Asked validity, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub validity: Option<Validity>,
}

fn expose_code<S: Serializer>(code: &AuthorizationCode, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(code.expose())
}

fn expose_verifier<S: Serializer>(
    verifier: &CodeVerifier,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(verifier.expose())
}

fn expose_token<S: Serializer>(token: &CompactJwt, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(token.expose())
}

/// A token, with what was asked for and what it grants.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TokenResponse {
    /// The JWT in compact form.
    #[serde(serialize_with = "expose_token")]
    pub token: CompactJwt,
    /// What the request named.
    pub asked: Grant,
    /// What the token's claims say.
    pub granted: Grant,
}

/// Scopes and audiences, as asked for or as granted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// Scopes; foreign text when granted.
    pub scope: Vec<String>,
    /// Audiences; foreign text when granted.
    pub audience: Vec<String>,
}

/// A refusal in the format of RFC 9457, with a stable code and advice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// A URI reference that names the kind of problem.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind in a few words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// A stable name for programs, kebab-case.
    pub code: String,
    /// What happened, as a sentence for the person.
    pub detail: String,
    /// What the person can do.
    pub hint: String,
}
