//! Keys that can verify and sign, and keys that cannot.

use domain::{
    api::Jwk,
    jwt::{Algorithm, VerifySignature as _},
    key,
};
use serde_json::{Map, Value, json};
use signature::{PublicKey, SigningKey};

const KEY: &str = include_str!("../../domain/tests/fixtures/exchanges.pem");

/// Keys for these tests only: P-256, P-384, RSA, Ed25519.
const PRIVATE: &str = include_str!("fixtures/private.jsonl");

fn private(index: usize) -> Map<String, Value> {
    serde_json::from_str(PRIVATE.lines().nth(index).unwrap()).unwrap()
}

#[test]
fn the_published_key_is_read() {
    let published = "-----BEGIN PUBLIC KEY-----
MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAES5X8XrfKdx9gYayFITc89wad4usrk0n2
7MjiGYvqalizeSWTHEpnd7oea9IQ8T5oJjMVH5cc0H5tFSKilFFeh//wngxIyny6
6+Vq5t5B0V0Ehy01+2ceEon2Y0XDkIKv
-----END PUBLIC KEY-----
";
    let key = PublicKey::from_pem(published).unwrap();
    assert_eq!(key.to_pem(), published);
    assert_eq!((key.algorithm(), key.key_id()), (Algorithm::Es384, None));
    assert_ne!(key, PublicKey::from_pem(KEY).unwrap());
}

#[test]
fn generated_keys_survive_both_forms() {
    for algorithm in Algorithm::ALL {
        let signer = SigningKey::generate(algorithm).unwrap();
        let key = signer.public_key();
        assert_eq!(key.algorithm(), algorithm);
        assert_eq!(&PublicKey::from_jwk(&key.to_jwk()).unwrap(), key);
        let by_pem = key::PublicKey::from_pem(&key.to_pem()).unwrap();
        assert_eq!(by_pem.pinned_to(algorithm).unwrap().material(), key.as_key().material());
    }
}

/// Two halves that other programs made fit together here.
#[test]
fn private_keys_are_read() {
    for (index, algorithm) in [(0, "ES256"), (1, "ES384"), (2, "RS256"), (2, "PS256"), (3, "EdDSA")]
    {
        let mut members = private(index);
        members.insert("alg".to_owned(), algorithm.into());
        members.insert("kid".to_owned(), "2026".into());
        members.insert("key_ops".to_owned(), json!(["sign"]));
        let signer = SigningKey::from_jwk(&members).unwrap();
        let key = signer.public_key();
        assert_eq!((key.algorithm().name(), key.key_id()), (algorithm, Some("2026")));
        let public = key.to_jwk().0;
        assert!(public.iter().all(|(name, value)| name == "use" || members[name] == *value));
        assert!(!public.contains_key("d"));
    }
}

#[test]
fn half_a_private_key_is_none() {
    let sentence = "the signing key's private half is not that of its public one";
    for index in 0..4 {
        for change in [json!(null), json!(7), json!("AAAA"), private((index + 1) % 4)["d"].clone()]
        {
            let mut members = private(index);
            members.insert("d".to_owned(), change);
            let error = SigningKey::from_jwk(&members).unwrap_err();
            assert_eq!(error.to_string(), sentence, "{index}");
            assert_eq!(error.code(), "signing-key-not-private");
        }
    }
    let mut members = private(2);
    members.remove("dp");
    assert_eq!(SigningKey::from_jwk(&members).unwrap_err().to_string(), sentence);
    members.insert("n".to_owned(), "AQAB".into());
    let error = SigningKey::from_jwk(&members).unwrap_err();
    assert_eq!(error.to_string(), "the RSA key has 17 bits, not 2048 to 8192");
    assert_eq!(error.code(), "public-key-rsa-size");
}

/// A key of which one coordinate's last bit is another one.
#[track_caller]
fn off_the_curve(index: usize, member: &str) -> String {
    let mut members = private(index);
    members.remove("d");
    let text = members[member].as_str().unwrap();
    // The second character: the last one has bits that no byte needs.
    let other = if text.as_bytes()[1] == b'A' { "B" } else { "A" };
    let text = format!("{}{other}{}", &text[..1], &text[2..]);
    members.insert(member.to_owned(), text.into());
    PublicKey::from_jwk(&Jwk(members)).unwrap_err().to_string()
}

#[test]
fn a_point_that_is_not_on_its_curve_is_no_key() {
    for member in ["x", "y"] {
        assert_eq!(off_the_curve(0, member), "the public key is not a point on the curve P-256");
        assert_eq!(off_the_curve(1, member), "the public key is not a point on the curve P-384");
    }
    let zero = json!({ "kty": "EC", "crv": "P-256", "x": "A".repeat(43), "y": "A".repeat(43) });
    let error = PublicKey::from_jwk(&serde_json::from_value(zero).unwrap()).unwrap_err();
    assert_eq!(error.code(), "public-key-not-on-curve");
}

/// Ed25519 gives any 32 bytes the look of a key; those that are no point verify nothing.
#[test]
fn bytes_that_are_no_point_of_ed25519_verify_nothing() {
    let signer = SigningKey::from_jwk(&private(3)).unwrap();
    let jwt = signer.sign_jwt(&Map::new()).unwrap();
    let jwt = domain::jwt::UntrustedJwt::parse(jwt).unwrap();
    for first in ["Ag", "Aw", "BA", "BQ", "Bg", "Bw"] {
        let x = format!("{first}{}", "A".repeat(41));
        let members = json!({ "kty": "OKP", "crv": "Ed25519", "x": x });
        let key = PublicKey::from_jwk(&serde_json::from_value(members).unwrap()).unwrap();
        for signature in [jwt.signature().to_vec(), vec![0; 64], [vec![1], vec![0; 63]].concat()] {
            assert!(!key.is_valid(jwt.signing_input().as_bytes(), &signature), "{x}");
        }
    }
}

#[test]
fn what_has_the_wrong_form_is_told_by_the_domain() {
    let weak = include_str!("../../domain/tests/fixtures/keys/rsa-1024.pem");
    let error = PublicKey::from_pem(weak).unwrap_err();
    assert_eq!(error.to_string(), "the RSA key has 1024 bits, not 2048 to 8192");
    let error = PublicKey::from_pem(&KEY.replace("PUBLIC", "EC PRIVATE")).unwrap_err();
    assert_eq!(error.code(), "public-key-private");
    let error = PublicKey::from_jwk(&Jwk(private(0))).unwrap_err();
    assert_eq!(error.code(), "public-key-private");
}
