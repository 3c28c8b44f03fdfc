//! The organization's own API, as far as it shows why its token must be narrowed: whoever holds
//! `organization:owner` reads the client secrets here.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde::Serialize;

use super::{Identity, Organization, answer, people::ClientCredentials};

/// An API access key as its organization sees it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ShownKey<'a> {
    label: &'a str,
    secret: &'a str,
    #[serde(rename = "callbackURL")]
    callback_url: &'a str,
    client_credentials_grant_type: bool,
}

pub(super) async fn labels(
    State(identity): State<Arc<Identity>>,
    Path(globalid): Path<String>,
    headers: HeaderMap,
) -> Response {
    match identity.owned(&globalid, &headers) {
        Ok(organization) => {
            let labels: Vec<_> = organization.api_keys.iter().map(|key| &key.label).collect();
            answer::json(&labels)
        }
        Err(status) => answer::failure(status),
    }
}

pub(super) async fn api_key(
    State(identity): State<Arc<Identity>>,
    Path((globalid, label)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let organization = match identity.owned(&globalid, &headers) {
        Ok(organization) => organization,
        Err(status) => return answer::failure(status),
    };
    let Some(key) = organization.api_keys.iter().find(|key| key.label == label) else {
        return answer::not_found();
    };
    let shown = ShownKey {
        label: &key.label,
        secret: &key.secret,
        callback_url: key.callbacks.first().map_or("", String::as_str),
        client_credentials_grant_type: key.client_credentials == ClientCredentials::Allowed,
    };
    answer::json(&shown)
}

impl Identity {
    /// The organization, for whoever holds `organization:owner` of it, word for word.
    fn owned(&self, globalid: &str, headers: &HeaderMap) -> Result<&Organization, StatusCode> {
        if !headers.contains_key(axum::http::header::AUTHORIZATION) {
            return Err(StatusCode::UNAUTHORIZED);
        }
        let is_owner = self.organization_of(headers).is_some_and(|(organization, scopes)| {
            organization == globalid && scopes.iter().any(|scope| scope == "organization:owner")
        });
        let found = self.client(globalid).filter(|_| is_owner);
        found.ok_or(StatusCode::FORBIDDEN)
    }
}
