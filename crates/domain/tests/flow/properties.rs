//! What holds for every sequence of events.

use std::fmt::Write as _;

use domain::{CodeVerifier, Effect, Event, Flow, Recalled};
use proptest::prelude::*;

use crate::samples::{
    CODE, RANDOM, VISIT, World, events, member_token, organization_token, response, transaction,
};

fn sequence() -> impl Strategy<Value = Vec<(&'static str, Event)>> {
    prop::collection::vec(prop::sample::select(events()), 0..40)
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
            let genuine = name == "opened with a code";
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
    fn debug_shows_no_credential(sequence in sequence()) {
        let verifier = CodeVerifier::from_random(RANDOM);
        let secrets = [
            member_token().expose().to_owned(),
            organization_token().expose().to_owned(),
            member_token().expose().rsplit('.').next().unwrap().to_owned(),
            verifier.expose().to_owned(),
            CODE.to_owned(),
        ];
        let world = World::default();
        let mut flow = Flow::new();
        for (_, event) in sequence {
            let mut shown = format!("{event:?}");
            let (next, effects) = world.step(flow, event);
            write!(shown, "{next:?} {effects:?}").unwrap();
            for secret in &secrets {
                prop_assert!(!shown.contains(secret), "{shown}");
            }
            flow = next;
        }
    }

    /// A token on the page goes only when the person says so.
    #[test]
    fn a_held_token_is_not_lost(sequence in sequence()) {
        let world = World::default();
        let mut flow = Flow::Holding { token: crate::samples::held(), notice: None };
        for (name, event) in sequence {
            let had = flow.held().is_some();
            let (next, _) = world.step(flow, event);
            let given_up = name == "start over requested";
            prop_assert!(!had || next.held().is_some() || given_up, "lost by {name}");
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
