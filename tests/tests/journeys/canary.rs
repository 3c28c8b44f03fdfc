//! The real server with a secret that would be recognised anywhere, and everything searched for it.

use serde_json::{Value, json};
use tests::{
    Browser, Environment, Exchange, Files, Recorder, Request, SECRET, Server, World, WorldOptions,
    journey,
};

#[test]
fn the_secret_is_nowhere_and_tokens_codes_and_verifiers_are_in_no_log_or_address() {
    journey(async |stage| {
        let wiretap = Recorder::default();
        let mut world = World::start_with(WorldOptions {
            server: Server::Binary(stage.logs().clone()),
            wiretap: Some(wiretap.clone()),
            ..WorldOptions::default()
        })
        .await;
        let browser = stage.browser().await;
        both_tokens_and_a_failure(&browser, &world).await;
        let kept = everything_kept(&browser).await;
        let requests = browser.traffic().await.requests;
        let left_behind = browser.left_behind().await;
        let passing = Passing::of(&world.recorder.all(), &wiretap.all());
        is_worthless_soon(&passing, &world).await;
        world.end_binary().await;

        nobody_is_told_the_secret(&world.recorder.all());
        is_not_logged_or_kept(&passing, &stage.logs().text(), &kept);
        is_in_no_address(&passing, &requests, &world);
        no_token_is_left_behind(&passing, &left_behind);
    });
}

async fn both_tokens_and_a_failure(browser: &Browser, world: &World) {
    browser.get_own_token(world, "bob").await;
    browser.sees("Accepted by moehaha until ").await;
    browser.click("button", "Generate another").await;
    browser.click("radio", "the organization moehaha").await;
    browser.click("button", "Confirm").await;
    browser.sees("organization:owner:cockpit").await;

    world.identity.faults().set(demo::Fault::ForeignKey);
    browser.click("button", "Start over").await;
    browser.set_out().await;
    browser.sees_code("token-signature").await;
}

/// What passes through on its way, and must stay nowhere.
struct Passing {
    /// The signatures of all tokens, also of the one that was refused.
    signatures: Vec<String>,
    codes: Vec<String>,
    verifiers: Vec<String>,
}

impl Passing {
    /// As the page sent it and as the identity server answered: two codes, since one was had and
    /// one failed, and between them the organization's token.
    fn of(by_page: &[Exchange], by_identity_server: &[Exchange]) -> Self {
        let requests = by_page.iter().filter(|exchange| exchange.uri.path() == "/api/token");
        let bodies: Vec<Value> = requests
            .map(|exchange| serde_json::from_slice(&exchange.request).expect("it is JSON"))
            .collect();
        let all = |member: &str| -> Vec<String> {
            bodies.iter().filter_map(|body| body[member].as_str().map(str::to_owned)).collect()
        };
        let answers = by_identity_server.iter().map(|exchange| &exchange.answer);
        let tokens = answers.map(|answer| String::from_utf8_lossy(answer).into_owned());
        let signature = |token: String| token.trim().rsplit('.').next().map(str::to_owned);
        let signatures = tokens.filter_map(signature).collect();
        let passing = Self { signatures, codes: all("code"), verifiers: all("verifier") };
        let counts = [&passing.signatures, &passing.codes, &passing.verifiers].map(Vec::len);
        assert_eq!(counts, [3, 2, 2], "{by_identity_server:?}");
        passing
    }

    fn all(&self) -> impl Iterator<Item = &str> {
        let passing = self.signatures.iter().chain(&self.codes).chain(&self.verifiers);
        passing.map(String::as_str).chain([SECRET])
    }
}

fn nobody_is_told_the_secret(exchanges: &[Exchange]) {
    assert!(exchanges.len() > 10, "{} answers were recorded", exchanges.len());
    for exchange in exchanges {
        assert!(!exchange.answer_text().contains(SECRET), "{} tells the secret", exchange.uri);
    }
    let page = Files::below(&Environment::dist());
    assert_ne!(page.with("Generate JWT token"), Vec::<&str>::new(), "the page is not searched");
    assert_eq!(page.with(SECRET), Vec::<&str>::new());
}

fn is_not_logged_or_kept(passing: &Passing, logged: &str, kept: &str) {
    assert!(logged.contains("organization token handed out"), "{logged}");
    for secret in passing.all() {
        assert!(!logged.contains(secret), "it is logged: {logged}");
        assert!(!kept.contains(secret), "it is kept: {kept}");
    }
}

fn is_in_no_address(passing: &Passing, requests: &[Request], world: &World) {
    let with = |text: &str| -> Vec<&str> {
        let addresses = requests.iter().map(|request| request.address.as_str());
        addresses.filter(|address| address.contains(text)).collect()
    };
    for secret in passing.all().filter(|secret| !passing.codes.iter().any(|code| code == secret)) {
        assert_eq!(with(secret), Vec::<&str>::new());
    }
    for code in &passing.codes {
        let addresses = with(code);
        assert_eq!(addresses.len(), 1, "the redirect only: {addresses:?}");
        assert!(addresses[0].starts_with(&format!("{}?code=", world.page)));
    }
}

/// Neither in the browser's own files. Codes and verifiers are another matter: the browser writes
/// every address it goes to into its history, and what a page removes from its storage stays for a
/// while in the file behind it.
fn no_token_is_left_behind(passing: &Passing, files: &Files) {
    for secret in passing.signatures.iter().map(String::as_str).chain([SECRET]) {
        assert_eq!(files.with(secret), Vec::<&str>::new());
    }
}

/// Whoever finds a code and its verifier ten seconds later can do nothing with them.
async fn is_worthless_soon(passing: &Passing, world: &World) {
    world.identity.faults().clear();
    world.pass_seconds(11);
    for (code, verifier) in passing.codes.iter().zip(&passing.verifiers) {
        let (status, problem) = world.redeem(code, Some(verifier)).await;
        assert_eq!((status.as_u16(), &problem["code"]), (400, &json!("code-refused")), "{problem}");
        assert_eq!(problem["token"], Value::Null);
    }
}

/// All that the browser keeps, and the source of the page as it is now, as one text.
async fn everything_kept(browser: &Browser) -> String {
    let memory = browser.memory().await;
    let source = browser.script("return document.documentElement.outerHTML").await;
    format!("{memory:?}\n{source}")
}
