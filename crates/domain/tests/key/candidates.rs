//! Which keys may have signed a token.

use domain::{
    jwt::UntrustedJwt,
    key::{Key as _, KeySet, PublicKey},
};
use serde_json::json;

use crate::{ED25519, P256, P384, RSA, base64url, changed, key};

/// A token with a signature of nobody.
fn jwt(algorithm: &str, key_id: Option<&str>, length: usize) -> UntrustedJwt {
    let mut header = json!({ "alg": algorithm });
    if let Some(key_id) = key_id {
        header["kid"] = key_id.into();
    }
    let signature = base64url(vec![7; length]);
    let text = format!("{}.e30.{signature}", base64url(header.to_string()));
    UntrustedJwt::parse(&text).unwrap()
}

/// One of the four, with a name.
fn named(index: usize, key_id: &str) -> PublicKey {
    PublicKey::from_jwk(&changed(index, &json!({ "kid": key_id }))).unwrap()
}

fn keys(keys: impl IntoIterator<Item = PublicKey>) -> KeySet<PublicKey> {
    keys.into_iter().collect()
}

#[track_caller]
fn refused(keys: &KeySet<PublicKey>, jwt: &UntrustedJwt, code: &str, sentence: &str) {
    let error = keys.candidates(jwt).unwrap_err();
    assert_eq!((error.code(), error.to_string().as_str()), (code, sentence));
    assert!(error.hint().ends_with('.'));
}

#[test]
fn the_algorithm_chooses() {
    let all = keys([P256, P384, RSA, ED25519].map(key));
    for (algorithm, pem, length) in
        [("ES256", P256, 64), ("ES384", P384, 96), ("RS256", RSA, 256), ("EdDSA", ED25519, 64)]
    {
        assert_eq!(all.candidates(&jwt(algorithm, None, length)), Ok(vec![&key(pem)]));
        assert_eq!(key(pem).signature_length(), length);
    }
}

#[test]
fn the_name_chooses_but_nameless_keys_may_always_be_meant() {
    let set = keys([named(1, "old"), named(1, "new"), key(P384), named(0, "new")]);
    let found = |key_id| set.candidates(&jwt("ES384", key_id, 96)).unwrap();
    assert_eq!(found(Some("new")), [&named(1, "new"), &key(P384)]);
    assert_eq!(found(Some("other")), [&key(P384)]);
    assert_eq!(found(None), [&named(1, "old"), &named(1, "new"), &key(P384)]);
}

#[test]
fn without_keys_nothing_is_verified() {
    refused(
        &KeySet::default(),
        &jwt("ES384", Some("a"), 96),
        "signature-no-keys",
        "no key is known here with which the signature could be checked",
    );
}

#[test]
fn another_algorithm_is_never_a_matter_of_the_token() {
    let code = "signature-algorithm-mismatch";
    for algorithm in ["none", "None", "HS256", "es384", "ES384 ", "ES512", "PS256", ""] {
        let shown = if algorithm.is_empty() { "\"\"" } else { algorithm };
        let sentence = format!("the token names the algorithm `{shown}`, but the key is for ES384");
        refused(&key(P384).into(), &jwt(algorithm, None, 96), code, &sentence);
        refused(&named(1, "a").into(), &jwt(algorithm, Some("a"), 96), code, &sentence);
        refused(&named(1, "a").into(), &jwt(algorithm, Some("b"), 96), code, &sentence);
    }
    refused(
        &keys([P384, RSA, P384].map(key)),
        &jwt("HS256", None, 32),
        code,
        "the token names the algorithm `HS256`, but the keys are for ES384 and RS256",
    );
    refused(
        &keys([named(1, "a"), named(2, "b")]),
        &jwt("RS256", Some("a"), 256),
        code,
        "the token names the algorithm `RS256`, but the key is for ES384",
    );
}

#[test]
fn another_name_is_another_key() {
    refused(
        &keys([named(1, "old"), named(1, "new"), key(RSA)]),
        &jwt("ES384", Some("o\u{200b}ld"), 96),
        "signature-unknown-key",
        "the token is signed with the key `o\\u{200b}ld`, which is not known here",
    );
}

#[test]
fn a_signature_has_the_length_of_its_key() {
    let code = "signature-length-mismatch";
    let all = keys([P256, P384, RSA, ED25519].map(key));
    for (algorithm, expected) in [("ES256", 64), ("ES384", 96), ("RS256", 256), ("EdDSA", 64)] {
        for actual in [0, expected - 1, expected + 1, 512] {
            let sentence = format!("the signature has {actual} bytes instead of {expected}");
            refused(&all, &jwt(algorithm, None, actual), code, &sentence);
        }
    }
    let mut modulus = vec![0xa5; 384];
    modulus[383] = 1;
    let longer = changed(2, &json!({ "n": base64url(modulus) }));
    let longer = PublicKey::from_jwk(&longer).unwrap();
    let both = keys([key(RSA), longer.clone()]);
    assert_eq!(both.candidates(&jwt("RS256", None, 384)), Ok(vec![&longer]));
    let sentence = "the signature has 512 bytes instead of 256";
    refused(&both, &jwt("RS256", None, 512), code, sentence);
}
