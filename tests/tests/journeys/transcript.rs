//! The main journey as a person with a screen reader meets it, word by word.

use tests::{Browser, GENERATE, Time, Transcript, World, WorldOptions, journey};

#[test]
fn the_main_journey_as_it_is_heard() {
    journey(async |stage| {
        let time = Time::StandsStillAt(Transcript::THEN);
        let world = World::start_with(WorldOptions { time, ..WorldOptions::default() }).await;
        let browser = stage.browser().await;
        let mut transcript = Transcript::of(&browser).await;
        browser.open_page(&world).await;
        transcript.step("The page is opened").await;
        the_dialog(&browser, &mut transcript).await;
        back_with_a_token(&browser, &world, &mut transcript).await;
        browser.click("button", "Copy").await;
        browser.sees("Token copied.").await;
        transcript.step("The token is copied").await;
        let token = browser.token().await;
        browser.click("button", "Start over").await;
        browser.sees("The token is forgotten here.").await;
        transcript.step("The token is forgotten").await;
        let parts: Vec<&str> = token.split('.').collect();
        let names = ["<header>", "<payload>", "<signature>"];
        let secrets: Vec<_> = parts.into_iter().zip(names).collect();
        insta::assert_snapshot!("main_journey", transcript.text(&secrets));
    });
}

async fn the_dialog(browser: &Browser, transcript: &mut Transcript<'_>) {
    browser.ask().await;
    browser.focus_is_on("textbox", "Scope").await;
    transcript.step("The dialog is open").await;
    browser.fill("Scope", "memberof:moehaha").await;
    browser.click("button", "Confirm").await;
    browser.find("button", "Use user:memberof:moehaha").await;
    transcript.step("There is a mistake in it").await;
    browser.click("button", "Use user:memberof:moehaha").await;
    browser.has_no("button", "Use user:memberof:moehaha").await;
    browser.find("dialog", GENERATE).await;
}

/// The settings come last, so that it is always heard in the same order.
async fn back_with_a_token(browser: &Browser, world: &World, transcript: &mut Transcript<'_>) {
    world.gate.close_for("/api/config");
    browser.click("button", "Confirm").await;
    browser.sign_in("bob").await;
    browser.token().await;
    transcript.step("Back from the identity server, with a token").await;
    world.gate.open();
    browser.sees("yes, by the API's key").await;
    transcript.step("The API's rules and keys are known").await;
}
