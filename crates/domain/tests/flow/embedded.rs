//! The flow inside somebody else's page.

use domain::{
    CodeVerifier, Effect, Event, Failure, Flow, OnBehalfOf, OrganizationId, Popup, Preset,
    Recalled, RedirectUri, SignInMode, Transaction, api::OrganizationTokens,
    itsyouonline::authorize, judge::ProfileName,
};

use crate::samples::{
    RANDOM, VISIT, World, config, handed_over, held, holding, in_popup, opened, sent, transaction,
};

fn asked(world: &World, flow: Flow) -> (Flow, Vec<Effect>) {
    let (asking, _) = world.step(flow, Event::GenerateRequested);
    world.step(asking, Event::Confirmed)
}

fn transaction_of(flow: &Flow) -> &Transaction {
    match flow {
        Flow::InPopup { transaction, .. } | Flow::Redirecting { transaction, .. } => transaction,
        other => panic!("{other:?}"),
    }
}

fn failure(flow: &Flow) -> &Failure {
    let Flow::Failed { failure, .. } = flow else { panic!("{flow:?}") };
    failure
}

#[test]
fn a_window_comes_back_to_the_callback_page_and_nothing_is_remembered() {
    let world = World::embedded(SignInMode::Popup);
    let (flow, effects) = asked(&world, Flow::new());
    let [Effect::OpenPopup(address), Effect::Focus(_)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert!(address.contains("&redirect_uri=https%3A%2F%2Fjwt.example%2Fcallback.html&"));
    assert!(matches!(flow, Flow::InPopup { popup: Popup::Open, .. }));
    let (_, effects) = world.step(flow, Event::PopupOpened);
    let [Effect::Announce(said)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(said, "Sign in in the window that has opened.");
}

#[test]
fn a_callback_page_of_the_portals_own_is_the_better_one() {
    let mut world = World::embedded(SignInMode::Popup);
    let own = RedirectUri::parse("https://portal.example/callback.html").unwrap();
    world.config.as_mut().unwrap().redirect_uris.push(own.clone());
    let (flow, _) = asked(&world, Flow::new());
    assert_eq!(transaction_of(&flow).redirect_uri, own);
}

#[test]
fn without_a_callback_page_the_person_is_told_who_can_help() {
    let world = World { config: Some(config()), ..World::embedded(SignInMode::Popup) };
    let (flow, _) = asked(&world, Flow::new());
    let failure = failure(&flow);
    assert_eq!(failure.code(), "callback-page-missing");
    assert_eq!(
        failure.to_string(),
        "the proxy knows no page to which a sign-in in a window can come back"
    );
}

#[test]
fn the_portals_page_is_left_and_found_again_as_it_was() {
    let world = World::embedded(SignInMode::Redirect);
    let (flow, effects) = asked(&world, Flow::new());
    let Some(Effect::Remember(remembered)) = effects.first() else { panic!("{effects:?}") };
    assert_eq!(remembered.begun_by, "#1");
    assert_eq!(remembered.rest, "?tab=jwt#top");
    assert_eq!(remembered.redirect_uri.as_str(), "https://portal.example/cockpit/jwt");

    let query = format!("?code=abc&state={}", transaction_of(&flow).state().as_str());
    let back = opened(&query, Recalled::Pending(remembered.clone()));
    let (flow, effects) = world.step(Flow::new(), back);
    assert_eq!(flow.name(), "exchanging");
    let [Effect::RestoreAddress(rest), Effect::Send(_), Effect::Announce(_)] = effects.as_slice()
    else {
        panic!("{effects:?}")
    };
    assert_eq!(rest, "?tab=jwt#top");
}

#[test]
fn what_another_began_is_left_alone() {
    let world = World::embedded(SignInMode::Redirect);
    for query in ["?code=abc&state=foreign", "?error=x&state=foreign", "?code=a&code=b", ""] {
        for recalled in [Recalled::Nothing, Recalled::Unavailable] {
            let (flow, effects) = world.step(Flow::new(), opened(query, recalled));
            assert_eq!((flow.name(), effects.len()), ("idle", 0), "{query}");
            assert!(matches!(flow, Flow::Idle { notice: None, form: None }));
        }
    }
}

#[test]
fn the_answer_to_this_sign_in_is_redeemed_and_the_window_closed() {
    let world = World::embedded(SignInMode::Popup);
    for popup in [Popup::Open, Popup::Blocked, Popup::Gone] {
        let flow = in_popup(popup, Some(held()));
        let answer = handed_over(&transaction_of(&flow).state(), "code");
        let (flow, effects) = world.step(flow, answer);
        let [Effect::ClosePopup, Effect::Send(call), ..] = effects.as_slice() else {
            panic!("{effects:?}")
        };
        assert_eq!(sent(call)["verifier"], CodeVerifier::from_random(RANDOM).expose());
        assert!(flow.held().is_some(), "the token on the page stays until there is another");
    }
}

#[test]
fn any_other_answer_means_nothing() {
    let world = World::embedded(SignInMode::Popup);
    for query in
        ["?code=abc&state=foreign", "?error=x&state=foreign", "?code=a&code=b", "?code=a", ""]
    {
        let received = Event::CallbackReceived(authorize::callback(query));
        let (flow, effects) = world.step(in_popup(Popup::Open, None), received);
        assert_eq!((flow.name(), effects.len()), ("in-popup", 0), "{query}");
    }
}

#[test]
fn a_blocked_window_is_opened_by_a_click_of_its_own() {
    let world = World::embedded(SignInMode::Popup);
    let (flow, _) = asked(&world, Flow::new());
    let state = transaction_of(&flow).state();
    let (blocked, effects) = world.step(flow, Event::PopupBlocked);
    let [Effect::Announce(said), Effect::Focus(_)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!(said, "The browser has not let the window open.");
    let (open, effects) = world.step(blocked, Event::PopupRequested);
    assert!(matches!(effects.first(), Some(Effect::OpenPopup(_))));
    assert_eq!(transaction_of(&open).state(), state, "it is the same sign-in");
}

#[test]
fn instead_of_a_window_the_page_itself_goes() {
    let world = World::embedded(SignInMode::Popup);
    let (flow, effects) =
        world.step(in_popup(Popup::Blocked, Some(held())), Event::RedirectRequested);
    let [Effect::ClosePopup, Effect::Remember(transaction), ..] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!(transaction.redirect_uri.as_str(), "https://portal.example/cockpit/jwt");
    assert_eq!(flow.name(), "redirecting");

    let elsewhere = World {
        address: RedirectUri::parse("https://portal.example/elsewhere"),
        ..World::embedded(SignInMode::Popup)
    };
    let (flow, effects) =
        elsewhere.step(in_popup(Popup::Blocked, Some(held())), Event::RedirectRequested);
    assert!(matches!(effects.first(), Some(Effect::ClosePopup)));
    assert_eq!(failure(&flow).code(), "address-not-allowed");
    assert!(flow.held().is_some());
}

#[test]
fn a_window_that_is_given_up_leaves_what_was_there() {
    let world = World::embedded(SignInMode::Popup);
    let (flow, effects) = world.step(in_popup(Popup::Gone, Some(held())), Event::Cancelled);
    assert_eq!(flow.name(), "holding");
    assert!(matches!(effects.first(), Some(Effect::ClosePopup)));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::WakeAt(_))));
    let (flow, _) = world.step(in_popup(Popup::Open, None), Event::Cancelled);
    assert!(matches!(flow, Flow::Idle { notice: Some(_), form: Some(_) }));
}

#[test]
fn the_portal_can_have_everything_forgotten() {
    let world = World::embedded(SignInMode::Popup);
    let redirecting = Flow::Redirecting {
        transaction: transaction(OnBehalfOf::Myself),
        address: "https://identity.example/".into(),
        behind: Some(held()),
    };
    for flow in [redirecting, in_popup(Popup::Open, Some(held())), holding(held())] {
        let (flow, effects) = world.step(flow, Event::ClearRequested);
        assert!(matches!(flow, Flow::Idle { form: None, .. }));
        assert!(!effects.iter().any(|effect| matches!(effect, Effect::Focus(_))));
    }
}

#[test]
fn the_dialog_opens_as_the_portals_author_wants_it() {
    let mut world = World::embedded(SignInMode::Popup);
    world.embedding.as_mut().unwrap().preset = Preset {
        on_behalf_of: Some(OnBehalfOf::Organization),
        scope: Some("user:name, user:memberof:acme".into()),
        audience: Some("acme".into()),
        validity: Some("15m".into()),
        ..Preset::default()
    };
    let (flow, _) = world.step(Flow::new(), Event::GenerateRequested);
    let Flow::Asking { form, .. } = &flow else { panic!("{flow:?}") };
    assert_eq!(form.scope, "user:name, user:memberof:acme");
    assert_eq!((form.audience.as_str(), form.validity.as_str()), ("acme", "15m"));
    assert_eq!(form.on_behalf_of, OnBehalfOf::Organization);

    // A change counts where nothing is filled in at the moment.
    let (kept, _) = world.step(flow, Event::PresetChanged);
    assert_eq!(kept.name(), "asking");
    let (idle, _) = world.step(kept, Event::Cancelled);
    world.embedding.as_mut().unwrap().preset = Preset::default();
    let (idle, _) = world.step(idle, Event::PresetChanged);
    let (flow, _) = world.step(idle, Event::GenerateRequested);
    let Flow::Asking { form, .. } = flow else { panic!("{flow:?}") };
    assert_eq!(form.scope, "user:memberof:moehaha");
}

#[test]
fn another_organization_is_judged_by_and_its_own_token_is_not_on_offer() {
    let preset = |organization: &str| Preset {
        organization: Some(OrganizationId::parse(organization).unwrap()),
        profile: Some(ProfileName::Strict),
        ..Preset::default()
    };
    let applied = |preset: Preset| {
        let mut config = config();
        preset.apply_to(&mut config);
        config
    };
    let acme = applied(preset("acme"));
    assert_eq!(acme.organization.as_str(), "acme");
    assert_eq!(acme.organization_tokens, OrganizationTokens::Off);
    assert_eq!(acme.profile, ProfileName::Strict);
    let own = applied(preset("moehaha"));
    assert_eq!(own.organization_tokens, OrganizationTokens::Members);
    assert_eq!(applied(Preset::default()), config());

    let mut world = World::embedded(SignInMode::Popup);
    world.config = Some(acme);
    world.embedding.as_mut().unwrap().preset =
        Preset { on_behalf_of: Some(OnBehalfOf::Organization), ..preset("acme") };
    let (flow, _) = world.step(Flow::new(), Event::GenerateRequested);
    let Flow::Asking { form, .. } = flow else { panic!("{flow:?}") };
    assert_eq!(form.on_behalf_of, OnBehalfOf::Myself);
    assert_eq!(form.scope, "user:memberof:acme");
}

#[test]
fn a_page_that_is_loaded_again_in_a_portal_says_nothing_of_it() {
    let world = World::embedded(SignInMode::Popup);
    let reloaded = Event::Opened {
        callback: authorize::callback(""),
        recalled: Recalled::Nothing,
        navigation: domain::Navigation { kind: domain::NavigationKind::Reload, ..VISIT },
    };
    let (flow, effects) = world.step(Flow::new(), reloaded);
    assert!(matches!(flow, Flow::Idle { notice: None, .. }));
    assert_eq!(effects.len(), 0);
}
