//! The organization's own API, which shows why its token must be narrowed.

use serde_json::json;

use crate::support::{Bench, MEMBER, SECRET};

const KEYS: &str = "/api/organizations/moehaha/apikeys";

#[tokio::test]
async fn the_owners_token_opens_the_api_keys_and_their_secrets() {
    let bench = Bench::new();
    let token = format!("token {}", bench.organizations_token().await);
    let jwt = bench.get_as("/v1/oauth/jwt", &token).await.body;
    for authorization in [token, format!("bearer {jwt}")] {
        let seen = bench.get_as(KEYS, &authorization).await;
        assert_eq!((seen.status, seen.json()), (200, json!(["cockpit-jwt", "people-only"])));
        let seen = bench.get_as(&format!("{KEYS}/cockpit-jwt"), &authorization).await;
        assert_eq!(
            seen.json(),
            json!({
                "label": "cockpit-jwt",
                "secret": SECRET,
                "callbackURL": "http://localhost:8090/",
                "clientCredentialsGrantType": true,
            })
        );
        let seen = bench.get_as(&format!("{KEYS}/none"), &authorization).await;
        seen.assert_failure(404, "404 page not found\n");
    }
}

#[tokio::test]
async fn the_narrowed_token_opens_nothing_here() {
    let bench = Bench::new();
    let token = format!("token {}", bench.organizations_token().await);
    let target = "/v1/oauth/jwt?scope=organization:owner:cockpit";
    let seen = bench.get_as(target, &token).await;
    assert_eq!(seen.claims()["globalid"], "moehaha");
    let narrowed = format!("bearer {}", seen.body);
    for path in [KEYS.to_owned(), format!("{KEYS}/cockpit-jwt")] {
        bench.get_as(&path, &narrowed).await.assert_failure(403, "Forbidden\n");
    }
}

#[tokio::test]
async fn neither_a_person_nor_another_organization_is_let_in() {
    let bench = Bench::new();
    bench.get(KEYS).await.assert_failure(401, "Unauthorized\n");
    let persons = format!("token {}", bench.access_token("alice", MEMBER).await);
    bench.get_as(KEYS, &persons).await.assert_failure(403, "Forbidden\n");
    let token = format!("token {}", bench.organizations_token().await);
    let other = "/api/organizations/other/apikeys";
    bench.get_as(other, &token).await.assert_failure(403, "Forbidden\n");
}
