//! What holds for every sequence of events.

use std::fmt::Write as _;

use domain::{
    inspect::{InspectEffect, InspectEvent, Inspection, KeySource},
    judge::{Outcome, SignatureState},
};
use proptest::prelude::*;

use crate::{
    samples::{World, given, member, other, pasted},
    table::{events, states},
};

fn sequence() -> impl Strategy<Value = Vec<InspectEvent>> {
    let event = prop::sample::select(events()).prop_map(|(_, event)| event);
    let by = prop_oneof![Just(KeySource::Api), (0..6_u32).prop_map(given)];
    let answer = (any::<bool>(), by).prop_map(|(own, by)| {
        let token = if own { member() } else { other() };
        let of = domain::jwt::CompactJwt::parse(&token).unwrap();
        InspectEvent::SignatureChecked { of, by, state: SignatureState::Valid }
    });
    prop::collection::vec(prop_oneof![3 => event, 1 => answer], 0..40)
}

fn state() -> impl Strategy<Value = Inspection> {
    prop::sample::select(states()).prop_map(|(_, state)| state)
}

proptest! {
    /// No panic; a signature is valid only after an answer to a check that was asked for with the very
    /// keys of now, about the very token of now.
    #[test]
    fn a_signature_is_valid_only_when_it_was_checked(sequence in sequence()) {
        let world = World::default();
        let mut inspection = Inspection::new();
        let mut confirmed: Vec<(String, KeySource)> = Vec::new();
        for event in sequence {
            if let InspectEvent::SignatureChecked { of, by, state: SignatureState::Valid } = &event {
                confirmed.push((of.expose().to_owned(), *by));
            }
            inspection = world.step(inspection, event).0;
            let by = |by| {
                inspection.jwt().is_some_and(|jwt| {
                    confirmed.iter().any(|(of, it)| of == jwt.compact().expose() && *it == by)
                })
            };
            let signatures = &inspection.signatures;
            prop_assert!(signatures.by_api != SignatureState::Valid || by(KeySource::Api));
            let of_now = given(inspection.edition);
            prop_assert!(signatures.by_given != Some(SignatureState::Valid) || by(of_now));
        }
    }

    /// Whatever the person pastes and whatever is said of it, only the API's keys make it accepted.
    #[test]
    fn given_keys_accept_nothing(sequence in sequence()) {
        let world = World::default();
        let profile = domain::judge::Profile::from(world.config.as_ref().unwrap());
        let mut inspection = Inspection::new();
        for event in sequence {
            inspection = world.step(inspection, event).0;
            let Some(jwt) = inspection.jwt() else { continue };
            let report =
                domain::judge::report(jwt, &inspection.signatures, Some(&profile), world.now);
            let by_api = inspection.signatures.by_api == SignatureState::Valid;
            prop_assert!(by_api || report.answers.accepted != Outcome::Pass);
        }
    }

    /// Neither the token nor what stands in the field for keys is ever in a `Debug`.
    #[test]
    fn debug_shows_no_credential(state in state(), sequence in sequence()) {
        let world = World::default();
        let private = "-----BEGIN PRIVATE KEY-----\nMIG2AgEAMBAGByqGSM49";
        let mut inspection = state;
        let private_key = [crate::samples::keys(private), pasted(private), crate::samples::keys(&member())];
        for event in sequence.into_iter().chain(private_key) {
            let mut shown = format!("{event:?}");
            let (next, effects) = world.step(inspection, event);
            write!(shown, "{next:?} {effects:?}").unwrap();
            for token in [member(), other()] {
                for part in token.split('.').skip(1) {
                    prop_assert!(!shown.contains(part), "{shown}");
                }
            }
            prop_assert!(!shown.contains("MIG2"), "{shown}");
            inspection = next;
        }
    }

    /// Whatever is checked is the token of now, with the keys of now.
    #[test]
    fn what_is_checked_is_what_is_there(state in state(), sequence in sequence()) {
        let world = World::default();
        let mut inspection = state;
        for event in sequence {
            let (next, effects) = world.step(inspection, event);
            for effect in &effects {
                let InspectEffect::CheckSignature(check, by) = effect else { continue };
                let jwt = next.jwt().unwrap();
                prop_assert!(check.jwt.compact().is_same_as(jwt.compact()));
                prop_assert!(*by == KeySource::Api || *by == given(next.edition));
                prop_assert!(!check.keys.is_empty());
            }
            inspection = next;
        }
    }
}
