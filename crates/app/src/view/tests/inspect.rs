//! Any token, taken apart, as HTML.

use domain::{
    Env, Flow, RedirectUri, UnixTime,
    inspect::{FileFault, InspectEvent, Inspection, PastedText, step},
};
use serde_json::json;

use super::{inside, missing};
use crate::view::{
    Place, Waiting, id,
    sample::{NOW, Scene, claims, compact, config, token},
};

fn after(events: impl IntoIterator<Item = InspectEvent>) -> Inspection {
    let config = config();
    let address = RedirectUri::parse("https://jwt.example/");
    let now = UnixTime::from_seconds(NOW);
    let env = Env {
        now,
        random: None,
        config: Some(&config),
        address: &address,
        rest: "",
        embedding: None,
    };
    events.into_iter().fold(Inspection::new(), |before, event| step(before, event, &env).0)
}

fn pasted(text: &str) -> InspectEvent {
    InspectEvent::TextChanged(PastedText::from(text.to_owned()))
}

fn keys(text: &str) -> InspectEvent {
    InspectEvent::KeysChanged(PastedText::from(text.to_owned()))
}

fn scene(inspection: Inspection) -> Scene {
    Scene { place: Place::Inspect, inspection, ..Scene::new() }
}

fn drawn(events: impl IntoIterator<Item = InspectEvent>) -> String {
    scene(after(events)).drawn()
}

/// The opening tag of the element with this id.
fn tag<'a>(html: &'a str, id: &str) -> &'a str {
    let find = |line: &&str| line.contains(&format!(r#" id="{id}""#));
    html.lines().map(str::trim).find(find).unwrap_or_else(|| panic!("{id} is not in {html}"))
}

#[test]
fn at_the_beginning_it_says_what_one_can_do() {
    insta::assert_snapshot!("inspect_empty", drawn([]));
}

#[test]
fn a_token_is_taken_apart() {
    let line = format!("curl -H 'Authorization: bearer {}' https://a", compact(&claims()));
    let html = drawn([pasted(&line)]);
    insta::assert_snapshot!("inspect_panel", inside(&html, r#"class="card panel""#));
    insta::assert_snapshot!("inspect_token", inside(&html, r#"aria-labelledby="token-title""#));
    let parts = html
        .split("<section")
        .skip(1)
        .filter_map(|part| part.split('"').find(|it| it.ends_with("-title") || *it == "verdict"));
    let parts: Vec<_> = parts.collect();
    assert_eq!(parts[..4], ["inspect-title", "verdict", "token-title", "checks-title"]);
}

#[test]
fn no_service_of_the_browser_sees_what_is_written_in_the_fields() {
    let html = drawn([]);
    for id in ["inspect-text", "inspect-keys"] {
        let tag = tag(&html, id);
        for off in [r#"autocomplete="off""#, r#"autocapitalize="none""#, r#"spellcheck="false""#] {
            assert!(tag.starts_with("<textarea") && tag.contains(off), "{tag}");
        }
    }
}

#[test]
fn what_is_no_token_is_said_at_its_field() {
    for (text, words) in [
        ("not a token", "There is no token in this text."),
        ("-----BEGIN PUBLIC KEY-----", "This is a key, not a token. Paste keys into the field"),
        ("eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.AA.AA.AA.AA", "encrypted"),
    ] {
        let html = drawn([pasted(text)]);
        assert!(inside(&html, r#"id="inspect-text-error""#).contains(words), "{html}");
        let field = tag(&html, "inspect-text");
        assert!(field.contains(r#"aria-invalid="true""#), "{field}");
        let described = r#"aria-describedby="inspect-text-error inspect-text-help""#;
        assert!(field.contains(described), "{field}");
        assert!(!html.contains("What you get to know") && !html.contains("Print"), "{html}");
    }
}

#[test]
fn the_name_of_the_folded_field_says_what_came_of_the_keys() {
    let jwk = r#"{"kty":"OKP","crv":"Ed25519","kid":"a","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
    let other = r#"{"kty":"OKP","crv":"X25519","kid":"b","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
    for (text, name) in [
        (String::new(), "the API's"),
        ("no key".to_owned(), "there is a mistake"),
        (jwk.to_owned(), "1 of yours"),
        (format!(r#"{{"keys":[{jwk},{}]}}"#, jwk.replace(r#""a""#, r#""c""#)), "2 of yours"),
    ] {
        let html = drawn([keys(&text)]);
        let summary = inside(&html, "<summary");
        assert!(summary.trim_end().ends_with(&format!("signature with: {name}")), "{html}");
        let wrong = tag(&html, "inspect-keys").contains(r#"aria-invalid="true""#);
        assert_eq!(wrong, text == "no key", "{html}");
        assert_eq!(html.contains(r#"data-state="matters""#), !text.is_empty());
    }
    let html = drawn([keys(&format!(r#"{{"keys":[{jwk},{other}]}}"#))]);
    insta::assert_snapshot!("inspect_passed_over", inside(&html, "<details"));
}

#[test]
fn a_file_says_what_came_of_it() {
    let html = drawn([InspectEvent::FileRead(Err(FileFault::NotText))]);
    let file = tag(&html, "file");
    assert!(file.contains(r#"type="file""#), "{file}");
    assert!(file.contains(r#"aria-describedby="file-error file-help""#), "{file}");
    let words = "The file is not a text. Choose a file that holds a token or public keys.";
    assert!(inside(&html, r#"id="file-error""#).contains(words), "{html}");

    let pem = include_str!("../../../../domain/tests/fixtures/keys/p384.pem");
    let html = drawn([InspectEvent::FileRead(Ok(PastedText::from(pem.to_owned())))]);
    assert!(html.contains("The file holds keys. They are used to check the signature."), "{html}");
    assert!(html.contains("1 of yours"));
}

#[test]
fn what_is_there_can_be_forgotten() {
    let cleared = drawn([pasted("a"), InspectEvent::ClearRequested]);
    assert!(!drawn([]).contains("Clear") && !cleared.contains("Clear"));
    for event in [pasted("a"), keys("a"), InspectEvent::FileRead(Err(FileFault::Several))] {
        assert!(drawn([event]).contains("Clear"));
    }
}

#[test]
fn without_settings_it_says_what_is_missing_and_how_to_get_it() {
    let without = |inspection, waiting| {
        let settings = missing();
        Scene { settings, waiting, ..scene(inspection) }.drawn()
    };
    let empty = without(Inspection::new(), Waiting::Nothing);
    let token = without(after([pasted(&compact(&claims()))]), Waiting::Settings);
    for (html, button) in [(&empty, "Load the settings again"), (&token, "Loading…")] {
        let said = html.matches("The settings could not be loaded.").count();
        assert_eq!((said, html.matches(button).count()), (1, 1), "{html}");
    }
    assert!(token.contains("This is a token."));
}

#[test]
fn the_sign_in_goes_on_behind_and_its_dialog_does_not_cover_what_is_inspected() {
    let form = domain::Form::prefilled(&config());
    let flow = super::asking(form);
    let html = Scene { flow, ..scene(Inspection::new()) }.drawn();
    assert!(!html.contains("<dialog") && html.contains(r#"data-state="inspecting""#));
}

#[test]
fn the_way_back_says_that_a_token_is_held() {
    let held = Flow::Holding { token: token(&claims()), notice: None };
    let html = Scene { flow: held, ..scene(Inspection::new()) }.drawn();
    assert!(html.contains("Back to your token"), "{html}");
    assert!(!drawn([]).contains("Back to your token"));
}

#[test]
fn what_the_focus_is_sent_to_is_there() {
    let empty = drawn([]);
    let target = id::of_inspect(domain::inspect::InspectFocus::Text);
    assert!(tag(&empty, target).starts_with("<textarea"));
    assert!(tag(&drawn([pasted(&compact(&claims()))]), id::VERDICT).starts_with("<h2"));
}

#[test]
fn an_inspected_token_of_anybody_is_foreign_text() {
    let hostile = json!({ "username": "bob\u{202e}<img src=x>", "exp": NOW + 60 });
    let html = drawn([pasted(&compact(&hostile))]);
    assert!(!html.contains("<img") && !html.contains('\u{202e}'));
}
