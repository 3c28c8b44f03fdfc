//! The page on another server than the proxy, in a folder there; so it can also outlive the proxy.

use serde_json::json;
use tests::{Browser, Elsewhere, World, WorldOptions, journey};

#[test]
fn the_page_works_from_another_origin_under_a_path_and_tells_when_the_proxy_is_gone() {
    journey(async |stage| {
        let place = Elsewhere::find().await;
        let page = Some(place.page.clone());
        let mut world = World::start_with(WorldOptions { page, ..WorldOptions::default() }).await;
        let _page = place.serve(&world.proxy_address);
        assert_ne!(world.page_origin(), world.proxy_address.trim_end_matches('/'));
        assert!(world.page.ends_with("/jwt/"));

        both_tokens_are_had(&*stage.browser().await, &world).await;
        let exchanges = world.recorder.to("/api/token");
        let origins: Vec<_> = exchanges
            .iter()
            .filter_map(|exchange| exchange.answer_headers.get("access-control-allow-origin"))
            .collect();
        assert!(origins.len() >= 2);
        assert!(origins.iter().all(|origin| **origin == world.page_origin()), "{origins:?}");

        the_proxy_goes_away_and_comes_back(&*stage.browser().await, &mut world).await;
    });
}

async fn both_tokens_are_had(browser: &Browser, world: &World) {
    let token = browser.get_own_token(world, "bob").await;
    browser.sees("Accepted by moehaha until ").await;
    assert_eq!(browser.address().await, world.page);
    assert_eq!(world.cockpit_says(&token).await.0, 200);

    browser.click("button", "Generate another").await;
    browser.click("radio", "the organization moehaha").await;
    browser.click("button", "Confirm").await;
    browser.sees("organization:owner:cockpit").await;

    assert_eq!(browser.memory().await.session_storage, json!({}));
    assert_eq!(browser.traffic().await.complaints, Vec::<String>::new());
}

async fn the_proxy_goes_away_and_comes_back(browser: &Browser, world: &mut World) {
    browser.open_page(world).await;
    browser.set_out().await;
    browser.log_in("alice").await;
    browser.find("button", "Allow").await;

    world.stop_proxy().await;
    browser.click("button", "Allow").await;
    let sentence = "The proxy cannot be reached.";
    browser.sees_failure("proxy-unreachable", sentence, "Try again").await;
    browser.sees("Check your connection, and try again.").await;
    assert_eq!(browser.address().await, world.page);

    // The settings are not to be had either, and that is said instead of an empty dialog.
    browser.click("button", "Try again").await;
    browser.sees_code("settings-missing").await;

    world.start_proxy_again().await;
    browser.click("button", "Try again").await;
    browser.click("button", "Confirm").await;
    browser.sees("Accepted by moehaha until ").await;
}
