//! The exchange fails: each way has its own sentence, and each leads on.

use demo::Fault;
use tests::{Browser, Elsewhere, World, WorldOptions, journey};

/// The fault, the code shown, and the sentence.
const FAULTS: &[(Fault, &str, &str)] = &[
    (
        Fault::CodeExpired,
        "code-refused",
        "The identity server refused the code; most likely it is older than ten seconds.",
    ),
    (Fault::InternalError, "provider-failed", "The identity server failed with status 500."),
    (
        Fault::CutOff,
        "provider-cut-off",
        "The identity server broke off in the middle of its answer.",
    ),
    (
        Fault::Html,
        "provider-answered-html",
        "The identity server answered with a web page instead of a token.",
    ),
    (
        Fault::EndlessBody,
        "provider-answer-too-large",
        "The identity server answered with more than 64 KiB.",
    ),
    (
        Fault::ForeignAzp,
        "token-foreign-client",
        "The token was issued to the client somebody-else instead of moehaha.",
    ),
    (
        Fault::Slow { milliseconds: 20_000 },
        "provider-timeout",
        "The identity server did not answer in time.",
    ),
];

#[test]
fn every_failure_of_the_identity_server_has_its_sentence_and_a_way_on() {
    journey(async |stage| {
        let world = World::start().await;
        let browser = stage.browser().await;
        browser.get_own_token(&world, "bob").await;
        browser.click("button", "Start over").await;

        for (fault, code, sentence) in FAULTS {
            world.identity.faults().set(*fault);
            browser.set_out().await;
            browser.sees_failure(code, sentence, "Try again").await;
            browser.click("button", "Start over").await;
        }
        let foreign_key = Fault::ForeignKey;
        world.identity.faults().set(foreign_key);
        browser.set_out().await;
        browser.sees("Code: token-signature").await;
        browser.sees("The identity server's token cannot be trusted: ").await;
        browser.sees("Until then, trust no token from it.").await;

        // The way on, once the identity server behaves.
        world.identity.faults().clear();
        browser.click("button", "Try again").await;
        browser.click("button", "Confirm").await;
        browser.sees("Accepted by moehaha until ").await;

        a_late_code_is_refused(&browser, &world).await;
    });
}

/// The code is eleven seconds old when the page comes to redeem it: the page was slow to load.
async fn a_late_code_is_refused(browser: &Browser, world: &World) {
    browser.before_every_page("const now = Date.now; Date.now = () => now() + 11000;").await;
    world.gate.close_for("/api/token");
    browser.click("button", "Generate another").await;
    browser.click("button", "Confirm").await;
    world.gate.standing().await;
    browser.sees("Signed in. Getting the token…").await;
    world.pass_seconds(11);
    world.gate.open();
    let sentence = "The sign-in's code lives 10 seconds, but was 11 old when sent.";
    browser.sees_failure("code-too-old", sentence, "Try again").await;
    browser.sees("the page is in the browser's cache now and will be faster").await;
}

#[test]
fn a_proxy_that_went_away_is_told_and_the_page_goes_on_when_it_is_back() {
    journey(async |stage| {
        let place = Elsewhere::find().await;
        let page = Some(place.page.clone());
        let mut world = World::start_with(WorldOptions { page, ..WorldOptions::default() }).await;
        let _page = place.serve(&world.proxy_address);
        let browser = stage.browser().await;
        browser.open_page(&world).await;
        browser.set_out().await;
        browser.log_in("bob").await;
        browser.find("button", "Allow").await;

        world.stop_proxy().await;
        browser.click("button", "Allow").await;
        let sentence = "The proxy cannot be reached.";
        browser.sees_failure("proxy-unreachable", sentence, "Try again").await;
        browser.sees("Check your connection, and ask again.").await;
        assert_eq!(browser.address().await, world.page);

        // The settings are not to be had either, and that is said instead of an empty dialog.
        browser.click("button", "Try again").await;
        browser.sees("Code: settings-missing").await;

        world.start_proxy_again().await;
        browser.click("button", "Try again").await;
        browser.click("button", "Confirm").await;
        browser.sees("Accepted by moehaha until ").await;
    });
}
