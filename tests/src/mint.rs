//! Tokens that no identity server made.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use demo::system_clock;
use domain::jwt::Algorithm;
use serde_json::{Value, json};
use signature::SigningKey;

/// Somebody with a key of their own, who signs what they like.
pub struct Mint(SigningKey);

impl Mint {
    /// With a new key.
    pub fn new(algorithm: Algorithm) -> Self {
        Self(SigningKey::generate(algorithm).expect("there is randomness"))
    }

    /// A signed token. Whatever is not given is as in a token of bob's.
    pub fn token(&self, claims: &Value) -> String {
        let claims = claims_with(claims);
        let claims = claims.as_object().expect("claims are an object");
        self.0.sign_jwt(claims).expect("it can be signed").expose().to_owned()
    }

    /// The public half as PEM.
    pub fn pem(&self) -> String {
        self.0.public_key().to_pem()
    }

    /// The public half as a JWK.
    pub fn jwk(&self) -> Value {
        json!(self.0.public_key().to_jwk())
    }
}

/// A token with a header of any kind and a signature that is nobody's.
pub fn unsigned(header: &Value, claims: &Value) -> String {
    const LENGTH_OF_ES384: usize = 96;
    let parts = [header.to_string().into_bytes(), claims_with(claims).to_string().into_bytes()];
    let [header, payload] = parts.map(|part| URL_SAFE_NO_PAD.encode(part));
    let signature = URL_SAFE_NO_PAD.encode([0x5a; LENGTH_OF_ES384]);
    format!("{header}.{payload}.{signature}")
}

/// The token with other claims, and with the signature that it had.
pub fn rewritten(token: &str, change: impl FnOnce(&mut Value)) -> String {
    let [header, _, signature] = parts(token);
    let mut claims = claims_of(token);
    change(&mut claims);
    format!("{header}.{}.{signature}", URL_SAFE_NO_PAD.encode(claims.to_string()))
}

/// What a token says.
pub fn claims_of(token: &str) -> Value {
    let [_, payload, _] = parts(token);
    let payload = URL_SAFE_NO_PAD.decode(payload).expect("it is base64url");
    serde_json::from_slice(&payload).expect("it is JSON")
}

fn parts(token: &str) -> [&str; 3] {
    let parts: Vec<&str> = token.split('.').collect();
    parts.try_into().expect("a token has three parts")
}

fn claims_with(given: &Value) -> Value {
    let now = now();
    let mut claims = json!({
        "iss": "itsyouonline",
        "azp": "moehaha",
        "aud": ["moehaha"],
        "username": "bob",
        "scope": ["user:memberof:moehaha"],
        "iat": now,
        "exp": now + 3600,
    });
    for (name, value) in given.as_object().expect("claims are an object") {
        claims[name] = value.clone();
    }
    claims
}

/// In seconds since 1970.
pub fn now() -> u64 {
    system_clock()().seconds()
}
