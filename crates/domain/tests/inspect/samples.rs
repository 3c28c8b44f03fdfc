//! Tokens, keys and surroundings to inspect with.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    Env, RedirectUri, RedirectUriError, UnixTime,
    api::PageConfig,
    inspect::{InspectEffect, InspectEvent, Inspection, KeySource, PastedText, step},
};
use serde_json::{Value, json};

pub(crate) const NOW: UnixTime = UnixTime::from_seconds(1_795_484_223);

/// The identity server's public key, as a JWK.
pub(crate) fn api_key() -> Value {
    json!({
        "kty": "EC", "crv": "P-384", "alg": "ES384",
        "x": "30vmc3C2Sv8EWSsMA2cDld3F3S6TjjKLwD1TB2uvnd7X6tdjyVlso-H90KjBlzV1",
        "y": "TGEnE2LqltUXjEsZFsBG3YS6EWmAmP6rDmuUNfwcLRmyC40onG9suUeAcD9EjeIJ",
    })
}

/// Keys of somebody else.
pub(crate) const P384: &str = include_str!("../fixtures/exchanges.pem");
pub(crate) const ED25519: &str = include_str!("../fixtures/keys/ed25519.pem");

pub(crate) fn config() -> PageConfig {
    serde_json::from_value(json!({
        "authorization_endpoint": "https://identity.example/v1/oauth/authorize",
        "dialect": "itsyouonline",
        "client_id": "moehaha",
        "organization": "moehaha",
        "profile": "cockpit",
        "issuer": "itsyouonline",
        "keys": [api_key()],
        "scopes": [],
        "redirect_uris": ["https://jwt.example/"],
        "organization_tokens": "off",
        "organization_audiences": [],
    }))
    .unwrap()
}

/// What surrounds a step; change a field to tell another story.
pub(crate) struct World {
    pub(crate) now: UnixTime,
    pub(crate) config: Option<PageConfig>,
    pub(crate) address: Result<RedirectUri, RedirectUriError>,
}

impl Default for World {
    fn default() -> Self {
        Self {
            now: NOW,
            config: Some(config()),
            address: RedirectUri::parse("https://jwt.example/"),
        }
    }
}

impl World {
    pub(crate) fn step(
        &self,
        inspection: Inspection,
        event: InspectEvent,
    ) -> (Inspection, Vec<InspectEffect>) {
        let env = Env {
            now: self.now,
            random: None,
            config: self.config.as_ref(),
            address: &self.address,
            rest: "",
            embedding: None,
        };
        step(inspection, event, &env)
    }
}

/// The token with this algorithm, these claims, and a signature of so many bytes by nobody.
pub(crate) fn signed(algorithm: &str, claims: &Value, length: usize) -> String {
    let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let header = encode(json!({ "alg": algorithm, "typ": "JWT" }).to_string().as_bytes());
    let claims = encode(claims.to_string().as_bytes());
    let signature: Vec<u8> = (0..=250).rev().cycle().step_by(37).take(length).collect();
    format!("{header}.{claims}.{}", encode(&signature))
}

/// A member's token for another hour.
pub(crate) fn member() -> String {
    let claims = json!({
        "username": "bob", "azp": "moehaha", "iss": "itsyouonline", "aud": ["moehaha"],
        "scope": ["user:memberof:moehaha"], "exp": NOW.seconds() + 3600,
    });
    signed("ES384", &claims, 96)
}

/// Another person's.
pub(crate) fn other() -> String {
    let claims = json!({ "username": "eve", "iss": "evil", "exp": NOW.seconds() + 60 });
    signed("ES384", &claims, 96)
}

pub(crate) fn text(text: &str) -> PastedText {
    PastedText::from(text.to_owned())
}

pub(crate) fn pasted(token: &str) -> InspectEvent {
    InspectEvent::TextChanged(text(token))
}

pub(crate) fn keys(keys: &str) -> InspectEvent {
    InspectEvent::KeysChanged(text(keys))
}

/// The keys that the person gave, as they were changed for the nth time.
pub(crate) const fn given(edition: u32) -> KeySource {
    KeySource::Given { edition }
}

/// What is said to a screen reader.
pub(crate) fn announced(effects: &[InspectEffect]) -> Vec<&str> {
    let said = effects.iter().filter_map(|effect| match effect {
        InspectEffect::Announce(sentence) => Some(sentence.as_str()),
        _ => None,
    });
    said.collect()
}
