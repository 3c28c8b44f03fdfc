//! Sending, asking, waiting, and what comes back.

use domain::{
    catalogue::Catalogue,
    console::{CallFailure, ConsoleEvent, Exchange, Outcome, Place, Reach},
};

use crate::bench::{Bench, answer, catalogue};

fn is_asking(bench: &Bench) -> bool {
    matches!(bench.console.exchange, Exchange::Asking(_))
}

#[test]
fn what_changes_nothing_is_sent_at_once() {
    let mut bench = Bench::ready();
    bench.pick("list");
    assert_eq!(
        bench.on(ConsoleEvent::SendRequested),
        ["say: Sending.", "send 1 GET /repository directly", "focus: Send"]
    );
    assert_eq!(bench.on(ConsoleEvent::SendRequested), [""; 0], "one at a time");
    assert_eq!(
        bench.on(ConsoleEvent::Answered(bench.sent[0], answer(200, "[]"))),
        ["say: Answered: 200 OK after 12 ms.", "focus: Answer"]
    );
    let entry = bench.console.shown_entry().unwrap();
    assert_eq!(entry.answer().unwrap().status, 200);
    assert_eq!(entry.bearer, "eyJhbGci…0.AA");
}

#[test]
fn what_changes_something_is_asked_once_for_each_path() {
    let mut bench = Bench::ready();
    bench.pick("delete");
    assert_eq!(bench.on(ConsoleEvent::SendRequested), ["focus: Question"]);
    assert_eq!(bench.on(ConsoleEvent::Declined), ["say: Not sent.", "focus: Send"]);
    bench.on(ConsoleEvent::SendRequested);
    let sent = bench.on(ConsoleEvent::Confirmed);
    assert_eq!(sent[1], "send 1 DELETE /repository/example directly");
    bench.on(ConsoleEvent::Answered(bench.sent[0], answer(204, "")));
    assert_eq!(
        bench.on(ConsoleEvent::SendRequested)[1],
        "send 2 DELETE /repository/example directly"
    );
    bench.on(ConsoleEvent::Answered(bench.sent[1], answer(404, "")));
    bench.type_into(Place::Parameter(0), "other");
    assert_eq!(bench.on(ConsoleEvent::SendRequested), ["focus: Question"]);
}

#[test]
fn whoever_changes_what_the_question_was_about_is_asked_anew() {
    let mut bench = Bench::ready();
    bench.pick("createNew");
    bench.on(ConsoleEvent::SendRequested);
    assert!(is_asking(&bench));
    bench.type_into(Place::Body, "{}");
    assert!(!is_asking(&bench));
    assert_eq!(bench.on(ConsoleEvent::Confirmed), [""; 0]);
    bench.on(ConsoleEvent::SendRequested);
    bench.pick("list");
    assert!(!is_asking(&bench));
    assert_eq!(bench.on(ConsoleEvent::Declined), [""; 0]);
}

#[test]
fn an_api_that_is_not_in_production_is_not_asked_about() {
    let catalogue = Catalogue { production: false, ..catalogue() };
    let mut bench = Bench::with(catalogue, Reach::SameOrigin);
    bench.pick("delete");
    let sent = bench.on(ConsoleEvent::SendRequested);
    assert_eq!(sent[1], "send 1 DELETE /repository/example directly");
}

#[test]
fn whoever_does_not_wait_is_told_what_may_have_happened_and_a_late_answer_is_nothing() {
    let mut bench = Bench::ready();
    bench.pick("list");
    bench.on(ConsoleEvent::SendRequested);
    let effects = bench.on(ConsoleEvent::CancelRequested);
    assert_eq!(effects, ["abort", "say: Cancelled.", "focus: Send"]);
    assert!(bench.console.shown_entry().unwrap().outcome == Outcome::Cancelled);
    assert_eq!(bench.on(ConsoleEvent::Answered(bench.sent[0], answer(200, "[]"))), [""; 0]);
    assert!(bench.console.shown_entry().unwrap().outcome == Outcome::Cancelled);
    assert_eq!(bench.on(ConsoleEvent::CancelRequested), [""; 0]);

    bench.pick("createNew");
    bench.on(ConsoleEvent::SendRequested);
    bench.on(ConsoleEvent::Confirmed);
    let told = bench.on(ConsoleEvent::CancelRequested);
    assert_eq!(told[1], "say: Cancelled. The API may have carried it out nevertheless.");
}

#[test]
fn a_failure_is_kept_and_told() {
    let mut bench = Bench::ready();
    bench.pick("list");
    bench.on(ConsoleEvent::SendRequested);
    let effects = bench.on(ConsoleEvent::Failed(bench.sent[0], CallFailure::Stopped));
    let told = "say: No answer. The browser got no answer that it may show.";
    assert_eq!(effects, [told, "focus: Answer"]);
    assert_eq!(bench.console.history.entries().len(), 1);
    assert!(bench.on(ConsoleEvent::SendRequested).len() > 1, "the next one can be sent");
}

#[test]
fn a_401_is_explained_by_the_judge_beside_its_request_only() {
    let mut bench = Bench::ready();
    let effects = bench.listed(answer(401, "{}"));
    assert_eq!(effects.last().unwrap(), "ask the judge");
    let lines = vec!["Refused by moehaha: it has expired.".to_owned(), "Sign in again.".to_owned()];
    let told = bench.on(ConsoleEvent::Explained(lines.clone()));
    assert_eq!(told, ["say: Refused by moehaha: it has expired."]);
    assert_eq!(bench.console.shown_explanation().unwrap().lines, lines);
    // Nobody has asked this time.
    assert_eq!(bench.on(ConsoleEvent::Explained(vec!["x".into()])), [""; 0]);
    bench.listed(answer(200, "[]"));
    assert!(bench.console.shown_explanation().is_none());
    bench.on(ConsoleEvent::EntryShown(bench.sent[0]));
    assert_eq!(bench.console.shown_explanation().unwrap().lines, lines);
}

#[test]
fn other_refusals_are_the_apis_own_affair() {
    for status in [200, 400, 403, 404, 500] {
        let effects = Bench::ready().listed(answer(status, "{}"));
        assert_eq!(effects.len(), 2, "{status}");
    }
}
