//! What else can be had of a refreshable token: itself anew, and a narrower copy to give away.

use demo::Fault;
use tests::{Browser, World, claims_of, journey};

const NARROW: &str = "Take a narrower copy";
const COPY_BACK: &str = "Back to the refreshable token";

#[test]
fn a_refreshable_token_is_renewed_and_narrowed_until_the_membership_ends() {
    journey(async |stage| {
        let world = World::start().await;
        let browser = stage.browser().await;
        let first = refreshable(&browser, &world).await;
        let renewed = is_renewed(&browser, &world, &first).await;
        a_copy_is_taken(&browser, &world, &renewed).await;
        where_none_can_be_derived_a_new_sign_in_helps(&browser, &world).await;

        let world = World::start().await;
        let browser = stage.browser().await;
        let token = refreshable(&browser, &world).await;
        a_failure_loses_nothing(&browser, &world, &token).await;
        the_membership_ends(&browser, &world).await;
    });
}

async fn refreshable(browser: &Browser, world: &World) -> String {
    browser.open_page(world).await;
    browser.ask().await;
    browser.unfold("More").await;
    browser.click("checkbox", "Refreshable").await;
    browser.click("button", "Confirm").await;
    browser.sign_in("bob").await;
    browser.sees("Accepted by moehaha until ").await;
    browser.find("heading", "A refresh token is inside").await;
    let token = browser.token().await;
    let secret = claims_of(&token)["refresh_token"].clone();
    browser.sees_no(secret.as_str().expect("a refresh token is inside")).await;
    token
}

async fn is_renewed(browser: &Browser, world: &World, first: &str) -> String {
    const LATER: u64 = 5;
    world.pass_seconds(LATER);
    browser.click("button", "Renew").await;
    browser.sees("The token was renewed.").await;
    let renewed = browser.token().await;
    let end = |token: &str| claims_of(token)["exp"].as_u64().expect("a token has an end");
    assert!(end(&renewed) >= end(first) + LATER, "{} and {}", end(first), end(&renewed));
    assert_eq!(claims_of(&renewed)["refresh_token"], claims_of(first)["refresh_token"]);
    browser.sees("yes, by the API's key").await;
    assert_eq!(world.cockpit_says(&renewed).await.0, 200);
    renewed
}

/// It is shorter, cannot be renewed, and is the one that is copied; the other one stays at hand.
async fn a_copy_is_taken(browser: &Browser, world: &World, renewed: &str) {
    browser.click("button", NARROW).await;
    browser.find("dialog", "Narrower copy").await;
    assert_eq!(browser.value("Scope").await, "user:memberof:moehaha");
    browser.fill("Scope", "user:name").await;
    browser.click("button", "Confirm").await;
    browser.sees("The token does not have the scope user:name; a copy cannot have more.").await;
    browser.focus_is_on("textbox", "Scope").await;
    browser.fill("Scope", "user:memberof:moehaha").await;
    browser.fill("Validity", "15m").await;
    browser.click("button", "Confirm").await;

    browser.sees("This is the narrower copy, without the refresh token.").await;
    browser.sees("minutes left").await;
    let copy = browser.token().await;
    assert_eq!(claims_of(&copy).get("refresh_token"), None);
    assert_eq!(world.cockpit_says(&copy).await.0, 200);
    browser.has_no("button", "Renew").await;
    browser.click("button", "Copy").await;
    browser.sees("Token copied.").await;
    assert_eq!(browser.clipboard(world).await, copy);
    browser.click("button", COPY_BACK).await;
    browser.find("button", "Renew").await;
    assert_eq!(browser.token().await, renewed);
}

/// The real identity server answers with an error where it should make one token of another.
async fn where_none_can_be_derived_a_new_sign_in_helps(browser: &Browser, world: &World) {
    world.identity.faults().set(Fault::NotDerivable);
    browser.click("button", NARROW).await;
    browser.fill("Validity", "20m").await;
    browser.click("button", "Confirm").await;
    browser.sees_code("not-derivable").await;
    browser.find("button", "Back to the token").await;
    browser.click("button", "Sign in again").await;
    browser.find("dialog", "Generate JWT token").await;
    assert_eq!(browser.value("Scope").await, "user:memberof:moehaha");
    assert_eq!(browser.value("Validity").await, "1200");
    browser.sees("The token shown now leaves this page when you sign in.").await;
    browser.click("button", "Confirm").await;
    browser.sees("Accepted by moehaha until ").await;
    let token = browser.token().await;
    assert_eq!(claims_of(&token).get("refresh_token"), None);
    browser.has_no("heading", "A refresh token is inside").await;
    world.identity.faults().clear();
}

async fn a_failure_loses_nothing(browser: &Browser, world: &World, token: &str) {
    world.identity.faults().set(Fault::InternalError);
    browser.click("button", "Renew").await;
    let sentence = "The identity server failed with status 500.";
    browser.sees_failure("provider-failed", sentence, "Back to the token").await;
    browser.click("button", "Back to the token").await;
    assert_eq!(browser.token().await, token);
    browser.click("button", "Renew").await;
    browser.sees_code("provider-failed").await;
    world.identity.faults().clear();
    browser.click("button", "Try again").await;
    browser.sees("The token was renewed.").await;
}

/// What is renewed says no more that bob is a member.
async fn the_membership_ends(browser: &Browser, world: &World) {
    world.identity.end_membership("bob", "moehaha");
    browser.click("button", "Renew").await;
    browser.sees_code("nothing-granted").await;
    browser.sees("You are not a member of moehaha.").await;
    browser.find("button", "Back to the token").await;
}
