//! The examples that are made to be copied, as they are.

use tests::{Browser, GENERATE, Stage, World, journey};

use super::sign_in_in_popup;

async fn open(stage: &Stage, world: &World, example: &str) -> std::rc::Rc<Browser> {
    let browser = stage.browser().await;
    browser.visit(&format!("{}examples/{example}", world.portal())).await;
    browser.find("button", GENERATE).await;
    browser
}

/// By the example's own button, which calls the element's method.
async fn generate(browser: &Browser, person: &str) {
    browser.click("button", "Generate a token").await;
    browser.find("dialog", GENERATE).await;
    assert_eq!(browser.value("Audience").await, "moehaha");
    browser.click("button", "Confirm").await;
    sign_in_in_popup(browser, person).await;
    browser.sees("A token for moehaha until ").await;
}

#[test]
fn in_plain_html_the_token_is_the_value_of_a_form() {
    journey(async |stage| {
        let world = World::start_in_a_portal().await;
        let browser = open(stage, &world, "plain").await;
        browser.click("button", "Call the API").await;
        browser.sees("No token yet.").await;
        generate(&browser, "bob").await;
        let token = browser.token().await;
        browser.click("button", "Call the API").await;
        let length = token.len();
        browser.sees(&format!("for demo with a token of {length} characters.")).await;
        browser.click("button", "Reset").await;
        browser.sees("No token.").await;
        browser.has_no("textbox", "The token").await;
    });
}

#[test]
fn in_react_and_vue_events_properties_and_methods_work() {
    journey(async |stage| {
        let world = World::start_in_a_portal().await;
        for (example, person) in [("react", "bob"), ("vue", "alice")] {
            let browser = open(stage, &world, example).await;
            generate(&browser, person).await;
            browser.sees("Accepted by moehaha until ").await;
            browser.click("button", "Forget it").await;
            browser.sees("No token.").await;
            browser.has_no("textbox", "The token").await;
        }
    });
}
