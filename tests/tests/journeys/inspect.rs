//! Any token is taken apart in the page, and nowhere else.

use std::{fs, path::Path};

use domain::jwt::Algorithm;
use serde_json::{Value, json};
use tests::{Browser, Lure, Mint, World, journey, unsigned};

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

#[test]
fn a_key_of_ones_own_checks_the_signature_and_opens_no_door() {
    journey(async |stage| {
        let world = World::start().await;
        let mint = Mint::new(Algorithm::Es384);
        let token = mint.token(&json!({}));
        let browser = stage.browser().await;
        before_the_settings_are_there(&browser, &world, &token).await;
        browser.sees(&format!("Refused by moehaha: {FORGED}")).await;
        let (status, answer) = world.cockpit_says(&token).await;
        assert_eq!(status, 401, "{answer}");

        browser.traffic().await;
        browser.unfold("Keys to check the signature with: the API's").await;
        let jwks = json!({ "keys": [Mint::new(Algorithm::Es256).jwk(), mint.jwk()] });
        for keys in [mint.pem(), mint.jwk().to_string(), jwks.to_string()] {
            browser.paste("Public keys", &keys).await;
            the_key_fits_and_the_api_refuses(&browser).await;
            browser.paste("Public keys", &Mint::new(Algorithm::Es384).pem()).await;
            browser.sees("no, by the key you gave").await;
        }
        browser.paste("Public keys", "-----BEGIN PUBLIC KEY-----\nMHYw").await;
        browser.sees("Keys to check the signature with: there is a mistake").await;

        from_files(&browser, &mint, &token).await;
        what_a_person_changed_is_seen(&browser, &world, stage.browser().await.as_ref()).await;
        assert_eq!(browser.traffic().await.complaints, Vec::<String>::new());
    });
}

const FORGED: &str = "the signature";

/// Who follows a link sees what the token says at once, and what it is worth as soon as that is
/// known.
async fn before_the_settings_are_there(browser: &Browser, world: &World, token: &str) {
    world.gate.close_for("/api/config");
    browser.visit(&format!("{}#inspect", world.page)).await;
    browser.paste("Token", token).await;
    browser.find("heading", "This is a token.").await;
    browser.sees("Whether the API accepts it is told as soon as the settings are here.").await;
    browser.sees("whose token it is").await;
    world.gate.open();
}

async fn the_key_fits_and_the_api_refuses(browser: &Browser) {
    browser.sees("yes, by the key you gave").await;
    browser.sees(&format!("Refused by moehaha: {FORGED}")).await;
    browser.sees("depends on the keys of moehaha alone").await;
    browser.sees("By those the signature is wrong.").await;
}

/// The field's own words.
const FILE: &str = "Choose a file: No file chosen";

/// Dropped on the page, or chosen.
async fn from_files(browser: &Browser, mint: &Mint, token: &str) {
    let folder = tempfile::tempdir().expect("there is room for files");
    let write = |name: &str, content: &str| {
        let path = folder.path().join(name);
        fs::write(&path, content).expect("a file can be written");
        path
    };
    let key = write("key.pem", &mint.pem());
    let large = write("large.txt", &"e".repeat(2 << 20));
    let token_file = write("token.txt", &format!("Authorization: Bearer {token}\n"));

    browser.click("button", "Clear").await;
    for (files, sentence) in [
        (vec![&*large], "The file is larger than a megabyte."),
        (vec![&*key, &*token_file], "There is more than one file."),
    ] {
        drop_files(browser, &files).await;
        browser.sees(sentence).await;
    }
    drop_files(browser, &[&key]).await;
    browser.sees("Keys to check the signature with: 1 of yours").await;
    browser.choose_file(FILE, &token_file).await;
    assert_eq!(browser.token().await, token);
    the_key_fits_and_the_api_refuses(browser).await;
}

async fn drop_files(browser: &Browser, files: &[&Path]) {
    browser.drag_files("heading", "Inspect a JWT", files).await.drop().await;
}

/// carol writes herself a membership into her token; nobody has to be asked whether she may.
async fn what_a_person_changed_is_seen(browser: &Browser, world: &World, carols: &Browser) {
    carols.open_page(world).await;
    carols.ask().await;
    carols.fill("Scope", "user:memberof:moehaha.team").await;
    carols.click("button", "Confirm").await;
    carols.sign_in("carol").await;
    let token = carols.token().await;
    let promoted = tests::rewritten(&token, |claims: &mut Value| {
        claims["scope"] = json!(["user:memberof:moehaha"]);
    });
    browser.click("button", "Clear").await;
    browser.paste("Token", &promoted).await;
    browser.sees(&format!("Refused by moehaha: {FORGED}")).await;
    browser.sees("no, by the API's key").await;
    let (status, answer) = world.cockpit_says(&promoted).await;
    assert_eq!(status, 401, "{answer}");
}
