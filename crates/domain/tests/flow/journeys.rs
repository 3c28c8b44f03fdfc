//! Whole stories: from the button to the token, and the ways it goes wrong.

use domain::{
    CopyFormat, Effect, Event, Failure, Flow, FocusTarget, Form, Notice, OnBehalfOf, Recalled,
    RedirectUri, RequestFailure, TokenCallBody, Transaction, WayOn,
    api::{Problem, TokenRequest},
};

use crate::samples::{
    CODE, NOW, VISIT, World, callback, held, member_token, opened, organization_token, problem,
    response, sent, transaction,
};

/// The person confirms the prefilled dialog; the transaction that is then remembered.
fn set_out(world: &World) -> (Flow, Transaction) {
    let (asking, _) = world.step(Flow::new(), Event::GenerateRequested);
    let (redirecting, effects) = world.step(asking, Event::Confirmed);
    match effects.into_iter().next() {
        Some(Effect::Remember(transaction)) => (redirecting, transaction),
        other => panic!("{other:?}"),
    }
}

fn failure(flow: &Flow) -> &Failure {
    match flow {
        Flow::Failed { failure, .. } => failure,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_browser_leaves_only_after_the_transaction_is_remembered() {
    let world = World::default();
    let (redirecting, transaction) = set_out(&world);
    let (_, effects) = world.step(redirecting, Event::Remembered);
    let [Effect::Redirect(address)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(
        address,
        &format!(
            "https://identity.example/v1/oauth/authorize?response_type=code&client_id=moehaha\
             &redirect_uri=https%3A%2F%2Fjwt.example%2F&scope=user%3Amemberof%3Amoehaha&state={}",
            transaction.state().as_str()
        )
    );
    assert!(!address.contains(transaction.verifier.expose()));
}

#[test]
fn the_exchange_sends_code_and_verifier_and_what_was_asked() {
    let world = World { config: None, ..World::default() };
    let pending = transaction(OnBehalfOf::Myself);
    let event = Event::Opened {
        callback: Ok(callback(pending.state())),
        recalled: Recalled::Pending(pending.clone()),
        navigation: VISIT,
    };
    let (flow, effects) = world.step(Flow::new(), event);
    assert_eq!(flow.name(), "exchanging");
    let [Effect::RestoreAddress(_), Effect::Send(call), Effect::Announce(_)] = effects.as_slice()
    else {
        panic!("{effects:?}")
    };
    assert!(call.bearer.is_none());
    assert_eq!(
        sent(call),
        serde_json::json!({
            "grant": "authorization_code",
            "code": CODE,
            "verifier": pending.verifier.expose(),
            "redirect_uri": "https://jwt.example/",
            "scope": ["user:memberof:moehaha"],
            "audience": ["moehaha"],
            "refreshable": false,
        })
    );
}

#[test]
fn the_organizations_token_takes_a_short_proof_of_membership_first() {
    let world = World::default();
    let pending = transaction(OnBehalfOf::Organization);
    let event = Event::Opened {
        callback: Ok(callback(pending.state())),
        recalled: Recalled::Pending(pending),
        navigation: VISIT,
    };
    let (exchanging, effects) = world.step(Flow::new(), event);
    let [_, Effect::Send(call), _] = effects.as_slice() else { panic!("{effects:?}") };
    let TokenCallBody::Token(TokenRequest::AuthorizationCode { audience, validity, .. }) =
        &call.body
    else {
        panic!("{call:?}")
    };
    assert_eq!((audience.to_string().as_str(), validity.unwrap().seconds()), ("moehaha", 300));

    let (minting, effects) = world.step(exchanging, Event::TokenArrived(response(member_token())));
    let [Effect::Send(call), Effect::Focus(FocusTarget::Work), Effect::Announce(_)] =
        effects.as_slice()
    else {
        panic!("{effects:?}")
    };
    assert_eq!(call.bearer.as_ref().unwrap().expose(), member_token().expose());
    assert_eq!(sent(call), serde_json::json!({ "grant": "organization", "audience": ["moehaha"] }));

    let (holding, _) = world.step(minting, Event::TokenArrived(response(organization_token())));
    let claims = holding.held().unwrap().jwt.peek_claims();
    assert_eq!(claims.globalid.as_deref(), Some("moehaha"));
}

#[test]
fn a_member_whose_token_is_on_the_page_needs_no_second_sign_in() {
    let world = World::default();
    let asking = Flow::Asking {
        form: Form {
            on_behalf_of: OnBehalfOf::Organization,
            ..Form::prefilled(world.config.as_ref().unwrap())
        },
        errors: domain::FormErrors::default(),
        behind: Some(held()),
    };
    let (minting, _) = world.step(asking.clone(), Event::Confirmed);
    assert_eq!(minting.name(), "minting");
    // A failure then loses nothing.
    let (failed, _) = world.step(
        minting,
        Event::RequestFailed(RequestFailure::Problem(problem("rate-limited").into())),
    );
    let (holding, _) = world.step(failed, Event::StartOverRequested);
    assert_eq!(holding.held().unwrap().jwt.compact().expose(), member_token().expose());
    // When it is about to end, it proves nothing any more.
    let later = World { now: NOW.plus(3590), ..World::default() };
    assert_eq!(later.step(asking, Event::Confirmed).0.name(), "redirecting");
}

#[test]
fn a_code_from_another_browser_is_not_sent_anywhere() {
    let world = World::default();
    for recalled in [Recalled::Nothing, Recalled::Pending(transaction(OnBehalfOf::Myself))] {
        let (flow, effects) =
            world.step(Flow::new(), opened("?code=stolen&state=of-another-browser", recalled));
        assert_eq!(failure(&flow).code(), "unknown-callback");
        assert_eq!(failure(&flow).way_on(), WayOn::TryAgain);
        assert!(!effects.iter().any(|effect| matches!(effect, Effect::Send(_))), "{effects:?}");
        assert!(matches!(effects.first(), Some(Effect::CleanAddressBar)), "{effects:?}");
    }
}

#[test]
fn nobody_came_back() {
    let world = World::default();
    let (redirecting, transaction) = set_out(&world);
    let again = opened("", Recalled::Pending(transaction));
    for (flow, event) in [
        (Flow::new(), again),
        (redirecting.clone(), Event::Restored),
        (redirecting, Event::Cancelled),
    ] {
        let (idle, effects) = world.step(flow, event);
        let Flow::Idle { notice: Some(Notice::NobodyCameBack), form: Some(form) } = idle else {
            panic!("{idle:?}")
        };
        assert_eq!(form.scope, "user:memberof:moehaha");
        assert!(effects.iter().any(|effect| matches!(effect, Effect::Forget(_))), "{effects:?}");
    }
}

#[test]
fn what_keeps_the_browser_from_leaving_is_said_and_the_form_kept() {
    let asked = |world: &World| {
        let (asking, _) = World::default().step(Flow::new(), Event::GenerateRequested);
        world.step(asking, Event::Confirmed).0
    };
    let sentence = |flow: &Flow| {
        let Flow::Failed { failure, form, .. } = flow else { panic!("{flow:?}") };
        assert!(form.is_some(), "the form is lost");
        failure.to_string()
    };
    let no_crypto = World { random: None, ..World::default() };
    assert_eq!(sentence(&asked(&no_crypto)), "the browser offers no secure random numbers");
    let elsewhere =
        World { address: RedirectUri::parse("https://elsewhere.example/"), ..World::default() };
    assert_eq!(
        sentence(&asked(&elsewhere)),
        "the proxy does not accept sign-ins that come back to `https://elsewhere.example/`"
    );
    let file = World { address: RedirectUri::parse("file:///index.html"), ..World::default() };
    assert_eq!(
        sentence(&asked(&file)),
        "no sign-in can come back to this page: the redirect URI `file:///index.html` does not \
         begin with https:// (or http:// on the own machine)"
    );
    let (redirecting, _) = set_out(&World::default());
    let (no_storage, _) = World::default().step(redirecting, Event::RememberRefused);
    assert_eq!(sentence(&no_storage), "the browser does not let this page remember the sign-in");
}

#[test]
fn a_refused_code_that_came_late_is_called_too_old() {
    let world = World::default();
    let exchanging = |seconds| Flow::Exchanging {
        transaction: transaction(OnBehalfOf::Myself),
        arrived_at: NOW,
        sent_at: NOW.plus(seconds),
        behind: None,
    };
    let refused = || Event::RequestFailed(RequestFailure::Problem(problem("code-refused").into()));
    let (late, _) = world.step(exchanging(12), refused());
    assert_eq!(
        failure(&late).to_string(),
        "coming back took up to 12 seconds, and a code lives 10"
    );
    let (early, _) = world.step(exchanging(3), refused());
    assert_eq!(failure(&early).to_string(), "the identity server refused the code");
}

#[test]
fn trying_again_opens_the_dialog_as_it_was() {
    let world = World::default();
    let exchanging = Flow::Exchanging {
        transaction: transaction(OnBehalfOf::Myself),
        arrived_at: NOW,
        sent_at: NOW,
        behind: None,
    };
    let (failed, _) = world.step(exchanging, Event::RequestFailed(RequestFailure::TimedOut));
    let (asking, _) = world.step(failed, Event::RetryRequested);
    let Flow::Asking { form, .. } = asking else { panic!("{asking:?}") };
    assert_eq!(form.scope, "user:memberof:moehaha");
}

#[test]
fn a_refused_clipboard_selects_the_token_instead() {
    let world = World::default();
    let holding = Flow::Holding { token: held(), notice: None };
    let (holding, effects) = world.step(holding, Event::CopyRequested(CopyFormat::Header));
    let [Effect::Copy(CopyFormat::Header, text)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert!(text.expose().starts_with("Authorization: bearer ey"));
    let (holding, effects) = world.step(holding, Event::CopyRefused(CopyFormat::Header));
    assert!(matches!(effects.as_slice(), [Effect::SelectToken, Effect::Announce(_)]));
    assert!(matches!(
        holding,
        Flow::Holding { notice: Some(Notice::CopyRefused(CopyFormat::Header)), .. }
    ));
}

#[test]
fn each_turn_in_the_tokens_time_is_told_once() {
    let told = |effects: &[Effect]| effects.iter().any(|it| matches!(it, Effect::Announce(_)));
    let mut holding = Flow::Holding { token: held(), notice: None };
    for (elapsed, next_in, notice, says) in [
        (0, Some(30), None, false),
        (3280, Some(20), None, false),
        (3299, Some(1), None, false),
        (3300, Some(1), Some(Notice::ExpiresSoon), true),
        (3301, Some(1), Some(Notice::ExpiresSoon), false),
        (3599, Some(1), Some(Notice::ExpiresSoon), false),
        (3600, Some(1), Some(Notice::Expired), true),
        (3899, Some(1), Some(Notice::Expired), false),
        (3900, Some(30), Some(Notice::Expired), false),
    ] {
        let world = World { now: NOW.plus(elapsed), ..World::default() };
        let (next, effects) = world.step(holding, Event::Woken);
        let wake = effects.iter().find_map(|effect| match effect {
            Effect::WakeAt(at) => Some(at.seconds_since(world.now)),
            _ => None,
        });
        assert_eq!((wake, told(&effects)), (next_in, says), "after {elapsed} seconds");
        assert!(
            matches!(&next, Flow::Holding { notice: said, .. } if *said == notice),
            "after {elapsed} seconds: {next:?}"
        );
        holding = next;
    }
}

#[test]
fn a_failure_is_announced_with_what_to_do_since_the_focus_says_what_happened() {
    let minting =
        Flow::Minting { wish: crate::samples::wish(OnBehalfOf::Organization), behind: None };
    let told =
        Problem { detail: "The identity server is down.".into(), ..problem("provider-failed") };
    let failure = RequestFailure::Problem(told.into());
    let (_, effects) = World::default().step(minting, Event::RequestFailed(failure));
    let [Effect::Announce(sentence), _] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(sentence, "No token. Ask again.");
}

#[test]
fn what_was_filled_in_survives_missing_settings() {
    let away = World { config: None, ..World::default() };
    let form = Form { scope: "user:name".into(), ..Form::default() };
    let idle = Flow::Idle { notice: None, form: Some(form.clone()) };
    let (failed, _) = away.step(idle, Event::GenerateRequested);
    assert_eq!(failure(&failed).code(), "settings-missing");
    let (asking, _) = World::default().step(failed, Event::RetryRequested);
    assert!(matches!(asking, Flow::Asking { form: kept, .. } if kept == form));
}

#[test]
fn an_error_from_anywhere_is_not_taken_for_the_identity_servers() {
    let world = World::default();
    let (flow, effects) =
        world.step(Flow::new(), opened("?error=access_denied&state=made-up", Recalled::Nothing));
    assert_eq!(failure(&flow).code(), "unknown-callback");
    assert!(matches!(effects.first(), Some(Effect::CleanAddressBar)));
}

#[test]
fn what_only_the_operator_can_mend_offers_no_second_try() {
    let refused = |code| Failure::Refused(problem(code).into());
    assert_eq!(refused("origin-not-allowed").way_on(), WayOn::StartOver);
    assert_eq!(refused("redirect-uri-not-allowed").way_on(), WayOn::StartOver);
    assert_eq!(refused("provider-timeout").way_on(), WayOn::TryAgain);
}
