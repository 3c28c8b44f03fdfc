//! From nothing to a repository in the Cockpit, without a mouse, in nine actions.

use tests::{Browser, GENERATE, Key, World, journey};

use super::{OPEN, SEARCH, TRY_IT, world};
use crate::keyboard::tab_to;

/// What a person does who uses the keyboard: goes to a button and presses it, or types and presses
/// Enter.
struct Hands<'a> {
    browser: &'a Browser,
    actions: usize,
}

impl Hands<'_> {
    async fn press(&mut self, button: &str) {
        self.actions += 1;
        self.browser.find("button", button).await;
        // Where the focus is already nobody has to go.
        if self.browser.focused().await != format!("button “{button}”") {
            tab_to(self.browser, "button", button).await;
        }
        self.browser.press(&[Key::Enter]).await;
    }

    async fn search(&mut self, words: &str) {
        self.actions += 1;
        self.browser.focus_is_on("searchbox", SEARCH).await;
        self.browser.type_here(words).await;
        self.browser.press(&[Key::Enter]).await;
        self.browser.focus_is_on("button", "Send").await;
    }
}

#[test]
fn a_repository_is_made_and_listed_in_nine_actions_by_keyboard() {
    journey(async |stage| {
        let world = world(OPEN).await;
        let browser = stage.browser().await;
        browser.open_page(&world).await;
        let mut hands = Hands { browser: &browser, actions: 0 };
        hands.press(GENERATE).await;
        browser.focus_is_on("textbox", "Scope").await;
        hands.press("Confirm").await;
        hands.press("Sign in as bob").await;
        hands.press("Allow").await;
        let token = browser.token().await;
        hands.press(TRY_IT).await;

        hands.search("createNew").await;
        hands.press("Send").await;
        browser.focus_is_on("heading", "201 Created").await;
        is_there(&world, &token).await;

        browser.type_here("/").await;
        hands.search("listRepo").await;
        hands.press("Send").await;
        browser.focus_is_on("heading", "200 OK").await;
        browser.sees("\"git_url\": \"https://git.example.com/web.git\"").await;
        assert_eq!(hands.actions, 9);
    });
}

/// Not only said by the page.
async fn is_there(world: &World, token: &str) {
    let (status, repositories) = world.cockpit_says(token).await;
    assert_eq!(status, 200);
    assert_eq!(repositories, r#"[{"name":"web","git_url":"https://git.example.com/web.git"}]"#);
}
