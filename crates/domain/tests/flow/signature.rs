//! The page looks at the signature of the token it shows, as soon as it has keys.

use domain::{
    Effect, Event, Flow, HeldToken, OnBehalfOf,
    judge::{SignatureState, Unchecked},
    jwt::{Algorithm, CompactJwt, SignatureError},
};

use crate::samples::{
    PENDING, World, checked, config, held, holding, member_token, organization_token, response,
    transaction, wish,
};

fn checks(effects: &[Effect]) -> usize {
    effects.iter().filter(|effect| matches!(effect, Effect::CheckSignature(_))).count()
}

fn state(flow: &Flow) -> &SignatureState {
    &flow.held().unwrap().signature
}

fn arrived(world: &World, token: CompactJwt) -> (Flow, Vec<Effect>) {
    let exchanging = Flow::Exchanging {
        transaction: transaction(OnBehalfOf::Myself),
        arrived_at: world.now,
        sent_at: world.now,
        behind: None,
    };
    world.step(exchanging, Event::TokenArrived(response(token)))
}

#[test]
fn the_check_is_asked_for_when_the_token_comes() {
    let (flow, effects) = arrived(&World::default(), member_token());
    assert_eq!(state(&flow), &PENDING);
    let Some(Effect::CheckSignature(check)) = effects.last() else { panic!("{effects:?}") };
    assert_eq!(check.jwt.compact().expose(), member_token().expose());
    assert_eq!(check.keys.len(), 1);
}

#[test]
fn without_settings_it_waits_for_them() {
    let away = World { config: None, ..World::default() };
    let (flow, effects) = arrived(&away, member_token());
    assert_eq!((state(&flow), checks(&effects)), (&PENDING, 0));
    let (flow, effects) = away.step(flow, Event::SettingsArrived);
    assert_eq!((state(&flow), checks(&effects)), (&PENDING, 0));
    let (flow, effects) = World::default().step(flow, Event::SettingsArrived);
    assert_eq!((state(&flow), checks(&effects)), (&PENDING, 1));
}

#[test]
fn what_is_known_is_not_asked_again() {
    let (flow, effects) = World::default().step(holding(held()), Event::SettingsArrived);
    assert_eq!((state(&flow), checks(&effects)), (&SignatureState::Valid, 0));
}

#[test]
fn without_keys_nobody_is_asked() {
    let mut without_keys = config();
    without_keys.keys.clear();
    let world = World { config: Some(without_keys), ..World::default() };
    let (flow, effects) = arrived(&world, member_token());
    let no_keys = SignatureState::NotChecked(Unchecked::NoKeys);
    assert_eq!((state(&flow), checks(&effects)), (&no_keys, 0));
}

#[test]
fn another_algorithm_is_refused_without_asking() {
    let token = member_token().expose().replace("eyJhbGciOiJFUzM4NCIs", "eyJhbGciOiJIUzM4NCIs");
    let (flow, effects) = arrived(&World::default(), CompactJwt::parse(&token).unwrap());
    let mismatch = SignatureError::AlgorithmMismatch {
        expected: vec![Algorithm::Es384],
        actual: "HS384".to_owned(),
    };
    assert_eq!((state(&flow), checks(&effects)), (&SignatureState::Invalid(mismatch), 0));
}

#[test]
fn an_answer_counts_for_its_own_token_whatever_is_going_on() {
    let world = World::default();
    let token = || HeldToken { signature: PENDING, ..held() };
    let wrong = SignatureState::Invalid(SignatureError::Mismatch);
    for flow in [
        holding(token()),
        Flow::Minting { wish: wish(OnBehalfOf::Organization), behind: Some(token()) },
        Flow::Renewing { token: token() },
        Flow::Deriving { wish: wish(OnBehalfOf::Myself), token: token() },
    ] {
        let (other, effects) = world.step(flow.clone(), checked(organization_token()));
        assert_eq!((state(&other), effects.len()), (&PENDING, 0));
        let (own, effects) = world.step(flow, checked(member_token()));
        assert_eq!((state(&own), effects.len()), (&wrong, 0));
        assert_eq!(own.held().unwrap().signatures().by_api, wrong);
        assert_eq!(own.held().unwrap().signatures().by_given, None);
    }
}
