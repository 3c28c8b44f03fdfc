//! Who may call, and who may read the answer.

use axum::{body::Body, http::Request};

use crate::support::{Bench, ORIGIN, Seen};

async fn post(bench: &Bench, headers: &[(&str, &str)]) -> Seen {
    let mut request = Request::post("/api/token")
        .header("Content-Type", "application/json")
        .header("Cockpit-Jwt-Request", "1");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    bench.send(request.body(Body::from("{}")).unwrap()).await
}

#[tokio::test]
async fn origins_are_compared_as_a_whole() {
    let bench = Bench::new().await;
    for origin in [
        "http://localhost:8091",
        "https://localhost:8090",
        "http://localhost:8090/",
        "http://LOCALHOST:8090",
        "http://localhost:8090.evil.example",
        "http://localhost",
        "null",
        "",
    ] {
        let seen = post(&bench, &[("Origin", origin)]).await;
        seen.assert_problem(
            403,
            "origin-not-allowed",
            "The page's origin is not one from which this service may be used.",
        );
        assert_eq!(seen.header("access-control-allow-origin"), "");
        assert_eq!(seen.header("vary"), "origin");
    }
    // Through to the next rule.
    assert_eq!(post(&bench, &[("Origin", ORIGIN)]).await.json()["code"], "member-missing");
}

#[tokio::test]
async fn a_program_needs_no_origin_but_a_browser_does() {
    let bench = Bench::new().await;
    assert_eq!(post(&bench, &[]).await.json()["code"], "member-missing");
    for header in [("Sec-Fetch-Site", "none"), ("Sec-Fetch-Site", "cross-site"), ("Cookie", "a=b")]
    {
        post(&bench, &[header]).await.assert_problem(
            403,
            "origin-missing",
            "The request comes from a browser but has no header `Origin`.",
        );
    }
    post(&bench, &[("Origin", ORIGIN), ("Origin", ORIGIN)]).await.assert_problem(
        400,
        "origin-repeated",
        "The header `Origin` stands in the request more than once.",
    );
}

async fn preflight(bench: &Bench, path: &str, origin: &str) -> Seen {
    let request = Request::options(path)
        .header("Origin", origin)
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "cockpit-jwt-request,content-type");
    bench.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn a_preflight_is_answered_for_allowed_origins_only() {
    let bench = Bench::with(|settings| {
        let origins = format!("{ORIGIN},https://portal.example");
        settings.insert("COCKPIT_JWT_ALLOWED_ORIGINS", origins);
    })
    .await;
    for path in ["/api/token", "/api/config"] {
        let seen = preflight(&bench, path, "https://portal.example").await;
        assert_eq!(seen.status, 204);
        assert_eq!(seen.header("access-control-allow-origin"), "https://portal.example");
        assert_eq!(seen.header("access-control-allow-methods"), "GET, POST");
        assert_eq!(
            seen.header("access-control-allow-headers"),
            "authorization, content-type, if-none-match, cockpit-jwt-request"
        );
        assert_eq!(seen.header("access-control-allow-credentials"), "");
        assert_eq!(seen.header("vary"), "origin");
    }
    let seen = preflight(&bench, "/api/token", "https://evil.example").await;
    assert_eq!(seen.status, 403);
    assert_eq!(seen.header("access-control-allow-origin"), "");
}

#[tokio::test]
async fn refusals_can_be_read_by_allowed_pages() {
    let bench = Bench::new().await;
    let seen = post(&bench, &[("Origin", ORIGIN)]).await;
    assert_eq!(seen.status, 400);
    assert_eq!(seen.header("access-control-allow-origin"), ORIGIN);
    assert_eq!(seen.header("access-control-expose-headers"), "etag, retry-after, x-request-id");
}
