//! The main journey as a person with a screen reader meets it, word by word.

use crate::console::{OPEN, open};
use tests::{Browser, GENERATE, Lack, Time, Transcript, World, WorldOptions, journey};

#[test]
fn the_main_journey_as_it_is_heard() {
    journey(async |stage| {
        if stage.lacks(Lack::Transcript) {
            return;
        }
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
        insta::assert_snapshot!("main_journey", without(&token, &transcript));
    });
}

#[test]
fn the_widget_as_it_is_heard() {
    journey(async |stage| {
        if stage.lacks(Lack::Transcript) {
            return;
        }
        let time = Time::StandsStillAt(Transcript::THEN);
        let world = World::start_with(WorldOptions { time, ..WorldOptions::in_a_portal() }).await;
        let browser = stage.browser().await;
        let mut transcript = Transcript::of(&browser).await;
        browser.visit(&format!("{}cockpit/jwt", world.portal())).await;
        browser.sees("that moehaha accepts from its members").await;
        transcript.step("A page of the portal is opened").await;
        browser.ask().await;
        browser.focus_is_on("textbox", "Scope").await;
        transcript.step("The dialog is open").await;
        the_window(&browser, &mut transcript).await;
        browser.sees("yes, by the API's key").await;
        transcript.step("The window has closed, and the token is there").await;
        let token = browser.token().await;
        browser.click("button", "Start over").await;
        browser.sees("The token is forgotten here.").await;
        transcript.step("The token is forgotten").await;
        insta::assert_snapshot!("widget", without(&token, &transcript));
    });
}

#[test]
fn the_console_as_it_is_heard() {
    journey(async |stage| {
        if stage.lacks(Lack::Transcript) {
            return;
        }
        let time = Time::StandsStillAt(Transcript::THEN);
        let world =
            World::start_with(WorldOptions { time, api: OPEN, ..WorldOptions::default() }).await;
        let browser = stage.browser().await;
        let mut transcript = Transcript::of(&browser).await;
        browser.open_page(&world).await;
        browser.ask().await;
        back_with_a_token(&browser, &world, &mut transcript).await;
        let token = browser.token().await;
        open(&browser).await;
        browser.sees("23 operations").await;
        transcript.step("The console is opened").await;
        browser.click("button", "POST /ays/repository createNewRepository").await;
        browser.focus_is_on("button", "Send").await;
        transcript.step("An operation is chosen").await;
        browser.click("button", "Send").await;
        browser.focus_is_on("heading", "201 Created").await;
        transcript.step("The API has answered").await;
        let text = without_what_differs(&browser, &world, &token, &transcript).await;
        insta::assert_snapshot!("console", text);
    });
}

/// Each time the API is at another port, takes another time, and the shortened token ends otherwise.
async fn without_what_differs(
    browser: &Browser,
    world: &World,
    token: &str,
    transcript: &Transcript<'_>,
) -> String {
    let took = browser.script("return visibleText().match(/After ([^,]*),/)[1];").await;
    let took = took.as_str().expect("it is said how long it took");
    let shortened = format!("{}…{}", &token[..8], &token[token.len() - 4..]);
    without(token, transcript)
        .replace(&shortened, "<token>")
        .replace(took, "<time>")
        .replace(&world.cockpit.base_url(), "<API>")
}

/// Blocked, open, closed by the person, and open again until they have signed in.
async fn the_window(browser: &Browser, transcript: &mut Transcript<'_>) {
    browser.script("window.reallyOpen = window.open; window.open = () => null;").await;
    browser.click("button", "Confirm").await;
    browser.sees("The browser has not let the window open.").await;
    transcript.step("The browser does not let the window open").await;
    browser.script("window.open = window.reallyOpen;").await;
    browser.click("button", "Open the window").await;
    browser.in_popup(async || browser.find("button", "Sign in as bob").await).await;
    transcript.step("The window is open").await;
    browser.close_popup().await;
    browser.sees("The sign-in window is gone.").await;
    transcript.step("The person has closed it").await;
    browser.click("button", "Open the window").await;
    browser.in_popup(async || browser.sign_in("bob").await).await;
}

fn without(token: &str, transcript: &Transcript<'_>) -> String {
    let names = ["<header>", "<payload>", "<signature>"];
    transcript.text(&token.split('.').zip(names).collect::<Vec<_>>())
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
