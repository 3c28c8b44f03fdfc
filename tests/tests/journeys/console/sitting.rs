//! What was sent in a sitting: to look at, to send again, to copy, to forget.

use tests::{ApiWish, Browser, World, journey};

use super::{OPEN, TRY_IT, open_with_token, pick, world};

#[test]
fn what_was_sent_is_kept_sent_again_and_copied() {
    journey(async |stage| {
        let world = world(OPEN).await;
        let browser = stage.browser().await;
        let token = open_with_token(&browser, &world, "bob").await;
        browser.sees("Nothing has been sent in this sitting.").await;
        pick(&browser, "createNew", "POST /ays/repository").await;
        browser.click("button", "Send").await;
        browser.focus_is_on("heading", "201 Created").await;
        browser.click("button", "Send again: request 1").await;
        browser.focus_is_on("heading", "409 Conflict").await;
        browser.sees("there is a repository web already").await;
        browser.click("button", "Show: request 1").await;
        browser.focus_is_on("heading", "201 Created").await;

        filled_in_again(&browser).await;
        is_copied(&browser, &world, &token).await;
        browser.click("button", "Forget the history").await;
        browser.sees("Nothing has been sent in this sitting.").await;
        browser.has_no("heading", "201 Created").await;
        nothing_is_kept(&browser).await;
    });
}

/// Another name makes another repository of it.
async fn filled_in_again(browser: &Browser) {
    browser.click("button", "Fill in again: request 1").await;
    let body = r#"{"name": "lab", "git_url": "https://git.example.com/lab.git"}"#;
    browser.fill("Body (application/json, required)", body).await;
    browser.click("button", "Send").await;
    browser.focus_is_on("heading", "201 Created").await;
    browser.sees("\"name\": \"lab\"").await;
}

/// In five languages, each with the token.
async fn is_copied(browser: &Browser, world: &World, token: &str) {
    browser.unfold("Copy as… request 3").await;
    for (language, sign) in [
        ("curl", "curl"),
        ("HTTPie", "http"),
        ("Rust", "fn main"),
        ("Python", "import"),
        ("JavaScript", "fetch("),
    ] {
        browser.click("button", &format!("{language}: copy request 3")).await;
        browser.sees(&format!("Copied as {language}.")).await;
        let copied = browser.clipboard(world).await;
        for part in [sign, token, "https://git.example.com/lab.git", &world.cockpit.base_url()] {
            assert!(copied.contains(part), "{language} without {part}:\n{copied}");
        }
    }
}

/// Neither in a store nor in the tab's history.
async fn nothing_is_kept(browser: &Browser) {
    let memory = browser.memory().await;
    assert_eq!(memory.session_storage, serde_json::json!({}));
    assert_eq!(memory.local_storage, serde_json::json!({}));
    assert_eq!(memory.databases, serde_json::json!([]));
}

#[test]
fn on_an_api_of_production_is_asked_once_before_anything_may_change() {
    journey(async |stage| {
        let world = world(ApiWish { settings: "production = true\n", ..OPEN }).await;
        let browser = stage.browser().await;
        let token = open_with_token(&browser, &world, "bob").await;
        pick(&browser, "createNew", "POST /ays/repository").await;
        let question = "Send POST /ays/repository to Cockpit?";
        browser.click("button", "Send").await;
        browser.focus_is_on("heading", question).await;
        browser.click("button", "Do not send").await;
        browser.focus_is_on("button", "Send").await;
        assert_eq!(world.cockpit_says(&token).await.1, "[]");

        browser.click("button", "Send").await;
        browser.click("button", "Send it").await;
        browser.focus_is_on("heading", "201 Created").await;
        browser.click("button", "Send again: request 1").await;
        browser.focus_is_on("heading", "409 Conflict").await;
        browser.has_no("heading", question).await;

        // Another one is asked about by itself, and what changes nothing is not.
        pick(&browser, "deleteRepo", "DELETE /ays/repository/{repository}").await;
        browser.click("button", "Send").await;
        browser.find("heading", "Send DELETE /ays/repository/web to Cockpit?").await;
        browser.click("button", "Send it").await;
        browser.focus_is_on("heading", "204 No Content").await;
        pick(&browser, "listRepo", "GET /ays/repository").await;
        browser.click("button", "Send").await;
        browser.focus_is_on("heading", "200 OK").await;
        browser.find("heading", TRY_IT).await;
    });
}
