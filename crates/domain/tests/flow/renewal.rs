//! A refreshable token is renewed and narrowed, and the way back.

use domain::{
    Edit, Effect, Event, Failure, FieldName, Flow, FocusTarget, Form, HeldToken, Notice,
    OnBehalfOf, Refreshable, RequestFailure, Retry, TokenCall, Validity, Wish,
};
use serde_json::json;

use crate::samples::{
    NOW, PENDING, World, expired, held, holding, narrower, narrower_token, narrowing, problem,
    refreshable, refreshable_token, response, sent, wish,
};

fn call(effects: &[Effect]) -> &TokenCall {
    match effects {
        [Effect::Send(call), Effect::Focus(FocusTarget::Work), Effect::Announce(_)] => call,
        other => panic!("{other:?}"),
    }
}

fn announced(effects: &[Effect]) -> Vec<&str> {
    let said = effects.iter().filter_map(|effect| match effect {
        Effect::Announce(text) => Some(text.as_str()),
        _ => None,
    });
    said.collect()
}

fn shown(flow: &Flow) -> &str {
    flow.held().unwrap().jwt.compact().expose()
}

#[test]
fn a_refreshable_token_is_renewed_with_itself_also_when_it_has_expired() {
    let world = World::default();
    let validity = Validity::from_seconds(900).ok();
    for token in [refreshable(), expired()] {
        let before = token.jwt.compact().expose().to_owned();
        let wish = Wish { validity, ..token.wish.clone() };
        let (renewing, effects) =
            world.step(holding(HeldToken { wish, ..token }), Event::RenewRequested);
        assert_eq!((renewing.name(), shown(&renewing)), ("renewing", before.as_str()));
        let call = call(&effects);
        assert_eq!(announced(&effects), ["Renewing the token."]);
        assert_eq!(call.body.path(), "api/token/refresh");
        assert_eq!(call.bearer.as_ref().unwrap().expose(), before);
        assert_eq!(sent(call), json!({ "validity": 900 }));

        let renewed = refreshable_token(NOW.seconds() + 7200);
        let (flow, effects) = world.step(renewing, Event::TokenArrived(response(renewed.clone())));
        let Flow::Holding { token, notice: Some(Notice::Renewed) } = &flow else {
            panic!("{flow:?}")
        };
        assert_eq!(token.jwt.compact().expose(), renewed.expose());
        assert_eq!((token.wish.validity, token.wish.refreshable), (validity, Refreshable::Yes));
        assert_eq!(announced(&effects), ["The token was renewed."]);
    }
}

#[test]
fn what_cannot_be_renewed_or_narrowed_is_left_alone() {
    let world = World::default();
    let organizations = {
        let token = crate::samples::token(&json!({
            "globalid": "moehaha", "refresh_token": "x", "exp": NOW.seconds() + 3600,
        }));
        HeldToken::read(response(token), wish(OnBehalfOf::Organization), NOW).unwrap()
    };
    let endless = {
        let token = crate::samples::token(&json!({ "username": "bob", "refresh_token": "x" }));
        HeldToken::read(response(token), wish(OnBehalfOf::Myself), NOW).unwrap()
    };
    for (token, renewable, derivable) in [
        (refreshable(), true, true),
        (expired(), true, false),
        (endless, true, false),
        (held(), false, false),
        (narrower(), false, false),
        (organizations, false, false),
    ] {
        assert_eq!((token.is_renewable(), token.is_derivable(NOW)), (renewable, derivable));
        let state = |event| world.step(holding(token.clone()), event).0.name();
        assert_eq!(state(Event::RenewRequested) == "renewing", renewable);
        assert_eq!(state(Event::NarrowRequested) == "narrowing", derivable);
    }
    let last_second = refreshable_token(NOW.seconds() + 1);
    let token = HeldToken::read(response(last_second), wish(OnBehalfOf::Myself), NOW).unwrap();
    assert!(token.is_derivable(NOW));
    assert!(!token.is_derivable(NOW.plus(1)));
}

#[test]
fn a_narrower_copy_is_asked_for_with_what_the_token_grants() {
    let world = World::default();
    let (narrowing, effects) = world.step(holding(refreshable()), Event::NarrowRequested);
    assert!(matches!(effects.as_slice(), [Effect::Focus(FocusTarget::Field(FieldName::Scope))]));
    let Flow::Narrowing { form, errors, .. } = &narrowing else { panic!("{narrowing:?}") };
    assert_eq!(
        (form.scope.as_str(), form.audience.as_str(), form.validity.as_str(), errors.len()),
        ("user:memberof:moehaha,user:name", "moehaha", "", 0)
    );
    let (narrowing, _) =
        world.step(narrowing, Event::Edited(Edit::Scope("user:memberof:moehaha".into())));
    let (narrowing, _) = world.step(narrowing, Event::Edited(Edit::Audience("api.example".into())));
    let (narrowing, _) = world.step(narrowing, Event::Edited(Edit::Validity("10m".into())));
    let (deriving, effects) = world.step(narrowing, Event::Confirmed);
    assert_eq!(deriving.name(), "deriving");
    let call = call(&effects);
    assert_eq!(announced(&effects), ["Getting a narrower copy of the token."]);
    assert_eq!(call.body.path(), "api/token/derive");
    assert_eq!(call.bearer.as_ref().unwrap().expose(), shown(&holding(refreshable())));
    assert_eq!(
        sent(call),
        json!({ "scope": ["user:memberof:moehaha"], "audience": ["api.example"], "validity": 600 })
    );
}

#[test]
fn the_refreshable_token_stays_behind_its_copy() {
    let world = World::default();
    let origin = HeldToken { signature: PENDING, ..refreshable() };
    let deriving = Flow::Deriving { wish: wish(OnBehalfOf::Myself), token: origin };
    let (copy, effects) = world.step(deriving, Event::TokenArrived(response(narrower_token())));
    assert!(matches!(copy, Flow::Holding { notice: Some(Notice::Narrowed), .. }));
    assert_eq!(shown(&copy), narrower_token().expose());
    assert_eq!(
        announced(&effects),
        ["This is the narrower copy, without the refresh token. The refreshable token is still \
          here: \u{201c}Back to the refreshable token\u{201d}."]
    );
    // Its signature was not looked at before the copy came: that is made up for.
    let (back, effects) = world.step(copy.clone(), Event::OriginRequested);
    assert_eq!(shown(&back), shown(&holding(refreshable())));
    assert!(back.held().unwrap().origin.is_none());
    assert!(matches!(
        effects.as_slice(),
        [Effect::WakeAt(_), Effect::Focus(FocusTarget::Verdict), Effect::CheckSignature(_)]
    ));
    let (forgotten, _) = world.step(copy, Event::StartOverRequested);
    assert!(forgotten.held().is_none());
}

#[test]
fn a_copy_cannot_have_more_than_its_token() {
    let world = World::default();
    for (scope, mistake) in [
        ("user:name", None),
        ("user:memberof:moehaha", None),
        ("user:memberof:moehaha.team", None),
        ("user:name, user:memberof:moehaha.team.ops", None),
        ("", Some("name at least one scope")),
        ("offline_access", Some("name at least one scope")),
        (
            "user:name,user:email",
            Some("the token does not have the scope `user:email`; a copy cannot have more"),
        ),
        (
            "user:memberof:moehaha2",
            Some(
                "the token does not have the scope `user:memberof:moehaha2`; a copy cannot have more",
            ),
        ),
        (
            "user:memberof:moe",
            Some("the token does not have the scope `user:memberof:moe`; a copy cannot have more"),
        ),
    ] {
        let (flow, effects) = world.step(narrowing(scope), Event::Confirmed);
        let said = match &flow {
            Flow::Narrowing { errors, .. } => {
                assert!(matches!(effects.as_slice(), [Effect::Focus(_)]), "{effects:?}");
                errors.of(FieldName::Scope).map(ToString::to_string)
            }
            Flow::Deriving { .. } => None,
            other => panic!("{other:?}"),
        };
        assert_eq!(said.as_deref(), mistake, "{scope}");
    }
}

#[test]
fn a_copy_is_never_refreshable() {
    let world = World::default();
    let narrowing = narrowing("user:name,offline_access");
    // `offline_access` is no scope of the token, whatever else it can do.
    let (refused, _) = world.step(narrowing.clone(), Event::Confirmed);
    assert_eq!(refused.name(), "narrowing");
    let (narrowing, _) = world.step(narrowing, Event::Edited(Edit::Scope("user:name".into())));
    let (narrowing, _) = world.step(narrowing, Event::Edited(Edit::Refreshable(Refreshable::Yes)));
    let (deriving, _) = world.step(narrowing, Event::Confirmed);
    let Flow::Deriving { wish, .. } = deriving else { panic!("{deriving:?}") };
    assert_eq!((wish.refreshable, wish.on_behalf_of), (Refreshable::No, OnBehalfOf::Myself));
}

#[test]
fn whoever_closes_the_dialog_has_the_token_back() {
    let (flow, effects) = World::default().step(narrowing("user:name"), Event::Cancelled);
    assert_eq!((flow.name(), shown(&flow)), ("holding", shown(&holding(refreshable()))));
    assert!(matches!(effects.as_slice(), [Effect::WakeAt(_), Effect::Focus(FocusTarget::Narrow)]));
}

fn failed(flow: &Flow) -> (&Failure, Retry) {
    match flow {
        Flow::Failed { failure, retry, behind: Some(_), .. } => (failure, *retry),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_failed_is_tried_again() {
    let world = World::default();
    let timed_out = || Event::RequestFailed(RequestFailure::TimedOut);
    let (renewing, _) = world.step(Flow::Renewing { token: refreshable() }, timed_out());
    assert_eq!(failed(&renewing), (&Failure::ProxyTimedOut, Retry::Renew));
    let (again, effects) = world.step(renewing, Event::RetryRequested);
    assert_eq!((again.name(), call(&effects).body.path()), ("renewing", "api/token/refresh"));

    let (narrowing, _) = world.step(narrowing("user:name"), Event::Confirmed);
    let (deriving, _) = world.step(narrowing, timed_out());
    assert_eq!(failed(&deriving), (&Failure::ProxyTimedOut, Retry::Narrow));
    let (again, effects) = world.step(deriving.clone(), Event::RetryRequested);
    assert!(matches!(&again, Flow::Narrowing { form, .. } if form.scope == "user:name"));
    assert!(matches!(effects.as_slice(), [Effect::Focus(FocusTarget::Field(FieldName::Scope))]));
    // What has expired meanwhile cannot be narrowed: the dialog for a new one opens.
    let later = World { now: NOW.plus(3600), ..World::default() };
    assert_eq!(later.step(deriving, Event::RetryRequested).0.name(), "asking");
}

#[test]
fn where_only_a_new_sign_in_helps_its_dialog_opens() {
    let world = World::default();
    let refused = |code| Event::RequestFailed(RequestFailure::Problem(problem(code).into()));
    let deriving = || Flow::Deriving { wish: wish(OnBehalfOf::Myself), token: refreshable() };
    let renewing = || Flow::Renewing { token: refreshable() };
    for (flow, code, retry) in [
        (deriving(), "not-derivable", Retry::Ask),
        (deriving(), "derivation-refused", Retry::Narrow),
        (renewing(), "not-refreshable", Retry::Ask),
        (renewing(), "too-many-renewals", Retry::Renew),
    ] {
        let (flow, _) = world.step(flow, refused(code));
        assert_eq!(failed(&flow), (&Failure::Refused(problem(code).into()), retry));
        let again = world.step(flow, Event::RetryRequested).0;
        assert_eq!(again.name() == "asking", retry == Retry::Ask, "{code}");
        assert!(again.held().is_some());
    }
}

#[test]
fn an_answer_that_cannot_be_read_leaves_the_token() {
    let nothing = domain::jwt::CompactJwt::parse("aGVhZGVy.cGF5bG9hZA.c2ln").unwrap();
    for (flow, retry) in [
        (Flow::Renewing { token: refreshable() }, Retry::Renew),
        (Flow::Deriving { wish: wish(OnBehalfOf::Myself), token: refreshable() }, Retry::Narrow),
    ] {
        let event = Event::TokenArrived(response(nothing.clone()));
        let (flow, _) = World::default().step(flow, event);
        let (failure, found) = failed(&flow);
        assert_eq!((failure.code(), found), ("token-unreadable", retry));
        let (flow, _) = World::default().step(flow, Event::StartOverRequested);
        assert_eq!(shown(&flow), shown(&holding(refreshable())));
    }
}

#[test]
fn the_form_holds_only_what_can_be_asked_for_again() {
    let granted = domain::api::Grant {
        scope: vec![
            "user:name".into(),
            "[user:name]:Bob Builder".into(),
            "user:memberof:moehaha".into(),
        ],
        audience: vec!["moehaha".into(), "ext1".into()],
    };
    assert_eq!(
        Form::of_granted(&granted),
        Form {
            scope: "user:name,user:memberof:moehaha".into(),
            audience: "moehaha,ext1".into(),
            ..Form::default()
        }
    );
}
