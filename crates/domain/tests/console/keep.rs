//! The history: looking, sending again, changing, copying, saving, forgetting.

use domain::{
    console::{Answer, ConsoleEvent, ConsoleNotice, Place},
    snippet::Language,
};

use crate::bench::{Bench, answer};

#[test]
fn an_earlier_request_is_looked_at_and_sent_again_as_it_was() {
    let mut bench = Bench::ready();
    bench.pick("list");
    bench.type_into(Place::Parameter(0), "3");
    bench.on(ConsoleEvent::SendRequested);
    bench.on(ConsoleEvent::Answered(bench.sent[0], answer(200, "[1]")));
    bench.on(ConsoleEvent::WholeBodyRequested);
    bench.listed(answer(200, "[2]"));
    assert!(!bench.console.whole_body, "another body");
    assert_eq!(bench.on(ConsoleEvent::EntryShown(bench.sent[0])), ["focus: Answer"]);
    assert!(bench.console.shown_entry().unwrap().number == bench.sent[0]);
    let sent = bench.on(ConsoleEvent::EntryResent(bench.sent[0]));
    assert_eq!(sent[1], "send 3 GET /repository?limit=3 directly");
}

#[test]
fn an_earlier_request_is_filled_in_again() {
    let mut bench = Bench::ready();
    bench.pick("delete");
    bench.type_into(Place::Parameter(0), "ä b");
    bench.on(ConsoleEvent::SendRequested);
    bench.on(ConsoleEvent::Confirmed);
    bench.on(ConsoleEvent::Answered(bench.sent[0], answer(204, "")));
    bench.pick("createNew");
    bench.type_into(Place::Body, "{\"name\":\"mine\"}");
    bench.on(ConsoleEvent::SendRequested);
    bench.on(ConsoleEvent::Confirmed);
    bench.on(ConsoleEvent::Answered(bench.sent[1], answer(201, "{}")));
    assert_eq!(bench.on(ConsoleEvent::EntryReopened(bench.sent[0])), ["focus: Send"]);
    assert_eq!(bench.console.draft.as_ref().unwrap().values, ["ä b"]);
    bench.on(ConsoleEvent::EntryReopened(bench.sent[1]));
    assert_eq!(bench.console.draft.as_ref().unwrap().body, "{\"name\":\"mine\"}");
}

#[test]
fn a_request_is_copied_in_each_language_with_the_token() {
    let mut bench = Bench::ready();
    bench.listed(answer(200, "[]"));
    for language in Language::ALL {
        let effects = bench.on(ConsoleEvent::CopyRequested(bench.sent[0], language));
        assert_eq!(effects.len(), 1);
        assert!(effects[0].starts_with(&format!("copy {}: ", language.label())), "{effects:?}");
    }
    let told = bench.on(ConsoleEvent::Copied(bench.sent[0], Language::Curl));
    assert_eq!(told, ["say: Copied as curl."]);
    assert!(
        matches!(bench.console.notice, Some(ConsoleNotice::Copied(number, Language::Curl)) if number == bench.sent[0])
    );
}

#[test]
fn a_body_is_saved_under_a_harmless_name() {
    for (content_type, body, expected) in [
        ("application/json", &b"[]"[..], "answer-1.json"),
        ("text/html", b"<p>", "answer-1.html"),
        ("text/plain", b"a", "answer-1.txt"),
        ("image/png", &[0x89, 0xff, 0], "answer-1.png"),
        ("application/x", &[0xff], "answer-1.bin"),
    ] {
        let mut bench = Bench::ready();
        let headers = vec![("content-type".to_owned(), content_type.to_owned())];
        bench.listed(Answer { headers, body: body.into(), ..answer(200, "") });
        let effects = bench.on(ConsoleEvent::DownloadRequested(bench.sent[0]));
        assert_eq!(effects, [format!("download 1 as {expected}")]);
    }
    let mut bench = Bench::ready();
    bench.listed(answer(204, ""));
    assert_eq!(bench.on(ConsoleEvent::DownloadRequested(bench.sent[0])), [""; 0]);
}

#[test]
fn the_history_is_forgotten_on_wish() {
    let mut bench = Bench::ready();
    bench.listed(answer(401, "[]"));
    let effects = bench.on(ConsoleEvent::HistoryCleared);
    assert_eq!(effects, ["say: The history is forgotten.", "focus: Send"]);
    assert!(bench.console.history.is_empty() && bench.console.shown_entry().is_none());
    for event in [
        ConsoleEvent::EntryShown(bench.sent[0]),
        ConsoleEvent::EntryResent(bench.sent[0]),
        ConsoleEvent::EntryReopened(bench.sent[0]),
        ConsoleEvent::CopyRequested(bench.sent[0], Language::Curl),
        ConsoleEvent::DownloadRequested(bench.sent[0]),
    ] {
        assert_eq!(bench.on(event), [""; 0]);
    }
}
