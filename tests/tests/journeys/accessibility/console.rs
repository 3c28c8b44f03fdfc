//! The API console in every state, on the page and in the widget.

use tests::{ApiWish, Browser, Pages, Policy, PortalWish, Which, World, WorldOptions, journey};

use super::look_at;
use crate::console::{OPEN, TRY_IT, open_in_widget, open_with_token, pick, world};

#[test]
fn a_console_from_the_first_look_to_the_history_is_accessible() {
    journey(async |stage| {
        let world =
            world(ApiWish { settings: "forward = \"on\"\nproduction = true\n", ..OPEN }).await;
        let browser = stage.browser().await;
        open_with_token(&browser, &world, "bob").await;
        browser.sees("Requests go straight to the API, which allows this page (CORS).").await;
        look_at(&browser, "console-open").await;
        pick(&browser, "createNew", "POST /ays/repository").await;
        look_at(&browser, "console-form").await;
        browser.click("button", "Send").await;
        browser.find("heading", "Send POST /ays/repository to Cockpit?").await;
        look_at(&browser, "console-question").await;
        browser.click("button", "Send it").await;
        browser.focus_is_on("heading", "201 Created").await;
        browser.unfold("Request as sent").await;
        browser.unfold("Copy as… request 1").await;
        browser.click("button", "curl: copy request 1").await;
        browser.sees("Copied as curl.").await;
        look_at(&browser, "console-answered").await;
        browser.script(FOLD).await;
        browser.sees("2 members").await;
        look_at(&browser, "console-folded").await;
        pick(&browser, "updateBlueprint", BLUEPRINT).await;
        browser.fill("repository (in the path, required)", "").await;
        browser.click("button", "Send").await;
        look_at(&browser, "console-mistake").await;
    });
}

/// All of the answer's body.
const FOLD: &str = "everything().find(element => element.matches('.json details')).open = false;";

const BLUEPRINT: &str = "PUT /ays/repository/{repository}/blueprint/{blueprint}";

#[test]
fn answers_of_all_kinds_and_none_are_accessible() {
    journey(async |stage| {
        let world = world(ApiWish { which: Which::Odd, ..OPEN }).await;
        let browser = stage.browser().await;
        open_with_token(&browser, &world, "bob").await;
        pick(&browser, "getPicture", "GET /picture").await;
        browser.click("button", "Send").await;
        browser.sees("This is no text. Download it to look at it.").await;
        look_at(&browser, "console-binary").await;
        pick(&browser, "getNever", "GET /never").await;
        browser.click("button", "Send").await;
        browser.sees("Sending GET /never, straight to the API…").await;
        look_at(&browser, "console-sending").await;
        browser.click("button", "Cancel").await;
        browser.find("heading", "Cancelled").await;
        look_at(&browser, "console-cancelled").await;
        pick(&browser, "getRefused", "GET /refused").await;
        browser.click("button", "Send").await;
        browser.sees("Why the API probably refused the token").await;
        browser.sees("whoever runs the API").await;
        look_at(&browser, "console-refused").await;
    });
}

#[test]
fn a_console_without_a_way_or_operations_is_accessible() {
    journey(async |stage| {
        let mut world = world(ApiWish { pages: Pages::Refused, ..OPEN }).await;
        let browser = stage.browser().await;
        open_with_token(&browser, &world, "bob").await;
        browser.sees("No request can be sent").await;
        look_at(&browser, "console-no-way").await;
        let browser = stage.browser().await;
        browser.get_own_token(&world, "alice").await;
        world.stop_proxy().await;
        browser.click("button", TRY_IT).await;
        browser.sees("The API console could not be loaded").await;
        look_at(&browser, "console-not-loaded").await;
    });
}

#[test]
fn a_console_in_the_widget_is_accessible() {
    journey(async |stage| {
        let portal = Some(PortalWish { policy: Policy::ApiToo, ..PortalWish::default() });
        let options = WorldOptions { api: OPEN, portal, ..WorldOptions::in_a_portal() };
        let world = World::start_with(options).await;
        let browser = stage.browser().await;
        open_in_widget(&browser, &world).await;
        create(&browser).await;
        look_at(&browser, "widget-console").await;
    });
}

async fn create(browser: &Browser) {
    pick(browser, "createNew", "POST /ays/repository").await;
    browser.click("button", "Send").await;
    browser.focus_is_on("heading", "201 Created").await;
}
