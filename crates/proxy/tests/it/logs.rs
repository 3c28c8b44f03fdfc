//! What the log says of a request, and what it never says.

use axum::{body::Body, http::Request};
use serde_json::json;

use crate::{
    captured::Log,
    support::{Bench, MEMBER, SECRET, exchange, now, page_request, verifier},
};

#[tokio::test]
async fn a_request_is_one_line_with_the_name_that_the_answer_has() {
    let bench = Bench::new().await;
    let log = Log::start();
    let seen = bench.get("/api/config?canary-query").await;
    let lines = log.lines();
    assert_eq!(lines.len(), 1, "{lines:?}");
    let line = &lines[0];
    assert_eq!(line["message"], "answered");
    assert_eq!(line["status"], 200);
    assert_eq!(line["span"]["id"], seen.header("x-request-id"));
    assert_eq!(line["span"]["route"], "/api/config");
    assert_eq!(line["span"]["method"], "GET");
}

#[tokio::test]
async fn a_refusal_is_one_line_with_its_code() {
    let bench = Bench::new().await;
    let log = Log::start();
    bench.post(&json!({})).await;
    let lines = log.lines();
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert_eq!(lines[0]["message"], "refused");
    assert_eq!(lines[0]["code"], "member-missing");
}

#[tokio::test]
async fn what_the_operator_can_mend_is_told_with_its_cause() {
    let bench = Bench::new().await;
    bench.identity.faults().set(demo::Fault::InternalError);
    let verifier = verifier(1);
    let code = bench.code("bob", MEMBER, &verifier).await;
    let log = Log::start();
    bench.post(&exchange(&code, &verifier, MEMBER)).await;
    let lines = log.lines();
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert_eq!((&lines[0]["level"], &lines[0]["message"]), (&json!("WARN"), &json!("failed")));
    assert_eq!(lines[0]["cause"], "the identity server failed with status 500");
}

#[tokio::test]
async fn a_wrong_client_secret_is_no_longer_invisible() {
    let bench = Bench::with(|settings| {
        settings.insert("COCKPIT_JWT_CLIENT_SECRET", "another".to_owned());
    })
    .await;
    let log = Log::start();
    for _ in 0..2 {
        assert_eq!(bench.token_for("bob", MEMBER).await.json()["code"], "code-refused");
    }
    let lines = log.lines();
    let told: Vec<_> = lines.iter().map(|line| (&line["level"], &line["code"])).collect();
    let (warn, info, code) = (json!("WARN"), json!("INFO"), json!("code-refused"));
    assert_eq!(told, [(&warn, &code), (&info, &code)]);
    assert!(lines[0]["cause"].as_str().unwrap().contains("compare the client secret"));
}

#[tokio::test]
async fn an_old_code_is_no_reason_to_doubt_a_secret_that_has_worked() {
    let bench = Bench::new().await;
    assert_eq!(bench.token_for("bob", MEMBER).await.status, 200);
    let log = Log::start();
    bench.post(&exchange("a-code", &verifier(1), MEMBER)).await;
    let lines = log.lines();
    assert_eq!((&lines[0]["level"], &lines[0]["code"]), (&json!("INFO"), &json!("code-refused")));
}

#[tokio::test]
async fn an_organization_token_is_audited_by_its_hash() {
    let bench = Bench::new().await;
    let log = Log::start();
    let body = json!({"grant": "organization", "audience": ["moehaha"]});
    let before = now();
    let answer = bench.post_as(&bench.signed(|_| {}), &body).await;
    let audits: Vec<_> =
        log.lines().into_iter().filter(|line| line["target"] == "proxy::audit").collect();
    assert_eq!(audits.len(), 1);
    let audit = &audits[0];
    assert_eq!(audit["member"], "bob");
    assert_eq!(audit["audience"], "moehaha");
    assert_eq!(audit["scope"], "organization:owner:cockpit");
    assert_eq!(audit["expires_at"], answer.claims()["exp"]);
    assert!((before..=now()).contains(&audit["at"].as_u64().unwrap()));
    assert_eq!(audit["token_sha256"].as_str().unwrap().len(), 43);
    assert_eq!(audit["span"]["id"], answer.header("x-request-id"));
}

#[tokio::test]
async fn renewing_and_narrowing_is_a_line_each_without_a_token() {
    let bench = Bench::new().await;
    let wide = bench.refreshable("bob", MEMBER).await;
    let log = Log::start();
    let mut tokens = vec![wide.clone()];
    for (path, body, code) in [
        ("/api/token/refresh", json!({}), None),
        ("/api/token/derive", json!({"scope": [MEMBER], "audience": []}), None),
        (
            "/api/token/derive",
            json!({"scope": ["user:name"], "audience": []}),
            Some("scope-not-held"),
        ),
    ] {
        let before = log.lines().len();
        let seen = bench.post_to(path, &wide, &body).await;
        let lines = log.lines().split_off(before);
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert_eq!(lines[0]["code"].as_str(), code);
        assert_eq!(lines[0]["span"]["route"], path);
        if code.is_none() {
            tokens.push(seen.token());
        }
    }
    let text: String = log.lines().iter().map(ToString::to_string).collect();
    for token in tokens {
        assert!(!text.contains(&token) && !text.contains(token.rsplit('.').next().unwrap()));
    }
}

#[tokio::test]
async fn no_secret_token_code_or_verifier_is_in_it() {
    let bench = Bench::new().await;
    let log = Log::start();
    let verifier = verifier(1);
    let code = bench.code("bob", MEMBER, &verifier).await;
    let own = bench.post(&exchange(&code, &verifier, MEMBER)).await.json()["token"].clone();
    let own = own.as_str().unwrap();
    let body = json!({"grant": "organization", "audience": ["moehaha"]});
    let organizations = bench.post_as(own, &body).await.json()["token"].clone();
    // The same in places where they do not belong.
    bench.get(&format!("/{code}?code={code}&state={}", verifier.state().as_str())).await;
    bench.post(&json!({"grant": code, code.clone(): verifier.expose()})).await;
    bench.post(&exchange(&code, &crate::support::verifier(2), &format!("canary-{code}"))).await;
    let odd = page_request().header("Cookie", own).header("Authorization", own);
    bench.send(odd.body(Body::from(own.to_owned())).unwrap()).await;
    let odd = Request::builder().method("CANARY").uri(format!("/api/token?{own}"));
    bench.send(odd.body(Body::empty()).unwrap()).await;

    let text: String = log.lines().iter().map(ToString::to_string).collect();
    assert!(text.lines().count() > 0 && text.contains("proxy::audit"));
    for secret in [SECRET, &code, verifier.expose(), own, organizations.as_str().unwrap(), "CANARY"]
    {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}
