//! A callback's address, stolen before it is used.

use domain::api::{REQUEST_HEADER, REQUEST_HEADER_VALUE};
use reqwest::StatusCode;
use serde_json::{Value, json};
use tests::{World, journey};

/// A verifier like any other, but not the one.
const ANOTHER_VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

#[test]
fn a_callback_taken_from_one_browser_is_worth_nothing_in_another() {
    journey(async |stage| {
        let world = World::start().await;
        let bobs = stage.browser().await;
        let callback = bobs.callback_held_back(&world, "bob").await;

        // Through the page, in the thief's browser.
        let thiefs = stage.browser().await;
        thiefs.visit(&callback).await;
        let sentence =
            "This tab did not begin the sign-in that ends here, or has already ended it.";
        thiefs.sees_failure("unknown-callback", sentence, "Try again").await;
        assert_eq!(world.recorder.to("/api/token").len(), 0, "the page does not even ask");

        // By direct requests, from the right origin and with everything that the thief can know.
        let code = parameter(&callback, "code");
        let state = parameter(&callback, "state");
        for (verifier, refusal) in [
            (None, "member-missing"),
            (Some(""), "member-invalid"),
            (Some(state.as_str()), "code-refused"),
            (Some(ANOTHER_VERIFIER), "code-refused"),
        ] {
            let (status, problem) = redeem(&world, &code, verifier).await;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{problem}");
            assert_eq!(problem["code"], refusal, "{problem}");
            assert_eq!(problem["token"], Value::Null);
        }

        // The identity server uses up a code only by redeeming it, so bob is not hindered.
        world.gate.open();
        bobs.sees("Accepted by moehaha until ").await;
        let token = bobs.token().await;
        assert_eq!(world.cockpit_says(&token).await.0, 200);
    });
}

fn parameter(address: &str, name: &str) -> String {
    let (_, query) = address.split_once('?').expect("a callback has a query");
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let found = pairs.into_iter().find(|(given, _)| *given == name);
    found.expect("a callback has a code and a state").1.to_owned()
}

async fn redeem(world: &World, code: &str, verifier: Option<&str>) -> (StatusCode, Value) {
    let mut body = json!({
        "grant": "authorization_code",
        "code": code,
        "redirect_uri": world.page,
        "scope": ["user:memberof:moehaha"],
        "audience": ["moehaha"],
    });
    if let Some(verifier) = verifier {
        body["verifier"] = json!(verifier);
    }
    let request = reqwest::Client::new()
        .post(format!("{}api/token", world.proxy_address))
        .header("Origin", world.page_origin())
        .header(REQUEST_HEADER, REQUEST_HEADER_VALUE)
        .json(&body);
    let answer = request.send().await.expect("the proxy answers");
    (answer.status(), answer.json().await.expect("the answer is JSON"))
}
