//! The proxy, played by the browser's own `fetch`.

use app::shell::proxy::Proxy;
use domain::{
    AudienceSet, RequestFailure, ScopeSet, TokenCall, TokenCallBody,
    api::{DeriveRequest, RefreshRequest, TokenRequest},
    jwt::CompactJwt,
};
use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{Changed, text};

const BACK: &str = "window.fetch = window.realFetch";

/// A proxy that answers every request with this expression, and remembers the request.
fn answering(response: &str) -> Changed {
    let script = format!(
        "window.realFetch ??= window.fetch;
         window.fetch = async (request) => {{ window.asked = request; return {response} }}"
    );
    Changed::by(&script, BACK)
}

fn json(media_type: &str, status: u16, body: &str) -> String {
    format!(
        "new Response({body}, {{ status: {status}, headers: {{ 'content-type': '{media_type}' }} }})"
    )
}

const CONFIG: &str = r#"JSON.stringify({
    authorization_endpoint: "https://identity.example/authorize", dialect: "itsyouonline",
    client_id: "moehaha", organization: "moehaha", profile: "cockpit", issuer: "itsyouonline",
    keys: [], scopes: [], redirect_uris: ["https://jwt.example/"], organization_tokens: "off",
    organization_audiences: [] })"#;

fn call() -> TokenCall {
    let audience = AudienceSet::parse("moehaha").unwrap();
    call_with(TokenCallBody::Token(TokenRequest::Organization { audience, validity: None }))
}

fn call_with(body: TokenCallBody) -> TokenCall {
    let bearer = Some(CompactJwt::parse("eyJhbGciOiJFUzM4NCJ9.e30.AA").unwrap());
    TokenCall { body, bearer }
}

async fn failure() -> RequestFailure {
    Proxy::at("").token(&call()).await.unwrap_err()
}

#[wasm_bindgen_test]
async fn the_settings_are_read() {
    let _proxy = answering(&json("application/json", 200, CONFIG));
    let config = Proxy::at("https://jwt.example/base").config().await.unwrap();
    assert_eq!(config.organization.as_str(), "moehaha");
    assert_eq!(
        text("return [asked.url, asked.method, asked.cache, asked.credentials].join(' ')"),
        "https://jwt.example/base/api/config GET no-cache omit"
    );
}

#[wasm_bindgen_test]
async fn the_proxy_is_beside_the_page_unless_named() {
    let _proxy = answering(&json("application/json", 200, CONFIG));
    let expected = text("return new URL('api/config', document.baseURI).href");
    Proxy::of_page().config().await.unwrap();
    assert_eq!(text("return asked.url"), expected);
    let _named = Changed::by(
        "document.head.insertAdjacentHTML('beforeend',
            '<meta name=\"cockpit-jwt-proxy\" content=\"https://other.example\">')",
        "document.querySelector('meta[name=cockpit-jwt-proxy]').remove()",
    );
    Proxy::of_page().config().await.unwrap();
    assert_eq!(text("return asked.url"), "https://other.example/api/config");
}

#[wasm_bindgen_test]
async fn a_token_is_asked_for_with_what_protects_the_request() {
    let _proxy = answering(&json("text/plain", 200, "''"));
    let _ = failure().await;
    assert_eq!(
        text(
            "return [asked.method, asked.cache, asked.credentials, asked.mode, asked.referrerPolicy].join(' ')"
        ),
        "POST no-store omit cors no-referrer"
    );
    assert_eq!(
        text(
            "return ['content-type', 'cockpit-jwt-request', 'authorization'].map((name) => asked.headers.get(name)).join(' | ')"
        ),
        "application/json | 1 | Bearer eyJhbGciOiJFUzM4NCJ9.e30.AA"
    );
    assert!(!text("return asked.url").contains("eyJ"));
    // The settings are a plain question: it needs no other one before it where the proxy is apart.
    let _ = Proxy::at("").config().await;
    assert_eq!(text("return [...asked.headers.keys()].join()"), "");
}

#[wasm_bindgen_test]
async fn each_request_goes_to_its_own_path_as_it_is() {
    let _proxy = answering(&json("text/plain", 200, "''"));
    let audience = AudienceSet::parse("moehaha").unwrap();
    let scope = ScopeSet::parse("user:name").unwrap();
    for (body, path, sent) in [
        (call().body, "/api/token", r#"{"grant":"organization","audience":["moehaha"]}"#),
        (TokenCallBody::Refresh(RefreshRequest { validity: None }), "/api/token/refresh", "{}"),
        (
            TokenCallBody::Derive(DeriveRequest { scope, audience, validity: None }),
            "/api/token/derive",
            r#"{"scope":["user:name"],"audience":["moehaha"]}"#,
        ),
    ] {
        let _ = Proxy::at("https://jwt.example").token(&call_with(body)).await;
        assert_eq!(text("return new URL(asked.url).pathname"), path);
        let body = JsFuture::from(Promise::from(super::run("return asked.text()"))).await;
        assert_eq!(body.unwrap().as_string().unwrap(), sent);
    }
}

#[wasm_bindgen_test]
async fn the_request_leaves_at_once() {
    let _proxy = answering(&json("text/plain", 200, "''"));
    super::run("window.asked = undefined");
    let asking = Proxy::at("").token(&call());
    assert!(super::holds("return asked.url.endsWith('/api/token')"));
    let _ = asking.await;
}

#[wasm_bindgen_test]
async fn a_problem_is_the_proxys_own_words() {
    let problem = r#"JSON.stringify({ type: "about:blank", title: "t", status: 403,
        code: "not-a-member", detail: "you are not a member", hint: "Ask." })"#;
    let _proxy = answering(&json("application/problem+json; charset=utf-8", 403, problem));
    match failure().await {
        RequestFailure::Problem(problem) => assert_eq!(problem.code, "not-a-member"),
        other => panic!("{other:?}"),
    }
}

#[wasm_bindgen_test]
async fn whatever_else_answers_is_not_the_proxy() {
    for (media_type, body) in [
        ("text/html", "'<!doctype html>'"),
        ("application/json", "'{'"),
        ("application/json", "'{\"token\":\"x\"}'"),
        ("application/problem+json", "'{\"status\":500}'"),
        ("application/json", "'[' + '0,'.repeat(200000) + '0]'"),
        (
            "application/json",
            "new ReadableStream({ pull(to) { to.enqueue(new Uint8Array(9999)) } })",
        ),
        ("", "null"),
    ] {
        let _proxy = answering(&json(media_type, 200, body));
        assert_eq!(failure().await, RequestFailure::Unreadable, "{media_type} {body}");
    }
}

#[wasm_bindgen_test]
async fn a_redirect_is_not_followed_and_is_not_the_proxys() {
    let _proxy = Changed::by(
        "window.realFetch ??= window.fetch;
         window.fetch = async (request) => {
            window.asked = request;
            // As the browser gives it for a redirect that is not to be followed.
            const answer = new Response(null);
            Object.defineProperty(answer, 'type', { value: 'opaqueredirect' });
            return answer }",
        BACK,
    );
    assert_eq!(failure().await, RequestFailure::Unreadable);
    assert_eq!(text("return asked.redirect"), "manual");
    let _ = Proxy::at("").config().await;
    assert_eq!(text("return asked.redirect"), "manual");
}

#[wasm_bindgen_test]
async fn an_answer_cut_off_in_the_middle_is_no_answer() {
    let body = "new ReadableStream({ start(to) { to.enqueue(new Uint8Array(9)); to.error(new Error('cut')) } })";
    let _proxy = answering(&json("application/json", 200, body));
    assert_eq!(failure().await, RequestFailure::Unreachable);
}

#[wasm_bindgen_test]
async fn a_proxy_that_is_not_there_is_unreachable() {
    // Nothing listens on the discard port, and browsers do not even try.
    let asking = Proxy::at("http://127.0.0.1:9/").config();
    assert_eq!(asking.await.unwrap_err(), RequestFailure::Unreachable);
}

#[wasm_bindgen_test]
async fn an_address_that_is_none_is_unreachable() {
    assert_eq!(Proxy::at("https://").config().await.unwrap_err(), RequestFailure::Unreachable);
}

#[wasm_bindgen_test]
async fn a_proxy_that_never_answers_is_given_up() {
    let _impatient = Changed::by(
        "window.realFetch ??= window.fetch;
         window.fetch = (request) => new Promise((_, reject) =>
            request.signal.addEventListener('abort', () => reject(request.signal.reason)));
         window.realTimeout = window.setTimeout; window.waited = 0;
         window.setTimeout = (run, wait) => { window.waited = wait; return realTimeout(run, 0) }",
        "window.fetch = window.realFetch; window.setTimeout = window.realTimeout",
    );
    assert_eq!(failure().await, RequestFailure::TimedOut);
    assert!(super::holds("return waited == 15000"));
}
