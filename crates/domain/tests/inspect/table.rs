//! Every event in every state: the whole inspection on one page.

use std::fmt::Write as _;

use domain::{
    inspect::{FileFault, InspectEffect, InspectEvent, Inspection, KeySource},
    judge::{SignatureState, Unchecked},
    jwt::{CompactJwt, SignatureError},
};

use crate::samples::{ED25519, P384, World, given, keys, member, other, pasted, text};

/// One of each state that makes a difference.
pub(crate) fn states() -> Vec<(&'static str, Inspection)> {
    let after = |events: &[InspectEvent]| {
        let world = World::default();
        events.iter().cloned().fold(Inspection::new(), |it, event| world.step(it, event).0)
    };
    let by_api = |state| checked(&member(), KeySource::Api, state);
    vec![
        ("empty", after(&[])),
        ("no token", after(&[pasted("hello")])),
        ("token", after(&[pasted(&member())])),
        ("token, checked", after(&[pasted(&member()), by_api(SignatureState::Valid)])),
        ("token with keys", after(&[pasted(&member()), keys(P384)])),
        (
            "token with keys, checked",
            after(&[
                pasted(&member()),
                by_api(SignatureState::Valid),
                keys(P384),
                checked(&member(), given(1), SignatureState::Invalid(SignatureError::Mismatch)),
            ]),
        ),
        ("token with wrong keys", after(&[pasted(&member()), keys("no key")])),
        ("keys only", after(&[keys(P384)])),
    ]
}

/// One of each event that makes a difference.
pub(crate) fn events() -> Vec<(&'static str, InspectEvent)> {
    let not_supported = SignatureState::NotChecked(Unchecked::NoCryptography);
    vec![
        ("nothing pasted", pasted("")),
        ("something pasted", pasted("hello")),
        ("token pasted", pasted(&member())),
        ("other token pasted", pasted(&other())),
        ("no keys", keys("")),
        ("keys", keys(P384)),
        ("other keys", keys(ED25519)),
        ("wrong keys", keys("no key")),
        ("token file", InspectEvent::FileRead(Ok(text(&member())))),
        ("key file", InspectEvent::FileRead(Ok(text(P384)))),
        ("large file", InspectEvent::FileRead(Err(FileFault::TooLarge))),
        ("settings arrived", InspectEvent::SettingsArrived),
        ("confirmed by API", checked(&member(), KeySource::Api, SignatureState::Valid)),
        ("not checked by API", checked(&member(), KeySource::Api, not_supported)),
        ("confirmed by given keys", checked(&member(), given(1), SignatureState::Valid)),
        ("confirmed by earlier keys", checked(&member(), given(0), SignatureState::Valid)),
        ("confirmed of another", checked(&other(), KeySource::Api, SignatureState::Valid)),
        ("clear requested", InspectEvent::ClearRequested),
        ("copy requested", InspectEvent::CopyRequested),
        ("copied", InspectEvent::Copied),
        ("copy refused", InspectEvent::CopyRefused),
        ("woken", InspectEvent::Woken),
    ]
}

fn checked(of: &str, by: KeySource, state: SignatureState) -> InspectEvent {
    InspectEvent::SignatureChecked { of: CompactJwt::parse(of).unwrap(), by, state }
}

#[test]
fn every_event_in_every_state() {
    let mut table = String::new();
    for (name, state) in states() {
        writeln!(table, "{name} ({})", named(&state)).unwrap();
        for (event, happened) in events() {
            let before = format!("{state:?}");
            let (after, effects) = World::default().step(state.clone(), happened);
            if format!("{after:?}") == before && effects.is_empty() {
                continue;
            }
            let effects: Vec<_> = effects.iter().map(brief).collect();
            writeln!(table, "    {event} -> {}: {}", named(&after), effects.join(", ")).unwrap();
        }
    }
    insta::assert_snapshot!(table);
}

fn named(inspection: &Inspection) -> String {
    let token = match &inspection.token {
        None => "empty".to_owned(),
        Some(Ok(jwt)) => jwt.peek_claims().username.clone().unwrap_or_default(),
        Some(Err(error)) => error.code().to_owned(),
    };
    let by_api = brief_state(&inspection.signatures.by_api);
    let by_given = inspection.signatures.by_given.as_ref().map_or("-", brief_state);
    let notice = inspection.notice.map(|notice| format!("; {notice:?}")).unwrap_or_default();
    format!("{token}; {by_api}, {by_given}{notice}")
}

const fn brief_state(state: &SignatureState) -> &'static str {
    match state {
        SignatureState::NotChecked(Unchecked::Pending) => "pending",
        SignatureState::NotChecked(_) => "not checked",
        SignatureState::Valid => "valid",
        SignatureState::Invalid(_) => "invalid",
    }
}

fn brief(effect: &InspectEffect) -> String {
    match effect {
        InspectEffect::CheckSignature(_, by) => format!("check by {by:?}"),
        InspectEffect::Copy(_) => "copy".into(),
        InspectEffect::SelectClaims => "select claims".into(),
        InspectEffect::WakeAt(_) => "wake".into(),
        InspectEffect::Announce(sentence) => format!("\u{201c}{sentence}\u{201d}"),
        InspectEffect::Focus(target) => format!("focus {target:?}"),
    }
}
