//! All five algorithms: round trips, and what no platform may accept.

use domain::{
    api::Jwk,
    jwt::{Algorithm, CompactJwt, SignatureError, UntrustedJwt, VerifySignature as _},
};
use jwt_compact::AlgorithmExt as _;
use serde_json::{Map, Value, json};
use signature::{KeySet, Pinned, PublicKey, SigningKey};

fn signer(algorithm: Algorithm) -> SigningKey {
    SigningKey::generate(algorithm).unwrap()
}

fn claims() -> Map<String, Value> {
    json!({ "username": "bob" }).as_object().unwrap().clone()
}

fn signed_by(signer: &SigningKey) -> UntrustedJwt {
    UntrustedJwt::parse(signer.sign_jwt(&claims()).unwrap()).unwrap()
}

/// The signature of `jwt` replaced.
fn with_signature(jwt: &UntrustedJwt, signature: &[u8]) -> UntrustedJwt {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    let text = format!("{}.{}", jwt.signing_input(), URL_SAFE_NO_PAD.encode(signature));
    UntrustedJwt::parse(&text).unwrap()
}

#[test]
fn what_is_signed_is_verified() {
    for algorithm in Algorithm::ALL {
        let (owner, other) = (signer(algorithm), signer(algorithm));
        let jwt = signed_by(&owner);
        assert_eq!(jwt.algorithm(), algorithm.name());
        assert_eq!(jwt.peek_header().keys().collect::<Vec<_>>(), ["alg", "typ"]);
        let both: KeySet =
            [&other, &owner].map(|signer| signer.public_key().clone()).into_iter().collect();
        let verified = both.verify(jwt.clone()).unwrap();
        assert_eq!(verified.claims().username.as_deref(), Some("bob"));
        let error = KeySet::from(other.public_key().clone()).verify(jwt).unwrap_err();
        assert_eq!(error, SignatureError::Mismatch, "{algorithm}");
    }
}

#[test]
fn a_changed_byte_is_refused_wherever_it_is() {
    for algorithm in Algorithm::ALL {
        let signer = signer(algorithm);
        let (jwt, key) = (signed_by(&signer), signer.public_key());
        let (input, signature) = (jwt.signing_input().as_bytes(), jwt.signature());
        for position in 0..input.len() {
            let mut changed = input.to_vec();
            changed[position] ^= 1;
            assert!(!key.is_valid(&changed, signature), "{algorithm} {position}");
        }
        for position in 0..signature.len() {
            let mut changed = signature.to_vec();
            changed[position] ^= 0x80;
            assert!(!key.is_valid(input, &changed), "{algorithm} {position}");
        }
    }
}

#[test]
fn a_signature_of_another_length_is_refused() {
    for algorithm in Algorithm::ALL {
        let signer = signer(algorithm);
        let (jwt, key) = (signed_by(&signer), signer.public_key());
        let (length, keys) = (jwt.signature().len(), KeySet::from(key.clone()));
        for bad in [
            vec![],
            jwt.signature()[1..].to_vec(),
            jwt.signature()[..length - 1].to_vec(),
            [&[0], jwt.signature()].concat(),
            [jwt.signature(), &[0]].concat(),
        ] {
            let input = jwt.signing_input().as_bytes();
            assert!(!key.is_valid(input, &bad), "{algorithm} {}", bad.len());
            let sentence = format!("the signature has {} bytes instead of {length}", bad.len());
            let error = keys.verify(with_signature(&jwt, &bad)).unwrap_err();
            assert_eq!(error.to_string(), sentence, "{algorithm}");
        }
    }
}

/// How many points the curve has (FIPS 186-4 §D.1.2): the numbers of a signature are smaller.
const ORDERS: [(Algorithm, &str); 2] = [
    (Algorithm::Es256, "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"),
    (
        Algorithm::Es384,
        "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973",
    ),
];

fn bytes(hexadecimal: &str) -> Vec<u8> {
    let digits = hexadecimal.as_bytes().chunks(2);
    digits.map(|two| u8::from_str_radix(str::from_utf8(two).unwrap(), 16).unwrap()).collect()
}

#[test]
fn the_numbers_of_an_ecdsa_signature_are_neither_zero_nor_too_large() {
    for (algorithm, order) in ORDERS {
        let (signer, order) = (signer(algorithm), bytes(order));
        let (jwt, key) = (signed_by(&signer), signer.public_key());
        let (r, s) = jwt.signature().split_at(order.len());
        let (zero, most) = (vec![0; order.len()], vec![0xff; order.len()]);
        for (name, r, s) in [
            ("both zero", &zero[..], &zero[..]),
            ("r is zero", &zero, s),
            ("s is zero", r, &zero),
            ("r is the order", &order, s),
            ("s is the order", r, &order),
            ("both are the order", &order, &order),
            ("r is the most", &most, s),
            ("s is the most", r, &most),
            ("exchanged", s, r),
        ] {
            let signature = [r, s].concat();
            assert!(
                !key.is_valid(jwt.signing_input().as_bytes(), &signature),
                "{algorithm} {name}"
            );
            let verified = KeySet::from(key.clone()).verify(with_signature(&jwt, &signature));
            assert_eq!(verified.unwrap_err(), SignatureError::Mismatch, "{algorithm} {name}");
        }
    }
}

/// The S of an Ed25519 signature is smaller than the order of the base point (RFC 8032 §5.1.7):
/// otherwise there would be a second signature for every text.
#[test]
fn an_ed25519_signature_has_one_spelling() {
    let order = bytes("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    let signer = signer(Algorithm::EdDsa);
    let jwt = signed_by(&signer);
    let mut carry = 0;
    let mut second = jwt.signature().to_vec();
    for (byte, more) in second[32..].iter_mut().zip(order) {
        let sum = u16::from(*byte) + u16::from(more) + carry;
        let [low, high] = sum.to_le_bytes();
        (*byte, carry) = (low, u16::from(high));
    }
    let key = signer.public_key();
    assert!(key.is_valid(jwt.signing_input().as_bytes(), jwt.signature()));
    assert!(!key.is_valid(jwt.signing_input().as_bytes(), &second));
}

/// The same RSA key, but never the other padding.
#[test]
fn an_rsa_key_verifies_in_the_way_that_it_is_pinned_to() {
    for (mine, other) in
        [(Algorithm::Rs256, Algorithm::Ps256), (Algorithm::Ps256, Algorithm::Rs256)]
    {
        let signer = signer(mine);
        let jwt = signed_by(&signer);
        let pinned = signer.public_key().as_key().clone().pinned_to(other).unwrap();
        let pinned = PublicKey::try_from(pinned).unwrap();
        assert!(!pinned.is_valid(jwt.signing_input().as_bytes(), jwt.signature()));
        let sentence =
            format!("the token names the algorithm `{mine}`, but the key is for {other}");
        let error = KeySet::from(pinned).verify(jwt).unwrap_err();
        assert_eq!(error.to_string(), sentence);
    }
}

#[test]
fn a_key_is_never_tried_for_another_algorithm() {
    let tokens = Algorithm::ALL.map(|algorithm| signed_by(&signer(algorithm)));
    for algorithm in Algorithm::ALL {
        let keys = KeySet::from(signer(algorithm).public_key().clone());
        for jwt in tokens.iter().filter(|jwt| jwt.algorithm() != algorithm.name()) {
            let named = jwt.algorithm();
            assert_eq!(
                keys.verify(jwt.clone()).unwrap_err().to_string(),
                format!("the token names the algorithm `{named}`, but the key is for {algorithm}")
            );
        }
    }
}

/// Two keys of the same kind, with names, and a token that names one of them.
#[test]
fn a_named_key_is_the_only_one_tried() {
    let named = |key_id: &str| {
        let mut jwk = signer(Algorithm::Es256).public_key().to_jwk();
        jwk.0.insert("kid".to_owned(), key_id.into());
        PublicKey::from_jwk(&jwk).unwrap()
    };
    let owner = signer(Algorithm::Es256);
    let naming = |key_id: &str| {
        let header = jwt_compact::Header::empty().with_key_id(key_id);
        let token = Pinned(Algorithm::Es256)
            .token(&header, &jwt_compact::Claims::new(claims()), &owner)
            .unwrap();
        UntrustedJwt::parse(&token).unwrap()
    };
    let mut jwk: Jwk = owner.public_key().to_jwk();
    jwk.0.insert("kid".to_owned(), "new".into());
    let keys: KeySet = [named("old"), PublicKey::from_jwk(&jwk).unwrap()].into_iter().collect();
    assert!(keys.verify(naming("new")).is_ok());
    assert_eq!(keys.verify(naming("old")).unwrap_err(), SignatureError::Mismatch);
    assert_eq!(
        keys.verify(naming("k\u{200b}1")).unwrap_err().to_string(),
        "the token is signed with the key `k\\u{200b}1`, which is not known here"
    );
}

/// `jwt-compact` finds the same as we do, and gets no key to sign or verify another algorithm with.
#[test]
fn jwt_compact_finds_the_same() {
    for algorithm in Algorithm::ALL {
        let (owner, other) = (signer(algorithm), signer(algorithm));
        let jwt: CompactJwt = owner.sign_jwt(&claims()).unwrap();
        let token = jwt_compact::UntrustedToken::new(jwt.expose()).unwrap();
        let is_valid = |algorithm, key: &SigningKey| {
            Pinned(algorithm).validator::<Value>(key.public_key()).validate(&token).is_ok()
        };
        assert!(is_valid(algorithm, &owner));
        assert!(!is_valid(algorithm, &other));
        let header = jwt_compact::Header::empty();
        for another in Algorithm::ALL.into_iter().filter(|another| *another != algorithm) {
            assert!(!is_valid(another, &owner));
            let claims = jwt_compact::Claims::new(claims());
            let token = Pinned(another).token(&header, &claims, &owner).unwrap();
            assert!(token.ends_with('.'), "{token}");
        }
    }
}

#[test]
fn a_key_with_a_name_is_named_in_its_tokens() {
    let private = include_str!("fixtures/private.jsonl").lines().next().unwrap();
    let mut members: Map<String, Value> = serde_json::from_str(private).unwrap();
    members.insert("kid".to_owned(), "2026".into());
    let signer = SigningKey::from_jwk(&members).unwrap();
    let jwt = signed_by(&signer);
    assert_eq!(jwt.key_id(), Some("2026"));
    assert!(KeySet::from(signer.public_key().clone()).verify(jwt).is_ok());
}
