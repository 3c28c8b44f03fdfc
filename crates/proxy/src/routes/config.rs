//! `GET api/config`: what the page needs to know and may know.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::api::{Dialect, PageConfig};
use sha2::{Digest as _, Sha256};
use signature::PublicKey;

use crate::{app::App, config::Config};

/// The public part of the configuration, as it is sent. It changes with a restart only.
#[derive(Debug, Clone)]
pub(crate) struct PublicConfig {
    json: Bytes,
    etag: HeaderValue,
}

impl PublicConfig {
    pub(crate) fn new(config: &Config) -> Self {
        // Strings, lists and objects with text as keys: this cannot fail.
        let json = serde_json::to_vec(&page_config(config)).unwrap_or_default();
        let tag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(Sha256::digest(&json)));
        // Base64url between quotes is a header's value.
        let etag = HeaderValue::from_str(&tag).unwrap_or_else(|_| HeaderValue::from_static("\"\""));
        Self { json: json.into(), etag }
    }
}

fn page_config(config: &Config) -> PageConfig {
    let Config { site, identity, client, tokens, scopes, api, acceptance, .. } = config;
    PageConfig {
        authorization_endpoint: identity.authorization_endpoint.clone(),
        dialect: Dialect::ItsYouOnline,
        client_id: client.id.clone(),
        organization: client.organization.clone(),
        profile: acceptance.profile,
        leeway: acceptance.leeway,
        issuer: identity.issuer.clone(),
        keys: identity.keys.iter().map(PublicKey::to_jwk).collect(),
        scopes: scopes.clone(),
        redirect_uris: site.redirect_uris.clone(),
        embedding_origins: site.embedding_origins.clone(),
        organization_tokens: tokens.to,
        organization_audiences: tokens.audiences.clone(),
        organization_validity: Some(tokens.validity),
        api: api.clone(),
    }
}

/// Answers with the configuration, or with 304 if the caller has it.
pub(crate) async fn config(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    let PublicConfig { json, etag } = &app.public_config;
    let caching = [
        (header::ETAG, etag.clone()),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    if is_known(&headers, etag) {
        return (StatusCode::NOT_MODIFIED, caching).into_response();
    }
    let content_type = [(header::CONTENT_TYPE, "application/json")];
    (caching, content_type, json.clone()).into_response()
}

/// Whether `If-None-Match` names the tag (RFC 9110 §13.1.2): a list of tags, weak or strong, or `*`.
fn is_known(headers: &HeaderMap, etag: &HeaderValue) -> bool {
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|tag| tag == "*" || tag.trim_start_matches("W/").as_bytes() == etag.as_bytes())
}
