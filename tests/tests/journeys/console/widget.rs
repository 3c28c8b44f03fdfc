//! The console inside the widget, inside a portal.

use serde_json::json;
use tests::{ApiWish, Browser, Policy, PortalWish, World, WorldOptions, journey};

use super::{OPEN, TRY_IT, open_in_widget, pick};

/// Rules of its content security policy that a page breaks.
pub(crate) const WATCH: &str = "
    window.violations = [];
    document.addEventListener('securitypolicyviolation', event =>
        window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));";

async fn in_portal(api: ApiWish, policy: Policy) -> World {
    let portal = Some(PortalWish { policy, ..PortalWish::default() });
    World::start_with(WorldOptions { api, portal, ..WorldOptions::in_a_portal() }).await
}

#[test]
fn in_a_portal_that_allows_it_requests_go_straight_to_the_api() {
    journey(async |stage| {
        let world = in_portal(OPEN, Policy::ApiToo).await;
        let browser = stage.browser().await;
        browser.before_every_page(WATCH).await;
        open_in_widget(&browser, &world).await;
        browser.sees("Requests go straight to the API, which allows this page (CORS).").await;
        create(&browser, "straight to the API").await;
        assert_eq!(browser.script("return window.violations").await, json!([]));
        browser.script("document.querySelector('cockpit-jwt').remove();").await;
        browser.has_no("heading", TRY_IT).await;
    });
}

#[test]
fn in_a_portal_whose_policy_does_not_allow_it_they_go_through_the_proxy() {
    journey(async |stage| {
        let forwarded = ApiWish { settings: "forward = \"on\"\n", ..OPEN };
        let world = in_portal(forwarded, Policy::ProxyAlone).await;
        let browser = stage.browser().await;
        open_in_widget(&browser, &world).await;
        browser
            .sees(
                "Requests go through the proxy, because the content security policy of this page \
                 does not allow the API.",
            )
            .await;
        create(&browser, "through the proxy").await;
        let calls = world.recorder.to("/api/call");
        let methods: Vec<_> = calls.iter().map(|call| call.method.as_str()).collect();
        assert_eq!(methods, ["OPTIONS", "POST"]);
    });
}

async fn create(browser: &Browser, way: &str) {
    pick(browser, "createNew", "POST /ays/repository").await;
    browser.click("button", "Send").await;
    browser.focus_is_on("heading", "201 Created").await;
    browser.sees(&format!(", {way}.")).await;
}
