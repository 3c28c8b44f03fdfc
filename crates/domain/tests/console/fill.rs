//! Finding an operation and filling it in.

use domain::console::{ConsoleEvent, Mistake, Place};

use crate::bench::Bench;

const FIRST: Place = Place::Parameter(0);

#[test]
fn every_word_of_a_search_has_to_occur() {
    let mut bench = Bench::ready();
    for (search, expected) in [
        ("", 3),
        ("REPO", 3),
        ("post", 1),
        ("delete name", 1),
        ("  /repository   get ", 1),
        ("get delete", 0),
    ] {
        bench.on(ConsoleEvent::Searched(search.into()));
        assert_eq!(bench.console.found().len(), expected, "{search}");
    }
    assert_eq!(bench.on(ConsoleEvent::FirstPicked), ["say: No operation fits the search."]);
}

#[test]
fn an_operation_comes_with_its_examples_ready_to_be_sent() {
    let mut bench = Bench::ready();
    assert_eq!(bench.pick("createNew"), ["focus: Send"]);
    assert_eq!(bench.console.search, "", "the next search begins anew");
    let draft = bench.console.draft.as_ref().unwrap();
    assert_eq!(draft.body, "{\"name\": \"example\"}");
    bench.type_into(Place::Body, "{}");
    assert_eq!(bench.on(ConsoleEvent::ExampleWanted), ["focus: Body"]);
    assert_eq!(bench.console.draft.as_ref().unwrap().body, "{\"name\": \"example\"}");
}

#[test]
fn what_is_optional_is_left_empty_and_the_tokens_header_is_no_field() {
    let mut bench = Bench::ready();
    bench.pick("list");
    let draft = bench.console.draft.as_ref().unwrap();
    assert_eq!(draft.values, ["", ""]);
    assert_eq!(bench.on(ConsoleEvent::SendRequested)[1], "send 1 GET /repository directly");
}

#[test]
fn what_is_filled_in_is_sent() {
    let mut bench = Bench::ready();
    bench.pick("list");
    bench.type_into(FIRST, "a b&c");
    bench.type_into(Place::Parameter(1), "on");
    let request = bench.console.draft.as_ref().unwrap().request().unwrap();
    assert_eq!(request.query, [("limit".to_owned(), "a b&c".to_owned())]);
    assert_eq!(request.headers, [("trace".to_owned(), "on".to_owned())]);
    assert_eq!((request.media_type, request.body), (None, None));
    bench.pick("delete");
    bench.type_into(FIRST, "ä 1%");
    let request = bench.console.draft.as_ref().unwrap().request().unwrap();
    assert_eq!(request.path.as_str(), "/repository/%C3%A4%201%25");
}

#[test]
fn mistakes_stand_at_their_fields_and_go_when_they_are_mended() {
    let mut bench = Bench::ready();
    bench.pick("delete");
    for (value, expected) in [
        ("", "Fill this in: there is no request without it"),
        ("a/b", "A value in the path cannot have a slash, a backslash or a control character"),
        ("..", "A value in the path cannot be one or two dots"),
    ] {
        bench.type_into(FIRST, value);
        let effects = bench.on(ConsoleEvent::SendRequested);
        let told = "say: Not sent. Something has to be mended first.";
        assert_eq!(effects, [told, "focus: Parameter(0)"]);
        let draft = bench.console.draft.as_ref().unwrap();
        assert_eq!(draft.mistake(FIRST).unwrap().to_string(), expected);
    }
    bench.type_into(FIRST, "a");
    assert_eq!(bench.console.draft.as_ref().unwrap().mistake(FIRST), None);

    bench.pick("list");
    bench.type_into(Place::Parameter(1), "a\nb");
    assert_eq!(bench.on(ConsoleEvent::SendRequested)[1], "focus: Parameter(1)");
    let draft = bench.console.draft.as_ref().unwrap();
    assert_eq!(draft.mistake(Place::Parameter(1)), Some(Mistake::Header));
}

#[test]
fn a_body_that_is_no_json_is_told_with_its_place() {
    let mut bench = Bench::ready();
    bench.pick("createNew");
    bench.type_into(Place::Body, "{\n  \"name\": }\n");
    assert_eq!(bench.on(ConsoleEvent::SendRequested)[1], "focus: Body");
    let mistake = bench.console.draft.as_ref().unwrap().mistake(Place::Body).unwrap();
    assert_eq!(mistake.to_string(), "This is no JSON: look at line 2, column 11");
    bench.type_into(Place::Body, " \n");
    bench.on(ConsoleEvent::SendRequested);
    let mistake = bench.console.draft.as_ref().unwrap().mistake(Place::Body).unwrap();
    assert_eq!(mistake, Mistake::Missing);
}
