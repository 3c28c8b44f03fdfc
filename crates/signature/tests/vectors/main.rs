//! The examples of RFC 7515, RFC 7520 and RFC 8037, by this platform's cryptography.

use aws_lc_rs::{
    hmac,
    signature::{
        ECDSA_P521_SHA512_FIXED, RSA_PSS_2048_8192_SHA384, RsaPublicKeyComponents,
        UnparsedPublicKey,
    },
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use corpus::{Question, Vector, vectors};
use domain::{
    judge::SignatureState,
    jwt::{SignatureError, VerifySignature as _},
};
use serde_json::Value;
use signature::{PublicKey, SigningKey};

fn answer(question: Question) -> SignatureState {
    let key = PublicKey::try_from(question.key).unwrap();
    if key.is_valid(&question.input, &question.signature) {
        SignatureState::Valid
    } else {
        SignatureState::Invalid(SignatureError::Mismatch)
    }
}

#[test]
fn each_is_answered_as_it_should_be() {
    for vector in vectors() {
        let answered = vector.answered(vector.question().map(answer));
        assert_eq!(answered, vector.expected, "{}", vector.name);
    }
    assert_eq!(vectors().len(), 26);
}

/// The vector of this place, its key's members, what is signed, and the signature.
fn parts(place: &str) -> (Value, Vec<u8>, Vec<u8>) {
    let vector: Vector = vectors().into_iter().find(|it| it.name.starts_with(place)).unwrap();
    let text = vector.text.unwrap();
    let (input, signature) = text.rsplit_once('.').unwrap();
    (serde_json::from_str(&vector.keys).unwrap(), input.into(), decoded(&signature.into()))
}

fn decoded(text: &Value) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text.as_str().unwrap()).unwrap()
}

/// What is refused for its algorithm is refused for nothing else: these signatures are right.
#[test]
fn the_examples_by_shared_secrets_are_copied_exactly() {
    for place in ["RFC 7515 A.1: HS256, with its secret", "RFC 7520 4.4"] {
        let (key, input, signature) = parts(place);
        let key = hmac::Key::new(hmac::HMAC_SHA256, &decoded(&key["k"]));
        assert!(hmac::verify(&key, &input, &signature).is_ok(), "{place}");
    }
}

#[test]
fn the_examples_of_p521_are_copied_exactly() {
    for place in ["RFC 7515 A.4", "RFC 7520 4.3"] {
        let (key, input, signature) = parts(place);
        let point = [&[4], decoded(&key["x"]).as_slice(), &decoded(&key["y"])].concat();
        let key = UnparsedPublicKey::new(&ECDSA_P521_SHA512_FIXED, point);
        assert!(key.verify(&input, &signature).is_ok(), "{place}");
    }
}

#[test]
fn the_example_of_ps384_is_copied_exactly() {
    let (key, input, signature) = parts("RFC 7520 4.2");
    let key = RsaPublicKeyComponents { n: decoded(&key["n"]), e: decoded(&key["e"]) };
    assert!(key.verify(&RSA_PSS_2048_8192_SHA384, &input, &signature).is_ok());
}

/// RFC 8037 A.1 and A.2: the private key is that of the public one.
#[test]
fn the_private_example_belongs_to_the_public_one() {
    let [private, public] = ["RFC 8037 A.1", "RFC 8037 A.2"].map(|place| {
        let vector = vectors().into_iter().find(|it| it.name.starts_with(place)).unwrap();
        serde_json::from_str::<Value>(&vector.keys).unwrap()
    });
    let key = SigningKey::from_jwk(private.as_object().unwrap()).unwrap();
    assert_eq!(key.public_key().to_jwk().0["x"], public["x"]);
}
