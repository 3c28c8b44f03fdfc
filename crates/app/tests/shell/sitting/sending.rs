//! What is sent, given up, and let go.

use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{LAST, Sitting, answered, pick, press, said, services, way_is};
use crate::{holds, run, text, until};

#[wasm_bindgen_test]
async fn a_request_carries_the_token_and_what_was_filled_in_and_nothing_else() {
    let _services = services();
    let sitting = Sitting::ready().await;
    sitting.send("listTraced").await;
    answered("200 OK").await;
    assert_eq!(
        text(&format!(
            "const it = {LAST}; return [it.method, it.url, it.mode, it.credentials, it.redirect,
                it.referrerPolicy, it.cache, JSON.stringify([...it.headers])].join(' ')"
        )),
        "GET https://api.example/api/traced?page=a%20b%26c cors omit manual no-referrer no-store \
         [[\"authorization\",\"bearer eyJhbGciOiJFUzM4NCJ9.e30.AAAA\"],[\"trace-id\",\"7\"]]"
    );
}

async fn body() -> String {
    let body = Promise::from(run(&format!("return {LAST}.clone().text()")));
    JsFuture::from(body).await.unwrap().as_string().unwrap()
}

#[wasm_bindgen_test]
async fn a_body_goes_as_it_is_with_its_type() {
    let _services = services();
    let sitting = Sitting::ready().await;
    sitting.send("createNewRepository").await;
    answered("200 OK").await;
    assert!(holds(&format!("return {LAST}.headers.get('content-type') == 'application/json'")));
    assert_eq!(body().await, r#"{"name": "web"}"#);
}

#[wasm_bindgen_test]
async fn through_the_proxy_goes_the_same_request_as_json() {
    let _services = services();
    run("catalogue.forwarded = true");
    let sitting = Sitting::ready().await;
    run("[...place.querySelectorAll('input[type=radio]')].at(-1).click()");
    way_is("Requests go through the proxy, as you have chosen.").await;
    sitting.send("createNewRepository").await;
    answered("200 OK").await;
    assert_eq!(
        text(&format!(
            "const it = {LAST}; return [it.method, it.url, it.headers.get('authorization'),
                it.headers.get('cockpit-jwt-request'), it.redirect].join(' ')"
        )),
        "POST https://jwt.example/proxy/api/call bearer eyJhbGciOiJFUzM4NCJ9.e30.AAAA 1 manual"
    );
    assert_eq!(
        body().await,
        r#"{"method":"POST","path":"/repository","media_type":"application/json","body":"{\"name\": \"web\"}"}"#
    );
    assert!(holds(
        "return place.querySelector('.console-answer').textContent.includes('x-trace')
            && place.querySelector('.console-code').textContent == 'done'"
    ));
}

#[wasm_bindgen_test]
async fn another_token_is_the_one_that_is_sent_from_then_on() {
    let _services = services();
    let sitting = Sitting::ready().await;
    sitting.send("listRepositories").await;
    answered("200 OK").await;
    sitting.0.set("eyJhbGciOiJFUzM4NCJ9.e30.BBBB");
    until("return place.querySelector('.console-authorization').textContent.includes('BBBB')")
        .await;
    assert!(holds("return place.querySelector('pre').textContent.includes('…AAAA')"), "as sent");
    press("Send");
    until(&format!("return {LAST}.headers.get('authorization').endsWith('BBBB')")).await;
    sitting.0.set("no token");
    press("Send");
    until("return place.querySelectorAll('.console-entry').length == 3").await;
    assert!(holds(&format!("return {LAST}.headers.get('authorization').endsWith('BBBB')")));
}

/// Answers that do not come until they are given up.
const NEVER: &str = "(request) => new Promise((_, reject) => {
    request.signal.onabort = () => { request.gone = true; reject(new DOMException('', 'AbortError')) } })";

#[wasm_bindgen_test]
async fn what_is_given_up_is_aborted_on_both_ways_and_the_focus_stays() {
    for (forwarded, answer) in [("false", "api"), ("true", "forward")] {
        let _services = services();
        run(&format!(
            "catalogue.forwarded = {forwarded}; answers.{answer} = {NEVER};
             if ({forwarded}) answers.probe = () => {{ throw new TypeError() }}"
        ));
        let sitting = Sitting::begin();
        until("return place.querySelector('#console-way svg')").await;
        sitting.send("listRepositories").await;
        until("return document.activeElement.textContent == 'Cancel'").await;
        press("Cancel");
        answered("Cancelled").await;
        assert_eq!(said(), "Cancelled.");
        assert!(holds(&format!("return {LAST}.gone")));
        until("return document.activeElement.textContent == 'Send'").await;
    }
}

#[wasm_bindgen_test]
async fn the_close_gives_up_whatever_is_under_way() {
    let _services = services();
    run(&format!("answers.api = answers.catalogue = answers.probe = {NEVER}"));
    let sitting = Sitting::begin();
    until("return asked.length == 2").await;
    drop(sitting);
    assert!(holds("return asked.every((it) => it.gone) && place.childElementCount == 0"));
    run("answers.catalogue = () => Response.json(catalogue); answers.probe = () => new Response()");
    let sitting = Sitting::ready().await;
    sitting.send("listRepositories").await;
    until("return document.activeElement.textContent == 'Cancel'").await;
    drop(sitting);
    assert!(holds(&format!("return {LAST}.gone && place.childElementCount == 0")));
}

#[wasm_bindgen_test]
async fn what_a_browser_does_not_send_is_told_and_not_sent_without_it() {
    let _services = services();
    let sitting = Sitting::ready().await;
    sitting.send("listCookies").await;
    answered("No answer").await;
    assert!(said().ends_with("No answer. The browser does not send such a request."), "{}", said());
    assert!(holds("return !asked.some((it) => it.url.endsWith('/cookie'))"));
}

#[wasm_bindgen_test]
async fn what_may_change_something_waits_for_a_yes() {
    let _services = services();
    run("catalogue.production = true");
    let sitting = Sitting::ready().await;
    sitting.send("deleteRepository").await;
    until("return document.activeElement.id == 'console-question'").await;
    assert!(holds("return !asked.some((it) => it.method == 'DELETE')"));
    assert!(!super::key("console-question", "key: 'Escape'"));
    until("return document.activeElement.id == 'console-send'").await;
    assert!(holds("return !place.querySelector('#console-question')"));
    press("Send");
    until("return place.querySelector('#console-question')").await;
    press("Send it");
    answered("200 OK").await;
    assert_eq!(text(&format!("return {LAST}.url")), "https://api.example/api/repository/web");
    pick("listRepositories").await;
}
