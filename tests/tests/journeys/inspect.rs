//! Any token is taken apart in the page, and nowhere else.

use serde_json::json;
use tests::{Browser, Lure, World, journey, unsigned};

#[test]
fn whatever_is_pasted_is_taken_apart_and_nothing_leaves_the_page() {
    journey(async |stage| {
        let world = World::start().await;
        let lure = Lure::lay();
        let browser = stage.browser().await;
        let held = browser.get_own_token(&world, "bob").await;
        browser.sees("Accepted by moehaha until ").await;
        // From here on nobody is asked for anything.
        browser.traffic().await;
        let asked_before = world.recorder.all().len();

        browser.click("link", "Inspect a JWT").await;
        browser.focus_is_on("textbox", "Token").await;
        in_whatever_stands_around_it(&browser, &held).await;
        what_is_no_token_is_told(&browser, &held).await;
        let decoy = what_a_token_names_is_not_fetched(&browser, &lure).await;
        as_another_api_would_judge(&browser, &held).await;
        the_held_token_is_still_there(&browser, &world, &held).await;

        let traffic = browser.traffic().await;
        assert_eq!(traffic.complaints, Vec::<String>::new());
        let addresses: Vec<_> = traffic.requests.iter().map(|request| &request.address).collect();
        assert_eq!(addresses, [""; 0], "nobody is asked for anything");
        assert_eq!(world.recorder.all().len(), asked_before);
        lure.is_untouched();
        nothing_is_kept_of(&browser, &[&held, &decoy]).await;
    });
}

/// As it is copied from a terminal, a mail or a program.
async fn in_whatever_stands_around_it(browser: &Browser, token: &str) {
    let lines: Vec<&str> = (0..token.len())
        .step_by(64)
        .map(|start| &token[start..token.len().min(start + 64)])
        .collect();
    for pasted in [
        token.to_owned(),
        format!("curl -H 'Authorization: bearer {token}' 'https://cockpit.example/api'"),
        format!("Authorization: Bearer\n  {}\n", lines.join("\n  ")),
        json!({ "access_token": token, "token_type": "bearer" }).to_string(),
    ] {
        browser.paste("Token", &pasted).await;
        browser.sees("Accepted by moehaha until ").await;
        browser.sees("yes, by the API's key").await;
        assert_eq!(browser.token().await, token);
        browser.click("button", "Clear").await;
        browser.focus_is_on("textbox", "Token").await;
        assert_eq!(browser.value("Token").await, "");
        browser.has_no("textbox", "The token").await;
    }
}

async fn what_is_no_token_is_told(browser: &Browser, token: &str) {
    let encrypted = format!("{token}.AAAA.AAAA");
    let lacking = token.rsplit_once('.').expect("a token has dots").0;
    for (pasted, sentence) in [
        (&*encrypted, "The token has five parts: it is encrypted and cannot be read here."),
        (lacking, "The token has 2 parts, but a JWT has three."),
        ("Good morning, could you look at my token, please?", "There is no token in this text."),
    ] {
        browser.paste("Token", pasted).await;
        browser.sees(sentence).await;
        browser.has_no("textbox", "The token").await;
        browser.sees_no("Accepted by").await;
    }
}

/// It gives addresses of keys, of its issuer and of a picture, and all of them are answered.
async fn what_a_token_names_is_not_fetched(browser: &Browser, lure: &Lure) -> String {
    let header = json!({
        "alg": "ES384",
        "jku": lure.address("jku.json"),
        "x5u": lure.address("x5u.pem"),
        "kid": lure.address("kid"),
    });
    let claims = json!({
        "iss": lure.address("issuer"),
        "sub": lure.address("subject"),
        "picture": lure.address("picture.png"),
        "html": format!("<img src='{}'>", lure.address("injected.png")),
    });
    let token = unsigned(&header, &claims);
    browser.paste("Token", &token).await;
    browser.sees(&format!("Refused by moehaha: issued by {}", lure.address("issuer"))).await;
    browser.sees(&lure.address("jku.json")).await;
    browser.sees(&lure.address("picture.png")).await;
    browser.sees("where keys are said to be; nothing is fetched").await;
    token
}

/// The rules and the organization are changed on the spot.
async fn as_another_api_would_judge(browser: &Browser, token: &str) {
    browser.paste("Token", token).await;
    browser.sees("Accepted by moehaha until ").await;
    browser.unfold("What would another API say?").await;
    browser.click("radio", "strict").await;
    browser.sees("Judged as strict for moehaha, not as this service's API.").await;
    browser.fill("Organization", "acme").await;
    browser
        .sees("Refused by acme: the token is for another audience (moehaha), not for acme")
        .await;
    browser.sees("Each check of acme").await;
    browser.click("radio", "documented").await;
    browser.sees("Refused by acme: the token is neither for acme nor says").await;
    browser.fill("Organization", "not a name").await;
    browser.click("button", "Judge as this service's API").await;
    browser.sees("Accepted by moehaha until ").await;
    browser.sees_no("Judged as ").await;
}

async fn the_held_token_is_still_there(browser: &Browser, world: &World, held: &str) {
    browser.click("button", "Clear").await;
    browser.focus_is_on("textbox", "Token").await;
    assert_eq!(browser.address().await, format!("{}#inspect", world.page));
    browser.click("link", "Back to your token").await;
    assert_eq!(browser.token().await, held);
    browser.back().await;
    browser.find("heading", "Inspect a JWT").await;
    browser.back().await;
    browser.sees("Accepted by moehaha until ").await;
    assert_eq!(browser.token().await, held);
    assert_eq!(browser.address().await, world.page);
}

/// Neither on the page's own account nor on the browser's.
async fn nothing_is_kept_of(browser: &Browser, tokens: &[&str]) {
    let kept = format!("{:?}", browser.memory().await);
    let files = browser.left_behind().await;
    for token in tokens {
        let signature = token.rsplit('.').next().expect("a token has a signature");
        assert!(!kept.contains(signature), "it is kept: {kept}");
        assert_eq!(files.with(signature), Vec::<&str>::new());
    }
}
