//! `/v1/oauth/jwt`.

use demo::Fault;
use serde_json::{Value, json};

use crate::support::{Bench, DAY, MEMBER, NOW, encoded};

const UNAUTHORIZED: &str = "Unauthorized\n";

/// Asks for a JWT with an access token.
async fn scope_of(bench: &Bench, token: &str, scope: &str) -> Value {
    let target = format!("/v1/oauth/jwt?{}", encoded(&[("scope", scope)]));
    bench.get_as(&target, &format!("token {token}")).await.claims()["scope"].take()
}

/// Nobody gets a JWT with this scope and header.
async fn assert_refused(bench: &Bench, scope: &str, authorization: &str) {
    let target = format!("/v1/oauth/jwt?{}", encoded(&[("scope", scope)]));
    bench.get_as(&target, authorization).await.assert_failure(401, UNAUTHORIZED);
}

#[tokio::test]
async fn the_access_token_stands_behind_token_or_alone() {
    let bench = Bench::new();
    let token = bench.access_token("bob", MEMBER).await;
    for authorization in [format!("token {token}"), token.clone()] {
        assert_eq!(bench.get_as("/v1/oauth/jwt", &authorization).await.claims()["username"], "bob");
    }
    for authorization in [
        format!("Token {token}"),
        format!("bearer {token}"),
        format!("Bearer {token}"),
        "token wrong".to_owned(),
        String::new(),
    ] {
        let seen = bench.get_as("/v1/oauth/jwt", &authorization).await;
        seen.assert_failure(401, UNAUTHORIZED);
    }
    bench.get("/v1/oauth/jwt").await.assert_failure(401, UNAUTHORIZED);
}

#[tokio::test]
async fn post_with_a_form_does_the_same_as_get() {
    let bench = Bench::new();
    let token = format!("token {}", bench.access_token("bob", MEMBER).await);
    let headers = [
        ("Authorization", token.as_str()),
        ("Content-Type", "application/x-www-form-urlencoded"),
        ("Accept", "application/json"),
    ];
    let seen = bench.send("POST", "/v1/oauth/jwt", &headers, "aud=a,b").await;
    assert_eq!(seen.claims()["aud"], json!(["a", "b"]));
}

#[tokio::test]
async fn without_a_scope_everything_held_is_granted_and_no_audience_is_named() {
    let bench = Bench::new();
    let token = bench.access_token("bob", &format!("{MEMBER},user:name")).await;
    let seen = bench.get_as("/v1/oauth/jwt", &format!("token {token}")).await;
    assert_eq!(
        seen.claims(),
        json!({
            "azp": "moehaha",
            "exp": NOW + DAY,
            "iss": "itsyouonline",
            "scope": [MEMBER, "user:name"],
            "username": "bob",
        })
    );
}

#[tokio::test]
async fn a_person_in_no_organization_gets_a_token_that_allows_nothing() {
    let bench = Bench::new();
    let token = bench.access_token("eve", MEMBER).await;
    assert_eq!(scope_of(&bench, &token, "").await, json!([""]));
    assert_refused(&bench, "user:memberof:moehaha", &format!("token {token}")).await;
}

#[tokio::test]
async fn a_held_scope_covers_by_prefix_and_memberships_are_filtered() {
    let bench = Bench::new();
    let bobs = bench.access_token("bob", MEMBER).await;
    let carols = bench.access_token("carol", &format!("{MEMBER},{MEMBER}.team")).await;
    for (token, scope, granted) in [
        (&bobs, "user:memberof:moehaha", json!([MEMBER])),
        (&bobs, "user:memberof:moehaha.team", json!(["user:memberof:moehaha.team"])),
        (&bobs, "user:memberof:moehahaXYZ", json!([""])),
        (&bobs, "user:memberof:other", json!([""])),
        (&bobs, "user:memberof:other, user:memberof:moehaha", json!([MEMBER])),
        (&carols, "user:memberof:moehaha.team", json!(["user:memberof:moehaha.team"])),
        (&carols, "user:memberof:moehaha", json!([""])),
    ] {
        assert_eq!(scope_of(&bench, token, scope).await, granted, "{scope}");
    }
    assert_refused(&bench, "user:memberof:moehaha,user:name", &format!("token {bobs}")).await;
}

#[tokio::test]
async fn the_organizations_scope_may_have_any_suffix() {
    let bench = Bench::new();
    let token = bench.organizations_token().await;
    for scope in ["organization:owner", "organization:owner:cockpit", "organization:ownerXYZ"] {
        assert_eq!(scope_of(&bench, &token, scope).await, json!([scope]));
    }
    assert_refused(&bench, "user:memberof:moehaha", &format!("token {token}")).await;
}

#[tokio::test]
async fn validity_only_shortens_what_is_left_of_the_access_token() {
    let bench = Bench::new();
    let token = bench.access_token("bob", MEMBER).await;
    bench.wait(DAY - 100);
    let now = NOW + DAY - 100;
    for (validity, expiry) in [
        ("60", now + 60),
        ("100", NOW + DAY),
        ("101", NOW + DAY),
        ("99999999999999999999", NOW + DAY),
        ("0", NOW + DAY),
        ("-1", NOW + DAY),
        ("soon", NOW + DAY),
    ] {
        let target = format!("/v1/oauth/jwt?validity={validity}");
        let claims = bench.get_as(&target, &format!("token {token}")).await.claims();
        assert_eq!(claims["exp"], expiry, "{validity}");
    }
    bench.wait(100);
    let seen = bench.get_as("/v1/oauth/jwt", &format!("token {token}")).await;
    seen.assert_failure(401, UNAUTHORIZED);
}

/// A JWT made with bob's access token.
async fn bobs_jwt(bench: &Bench, query: &str) -> String {
    let token = bench.access_token("bob", &format!("{MEMBER},user:name")).await;
    bench.get_as(&format!("/v1/oauth/jwt?{query}"), &format!("token {token}")).await.body
}

#[tokio::test]
async fn a_refreshable_jwt_gives_a_narrower_one() {
    let bench = Bench::new();
    let parent = bobs_jwt(&bench, "scope=user:memberof:moehaha,offline_access&aud=a").await;
    bench.wait(50);
    let target = "/v1/oauth/jwt?scope=user:memberof:moehaha&aud=b&validity=60";
    let seen = bench.get_as(target, &format!("Bearer {parent}")).await;
    assert_eq!(
        seen.claims(),
        json!({
            "aud": ["b"],
            "azp": "moehaha",
            "exp": NOW + 110,
            "globalid": null,
            "iss": "itsyouonline",
            "scope": [MEMBER],
            "username": "bob",
        })
    );
    let seen = bench.get_as("/v1/oauth/jwt", &format!("bearer {parent}")).await;
    assert_eq!(seen.claims()["scope"], json!([""]), "the scope must be given");
    assert_refused(&bench, "user:name", &format!("bearer {parent}")).await;
}

#[tokio::test]
async fn from_any_other_jwt_comes_a_500_without_a_word() {
    let bench = Bench::new();
    let organization = format!("token {}", bench.organizations_token().await);
    let target = "/v1/oauth/jwt?scope=offline_access";
    for jwt in [
        bobs_jwt(&bench, "").await,
        bench.get_as("/v1/oauth/jwt", &organization).await.body,
        bench.get_as(target, &organization).await.body,
    ] {
        let seen = bench.get_as("/v1/oauth/jwt", &format!("bearer {jwt}")).await;
        assert_eq!((seen.status, seen.body.as_str()), (500, ""));
        assert_eq!(seen.header("content-type"), "");
    }
}

#[tokio::test]
async fn a_refreshable_jwt_can_be_made_to_give_none() {
    let bench = Bench::new();
    let parent = format!("bearer {}", bobs_jwt(&bench, "scope=offline_access").await);
    bench.identity.faults().set(Fault::NotDerivable);
    let seen = bench.get_as("/v1/oauth/jwt?scope=user:name", &parent).await;
    assert_eq!((seen.status, seen.body.as_str()), (500, ""));
    assert_eq!(bench.get_as("/v1/oauth/jwt/refresh", &parent).await.status, 200);
    bobs_jwt(&bench, "").await;
    bench.identity.faults().clear();
    assert_eq!(bench.get_as("/v1/oauth/jwt?scope=user:name", &parent).await.status, 200);
}

#[tokio::test]
async fn after_the_membership_has_ended_the_narrower_jwt_allows_nothing() {
    let bench = Bench::new();
    let parent = format!("bearer {}", bobs_jwt(&bench, "scope=offline_access").await);
    bench.identity.end_membership("bob", "moehaha");
    let seen = bench.get_as("/v1/oauth/jwt?scope=user:memberof:moehaha", &parent).await;
    assert_eq!(seen.claims()["scope"], json!([""]));
}

#[tokio::test]
async fn an_expired_or_changed_jwt_gives_none() {
    let bench = Bench::new();
    let jwt = bobs_jwt(&bench, "scope=offline_access&validity=10").await;
    let foreign = bobs_jwt(&Bench::new(), "scope=offline_access").await;
    bench.wait(10);
    for jwt in [jwt, foreign] {
        assert_refused(&bench, "user:memberof:moehaha", &format!("bearer {jwt}")).await;
    }
}
