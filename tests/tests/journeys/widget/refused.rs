//! A page that may not embed the widget, or does not let it.

use tests::{Callback, PortalWish, Standing, World, WorldOptions, journey};

use super::open_portal;

#[test]
fn a_portal_that_the_proxy_does_not_know_is_told_who_can_help() {
    journey(async |stage| {
        let portal = Some(PortalWish { standing: Standing::Stranger, ..PortalWish::default() });
        let callbacks = &[Callback::Page];
        let options = WorldOptions { portal, callbacks, ..WorldOptions::in_a_portal() };
        let world = World::start_with(options).await;
        let browser = stage.browser().await;
        browser.visit(&format!("{}cockpit/jwt", world.portal())).await;
        // The module itself is not handed out, so nothing is defined.
        browser.sees("The portal has no token.").await;
        let defined = browser.script("return Boolean(customElements.get('cockpit-jwt'))").await;
        assert_eq!(defined, false);
        assert_eq!(world.recorder.to("/api/token").len(), 0);
    });
}

#[test]
fn a_widget_whose_proxy_is_gone_says_so_and_the_portal_hears_it() {
    journey(async |stage| {
        // With a callback page of the portal's own, the window comes back all the same.
        let callbacks = &[Callback::PortalCallbackPage];
        let options = WorldOptions { callbacks, ..WorldOptions::in_a_portal() };
        let mut world = World::start_with(options).await;
        let browser = stage.browser().await;
        open_portal(&browser, &world, "").await;
        browser.set_out().await;
        browser.in_popup(async || browser.log_in("bob").await).await;
        world.stop_proxy().await;
        browser.in_popup(async || browser.click("button", "Allow").await).await;
        let sentence = "The proxy cannot be reached.";
        browser.sees_failure("proxy-unreachable", sentence, "Try again").await;
        browser.sees("The portal has no token: The proxy cannot be reached").await;
        browser.popup_is_gone().await;

        world.start_proxy_again().await;
        browser.click("button", "Try again").await;
        browser.click("button", "Confirm").await;
        browser.sees("The portal has a token until ").await;
    });
}
