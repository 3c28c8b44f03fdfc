//! Signatures observed from an ItsYou.online server, and our own.

use domain::{
    UnixTime,
    judge::{Profile, ProfileName, judge_verified},
    jwt::{Algorithm, SignatureError, UntrustedJwt, VerifySignature as _},
};
use jwt_compact::AlgorithmExt as _;
use serde_json::{Map, Value, json};
use signature::{KeySet, Pinned, PublicKey, SigningKey};

const KEY: &str = include_str!("../../domain/tests/fixtures/exchanges.pem");
const TOKENS: &str = include_str!("../../domain/tests/fixtures/jwt-tokens.jsonl");

fn samples() -> Vec<Value> {
    let samples: Vec<Value> =
        TOKENS.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(samples.len(), 22);
    samples
}

fn parse(sample: &Value) -> UntrustedJwt {
    UntrustedJwt::parse(sample["token"].as_str().unwrap()).unwrap()
}

fn key() -> PublicKey {
    PublicKey::from_pem(KEY).unwrap()
}

fn es384() -> SigningKey {
    SigningKey::generate(Algorithm::Es384).unwrap()
}

fn claims(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(claims) => claims,
        other => panic!("{other} is not an object"),
    }
}

#[test]
fn every_observed_signature_is_valid() {
    let keys = KeySet::from(key());
    for sample in samples() {
        assert!(parse(&sample).verify(&key()).is_ok(), "{}", sample["name"]);
        assert!(keys.verify(parse(&sample)).is_ok(), "{}", sample["name"]);
    }
}

/// The two ways to verify, ours and that of `jwt-compact`, agree.
#[test]
fn jwt_compact_finds_the_same() {
    let other = es384();
    for sample in samples() {
        let token = sample["token"].as_str().unwrap();
        let token = jwt_compact::UntrustedToken::new(token).unwrap();
        let by = |key: &PublicKey| {
            Pinned(Algorithm::Es384).validator::<Value>(key).validate(&token).is_ok()
        };
        assert!(by(&key()), "{}", sample["name"]);
        assert!(!by(other.public_key()), "{}", sample["name"]);
    }
}

#[test]
fn a_flipped_bit_is_refused_wherever_it_is() {
    for sample in samples() {
        let jwt = parse(&sample);
        let (input, signature) = (jwt.signing_input().as_bytes(), jwt.signature());
        for position in [0, 20, 36, 37, input.len() - 1] {
            let mut changed = input.to_vec();
            changed[position] ^= 1;
            assert!(!key().is_valid(&changed, signature), "{} {position}", sample["name"]);
        }
        for position in [0, 47, 48, 95] {
            let mut changed = signature.to_vec();
            changed[position] ^= 0x80;
            assert!(!key().is_valid(input, &changed), "{} {position}", sample["name"]);
        }
    }
}

#[test]
fn what_somebody_else_signed_is_refused() {
    let other = es384();
    for sample in samples() {
        let error = parse(&sample).verify(other.public_key()).unwrap_err();
        assert_eq!(error.to_string(), "the signature does not match", "{}", sample["name"]);
    }
}

#[test]
fn an_observed_member_is_let_in_for_a_day() {
    let profile = Profile {
        name: ProfileName::Cockpit,
        organization: domain::OrganizationId::parse("moehaha").unwrap(),
        issuer: "itsyouonline".to_owned(),
        algorithms: vec![Algorithm::Es384],
        leeway: 0,
    };
    let sample = samples().into_iter().find(|one| one["name"] == "a member's token in two steps");
    let jwt = parse(&sample.unwrap()).verify(&key()).unwrap();
    let open = |now| judge_verified(&jwt, &profile, UnixTime::from_seconds(now)).grants_access();
    assert!(open(1_795_484_240));
    assert!(open(1_795_570_626));
    assert!(!open(1_795_570_627));
}

#[test]
fn our_own_tokens_look_like_the_observed_ones() {
    let signer = es384();
    for sample in samples() {
        let claims = claims(sample["claims"].clone());
        let own = UntrustedJwt::parse(signer.sign_jwt(&claims).unwrap()).unwrap();
        let observed = parse(&sample);
        assert_eq!(own.signing_input(), observed.signing_input(), "{}", sample["name"]);
        assert_eq!(own.signature().len(), 96);
        assert!(own.verify(signer.public_key()).is_ok());
    }
}

#[test]
fn the_right_key_is_chosen() {
    let (old, new) = (es384(), es384());
    let jwt = |signer: &SigningKey| {
        UntrustedJwt::parse(signer.sign_jwt(&claims(json!({"username": "bob"}))).unwrap()).unwrap()
    };
    let both: KeySet = [&old, &new].map(|signer| signer.public_key().clone()).into_iter().collect();
    assert!(both.verify(jwt(&old)).is_ok());
    assert!(both.verify(jwt(&new)).is_ok());
    assert_eq!(
        KeySet::from(old.public_key().clone()).verify(jwt(&new)).unwrap_err(),
        SignatureError::Mismatch
    );
    assert_eq!(
        KeySet::default().verify(jwt(&new)).unwrap_err().to_string(),
        "no key is known here with which the signature could be checked"
    );
}

/// The public key used as the secret of an HMAC, and other algorithms that a header may name.
#[test]
fn the_header_does_not_choose_the_algorithm() {
    let [_, payload, signature] = parse(&samples()[0]).parts().map(str::to_owned);
    for (header, named) in [
        ("eyJhbGciOiJub25lIn0", "none"),
        ("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9", "HS256"),
        ("eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9", "ES256"),
    ] {
        let jwt = UntrustedJwt::parse(&format!("{header}.{payload}.{signature}")).unwrap();
        assert_eq!(
            KeySet::from(key()).verify(jwt).unwrap_err().to_string(),
            format!("the token names the algorithm `{named}`, but the key is for ES384")
        );
    }
}

#[test]
fn claims_that_make_no_token_are_refused() {
    let signer = es384();
    let error = signer.sign_jwt(&claims(json!({"scope": "x".repeat(50_000)}))).unwrap_err();
    assert_eq!(error.to_string(), "the token could not be signed");
    assert_eq!(error.code(), "token-not-signed");
}

#[test]
fn private_keys_are_not_shown() {
    let signer = es384();
    assert_eq!(
        format!("{signer:?}"),
        format!("SigningKey {{ public_key: {:?}, .. }}", signer.public_key())
    );
}
