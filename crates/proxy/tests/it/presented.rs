//! What holds wherever a token is presented to have it renewed or narrowed.

use axum::{body::Body, http::Request};
use serde_json::{Map, Value, json};

use crate::support::{Bench, MEMBER, ORIGIN, Seen, now, page_request_to};

/// Both addresses, with a body that is right.
fn addresses() -> [(&'static str, Value); 2] {
    [
        ("/api/token/refresh", json!({})),
        ("/api/token/derive", json!({"scope": [MEMBER], "audience": []})),
    ]
}

/// Presents a refreshable token that is another in some respect, and which no identity server made:
/// had it been asked, it would not know it.
async fn refused(
    change: impl Fn(&mut Map<String, Value>),
    status: u16,
    code: &str,
    sentence: &str,
) {
    let bench = Bench::new().await;
    for (path, body) in addresses() {
        let token = bench.signed(|claims| {
            claims.insert("refresh_token".to_owned(), json!("x"));
            change(claims);
        });
        bench.post_to(path, &token, &body).await.assert_problem(status, code, sentence);
    }
}

#[tokio::test]
async fn only_a_persons_token_that_was_made_here_counts() {
    let set = |name: &'static str, value: Value| {
        move |claims: &mut Map<String, Value>| {
            claims.insert(name.to_owned(), value.clone());
        }
    };
    let issuer = "The presented token is from another issuer.";
    refused(set("iss", json!("other")), 401, "presented-token-issuer", issuer).await;
    let client = "The presented token was made for another client.";
    refused(set("azp", json!("other")), 403, "presented-token-other-client", client).await;
    let early = "The presented token is not valid yet.";
    refused(set("nbf", json!(now() + 60)), 401, "presented-token-not-yet-valid", early).await;
    let person = "The presented token is not a person's.";
    refused(set("globalid", json!("moehaha")), 403, "presented-token-not-a-person", person).await;
    let organization = |claims: &mut Map<String, Value>| {
        claims.remove("username");
        claims.insert("globalid".to_owned(), json!("moehaha"));
    };
    refused(organization, 403, "presented-token-not-a-person", person).await;
}

#[tokio::test]
async fn exactly_one_token_is_presented() {
    let bench = Bench::new().await;
    let token = bench.signed(|_| {});
    for (path, body) in addresses() {
        let send = async |values: &[&str]| -> Seen {
            let request = page_request_to(path);
            let request =
                values.iter().fold(request, |it, value| it.header("Authorization", *value));
            bench.send(request.body(Body::from(body.to_string())).unwrap()).await
        };
        let bearer = format!("Bearer {token}");
        let seen = send(&[]).await;
        seen.assert_problem(
            401,
            "presented-token-missing",
            "The header `Authorization` with a person's own token is missing.",
        );
        assert_eq!(seen.header("www-authenticate"), "Bearer");
        send(&[&bearer, &bearer]).await.assert_problem(
            400,
            "several-credentials",
            "The header `Authorization` stands in the request more than once.",
        );
        send(&[&format!("token {token}")]).await.assert_problem(
            401,
            "presented-token-not-bearer",
            "The header `Authorization` does not read `Bearer` and a token.",
        );
        send(&["Bearer not-a-token"]).await.assert_problem(
            401,
            "presented-token-unreadable",
            "The token has no dots, but a JWT has three parts with dots between.",
        );
    }
}

#[tokio::test]
async fn a_token_that_nobody_here_signed_goes_no_further() {
    let (bench, other) = (Bench::new().await, Bench::new().await);
    let foreign = other.signed(|claims| {
        claims.insert("refresh_token".to_owned(), json!("x"));
    });
    for (path, body) in addresses() {
        let seen = bench.post_to(path, &foreign, &body).await;
        assert_eq!((seen.status, &seen.json()["code"]), (401, &json!("presented-token-signature")));
    }
}

#[tokio::test]
async fn the_head_of_the_request_is_checked_like_any_other() {
    let bench = Bench::new().await;
    let json_type = ("Content-Type", "application/json");
    let (origin, ours) = (("Origin", ORIGIN), ("Cockpit-Jwt-Request", "1"));
    for (path, _) in addresses() {
        for (headers, query, status, code) in [
            (vec![origin, ours], "", 415, "content-type-not-json"),
            (
                vec![json_type, ("Origin", "https://evil.example"), ours],
                "",
                403,
                "origin-not-allowed",
            ),
            (vec![json_type, ours, ("Sec-Fetch-Site", "cross-site")], "", 403, "origin-missing"),
            (vec![json_type, origin], "", 403, "request-header-missing"),
            (vec![json_type, origin, ours], "?token=x", 400, "query-not-allowed"),
            (vec![json_type, origin, ours], "", 400, "body-not-json"),
        ] {
            let request = Request::post(format!("{path}{query}"));
            let request =
                headers.iter().fold(request, |it, (name, value)| it.header(*name, *value));
            let seen = bench.send(request.body(Body::from("x")).unwrap()).await;
            assert_eq!((seen.status, seen.json()["code"].as_str()), (status, Some(code)));
            assert_eq!(seen.header("cache-control"), "no-store");
        }
        assert_eq!(bench.get(path).await.header("allow"), "POST");
    }
}

#[tokio::test]
async fn nobody_has_too_many_renewed_or_narrowed() {
    let bench = Bench::new().await;
    let wide = bench.refreshable("bob", MEMBER).await;
    let [refresh, derive] = addresses();
    for (path, body) in std::iter::repeat_n([&refresh, &derive], 15).flatten() {
        assert_eq!(bench.post_to(path, &wide, body).await.status, 200);
    }
    for (path, body) in [&refresh, &derive] {
        let seen = bench.post_to(path, &wide, body).await;
        seen.assert_problem(
            429,
            "too-many-renewals",
            "You have had too many tokens renewed or narrowed in a short time.",
        );
        let seconds: u64 = seen.header("retry-after").parse().unwrap();
        assert!((1..=10).contains(&seconds));
    }
    let alices = bench.refreshable("alice", MEMBER).await;
    assert_eq!(bench.post_to(refresh.0, &alices, &refresh.1).await.status, 200);
}
