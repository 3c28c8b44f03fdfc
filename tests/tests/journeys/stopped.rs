//! The API console's WebAssembly ends in the middle of its life, by a mistake.

use tests::{Browser, World, journey};

use super::widget::{open_portal, token_by_popup};

/// Keeps what each module exports. The one that came last can be made to read past the end of its memory,
/// where nobody catches what is thrown.
const KEEP: &str = "
    window.modules = [];
    const instantiate = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (...given) => {
        const made = await instantiate(...given);
        window.modules.push(made.instance.exports);
        return made;
    };
    window.trap = () => setTimeout(() => window.modules.at(-1).console_set(0xfffffff0, 0, 0));";

#[test]
fn the_page_keeps_its_token_and_opens_another() {
    journey(async |stage| {
        let world = World::start().await;
        let browser = stage.browser().await;
        browser.before_every_page(KEEP).await;
        let token = browser.get_own_token(&world, "bob").await;
        stops_and_begins_anew(&browser, &token).await;
        browser.sees_no("This page has stopped working.").await;
    });
}

#[test]
fn the_widget_keeps_its_token_and_opens_another() {
    journey(async |stage| {
        let world = World::start_in_a_portal().await;
        let browser = stage.browser().await;
        browser.before_every_page(KEEP).await;
        open_portal(&browser, &world, "").await;
        let token = token_by_popup(&browser, "bob").await;
        stops_and_begins_anew(&browser, &token).await;
        let held = browser.script("return document.querySelector('cockpit-jwt').token").await;
        assert_eq!(held, token.as_str());
    });
}

/// Twice, so that the second one is seen to have an end of its own.
async fn stops_and_begins_anew(browser: &Browser, token: &str) {
    for _ in 0..2 {
        browser.click("button", "Try it").await;
        browser.find("heading", "Try it").await;
        browser.sees_no("The API console has stopped working.").await;
        browser.script("window.trap();").await;
        browser.sees("The API console has stopped working.").await;
        browser.has_no("heading", "Try it").await;
        assert_eq!(browser.token().await, token);
    }
    browser.click("button", "Try it").await;
    browser.find("heading", "Try it").await;
}
