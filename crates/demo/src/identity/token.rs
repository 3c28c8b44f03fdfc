//! What a JWT is asked to be, how it is made, and how it is known again.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{UnixTime, jwt::UntrustedJwt};
use serde_json::Value;

use super::{
    Fault, Identity,
    book::{Held, Holder, RefreshToken},
    parameters::Parameters,
    people::Person,
    scopes::{self, OFFLINE_ACCESS},
};

/// Claims in alphabetical order, the order in which the real server writes them.
pub(super) type Claims = BTreeMap<String, Value>;

/// How long an access token lives, and a JWT at most.
pub(super) const DAY_SECONDS: u64 = 86_400;

/// Why there is no JWT, as a status: 401 when a scope is not held.
pub(super) type Refusal = StatusCode;

/// The parameters that shape a JWT.
pub(super) struct Asked {
    pub(super) scopes: Vec<String>,
    pub(super) refreshable: bool,
    pub(super) audience: Vec<String>,
    validity: Option<u64>,
    store_info: bool,
    add_grants: bool,
}

impl Asked {
    pub(super) fn read(parameters: &Parameters) -> Self {
        let mut scopes = parameters.list("scope");
        let refreshable = scopes.iter().any(|scope| scope == OFFLINE_ACCESS);
        scopes.retain(|scope| scope != OFFLINE_ACCESS);
        Self {
            scopes,
            refreshable,
            audience: parameters.list("aud"),
            validity: parameters.value("validity").parse().ok().filter(|&seconds| seconds > 0),
            store_info: parameters.is_true("store_info"),
            add_grants: parameters.is_true("add_grants"),
        }
    }

    /// The end that was asked for, never later than `latest`.
    pub(super) fn expiry(&self, now: UnixTime, latest: UnixTime) -> UnixTime {
        self.validity.map_or(latest, |seconds| now.plus(seconds).min(latest))
    }
}

impl Identity {
    /// A JWT of what `held` gives, until `latest` at most.
    pub(super) fn make_jwt(
        &self,
        held: &Held,
        latest: UnixTime,
        asked: &Asked,
    ) -> Result<String, Refusal> {
        let mut wanted = held.clone();
        if !asked.scopes.is_empty() {
            wanted.scopes.clone_from(&asked.scopes);
        }
        if !wanted.scopes.iter().all(|scope| scopes::is_covered(scope, &held.scopes)) {
            return Err(StatusCode::UNAUTHORIZED);
        }
        let mut claims = self.claims(&wanted, asked, asked.expiry(self.now(), latest));
        if asked.refreshable {
            let audience = asked.audience.clone();
            let stands_for = RefreshToken { held: wanted, audience, last_used: self.now() };
            let token = Self::random_token();
            self.book().add_refresh_token(token.clone(), stands_for);
            claims.insert("refresh_token".to_owned(), token.into());
        }
        self.sign(claims)
    }

    /// The claims that every JWT has; `audience` and the additions come from `asked`.
    pub(super) fn claims(&self, held: &Held, asked: &Asked, expiry: UnixTime) -> Claims {
        let mut claims = Claims::from([
            ("azp".to_owned(), held.client.clone().into()),
            ("exp".to_owned(), expiry.seconds().into()),
            ("iss".to_owned(), "itsyouonline".into()),
            ("scope".to_owned(), array(self.scope_claim(held, asked))),
        ]);
        let (name, value) = match &held.holder {
            Holder::Person(username) => ("username", username),
            Holder::Organization(globalid) => ("globalid", globalid),
        };
        claims.insert(name.to_owned(), value.clone().into());
        if !asked.audience.is_empty() {
            claims.insert("aud".to_owned(), array(asked.audience.clone()));
        }
        claims
    }

    /// Signs, with the faults that lie in the token.
    pub(super) fn sign(&self, mut claims: Claims) -> Result<String, Refusal> {
        if self.faults.is(Fault::ForeignAzp) && claims.contains_key("azp") {
            claims.insert("azp".to_owned(), "somebody-else".into());
        }
        let foreign = self.faults.is(Fault::ForeignKey);
        let key = if foreign { &self.foreign_key } else { &self.signing_key };
        let jwt = key.sign_jwt(&claims.into_iter().collect());
        let jwt = jwt.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
        Ok(jwt.expose().to_owned())
    }

    /// The claims of a JWT that this server signed, whatever its expiry: all of them, with the
    /// refresh token, which [`domain::jwt::Claims`] withholds.
    pub(super) fn claims_of(&self, jwt: &str) -> Option<Claims> {
        let jwt = UntrustedJwt::parse(jwt).ok()?.verify(self.signing_key.public_key()).ok()?;
        let [_, payload, _] = jwt.as_untrusted().parts();
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).ok()?).ok()
    }

    /// The granted scopes and what was asked to stand behind them; `[""]` when that is nothing.
    fn scope_claim(&self, held: &Held, asked: &Asked) -> Vec<String> {
        let mut granted = match &held.holder {
            Holder::Organization(_) => held.scopes.clone(),
            Holder::Person(username) => self
                .person(username)
                .map(|person| granted_to(&person, &held.scopes, asked))
                .unwrap_or_default(),
        };
        if granted.is_empty() {
            granted.push(String::new());
        }
        granted
    }
}

fn granted_to(person: &Person, scopes: &[String], asked: &Asked) -> Vec<String> {
    let mut granted = scopes::possible(person, scopes);
    if asked.store_info {
        let info = scopes::stored_info(person, &granted);
        granted.extend(info);
    }
    if asked.add_grants {
        granted.extend(person.grants.iter().map(|grant| format!("grant:{grant}")));
    }
    granted
}

fn array(texts: Vec<String>) -> Value {
    texts.into_iter().map(Value::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_silly_validity_is_ignored_and_a_good_one_only_shortens() {
        let now = UnixTime::from_seconds(1_000);
        let latest = UnixTime::from_seconds(2_000);
        for (validity, expiry) in
            [("", 2_000), ("60", 1_060), ("0", 2_000), ("-5", 2_000), ("x", 2_000), ("9999", 2_000)]
        {
            let query = format!("validity={validity}");
            let asked = Asked::read(&Parameters::of_query(Some(&query)));
            assert_eq!(asked.expiry(now, latest).seconds(), expiry, "{validity}");
        }
    }

    #[test]
    fn offline_access_is_taken_out_of_the_scopes() {
        let asked = Asked::read(&Parameters::of_query(Some("scope=offline_access,user:name")));
        assert_eq!(asked.scopes, ["user:name"]);
        assert!(asked.refreshable);
    }
}
