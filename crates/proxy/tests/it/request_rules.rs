//! What every `POST api/token` must fulfil, in which order.

use axum::{body::Body, http::Request};
use futures_util::stream;

use crate::support::{Bench, ORIGIN, Seen, page_request};

/// A request with these headers, and the one thing wrong with it.
async fn post(bench: &Bench, target: &str, headers: &[(&str, &str)], body: String) -> Seen {
    let mut request = Request::post(target);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    bench.send(request.body(Body::from(body)).unwrap()).await
}

const JSON: (&str, &str) = ("Content-Type", "application/json");
const OURS: (&str, &str) = ("Cockpit-Jwt-Request", "1");
const ALLOWED: (&str, &str) = ("Origin", ORIGIN);

#[tokio::test]
async fn each_rule_comes_before_the_next() {
    let bench = Bench::new().await;
    let (long, short) = ("x".repeat(16 * 1024 + 1), "x".to_owned());
    let length = long.len().to_string();
    let evil = ("Origin", "https://evil.example");
    for (headers, body, status, code) in [
        (vec![("Content-Length", length.as_str())], long.clone(), 413, "body-too-large"),
        (vec![evil], short.clone(), 415, "content-type-not-json"),
        (vec![JSON, evil], short.clone(), 403, "origin-not-allowed"),
        (vec![JSON, ALLOWED], short.clone(), 403, "request-header-missing"),
        (vec![JSON, ALLOWED, OURS], long, 413, "body-too-large"),
        (vec![JSON, ALLOWED, OURS], short, 400, "body-not-json"),
    ] {
        let seen = post(&bench, "/api/token", &headers, body).await;
        assert_eq!((seen.status, seen.json()["code"].as_str()), (status, Some(code)));
    }
}

#[tokio::test]
async fn only_json_is_json() {
    let bench = Bench::new().await;
    for (content_type, is_json) in [
        ("application/json", true),
        ("Application/JSON; charset=UTF-8", true),
        ("application/json;charset=\"utf-8\"", true),
        ("application/json; charset=latin1", false),
        ("text/plain", false),
        ("application/jsonp", false),
        ("application/x-www-form-urlencoded", false),
        ("text/plain; application/json", false),
    ] {
        let headers = [("Content-Type", content_type), ALLOWED, OURS];
        let seen = post(&bench, "/api/token", &headers, String::new()).await;
        assert_eq!(seen.status, if is_json { 400 } else { 415 }, "{content_type}");
    }
    let twice = [JSON, JSON, ALLOWED, OURS];
    post(&bench, "/api/token", &twice, String::new()).await.assert_problem(
        415,
        "content-type-not-json",
        "The header `Content-Type` is not `application/json`.",
    );
}

#[tokio::test]
async fn our_own_header_is_needed_once_with_its_value() {
    let bench = Bench::new().await;
    let sentence = "The header `cockpit-jwt-request` is not there once with the value `1`.";
    for wrong in [vec![], vec![("Cockpit-Jwt-Request", "true")], vec![OURS, OURS]] {
        let headers = [vec![JSON, ALLOWED], wrong].concat();
        let seen = post(&bench, "/api/token", &headers, String::new()).await;
        seen.assert_problem(403, "request-header-missing", sentence);
    }
}

#[tokio::test]
async fn nothing_is_taken_from_the_address() {
    let bench = Bench::new().await;
    let headers = [JSON, ALLOWED, OURS];
    post(&bench, "/api/token?code=x", &headers, String::new()).await.assert_problem(
        400,
        "query-not-allowed",
        "The request's address has a query.",
    );
}

#[tokio::test(start_paused = true)]
async fn a_body_that_does_not_arrive_is_given_up() {
    let bench = Bench::new().await;
    let never = Body::from_stream(stream::pending::<Result<Vec<u8>, std::io::Error>>());
    bench.send(page_request().body(never).unwrap()).await.assert_problem(
        408,
        "body-too-slow",
        "The body did not arrive within ten seconds.",
    );
}

#[tokio::test]
async fn a_body_is_cut_at_the_limit_even_if_its_length_is_not_told() {
    let bench = Bench::new().await;
    let blanks = || Ok::<_, std::io::Error>(vec![b' '; 1024]);
    let endless = Body::from_stream(stream::repeat_with(blanks));
    bench.send(page_request().body(endless).unwrap()).await.assert_problem(
        413,
        "body-too-large",
        "The body is longer than 16384 bytes.",
    );
}

#[tokio::test]
async fn what_is_wrong_with_the_body_is_told_without_repeating_it() {
    let bench = Bench::new().await;
    let body = "{\"grant\": \"authorization_code\",\n \"code\": \"canary-code\" \"verifier\"";
    let seen = bench.send(page_request().body(Body::from(body)).unwrap()).await;
    seen.assert_problem(400, "body-not-json", "The body is not JSON from line 2, column 24 on.");
    let body = r#"{"grant":"authorization_code","canary-name":"canary-value"}"#;
    let seen = bench.send(page_request().body(Body::from(body)).unwrap()).await;
    assert!(!seen.body.contains("canary"), "{}", seen.body);
}

#[tokio::test]
async fn other_methods_and_addresses_are_problems_too() {
    let bench = Bench::new().await;
    let seen = bench.get("/api/token").await;
    seen.assert_problem(
        405,
        "method-not-allowed",
        "This address does not take requests of this method.",
    );
    assert_eq!(seen.header("allow"), "POST");
    bench.get("/api/tokens").await.assert_problem(
        404,
        "not-found",
        "There is nothing at this address.",
    );
}
