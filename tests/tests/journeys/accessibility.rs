//! Every state of the page, at two sizes and in two colour schemes: accessible, and nothing sticks
//! out. With `COCKPIT_JWT_SCREENSHOTS=1` each is also painted into `target/screenshots`.

mod console;
mod widget;

use demo::Fault;
use domain::jwt::Algorithm;
use serde_json::json;
use tests::{
    BACK, Browser, Environment, GENERATE, Mint, PREFERENCES, Preference, SCHEMES, SCREENS, World,
    journey, now, unsigned,
};

#[test]
fn every_state_is_accessible_on_phone_and_desk_in_light_and_dark() {
    journey(async |stage| {
        let world = World::start().await;
        let browser = stage.browser().await;

        browser.open_page(&world).await;
        look_at(&browser, "idle").await;
        browser.ask().await;
        look_at(&browser, "dialog").await;
        browser.fill("Scope", "memberof:moehaha").await;
        browser.fill("Audience", "two words").await;
        browser.unfold("More").await;
        browser.fill("Validity", "soon").await;
        browser.click("button", "Confirm").await;
        browser.find("button", "Use user:memberof:moehaha").await;
        look_at(&browser, "dialog-wrong").await;
        browser.click("radio", "the organization moehaha").await;
        look_at(&browser, "dialog-organization").await;
        browser.click("button", "Cancel").await;

        browser.open_page(&world).await;
        browser.set_out().await;
        browser.find("button", "Sign in as bob").await;
        browser.visit(&world.page).await;
        browser.sees("The sign-in was not finished.").await;
        look_at(&browser, "nobody-came-back").await;

        browser.set_out().await;
        browser.sign_in("bob").await;
        browser.sees("Accepted by moehaha until ").await;
        look_at(&browser, "accepted").await;
        browser.click("button", "Copy").await;
        browser.sees("Token copied.").await;
        browser.unfold("What would another API say?").await;
        look_at(&browser, "accepted-copied").await;
        browser.click("button", "Start over").await;
        browser.sees("The token is forgotten here.").await;
        look_at(&browser, "forgotten").await;
    });
}

#[test]
fn more_contrast_and_the_systems_own_colours_lose_nothing() {
    journey(async |stage| {
        let world = World::start().await;
        let browser = stage.browser().await;
        browser.open_page(&world).await;
        in_other_colours(&browser, "idle").await;
        browser.ask().await;
        browser.fill("Scope", "memberof:moehaha").await;
        browser.click("button", "Confirm").await;
        browser.find("button", "Use user:memberof:moehaha").await;
        in_other_colours(&browser, "dialog-wrong").await;
        browser.click("button", "Use user:memberof:moehaha").await;
        browser.click("button", "Confirm").await;
        browser.sign_in("bob").await;
        browser.sees("yes, by the API's key").await;
        in_other_colours(&browser, "accepted").await;
    });
}

async fn in_other_colours(browser: &Browser, state: &str) {
    for preference in PREFERENCES {
        let name = format!("{state}-{}", preference.name());
        browser.prefer(preference).await;
        // axe-core reads the page's colours where the system's are shown.
        if preference != Preference::ForcedColours {
            browser.is_accessible(&name).await;
        }
        browser.loses_nothing(&name).await;
        browser.picture(&name).await;
    }
}

#[test]
fn a_page_that_cannot_start_is_accessible() {
    journey(async |stage| {
        let world = World::start().await;
        let browser = stage.browser().await;
        browser.before_every_page("delete window.WebAssembly;").await;
        browser.visit(&world.page).await;
        browser.sees("This page needs WebAssembly, and this browser has none or blocks it.").await;
        look_at(&browser, "not-started").await;
    });
}

#[test]
fn refusals_and_failures_are_accessible_too() {
    journey(async |stage| {
        let world = World::start().await;
        let browser = stage.browser().await;
        browser.open_page(&world).await;
        browser.ask().await;
        browser.click("button", "user:memberof:moehaha.team").await;
        browser.unfold("More").await;
        browser.click("checkbox", "Refreshable").await;
        browser.click("button", "Confirm").await;
        browser.sign_in("carol").await;
        browser.sees("Refused by moehaha: you are a member of moehaha.team only").await;
        browser.sees("A refresh token is inside").await;
        look_at(&browser, "refused").await;

        world.pass_seconds(1);
        world.identity.faults().set(Fault::InternalError);
        browser.click("button", "Start over").await;
        browser.set_out().await;
        browser.sees_code("provider-failed").await;
        look_at(&browser, "failed").await;

        browser.visit(&format!("{}?code=x&state=y", world.page)).await;
        browser.sees_code("unknown-callback").await;
        look_at(&browser, "unknown-callback").await;
        browser.click("button", BACK).await;
        browser.find("button", GENERATE).await;
    });
}

#[test]
fn any_token_and_all_that_can_be_had_of_one_is_accessible() {
    journey(async |stage| {
        let world = World::start().await;
        let browser = stage.browser().await;
        browser.visit(&format!("{}#inspect", world.page)).await;
        browser.find("textbox", "Token").await;
        look_at(&browser, "inspect-empty").await;
        a_file_hangs_over_it(&browser).await;
        browser.paste("Token", "no token").await;
        browser.sees("There is no token in this text.").await;
        look_at(&browser, "inspect-no-token").await;
        any_token(&browser).await;
        another_view(&browser).await;
        a_refreshable_one(&browser, &world).await;
    });
}

async fn a_file_hangs_over_it(browser: &Browser) {
    let file = Environment::axe();
    let dragged = browser.drag_files("heading", "Inspect a JWT", &[&file]).await;
    look_at(browser, "inspect-dragging").await;
    dragged.drop().await;
    browser.sees("There is no token in this text.").await;
}

async fn any_token(browser: &Browser) {
    let mint = Mint::new(Algorithm::Es384);
    browser.paste("Token", &mint.token(&json!({ "iat": now() - 7200, "exp": now() - 3600 }))).await;
    browser.sees("no, by the API's key").await;
    look_at(browser, "inspect-expired").await;
    let header = json!({ "alg": "none", "jku": "https://keys.example/", "\u{202e}": "\u{0}" });
    browser.paste("Token", &unsigned(&header, &json!({ "scope": ["user:admin"] }))).await;
    browser.sees("Danger:").await;
    look_at(browser, "inspect-danger").await;

    browser.paste("Token", &mint.token(&json!({ "exp": now() + 120, "nbf": now() - 120 }))).await;
    browser.unfold("Keys to check the signature with: the API's").await;
    browser.paste("Public keys", "-----BEGIN PUBLIC KEY-----").await;
    browser.sees("Keys to check the signature with: there is a mistake").await;
    look_at(browser, "inspect-keys-mistake").await;
    browser.paste("Public keys", &mint.pem()).await;
    browser.sees("yes, by the key you gave").await;
    look_at(browser, "inspect-keys").await;
}

async fn another_view(browser: &Browser) {
    browser.unfold("What would another API say?").await;
    browser.click("radio", "strict").await;
    browser.fill("Organization", "acme").await;
    browser.sees("Judged as strict for acme, not as this service's API.").await;
    look_at(browser, "inspect-another-api").await;
    browser.fill("Organization", "no name").await;
    look_at(browser, "inspect-another-api-mistake").await;
}

async fn a_refreshable_one(browser: &Browser, world: &World) {
    browser.open_page(world).await;
    browser.ask().await;
    browser.unfold("More").await;
    browser.click("checkbox", "Refreshable").await;
    browser.click("button", "Confirm").await;
    browser.sign_in("bob").await;
    browser.sees("yes, by the API's key").await;
    look_at(browser, "refreshable").await;
    browser.click("button", "Take a narrower copy").await;
    look_at(browser, "narrow").await;
    browser.fill("Scope", "user:name").await;
    browser.fill("Validity", "301").await;
    browser.click("button", "Confirm").await;
    browser.sees("The token does not have the scope user:name").await;
    look_at(browser, "narrow-mistake").await;
    browser.fill("Scope", "user:memberof:moehaha").await;
    browser.click("button", "Confirm").await;
    browser.sees("left: it expires soon").await;
    look_at(browser, "copy-expires-soon").await;
    browser.click("button", "Back to the refreshable token").await;
    world.identity.faults().set(Fault::NotDerivable);
    browser.click("button", "Take a narrower copy").await;
    browser.click("button", "Confirm").await;
    browser.sees_code("not-derivable").await;
    look_at(browser, "not-derivable").await;
}

/// Looks at one state in every way.
pub(crate) async fn look_at(browser: &Browser, state: &str) {
    for (width, height) in SCREENS {
        for scheme in SCHEMES {
            let name = format!("{state}-{width}-{}", scheme.name());
            browser.screen(width, height, scheme).await;
            browser.is_accessible(&name).await;
            browser.loses_nothing(&name).await;
            browser.picture(&name).await;
        }
    }
    browser.can_be_magnified(state).await;
}
