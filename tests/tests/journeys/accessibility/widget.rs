//! Every state of the widget, in a portal whose styles have nothing in common with its own.

use tests::{World, journey};

use super::look_at;

#[test]
fn the_portal_itself_is_accessible() {
    journey(async |stage| {
        let world = World::start_in_a_portal().await;
        let browser = stage.browser().await;
        for (name, path, heading) in
            [("start", "", "Cockpit Portal"), ("api", "cockpit/api", "API")]
        {
            browser.visit(&format!("{}{path}", world.portal())).await;
            browser.find("heading", heading).await;
            look_at(&browser, &format!("portal-{name}")).await;
        }
    });
}

#[test]
fn the_page_to_which_a_popup_comes_back_is_accessible() {
    journey(async |stage| {
        let world = World::start_in_a_portal().await;
        let browser = stage.browser().await;
        let page = format!("{}callback.html", world.proxy_address);
        for (name, query, said) in [
            ("explained", "", "This page is where a sign-in in a window of its own ends."),
            (
                "nobody-there",
                "?code=x&state=y",
                "The page that asked for this sign-in is not there any more.",
            ),
        ] {
            browser.visit(&format!("{page}{query}")).await;
            browser.sees(said).await;
            look_at(&browser, &format!("callback-{name}")).await;
        }
    });
}
