//! Signing in in a window of its own, while the portal's page stays as it is.

use serde_json::json;
use tests::{Browser, GENERATE, World, journey};

use super::{WATCH, open_portal, sign_in_in_popup, token_by_popup};

#[test]
fn bob_gets_his_token_and_the_portals_page_stays_as_it_is() {
    journey(async |stage| {
        let world = World::start_in_a_portal().await;
        let browser = stage.browser().await;
        browser.before_every_page(WATCH).await;
        open_portal(&browser, &world, "?tab=jwt#content").await;
        browser.script("window.stays = 'as it is';").await;
        let token = token_by_popup(&browser, "bob").await;
        browser.sees("Accepted by moehaha until ").await;
        browser.sees("yes, by the API's key").await;
        browser.sees("The portal has a token until ").await;
        assert_eq!(world.cockpit_says(&token).await.0, 200);

        assert_eq!(browser.script("return window.stays").await, "as it is");
        assert_eq!(browser.script("return window.violations").await, json!([]));
        assert!(browser.address().await.ends_with("/cockpit/jwt?tab=jwt#content"));
        nothing_is_kept(&browser, &token).await;
        asks_nobody_else(&browser, &world).await;
        is_forgotten(&browser).await;
    });
}

/// Neither the sign-in nor the token is in a storage of the portal, also while it is under way.
async fn nothing_is_kept(browser: &Browser, token: &str) {
    let memory = browser.memory().await;
    assert_eq!(memory.session_storage, json!({}));
    assert_eq!(memory.local_storage, json!({}));
    assert_eq!(memory.history_state, json!(null));
    assert!(memory.history.iter().all(|address| !address.contains(token)), "{memory:?}");
    let html = browser.script("return document.documentElement.outerHTML").await;
    assert!(!html.to_string().contains(token), "the portal's own elements show the token");
}

async fn asks_nobody_else(browser: &Browser, world: &World) {
    let traffic = browser.traffic().await;
    for request in &traffic.requests {
        let known = [world.portal(), &world.proxy_address, &world.identity.base_url()];
        assert!(known.iter().any(|place| request.address.starts_with(*place)), "{request:?}");
    }
    assert_eq!(traffic.complaints, Vec::<String>::new());
}

async fn is_forgotten(browser: &Browser) {
    browser.click("button", "Start over").await;
    browser.sees("The portal has no token.").await;
    browser.has_no("textbox", "The token").await;
    browser.focus_is_on("button", GENERATE).await;
}

#[test]
fn a_window_that_is_closed_is_said_at_once_and_opened_again() {
    journey(async |stage| {
        let world = World::start_in_a_portal().await;
        let browser = stage.browser().await;
        open_portal(&browser, &world, "").await;
        browser.set_out().await;
        browser.sees("Sign in in the window that has opened").await;
        half_way(&browser).await;
        browser.close_popup().await;
        browser.sees("The sign-in window is gone").await;
        browser.focus_is_on("button", "Open the window").await;

        browser.click("button", "Open the window").await;
        browser.in_popup(async || browser.click("button", "Allow").await).await;
        browser.popup_is_gone().await;
        let first = browser.token().await;

        // Given up beside a token, everything is as before.
        browser.click("button", "Generate another").await;
        // Something new to consent to, or the window would be back at once.
        browser.click("button", "user:name").await;
        browser.click("button", "Confirm").await;
        browser.click("button", "Cancel").await;
        browser.popup_is_gone().await;
        browser.sees("The sign-in was not finished.").await;
        assert_eq!(browser.token().await, first);
    });
}

/// The person has logged in, and is asked for consent.
async fn half_way(browser: &Browser) {
    browser
        .in_popup(async || {
            browser.log_in("bob").await;
            browser.find("button", "Allow").await;
        })
        .await;
}

#[test]
fn a_person_may_take_two_minutes() {
    journey(async |stage| {
        let world = World::start_in_a_portal().await;
        let browser = stage.browser().await;
        browser.before_every_page(CLOCK).await;
        open_portal(&browser, &world, "").await;
        browser.set_out().await;
        browser.in_popup(async || browser.find("button", "Sign in as bob").await).await;
        world.pass_seconds(120);
        browser.script("window.ahead = 120;").await;
        sign_in_in_popup(&browser, "bob").await;
        browser.sees("Accepted by moehaha until ").await;
    });
}

/// The page's clock can be put forward.
const CLOCK: &str = "
    window.ahead = 0;
    const now = Date.now.bind(Date);
    Date.now = () => now() + window.ahead * 1000;";

#[test]
fn a_window_that_the_browser_blocks_is_said_and_the_portals_own_page_goes_instead() {
    journey(async |stage| {
        let world = World::start_in_a_portal().await;
        let browser = stage.browser().await;
        open_portal(&browser, &world, "?tab=jwt#content").await;
        browser.script("window.really = window.open; window.open = () => null;").await;
        browser.set_out().await;
        browser.sees("The browser has not let the window open").await;
        browser.focus_is_on("button", "Open the window").await;

        // By a click of its own it opens.
        browser.script("window.open = window.really;").await;
        browser.click("button", "Open the window").await;
        half_way(&browser).await;
        browser.close_popup().await;
        browser.sees("The sign-in window is gone").await;

        browser.click("button", "Sign in on this page").await;
        browser.click("button", "Allow").await;
        browser.sees("Accepted by moehaha until ").await;
        assert!(browser.address().await.ends_with("/cockpit/jwt?tab=jwt#content"));
        browser.sees("The portal has a token until ").await;
    });
}
