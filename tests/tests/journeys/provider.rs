//! The exchange fails: each way has its own sentence, and each leads on.

use demo::{Fault, IdentityOptions};
use tests::{BACK, Browser, Stage, World, WorldOptions, journey};

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
            browser.click("button", BACK).await;
        }
        let foreign_key = Fault::ForeignKey;
        world.identity.faults().set(foreign_key);
        browser.set_out().await;
        browser.sees_code("token-signature").await;
        browser.sees("The identity server's token cannot be trusted: ").await;
        browser.sees("Until then, trust no token from it.").await;

        // The way on, once the identity server behaves.
        world.identity.faults().clear();
        browser.click("button", "Try again").await;
        browser.click("button", "Confirm").await;
        browser.sees("Accepted by moehaha until ").await;

        a_late_code_is_refused(&browser, &world).await;
        the_identity_server_goes_away(&*stage.browser().await, world).await;
        a_wrong_secret_is_for_the_operator_to_mend(stage).await;
        a_key_for_people_only_gives_no_organizations_token(&*stage.browser().await).await;
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
    let sentence = "Coming back took up to 11 seconds, and a code lives 10.";
    browser.sees_failure("code-too-old", sentence, "Try again").await;
    browser.sees("it is usually faster the second time").await;
}

/// It goes after it sent the person back, so that nobody answers the proxy.
async fn the_identity_server_goes_away(browser: &Browser, world: World) {
    browser.open_page(&world).await;
    browser.set_out().await;
    world.gate.close_for("/api/token");
    browser.sign_in("alice").await;
    world.gate.standing().await;
    world.identity.shutdown().await.expect("it ends in good order");
    world.gate.open();
    let sentence = "The identity server cannot be reached: connection refused.";
    browser.sees_failure("provider-unreachable", sentence, "Try again").await;
    browser.sees("see whether the identity server can be reached from it").await;
}

/// The identity server answers to a wrong secret as to an old code; the log is told more.
async fn a_wrong_secret_is_for_the_operator_to_mend(stage: &Stage) {
    const TOLD: &str = "compare the client secret and the callback URL with the API key";
    assert!(!stage.logs().text().contains(TOLD), "{}", stage.logs().text());
    let secret = "last-years-client-secret";
    let world = World::start_with(WorldOptions { secret, ..WorldOptions::default() }).await;
    let browser = stage.browser().await;
    browser.open_page(&world).await;
    browser.set_out().await;
    browser.sign_in("bob").await;
    let (_, code, sentence) = FAULTS[0];
    browser.sees_failure(code, sentence, "Try again").await;
    browser.sees("compare the client secret with the API key").await;
    assert!(stage.logs().text().contains(TOLD), "{}", stage.logs().text());
}

async fn a_key_for_people_only_gives_no_organizations_token(browser: &Browser) {
    let secret = IdentityOptions::SECOND_SECRET;
    let world = World::start_with(WorldOptions { secret, ..WorldOptions::default() }).await;
    let own = browser.get_own_token(&world, "bob").await;
    browser.sees("Accepted by moehaha until ").await;
    browser.click("button", "Generate another").await;
    browser.click("radio", "the organization moehaha").await;
    browser.click("button", "Confirm").await;
    let sentence = "The identity server refused this service's client credentials.";
    browser.sees_failure("client-refused", sentence, "Back to the token").await;
    browser.sees("compare client id and secret with the API key at the identity server").await;
    browser.click("button", "Back to the token").await;
    assert_eq!(browser.token().await, own);
}
