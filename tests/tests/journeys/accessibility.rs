//! Every state of the page, at two sizes and in two colour schemes: accessible, and nothing sticks
//! out. With `COCKPIT_JWT_SCREENSHOTS=1` each is also painted into `target/screenshots`.

use tests::{BACK, Browser, GENERATE, SCHEMES, SCREENS, World, journey};

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
        browser.unfold("Each check of moehaha").await;
        look_at(&browser, "accepted-checks").await;
        browser.click("button", "Start over").await;
        browser.sees("The token is forgotten here.").await;
        look_at(&browser, "forgotten").await;
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
        world.identity.faults().set(demo::Fault::InternalError);
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

async fn look_at(browser: &Browser, state: &str) {
    for (width, height) in SCREENS {
        for scheme in SCHEMES {
            let name = format!("{state}-{width}-{}", scheme.name());
            browser.screen(width, height, scheme).await;
            browser.is_accessible(&name).await;
            browser.fits_its_width(&name).await;
            browser.picture(&name).await;
        }
    }
}
