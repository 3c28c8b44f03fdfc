//! A 401 is explained by the judge that also judges beside the token.

use tests::{ApiWish, Browser, Which, journey};

use super::{OPEN, open, open_with_token, pick, world};

const WHY: &str = "Why the API probably refused the token";

/// The page's clock can be put forward.
const CLOCK: &str = "
    window.ahead = 0;
    const now = Date.now.bind(Date);
    Date.now = () => now() + window.ahead * 1000;";

#[test]
fn an_expired_token_is_told_as_one() {
    journey(async |stage| {
        let world = world(OPEN).await;
        let browser = stage.browser().await;
        browser.before_every_page(CLOCK).await;
        open_with_token(&browser, &world, "bob").await;
        pick(&browser, "listRepo", "GET /ays/repository").await;
        let two_days = 2 * 24 * 3600;
        world.pass_seconds(two_days);
        browser.script(&format!("window.ahead = {two_days};")).await;
        is_refused(&browser, "Your JWT has expired").await;
        browser.sees("Refused by moehaha: the token has expired").await;
    });
}

#[test]
fn a_token_of_somebody_who_is_no_member_is_told_as_one() {
    journey(async |stage| {
        let world = world(OPEN).await;
        let browser = stage.browser().await;
        browser.open_page(&world).await;
        browser.ask().await;
        browser.click("button", "user:memberof:moehaha.team").await;
        browser.click("button", "Confirm").await;
        browser.sign_in("carol").await;
        browser.sees("Refused by moehaha: you are a member of moehaha.team only").await;
        open(&browser).await;
        pick(&browser, "listRepo", "GET /ays/repository").await;
        is_refused(&browser, "Not authorized").await;
        let explanation = explanation(&browser).await;
        assert!(
            explanation.contains("Refused by moehaha: you are a member of moehaha.team only"),
            "{explanation}"
        );
        assert!(explanation.contains("user:memberof:moehaha"), "what to do: {explanation}");
    });
}

#[test]
fn a_token_that_the_judge_accepts_leaves_the_settings_in_doubt() {
    journey(async |stage| {
        let world = world(ApiWish { which: Which::Odd, ..OPEN }).await;
        let browser = stage.browser().await;
        open_with_token(&browser, &world, "bob").await;
        pick(&browser, "getRefused", "GET /refused").await;
        is_refused(&browser, "Not authorized").await;
        let explanation = explanation(&browser).await;
        assert!(explanation.contains("Accepted by moehaha until "), "{explanation}");
        assert!(explanation.contains("whoever runs the API"), "{explanation}");
    });
}

/// Sends, and looks at what the API says.
async fn is_refused(browser: &Browser, said: &str) {
    browser.click("button", "Send").await;
    browser.focus_is_on("heading", "401 Unauthorized").await;
    browser.find("heading", WHY).await;
    browser.sees(said).await;
}

/// The lines of the judge.
async fn explanation(browser: &Browser) -> String {
    let group = browser.find("group", WHY).await;
    group.text().await.expect("it has a text")
}
