//! Straight to the API or through the proxy: which way is taken, and why, is said.

use serde_json::Value;
use tests::{ApiWish, Browser, Pages, World, journey};

use super::{OPEN, open_with_token, pick, world};

#[test]
fn requests_go_straight_to_an_api_that_allows_the_page() {
    journey(async |stage| {
        let world = world(OPEN).await;
        let browser = stage.browser().await;
        browser.before_every_page(super::widget::WATCH).await;
        let token = open_with_token(&browser, &world, "bob").await;
        browser.sees("Requests go straight to the API, which allows this page (CORS).").await;
        list(&browser, "straight to the API").await;
        assert_eq!(world.recorder.to("/api/call").len(), 0);
        is_in_no_address(&browser, &token).await;
        assert_eq!(browser.script("return window.violations").await, Value::Array(Vec::new()));
    });
}

#[test]
fn requests_go_through_the_proxy_to_an_api_that_does_not_allow_the_page() {
    journey(async |stage| {
        let world =
            world(ApiWish { pages: Pages::Refused, settings: "forward = \"on\"\n", ..OPEN }).await;
        let browser = stage.browser().await;
        let token = open_with_token(&browser, &world, "bob").await;
        browser
            .sees(
                "Requests go through the proxy, because the API does not allow this page to send \
                 them (CORS).",
            )
            .await;
        list(&browser, "through the proxy").await;
        assert_eq!(calls(&world), [r#"{"method":"GET","path":"/ays/repository"}"#]);
        is_in_no_address(&browser, &token).await;
    });
}

#[test]
fn where_both_ways_are_open_the_person_chooses() {
    journey(async |stage| {
        let world = world(ApiWish { settings: "forward = \"on\"\n", ..OPEN }).await;
        let browser = stage.browser().await;
        open_with_token(&browser, &world, "bob").await;
        browser.sees("Requests go straight to the API, which allows this page (CORS).").await;
        browser.click("radio", "Through the proxy").await;
        browser.sees("Requests go through the proxy, as you have chosen.").await;
        list(&browser, "through the proxy").await;
        assert_eq!(calls(&world).len(), 1);
        browser.click("radio", "Straight to the API").await;
        list(&browser, "straight to the API").await;
        assert_eq!(calls(&world).len(), 1);
    });
}

#[test]
fn where_no_way_is_open_it_is_said_who_can_open_one() {
    journey(async |stage| {
        let world = world(ApiWish { pages: Pages::Refused, ..OPEN }).await;
        let browser = stage.browser().await;
        open_with_token(&browser, &world, "bob").await;
        browser
            .sees(
                "No request can be sent: the API does not allow this page to send them (CORS), and \
                 the proxy does not hand requests on.",
            )
            .await;
        browser.sees("whoever runs the proxy can set api.forward").await;
        pick(&browser, "listRepo", "GET /ays/repository").await;
        browser.click("button", "Send").await;
        browser.sees("Nothing has been sent in this sitting.").await;
        assert_eq!(calls(&world).len(), 0);
    });
}

/// Lists the repositories, of which there are none, and looks at which way that went.
async fn list(browser: &Browser, way: &str) {
    pick(browser, "listRepo", "GET /ays/repository").await;
    browser.click("button", "Send").await;
    browser.focus_is_on("heading", "200 OK").await;
    browser.sees(&format!(", {way}.")).await;
}

/// What the proxy was asked to hand on.
fn calls(world: &World) -> Vec<String> {
    let calls = world.recorder.to("/api/call").into_iter();
    calls.map(|call| String::from_utf8_lossy(&call.request).into_owned()).collect()
}

async fn is_in_no_address(browser: &Browser, token: &str) {
    let signature = token.rsplit('.').next().expect("it has parts");
    for request in browser.traffic().await.requests {
        assert!(!request.address.contains(signature), "{request:?}");
    }
}
