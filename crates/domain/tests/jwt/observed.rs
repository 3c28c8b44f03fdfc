//! Answers observed from an ItsYou.online server.

use domain::{
    UnixTime,
    jwt::{TokenKind, UntrustedJwt},
};
use serde_json::Value;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const TOKENS: &str = include_str!("../fixtures/jwt-tokens.jsonl");

fn each(check: impl Fn(&str, &UntrustedJwt, &Value)) {
    let mut count = 0;
    for line in TOKENS.lines() {
        let sample: Value = serde_json::from_str(line).unwrap();
        let jwt = UntrustedJwt::parse(sample["token"].as_str().unwrap()).unwrap();
        check(sample["name"].as_str().unwrap(), &jwt, &sample);
        count += 1;
    }
    assert_eq!(count, 22);
}

#[test]
fn every_claim_is_read_and_the_refresh_token_hidden() {
    each(|name, jwt, sample| {
        let mut expected = sample["claims"].as_object().unwrap().clone();
        if let Some(refresh_token) = expected.get_mut("refresh_token") {
            *refresh_token = "…".into();
        }
        let found: Vec<_> = jwt.peek_claims().all().collect();
        let expected: Vec<_> =
            expected.iter().map(|(name, value)| (name.as_str(), value)).collect();
        assert_eq!(found, expected, "{name}");
    });
}

#[test]
fn claims_are_found_under_their_names() {
    each(|name, jwt, sample| {
        let (found, expected) = (jwt.peek_claims(), &sample["claims"]);
        let text = |claim: &str| expected[claim].as_str();
        assert_eq!(found.username.as_deref(), text("username"), "{name}");
        assert_eq!(found.globalid.as_deref(), text("globalid"), "{name}");
        assert_eq!(found.authorized_party.as_deref(), text("azp"), "{name}");
        assert_eq!(found.issuer.as_deref(), text("iss"), "{name}");
        assert_eq!(found.subject.as_deref(), text("sub"), "{name}");
        let seconds = |claim: &str| expected[claim].as_u64();
        assert_eq!(found.expires_at.map(UnixTime::seconds), seconds("exp"), "{name}");
        assert_eq!(found.issued_at.map(UnixTime::seconds), seconds("iat"), "{name}");
        assert_eq!(found.not_before, None, "{name}");
        assert_eq!(found.jwt_id, None, "{name}");
        let refreshable = expected.get("refresh_token").is_some();
        assert_eq!(found.carries_refresh_token(), refreshable, "{name}");
    });
}

#[test]
fn scopes_and_audiences_are_lists() {
    each(|name, jwt, sample| {
        let expected = &sample["claims"];
        let texts = |claim: &str| -> Option<Vec<&str>> {
            match &expected[claim] {
                Value::String(one) => Some(vec![one.as_str()]),
                value => value.as_array()?.iter().map(Value::as_str).collect(),
            }
        };
        let mut scope = texts("scope").unwrap_or_default();
        scope.retain(|one| !one.is_empty());
        assert_eq!(jwt.peek_claims().scope, scope, "{name}");
        let audience = jwt.peek_claims().audience.as_ref();
        assert_eq!(
            audience.map(|all| all.iter().map(String::as_str).collect()),
            texts("aud"),
            "{name}"
        );
    });
}

#[test]
fn the_kind_of_token_is_told_apart() {
    each(|name, jwt, sample| {
        let kind = match jwt.peek_claims().kind() {
            TokenKind::Person => "person",
            TokenKind::Organization => "organization",
            TokenKind::IdToken => "id-token",
            TokenKind::Unknown => "unknown",
        };
        assert_eq!(kind, sample["kind"], "{name}");
    });
}

#[test]
fn they_are_all_signed_alike_and_name_no_key() {
    each(|name, jwt, sample| {
        assert_eq!(jwt.algorithm(), "ES384", "{name}");
        assert_eq!(jwt.peek_header()["typ"], "JWT", "{name}");
        assert_eq!(jwt.key_id(), None, "{name}");
        assert_eq!(jwt.signature().len(), 96, "{name}");
        let [header, payload, signature] = jwt.parts();
        assert_eq!(jwt.signing_input(), format!("{header}.{payload}"), "{name}");
        assert_eq!(jwt.compact().expose(), format!("{header}.{payload}.{signature}"), "{name}");
        assert_eq!(jwt.compact().expose(), sample["token"], "{name}");
    });
}

#[test]
fn nothing_secret_is_in_the_debug_output() {
    each(|name, jwt, sample| {
        let shown = format!("{jwt:?} {:?} {:?}", jwt.peek_claims(), jwt.compact());
        let [_, payload, signature] = jwt.parts();
        let refresh_token = sample["claims"]["refresh_token"].as_str();
        for secret in [Some(payload), Some(signature), refresh_token].into_iter().flatten() {
            assert!(!shown.contains(secret), "{name}: {shown}");
        }
    });
}
