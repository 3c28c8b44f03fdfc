//! A token is checked with keys that the person gives, which opens no door.

use std::{fs, path::Path};

use domain::jwt::Algorithm;
use serde_json::{Value, json};
use tests::{Browser, Mint, World, journey, rewritten};

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
        let traffic = browser.traffic().await;
        assert!(traffic.requests.is_empty(), "somebody is asked: {:?}", traffic.requests);
        assert_eq!(traffic.complaints, Vec::<String>::new());
    });
}

const FORGED: &str = "the signature does not match";

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
    browser.choose_file("Choose a file", &token_file).await;
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
    let promoted = rewritten(&token, |claims: &mut Value| {
        claims["scope"] = json!(["user:memberof:moehaha"]);
    });
    browser.click("button", "Clear").await;
    browser.paste("Token", &promoted).await;
    browser.sees(&format!("Refused by moehaha: {FORGED}")).await;
    browser.sees("no, by the API's key").await;
    let (status, answer) = world.cockpit_says(&promoted).await;
    assert_eq!(status, 401, "{answer}");
}
