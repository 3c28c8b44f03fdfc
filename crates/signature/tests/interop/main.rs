//! What we sign another program verifies, and the other way round: npm's jose, by Node.js.
//!
//! `cargo xtask test --only interop` brings both and says where they are.

mod attacks;
mod jose;

use domain::{
    api::Jwk,
    jwt::{Algorithm, SignatureError, UntrustedJwt},
};
use serde_json::{Map, Value, json};
use signature::{KeySet, PublicKey, SigningKey};

fn claims() -> Map<String, Value> {
    let claims =
        json!({ "username": "bob", "scope": ["user:memberof:moehaha"], "aud": ["ä\u{1f512}"] });
    claims.as_object().unwrap().clone()
}

/// The token with another signature, which differs in its first bits.
fn changed(token: &str) -> String {
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let other = if signature.starts_with('A') { "B" } else { "A" };
    format!("{signed}.{other}{}", &signature[1..])
}

#[test]
fn what_jose_signs_we_verify() {
    let order = |algorithm: Algorithm| json!({ "algorithm": algorithm, "claims": claims() });
    let signed = jose::sign(&Algorithm::ALL.map(order));
    for (algorithm, signed) in Algorithm::ALL.into_iter().zip(signed) {
        let key = PublicKey::from_jwk(&Jwk(signed.jwk)).unwrap();
        assert_eq!(key.algorithm(), algorithm);
        let jwt = UntrustedJwt::parse(&signed.token).unwrap();
        let verified = KeySet::from(key.clone()).verify(jwt).unwrap();
        assert_eq!(verified.claims().username.as_deref(), Some("bob"));
        assert_eq!(verified.claims().audience.as_deref().unwrap(), ["ä\u{1f512}"]);
        let jwt = UntrustedJwt::parse(&changed(&signed.token)).unwrap();
        assert_eq!(KeySet::from(key).verify(jwt).unwrap_err(), SignatureError::Mismatch);
    }
}

#[test]
fn what_jose_writes_as_a_key_is_one_here_too() {
    let order = |algorithm: Algorithm| json!({ "algorithm": algorithm, "claims": claims() });
    for signed in jose::sign(&Algorithm::ALL.map(order)) {
        let from_jwk = PublicKey::from_jwk(&Jwk(signed.jwk.clone())).unwrap();
        let from_pem = PublicKey::from_pem(&signed.pem).unwrap();
        assert_eq!(from_jwk.as_key().material(), from_pem.as_key().material());
        assert_eq!(from_jwk.to_pem().trim(), signed.pem.trim());
    }
}

#[test]
fn what_we_sign_jose_verifies() {
    let keys = Algorithm::ALL.map(|algorithm| SigningKey::generate(algorithm).unwrap());
    let tokens: Vec<_> = keys.iter().map(|key| key.sign_jwt(&claims()).unwrap()).collect();
    let order = |(key, token): (&SigningKey, &str), written: Written| {
        let algorithm = key.public_key().algorithm();
        match written {
            Written::AsJwk => {
                json!({ "algorithm": algorithm, "token": token, "jwk": key.public_key().to_jwk() })
            }
            Written::AsPem => {
                json!({ "algorithm": algorithm, "token": token, "pem": key.public_key().to_pem() })
            }
        }
    };
    for written in [Written::AsJwk, Written::AsPem] {
        let all = keys.iter().zip(&tokens);
        let orders: Vec<Value> =
            all.map(|(key, token)| order((key, token.expose()), written)).collect();
        for verified in jose::verify(&orders) {
            assert_eq!(verified, json!({ "claims": claims() }));
        }
    }
    let orders: Vec<Value> = (keys.iter().zip(&tokens))
        .map(|(key, token)| order((key, &changed(token.expose())), Written::AsJwk))
        .collect();
    for verified in jose::verify(&orders) {
        assert_eq!(verified, json!({ "refused": "ERR_JWS_SIGNATURE_VERIFICATION_FAILED" }));
    }
}

/// How a public key is handed over.
#[derive(Clone, Copy)]
enum Written {
    AsJwk,
    AsPem,
}
