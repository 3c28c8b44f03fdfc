//! The public keys of the identity server in the configuration: their forms, and several at once.

use std::path::Path;

use domain::jwt::Algorithm;
use proxy::{Config, ConfigError};
use serde_json::{Value, json};
use signature::SigningKey;

use crate::{
    configuration::{LEAST, SECRET},
    support::Bench,
};

/// The settings besides the least ones, and one variable.
fn read(more: &str, variable: Option<(&str, &str)>) -> Result<Config, ConfigError> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../domain/tests/fixtures/keys");
    let variables = [SECRET].into_iter().chain(variable);
    let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
    Config::read("test.toml", &format!("{LEAST}{more}\n"), &fixtures, variables)
}

#[track_caller]
fn remarks(more: &str) -> Vec<String> {
    read(more, None).unwrap_or_else(|error| panic!("{error}")).remarks().to_vec()
}

#[track_caller]
fn mistakes(more: &str) -> Vec<String> {
    let error = read(more, None).unwrap_err();
    assert!(error.mistakes().iter().all(|mistake| !mistake.hint().is_empty()));
    error.mistakes().iter().map(ToString::to_string).collect()
}

fn jwk(algorithm: Algorithm, changes: &Value) -> Value {
    let mut jwk = SigningKey::generate(algorithm).unwrap().public_key().to_jwk().0;
    jwk.extend(changes.as_object().unwrap().clone());
    Value::Object(jwk)
}

#[test]
fn every_form_is_read_inline_and_from_files() {
    let set =
        json!({ "keys": [jwk(Algorithm::Ps256, &json!({})), jwk(Algorithm::EdDsa, &json!({}))] });
    let keys = format!(
        "keys = ['{}', '{set}', '''\n{}''']",
        jwk(Algorithm::Es256, &json!({ "kid": "2026" })),
        include_str!("../../../domain/tests/fixtures/keys/p384.pem"),
    );
    assert!(remarks(&keys).is_empty());
    assert!(remarks(r#"key_files = ["rsa.pem", "p256.pem", "ed25519.pem"]"#).is_empty());
    assert!(remarks(&format!("{keys}\nkey_files = [\"rsa.pem\"]")).is_empty());
}

#[test]
fn json_has_commas_in_the_environment_too() {
    let named = |key_id| jwk(Algorithm::Es384, &json!({ "kid": key_id }));
    for text in [
        named("a").to_string(),
        json!([named("a"), named("b")]).to_string(),
        format!(" {:#}\n", json!({ "keys": [named("a"), named("b")] })),
    ] {
        read("", Some(("COCKPIT_JWT_KEYS", &text))).unwrap_or_else(|error| panic!("{error}"));
    }
    let error = read("", Some(("COCKPIT_JWT_KEYS", "{\"kty\":\"EC\","))).unwrap_err();
    assert_eq!(
        error.mistakes()[0].to_string(),
        "environment variable COCKPIT_JWT_KEYS: `keys`: the JSON of the keys is not valid JSON"
    );
}

#[test]
fn keys_in_a_set_that_are_of_no_use_are_remarked() {
    let set = json!({ "keys": [
        jwk(Algorithm::Rs256, &json!({ "use": "enc", "kid": "e" })),
        jwk(Algorithm::Es384, &json!({})),
    ] });
    assert_eq!(
        remarks(&format!("keys = [\n'{set}']")),
        [
            "line 4: `keys`: passed over: key 1 (`e`): the public key is not for verifying signatures (`use`)"
        ]
    );
}

#[test]
fn wrong_keys_are_told_with_their_line() {
    let off = jwk(Algorithm::Es384, &json!({ "y": "A".repeat(64) }));
    let secret = json!({ "keys": [jwk(Algorithm::Es384, &json!({ "d": "AAAA" }))] });
    assert_eq!(
        mistakes(&format!(
            "keys = [\n'{off}',\n'{secret}']\nkey_files = [\"certificate.pem\",\n\"rsa-1024.pem\"]"
        )),
        [
            "line 4: `keys`: the public key is not a point on the curve P-384",
            "line 5: `keys`: the key is private (`d`): it was not used, and should be replaced if others could see it",
            "line 6: `key_files`: the PEM block is a certificate, not a `PUBLIC KEY`",
            "line 7: `key_files`: the RSA key has 1024 bits, not 2048 to 8192",
        ]
    );
}

#[test]
fn two_keys_of_one_name_are_a_mistake_and_one_key_twice_is_none() {
    let named = || jwk(Algorithm::Es384, &json!({ "kid": "2026" }));
    let (old, new) = (named(), named());
    assert_eq!(
        mistakes(&format!("keys = [\n'{old}',\n'{new}']")),
        ["line 5: `keys`: another key has the same name (`kid`), `2026`"]
    );
    assert_eq!(
        mistakes(&format!("keys = [\n'[{old},{new}]']")),
        ["line 4: `keys`: two different keys have the same name (`kid`), `2026`"]
    );
    assert!(remarks(&format!("keys = ['{old}', '{old}']")).is_empty());
    assert!(remarks(r#"key_files = ["rsa.pem", "rsa.pem"]"#).is_empty());
}

/// What the page is told about the keys with these settings.
async fn published(keys: String) -> Vec<Value> {
    let bench = Bench::with(|settings| {
        settings.insert("COCKPIT_JWT_KEYS", keys);
    })
    .await;
    let seen = bench.get("/api/config").await;
    crate::openapi::assert_schema("PageConfig", &seen.json());
    seen.json()["keys"].as_array().unwrap().clone()
}

#[tokio::test]
async fn the_page_gets_the_keys_as_jwk_and_each_once() {
    let named = jwk(Algorithm::Ps256, &json!({ "kid": "2026" }));
    let nameless = jwk(Algorithm::EdDsa, &json!({}));
    let keys = json!([named, nameless, named]).to_string();
    assert_eq!(published(keys).await, [named, nameless]);
    let pem = include_str!("../../../domain/tests/fixtures/keys/p256.pem");
    let keys = published(format!("{pem},{pem}")).await;
    let mut members: Vec<_> = keys[0].as_object().unwrap().keys().map(String::as_str).collect();
    members.sort_unstable();
    assert_eq!((keys.len(), members), (1, vec!["alg", "crv", "kty", "use", "x", "y"]));
}

#[tokio::test]
async fn the_page_gets_the_profile_and_the_leeway() {
    for (profile, leeway) in [("cockpit", 0), ("documented", 1), ("strict", 300)] {
        let bench = Bench::with(|settings| {
            settings.insert("COCKPIT_JWT_PROFILE", profile.to_owned());
            settings.insert("COCKPIT_JWT_LEEWAY", leeway.to_string());
        })
        .await;
        let config = bench.get("/api/config").await.json();
        assert_eq!(config["profile"], profile);
        assert_eq!(config.get("leeway").and_then(Value::as_i64).unwrap_or(0), leeway);
    }
    assert_eq!(
        mistakes("profile = \"lax\"\nleeway = 301"),
        ["line 3: `profile` does not know `lax`", "line 4: `leeway` is 301, which is out of range",]
    );
}
