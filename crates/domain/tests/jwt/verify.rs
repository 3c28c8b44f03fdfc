//! From untrusted to verified, with keys that say what they are told to.

use domain::{
    jwt::{Algorithm, SignatureError, UntrustedJwt, VerifySignature},
    key::{self, KeySet},
};

use crate::token;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// A key that signed exactly one text.
struct Key {
    algorithm: Algorithm,
    signed: String,
}

impl VerifySignature for Key {
    fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    fn is_valid(&self, signing_input: &[u8], _: &[u8]) -> bool {
        self.signed.as_bytes() == signing_input
    }
}

impl key::Key for Key {
    fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    fn key_id(&self) -> Option<&str> {
        None
    }

    fn signature_length(&self) -> usize {
        self.algorithm.signature_length().unwrap_or(256)
    }
}

fn jwt(algorithm: &str) -> UntrustedJwt {
    let header = format!(r#"{{"alg":"{algorithm}"}}"#);
    UntrustedJwt::parse(&token(header, r#"{"username":"bob"}"#)).unwrap()
}

fn key_for(jwt: &UntrustedJwt, algorithm: Algorithm) -> Key {
    Key { algorithm, signed: jwt.signing_input().to_owned() }
}

#[test]
fn the_owner_of_the_key_signed_it() {
    let jwt = jwt("ES384");
    let key = key_for(&jwt, Algorithm::Es384);
    let text = jwt.compact().expose().to_owned();
    let verified = jwt.verify(&key).unwrap();
    assert_eq!(verified.claims().username.as_deref(), Some("bob"));
    assert_eq!(verified.compact().expose(), text);
    assert_eq!(verified.as_untrusted().compact().expose(), text);
    assert!(!format!("{verified:?}").contains(verified.as_untrusted().parts()[1]));
}

#[test]
fn somebody_else_signed_it() {
    let key = Key { algorithm: Algorithm::Es384, signed: "something else".to_owned() };
    let error = jwt("ES384").verify(&key).unwrap_err();
    assert_eq!(error, SignatureError::Mismatch);
    assert_eq!(error.to_string(), "the signature does not match");
    assert_eq!(error.code(), "signature-mismatch");
}

#[test]
fn the_key_and_not_the_token_names_the_algorithm() {
    for named in
        ["none", "None", "HS256", "HS384", "es384", "ES384 ", "ES256", "ES512", "RS256", ""]
    {
        let jwt = jwt(named);
        let key = key_for(&jwt, Algorithm::Es384);
        let shown = if named.is_empty() { "\"\"" } else { named };
        assert_eq!(
            jwt.verify(&key).unwrap_err().to_string(),
            format!("the token names the algorithm `{shown}`, but the key is for ES384")
        );
    }
}

#[test]
fn a_signature_has_the_length_of_its_algorithm() {
    let whole = jwt("ES384");
    let key = key_for(&whole, Algorithm::Es384);
    for (signature, sentence) in [
        (vec![], "the signature has 0 bytes instead of 96"),
        (vec![0; 64], "the signature has 64 bytes instead of 96"),
        (vec![0; 95], "the signature has 95 bytes instead of 96"),
        (vec![0; 97], "the signature has 97 bytes instead of 96"),
        (vec![0x30; 104], "the signature has 104 bytes instead of 96"),
    ] {
        let text = format!("{}.{}", whole.signing_input(), crate::base64url(signature));
        let cut = UntrustedJwt::parse(&text).unwrap();
        assert_eq!(cut.verify(&key).unwrap_err().to_string(), sentence);
    }
}

#[test]
fn of_several_keys_the_fitting_one_is_found() {
    let jwt = jwt("ES384");
    let other = |algorithm| Key { algorithm, signed: String::new() };
    let verify = |keys: Vec<Key>| KeySet::from_iter(keys).verify(jwt.clone());
    let sentence = |keys| verify(keys).unwrap_err().to_string();
    let es384 = || other(Algorithm::Es384);
    let rs256 = || other(Algorithm::Rs256);
    assert!(verify(vec![rs256(), es384(), key_for(&jwt, Algorithm::Es384)]).is_ok());
    assert_eq!(sentence(vec![rs256(), es384()]), "the signature does not match");
    assert_eq!(
        sentence(vec![rs256()]),
        "the token names the algorithm `ES384`, but the key is for RS256"
    );
    assert_eq!(sentence(vec![]), "no key is known here with which the signature could be checked");
}
