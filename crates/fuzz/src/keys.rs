//! Keys: any text, and any bytes as the DER inside a PEM block.

use std::sync::LazyLock;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::jwt::{Algorithm, UntrustedJwt};
use domain::key::{Key as _, KeyMaterial, KeySet, KeysError, PublicKey, parse_keys};
use serde_json::json;

use crate::{shown, token};

/// Reads `data` as keys in any form, and as what a block of PEM is made of.
pub fn keys(data: &[u8]) {
    if let Ok(text) = str::from_utf8(data) {
        read(text);
    }
    read(&pem(data));
    has_one_spelling(data);
}

/// DER is there so that nobody can write one thing in two ways.
fn has_one_spelling(der: &[u8]) {
    if let Ok(key) = PublicKey::from_spki(der) {
        assert_eq!(key.to_spki(), der, "one key has two spellings");
    }
}

fn pem(der: &[u8]) -> String {
    format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", STANDARD.encode(der))
}

fn read(text: &str) {
    match parse_keys(text) {
        Ok(read) => {
            read.skipped.iter().for_each(|reason| shown::sentence("a reason", reason));
            assert!(!read.keys.is_empty());
            read.keys.iter().for_each(is_one);
            same_again(&read.keys);
            are_chosen_by_algorithm_and_name(&read.keys);
        }
        Err(error) => refused(&error),
    }
}

fn refused(error: &KeysError) {
    shown::sentence("an error", &error.to_string());
    shown::sentence("a hint", error.hint());
    shown::code(error.code());
}

/// Strong enough, of the right size, for one algorithm, and the same key in every form.
fn is_one(key: &PublicKey) {
    match key.material() {
        KeyMaterial::Ec { curve, x, y } => {
            assert_eq!([x.len(), y.len()], [curve.coordinate_length(); 2]);
        }
        KeyMaterial::Rsa { modulus, exponent } => {
            assert!((256..=1024).contains(&modulus.len()) && modulus[0] > 0);
            assert!(!exponent.is_empty() && exponent[0] > 0 && exponent != &[1]);
        }
        KeyMaterial::Ed25519 { x } => assert_eq!(x.len(), 32),
    }
    let jwk = key.to_jwk();
    for private in ["d", "p", "q", "dp", "dq", "qi", "k", "oth"] {
        assert!(!jwk.0.contains_key(private));
    }
    assert_eq!(PublicKey::from_jwk(&jwk).as_ref(), Ok(key));
    let others = [PublicKey::from_pem(&key.to_pem()), PublicKey::from_spki(&key.to_spki())];
    for other in others {
        assert_eq!(other.expect("a key in another form").material(), key.material());
    }
    let pinned = |algorithm: &Algorithm| key.clone().pinned_to(*algorithm).is_ok();
    let fitting = Algorithm::ALL.iter().filter(|algorithm| pinned(algorithm)).count();
    let is_rsa = matches!(key.material(), KeyMaterial::Rsa { .. });
    assert_eq!(fitting, if is_rsa { 2 } else { 1 });
}

/// As a JWKS they are the same keys in the same order.
fn same_again(keys: &KeySet<PublicKey>) {
    let jwks: Vec<_> = keys.iter().map(PublicKey::to_jwk).collect();
    let again = parse_keys(&json!({ "keys": jwks }).to_string()).expect("our own JWKS");
    assert_eq!(&again.keys, keys);
    assert_eq!(again.skipped, [""; 0]);
}

fn are_chosen_by_algorithm_and_name(keys: &KeySet<PublicKey>) {
    for jwt in &*TOKENS {
        match keys.candidates(jwt) {
            Ok(chosen) => {
                assert!(!chosen.is_empty());
                for key in chosen {
                    assert_eq!(key.algorithm().name(), jwt.algorithm());
                    assert_eq!(key.signature_length(), jwt.signature().len());
                    let names = (key.key_id(), jwt.key_id());
                    assert!(!matches!(names, (Some(one), Some(other)) if one != other));
                }
            }
            Err(error) => {
                shown::sentence("an error", &error.to_string());
                shown::code(error.code());
            }
        }
    }
}

/// One of every algorithm with a name, and one without.
static TOKENS: LazyLock<Vec<UntrustedJwt>> = LazyLock::new(|| {
    let all = Algorithm::ALL.into_iter().flat_map(|algorithm| {
        [json!({ "alg": algorithm }), json!({ "alg": algorithm, "kid": "a" })]
            .map(|header| (algorithm, header.to_string()))
    });
    let token = |(algorithm, header): (Algorithm, String)| {
        let signature = vec![7; algorithm.signature_length().unwrap_or(256)];
        let text = token::compact(header.as_bytes(), b"{}", &signature);
        UntrustedJwt::parse(&text).expect("a token")
    };
    all.map(token).collect()
});
