//! The exchange fails: each way has its own sentence, and each leads on.

use demo::Fault;
use tests::{Browser, World, journey};

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

/// A page whose present is eleven seconds after the browser set out for it.
const ELEVEN_SECONDS_LATER: &str =
    "Date.now = () => Math.floor(performance.timeOrigin / 1000) * 1000 + 11000;";

/// The code is eleven seconds old when the page comes to redeem it: the page was slow to load.
async fn a_late_code_is_refused(browser: &Browser, world: &World) {
    browser.before_every_page(ELEVEN_SECONDS_LATER).await;
    world.gate.close_for("/api/token");
    browser.click("button", "Generate another").await;
    browser.click("button", "Confirm").await;
    world.gate.standing().await;
    browser.sees("Signed in. Getting the token…").await;
    world.pass_seconds(11);
    world.gate.open();
    let sentence = "A code lives 10 seconds, but this one was 11 old when sent.";
    browser.sees_failure("code-too-old", sentence, "Try again").await;
    browser.sees("the page is in the browser's cache now and will be faster").await;
}
