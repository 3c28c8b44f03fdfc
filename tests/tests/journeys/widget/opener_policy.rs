//! A portal whose opener policy (COOP) separates its windows from others.

use demo::{EmbedderPolicy, OpenerPolicy};
use tests::{Callback, PortalWish, World, WorldOptions, journey};

use super::{open_portal, token_by_popup};

fn world(opener_policy: OpenerPolicy, callbacks: &'static [Callback]) -> WorldOptions {
    let portal = Some(PortalWish { opener_policy, ..PortalWish::default() });
    WorldOptions { portal, callbacks, ..WorldOptions::in_a_portal() }
}

#[test]
fn with_a_callback_page_of_the_portals_own_no_policy_is_in_the_way() {
    journey(async |stage| {
        let callbacks = &[Callback::PortalCallbackPage, Callback::PortalPage];
        let world = world(OpenerPolicy::SameOrigin, callbacks);
        // As strict as it gets: the page is isolated from every other site.
        let portal = world
            .portal
            .map(|portal| PortalWish { embedder_policy: EmbedderPolicy::RequireCorp, ..portal });
        let world = World::start_with(WorldOptions { portal, ..world }).await;
        let browser = stage.browser().await;
        open_portal(&browser, &world, "").await;
        assert_eq!(browser.script("return crossOriginIsolated").await, true);
        token_by_popup(&browser, "bob").await;
        browser.sees("Accepted by moehaha until ").await;
        browser.sees("The portal has a token until ").await;
    });
}

#[test]
fn a_portal_that_lets_its_popups_be_needs_nothing_of_its_own() {
    journey(async |stage| {
        let callbacks = &[Callback::CallbackPage];
        let world = world(OpenerPolicy::SameOriginAllowPopups, callbacks);
        let world = World::start_with(world).await;
        let browser = stage.browser().await;
        open_portal(&browser, &world, "").await;
        token_by_popup(&browser, "bob").await;
        browser.sees("Accepted by moehaha until ").await;
    });
}

#[test]
fn where_the_window_is_cut_off_both_say_so_and_the_redirect_is_offered() {
    journey(async |stage| {
        let callbacks = &[Callback::CallbackPage, Callback::PortalPage];
        let world = World::start_with(world(OpenerPolicy::SameOrigin, callbacks)).await;
        let browser = stage.browser().await;
        open_portal(&browser, &world, "").await;
        browser.set_out().await;
        browser
            .in_popup(async || {
                browser.sign_in("bob").await;
                browser.sees("The page that asked for this sign-in is not there any more.").await;
                browser.sees("Cross-Origin-Opener-Policy").await;
            })
            .await;
        browser.close_popup().await;
        browser.sees("The sign-in window is gone").await;
        browser.click("button", "Sign in on this page").await;
        browser.sees("Accepted by moehaha until ").await;
    });
}
