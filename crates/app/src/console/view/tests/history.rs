//! What was sent, and what can be done with it.

use domain::{
    console::{CallFailure, ConsoleEvent},
    snippet::Language,
};

use super::scene::{Scene, answer};

#[test]
fn each_request_can_be_shown_sent_again_filled_in_again_and_copied() {
    let mut scene = Scene::ready();
    scene.sent("listRepositories", answer(200, "application/json", b"[]"));
    scene.failed("deleteRepository", CallFailure::Stopped);
    scene.send("listRepositories");
    scene.on(ConsoleEvent::CancelRequested);
    insta::assert_snapshot!("history", scene.inside("aria-labelledby=\"console-history\""));
}

#[test]
fn nothing_sent_is_said() {
    let mut scene = Scene::ready();
    let empty = "Nothing has been sent in this sitting.";
    assert!(scene.drawn().contains(empty));
    scene.sent("listRepositories", answer(200, "application/json", b"[]"));
    assert!(!scene.drawn().contains(empty));
    scene.on(ConsoleEvent::HistoryCleared);
    assert!(scene.drawn().contains(empty) && !scene.drawn().contains("200 OK"));
}

#[test]
fn what_was_copied_is_said() {
    let mut scene = Scene::ready();
    let first = scene.sent("listRepositories", answer(200, "application/json", b"[]"));
    scene.sent("listRepositories", answer(404, "application/json", b"[]"));
    scene.on(ConsoleEvent::Copied(first, Language::HttPie));
    let told = scene.drawn();
    let (newer, older) = told.split_once("200 OK").unwrap();
    assert!(older.contains("Copied as HTTPie.") && !newer.contains("Copied as HTTPie."));
}

#[test]
fn what_the_clipboard_refused_can_be_copied_by_hand() {
    let mut scene = Scene::ready();
    scene.sent("listRepositories", answer(200, "application/json", b"[]"));
    scene.copy_refused();
    let text = scene.inside("id=\"console-copy-text\"");
    assert!(text.contains("curl") && text.contains(super::scene::TOKEN), "{text}");
    assert!(scene.drawn().contains("press Ctrl+C"));
}
