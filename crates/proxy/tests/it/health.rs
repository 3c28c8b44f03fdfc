//! `GET healthz` and `GET readyz`, and what every answer carries.

use std::collections::HashSet;

use crate::support::Bench;

#[tokio::test]
async fn both_answer_while_the_process_serves() {
    let bench = Bench::new().await;
    for (path, body) in [("/healthz", "alive\n"), ("/readyz", "ready\n")] {
        let seen = bench.get(path).await;
        assert_eq!((seen.status, seen.body.as_str()), (200, body));
        assert_eq!(seen.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn every_answer_carries_the_security_headers_and_its_name() {
    let bench = Bench::new().await;
    let mut names = HashSet::new();
    for path in ["/healthz", "/api/config", "/api/token", "/nowhere"] {
        let seen = bench.get(path).await;
        assert_eq!(seen.header("x-content-type-options"), "nosniff");
        assert_eq!(seen.header("referrer-policy"), "no-referrer");
        assert_eq!(seen.header("cross-origin-opener-policy"), "same-origin");
        assert!(seen.header("permissions-policy").contains("camera=()"));
        assert_eq!(
            seen.header("content-security-policy"),
            "default-src 'none'; frame-ancestors 'none'"
        );
        assert_eq!(seen.header("strict-transport-security"), "", "reached by http here");
        names.insert(seen.header("x-request-id").to_owned());
    }
    assert_eq!(names.len(), 4);
}

#[tokio::test]
async fn https_is_kept_to_where_it_is_spoken() {
    let bench = Bench::with(|settings| {
        settings.insert("COCKPIT_JWT_PUBLIC_URL", "https://jwt.example".to_owned());
    })
    .await;
    let seen = bench.get("/healthz").await;
    assert_eq!(seen.header("strict-transport-security"), "max-age=31536000");
}
