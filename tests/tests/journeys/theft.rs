//! A callback's address, stolen before it is used.

use reqwest::StatusCode;
use serde_json::Value;
use tests::{Time, World, WorldOptions, journey, parameter};

/// A verifier like any other, but not the one.
const ANOTHER_VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

#[test]
fn a_callback_taken_from_one_browser_is_worth_nothing_in_another() {
    journey(async |stage| {
        let time = Time::StandsStill;
        let world = World::start_with(WorldOptions { time, ..WorldOptions::default() }).await;
        let bobs = stage.browser().await;
        let thiefs = stage.browser().await;
        let callback = bobs.callback_held_back(&world, "bob").await;

        // Through the page, in the thief's browser.
        thiefs.visit(&callback).await;
        let sentence = "This sign-in was begun in another tab, or has been used already.";
        thiefs.sees_failure("unknown-callback", sentence, "Try again").await;
        assert_eq!(world.recorder.to("/api/token").len(), 0, "the page does not even ask");

        // By direct requests, from the right origin and with everything that the thief can know.
        let code = parameter(&callback, "code").expect("a callback has a code");
        let state = parameter(&callback, "state").expect("a callback has a state");
        for (verifier, refusal) in [
            (None, "member-missing"),
            (Some(""), "member-invalid"),
            (Some(state), "code-refused"),
            (Some(ANOTHER_VERIFIER), "code-refused"),
        ] {
            let (status, problem) = world.redeem(code, verifier).await;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{problem}");
            assert_eq!(problem["code"], refusal, "{problem}");
            assert_eq!(problem["token"], Value::Null);
        }

        // A refused attempt does not use up a code, so bob is not hindered.
        world.gate.open();
        bobs.sees("Accepted by moehaha until ").await;
        let token = bobs.token().await;
        assert_eq!(world.cockpit_says(&token).await.0, 200);
    });
}
