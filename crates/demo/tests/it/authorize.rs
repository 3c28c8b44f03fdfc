//! `GET /v1/oauth/authorize`.

use crate::support::{Bench, Browser, CALLBACK, MEMBER, SECRET, authorize, encoded, parameter};

/// An authorization request with one parameter changed; `None` leaves it out.
fn changed(name: &str, value: Option<&str>) -> String {
    let mut query = vec![
        ("response_type", "code"),
        ("client_id", "moehaha"),
        ("redirect_uri", CALLBACK),
        ("scope", MEMBER),
        ("state", "st123"),
    ];
    query.retain(|(one, _)| *one != name);
    query.extend(value.map(|value| (name, value)));
    format!("/v1/oauth/authorize?{}", encoded(&query))
}

/// Where bob is sent to in the end with one parameter changed.
async fn arrival(name: &str, value: Option<&str>) -> String {
    Browser::new(&Bench::new()).arrive("bob", &changed(name, value)).await
}

#[tokio::test]
async fn only_the_response_type_is_checked_before_the_login() {
    let bench = Bench::new();
    for value in [None, Some("token"), Some("CODE"), Some("id_token")] {
        bench.get(&changed("response_type", value)).await.assert_failure(400, "Bad Request\n");
    }
    let request = changed("client_id", Some("nobody"));
    let seen = bench.get(&request).await;
    assert_eq!(seen.status, 302);
    assert_eq!(seen.header("location"), request.replace("/v1/oauth/authorize", "/login"));
}

#[tokio::test]
async fn an_unknown_client_or_redirect_uri_is_a_plain_400_after_the_login() {
    let bench = Bench::new();
    let mut browser = Browser::new(&bench);
    browser.arrive("bob", &authorize(MEMBER, "")).await;
    for request in [
        changed("client_id", Some("nobody")),
        changed("client_id", None),
        changed("redirect_uri", Some("http://127.0.0.1:8090/callback")),
        changed("redirect_uri", Some("https://localhost:8090/callback")),
        changed("redirect_uri", Some("http://localhost:8090")),
        changed("redirect_uri", Some("http://localhost:8090/%zz")),
        changed("redirect_uri", None),
    ] {
        browser.get(&request).await.assert_failure(400, "Bad Request\n");
        let consent = request.replace("/v1/oauth/authorize", "/authorize");
        browser.get(&consent).await.assert_failure(400, "Bad Request\n");
    }
}

#[tokio::test]
async fn the_person_comes_back_with_code_and_state() {
    let bench = Bench::new();
    let mut browser = Browser::new(&bench);
    let target = browser.arrive("bob", &authorize(MEMBER, "a b/ü")).await;
    let (before, query) = target.split_once('?').unwrap();
    assert_eq!(before, CALLBACK);
    assert!(query.ends_with("&state=a+b%2F%C3%BC"), "{query}");
    let code = parameter(&target, "code");
    assert_eq!(code.len(), 28);
    assert!(code.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
}

#[tokio::test]
async fn the_state_comes_back_empty_when_none_was_sent() {
    let target = arrival("state", None).await;
    assert!(target.ends_with("&state="), "{target}");
}

#[tokio::test]
async fn the_redirect_uri_may_go_on_behind_the_callback_and_have_a_query() {
    let target = arrival("redirect_uri", Some("http://localhost:8090/a/b?tab=jwt")).await;
    assert!(target.starts_with("http://localhost:8090/a/b?tab=jwt&code="), "{target}");
}

#[tokio::test]
async fn the_redirect_uri_is_decoded_once_too_often() {
    let target = arrival("redirect_uri", Some("http://localhost:8090/a%2Fb")).await;
    assert!(target.starts_with("http://localhost:8090/a/b?code="), "{target}");
}

#[tokio::test]
async fn what_the_server_does_not_know_it_ignores() {
    let bench = Bench::new();
    let more = "&prompt=login&max_age=0&login_hint=eve&nonce=n&code_challenge=c\
                &code_challenge_method=S256&lang=nl&register=1";
    let mut browser = Browser::new(&bench);
    let target = browser.arrive("bob", &(authorize(MEMBER, "st123") + more)).await;
    let code = parameter(&target, "code");
    let seen = bench.exchange_code(&code, &[("code_verifier", "wrong")]).await;
    assert_eq!(seen.json()["info"]["username"], "bob");
}

#[tokio::test]
async fn a_membership_that_is_not_held_is_dropped_without_a_word() {
    let bench = Bench::new();
    for (username, scope) in [
        ("bob", "user:memberof:moehaha,user:memberof:moehaha.team,"),
        ("alice", "user:memberof:moehaha,user:memberof:moehaha.team,"),
        ("carol", "user:memberof:moehaha.team,"),
        ("eve", ","),
    ] {
        let code = bench.code(username, &format!("{MEMBER}, {MEMBER}.team,{MEMBER}2")).await;
        let answer = bench.exchange_code(&code, &[]).await.json();
        assert_eq!(answer["scope"], scope, "{username}");
        assert_eq!(answer["info"]["username"], username);
    }
}

#[tokio::test]
async fn inside_a_session_the_answer_is_a_code_at_once() {
    let bench = Bench::new();
    let mut browser = Browser::new(&bench);
    browser.arrive("bob", &authorize(MEMBER, "")).await;
    for _ in 0..3 {
        bench.wait(600);
        let seen = browser.get(&authorize(MEMBER, "")).await;
        assert!(seen.header("location").starts_with(CALLBACK), "the session slides");
    }
    bench.wait(601);
    let seen = browser.get(&authorize(MEMBER, "")).await;
    assert!(seen.header("location").starts_with("/login?"));
}

#[tokio::test]
async fn consent_is_asked_the_first_time_and_when_more_is_asked() {
    let bench = Bench::new();
    let mut browser = Browser::new(&bench);
    browser.post("/login", &[("username", "bob")]).await;
    let more = authorize(&format!("{MEMBER},user:name"), "");
    let less = authorize(MEMBER, "");
    for (request, place) in
        [(&less, "/authorize?"), (&less, CALLBACK), (&more, "/authorize?"), (&less, CALLBACK)]
    {
        let seen = browser.get(request).await;
        assert!(seen.header("location").starts_with(place), "{}", seen.header("location"));
        browser.arrive("bob", request).await;
    }
}

#[tokio::test]
async fn consent_belongs_to_one_person() {
    let bench = Bench::new();
    Browser::new(&bench).arrive("bob", &authorize(MEMBER, "")).await;
    let mut other = Browser::new(&bench);
    other.post("/login", &[("username", "alice")]).await;
    let seen = other.get(&authorize(MEMBER, "")).await;
    assert!(seen.header("location").starts_with("/authorize?"));
}

#[tokio::test]
async fn a_scope_beyond_consent_leads_back_to_the_consent_page_for_ever() {
    let bench = Bench::new();
    for scope in [
        "offline_access",
        "profile",
        "email",
        "user:admin",
        "organization:owner",
        "user:name user:memberof:moehaha",
    ] {
        let mut browser = Browser::new(&bench);
        browser.post("/login", &[("username", "bob")]).await;
        let request = authorize(scope, "");
        for _ in 0..3 {
            let consent = browser.get(&request).await.header("location").to_owned();
            assert!(consent.starts_with("/authorize?"), "{scope}");
            assert_eq!(browser.post(&consent, &[]).await.header("location"), request);
        }
    }
}

#[tokio::test]
async fn a_slash_too_many_is_redirected_for_good_and_other_methods_are_not_there() {
    let bench = Bench::new();
    let seen = bench.get("/v1/oauth/authorize/?a=b").await;
    assert_eq!((seen.status, seen.header("location")), (301, "/v1/oauth/authorize?a=b"));
    let seen = bench.send("DELETE", "/v1/oauth/authorize", &[], "").await;
    seen.assert_failure(404, "404 page not found\n");
}

#[tokio::test]
async fn what_other_servers_have_is_not_there() {
    let bench = Bench::new();
    for path in [
        "/",
        "/.well-known/openid-configuration",
        "/.well-known/oauth-authorization-server",
        "/v1/oauth/jwks",
        "/v1/oauth/introspect",
        "/v1/oauth/revoke",
        "/v1/oauth/userinfo",
        "/_demo/faults",
    ] {
        let seen = bench.get(path).await;
        seen.assert_failure(404, "404 page not found\n");
        assert!(seen.header("set-cookie").starts_with("authenticatedsession="), "{path}");
    }
}

#[tokio::test]
async fn a_code_is_bound_to_the_key_whose_callback_it_went_to() {
    let bench = Bench::with(|options| {
        options.organizations[0].api_keys[1].callbacks = vec!["https://other.example/".to_owned()];
    });
    let request = changed("redirect_uri", Some("https://other.example/back"));
    let code = parameter(&Browser::new(&bench).arrive("bob", &request).await, "code");
    for (secret, status) in [(SECRET, 400), (demo::IdentityOptions::SECOND_SECRET, 200)] {
        let form = [
            ("code", code.as_str()),
            ("client_id", "moehaha"),
            ("client_secret", secret),
            ("redirect_uri", "https://other.example/back"),
        ];
        assert_eq!(bench.exchange(&form).await.status, status);
    }
}
