//! `/v1/oauth/jwt/refresh`: the same JWT with a new expiry, for one that carries a refresh token.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde_json::Value;

use super::{
    Identity, answer,
    jwt::bearer,
    parameters::Parameters,
    token::{Asked, DAY_SECONDS, Refusal},
};

pub(super) async fn refresh(
    State(identity): State<Arc<Identity>>,
    headers: HeaderMap,
    parameters: Parameters,
) -> Response {
    match identity.renew(&headers, Asked::read(&parameters)) {
        Ok(jwt) => answer::jwt(jwt),
        Err(status) => answer::failure(status),
    }
}

impl Identity {
    /// The JWT anew: same audience, same refresh token, whatever is left of the memberships. The
    /// old one may have expired.
    fn renew(&self, headers: &HeaderMap, mut asked: Asked) -> Result<String, Refusal> {
        let token = bearer(headers)
            .and_then(|jwt| self.claims_of(jwt))
            .and_then(|claims| {
                claims.get("refresh_token").and_then(Value::as_str).map(str::to_owned)
            })
            .ok_or(StatusCode::UNAUTHORIZED)?;
        let found = self.book().use_refresh_token(&token, self.now());
        let stands_for = found.ok_or(StatusCode::UNAUTHORIZED)?;
        asked.audience = stands_for.audience;
        let latest = self.now().plus(DAY_SECONDS);
        let expiry = asked.expiry(self.now(), latest);
        let mut claims = self.claims(&stands_for.held, &asked, expiry);
        claims.insert("refresh_token".to_owned(), token.into());
        self.sign(claims)
    }
}
