//! `POST /v1/oauth/access_token`: a code, or an API access key alone, becomes an access token, or
//! in one step the JWT itself.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::Response,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::Serialize;

use super::{
    Fault, Identity, answer,
    book::{AccessToken, Held, Holder},
    parameters::Parameters,
    people::{ApiKey, ClientCredentials},
    scopes::{self, OPENID},
    token::{Asked, Claims, DAY_SECONDS, Refusal},
};
use crate::credentials::credentials;

/// What the server tells of a new token's life: ten minutes less than the day it lives, less the
/// moment that has passed.
const EXPIRES_IN: u64 = 85_799;

pub(super) async fn exchange(
    State(identity): State<Arc<Identity>>,
    headers: HeaderMap,
    parameters: Parameters,
) -> Response {
    let answered = identity.granted(&headers, &parameters).and_then(|held| {
        if parameters.value("response_type") == "id_token" {
            identity.one_step(&headers, &parameters, &held)
        } else {
            identity.access_token_for(&held)
        }
    });
    answered.unwrap_or_else(answer::failure)
}

/// How a client says who it is.
struct Client {
    id: String,
    secret: String,
}

impl Client {
    /// In the form, or else by Basic authentication with the values as they are, not escaped.
    fn read(headers: &HeaderMap, parameters: &Parameters) -> Option<Self> {
        let secret = parameters.value("client_secret");
        if !secret.is_empty() {
            return Some(Self {
                id: parameters.value("client_id").to_owned(),
                secret: secret.to_owned(),
            });
        }
        let encoded = credentials(answer::header_text(headers, header::AUTHORIZATION)?, "basic")?;
        let decoded = STANDARD.decode(encoded).ok()?;
        let (id, secret) = str::from_utf8(&decoded).ok()?.split_once(':')?;
        Some(Self { id: id.to_owned(), secret: secret.to_owned() })
    }
}

#[derive(Serialize)]
struct TokenAnswer {
    access_token: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_token: Option<String>,
    token_type: &'static str,
    scope: String,
    expires_in: u64,
    info: Info,
}

#[derive(Serialize)]
struct Info {
    username: String,
}

impl Identity {
    /// What the request is entitled to. Every failure is the same 400.
    fn granted(&self, headers: &HeaderMap, parameters: &Parameters) -> Result<Held, Refusal> {
        let client = Client::read(headers, parameters);
        let held = client.and_then(|client| match parameters.value("grant_type") {
            "" | "authorization_code" => self.redeem(&client, parameters),
            "client_credentials" => self.organization_itself(&client),
            _ => None,
        });
        held.ok_or(StatusCode::BAD_REQUEST)
    }

    fn redeem(&self, client: &Client, parameters: &Parameters) -> Option<Held> {
        if self.faults.is(Fault::CodeExpired) {
            return None;
        }
        let authorization = self.book().authorization(parameters.value("code"), self.now())?;
        let redirect_uri = parameters.value("redirect_uri");
        let state = parameters.value("state");
        let fits = authorization.held.client == client.id
            && authorization.redirect_uri == redirect_uri
            && (state.is_empty() || authorization.state == state);
        let has_key = || self.has_key(client, |key| key.leads_to(redirect_uri));
        (fits && has_key()).then_some(authorization.held)
    }

    fn organization_itself(&self, client: &Client) -> Option<Held> {
        let is_allowed = |key: &ApiKey| key.client_credentials == ClientCredentials::Allowed;
        self.has_key(client, is_allowed).then(|| Held {
            holder: Holder::Organization(client.id.clone()),
            client: client.id.clone(),
            scopes: vec!["organization:owner".to_owned()],
        })
    }

    /// Whether the client's secret is that of a key that may be used for this.
    fn has_key(&self, client: &Client, may: impl Fn(&ApiKey) -> bool) -> bool {
        let organization = self.client(&client.id);
        organization.is_some_and(|organization| {
            organization.api_keys.iter().any(|key| key.secret == client.secret && may(key))
        })
    }

    /// The JWT itself, without an access token in between.
    fn one_step(
        &self,
        headers: &HeaderMap,
        parameters: &Parameters,
        held: &Held,
    ) -> Result<Response, Refusal> {
        let latest = self.now().plus(DAY_SECONDS);
        let held = without_openid(held);
        let jwt = self.make_jwt(&held, latest, &Asked::read(parameters))?;
        let accept = answer::header_text(headers, header::ACCEPT).unwrap_or_default();
        Ok(if accept.contains("application/json") {
            answer::json(&serde_json::json!({ "access_token": jwt }))
        } else {
            answer::jwt(jwt)
        })
    }

    fn access_token_for(&self, held: &Held) -> Result<Response, Refusal> {
        let id_token = self.id_token(held)?;
        let held = without_openid(held);
        let access_token = Self::random_token();
        let answer = TokenAnswer {
            access_token: access_token.clone(),
            id_token,
            token_type: "bearer",
            scope: held.scopes.join(",") + ",",
            expires_in: EXPIRES_IN,
            info: Info {
                username: match &held.holder {
                    Holder::Person(username) => username.clone(),
                    Holder::Organization(_) => String::new(),
                },
            },
        };
        let expires = self.now().plus(DAY_SECONDS);
        self.book().add_access_token(access_token, AccessToken { held, expires });
        Ok(answer::json(&answer))
    }

    /// The ID token, if `openid` is among the scopes. With an email address it fails, as it does
    /// at the real server.
    fn id_token(&self, held: &Held) -> Result<Option<String>, Refusal> {
        let Holder::Person(username) = &held.holder else { return Ok(None) };
        if !held.scopes.iter().any(|scope| scope == OPENID) {
            return Ok(None);
        }
        if held.scopes.iter().any(|scope| scope.starts_with("user:email:")) {
            return Err(StatusCode::BAD_REQUEST);
        }
        let person = self.person(username).ok_or(StatusCode::BAD_REQUEST)?;
        let now = self.now();
        let mut claims = Claims::from([
            ("aud".to_owned(), held.client.clone().into()),
            ("exp".to_owned(), now.plus(DAY_SECONDS).seconds().into()),
            ("iat".to_owned(), now.seconds().into()),
            ("iss".to_owned(), "itsyouonline".into()),
            ("sub".to_owned(), username.clone().into()),
        ]);
        for scope in &held.scopes {
            if let Some(told) = scopes::information(&person, scope) {
                claims.insert(scope.clone(), told.into());
            }
        }
        self.sign(claims).map(Some)
    }
}

fn without_openid(held: &Held) -> Held {
    let mut held = held.clone();
    held.scopes.retain(|scope| scope != OPENID);
    held
}
