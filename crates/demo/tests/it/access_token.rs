//! `POST /v1/oauth/access_token`.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use demo::{IdentityOptions, Person};
use serde_json::json;

use crate::support::{Bench, CALLBACK, DAY, MEMBER, NOW, SECRET, claims, encoded};

const BAD: &str = "Bad Request\n";
const PATH: &str = "/v1/oauth/access_token";
const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");

fn client_credentials(more: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let form =
        [("grant_type", "client_credentials"), ("client_id", "moehaha"), ("client_secret", SECRET)];
    [&form, more].concat()
}

#[tokio::test]
async fn a_code_becomes_an_access_token() {
    let bench = Bench::new();
    let code = bench.code("bob", MEMBER).await;
    let seen = bench.exchange_code(&code, &[("state", "st123")]).await;
    assert_eq!((seen.status, seen.header("content-type")), (200, "application/json"));
    let mut answer = seen.json();
    assert_eq!(answer["access_token"].take().as_str().unwrap().len(), 28);
    assert_eq!(
        answer,
        json!({
            "access_token": null,
            "token_type": "bearer",
            "scope": "user:memberof:moehaha,",
            "expires_in": 85799,
            "info": { "username": "bob" },
        })
    );
}

#[tokio::test]
async fn every_answer_may_be_read_by_all_pages_and_sets_a_session() {
    let bench = Bench::new();
    for form in [client_credentials(&[]), Vec::new()] {
        let seen = bench.exchange(&form).await;
        assert_eq!(seen.header("access-control-allow-origin"), "*");
        assert_eq!(seen.header("cache-control"), "");
        let cookie = seen.header("set-cookie");
        assert!(cookie.ends_with("; Path=/; Max-Age=600; HttpOnly; Secure"), "{cookie}");
    }
    assert_eq!(bench.get("/v1/oauth/jwt").await.header("access-control-allow-origin"), "");
}

#[tokio::test]
async fn the_parameters_may_stand_in_the_query() {
    let bench = Bench::new();
    let query = encoded(&client_credentials(&[]));
    let seen = bench.send("POST", &format!("{PATH}?{query}"), &[], "").await;
    assert_eq!(seen.json()["scope"], "organization:owner,");
}

#[tokio::test]
async fn json_and_multipart_are_not_read_and_get_is_not_there() {
    let bench = Bench::new();
    let body = encoded(&client_credentials(&[]));
    for content_type in ["application/json", "multipart/form-data; boundary=x", "text/plain"] {
        let seen = bench.send("POST", PATH, &[("Content-Type", content_type)], &body).await;
        seen.assert_failure(400, BAD);
    }
    let seen = bench.get(&format!("{PATH}?{body}")).await;
    seen.assert_failure(404, "404 page not found\n");
    let seen = bench.send("POST", &format!("{PATH}/"), &[FORM], &body).await;
    assert_eq!((seen.status, seen.header("location")), (301, PATH));
}

#[tokio::test]
async fn basic_authentication_is_read_raw_and_only_without_a_secret_in_the_form() {
    let bench = Bench::with(|options| {
        options.organizations[0].api_keys[0].secret = "a%20b:c+d".to_owned();
    });
    let send = async |credentials: &str, body: &str| {
        let basic = format!("Basic {}", STANDARD.encode(credentials));
        let headers = [FORM, ("Authorization", basic.as_str())];
        bench.send("POST", PATH, &headers, body).await.status
    };
    let grant = "grant_type=client_credentials";
    assert_eq!(send("moehaha:a%20b:c+d", grant).await, 200);
    assert_eq!(send("moehaha:a%2520b%3Ac%2Bd", grant).await, 400);
    let both = format!("{grant}&client_id=moehaha&client_secret=wrong");
    assert_eq!(send("moehaha:a%20b:c+d", &both).await, 400);
}

#[tokio::test]
async fn every_failure_is_the_same_400() {
    let bench = Bench::new();
    let code = bench.code("bob", MEMBER).await;
    let right = [
        ("code", code.as_str()),
        ("client_id", "moehaha"),
        ("client_secret", SECRET),
        ("redirect_uri", CALLBACK),
        ("state", "st123"),
        ("grant_type", "authorization_code"),
    ];
    for (name, value) in [
        ("code", "wrong"),
        ("code", ""),
        ("client_id", "nobody"),
        ("client_secret", "wrong"),
        ("client_secret", ""),
        ("redirect_uri", "http://localhost:8090/other"),
        ("redirect_uri", ""),
        ("state", "other"),
        ("grant_type", "password"),
    ] {
        let form = right.map(|(one, old)| (one, if one == name { value } else { old }));
        bench.exchange(&form).await.assert_failure(400, BAD);
    }
    assert_eq!(bench.exchange(&right).await.status, 200);
}

#[tokio::test]
async fn a_state_that_is_not_sent_is_not_compared() {
    let bench = Bench::new();
    let code = bench.code("bob", MEMBER).await;
    assert_eq!(bench.exchange_code(&code, &[]).await.status, 200);
}

#[tokio::test]
async fn a_code_lives_ten_seconds_and_can_be_used_again_within_them() {
    let bench = Bench::new();
    let code = bench.code("bob", MEMBER).await;
    for _ in 0..2 {
        bench.wait(5);
        assert_eq!(bench.exchange_code(&code, &[]).await.status, 200);
    }
    bench.wait(1);
    bench.exchange_code(&code, &[]).await.assert_failure(400, BAD);
}

#[tokio::test]
async fn the_organizations_token_needs_a_key_with_the_flag_and_ignores_the_scope() {
    let bench = Bench::new();
    let answer = bench.exchange(&client_credentials(&[("scope", "user:name")])).await.json();
    assert_eq!(answer["scope"], "organization:owner,");
    assert_eq!(answer["info"]["username"], "");
    let form = [
        ("grant_type", "client_credentials"),
        ("client_id", "moehaha"),
        ("client_secret", IdentityOptions::SECOND_SECRET),
    ];
    bench.exchange(&form).await.assert_failure(400, BAD);
}

#[tokio::test]
async fn in_one_step_the_answer_is_the_jwt_itself() {
    let bench = Bench::new();
    let code = bench.code("bob", &format!("{MEMBER},user:name")).await;
    let step = [("response_type", "id_token"), ("scope", MEMBER), ("aud", "moehaha, b,,")];
    let seen = bench.exchange_code(&code, &step).await;
    assert_eq!(
        seen.claims(),
        json!({
            "aud": ["moehaha", "b"],
            "azp": "moehaha",
            "exp": NOW + DAY,
            "iss": "itsyouonline",
            "scope": ["user:memberof:moehaha"],
            "username": "bob",
        })
    );
}

#[tokio::test]
async fn in_one_step_whoever_accepts_json_gets_the_jwt_in_json() {
    let bench = Bench::new();
    let form = encoded(&client_credentials(&[("response_type", "id_token")]));
    let headers = [FORM, ("Accept", "text/html, application/json;q=0.5")];
    let seen = bench.send("POST", PATH, &headers, &form).await;
    assert_eq!(seen.header("content-type"), "application/json");
    let claims = claims(seen.json()["access_token"].as_str().unwrap());
    assert_eq!(claims["scope"], json!(["organization:owner"]));
    assert_eq!(claims["globalid"], "moehaha");
}

#[tokio::test]
async fn in_one_step_a_scope_that_is_not_held_is_a_401() {
    let bench = Bench::new();
    let code = bench.code("bob", MEMBER).await;
    let step = [("response_type", "id_token"), ("scope", "user:memberof:moehaha,user:name")];
    bench.exchange_code(&code, &step).await.assert_failure(401, "Unauthorized\n");
}

#[tokio::test]
async fn in_one_step_a_membership_that_is_not_held_is_dropped() {
    let bench = Bench::new();
    for (username, scope) in [("carol", json!([""])), ("bob", json!([MEMBER]))] {
        let code = bench.code(username, &format!("{MEMBER},{MEMBER}.team")).await;
        let step = [("response_type", "id_token"), ("scope", MEMBER)];
        assert_eq!(bench.exchange_code(&code, &step).await.claims()["scope"], scope);
    }
}

#[tokio::test]
async fn in_one_step_all_shapes_of_a_jwt_can_be_asked_for() {
    let bench = Bench::with(|options| {
        options.people.push(Person::new("zoe", "Zoe").member_of("moehaha").granted("lab.admin"));
    });
    let code = bench.code("zoe", &format!("{MEMBER},user:name")).await;
    let step = [
        ("response_type", "id_token"),
        ("scope", "user:memberof:moehaha,user:name,offline_access"),
        ("validity", "60"),
        ("store_info", "true"),
        ("add_grants", "true"),
    ];
    let claims = bench.exchange_code(&code, &step).await.claims();
    assert_eq!(claims["scope"], json!([MEMBER, "user:name", "[user:name]:Zoe", "grant:lab.admin"]));
    assert_eq!(claims["exp"], NOW + 60);
    assert_eq!(claims["refresh_token"].as_str().unwrap().len(), 28);
}

#[tokio::test]
async fn openid_adds_an_id_token_and_vanishes_from_the_scope() {
    let bench = Bench::new();
    let code = bench.code("bob", &format!("openid,{MEMBER},user:name")).await;
    let answer = bench.exchange_code(&code, &[]).await.json();
    assert_eq!(answer["scope"], "user:memberof:moehaha,user:name,");
    assert_eq!(
        claims(answer["id_token"].as_str().unwrap()),
        json!({
            "aud": "moehaha",
            "exp": NOW + DAY,
            "iat": NOW,
            "iss": "itsyouonline",
            "sub": "bob",
            "user:name": "Bob Builder",
        })
    );
}

#[tokio::test]
async fn openid_with_an_email_address_fails() {
    let bench = Bench::new();
    let code = bench.code("bob", "openid,user:email:main").await;
    bench.exchange_code(&code, &[]).await.assert_failure(400, BAD);
}
