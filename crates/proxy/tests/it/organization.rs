//! `POST api/token` for the organization's own token.

use serde_json::{Value, json};

use crate::support::{Bench, MEMBER, assert_expires, now, page_request};
use axum::body::Body;

fn organization() -> Value {
    json!({"grant": "organization", "audience": ["moehaha"]})
}

#[tokio::test]
async fn a_member_gets_it_narrowed_and_short() {
    let bench = Bench::new().await;
    let own = bench.token_for("bob", MEMBER).await.json()["token"].as_str().unwrap().to_owned();
    let before = now();
    let seen = bench.post_as(&own, &organization()).await;
    let claims = seen.claims();
    assert_eq!(claims["globalid"], "moehaha");
    assert_eq!(claims["scope"], json!(["organization:owner:cockpit"]));
    assert_eq!(claims["aud"], json!(["moehaha"]));
    assert_eq!(claims.get("username"), None);
    assert_expires(&claims, before, 3600);
    assert_eq!(seen.header("cache-control"), "no-store");
    assert_eq!(seen.json()["granted"]["scope"], json!(["organization:owner:cockpit"]));
}

#[tokio::test]
async fn is_off_unless_switched_on() {
    let bench = Bench::with(|settings| {
        settings.remove("COCKPIT_JWT_ORGANIZATION_TOKENS");
    })
    .await;
    let token = bench.signed(|_| {});
    bench.post_as(&token, &organization()).await.assert_problem(
        403,
        "organization-tokens-off",
        "Organization tokens are switched off here.",
    );
}

#[tokio::test]
async fn is_not_for_whoever_presents_nothing_or_too_much() {
    let bench = Bench::new().await;
    let seen = bench.post(&organization()).await;
    seen.assert_problem(
        401,
        "presented-token-missing",
        "The header `Authorization` with a person's own token is missing.",
    );
    assert_eq!(seen.header("www-authenticate"), "Bearer");

    let token = bench.signed(|_| {});
    let twice = page_request()
        .header("Authorization", format!("Bearer {token}"))
        .header("Authorization", format!("Bearer {token}"))
        .body(Body::from(organization().to_string()))
        .unwrap();
    bench.send(twice).await.assert_problem(
        400,
        "several-credentials",
        "The header `Authorization` stands in the request more than once.",
    );
    let scheme = page_request()
        .header("Authorization", format!("token {token}"))
        .body(Body::from(organization().to_string()))
        .unwrap();
    bench.send(scheme).await.assert_problem(
        401,
        "presented-token-not-bearer",
        "The header `Authorization` does not read `Bearer` and a token.",
    );
}

/// Presents a token in which one claim is another, and expects to be refused.
async fn refused_for(claim: &str, value: Value, status: u16, code: &str, detail: &str) {
    let bench = Bench::new().await;
    let token = bench.signed(|claims| {
        claims.insert(claim.to_owned(), value);
    });
    bench.post_as(&token, &organization()).await.assert_problem(status, code, detail);
}

#[tokio::test]
async fn a_token_of_another_kind_is_refused() {
    let unreadable = "The claim `iss` is not a text.";
    refused_for("iss", Value::Null, 401, "presented-token-unreadable", unreadable).await;
    let issuer = "The presented token is from another issuer.";
    refused_for("iss", json!("other"), 401, "presented-token-issuer", issuer).await;
    let client = "The presented token was made for another client.";
    refused_for("azp", json!("other"), 403, "presented-token-other-client", client).await;
    let person = "The presented token is not a person's.";
    refused_for("globalid", json!("moehaha"), 403, "presented-token-not-a-person", person).await;
}

#[tokio::test]
async fn a_token_outside_its_time_is_refused() {
    let expired = "The presented token has expired.";
    refused_for("exp", json!(now() - 1), 401, "presented-token-expired", expired).await;
    let early = "The presented token is not valid yet.";
    refused_for("nbf", json!(now() + 60), 401, "presented-token-not-yet-valid", early).await;
}

#[tokio::test]
async fn a_token_for_others_is_refused() {
    let audience = "The presented token does not name moehaha in its audience.";
    for value in [json!(["other"]), json!([]), json!("moehaha2"), json!("moehaha,other")] {
        refused_for("aud", value, 401, "presented-token-audience", audience).await;
    }
}

#[tokio::test]
async fn only_the_whole_scope_makes_a_member() {
    let member = "The presented token does not say that its holder is a member of moehaha.";
    for scope in ["", "user:memberof:moehaha2", "user:memberof:moehaha.team", "user:memberof"] {
        refused_for("scope", json!([scope]), 403, "not-a-member", member).await;
    }
}

#[tokio::test]
async fn a_token_lacking_a_claim_is_refused_too() {
    let bench = Bench::new().await;
    for (claim, code) in [
        ("iss", "presented-token-issuer"),
        ("exp", "presented-token-expired"),
        ("aud", "presented-token-audience"),
        ("azp", "presented-token-other-client"),
        ("username", "presented-token-not-a-person"),
        ("scope", "not-a-member"),
    ] {
        let token = bench.signed(|claims| {
            claims.remove(claim);
        });
        let seen = bench.post_as(&token, &organization()).await;
        assert_eq!(seen.json()["code"], code, "{claim}");
    }
}

#[tokio::test]
async fn a_token_signed_by_somebody_else_or_by_nobody_is_refused() {
    let (bench, other) = (Bench::new().await, Bench::new().await);
    bench.post_as(&other.signed(|_| {}), &organization()).await.assert_problem(
        401,
        "presented-token-signature",
        "The signature does not match.",
    );
    let token = bench.signed(|_| {});
    let unsigned = token.rsplit_once('.').unwrap().0.to_owned() + ".";
    assert_eq!(bench.post_as(&unsigned, &organization()).await.status, 401);
    let seen = bench.post_as("not-a-token", &organization()).await;
    seen.assert_problem(
        401,
        "presented-token-unreadable",
        "The token has no dots, but a JWT has three parts with dots between.",
    );
}

#[tokio::test]
async fn the_organizations_own_token_does_not_beget_another() {
    let bench = Bench::new().await;
    let first = bench.post_as(&bench.signed(|_| {}), &organization()).await;
    let token = first.json()["token"].as_str().unwrap().to_owned();
    assert_eq!(bench.post_as(&token, &organization()).await.status, 403);
}

#[tokio::test]
async fn audience_and_validity_are_the_operators() {
    let bench = Bench::with(|settings| {
        settings.insert("COCKPIT_JWT_ORGANIZATION_AUDIENCES", "moehaha,third".to_owned());
        settings.insert("COCKPIT_JWT_ORGANIZATION_VALIDITY", "600".to_owned());
    })
    .await;
    let token = bench.signed(|_| {});
    let ask = |audience: Value, validity: Value| json!({"grant": "organization", "audience": audience, "validity": validity});
    let seen = bench.post_as(&token, &ask(json!(["third", "fourth"]), json!(60))).await;
    seen.assert_problem(
        403,
        "audience-not-allowed",
        "Organization tokens for `fourth` are not handed out here.",
    );
    assert_eq!(seen.json()["hint"], "Allowed: moehaha,third.");
    bench.post_as(&token, &ask(json!(["third"]), json!(601))).await.assert_problem(
        400,
        "validity-too-long",
        "Organization tokens are valid for 600 seconds at most.",
    );
    let before = now();
    let claims = bench.post_as(&token, &ask(json!(["third"]), json!(60))).await.claims();
    assert_eq!(claims["aud"], json!(["third"]));
    assert_expires(&claims, before, 60);
    let before = now();
    let claims = bench.post_as(&token, &ask(json!([]), Value::Null)).await.claims();
    assert_eq!(claims["aud"], json!(["moehaha"]));
    assert_expires(&claims, before, 600);
}

#[tokio::test]
async fn nobody_gets_too_many() {
    let bench = Bench::new().await;
    let token = bench.signed(|_| {});
    for _ in 0..10 {
        assert_eq!(bench.post_as(&token, &organization()).await.status, 200);
    }
    let seen = bench.post_as(&token, &organization()).await;
    seen.assert_problem(
        429,
        "too-many-organization-tokens",
        "You have had too many organization tokens in a short time.",
    );
    let seconds: u64 = seen.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&seconds));
    let somebody_else = bench.signed(|claims| {
        claims.insert("username".to_owned(), json!("alice"));
    });
    assert_eq!(bench.post_as(&somebody_else, &organization()).await.status, 200);
}

#[tokio::test]
async fn failures_of_the_identity_server_use_nothing_up() {
    let bench = Bench::new().await;
    let token = bench.signed(|_| {});
    bench.identity.faults().set(demo::Fault::InternalError);
    for _ in 0..11 {
        let seen = bench.post_as(&token, &organization()).await;
        assert_eq!(seen.json()["code"], "provider-failed");
    }
    bench.identity.faults().clear();
    assert_eq!(bench.post_as(&token, &organization()).await.status, 200);
}
