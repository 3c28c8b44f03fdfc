//! The real server with a secret that would be recognised anywhere, and everything searched for it.

use std::{fs, path::Path};

use serde_json::Value;
use tests::{
    Browser, Environment, Exchange, Request, SECRET, Server, World, WorldOptions, journey,
};

#[test]
fn the_secret_is_nowhere_and_tokens_codes_and_verifiers_are_in_no_log_or_address() {
    journey(async |stage| {
        let server = Server::Binary(stage.logs().clone());
        let mut world = World::start_with(WorldOptions { server, ..WorldOptions::default() }).await;
        let browser = stage.browser().await;
        let tokens = both_tokens_and_a_failure(&browser, &world).await;
        let kept = everything_kept(&browser).await;
        let requests = browser.traffic().await.requests;
        world.end_binary().await;
        let (exchanges, logged) = (world.recorder.all(), stage.logs().text());

        assert!(exchanges.len() > 10, "{} answers were recorded", exchanges.len());
        for exchange in &exchanges {
            assert!(!exchange.answer_text().contains(SECRET), "{} tells the secret", exchange.uri);
        }
        assert_eq!(files_with(&Environment::dist(), SECRET), Vec::<String>::new());
        assert_eq!(browser.files_with(SECRET), Vec::<String>::new());

        assert!(logged.contains("organization token handed out"), "{logged}");
        let passing = Passing::of(&exchanges);
        let all = tokens.iter().chain(&passing.codes).chain(&passing.verifiers);
        for secret in all.map(String::as_str).chain([SECRET]) {
            assert!(!logged.contains(secret), "it is logged: {logged}");
            assert!(!kept.contains(secret), "it is kept: {kept}");
        }
        for secret in tokens.iter().chain(&passing.verifiers).map(String::as_str).chain([SECRET]) {
            assert_eq!(addresses_with(&requests, secret), Vec::<&str>::new());
        }
        for code in &passing.codes {
            let addresses = addresses_with(&requests, code);
            assert_eq!(addresses.len(), 1, "the redirect only: {addresses:?}");
            assert!(addresses[0].starts_with(&format!("{}?code=", world.page)));
        }
    });
}

async fn both_tokens_and_a_failure(browser: &Browser, world: &World) -> [String; 2] {
    let own = browser.get_own_token(world, "bob").await;
    browser.sees("Accepted by moehaha until ").await;
    browser.click("button", "Generate another").await;
    browser.click("radio", "the organization moehaha").await;
    browser.click("button", "Confirm").await;
    browser.sees("organization:owner:cockpit").await;
    let organizations = browser.token().await;

    world.identity.faults().set(demo::Fault::ForeignKey);
    browser.click("button", "Start over").await;
    browser.set_out().await;
    browser.sees("Code: token-signature").await;
    [own, organizations]
}

/// What passes through on its way, and must stay nowhere.
struct Passing {
    codes: Vec<String>,
    verifiers: Vec<String>,
}

impl Passing {
    /// As the page sent it: two codes, since one was had and one failed.
    fn of(exchanges: &[Exchange]) -> Self {
        let requests = exchanges.iter().filter(|exchange| exchange.uri.path() == "/api/token");
        let bodies: Vec<Value> = requests
            .map(|exchange| serde_json::from_slice(&exchange.request).expect("it is JSON"))
            .collect();
        let all = |member: &str| -> Vec<String> {
            bodies.iter().filter_map(|body| body[member].as_str().map(str::to_owned)).collect()
        };
        let passing = Self { codes: all("code"), verifiers: all("verifier") };
        assert_eq!((passing.codes.len(), passing.verifiers.len()), (2, 2));
        passing
    }
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

fn addresses_with<'a>(requests: &'a [Request], text: &str) -> Vec<&'a str> {
    let addresses = requests.iter().map(|request| request.address.as_str());
    addresses.filter(|address| address.contains(text)).collect()
}
