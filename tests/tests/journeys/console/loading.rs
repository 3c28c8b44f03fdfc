//! The console comes when somebody asks for it, and not before.

use std::collections::BTreeSet;

use tests::{Browser, journey};

use super::{OPEN, TRY_IT, open, world};

#[test]
fn nothing_of_the_console_is_requested_before_the_click() {
    journey(async |stage| {
        let world = world(OPEN).await;
        let browser = stage.browser().await;
        browser.get_own_token(&world, "bob").await;
        browser.sees("yes, by the API's key").await;
        browser.find("button", TRY_IT).await;
        assert_eq!(files(&browser).await, Vec::<String>::new());
        assert_eq!(world.recorder.to("/api/catalogue").len(), 0);

        open(&browser).await;
        let files = files(&browser).await;
        let endings = files.iter().filter_map(|file| file.rsplit('.').next());
        assert_eq!(endings.collect::<BTreeSet<_>>(), ["css", "js", "wasm"].into(), "{files:?}");
        assert_eq!(world.recorder.to("/api/catalogue").len(), 1);

        // It is kept in step with the token, and gone with it.
        browser.click("button", "Start over").await;
        browser.sees("The token is forgotten here.").await;
        browser.has_no("heading", TRY_IT).await;
    });
}

/// The console's files that have been asked for since the last call, in their order.
async fn files(browser: &Browser) -> Vec<String> {
    let requests = browser.traffic().await.requests;
    let files = requests.into_iter().map(|request| request.address);
    files.filter(|address| address.contains("/console-")).collect()
}

#[test]
fn a_console_that_does_not_come_is_told_and_tried_again() {
    journey(async |stage| {
        let mut world = world(OPEN).await;
        let browser = stage.browser().await;
        browser.get_own_token(&world, "bob").await;
        browser.sees("yes, by the API's key").await;
        world.stop_proxy().await;
        browser.click("button", TRY_IT).await;
        browser.sees("The API console could not be loaded").await;
        world.start_proxy_again().await;
        browser.click("button", TRY_IT).await;
        browser.find("heading", TRY_IT).await;
        browser.sees_no("could not be loaded").await;
    });
}
