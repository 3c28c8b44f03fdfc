//! Asking, waiting, and what comes of it.

use domain::{
    RequestFailure,
    catalogue::Catalogue,
    console::{CallFailure, ConsoleEvent, Reach},
};

use super::scene::{Scene, answer, catalogue};

/// The tag of the button that sends.
fn button(scene: &Scene) -> String {
    let html = scene.drawn();
    let lines = html.lines().skip_while(|line| !line.contains("id=\"console-send\""));
    lines.take(2).map(str::trim).collect::<Vec<_>>().join(" ")
}

#[test]
fn what_is_dangerous_is_asked_before_it_is_sent() {
    let mut scene = Scene::ready();
    scene.pick("deleteRepository");
    scene.on(ConsoleEvent::SendRequested);
    insta::assert_snapshot!("asking", scene.inside("class=\"console-question\""));
    scene.on(ConsoleEvent::Declined);
    assert!(!scene.drawn().contains("console-question"));
}

#[test]
fn the_button_that_sends_is_the_one_that_cancels() {
    let mut scene = Scene::ready();
    scene.pick("listRepositories");
    assert!(button(&scene).ends_with("> Send"), "{}", button(&scene));
    scene.on(ConsoleEvent::SendRequested);
    assert!(button(&scene).ends_with("> Cancel"));
    assert!(scene.drawn().contains("Sending GET /repository, straight to the API…"));
    assert!(scene.drawn().contains("The first request of this sitting is under way."));
    scene.on(ConsoleEvent::CancelRequested);
    assert!(button(&scene).ends_with("> Send") && !scene.drawn().contains("Sending GET"));
    assert!(
        scene
            .inside("aria-labelledby=\"console-answer\"")
            .contains("You did not wait for the answer.")
    );
}

#[test]
fn who_cancels_what_is_dangerous_is_told_to_look_first() {
    let mut scene = Scene::ready();
    scene.send("deleteRepository");
    scene.on(ConsoleEvent::CancelRequested);
    assert!(scene.drawn().contains("The API may have carried it out nevertheless"));
}

#[test]
fn without_a_way_the_button_is_not_to_be_used_and_it_is_said_why() {
    let mut scene = Scene::with(catalogue(), Reach::RefusedByCors);
    scene.pick("listRepositories");
    let tag = button(&scene);
    assert!(
        tag.contains("aria-disabled=\"true\"") && tag.contains("aria-describedby=\"console-way\"")
    );
    assert!(scene.drawn().contains("<p id=\"console-way\""));
}

#[test]
fn an_answer_is_told_in_words_with_all_that_belongs_to_it() {
    let mut scene = Scene::ready();
    let body =
        br#"{"items": [{"name": "web", "size": 12345678901234567890, "on": true}], "next": {}}"#;
    scene.sent("updateRepository", answer(200, "application/json", body));
    insta::assert_snapshot!("answered", scene.inside("aria-labelledby=\"console-answer\""));
}

#[test]
fn a_refused_token_is_explained_by_the_judge() {
    let mut scene = Scene::ready();
    scene.sent("listRepositories", answer(401, "text/plain", b"no"));
    assert!(scene.inside("class=\"console-explanation\"").contains("Asking the judge…"));
    scene.on(ConsoleEvent::Explained(vec![
        "Refused by moehaha: the token has expired.".into(),
        "Generate a new token.".into(),
    ]));
    insta::assert_snapshot!("explained", scene.inside("class=\"console-explanation\""));
    let told = scene.drawn();
    scene.sent("listRepositories", answer(403, "text/plain", b"no"));
    assert!(told.contains("401 Unauthorized") && !scene.drawn().contains("console-explanation"));
}

#[test]
fn a_failure_is_a_sentence_and_what_to_do() {
    let mut scene = Scene::ready();
    scene.failed("listRepositories", CallFailure::Stopped);
    insta::assert_snapshot!("failed", scene.inside("aria-labelledby=\"console-answer\""));
    let mut scene = Scene::with(Catalogue { forwarded: true, ..catalogue() }, Reach::RefusedByCors);
    scene.failed("deleteRepository", CallFailure::of_proxy(RequestFailure::TimedOut));
    assert!(scene.drawn().contains("It is not known whether the API has carried it out"));
}
