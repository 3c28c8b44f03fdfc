//! The page on another server than the proxy, in a folder there.

use serde_json::json;
use tests::{Elsewhere, World, WorldOptions, journey};

#[test]
fn the_page_works_from_another_origin_and_under_a_path() {
    journey(async |stage| {
        let place = Elsewhere::find().await;
        let page = Some(place.page.clone());
        let world = World::start_with(WorldOptions { page, ..WorldOptions::default() }).await;
        let _page = place.serve(&world.proxy_address);
        assert_ne!(world.page_origin(), world.proxy_address.trim_end_matches('/'));
        assert!(world.page.ends_with("/jwt/"));

        let browser = stage.browser().await;
        let token = browser.get_own_token(&world, "bob").await;
        browser.sees("Accepted by moehaha until ").await;
        assert_eq!(browser.address().await, world.page);
        assert_eq!(world.cockpit_says(&token).await.0, 200);

        browser.click("button", "Generate another").await;
        browser.click("radio", "the organization moehaha").await;
        browser.click("button", "Confirm").await;
        browser.sees("organization:owner:cockpit").await;

        let memory = browser.memory().await;
        assert_eq!(memory.session_storage, json!({}));
        assert_eq!(browser.traffic().await.complaints, Vec::<String>::new());
        let exchanges = world.recorder.to("/api/token");
        let origins: Vec<_> = exchanges
            .iter()
            .filter_map(|exchange| exchange.answer_headers.get("access-control-allow-origin"))
            .collect();
        assert!(origins.len() >= 2);
        assert!(origins.iter().all(|origin| **origin == world.page_origin()), "{origins:?}");
    });
}
