//! Signing in on the portal's own page, which is left and found again.

use serde_json::json;
use tests::{Browser, GENERATE, World, journey};

use super::open_portal;

#[test]
fn the_portals_page_comes_back_with_its_query_and_fragment() {
    journey(async |stage| {
        let world = World::start_in_a_portal().await;
        let browser = stage.browser().await;
        open_portal(&browser, &world, "?mode=redirect&tab=a%20b#content").await;
        browser.set_out().await;
        browser.sign_in("bob").await;
        browser.sees("Accepted by moehaha until ").await;
        browser.sees("The portal has a token until ").await;
        let address = browser.address().await;
        assert!(address.ends_with("/cockpit/jwt?mode=redirect&tab=a%20b#content"), "{address}");
        assert_eq!(browser.memory().await.session_storage, json!({}));
        the_history_holds_no_code(&browser).await;

        // Loaded anew there is no token, and no sign-in that could count twice.
        browser.reload().await;
        browser.find("button", GENERATE).await;
        browser.sees("The portal has no token.").await;
        browser.sees_no("For support:").await;
    });
}

async fn the_history_holds_no_code(browser: &Browser) {
    for address in browser.memory().await.history {
        assert!(!address.contains("code="), "{address}");
    }
}

/// A portal that draws its pages itself puts in another element each time somebody comes by.
#[test]
fn an_element_that_was_put_in_later_finds_its_sign_in_again() {
    journey(async |stage| {
        let world = World::start_in_a_portal().await;
        let browser = stage.browser().await;
        browser.before_every_page(WITHOUT_ID).await;
        open_portal(&browser, &world, "?mode=redirect").await;
        browser.script(PUT_IN_ANOTHER).await;
        browser.set_out().await;
        browser.sign_in("bob").await;
        browser.sees("Accepted by moehaha until ").await;
        assert!(browser.address().await.ends_with("/cockpit/jwt?mode=redirect"));
        assert_eq!(browser.memory().await.session_storage, json!({}));
    });
}

/// Before the element is defined.
const WITHOUT_ID: &str = "
    const watch = () => document.querySelector('cockpit-jwt')?.removeAttribute('id');
    new MutationObserver(watch).observe(document, { childList: true, subtree: true });";

const PUT_IN_ANOTHER: &str = "
    const another = document.createElement('cockpit-jwt');
    another.mode = 'redirect';
    document.querySelector('cockpit-jwt').replaceWith(another);";

#[test]
fn a_callback_that_is_not_the_widgets_is_the_portals_own_business() {
    journey(async |stage| {
        let world = World::start_in_a_portal().await;
        let browser = stage.browser().await;
        for rest in
            ["?code=the-portals&state=own", "?error=x&state=y", "?code=a&code=b#c", "?code="]
        {
            open_portal(&browser, &world, rest).await;
            browser.sees("The portal has no token.").await;
            browser.sees_no("For support:").await;
            assert!(browser.address().await.ends_with(rest));
        }
        assert_eq!(world.recorder.to("/api/token").len(), 0);
    });
}

#[test]
fn whoever_comes_back_without_a_code_is_told_so() {
    journey(async |stage| {
        let world = World::start_in_a_portal().await;
        let browser = stage.browser().await;
        open_portal(&browser, &world, "?mode=redirect").await;
        browser.set_out().await;
        browser.find("button", "Sign in as bob").await;
        browser.back().await;
        browser.sees("The sign-in was not finished.").await;
        browser.set_out().await;
        browser.sign_in("bob").await;
        browser.sees("Accepted by moehaha until ").await;
    });
}
