//! `POST api/token` with an authorization code.

use std::net::Ipv4Addr;

use demo::Fault;
use serde_json::{Value, json};
use tokio::net::TcpSocket;

use crate::support::{Bench, MEMBER, PAGE, SECRET, assert_expires, exchange, now, verifier};

#[tokio::test]
async fn bob_gets_his_token_in_one_step_and_in_two() {
    for exchange in ["one-step", "two-step"] {
        let bench = Bench::with(|settings| {
            settings.insert("COCKPIT_JWT_EXCHANGE", exchange.to_owned());
        })
        .await;
        let seen = bench.token_for("bob", MEMBER).await;
        let claims = seen.claims();
        assert_eq!(claims["username"], "bob");
        assert_eq!(claims["scope"], json!([MEMBER]));
        assert_eq!(claims["aud"], json!(["moehaha"]));
        assert_eq!(seen.header("cache-control"), "no-store");
        assert_eq!(seen.json()["asked"], json!({"scope": [MEMBER], "audience": ["moehaha"]}));
        assert_eq!(seen.json()["granted"], json!({"scope": [MEMBER], "audience": ["moehaha"]}));
    }
}

#[tokio::test]
async fn what_was_asked_and_not_granted_is_told() {
    let bench = Bench::new().await;
    let seen = bench.token_for("carol", "user:name,user:memberof:moehaha").await;
    assert_eq!(seen.json()["asked"]["scope"], json!(["user:name", MEMBER]));
    assert_eq!(seen.json()["granted"]["scope"], json!(["user:name"]));
}

#[tokio::test]
async fn validity_and_refresh_token_are_asked_for() {
    let bench = Bench::new().await;
    let code = bench.code("bob", MEMBER, &verifier(1)).await;
    let mut body = exchange(&code, &verifier(1), MEMBER);
    body["validity"] = json!(60);
    let before = now();
    assert_expires(&bench.post(&body).await.claims(), before, 60);

    let code = bench.code("bob", MEMBER, &verifier(2)).await;
    let mut body = exchange(&code, &verifier(2), MEMBER);
    body["refreshable"] = json!(true);
    assert_eq!(bench.post(&body).await.claims()["refresh_token"], "…");
}

#[tokio::test]
async fn who_belongs_nowhere_is_told_so() {
    let bench = Bench::new().await;
    bench.token_for("eve", MEMBER).await.assert_problem(
        403,
        "nothing-granted",
        "The identity server granted nothing of `user:memberof:moehaha`.",
    );
}

#[tokio::test]
async fn a_stolen_callback_is_worth_nothing_without_the_verifier() {
    let bench = Bench::new().await;
    let code = bench.code("bob", MEMBER, &verifier(1)).await;
    bench.post(&exchange(&code, &verifier(2), MEMBER)).await.assert_problem(
        400,
        "code-refused",
        "The identity server refused the code; most likely it is older than ten seconds.",
    );
    let mut body = exchange(&code, &verifier(1), MEMBER);
    body.as_object_mut().unwrap().remove("verifier");
    let seen = bench.post(&body).await;
    seen.assert_problem(400, "member-missing", "The member `verifier` is missing.");
    // Whoever began the sign-in still gets the token.
    assert_eq!(bench.post(&exchange(&code, &verifier(1), MEMBER)).await.status, 200);
}

#[tokio::test]
async fn only_the_pages_themselves_are_redirect_uris() {
    let bench = Bench::new().await;
    for other in ["http://localhost:8090/x", "http://localhost:8090", "https://evil.example/"] {
        let mut body = exchange("a-code", &verifier(1), MEMBER);
        body["redirect_uri"] = json!(other);
        bench.post(&body).await.assert_problem(
            400,
            "redirect-uri-not-allowed",
            "The redirect URI is not one of this service's pages.",
        );
    }
}

#[tokio::test]
async fn a_code_and_a_token_at_once_are_refused() {
    let bench = Bench::new().await;
    bench.post_as("x", &exchange("a-code", &verifier(1), MEMBER)).await.assert_problem(
        400,
        "several-credentials",
        "The request has both a code and a header `Authorization`.",
    );
}

#[tokio::test]
async fn every_failure_of_the_identity_server_has_its_own_code() {
    let bench = Bench::new().await;
    for (fault, status, code) in [
        (Fault::InternalError, 502, "provider-failed"),
        (Fault::CutOff, 502, "provider-cut-off"),
        (Fault::Html, 502, "provider-answered-html"),
        (Fault::EndlessBody, 502, "provider-answer-too-large"),
        (Fault::ForeignKey, 500, "token-signature"),
        (Fault::ForeignAzp, 502, "token-foreign-client"),
        (Fault::CodeExpired, 400, "code-refused"),
    ] {
        bench.identity.faults().set(fault);
        let seen = bench.token_for("bob", MEMBER).await;
        assert_eq!((seen.status, seen.json()["code"].as_str()), (status, Some(code)), "{fault:?}");
        assert!(!seen.body.contains(SECRET));
    }
    bench.identity.faults().clear();
    assert_eq!(bench.token_for("bob", MEMBER).await.status, 200);
}

/// A proxy whose identity server nobody can reach: its port is taken, and nobody listens there.
async fn bench_without_identity_server() -> (Bench, TcpSocket) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind((Ipv4Addr::LOCALHOST, 0).into()).unwrap();
    let address = socket.local_addr().unwrap();
    let bench = Bench::with(|settings| {
        settings.insert("COCKPIT_JWT_IDENTITY_SERVER", format!("http://{address}"));
    });
    (bench.await, socket)
}

#[tokio::test]
async fn what_lacks_a_proof_never_reaches_the_identity_server() {
    let (bench, _port) = bench_without_identity_server().await;
    for (member, value, code) in [
        ("verifier", Value::Null, "member-invalid"),
        ("verifier", json!("short"), "member-invalid"),
        ("redirect_uri", json!("https://evil.example/"), "redirect-uri-not-allowed"),
    ] {
        let mut body = exchange("a-code", &verifier(1), MEMBER);
        body[member] = value;
        assert_eq!(bench.post(&body).await.json()["code"], code);
    }
}

#[tokio::test]
async fn an_identity_server_out_of_reach_is_told() {
    let (bench, _port) = bench_without_identity_server().await;
    bench.post(&exchange("a-code", &verifier(1), MEMBER)).await.assert_problem(
        502,
        "provider-unreachable",
        "The identity server cannot be reached: connection refused.",
    );
}

#[tokio::test]
async fn another_page_gets_tokens_only_if_it_is_allowed() {
    let portal = "https://portal.example/cockpit/jwt";
    let bench = Bench::with(|settings| {
        settings.insert("COCKPIT_JWT_REDIRECT_URIS", format!("{PAGE},{portal}"));
    })
    .await;
    let mut body = exchange("a-code", &verifier(1), MEMBER);
    body["redirect_uri"] = json!(portal);
    // As far as the identity server, which does not know the code.
    assert_eq!(bench.post(&body).await.json()["code"], "code-refused");
}
