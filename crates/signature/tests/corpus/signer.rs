//! The test keys: those of RFC 7515 (A.2, A.3) and RFC 8037 (A.1), and some of P-384.

use std::{collections::BTreeMap, sync::LazyLock};

use corpus::Corpus;
use domain::jwt::Algorithm;
use jwt_compact::{Algorithm as _, AlgorithmSignature as _};
use serde_json::{Map, Value, json};
use signature::{Pinned, SigningKey};

/// The API's key, in most cases.
pub(crate) const ISSUER: Signer = Signer("es384", Algorithm::Es384);
/// The API's key of last month.
pub(crate) const OLD: Signer = Signer("es384-old", Algorithm::Es384);
/// A key that the API does not know.
pub(crate) const ATTACKER: Signer = Signer("es384-attacker", Algorithm::Es384);
/// Keys of the other algorithms.
pub(crate) const ES256: Signer = Signer("es256", Algorithm::Es256);
pub(crate) const RS256: Signer = Signer("rsa", Algorithm::Rs256);
pub(crate) const PS256: Signer = Signer("rsa", Algorithm::Ps256);
pub(crate) const EDDSA: Signer = Signer("ed25519", Algorithm::EdDsa);

/// A key by its name, for an algorithm.
#[derive(Clone, Copy)]
pub(crate) struct Signer(&'static str, Algorithm);

impl Signer {
    fn private_jwk(self) -> Map<String, Value> {
        let keys = include_str!("keys.jsonl").lines();
        let mut keys = keys.map(|line| serde_json::from_str::<Map<String, Value>>(line).unwrap());
        let mut key = keys.find(|key| key["name"] == self.0).unwrap();
        key.insert("alg".to_owned(), self.1.name().into());
        key
    }

    pub(crate) fn key(self) -> SigningKey {
        SigningKey::from_jwk(&self.private_jwk()).unwrap()
    }

    pub(crate) fn sign(self, input: &str) -> Vec<u8> {
        Pinned(self.1).sign(&self.key(), input.as_bytes()).as_bytes().to_vec()
    }

    pub(crate) fn pem(self) -> String {
        self.key().public_key().to_pem()
    }

    pub(crate) fn der(self) -> Vec<u8> {
        self.key().public_key().as_key().to_spki()
    }

    /// The public key as JSON, with a name if there is one.
    pub(crate) fn jwk(self, key_id: Option<&str>) -> Value {
        let mut jwk = self.key().public_key().to_jwk().0;
        jwk.extend(key_id.map(|key_id| ("kid".to_owned(), key_id.into())));
        Value::Object(jwk)
    }
}

/// The order of Ed25519's group, the least byte first (RFC 8032 §5.1).
pub(crate) const ED25519_ORDER: [u8; 32] = [
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
];

/// How many points P-384 has, n, the greatest byte first (FIPS 186-5, SP 800-186 §3.2.1.4).
pub(crate) const P384_ORDER: [u8; 48] = [
    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xc7, 0x63, 0x4d, 0x81, 0xf4, 0x37, 0x2d, 0xdf,
    0x58, 0x1a, 0x0d, 0xb2, 0x48, 0xb0, 0xa7, 0x7a, 0xec, 0xec, 0x19, 0x6a, 0xcc, 0xc5, 0x29, 0x73,
];

/// The public keys that the cases use, by the names under which they do.
pub(crate) static PUBLIC_KEYS: LazyLock<BTreeMap<String, String>> = LazyLock::new(public_keys);

fn public_keys() -> BTreeMap<String, String> {
    let set = |keys: &[Value]| json!({ "keys": keys }).to_string();
    let small_order =
        json!({ "kty": "OKP", "crv": "Ed25519", "x": format!("AQ{}", "A".repeat(41)) });
    let beside = "A".repeat(63) + "E";
    let damaged = json!({ "kty": "EC", "crv": "P-384", "x": beside, "y": beside });
    [
        ("ES384", ISSUER.pem()),
        ("ES384 by its name", set(&[ISSUER.jwk(Some("2026-11"))])),
        ("old and new", OLD.pem() + &ISSUER.pem()),
        (
            "old and new by their names",
            set(&[OLD.jwk(Some("2026-10")), ISSUER.jwk(Some("2026-11"))]),
        ),
        ("ES256", ES256.pem()),
        ("ES256 and ES384", ES256.pem() + &ISSUER.pem()),
        ("RS256", RS256.pem()),
        ("PS256", PS256.jwk(None).to_string()),
        ("EdDSA", EDDSA.pem()),
        ("the attacker's", ATTACKER.pem()),
        ("of small order", small_order.to_string()),
        ("beside the curve", damaged.to_string()),
    ]
    .map(|(name, text)| (name.to_owned(), text))
    .into()
}

/// The corpus without its cases.
pub(crate) fn empty() -> Corpus {
    Corpus { keys: PUBLIC_KEYS.clone(), cases: Vec::new() }
}
