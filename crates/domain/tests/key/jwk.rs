//! Keys as JWK.

use domain::{
    api::Jwk,
    jwt::Algorithm,
    key::{KeyMaterial, PublicKey},
};
use serde_json::{Value, json};

use crate::{ED25519, P256, P384, RSA, base64url, changed, key, members};

#[test]
fn another_program_writes_the_same_keys_in_both_forms() {
    for (index, pem) in [P256, P384, RSA, ED25519].into_iter().enumerate() {
        let read = PublicKey::from_jwk(&Jwk(members(index))).unwrap();
        assert_eq!(read, key(pem));
        let mut written = read.to_jwk().0;
        assert_eq!(written.remove("alg").unwrap(), read.algorithm().name());
        assert_eq!(written.remove("use").unwrap(), "sig");
        assert_eq!(written, members(index));
    }
}

#[test]
fn name_and_algorithm_come_out_as_they_went_in() {
    for (index, algorithm) in [(0, "ES256"), (1, "ES384"), (2, "RS256"), (2, "PS256"), (3, "EdDSA")]
    {
        let jwk = changed(
            index,
            &json!({ "alg": algorithm, "kid": "2026", "use": "sig", "key_ops": ["verify"], "x5u": "https://x" }),
        );
        let read = PublicKey::from_jwk(&jwk).unwrap();
        assert_eq!(read.algorithm(), Algorithm::parse(algorithm).unwrap());
        assert_eq!(read.key_id(), Some("2026"));
        assert_eq!(PublicKey::from_jwk(&read.to_jwk()).unwrap(), read);
        let mut names: Vec<_> = read.to_jwk().0.keys().cloned().collect();
        names.retain(|name| !members(index).contains_key(name));
        names.sort();
        assert_eq!(names, ["alg", "kid", "use"]);
    }
}

#[track_caller]
fn refused(index: usize, changes: &Value, code: &str, sentence: &str) {
    let error = PublicKey::from_jwk(&changed(index, changes)).unwrap_err();
    assert_eq!(error.to_string(), sentence, "{changes}");
    assert_eq!(error.code(), code, "{changes}");
    assert!(error.hint().ends_with('.'));
}

#[test]
fn members_are_what_they_must_be() {
    let member = |index, changes: Value, member: &str, expected: &str| {
        let sentence = format!("the member `{member}` of the public key is not {expected}");
        refused(index, &changes, "public-key-member", &sentence);
    };
    member(0, json!({ "kty": null }), "kty", "`EC`, `RSA` or `OKP`");
    member(0, json!({ "kty": 1 }), "kty", "a text");
    member(0, json!({ "crv": null }), "crv", "the name of a curve");
    member(0, json!({ "kid": 1 }), "kid", "a text");
    member(0, json!({ "alg": [] }), "alg", "a text");
    member(0, json!({ "use": true }), "use", "a text");
    member(0, json!({ "key_ops": "verify" }), "key_ops", "a list of texts");
    for (index, name, length) in
        [(0, "x", 32), (0, "y", 32), (1, "x", 48), (1, "y", 48), (3, "x", 32)]
    {
        let expected = format!("{length} bytes in base64url");
        for value in [
            Value::Null,
            json!(7),
            json!(""),
            json!(base64url(vec![7; length - 1])),
            json!(base64url(vec![7; length + 1])),
            json!(base64url(vec![0xff; length]).replace('_', "/")),
            json!(base64url(vec![7; length]) + "="),
        ] {
            member(index, json!({ (name): value }), name, &expected);
        }
    }
    for name in ["n", "e"] {
        for value in [Value::Null, json!(3), json!(""), json!("AQAB=="), json!("AAEAAQ")] {
            member(2, json!({ (name): value }), name, "a number in base64url");
        }
    }
}

#[test]
fn numbers_that_cannot_be_an_rsa_key() {
    let (size, numbers) = ("public-key-rsa-size", "public-key-not-rsa");
    let modulus = |length: usize, first, last| {
        let mut modulus = vec![0xa5; length];
        (modulus[0], modulus[length - 1]) = (first, last);
        json!({ "n": base64url(modulus) })
    };
    refused(2, &modulus(255, 0x80, 1), size, "the RSA key has 2040 bits, not 2048 to 8192");
    refused(2, &modulus(256, 0x7f, 1), size, "the RSA key has 2047 bits, not 2048 to 8192");
    refused(2, &modulus(1025, 0x01, 1), size, "the RSA key has 8193 bits, not 2048 to 8192");
    let sentence = "the numbers of the public key are not those of an RSA key";
    refused(2, &modulus(256, 0x80, 2), numbers, sentence);
    for exponent in [&[1][..], &[2], &[1, 0, 0], &[1, 0, 0, 0, 1]] {
        refused(2, &json!({ "e": base64url(exponent) }), numbers, sentence);
    }
    for (length, first) in [(256, 0x80), (1024, 0xff)] {
        assert!(PublicKey::from_jwk(&changed(2, &modulus(length, first, 1))).is_ok());
    }
    for exponent in [&[3][..], &[0xff, 0xff, 0xff, 0xff]] {
        let read = PublicKey::from_jwk(&changed(2, &json!({ "e": base64url(exponent) }))).unwrap();
        let KeyMaterial::Rsa { exponent: read, .. } = read.material() else { panic!() };
        assert_eq!(read, exponent);
    }
}

#[test]
fn a_private_member_is_told_whatever_else_is_wrong() {
    for name in ["d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"] {
        for value in [json!("AAAA"), json!(1), json!("")] {
            let changes = json!({ (name): value, "kty": "oct", "use": "enc" });
            let sentence = format!(
                "the key is private (`{name}`): it was not used, and should be replaced if others could see it"
            );
            refused(0, &changes, "public-key-private", &sentence);
        }
    }
}

#[test]
fn one_key_is_for_one_algorithm() {
    let unknown = |name: &str| {
        format!(
            "the public key is for the algorithm `{name}`, not ES384, ES256, RS256, PS256 or EdDSA"
        )
    };
    for name in ["none", "HS256", "RS512", "ES512", "RSA-OAEP", "es256", "Ed25519", "a\u{200b}b"] {
        let shown = name.replace('\u{200b}', "\\u{200b}");
        let changes = json!({ "alg": name });
        refused(2, &changes, "public-key-other-algorithm", &unknown(&shown));
    }
    for (index, algorithm, sentence) in [
        (0, "ES384", "the public key is of the kind P-256, which is not for ES384"),
        (1, "ES256", "the public key is of the kind P-384, which is not for ES256"),
        (2, "EdDSA", "the public key is of the kind RSA, which is not for EdDSA"),
        (3, "PS256", "the public key is of the kind Ed25519, which is not for PS256"),
    ] {
        let changes = json!({ "alg": algorithm });
        refused(index, &changes, "public-key-algorithm-mismatch", sentence);
    }
}

#[test]
fn a_key_is_for_signatures_and_of_a_known_kind() {
    let purpose = "public-key-other-purpose";
    for (changes, member) in [
        (json!({ "use": "enc" }), "use"),
        (json!({ "use": "" }), "use"),
        (json!({ "key_ops": ["encrypt"] }), "key_ops"),
        (json!({ "key_ops": [] }), "key_ops"),
        (json!({ "key_ops": ["sign"], "use": "sig" }), "key_ops"),
    ] {
        let sentence = format!("the public key is not for verifying signatures (`{member}`)");
        refused(2, &changes, purpose, &sentence);
    }
    for (changes, kind) in [
        (json!({ "kty": "AKP" }), "AKP"),
        (json!({ "kty": "ec", "crv": "P-256" }), "ec"),
        (json!({ "crv": "P-521" }), "P-521"),
        (json!({ "crv": "Ed25519" }), "Ed25519"),
        (json!({ "kty": "OKP", "crv": "P-256" }), "P-256"),
        (json!({ "kty": "OKP", "crv": "X\n" }), "X\\u{a}"),
    ] {
        let sentence =
            format!("the public key is of the kind {kind}, not P-384, P-256, RSA or Ed25519");
        refused(0, &changes, "public-key-other-kind", &sentence);
    }
}

/// Of order 2, 4 and 8, the sign of the other coordinate set or not.
#[test]
fn a_point_to_which_anybody_can_sign_is_no_key() {
    let order_8 = "JuiVj8KyJ7BFw_SJ8u-Y8NXfrAXTxjM5sTgCiG1T_AU";
    let order_2 = format!("7P{}38", "_".repeat(39));
    for x in [order_8.to_owned(), order_2, "A".repeat(43), format!("AQ{}IA", "A".repeat(39))] {
        let sentence = "the public key is a point of small order, with which anybody can sign";
        refused(3, &json!({ "x": x }), "public-key-small-order", sentence);
    }
    let too_large = json!({ "x": format!("7{}38", "_".repeat(40)) });
    let sentence = "the public key is not a point on the curve Ed25519";
    refused(3, &too_large, "public-key-not-on-curve", sentence);
}
