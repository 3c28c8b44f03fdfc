//! What the person does to an inspection, and what comes of it.

use domain::{
    TimeLeft,
    inspect::{
        FileFault, InspectEffect, InspectEvent, InspectFocus, InspectNotice, Inspection, KeySource,
        PasteError,
    },
    judge::{SignatureState, Unchecked},
    jwt::{CompactJwt, SignatureError},
    key::KeysError,
};

use crate::samples::{
    ED25519, NOW, P384, World, announced, api_key, config, given, keys, member, other, pasted, text,
};

const PENDING: SignatureState = SignatureState::NotChecked(Unchecked::Pending);
const NO_KEYS: SignatureState = SignatureState::NotChecked(Unchecked::NoKeys);

fn start(events: impl IntoIterator<Item = InspectEvent>) -> Inspection {
    let world = World::default();
    events.into_iter().fold(Inspection::new(), |inspection, event| world.step(inspection, event).0)
}

fn checked(of: &str, by: KeySource, state: SignatureState) -> InspectEvent {
    InspectEvent::SignatureChecked { of: CompactJwt::parse(of).unwrap(), by, state }
}

/// The checks that are asked for: by whose keys, and with how many.
fn checks(effects: &[InspectEffect]) -> Vec<(KeySource, usize)> {
    let checks = effects.iter().filter_map(|effect| match effect {
        InspectEffect::CheckSignature(check, by) => Some((*by, check.keys.len())),
        _ => None,
    });
    checks.collect()
}

#[test]
fn a_pasted_token_is_read_and_its_signature_looked_at() {
    let world = World::default();
    let (inspection, effects) =
        world.step(Inspection::new(), pasted(&format!("Bearer {}", member())));
    assert_eq!(inspection.jwt().unwrap().compact().expose(), member());
    assert_eq!(inspection.text.expose(), format!("Bearer {}", member()));
    assert_eq!(inspection.signatures.by_api, PENDING);
    assert_eq!(inspection.signatures.by_given, None);
    assert_eq!(checks(&effects), [(KeySource::Api, 1)]);
    assert_eq!(announced(&effects), ["The token was read."]);
    assert!(
        effects.iter().any(|it| matches!(it, InspectEffect::WakeAt(at) if *at == NOW.plus(30)))
    );
}

#[test]
fn without_settings_the_check_waits_for_them() {
    let away = World { config: None, ..World::default() };
    let (inspection, effects) = away.step(Inspection::new(), pasted(&member()));
    assert_eq!((checks(&effects), &inspection.signatures.by_api), (vec![], &PENDING));
    let (inspection, effects) = World::default().step(inspection, InspectEvent::SettingsArrived);
    assert_eq!(
        (checks(&effects), &inspection.signatures.by_api),
        (vec![(KeySource::Api, 1)], &PENDING)
    );
    let (_, effects) = World::default().step(Inspection::new(), InspectEvent::SettingsArrived);
    assert!(effects.is_empty());
}

#[test]
fn without_any_key_that_is_said() {
    let mut without_keys = config();
    without_keys.keys.clear();
    let world = World { config: Some(without_keys), ..World::default() };
    let (inspection, effects) = world.step(Inspection::new(), pasted(&member()));
    assert_eq!(inspection.signatures.by_api, NO_KEYS);
    assert_eq!(
        announced(&effects),
        ["The token was read.", "No key is known here to check the signature with."]
    );
}

#[test]
fn an_answer_is_told_when_it_turns() {
    let world = World::default();
    for (state, says) in [
        (SignatureState::Valid, "The signature is that of the API's key."),
        (SignatureState::Invalid(SignatureError::Mismatch), "The signature does not match."),
        (
            SignatureState::NotChecked(Unchecked::NoCryptography),
            "The signature cannot be checked here: browsers verify only on pages loaded over https.",
        ),
    ] {
        let event = || checked(&member(), KeySource::Api, state.clone());
        let (inspection, effects) = world.step(start([pasted(&member())]), event());
        assert_eq!(inspection.signatures.by_api, state);
        assert_eq!(announced(&effects), [says]);
        let (_, effects) = world.step(inspection, event());
        assert!(effects.is_empty());
    }
}

#[test]
fn given_keys_are_asked_besides_the_apis() {
    let world = World::default();
    let read =
        start([pasted(&member()), checked(&member(), KeySource::Api, SignatureState::Valid)]);
    let (inspection, effects) = world.step(read, keys(P384));
    assert_eq!(checks(&effects), [(given(1), 1)]);
    assert_eq!(inspection.signatures.by_api, SignatureState::Valid);
    assert_eq!(inspection.signatures.by_given, Some(PENDING));
    let mismatch = SignatureState::Invalid(SignatureError::Mismatch);
    let (inspection, effects) =
        world.step(inspection, checked(&member(), given(1), mismatch.clone()));
    assert_eq!(inspection.signatures.by_api, SignatureState::Valid);
    assert_eq!(inspection.signatures.shown(), &mismatch);
    assert_eq!(announced(&effects), ["The signature does not match."]);
    let (inspection, _) = world.step(inspection, keys(&format!("{P384}\n")));
    let (inspection, effects) =
        world.step(inspection, checked(&member(), given(2), SignatureState::Valid));
    assert_eq!(announced(&effects), ["The signature is that of the given key."]);
    // Without them the API's answer counts again.
    let (inspection, effects) = world.step(inspection, keys(" "));
    assert_eq!((inspection.signatures.by_given, checks(&effects)), (None, vec![]));
    assert_eq!(announced(&effects), ["The signature is that of the API's key."]);
}

#[test]
fn keys_may_come_before_the_token() {
    let world = World::default();
    let (inspection, effects) = world.step(Inspection::new(), keys(P384));
    assert!(effects.is_empty());
    assert_eq!(inspection.signatures.by_given, None);
    let (inspection, effects) = world.step(inspection, pasted(&member()));
    assert_eq!(checks(&effects), [(KeySource::Api, 1), (given(1), 1)]);
    assert_eq!(inspection.signatures.by_given, Some(PENDING));
}

#[test]
fn keys_for_another_algorithm_need_no_cryptography() {
    let (inspection, effects) = World::default().step(start([pasted(&member())]), keys(ED25519));
    assert_eq!(checks(&effects), []);
    let Some(SignatureState::Invalid(error)) = inspection.signatures.by_given else {
        panic!("{inspection:?}")
    };
    assert_eq!(error.code(), "signature-algorithm-mismatch");
    assert_eq!(
        announced(&effects),
        ["The token names the algorithm `ES384`, but the key is for EdDSA."]
    );
}

#[test]
fn a_mistake_in_the_keys_is_told_once_and_checks_nothing() {
    let world = World::default();
    let (inspection, effects) = world.step(start([pasted(&member())]), keys("no key"));
    assert!(matches!(inspection.keys, Some(Err(KeysError::UnknownForm))));
    assert_eq!(inspection.signatures.by_given, Some(NO_KEYS));
    assert_eq!(announced(&effects).len(), 1);
    let (_, effects) = world.step(inspection, keys("no key either"));
    assert!(effects.is_empty(), "{effects:?}");
}

#[test]
fn a_late_answer_about_keys_that_were_replaced_means_nothing() {
    let world = World::default();
    let first = start([pasted(&member()), keys(P384)]);
    let late = || checked(&member(), given(first.edition), SignatureState::Valid);
    let jwk = api_key().to_string();
    for (name, meanwhile) in [
        ("other keys", vec![keys(&jwk)]),
        ("keys of another kind", vec![keys(ED25519)]),
        ("the same again", vec![keys(""), keys(P384)]),
        ("no keys", vec![keys("")]),
        ("a mistake", vec![keys("no key")]),
        ("a file with keys", vec![InspectEvent::FileRead(Ok(text(&jwk)))]),
        ("cleared", vec![InspectEvent::ClearRequested, pasted(&member()), keys(&jwk)]),
        ("cleared, without keys", vec![InspectEvent::ClearRequested, pasted(&member())]),
    ] {
        let before = meanwhile.into_iter().fold(first.clone(), |it, event| world.step(it, event).0);
        let known = before.signatures.clone();
        let (after, effects) = world.step(before, late());
        assert_eq!(after.signatures, known, "{name}");
        assert!(effects.is_empty(), "{name}");
    }
    // Nothing else happened: it counts.
    assert_eq!(
        world.step(first.clone(), late()).0.signatures.by_given,
        Some(SignatureState::Valid)
    );
}

#[test]
fn an_answer_about_another_token_means_nothing() {
    let world = World::default();
    for by in [KeySource::Api, given(1)] {
        let inspection = start([keys(P384), pasted(&member()), pasted(&other())]);
        let known = inspection.signatures.clone();
        let (inspection, effects) =
            world.step(inspection, checked(&member(), by, SignatureState::Valid));
        assert_eq!((inspection.signatures, effects.len()), (known, 0));
        let (nothing, effects) =
            world.step(start([pasted("")]), checked(&member(), by, SignatureState::Valid));
        assert_eq!((nothing.signatures.shown(), effects.len()), (&PENDING, 0));
    }
}

#[test]
fn the_same_token_with_other_text_around_it_stays_checked() {
    let world = World::default();
    let read =
        start([pasted(&member()), checked(&member(), KeySource::Api, SignatureState::Valid)]);
    let (inspection, effects) = world.step(read, pasted(&format!("Bearer {}\n", member())));
    assert_eq!(inspection.signatures.by_api, SignatureState::Valid);
    assert!(inspection.text.expose().starts_with("Bearer "));
    assert!(effects.is_empty(), "{effects:?}");
    let (inspection, effects) = world.step(inspection, pasted(&other()));
    assert_eq!(inspection.signatures.by_api, PENDING);
    assert_eq!(
        announced(&effects),
        ["The token was read.", "The token expires in less than five minutes."]
    );
}

#[test]
fn what_is_wrong_with_the_text_is_told_once() {
    let world = World::default();
    let (inspection, effects) = world.step(start([pasted(&member())]), pasted("hello"));
    assert!(matches!(inspection.token, Some(Err(PasteError::NoToken))));
    assert_eq!(inspection.signatures.by_api, PENDING);
    assert_eq!(announced(&effects), ["There is no token in this text."]);
    let (inspection, effects) = world.step(inspection, pasted("hello "));
    assert!(effects.is_empty());
    let (inspection, effects) = world.step(inspection, pasted("  "));
    assert!(inspection.token.is_none());
    assert!(effects.is_empty());
}

#[test]
fn a_file_goes_where_it_belongs() {
    let world = World::default();
    let file = |content: &str| InspectEvent::FileRead(Ok(text(content)));
    let (inspection, effects) = world.step(Inspection::new(), file(&format!("{}\n", member())));
    assert_eq!(inspection.jwt().unwrap().compact().expose(), member());
    assert_eq!(announced(&effects), ["The token was read."]);
    for content in [P384.to_owned(), api_key().to_string(), format!("\u{feff}\n [{}]", api_key())] {
        let (inspection, effects) = world.step(inspection.clone(), file(&content));
        assert_eq!(inspection.jwt().unwrap().compact().expose(), member());
        assert_eq!(inspection.keys_text.expose(), content);
        assert_eq!(inspection.notice, Some(InspectNotice::KeysRead));
        assert_eq!(checks(&effects), [(given(1), 1)]);
        assert_eq!(
            announced(&effects),
            ["The file holds keys. They are used to check the signature."]
        );
    }
}

#[test]
fn a_file_with_broken_keys_says_what_is_broken() {
    let file = InspectEvent::FileRead(Ok(text("-----BEGIN PUBLIC KEY-----\nMHYw")));
    let (inspection, effects) = World::default().step(start([pasted(&member())]), file);
    let Some(Err(error)) = &inspection.keys else { panic!("{inspection:?}") };
    assert_eq!(announced(&effects), [domain::sentence(&error.to_string())]);
    assert_eq!((inspection.notice, checks(&effects)), (None, vec![]));
}

#[test]
fn what_is_wrong_with_a_file_goes_with_the_next_text() {
    let world = World::default();
    for fault in
        [FileFault::TooLarge, FileFault::NotText, FileFault::Unreadable, FileFault::Several]
    {
        let (inspection, effects) =
            world.step(start([pasted(&member())]), InspectEvent::FileRead(Err(fault)));
        assert_eq!(inspection.file_fault, Some(fault));
        assert!(inspection.jwt().is_some());
        let [said] = announced(&effects).try_into().unwrap();
        assert!(said.ends_with(fault.hint()), "{said}");
        for next in [pasted(&other()), pasted(&member()), keys(P384)] {
            assert_eq!(world.step(inspection.clone(), next).0.file_fault, None);
        }
    }
    let (_, effects) =
        world.step(Inspection::new(), InspectEvent::FileRead(Err(FileFault::Several)));
    assert_eq!(announced(&effects), ["There is more than one file. Choose one file."]);
}

#[test]
fn claims_are_copied_as_json_or_selected() {
    let world = World::default();
    let (inspection, effects) = world.step(start([pasted(&member())]), InspectEvent::CopyRequested);
    let [InspectEffect::Copy(copied)] = effects.as_slice() else { panic!("{effects:?}") };
    assert!(copied.expose().starts_with("{\n  \"aud\": [\n    \"moehaha\"\n  ],"));
    let (inspection, effects) = world.step(inspection, InspectEvent::Copied);
    assert_eq!(inspection.notice, Some(InspectNotice::Copied));
    assert_eq!(announced(&effects), ["Claims copied as JSON."]);
    let (inspection, effects) = world.step(inspection, InspectEvent::CopyRefused);
    assert_eq!(inspection.notice, Some(InspectNotice::CopyRefused));
    assert!(matches!(
        effects.as_slice(),
        [InspectEffect::Announce(_), InspectEffect::SelectClaims]
    ));
    assert_eq!(
        announced(&effects),
        [
            "The browser refused the clipboard. The claims are selected: copy them with Ctrl+C, ⌘C or a \
          long press."
        ]
    );
    // What was said goes with the next text.
    assert_eq!(world.step(inspection, pasted(&other())).0.notice, None);
    let (_, effects) = world.step(start([pasted("hello")]), InspectEvent::CopyRequested);
    assert!(effects.is_empty());
}

#[test]
fn clearing_forgets_everything() {
    let full = start([
        pasted(&member()),
        keys(P384),
        checked(&member(), given(1), SignatureState::Valid),
        InspectEvent::Copied,
        InspectEvent::FileRead(Err(FileFault::Several)),
    ]);
    let (cleared, effects) = World::default().step(full, InspectEvent::ClearRequested);
    let nothing = Inspection { edition: cleared.edition, ..Inspection::new() };
    assert_eq!(format!("{cleared:?}"), format!("{nothing:?}"));
    assert!(cleared.text.expose().is_empty() && cleared.keys_text.expose().is_empty());
    assert!(matches!(
        effects.as_slice(),
        [InspectEffect::Announce(_), InspectEffect::Focus(InspectFocus::Text)]
    ));
    assert_eq!(announced(&effects), ["Everything here is forgotten."]);
}

#[test]
fn each_turn_in_the_tokens_time_is_told_once() {
    let mut inspection = start([pasted(&member())]);
    for (elapsed, next_in, told, says) in [
        (0, Some(30), TimeLeft::Ample, &[][..]),
        (3280, Some(20), TimeLeft::Ample, &[]),
        (3299, Some(1), TimeLeft::Ample, &[]),
        (3300, Some(1), TimeLeft::Short, &["The token expires in less than five minutes."]),
        (3599, Some(1), TimeLeft::Short, &[]),
        (3600, Some(1), TimeLeft::Over, &["The token has expired."]),
        (3899, Some(1), TimeLeft::Over, &[]),
        (3900, Some(30), TimeLeft::Over, &[]),
    ] {
        let world = World { now: NOW.plus(elapsed), ..World::default() };
        let (next, effects) = world.step(inspection, InspectEvent::Woken);
        let wake = effects.iter().find_map(|effect| match effect {
            InspectEffect::WakeAt(at) => Some(at.seconds_since(world.now)),
            _ => None,
        });
        assert_eq!((wake, next.told), (next_in, told), "after {elapsed} seconds");
        assert_eq!(announced(&effects), says, "after {elapsed} seconds");
        inspection = next;
    }
    let (_, effects) = World::default().step(Inspection::new(), InspectEvent::Woken);
    assert!(effects.is_empty());
}
