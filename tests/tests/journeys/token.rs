//! A member gets a token: their own, and the organization's.

use serde_json::{Value, json};
use tests::{Browser, Recorder, Stage, World, WorldOptions, journey};

#[test]
fn bob_gets_his_token_and_leaves_nothing_behind() {
    journey(async |stage| {
        let world = World::start().await;
        let browser = stage.browser().await;
        browser.before_every_page(WATCH_POLICY).await;
        let token = browser.get_own_token(&world, "bob").await;
        browser.sees("yes, by the API's key").await;
        browser.sees("Accepted by moehaha until ").await;
        // What was announced before it was known is still to be read.
        let verdict = browser.focused().await;
        assert!(verdict.starts_with("heading “Accepted by moehaha until "), "{verdict}");
        assert!(!verdict.contains("if the signature is right"), "{verdict}");
        assert_eq!(browser.script("return window.violations").await, json!([]));

        assert_eq!(browser.address().await, world.page);
        asks_nobody_else(&browser, &world).await;
        nothing_is_kept(&browser, &world, &token).await;
        is_copied_in_three_forms(&browser, &world, &token).await;
        in_two_steps_too(stage).await;
    });
}

const WATCH_POLICY: &str = "
    window.violations = [];
    document.addEventListener('securitypolicyviolation', event =>
        window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));";

/// Requests go to the proxy and, for the sign-in, to the identity server; the console is silent.
async fn asks_nobody_else(browser: &Browser, world: &World) {
    let traffic = browser.traffic().await;
    let (to_page, others): (Vec<_>, Vec<_>) =
        traffic.requests.iter().partition(|request| request.address.starts_with(&world.page));
    assert!(to_page.len() >= 8, "the page was loaded twice: {to_page:?}");
    for request in others {
        assert!(request.address.starts_with(&world.identity.base_url()), "{request:?}");
    }
    assert_eq!(traffic.complaints, Vec::<String>::new());
}

/// No storage holds anything, no cookie is ours, and no address in the tab's history holds a code or
/// a token.
async fn nothing_is_kept(browser: &Browser, world: &World, token: &str) {
    let memory = browser.memory().await;
    assert_eq!(memory.session_storage, json!({}));
    assert_eq!(memory.local_storage, json!({}));
    assert_eq!(memory.databases, json!([]));
    assert_eq!(memory.caches, json!([]));
    assert_eq!(memory.history_state, json!(null));
    let ours = memory.cookies.iter().filter(|cookie| cookie["domain"] == "localhost");
    assert_eq!(ours.count(), 0, "{:?}", memory.cookies);
    assert_eq!(memory.history.last(), Some(&world.page));
    for address in &memory.history {
        assert!(!address.contains("code="), "{address}");
        assert!(!address.contains(token), "{address}");
    }
}

/// Each form does at the Cockpit what it promises.
async fn is_copied_in_three_forms(browser: &Browser, world: &World, token: &str) {
    browser.click("button", "Copy").await;
    browser.sees("Token copied.").await;
    assert_eq!(browser.clipboard(world).await, token);
    let (status, answer) = world.cockpit_says(token).await;
    assert_eq!(status, 200, "{answer}");
    assert_eq!(world.cockpit_says(&token.replace('.', "")).await.0, 401);

    browser.click("button", "Copy as header").await;
    browser.sees("Authorization header copied.").await;
    let header = browser.clipboard(world).await;
    assert_eq!(header, format!("Authorization: bearer {token}"));
    let (status, answer) = world.cockpit_says_to(&header).await;
    assert_eq!(status, 200, "{answer}");

    browser.click("button", "Copy as curl").await;
    browser.sees("curl command copied.").await;
    let command = browser.clipboard(world).await;
    let address = world.cockpit_example();
    assert_eq!(command, format!("curl -H '{header}' '{address}'"));
}

/// The access token that comes first stays between the proxy and the identity server.
async fn in_two_steps_too(stage: &Stage) {
    let wiretap = Recorder::default();
    let world = World::start_with(WorldOptions {
        settings: "exchange = \"two-step\"\n",
        wiretap: Some(wiretap.clone()),
        ..WorldOptions::default()
    })
    .await;
    let browser = stage.browser().await;
    let own = browser.get_own_token(&world, "bob").await;
    browser.sees("Accepted by moehaha until ").await;
    assert_eq!(world.cockpit_says(&own).await.0, 200);
    browser.click("button", "Generate another").await;
    browser.click("radio", "the organization moehaha").await;
    browser.click("button", "Confirm").await;
    browser.sees("organization:owner:cockpit").await;
    assert_eq!(world.cockpit_says(&browser.token().await).await.0, 200);

    let first_steps = wiretap.to("/v1/oauth/access_token");
    assert_eq!((first_steps.len(), wiretap.to("/v1/oauth/jwt").len()), (2, 2));
    for step in first_steps {
        let answer: Value = serde_json::from_slice(&step.answer).expect("it is JSON");
        let access_token = answer["access_token"].as_str().expect("it is handed out");
        for exchange in world.recorder.all() {
            assert!(!exchange.answer_text().contains(access_token), "{}", exchange.uri);
        }
    }
}

#[test]
fn a_member_gets_the_organizations_token_and_others_do_not() {
    journey(async |stage| {
        let world = World::start().await;
        let browser = stage.browser().await;
        ask_for_the_organizations(&browser, &world).await;
        browser.sign_in("bob").await;
        browser.sees("Accepted by moehaha until ").await;
        let first = browser.token().await;
        assert_eq!(world.cockpit_says(&first).await.0, 200);
        browser.sees("organization:owner:cockpit").await;
        browser.sees_no("bob").await;

        // With a token of their own on the page, a member is not sent away again.
        let browser = stage.browser().await;
        let own = browser.get_own_token(&world, "alice").await;
        browser.click("button", "Generate another").await;
        browser.click("radio", "the organization moehaha").await;
        browser.click("button", "Confirm").await;
        browser.sees("organization:owner:cockpit").await;
        let second = browser.token().await;
        assert_ne!(own, second);
        assert_eq!(world.cockpit_says(&second).await.0, 200);

        for (person, sentence) in [
            ("carol", "You are not a member of moehaha."),
            ("eve", "You are not a member of moehaha."),
        ] {
            let browser = stage.browser().await;
            ask_for_the_organizations(&browser, &world).await;
            browser.sign_in(person).await;
            browser.sees(sentence).await;
            browser.sees_code("nothing-granted").await;
            browser.has_no("textbox", "The token").await;
        }
        let handed_out = stage.logs().text().matches("organization token handed out").count();
        assert_eq!(handed_out, 2, "one line for each, and none for the others");
    });
}

async fn ask_for_the_organizations(browser: &Browser, world: &World) {
    browser.open_page(world).await;
    browser.ask().await;
    browser.click("radio", "the organization moehaha").await;
    browser.sees("so only members get it").await;
    browser.click("button", "Confirm").await;
}
