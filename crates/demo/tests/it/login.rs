//! The pages: login, consent, and the way out.

use crate::support::{Bench, Browser, MEMBER, authorize};

#[tokio::test]
async fn everybody_can_be_chosen_and_is_described() {
    let bench = Bench::new();
    let seen = bench.get("/login").await;
    assert_eq!((seen.status, seen.header("content-type")), (200, "text/html; charset=utf-8"));
    assert!(seen.body.starts_with("<!doctype html>\n<html lang=\"en\">"));
    assert!(seen.body.contains("<title>Sign in – demo identity server</title>"));
    assert!(seen.body.contains("<h1>Sign in</h1>"));
    for (username, introduction) in [
        ("bob", "Bob Builder, member of moehaha"),
        ("alice", "Alice Adams, owner of moehaha"),
        ("carol", "Carol Clark, member of moehaha.team"),
        ("eve", "Eve Evans, in no organization"),
    ] {
        let choice = format!(
            "<button name=\"username\" value=\"{username}\" aria-describedby=\"about-{username}\">\
             Sign in as {username}</button> <span id=\"about-{username}\">{introduction}</span>"
        );
        assert!(seen.body.contains(&choice), "{}", seen.body);
    }
}

#[tokio::test]
async fn whoever_is_not_there_is_told_so() {
    let bench = Bench::new();
    let mut browser = Browser::new(&bench);
    let seen = browser.post("/login?a=b", &[("username", "<mallory>")]).await;
    assert_eq!(seen.status, 422);
    assert!(
        seen.body
            .contains("<p role=\"alert\">There is no such person here. Choose one of these.</p>")
    );
    assert!(!seen.body.contains("mallory"));
}

#[tokio::test]
async fn the_consent_page_says_who_wants_to_know_what() {
    let bench = Bench::new();
    let mut browser = Browser::new(&bench);
    browser.post("/login", &[("username", "bob")]).await;
    let request = authorize(&format!("{MEMBER},user:name,user:admin,{MEMBER}2"), "");
    let consent = browser.get(&request).await.header("location").to_owned();
    let seen = browser.get(&consent).await;
    assert!(seen.body.contains("<h1>Allow access</h1>"));
    assert!(seen.body.contains(
        "<strong>moehaha</strong> wants to know:</p><ul>\
         <li>that you are a member of moehaha <code>user:memberof:moehaha</code></li>\
         <li>your name <code>user:name</code></li>\
         <li><code>user:admin</code></li></ul>\
         <form method=\"post\"><button>Allow</button></form>"
    ));
    assert!(
        seen.body.contains("You are signed in as bob; <a href=\"/login?response_type=code&amp;")
    );
}

#[tokio::test]
async fn markup_in_a_scope_stays_text() {
    let bench = Bench::new();
    let mut browser = Browser::new(&bench);
    browser.post("/login", &[("username", "bob")]).await;
    let request = authorize("<script>alert(1)</script>", "\"><b>");
    let consent = browser.get(&request).await.header("location").to_owned();
    let seen = browser.get(&consent).await;
    assert!(seen.body.contains("<code>&lt;script&gt;alert(1)&lt;/script&gt;</code>"));
    assert!(!seen.body.contains("<script") && !seen.body.contains("<b>"));
}

#[tokio::test]
async fn whoever_is_in_no_organization_is_still_asked_who_they_are() {
    let bench = Bench::new();
    let mut browser = Browser::new(&bench);
    browser.post("/login", &[("username", "eve")]).await;
    let consent = browser.get(&authorize(MEMBER, "")).await.header("location").to_owned();
    let seen = browser.get(&consent).await;
    assert!(seen.body.contains("<strong>moehaha</strong> wants to know who you are."));
}

#[tokio::test]
async fn without_a_session_the_consent_page_leads_to_the_login() {
    let bench = Bench::new();
    let seen = bench.get("/authorize?a=b").await;
    assert_eq!((seen.status, seen.header("location")), (303, "/login?a=b"));
    let seen = bench.send("POST", "/authorize?a=b", &[], "").await;
    assert_eq!((seen.status, seen.header("location")), (303, "/login?a=b"));
}

#[tokio::test]
async fn the_pages_allow_nothing_but_their_own_style_and_the_way_back() {
    let bench = Bench::new();
    let seen = bench.get("/login").await;
    assert_eq!(
        seen.header("content-security-policy"),
        "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; \
         frame-ancestors 'none'; form-action 'self' http://localhost:8090"
    );
    assert_eq!(seen.header("referrer-policy"), "no-referrer");
    assert!(!seen.body.contains("<script") && !seen.body.contains("style="));
    let style = bench.get("/demo.css").await;
    assert_eq!((style.status, style.header("content-type")), (200, "text/css"));
}

#[tokio::test]
async fn the_session_of_a_page_also_works_where_secure_cookies_need_tls() {
    let bench = Bench::new();
    let mut browser = Browser::new(&bench);
    let seen = browser.post("/login", &[("username", "bob")]).await;
    let cookie = seen.header("set-cookie");
    assert!(cookie.ends_with("; Path=/; Max-Age=600; HttpOnly"), "{cookie}");
    let seen = bench.get("/v1/oauth/jwt").await;
    assert!(seen.header("set-cookie").ends_with("; Path=/; Max-Age=600; HttpOnly; Secure"));
}

#[tokio::test]
async fn a_session_is_not_taken_over_from_before_the_login() {
    let bench = Bench::new();
    let mut browser = Browser::new(&bench);
    browser.cookie = "authenticatedsession=chosen-by-somebody".to_owned();
    browser.post("/login", &[("username", "bob")]).await;
    assert_ne!(browser.cookie, "authenticatedsession=chosen-by-somebody");
}

#[tokio::test]
async fn signing_out_ends_the_session() {
    let bench = Bench::new();
    let mut browser = Browser::new(&bench);
    browser.arrive("bob", &authorize(MEMBER, "")).await;
    let seen = browser.get("/logout").await;
    assert!(seen.body.contains("<h1>Signed out</h1>"));
    let seen = browser.get(&authorize(MEMBER, "")).await;
    assert!(seen.header("location").starts_with("/login?"));
}
