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
