//! A token's time runs out: the person is warned, nothing is taken away, and a new one is offered.

use serde_json::json;
use tests::{Browser, World, journey, until};

use crate::accessibility::look_at;

/// The page's clock can be put forward, and its alarm rung without waiting for it.
const CLOCK: &str = "
    window.ahead = 0;
    const now = Date.now.bind(Date);
    Date.now = () => now() + window.ahead * 1000;
    const set = window.setTimeout.bind(window);
    window.setTimeout = (act, wait, ...more) => {
        if (wait > 5000) window.ring = act;
        return set(act, wait, ...more);
    };";

#[test]
fn the_time_left_is_counted_warned_of_and_the_token_stays_when_it_is_over() {
    journey(async |stage| {
        let world = World::start().await;
        let browser = stage.browser().await;
        browser.before_every_page(CLOCK).await;
        browser.open_page(&world).await;
        browser.ask().await;
        browser.unfold("More").await;
        browser.fill("Validity", "1h").await;
        browser.click("button", "Confirm").await;
        browser.sign_in("bob").await;
        let token = browser.token().await;
        browser.sees_no("it expires soon").await;

        // Half a minute from any turn, however quickly the token came.
        browser.script("window.ahead = 10 * 60 + 30; window.ring();").await;
        browser.sees("49 minutes left").await;
        the_end_is_near(&browser, &token).await;
        the_end(&browser, &world, &token).await;
        so_it_is_for_any_token(&browser, &token).await;
    });
}

/// From five minutes before the end on, by the second.
async fn the_end_is_near(browser: &Browser, token: &str) {
    browser.script("window.ahead = 56 * 60; window.ring();").await;
    browser.sees("left: it expires soon").await;
    browser.sees("The token expires in less than five minutes.").await;
    browser.sees("Accepted by moehaha until ").await;
    browser.find("button", "Generate a new token").await;
    let counted = left(browser).await;
    until("the next second", async || {
        let now = left(browser).await;
        if now == counted { Err(now) } else { Ok(()) }
    })
    .await;
    assert_eq!(browser.token().await, token);
}

/// The countdown's own words.
async fn left(browser: &Browser) -> String {
    let text = browser.text().await;
    let line = text.lines().find(|line| line.ends_with("left: it expires soon"));
    line.unwrap_or_else(|| panic!("nothing is counted: {text}")).to_owned()
}

async fn the_end(browser: &Browser, world: &World, token: &str) {
    browser.script("window.ahead = 61 * 60;").await;
    browser.sees("Refused by moehaha: the token has expired").await;
    browser.sees("The token has expired. Generate a new one.").await;
    browser.sees("Expired ").await;
    assert_eq!(browser.token().await, token);
    look_at(browser, "expired").await;
    browser.click("button", "Copy").await;
    browser.sees("Token copied.").await;
    assert_eq!(browser.clipboard(world).await, token);

    browser.click("button", "Generate a new token").await;
    assert_eq!(browser.value("Validity").await, "3600");
    browser.click("button", "Confirm").await;
    browser.sees("Accepted by moehaha until ").await;
    assert_ne!(browser.token().await, token);
}

/// Also for one that was pasted.
async fn so_it_is_for_any_token(browser: &Browser, token: &str) {
    browser.click("link", "Inspect a JWT").await;
    browser.paste("Token", token).await;
    browser.sees("Accepted by moehaha until ").await;
    browser.script("window.ahead = 56 * 60; window.ring();").await;
    browser.sees("left: it expires soon").await;
    browser.script("window.ahead = 61 * 60;").await;
    browser.sees("Refused by moehaha: the token has expired").await;
    browser.sees("Expired ").await;
    assert_eq!(browser.token().await, token);
    browser.has_no("button", "Generate a new token").await;
    assert_eq!(browser.script("return sessionStorage.length").await, json!(0));
}
