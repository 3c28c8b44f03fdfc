//! `GET api/config`.

use axum::{body::Body, http::Request};
use domain::api::PageConfig;

use crate::support::{Bench, ORIGIN, SECRET};

#[tokio::test]
async fn tells_the_page_what_it_may_know() {
    let bench = Bench::with(|settings| {
        settings.insert("COCKPIT_JWT_SCOPES", "user:name, user:email:main".to_owned());
    })
    .await;
    let seen = bench.get("/api/config").await;
    let config: PageConfig = serde_json::from_str(&seen.body).unwrap();
    assert!(config.authorization_endpoint.ends_with("/v1/oauth/authorize"));
    assert_eq!(config.client_id.as_str(), "moehaha");
    assert_eq!(config.organization.as_str(), "moehaha");
    assert_eq!(config.issuer, "itsyouonline");
    assert_eq!(config.keys.len(), 2);
    assert_eq!(config.scopes.len(), 2);
    assert_eq!(config.redirect_uris[0].as_str(), "http://localhost:8090/");
    assert_eq!(config.organization_audiences[0].as_str(), "moehaha");
    assert_eq!(config.api.unwrap().base, "https://api.example/api");
    assert!(!seen.body.contains(SECRET));
    crate::openapi::assert_schema("PageConfig", &seen.json());
}

#[tokio::test]
async fn is_not_sent_again_to_who_has_it() {
    let bench = Bench::new().await;
    let first = bench.get("/api/config").await;
    let etag = first.header("etag").to_owned();
    assert_eq!(first.header("cache-control"), "no-cache");
    for (known, status) in [
        (etag.clone(), 304),
        (format!("\"other\", W/{etag}"), 304),
        ("*".to_owned(), 304),
        ("\"other\"".to_owned(), 200),
    ] {
        let request = Request::get("/api/config").header("If-None-Match", &known);
        let seen = bench.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(seen.status, status, "{known}");
        assert_eq!(seen.header("etag"), etag);
        assert_eq!(seen.header("vary"), "origin");
        assert_eq!(seen.body.is_empty(), status == 304);
    }
}

#[tokio::test]
async fn is_read_by_allowed_pages_only() {
    let bench = Bench::new().await;
    for (origin, allowed) in [(ORIGIN, ORIGIN), ("https://evil.example", "")] {
        let request = Request::get("/api/config").header("Origin", origin);
        let seen = bench.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(seen.header("access-control-allow-origin"), allowed);
    }
}
