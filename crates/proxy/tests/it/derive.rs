//! `POST api/token/derive`.

use demo::Fault;
use serde_json::{Value, json};

use crate::support::{Bench, MEMBER, Seen, assert_expires, now};

const PATH: &str = "/api/token/derive";

fn narrower() -> Value {
    json!({"scope": [MEMBER], "audience": ["third"], "validity": 60})
}

async fn derived(bench: &Bench, token: &str, body: &Value) -> Seen {
    bench.post_to(PATH, token, body).await
}

#[tokio::test]
async fn fewer_scopes_another_audience_a_shorter_life_and_no_refresh_token() {
    let bench = Bench::new().await;
    let wide = bench.refreshable("bob", &format!("{MEMBER},user:name")).await;
    let before = now();
    let seen = derived(&bench, &wide, &narrower()).await;
    let claims = seen.claims();
    assert_eq!(claims["username"], "bob");
    assert_eq!(claims["globalid"], Value::Null);
    assert_eq!(claims["scope"], json!([MEMBER]));
    assert_eq!(claims["aud"], json!(["third"]));
    assert_eq!(claims.get("refresh_token"), None);
    assert_expires(&claims, before, 60);
    assert_eq!(seen.header("cache-control"), "no-store");
    let same = json!({"scope": [MEMBER], "audience": ["third"]});
    assert_eq!((&seen.json()["asked"], &seen.json()["granted"]), (&same, &same));
}

#[tokio::test]
async fn without_audience_or_validity_it_has_none_or_the_longest() {
    let bench = Bench::new().await;
    let wide = bench.refreshable("bob", MEMBER).await;
    let before = now();
    let body = json!({"scope": ["user:memberof:moehaha.team"], "audience": []});
    let claims = derived(&bench, &wide, &body).await.claims();
    assert_eq!(claims["scope"], json!(["user:memberof:moehaha.team"]));
    assert_eq!(claims.get("aud"), None);
    assert_expires(&claims, before, 86_400);
}

#[tokio::test]
async fn a_narrower_token_begets_no_other_and_neither_does_one_that_was_never_refreshable() {
    let bench = Bench::new().await;
    let wide = bench.refreshable("bob", MEMBER).await;
    let narrow = derived(&bench, &wide, &narrower()).await.token();
    let plain = bench.token_for("bob", MEMBER).await.token();
    for token in [narrow, plain] {
        let seen = derived(&bench, &token, &narrower()).await;
        seen.assert_problem(400, "not-refreshable", "The token carries no refresh token.");
    }
}

#[tokio::test]
async fn where_the_identity_server_cannot_derive_a_new_sign_in_gets_it() {
    let bench = Bench::new().await;
    let wide = bench.refreshable("bob", MEMBER).await;
    bench.identity.faults().set(Fault::NotDerivable);
    let seen = derived(&bench, &wide, &narrower()).await;
    seen.assert_problem(
        400,
        "not-derivable",
        "The identity server cannot make a narrower token from this one.",
    );
    assert_eq!(
        seen.json()["hint"],
        "Sign in anew and ask for just what the narrower token is to have."
    );
    assert_eq!(bench.token_for("bob", MEMBER).await.status, 200);
}

#[tokio::test]
async fn an_expired_token_is_to_be_renewed_first() {
    let bench = Bench::new().await;
    let seen = derived(&bench, &bench.expired().await, &narrower()).await;
    seen.assert_problem(401, "presented-token-expired", "The presented token has expired.");
    assert_eq!(
        seen.json()["hint"],
        "Renew it if it is refreshable, or generate a new token of your own here."
    );
}

#[tokio::test]
async fn the_scope_is_not_empty_not_wider_and_not_refreshable() {
    let bench = Bench::new().await;
    let wide = bench.refreshable("bob", MEMBER).await;
    let refused = async |scope: Value, status: u16, code: &str, sentence: &str| {
        let seen = derived(&bench, &wide, &json!({"scope": scope, "audience": []})).await;
        seen.assert_problem(status, code, sentence);
    };
    refused(
        json!([]),
        400,
        "scope-missing",
        "The `scope` of the narrower token is empty, so it would allow nothing.",
    )
    .await;
    refused(
        json!([MEMBER, "offline_access"]),
        400,
        "scope-not-for-derivation",
        "The `scope` names `offline_access`, but a narrower token carries no refresh token.",
    )
    .await;
    for (scope, sentence) in [
        ("user:name", "The token lacks the scope `user:name`."),
        ("user:memberof:moehaha2", "The token lacks the scope `user:memberof:moehaha2`."),
    ] {
        refused(json!([MEMBER, scope]), 403, "scope-not-held", sentence).await;
    }
}

#[tokio::test]
async fn after_the_membership_has_ended_there_is_nothing() {
    let bench = Bench::new().await;
    let wide = bench.refreshable("bob", MEMBER).await;
    bench.identity.end_membership("bob", "moehaha");
    derived(&bench, &wide, &narrower()).await.assert_problem(
        403,
        "nothing-granted",
        "The identity server granted nothing of `user:memberof:moehaha`.",
    );
}

#[tokio::test]
async fn what_is_left_of_the_scopes_is_told() {
    let bench = Bench::new().await;
    let both = [MEMBER, "user:name"];
    let wide = bench.refreshable("bob", &both.join(",")).await;
    bench.identity.end_membership("bob", "moehaha");
    let seen = derived(&bench, &wide, &json!({"scope": both, "audience": []})).await;
    assert_eq!(seen.json()["asked"]["scope"], json!(both));
    assert_eq!(seen.json()["granted"]["scope"], json!(["user:name"]));
}

#[tokio::test]
async fn a_refresh_token_that_the_identity_server_no_longer_knows_is_told() {
    let bench = Bench::new().await;
    let forgotten = bench.signed(|claims| {
        claims.insert("refresh_token".to_owned(), json!("forgotten"));
    });
    derived(&bench, &forgotten, &narrower()).await.assert_problem(
        400,
        "derivation-refused",
        "The identity server refused to make this narrower token.",
    );
}

#[tokio::test]
async fn every_failure_of_the_identity_server_has_its_own_code() {
    let bench = Bench::new().await;
    let wide = bench.refreshable("bob", MEMBER).await;
    for (fault, status, code) in [
        (Fault::InternalError, 400, "not-derivable"),
        (Fault::CutOff, 502, "provider-cut-off"),
        (Fault::Html, 502, "provider-answered-html"),
        (Fault::ForeignKey, 500, "token-signature"),
        (Fault::ForeignAzp, 502, "token-foreign-client"),
    ] {
        bench.identity.faults().set(fault);
        let seen = derived(&bench, &wide, &narrower()).await;
        assert_eq!((seen.status, seen.json()["code"].as_str()), (status, Some(code)), "{fault:?}");
    }
}
