//! People who come back otherwise than planned: not at all, twice, late, or with somebody's code.

use tests::{BACK, Browser, GENERATE, World, journey};

const UNKNOWN: &str = "This sign-in was begun in another tab, or has been used already.";

#[test]
fn who_comes_back_without_a_code_is_told_and_can_go_on() {
    journey(async |stage| {
        let world = World::start().await;
        let browser = stage.browser().await;
        browser.open_page(&world).await;
        browser.ask().await;
        browser.click("button", "user:name").await;
        browser.click("button", "Confirm").await;
        browser.find("button", "Sign in as bob").await;

        // By the back button.
        browser.back().await;
        browser.sees("The sign-in was not finished.").await;
        browser.focus_is_on("button", GENERATE).await;
        assert_eq!(browser.memory().await.session_storage, serde_json::json!({}));

        // What was filled in is still there. The second time, by loading the page again.
        browser.ask().await;
        assert_eq!(browser.value("Scope").await, "user:memberof:moehaha,user:name");
        browser.click("button", "Confirm").await;
        browser.find("button", "Sign in as bob").await;
        browser.visit(&world.page).await;
        browser.sees("The sign-in was not finished.").await;

        // It is said once.
        browser.reload().await;
        browser.find("button", GENERATE).await;
        browser.sees_no("The sign-in was not finished.").await;
        is_refused_at_the_identity_server(&browser, &world).await;
        reloads_in_the_middle(&browser, &world).await;
        comes_back_to_half_a_page(&browser, &world).await;
    });
}

/// As the identity server sends somebody back who said no there.
async fn is_refused_at_the_identity_server(browser: &Browser, world: &World) {
    browser.traffic().await;
    browser.set_out().await;
    browser.find("button", "Sign in as bob").await;
    let requests = browser.traffic().await.requests;
    let mut states = requests.iter().filter_map(|request| request.parameter("state"));
    let state = states.next().expect("the browser was sent there with a state");
    browser.visit(&format!("{}?error=access_denied&state={state}", world.page)).await;
    let sentence = "The identity server ended the sign-in with access_denied.";
    browser.sees_failure("sign-in-refused", sentence, "Try again").await;
    browser.click("button", BACK).await;
}

/// The code is on its way to the proxy, and nobody waits for the answer any more.
async fn reloads_in_the_middle(browser: &Browser, world: &World) {
    browser.set_out().await;
    world.gate.close_for("/api/token");
    browser.sign_in("bob").await;
    world.gate.standing().await;
    browser.sees("Signed in. Getting the token…").await;
    browser.reload().await;
    browser.find("button", GENERATE).await;
    browser.has_no("textbox", "The token").await;
    browser.sees("The page was loaded anew. It keeps no token, and a sign-in counts once").await;
    browser.sees_no("For support: ").await;
    assert_eq!(browser.address().await, world.page);
    assert_eq!(browser.memory().await.session_storage, serde_json::json!({}));
    world.gate.open();
}

/// The page starts although the end of its document is still under way: a code does not wait.
async fn comes_back_to_half_a_page(browser: &Browser, world: &World) {
    world.rest.close_behind("</script>");
    browser.set_out().await;
    browser.sees("Accepted by moehaha until ").await;
    assert_eq!(browser.script("return document.readyState").await, "loading");
    world.rest.open();
    browser.token().await;
    browser.find("heading", "cockpit-jwt").await;
}

#[test]
fn a_callback_works_once_and_only_where_it_belongs() {
    journey(async |stage| {
        let world = World::start().await;
        let browser = stage.browser().await;
        for (callback, code, sentence) in FOREIGN {
            browser.visit(&format!("{}{callback}", world.page)).await;
            browser.sees_failure(code, sentence, "Try again").await;
            assert_eq!(browser.address().await, world.page);
        }

        // The way on leads to a token.
        browser.traffic().await;
        browser.click("button", "Try again").await;
        browser.click("button", "Confirm").await;
        browser.sign_in("bob").await;
        browser.sees("Accepted by moehaha until ").await;
        let requests = browser.traffic().await.requests;
        let callback = requests.iter().find(|request| request.address.contains("?code="));
        let callback = callback.expect("the redirect is a request").address.clone();

        // After a reload the token is gone, as promised, and nothing is redeemed again.
        browser.reload().await;
        browser.find("button", GENERATE).await;
        browser.has_no("textbox", "The token").await;

        // The same address once more: in this tab, and in another one.
        replayed(&browser, &callback).await;
        browser.in_new_tab(async || replayed(&browser, &callback).await).await;

        // By the back button from elsewhere, the page is there without a code.
        browser.visit(&world.cockpit.base_url()).await;
        browser.sees("No token").await;
        browser.back().await;
        browser.find("heading", "cockpit-jwt").await;
        browser.has_no("textbox", "The token").await;
        assert_eq!(browser.address().await, world.page);
        assert_eq!(world.recorder.to("/api/token").len(), 1, "a code is tried once");
    });
}

/// Addresses that somebody else made: what stands behind the page's own, the code, the sentence.
const FOREIGN: &[(&str, &str, &str)] = &[
    ("?code=HUgOar3eDNVxo3PQZ-oHBKBdXDVc&state=made-up", "unknown-callback", UNKNOWN),
    (
        "?code=HUgOar3eDNVxo3PQZ-oHBKBdXDVc&code=x&state=made-up",
        "callback-malformed",
        "The address is not a genuine return from a sign-in: the parameter code stands more than \
         once in the address.",
    ),
    ("?error=access_denied&state=made-up", "unknown-callback", UNKNOWN),
];

async fn replayed(browser: &Browser, callback: &str) {
    browser.visit(callback).await;
    browser.sees_failure("unknown-callback", UNKNOWN, "Try again").await;
    assert!(!browser.address().await.contains("code="));
}
