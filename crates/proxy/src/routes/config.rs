//! `GET api/config`: what the page needs to know and may know.

use std::sync::Arc;

use axum::{extract::State, http::HeaderMap, response::Response};
use domain::api::{Dialect, PageConfig};
use signature::PublicKey;

use crate::{app::App, config::Config};

/// The public part of the configuration.
pub(crate) fn page_config(config: &Config) -> PageConfig {
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
        api: api.as_ref().map(|api| api.address.clone()),
    }
}

/// Answers with the configuration, or with 304 if the caller has it.
pub(crate) async fn config(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    app.public_config.answer(&headers)
}
