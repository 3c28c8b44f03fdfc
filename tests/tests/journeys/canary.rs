//! The real server with a secret that would be recognised anywhere, and everything searched for it.

use std::{fs, path::Path};

use serde_json::Value;
use tests::{Browser, Environment, SECRET, Server, World, WorldOptions, journey};

#[test]
fn the_secret_is_nowhere_and_tokens_codes_and_verifiers_are_in_no_log_or_address() {
    journey(async |stage| {
        let logs = stage.logs().clone();
        let options = WorldOptions { server: Server::Binary(logs.clone()), ..WorldOptions::default() };
        let mut world = World::start_with(options).await;
        let browser = stage.browser().await;
        let own = browser.get_own_token(&world, "bob").await;
        browser.sees("Accepted by moehaha until ").await;
        browser.click("button", "Generate another").await;
        browser.click("radio", "the organization moehaha").await;
        browser.click("button", "Confirm").await;
        browser.sees("organization:owner:cockpit").await;
        let organizations = browser.token().await;
        a_failure_as_well(&browser, &world).await;

        let kept = everything_kept(&browser).await;
        let requests = browser.traffic().await.requests;
        world.end_binary().await;

        let exchanges = world.recorder.all();
        assert!(exchanges.len() > 10, "{} answers were recorded", exchanges.len());
        for exchange in &exchanges {
            assert!(!exchange.answer_text().contains(SECRET), "{} tells the secret", exchange.uri);
        }
        let logged = logs.text();
        assert!(logged.contains("organization token handed out"), "{logged}");
        assert_eq!(files_with(&Environment::dist(), SECRET), Vec::<String>::new());
        assert_eq!(browser.files_with(SECRET), Vec::<String>::new());
        for secret in [SECRET, &own, &organizations] {
            assert!(!kept.contains(secret), "it is kept: {kept}");
            assert!(!logged.contains(secret), "it is logged: {logged}");
        }

        let bodies = exchanges.iter().filter(|exchange| exchange.uri.path() == "/api/token");
        let bodies: Vec<Value> =
            bodies.map(|one| serde_json::from_slice(&one.request).expect("it is JSON")).collect();
        let secrets: Vec<&str> =
            bodies.iter().flat_map(|body| [&body["code"], &body["verifier"]]).filter_map(Value::as_str).collect();
        assert_eq!(secrets.len(), 4, "two codes and two verifiers were sent");
        for secret in &secrets {
            assert!(!logged.contains(secret), "it is logged: {logged}");
            assert!(!kept.contains(secret), "it is kept: {kept}");
        }
        for request in requests {
            let address = request.address;
            for secret in [SECRET, &own, &organizations] {
                assert!(!address.contains(secret), "{address}");
            }
            // The identity server puts the code there once; nobody else does.
            let is_redirect = address.starts_with(&format!("{}?code=", world.page));
            for secret in &secrets {
                assert!(is_redirect && !is_verifier(&bodies, secret) || !address.contains(secret), "{address}");
            }
        }
    });
}

fn is_verifier(bodies: &[Value], secret: &str) -> bool {
    bodies.iter().any(|body| body["verifier"] == secret)
}

async fn a_failure_as_well(browser: &Browser, world: &World) {
    world.identity.faults().set(demo::Fault::ForeignKey);
    browser.click("button", "Start over").await;
    browser.set_out().await;
    browser.sees("Code: token-signature").await;
}

/// All that the browser keeps, and the source of the page as it is now, as one text.
async fn everything_kept(browser: &Browser) -> String {
    let memory = browser.memory().await;
    let source = browser.script("return document.documentElement.outerHTML").await;
    format!("{memory:?}\n{source}")
}

fn files_with(folder: &Path, text: &str) -> Vec<String> {
    let files = fs::read_dir(folder).expect("the page can be read").flatten();
    let with = files.filter(|file| {
        let contents = fs::read(file.path()).unwrap_or_default();
        contents.windows(text.len()).any(|window| window == text.as_bytes())
    });
    with.map(|file| file.path().display().to_string()).collect()
}
