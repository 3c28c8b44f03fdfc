//! `POST api/token/refresh`.

use demo::Fault;
use serde_json::{Value, json};

use crate::support::{Bench, MEMBER, Seen, assert_expires, now};

const PATH: &str = "/api/token/refresh";
const NO_MEMBER: &str = "The identity server granted nothing of `user:memberof:moehaha`.";

async fn refreshed(bench: &Bench, token: &str, body: &Value) -> Seen {
    bench.post_to(PATH, token, body).await
}

#[tokio::test]
async fn a_refreshable_token_is_renewed_for_a_day_or_as_long_as_asked() {
    let bench = Bench::new().await;
    let old = bench.refreshable("bob", MEMBER).await;
    let before = now();
    let seen = refreshed(&bench, &old, &json!({})).await;
    let claims = seen.claims();
    assert_eq!(claims["username"], "bob");
    assert_eq!(claims["scope"], json!([MEMBER]));
    assert_eq!(claims["aud"], json!(["moehaha"]));
    assert_eq!(claims["refresh_token"], "…");
    assert_expires(&claims, before, 86_400);
    assert_eq!(seen.header("cache-control"), "no-store");
    let same = json!({"scope": [MEMBER], "audience": ["moehaha"]});
    assert_eq!((&seen.json()["asked"], &seen.json()["granted"]), (&same, &same));

    let before = now();
    let claims = refreshed(&bench, &seen.token(), &json!({"validity": 60})).await.claims();
    assert_expires(&claims, before, 60);
}

#[tokio::test]
async fn it_may_have_expired() {
    let bench = Bench::new().await;
    let old = bench.expired().await;
    let before = now();
    let claims = refreshed(&bench, &old, &json!({"validity": 600})).await.claims();
    assert_eq!(claims["username"], "bob");
    assert_expires(&claims, before, 600);
}

#[tokio::test]
async fn a_token_without_a_refresh_token_is_not_renewed() {
    let bench = Bench::new().await;
    let plain = bench.token_for("bob", MEMBER).await.token();
    let seen = refreshed(&bench, &plain, &json!({})).await;
    seen.assert_problem(400, "not-refreshable", "The token carries no refresh token.");
    assert_eq!(
        seen.json()["hint"],
        "Generate a new token, with refreshable ticked if it is to be renewed or narrowed later."
    );
}

#[tokio::test]
async fn a_refresh_token_that_the_identity_server_no_longer_knows_is_told() {
    let bench = Bench::new().await;
    let forgotten = bench.signed(|claims| {
        claims.insert("refresh_token".to_owned(), json!("forgotten"));
    });
    refreshed(&bench, &forgotten, &json!({})).await.assert_problem(
        400,
        "not-refreshable",
        "The identity server does not renew this token.",
    );
}

#[tokio::test]
async fn after_the_membership_has_ended_there_is_nothing_or_what_is_left() {
    let bench = Bench::new().await;
    let member = bench.refreshable("bob", MEMBER).await;
    let named = bench.refreshable("bob", &format!("{MEMBER},user:name")).await;
    bench.identity.end_membership("bob", "moehaha");
    let seen = refreshed(&bench, &member, &json!({})).await;
    seen.assert_problem(403, "nothing-granted", NO_MEMBER);
    let seen = refreshed(&bench, &named, &json!({})).await;
    assert_eq!(seen.json()["asked"]["scope"], json!([MEMBER, "user:name"]));
    assert_eq!(seen.json()["granted"]["scope"], json!(["user:name"]));
}

#[tokio::test]
async fn every_failure_of_the_identity_server_has_its_own_code() {
    let bench = Bench::new().await;
    let old = bench.refreshable("bob", MEMBER).await;
    for (fault, status, code) in [
        (Fault::InternalError, 502, "provider-failed"),
        (Fault::CutOff, 502, "provider-cut-off"),
        (Fault::Html, 502, "provider-answered-html"),
        (Fault::EndlessBody, 502, "provider-answer-too-large"),
        (Fault::ForeignKey, 500, "token-signature"),
        (Fault::ForeignAzp, 502, "token-foreign-client"),
    ] {
        bench.identity.faults().set(fault);
        let seen = refreshed(&bench, &old, &json!({})).await;
        assert_eq!((seen.status, seen.json()["code"].as_str()), (status, Some(code)), "{fault:?}");
    }
    bench.identity.faults().clear();
    assert_eq!(refreshed(&bench, &old, &json!({})).await.status, 200);
}

#[tokio::test]
async fn only_a_validity_can_be_asked_for() {
    let bench = Bench::new().await;
    for (body, code, sentence) in [
        (
            json!({"scope": []}),
            "member-unknown",
            "The body has a member that the request does not know.",
        ),
        (
            json!({"validity": 0}),
            "member-invalid",
            "The validity is zero, but must be at least one second.",
        ),
    ] {
        refreshed(&bench, "x", &body).await.assert_problem(400, code, sentence);
    }
}
