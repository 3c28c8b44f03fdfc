//! Pages that want the answer to a sign-in, or to slip in one of their own.

use serde_json::json;
use tests::{Browser, Callback, ORGANIZATION, PortalWish, Standing, World, WorldOptions, journey};

use super::{open_portal, token_by_popup};

/// A click opens the window, as browsers want it.
const LURE: &str = "
    window.heard = [];
    addEventListener('message', ({ data }) => window.heard.push(data));
    const lure = document.createElement('button');
    lure.textContent = 'PRIZE';
    lure.onclick = () => open('{address}', 'theirs', 'popup');
    document.body.append(lure);";

async fn opens(browser: &Browser, address: &str) {
    browser.script(&LURE.replace("{address}", address)).await;
    browser.click("button", "PRIZE").await;
}

/// A sign-in that the page has made up, which comes back to the proxy's page for popups.
fn their_sign_in(world: &World) -> String {
    format!(
        "{}/v1/oauth/authorize?response_type=code&client_id={ORGANIZATION}\
         &redirect_uri={}callback.html&scope=user:memberof:{ORGANIZATION}&state=theirs",
        world.identity.base_url(),
        world.proxy_address
    )
}

#[test]
fn a_page_that_nobody_has_listed_opens_the_window_and_hears_nothing() {
    journey(async |stage| {
        let portal = Some(PortalWish { standing: Standing::Stranger, ..PortalWish::default() });
        let callbacks = &[Callback::Page, Callback::CallbackPage];
        let options = WorldOptions { portal, callbacks, ..WorldOptions::in_a_portal() };
        let world = World::start_with(options).await;
        let browser = stage.browser().await;
        browser.visit(&format!("{}cockpit/api", world.portal())).await;
        browser.sees("Every operation wants a token").await;
        opens(&browser, &their_sign_in(&world)).await;
        browser
            .in_popup(async || {
                browser.sign_in("bob").await;
                browser.sees("did not take the sign-in.").await;
                assert_eq!(
                    browser.address().await,
                    format!("{}callback.html", world.proxy_address)
                );
            })
            .await;
        assert_eq!(browser.script("return window.heard").await, json!([]));
    });
}

#[test]
fn an_answer_to_another_sign_in_is_not_the_widgets() {
    journey(async |stage| {
        let world = World::start_in_a_portal().await;
        let browser = stage.browser().await;
        open_portal(&browser, &world, "").await;
        browser.set_out().await;
        let foreign = format!("{}callback.html?code=theirs&state=theirs", world.proxy_address);
        browser
            .in_popup(async || {
                browser.find("button", "Sign in as bob").await;
                browser.script(&format!("location.assign('{foreign}');")).await;
                browser.sees("did not take the sign-in.").await;
            })
            .await;
        browser.close_popup().await;
        browser.sees("The sign-in window is gone").await;
        assert_eq!(world.recorder.to("/api/token").len(), 0);
        browser.click("button", "Cancel").await;
        token_by_popup(&browser, "bob").await;
    });
}
