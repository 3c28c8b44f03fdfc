//! How keys are read, and how those are chosen that may have signed a token.

mod candidates;
mod jwk;
mod pem;
mod properties;
mod sets;

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use domain::{api::Jwk, key::PublicKey};
use serde_json::{Map, Value};

const P256: &str = include_str!("../fixtures/keys/p256.pem");
const P384: &str = include_str!("../fixtures/keys/p384.pem");
const RSA: &str = include_str!("../fixtures/keys/rsa.pem");
const ED25519: &str = include_str!("../fixtures/keys/ed25519.pem");

/// The same four keys, written as JWK by another program.
const JWKS: &str = include_str!("../fixtures/keys/jwk.jsonl");

fn key(pem: &str) -> PublicKey {
    PublicKey::from_pem(pem).unwrap()
}

/// The members of one of the four, by its place: P-256, P-384, RSA, Ed25519.
fn members(index: usize) -> Map<String, Value> {
    serde_json::from_str(JWKS.lines().nth(index).unwrap()).unwrap()
}

/// The same with members changed; null takes one away.
fn changed(index: usize, changes: &Value) -> Jwk {
    let mut members = members(index);
    for (name, value) in changes.as_object().unwrap() {
        members.insert(name.clone(), value.clone());
    }
    members.retain(|_, value| !value.is_null());
    Jwk(members)
}

fn base64url(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn der(pem: &str) -> Vec<u8> {
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    STANDARD.decode(body).unwrap()
}

fn pem(der: &[u8]) -> String {
    format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----", STANDARD.encode(der))
}
