//! `/v1/oauth/jwt`: a JWT for an access token, or a narrower one from a refreshable JWT.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header::AUTHORIZATION},
    response::{IntoResponse, Response},
};
use serde_json::Value;

use super::{
    Fault, Identity, answer,
    book::{Held, Holder},
    parameters::Parameters,
    scopes,
    token::{Asked, Claims, DAY_SECONDS},
};
use crate::credentials::credentials;

pub(super) async fn make(
    State(identity): State<Arc<Identity>>,
    headers: HeaderMap,
    parameters: Parameters,
) -> Response {
    let asked = Asked::read(&parameters);
    let made = match bearer(&headers) {
        Some(jwt) => identity.derive(jwt, &asked),
        None => identity.jwt_for_access_token(&headers, &asked),
    };
    match made {
        Ok(jwt) => answer::jwt(jwt),
        // That one comes without a word.
        Err(StatusCode::INTERNAL_SERVER_ERROR) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Err(status) => answer::failure(status),
    }
}

/// What stands behind `bearer`, in any case: taken for a JWT, whatever it is.
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    credentials(answer::header_text(headers, AUTHORIZATION)?, "bearer")
}

/// The access token, behind `token` in lower case or alone.
fn access_token(headers: &HeaderMap) -> Option<&str> {
    let value = answer::header_text(headers, AUTHORIZATION)?;
    Some(value.strip_prefix("token ").unwrap_or(value))
}

impl Identity {
    fn jwt_for_access_token(
        &self,
        headers: &HeaderMap,
        asked: &Asked,
    ) -> Result<String, StatusCode> {
        let token = access_token(headers)
            .and_then(|token| self.book().access_token(token, self.now()))
            .ok_or(StatusCode::UNAUTHORIZED)?;
        self.make_jwt(&token.held, token.expires, asked)
    }

    /// A JWT from a JWT: only from a person's, and only while that can be refreshed.
    fn derive(&self, jwt: &str, asked: &Asked) -> Result<String, StatusCode> {
        let parent = self.unexpired_claims_of(jwt).ok_or(StatusCode::UNAUTHORIZED)?;
        let refresh_token = parent
            .get("refresh_token")
            .and_then(Value::as_str)
            .filter(|_| parent.contains_key("username") && !self.faults.is(Fault::NotDerivable))
            .ok_or(StatusCode::INTERNAL_SERVER_ERROR)?;
        let found = self.book().use_refresh_token(refresh_token, self.now());
        let held = found.ok_or(StatusCode::UNAUTHORIZED)?.held;
        if asked.refreshable || !asked.scopes.iter().all(|scope| covers(&held, scope)) {
            return Err(StatusCode::UNAUTHORIZED);
        }
        // Without a scope nothing is granted, unlike with an access token.
        let narrowed = Held { scopes: asked.scopes.clone(), ..held };
        let latest = self.now().plus(DAY_SECONDS);
        let mut claims = self.claims(&narrowed, asked, asked.expiry(self.now(), latest));
        claims.insert("globalid".to_owned(), Value::Null);
        self.sign(claims)
    }

    /// The claims of a JWT of our own that has not expired.
    pub(super) fn unexpired_claims_of(&self, jwt: &str) -> Option<Claims> {
        let claims = self.claims_of(jwt)?;
        let expiry = claims.get("exp").and_then(Value::as_u64)?;
        (self.now().seconds() < expiry).then_some(claims)
    }

    /// The organization that an access token or JWT speaks for, and its scopes.
    pub(super) fn organization_of(&self, headers: &HeaderMap) -> Option<(String, Vec<String>)> {
        if let Some(jwt) = bearer(headers) {
            let claims = self.unexpired_claims_of(jwt)?;
            let globalid = claims.get("globalid").and_then(Value::as_str)?.to_owned();
            let scopes = claims.get("scope").and_then(Value::as_array)?.iter();
            let scopes = scopes.filter_map(Value::as_str).map(str::to_owned).collect();
            return Some((globalid, scopes));
        }
        let held = self.book().access_token(access_token(headers)?, self.now())?.held;
        match held.holder {
            Holder::Organization(globalid) => Some((globalid, held.scopes)),
            Holder::Person(_) => None,
        }
    }
}

fn covers(held: &Held, scope: &str) -> bool {
    scopes::is_covered(scope, &held.scopes)
}
