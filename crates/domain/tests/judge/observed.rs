//! Answers observed from an ItsYou.online server, judged a minute later.

use domain::{
    UnixTime,
    judge::{Outcome, SignatureState, judge},
    jwt::UntrustedJwt,
};
use serde_json::Value;

use crate::{PENDING, local_time, organization, profile};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const NOW: UnixTime = UnixTime::from_seconds(1_795_484_260);

#[test]
fn each_gets_its_sentence() {
    for line in include_str!("../fixtures/jwt-tokens.jsonl").lines() {
        let sample: Value = serde_json::from_str(line).unwrap();
        let jwt = UntrustedJwt::parse(sample["token"].as_str().unwrap()).unwrap();
        for signature in [SignatureState::Valid, PENDING] {
            let verdict = judge(&jwt, &signature, &profile(), NOW);
            assert_eq!(
                verdict.headline(&organization(), local_time),
                sample["headline"],
                "{}",
                sample["name"]
            );
            let opens = signature == SignatureState::Valid && verdict.refusal().is_none();
            assert_eq!(verdict.grants_access(), opens, "{}", sample["name"]);
            assert_eq!(verdict.answers().decoded, Outcome::Pass);
        }
    }
}

#[test]
fn none_outlives_its_end() {
    for line in include_str!("../fixtures/jwt-tokens.jsonl").lines() {
        let sample: Value = serde_json::from_str(line).unwrap();
        let jwt = UntrustedJwt::parse(sample["token"].as_str().unwrap()).unwrap();
        let end = UnixTime::from_seconds(sample["claims"]["exp"].as_u64().unwrap());
        let verdict = judge(&jwt, &SignatureState::Valid, &profile(), end);
        assert_eq!(verdict.refusal().unwrap().code(), "expired", "{}", sample["name"]);
        assert_eq!(verdict.answers().valid_now, Outcome::Fail);
        assert_eq!(verdict.answers().signature, Outcome::Pass);
    }
}
