//! Keys as people paste and configure them.

use domain::{
    jwt::Algorithm,
    key::{KeysError, ReadKeys, parse_keys},
};
use serde_json::{Value, json};

use crate::{ED25519, P256, P384, RSA, base64url, changed, key};

fn jwk(index: usize, changes: &Value) -> Value {
    Value::Object(changed(index, changes).0)
}

#[track_caller]
fn read(text: &str) -> ReadKeys {
    parse_keys(text).unwrap()
}

#[track_caller]
fn algorithms(text: &str) -> Vec<Algorithm> {
    let ReadKeys { keys, skipped } = read(text);
    assert_eq!(skipped, [""; 0]);
    keys.iter().map(domain::key::PublicKey::algorithm).collect()
}

#[test]
fn pem_jwk_jwks_and_lists_are_read() {
    use Algorithm::{EdDsa, Es256, Es384, Ps256, Rs256};
    assert_eq!(algorithms(P384), [Es384]);
    let all = format!("\u{feff}\n {P256}\r\n\r\n{P384}{RSA}{ED25519} \u{feff}\n");
    assert_eq!(algorithms(&all), [Es256, Es384, Rs256, EdDsa]);
    let ps256 = jwk(2, &json!({ "alg": "PS256" }));
    assert_eq!(algorithms(&format!("\u{feff} {ps256:#}\n")), [Ps256]);
    let set = [jwk(0, &json!({ "kid": "a" })), jwk(3, &json!({ "kid": "b" }))];
    assert_eq!(algorithms(&json!({ "keys": set, "issuer": "x" }).to_string()), [Es256, EdDsa]);
    assert_eq!(algorithms(&format!("{:#}", json!(set))), [Es256, EdDsa]);
}

#[test]
fn the_order_is_kept_and_a_key_may_come_twice() {
    let ReadKeys { keys, .. } = read(&format!("{P384}{P256}{P384}"));
    let read: Vec<_> = keys.into_iter().collect();
    assert_eq!(read, [key(P384), key(P256), key(P384)]);
}

#[test]
fn keys_of_no_use_in_a_set_are_passed_over_and_told() {
    let set = json!({ "keys": [
        jwk(2, &json!({ "use": "enc", "kid": "for\u{202e}encryption" })),
        jwk(0, &json!({ "crv": "P-521" })),
        jwk(2, &json!({ "alg": "RS512", "kid": "512" })),
        jwk(2, &json!({ "n": base64url([0xa5; 128]), "kid": "old" })),
        jwk(1, &json!({ "kid": "2026" })),
    ] });
    let ReadKeys { keys, skipped } = read(&set.to_string());
    assert_eq!(keys.iter().next().unwrap().key_id(), Some("2026"));
    assert_eq!((keys.len(), keys.is_empty()), (1, false));
    assert_eq!(
        skipped,
        [
            "key 1 (`for\\u{202e}encryption`): the public key is not for verifying signatures (`use`)",
            "key 2: the public key is of the kind P-521, not P-384, P-256, RSA or Ed25519",
            "key 3 (`512`): the public key is for the algorithm `RS512`, not ES384, ES256, RS256, PS256 or EdDSA",
            "key 4 (`old`): the RSA key has 1024 bits, not 2048 to 8192",
        ]
    );
}

#[track_caller]
fn refused(text: &str, code: &str, sentence: &str) -> KeysError {
    let error = parse_keys(text).unwrap_err();
    assert_eq!(error.to_string(), sentence, "{text}");
    assert_eq!(error.code(), code, "{text}");
    assert!(error.hint().ends_with('.'), "{text}");
    error
}

#[test]
fn text_without_keys() {
    refused("", "keys-empty", "there is no key");
    refused(" \u{feff}\n", "keys-empty", "there is no key");
    let form =
        "it holds no public key in PEM form (`-----BEGIN PUBLIC KEY-----`), nor as JWK or JWKS";
    for text in ["x", "\"x\"", "MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAE", "ssh-ed25519 AAAA", "null"] {
        refused(text, "keys-unknown-form", form);
    }
    for text in ["[]", "{\"keys\":[]}"] {
        refused(text, "keys-none", "the set of keys is empty");
    }
    let long = format!("{P384}{}", " ".repeat(256 * 1024));
    refused(&long, "keys-too-long", "the keys are longer than 262144 bytes");
}

#[test]
fn json_that_is_none() {
    let code = "keys-not-json";
    refused("{", code, "the JSON of the keys is not valid JSON");
    refused("{} {}", code, "the JSON of the keys is not valid JSON");
    let twice = jwk(1, &json!({})).to_string().replace("\"x\"", "\"kty\":\"EC\",\"x\"");
    refused(&twice, code, "the JSON of the keys has the member `kty` twice");
    refused(&"[".repeat(17), code, "the JSON of the keys is nested too deeply");
}

#[test]
fn one_wrong_key_is_a_mistake_with_its_place() {
    let curve = json!({ "crv": null });
    let sentence = "the member `crv` of the public key is not the name of a curve";
    refused(&jwk(1, &curve).to_string(), "public-key-member", sentence);
    let set = json!({ "keys": [jwk(0, &json!({})), jwk(1, &curve)] });
    refused(&set.to_string(), "public-key-member", &format!("key 2: {sentence}"));
    let set = json!([jwk(0, &json!({})), "x"]);
    let sentence = "key 2: the public key is not a JSON object";
    refused(&set.to_string(), "public-key-not-an-object", sentence);
    let set = json!({ "keys": {} });
    let sentence = "the member `keys` of the public key is not a list of JWKs";
    refused(&set.to_string(), "public-key-member", sentence);
    let blocks = format!("{P384}{}", include_str!("../fixtures/keys/certificate.pem"));
    let sentence = "key 2: the PEM block is a certificate, not a `PUBLIC KEY`";
    refused(&blocks, "public-key-certificate", sentence);
    let around = "there is something before or after the public key's PEM block";
    refused(&format!("{P384}old:\n{P256}"), "public-key-text-around", around);
}

#[test]
fn a_single_key_is_not_passed_over() {
    let purpose = "the public key is not for verifying signatures (`use`)";
    let alone = jwk(2, &json!({ "use": "enc" }));
    refused(&alone.to_string(), "public-key-other-purpose", purpose);
    let set = json!({ "keys": [alone, jwk(0, &json!({ "crv": "P-521" }))] });
    let sentence = "none of the keys can be used: \
        key 1: the public key is not for verifying signatures (`use`); \
        key 2: the public key is of the kind P-521, not P-384, P-256, RSA or Ed25519";
    refused(&set.to_string(), "keys-none-usable", sentence);
}

#[test]
fn a_sentence_does_not_list_a_hundred_keys() {
    let unusable = jwk(0, &json!({ "crv": "P-521" }));
    let set = json!({ "keys": vec![unusable; 100] });
    let one = "the public key is of the kind P-521, not P-384, P-256, RSA or Ed25519";
    let sentence =
        format!("none of the keys can be used: key 1: {one}; key 2: {one}; key 3: {one}; 97 more");
    refused(&set.to_string(), "keys-none-usable", &sentence);
}

#[test]
fn a_private_key_in_a_set_is_a_mistake_and_never_passed_over() {
    let secret = json!({ "kty": "oct", "k": "AAAA", "use": "enc" });
    let set = json!({ "keys": [jwk(0, &json!({})), secret] });
    let sentence = "key 2: the key is private (`k`): it was not used, and should be replaced if others could see it";
    let error = refused(&set.to_string(), "public-key-private", sentence);
    assert!(error.hint().starts_with("Give the public key alone"), "{}", error.hint());
}

#[test]
fn two_keys_of_one_name_are_a_mistake_unless_a_token_tells_them_apart() {
    let named = |index| jwk(index, &json!({ "kid": "2026" }));
    assert_eq!(algorithms(&json!([named(0), named(1)]).to_string()).len(), 2);
    assert_eq!(algorithms(&json!([named(0), named(0)]).to_string()).len(), 2);
    let other = jwk(0, &json!({ "kid": "2026", "y": named(0)["x"] }));
    refused(
        &json!([named(0), named(1), other]).to_string(),
        "keys-same-key-id",
        "two different keys have the same name (`kid`), `2026`",
    );
    let nameless = |index| jwk(index, &json!({}));
    assert_eq!(algorithms(&json!([nameless(0), nameless(0)]).to_string()).len(), 2);
}
