//! `POST api/call`: with the demo's Cockpit behind it, and with an API that does what APIs should not.

use std::{sync::Arc, time::Duration};

use axum::body::Body;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use demo::{CockpitApi, CockpitOptions};
use domain::OrganizationId;
use serde_json::{Value, json};
use tokio::sync::Semaphore;

use crate::{
    captured::Log,
    odd_api::{forwarding, odd_api, simple_odd_api},
    openapi::assert_schema,
    support::{Bench, ORIGIN, Seen, page_request_to},
};

/// A proxy in front of the demo's Cockpit.
async fn cockpit() -> (Bench, CockpitApi) {
    let (bench, listener) = forwarding(None).await;
    let organization = OrganizationId::parse("moehaha").unwrap();
    let options = CockpitOptions::new(organization, bench.signer.public_key().clone());
    (bench, CockpitApi::start(listener, options).unwrap())
}

async fn call(bench: &Bench, token: &str, body: &Value) -> Seen {
    let request = page_request_to("/api/call").header("Authorization", format!("bearer {token}"));
    bench.send(request.body(Body::from(body.to_string())).unwrap()).await
}

/// An answer of the API.
fn answer(seen: &Seen) -> Value {
    assert_eq!(seen.status, 200, "{}", seen.body);
    assert_eq!(seen.header("cache-control"), "no-store");
    assert_schema("CallAnswer", &seen.json());
    seen.json()
}

#[tokio::test]
async fn a_repository_is_made_and_listed() {
    let (bench, api) = cockpit().await;
    let token = bench.signed(|_| {});
    let repository = r#"{"name": "web", "git_url": "https://git.example.com/web.git"}"#;
    let create = json!({
        "method": "POST", "path": "/ays/repository", "media_type": "application/json", "body": repository,
    });
    let created = answer(&call(&bench, &token, &create).await);
    assert_eq!(created["status"], 201);
    assert!(
        created["headers"]
            .as_array()
            .unwrap()
            .contains(&json!(["content-type", "application/json"]))
    );
    let list = json!({"method": "GET", "path": "/ays/repository/web"});
    let listed = answer(&call(&bench, &token, &list).await);
    let listed: Value = serde_json::from_str(listed["text"].as_str().unwrap()).unwrap();
    assert_eq!(listed["name"], "web");
    let unknown = json!({"method": "GET", "path": "/ays/repository/other"});
    assert_eq!(answer(&call(&bench, &token, &unknown).await)["status"], 404);
    api.shutdown().await.unwrap();
}

#[tokio::test]
async fn the_token_is_the_callers_own_and_judged_by_the_api() {
    let (bench, api) = cockpit().await;
    let list = json!({"method": "GET", "path": "/ays/repository"});
    assert_eq!(answer(&call(&bench, "nonsense", &list).await)["status"], 401);
    let without = page_request_to("/api/call").body(Body::from(list.to_string())).unwrap();
    assert_eq!(answer(&bench.send(without).await)["status"], 401);
    let twice = page_request_to("/api/call").header("Authorization", "bearer a");
    let twice = twice.header("Authorization", "bearer b").body(Body::from(list.to_string()));
    bench.send(twice.unwrap()).await.assert_problem(
        400,
        "several-credentials",
        "The header `Authorization` stands in the request more than once.",
    );
    api.shutdown().await.unwrap();
}

#[tokio::test]
async fn nothing_is_forwarded_unless_it_is_configured() {
    let bench = Bench::new().await;
    let seen = call(&bench, "x", &json!({"method": "GET", "path": "/ays/repository"})).await;
    seen.assert_problem(
        403,
        "forwarding-off",
        "This service does not forward requests to the API.",
    );
}

#[tokio::test]
async fn only_listed_operations_are_forwarded() {
    let bench = simple_odd_api().await;
    for (method, path) in [
        ("DELETE", "/seen/a"),
        ("GET", "/other"),
        ("GET", "/seen"),
        ("GET", "/seen/a/b"),
        ("GET", "/seen/a/"),
        ("GET", "/"),
    ] {
        let seen = call(&bench, "x", &json!({"method": method, "path": path})).await;
        seen.assert_problem(
            403,
            "operation-not-listed",
            "The API's description has no such operation.",
        );
    }
    for (path, sentence) in [
        ("/seen/..", "The path has a segment of dots."),
        ("/seen/%2e%2e", "The path has a segment of dots."),
        ("/seen/a%2f..%2fmoved", "The path has an encoded slash, backslash or control character."),
        ("//evil.example/seen/a", "The path has an empty segment."),
        ("@evil.example/", "The path does not begin with a slash."),
        ("/seen/a?b=c", "The path has a query or a fragment."),
    ] {
        let seen = call(&bench, "x", &json!({"method": "GET", "path": path})).await;
        seen.assert_problem(400, "member-invalid", sentence);
    }
    let seen = call(&bench, "x", &json!({"method": "CONNECT", "path": "/seen/a"})).await;
    assert_eq!((seen.status, seen.json()["code"].as_str()), (400, Some("member-invalid")));
}

#[tokio::test]
async fn only_what_belongs_to_the_call_goes_along() {
    let bench = simple_odd_api().await;
    let body = json!({
        "method": "POST", "path": "/seen/a%20b", "query": [["q", "a&b=c +"], ["q", "ä*~'"]],
        "headers": [["x-listed", "yes"]], "media_type": "text/plain", "body": "hello",
    });
    let request = page_request_to("/api/call")
        .header("Authorization", "Bearer token")
        .header("X-Forwarded-For", "1.2.3.4")
        .header("Cookie", "session=1");
    let seen = bench.send(request.body(Body::from(body.to_string())).unwrap()).await;
    let arrived = answer(&seen);
    let arrived: Value = serde_json::from_str(arrived["text"].as_str().unwrap()).unwrap();
    assert_eq!(arrived["line"], "POST /api/seen/a%20b?q=a%26b%3Dc%20%2B&q=%C3%A4*%7E%27");
    assert_eq!(arrived["body"], "hello");
    let expected = [
        "accept: application/json, */*;q=0.5",
        "authorization: Bearer token",
        "content-type: text/plain",
        "x-listed: yes",
    ];
    let mut headers: Vec<_> =
        arrived["headers"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
    headers.sort_unstable();
    assert_eq!(headers, expected);
}

#[tokio::test]
async fn headers_that_the_operation_does_not_take_are_refused() {
    let bench = simple_odd_api().await;
    for name in ["x-other", "Cookie", "X-Forwarded-For", "Host", "Authorization", "a b"] {
        let body = json!({"method": "GET", "path": "/seen/a", "headers": [[name, "x"]]});
        let sentence = format!("The operation does not take the header `{name}`.");
        call(&bench, "x", &body).await.assert_problem(400, "header-not-listed", &sentence);
    }
    let body = json!({"method": "GET", "path": "/seen/a", "headers": [["x-listed", "a\r\nb: c"]]});
    call(&bench, "x", &body).await.assert_problem(
        400,
        "member-invalid",
        "The member `headers` has a value that cannot stand in a header.",
    );
}

#[tokio::test]
async fn what_concerns_a_browser_or_a_connection_does_not_come_back() {
    let bench = simple_odd_api().await;
    let seen = call(&bench, "x", &json!({"method": "GET", "path": "/seen/a"})).await;
    let answer = answer(&seen);
    assert_eq!(answer["status"], 401);
    let names: Vec<_> =
        answer["headers"].as_array().unwrap().iter().map(|it| it[0].as_str().unwrap()).collect();
    for gone in ["set-cookie", "clear-site-data", "connection", "x-hop"] {
        assert!(!names.contains(&gone), "{names:?}");
    }
    assert!(names.contains(&"x-own") && names.contains(&"www-authenticate"), "{names:?}");
    for header in ["set-cookie", "www-authenticate", "x-own", "clear-site-data"] {
        assert_eq!(seen.header(header), "");
    }
    assert_eq!(seen.header("access-control-allow-origin"), ORIGIN);
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_not_followed() {
    let bench = simple_odd_api().await;
    let answer = answer(&call(&bench, "x", &json!({"method": "GET", "path": "/moved"})).await);
    assert_eq!(answer["status"], 302);
    let location = json!(["location", "http://127.0.0.1:9/elsewhere"]);
    assert!(answer["headers"].as_array().unwrap().contains(&location));
}

#[tokio::test]
async fn what_is_no_text_comes_in_base64() {
    let bench = simple_odd_api().await;
    let answer = answer(&call(&bench, "x", &json!({"method": "GET", "path": "/binary"})).await);
    assert_eq!(answer["base64"], STANDARD.encode([0_u8, 159, 255]));
    assert_eq!(answer.get("text"), None);
}

#[tokio::test]
async fn answers_have_bounds() {
    let bench = simple_odd_api().await;
    for (path, code, sentence) in [
        ("/large", "api-answer-too-large", "The API's answer is longer than 4 MiB."),
        ("/cut", "api-cut-off", "The connection to the API ended before its answer did."),
    ] {
        let seen = call(&bench, "x", &json!({"method": "GET", "path": path})).await;
        seen.assert_problem(502, code, sentence);
    }
}

#[tokio::test]
async fn calls_have_bounds() {
    let bench = simple_odd_api().await;
    let body = json!({"method": "POST", "path": "/seen/a", "body": "x".repeat(1024 * 1024)});
    call(&bench, "x", &body).await.assert_problem(
        413,
        "body-too-large",
        "The body is longer than 1048576 bytes.",
    );
    let query = json!([["q", "x".repeat(32 * 1024)]]);
    let long = json!({"method": "POST", "path": "/seen/a", "query": query});
    call(&bench, "x", &long).await.assert_problem(
        400,
        "call-too-long",
        "Path, query and headers together are longer than 32768 bytes.",
    );
    let body = json!({"method": "POST", "path": "/seen/a", "body": "x".repeat(900 * 1024)});
    assert_eq!(answer(&call(&bench, "x", &body).await)["status"], 401);
}

#[tokio::test]
async fn an_api_that_is_not_there_is_told() {
    let (bench, listener) = forwarding(None).await;
    drop(listener);
    let seen = call(&bench, "x", &json!({"method": "GET", "path": "/ays/repository"})).await;
    seen.assert_problem(502, "api-unreachable", "The API cannot be reached.");
}

#[tokio::test(start_paused = true)]
async fn an_api_that_does_not_answer_is_given_up() {
    let bench = simple_odd_api().await;
    let seen = call(&bench, "x", &json!({"method": "GET", "path": "/never"})).await;
    seen.assert_problem(504, "api-timeout", "The API did not answer in time.");
}

#[tokio::test]
async fn only_so_many_calls_are_under_way_at_once() {
    let arrived = Arc::new(Semaphore::new(0));
    let bench = Arc::new(odd_api(arrived.clone()).await);
    let mut under_way = tokio::task::JoinSet::new();
    for _ in 0..32 {
        let bench = bench.clone();
        under_way.spawn(async move {
            call(&bench, "x", &json!({"method": "GET", "path": "/never"})).await;
        });
    }
    let all = tokio::time::timeout(Duration::from_secs(10), arrived.acquire_many(32)).await;
    all.unwrap().unwrap().forget();
    let get = json!({"method": "GET", "path": "/binary"});
    let seen = call(&bench, "x", &get).await;
    seen.assert_problem(503, "too-many-calls", "Too many requests to the API are under way.");
    assert_eq!(seen.header("retry-after"), "1");
    under_way.shutdown().await;
    assert_eq!(answer(&call(&bench, "x", &get).await)["status"], 200);
}

#[tokio::test]
async fn the_rules_for_callers_are_those_of_every_request() {
    let bench = simple_odd_api().await;
    let body = || Body::from(json!({"method": "GET", "path": "/seen/a"}).to_string());
    let plain =
        || axum::http::Request::post("/api/call").header("Content-Type", "application/json");
    for (request, code) in [
        (plain().header("Origin", "https://evil.example"), "origin-not-allowed"),
        (plain().header("Sec-Fetch-Site", "cross-site"), "origin-missing"),
        (plain().header("Origin", ORIGIN), "request-header-missing"),
    ] {
        let seen = bench.send(request.body(body()).unwrap()).await;
        assert_eq!((seen.status, seen.json()["code"].as_str()), (403, Some(code)));
    }
    let preflight = axum::http::Request::options("/api/call")
        .header("Origin", ORIGIN)
        .header("Access-Control-Request-Method", "POST")
        .body(Body::empty())
        .unwrap();
    let seen = bench.send(preflight).await;
    assert_eq!((seen.status, seen.header("access-control-allow-origin")), (204, ORIGIN));
}

#[tokio::test]
async fn nothing_of_a_call_is_logged() {
    let bench = simple_odd_api().await;
    let mut body = json!({
        "method": "POST", "path": "/seen/canary-path", "query": [["q", "canary-query"]],
        "headers": [["X-Listed", "canary-header"]], "body": "canary-body",
    });
    let log = Log::start();
    assert_eq!(answer(&call(&bench, "canary-token", &body).await)["status"], 401);
    body["headers"] = json!([["X-Canary-Name", "canary-header"]]);
    assert_eq!(call(&bench, "canary-token", &body).await.status, 400);
    let lines = log.lines();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(!format!("{lines:?}").to_lowercase().contains("canary"), "{lines:?}");
}
