//! What holds for every sequence of events.

use std::fmt::Write as _;

use domain::{
    CodeVerifier, Effect, Event, Flow, HeldToken, Recalled, TokenCall, TokenCallBody,
    judge::SignatureState, jwt::CompactJwt,
};
use proptest::prelude::*;

use crate::samples::{
    CODE, NOW, RANDOM, REFRESH_TOKEN, VISIT, World, events, member_token, narrower_token,
    organization_token, refreshable_token, response, states, transaction,
};

fn sequence() -> impl Strategy<Value = Vec<(&'static str, Event)>> {
    prop::collection::vec(prop::sample::select(events()), 0..40)
}

fn state() -> impl Strategy<Value = Flow> {
    prop::sample::select(states()).prop_map(|(_, flow)| flow)
}

proptest! {
    /// No panic; nothing is redeemed but the code of a matching transaction that was taken out of
    /// the storage; the browser never leaves before the transaction is remembered.
    #[test]
    fn no_exchange_without_its_transaction(sequence in sequence(), configured: bool) {
        let mut world = World::default();
        if !configured { world.config = None; }
        let mut flow = Flow::new();
        for (name, event) in sequence {
            let was_redirecting = matches!(flow, Flow::Redirecting { .. });
            let genuine = ["opened with a code", "callback received"].contains(&name);
            let (next, effects) = world.step(flow, event);
            for effect in &effects {
                match effect {
                    Effect::Send(call) if call.bearer.is_none() => prop_assert!(genuine, "{name}"),
                    Effect::Redirect(_) => prop_assert!(was_redirecting && name == "remembered"),
                    _ => {}
                }
            }
            flow = next;
        }
    }

    /// Neither the token nor the verifier nor the code is ever in a `Debug` of state or effects.
    #[test]
    fn debug_shows_no_credential(flow in state(), sequence in sequence()) {
        let renewable = refreshable_token(NOW.seconds() + 3600);
        let verifier = CodeVerifier::from_random(RANDOM);
        let tokens = [member_token(), organization_token(), narrower_token(), renewable];
        let secrets: Vec<_> = tokens
            .iter()
            .map(CompactJwt::expose)
            .chain(tokens.iter().flat_map(|token| token.expose().split('.').skip(1)))
            .chain([REFRESH_TOKEN, verifier.expose(), CODE])
            .collect();
        let world = World::default();
        let mut flow = flow;
        for (_, event) in sequence {
            let mut shown = format!("{event:?}");
            let (next, effects) = world.step(flow, event);
            write!(shown, "{next:?} {effects:?}").unwrap();
            for secret in &secrets {
                prop_assert!(!shown.contains(*secret), "{shown}");
            }
            flow = next;
        }
    }

    /// A token on the page goes only when the person says so.
    #[test]
    fn a_held_token_is_not_lost(flow in state(), sequence in sequence()) {
        let world = World::default();
        let mut flow = flow;
        for (name, event) in sequence {
            let had = flow.held().is_some();
            let (next, _) = world.step(flow, event);
            let given_up = ["start over requested", "clear requested"].contains(&name);
            prop_assert!(!had || next.held().is_some() || given_up, "lost by {name}");
            flow = next;
        }
    }

    /// A signature is valid only after somebody said so of this very token.
    #[test]
    fn a_signature_is_valid_only_when_it_was_checked(sequence in sequence(), tries in 0..4_usize) {
        let world = World::default();
        let mut flow = Flow::new();
        let mut confirmed: Vec<CompactJwt> = Vec::new();
        for (_, event) in sequence.into_iter().cycle().take(tries * 40) {
            if let Event::SignatureChecked { of, state: SignatureState::Valid } = &event {
                confirmed.push(of.clone());
            }
            flow = world.step(flow, event).0;
            let valid = flow.held().filter(|held| held.signature == SignatureState::Valid);
            let said = |held: &HeldToken| {
                confirmed.iter().any(|token| token.is_same_as(held.jwt.compact()))
            };
            prop_assert!(valid.is_none_or(said));
        }
    }

    /// A narrower copy is asked for with the token on the page, and for nothing that it lacks.
    #[test]
    fn a_copy_is_only_ever_narrower(flow in state(), sequence in sequence()) {
        let world = World::default();
        let mut flow = flow;
        for (_, event) in sequence {
            let (next, effects) = world.step(flow, event);
            for effect in &effects {
                let Effect::Send(TokenCall { body: TokenCallBody::Derive(body), bearer }) = effect
                else {
                    continue;
                };
                let Flow::Deriving { token, .. } = &next else { panic!("{next:?}") };
                prop_assert!(bearer.as_ref().unwrap().is_same_as(token.jwt.compact()));
                prop_assert!(body.scope.iter().all(|one| token.granted.scope.contains(&one.to_string())));
            }
            flow = next;
        }
    }
}

#[test]
fn a_used_transaction_is_not_there_a_second_time() {
    let world = World::default();
    let pending = transaction(domain::OnBehalfOf::Myself);
    let event = |recalled| Event::Opened {
        callback: Ok(crate::samples::callback(pending.state())),
        recalled,
        navigation: VISIT,
    };
    let (exchanging, _) = world.step(Flow::new(), event(Recalled::Pending(pending.clone())));
    let (holding, _) = world.step(exchanging, Event::TokenArrived(response(member_token())));
    assert_eq!(holding.name(), "holding");
    let (again, effects) = world.step(Flow::new(), event(Recalled::Nothing));
    assert_eq!(again.name(), "failed");
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Send(_))));
}
