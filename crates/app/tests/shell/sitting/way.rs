//! Which way is found to the API.

use wasm_bindgen_test::wasm_bindgen_test;

use super::{Sitting, press, services, way_is};
use crate::{holds, run, text, until};

#[wasm_bindgen_test]
async fn the_api_is_tried_with_the_token_as_all_requests_are_sent() {
    let _services = services();
    let _sitting = Sitting::ready().await;
    assert_eq!(
        text(
            "const it = asked.find((it) => it.method == 'HEAD');
             return [it.url, it.headers.get('authorization'), it.mode, it.credentials, it.redirect,
                it.referrerPolicy].join(' ')"
        ),
        "https://api.example/api/repository bearer eyJhbGciOiJFUzM4NCJ9.e30.AAAA \
         cors omit manual no-referrer"
    );
}

#[wasm_bindgen_test]
async fn an_api_beside_the_page_is_known_by_its_origin() {
    let _services = services();
    let _sitting = Sitting::at(&text("return location.origin + '/api'"));
    way_is("Requests go straight to the API, which has this page's own origin.").await;
}

#[wasm_bindgen_test]
async fn an_api_that_is_there_and_gives_no_answer_does_not_allow_the_page() {
    let _services = services();
    run("answers.probe = () => { throw new TypeError() }; catalogue.forwarded = true");
    let _sitting = Sitting::begin();
    way_is(
        "Requests go through the proxy, because the API does not allow this page to send them (CORS).",
    )
    .await;
    assert!(holds(
        "const knock = asked.find((it) => it.mode == 'no-cors');
         return knock.url == 'https://api.example/api' && !knock.headers.get('authorization')"
    ));
}

const UNREACHABLE: &str = "No request can be sent: this browser does not reach the API, and the \
                           proxy does not hand requests on.";

#[wasm_bindgen_test]
async fn an_api_that_is_not_there_can_be_tried_again() {
    let _services = services();
    run("answers.probe = answers.knock = () => { throw new TypeError() }");
    let _sitting = Sitting::begin();
    way_is(UNREACHABLE).await;
    run("answers.probe = () => new Response()");
    press("Check again");
    way_is("Requests go straight to the API, which allows this page (CORS).").await;
}

/// As a browser tells it: in a task of its own, after the request has failed.
fn refusing(uri: &str, directive: &str) {
    run(&format!(
        "answers.probe = answers.knock = () => {{
            setTimeout(() => document.dispatchEvent(new SecurityPolicyViolationEvent(
                'securitypolicyviolation', {{ bubbles: true, blockedURI: '{uri}',
                    effectiveDirective: '{directive}', violatedDirective: '{directive}',
                    documentURI: location.href, originalPolicy: '', disposition: 'enforce',
                    statusCode: 200 }})));
            throw new TypeError() }}"
    ));
}

#[wasm_bindgen_test]
async fn a_policy_of_the_page_is_named_where_it_is_the_reason() {
    let _services = services();
    refusing("https://api.example/api/repository", "connect-src");
    let _sitting = Sitting::begin();
    way_is(
        "No request can be sent: the content security policy of this page does not allow the API, \
         and the proxy does not hand requests on.",
    )
    .await;
}

#[wasm_bindgen_test]
async fn what_a_policy_refuses_of_others_says_nothing() {
    for (uri, directive) in
        [("https://other.example/", "connect-src"), ("https://api.example/", "img-src")]
    {
        let _services = services();
        refusing(uri, directive);
        let _sitting = Sitting::begin();
        way_is(UNREACHABLE).await;
    }
}

#[wasm_bindgen_test]
async fn operations_that_did_not_come_are_asked_for_again() {
    let _services = services();
    run("window.came = answers.catalogue; answers.catalogue = () => { throw new TypeError() }");
    let _sitting = Sitting::begin();
    until("return place.textContent.includes('The operations could not be loaded.')").await;
    run("answers.catalogue = came");
    press("Load the operations again");
    until("return place.querySelectorAll('.console-operations button').length == 5").await;
}
