//! A person gets a token.

use serde_json::json;
use tests::{World, journey};

#[test]
fn bob_gets_his_token_and_leaves_nothing_behind() {
    journey(async |stage| {
        let world = World::start().await;
        let browser = stage.browser().await;
        browser.traffic().await;
        let token = browser.get_own_token(&world, "bob").await;
        browser.sees("Accepted by moehaha until ").await;
        assert_eq!(browser.address().await, world.page);

        browser.click("button", "Copy").await;
        browser.sees("Token copied.").await;
        assert_eq!(browser.clipboard(&world).await, token);
        let (status, answer) = world.cockpit_says(&token).await;
        assert_eq!(status, 200, "{answer}");

        let memory = browser.memory().await;
        assert_eq!(memory.session_storage, json!({}));
        assert_eq!(memory.local_storage, json!({}));
        assert_eq!(memory.databases, json!([]));
        assert_eq!(memory.caches, json!([]));
        assert_eq!(memory.history_state, json!(null));
        println!("{memory:?}");
        println!("{:#?}", browser.traffic().await);
    });
}
