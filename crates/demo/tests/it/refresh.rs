//! `/v1/oauth/jwt/refresh`.

use serde_json::json;

use crate::support::{Bench, DAY, MEMBER, NOW};

const PATH: &str = "/v1/oauth/jwt/refresh";
const UNAUTHORIZED: &str = "Unauthorized\n";

/// A refreshable JWT of bob's.
async fn refreshable(bench: &Bench, query: &str) -> String {
    let token = bench.access_token("bob", MEMBER).await;
    let target = format!("/v1/oauth/jwt?scope={MEMBER},offline_access&{query}");
    bench.get_as(&target, &format!("token {token}")).await.body
}

#[tokio::test]
async fn an_expired_jwt_is_renewed_with_the_same_audience_and_refresh_token() {
    let bench = Bench::new();
    let old = refreshable(&bench, "aud=a,b&validity=1").await;
    bench.wait(5 * DAY);
    let renewed = bench.get_as(PATH, &format!("bearer {old}")).await.claims();
    assert_eq!(
        renewed,
        json!({
            "aud": ["a", "b"],
            "azp": "moehaha",
            "exp": NOW + 6 * DAY,
            "iss": "itsyouonline",
            "refresh_token": crate::support::claims(&old)["refresh_token"],
            "scope": [MEMBER],
            "username": "bob",
        })
    );
}

#[tokio::test]
async fn validity_and_grants_can_be_asked_for_anew() {
    let bench = Bench::new();
    let old = refreshable(&bench, "").await;
    let authorization = format!("bearer {old}");
    let headers = [
        ("Authorization", authorization.as_str()),
        ("Content-Type", "application/x-www-form-urlencoded"),
    ];
    let seen = bench.send("POST", PATH, &headers, "validity=60&add_grants=true").await;
    assert_eq!(seen.claims()["exp"], NOW + 60);
    assert_eq!(seen.claims()["scope"], json!([MEMBER, "grant:lab.admin"]));
}

#[tokio::test]
async fn after_the_membership_has_ended_the_token_allows_nothing() {
    let bench = Bench::new();
    let old = refreshable(&bench, "").await;
    bench.identity.end_membership("bob", "moehaha");
    let seen = bench.get_as(PATH, &format!("bearer {old}")).await;
    assert_eq!(seen.claims()["scope"], json!([""]));
}

#[tokio::test]
async fn a_refresh_token_lives_for_thirty_days_after_its_last_use() {
    let bench = Bench::new();
    let old = refreshable(&bench, "").await;
    for _ in 0..3 {
        bench.wait(30 * DAY);
        assert_eq!(bench.get_as(PATH, &format!("bearer {old}")).await.status, 200);
    }
    bench.wait(30 * DAY + 1);
    let seen = bench.get_as(PATH, &format!("bearer {old}")).await;
    seen.assert_failure(401, UNAUTHORIZED);
}

#[tokio::test]
async fn without_a_refresh_token_or_with_a_foreign_signature_it_is_a_401() {
    let bench = Bench::new();
    let token = bench.access_token("bob", MEMBER).await;
    let plain = bench.get_as("/v1/oauth/jwt", &format!("token {token}")).await.body;
    let foreign = refreshable(&Bench::new(), "").await;
    for authorization in
        [format!("bearer {plain}"), format!("bearer {foreign}"), format!("token {token}")]
    {
        bench.get_as(PATH, &authorization).await.assert_failure(401, UNAUTHORIZED);
    }
    bench.get(PATH).await.assert_failure(401, UNAUTHORIZED);
}
