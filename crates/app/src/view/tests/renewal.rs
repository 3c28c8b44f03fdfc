//! Renewing and narrowing, and what is offered as the time runs out, as HTML.

use domain::{
    Failure, Flow, FocusTarget, Form, FormErrors, HeldToken, Notice, Refreshable, Settings, Wish,
    api::Problem,
};
use serde_json::json;

use super::{failed, holding, inside, problem};
use crate::view::{
    id,
    sample::{NOW, Scene, claims, settings, token, token_granted, wish},
};

fn refreshable() -> HeldToken {
    let mut claims = claims();
    claims["refresh_token"] = json!("Vv38ByGCZU8WP18");
    let scopes = ["user:memberof:moehaha", "user:name"];
    HeldToken {
        jwt: token(&claims).jwt,
        wish: Wish { refreshable: Refreshable::Yes, ..wish() },
        ..token_granted(&scopes, &scopes)
    }
}

fn copied() -> HeldToken {
    HeldToken { origin: Some(Box::new(refreshable())), ..token(&claims()) }
}

fn narrowing(form: Form, errors: FormErrors) -> Flow {
    Flow::Narrowing { form, errors, token: refreshable() }
}

fn drawn(flow: Flow) -> String {
    Scene { flow, ..Scene::new() }.drawn()
}

/// The card about renewing.
fn card(html: &str) -> String {
    inside(html, r#"aria-labelledby="renewal-title""#)
}

#[test]
fn a_refreshable_token_can_be_renewed_and_narrowed() {
    let html = drawn(holding(refreshable(), None));
    insta::assert_snapshot!("renewal_refreshable", card(&html));
    assert!(!html.contains("Vv38ByGCZU8WP18"));
    assert!(html.contains(&format!(r#"id="{}""#, id::of(FocusTarget::Narrow))));
    assert!(!drawn(holding(token(&claims()), None)).contains("renewal-title"));
}

#[test]
fn an_expired_one_has_to_be_renewed_first() {
    let flow = holding(refreshable(), Some(Notice::Expired));
    let html = Scene { flow, now: NOW + 3600, ..Scene::new() }.drawn();
    let card = card(&html);
    assert!(card.contains(r#"aria-describedby="narrow-help" aria-disabled="true""#), "{card}");
    assert!(card.contains("It has expired: renew it first, then a copy can be taken."), "{card}");
    assert!(card.contains("Renew\n"));
}

#[test]
fn from_a_copy_one_gets_back_to_the_refreshable_token() {
    let html = drawn(holding(copied(), Some(Notice::Narrowed)));
    insta::assert_snapshot!("renewal_copy", card(&html));
    assert!(html.contains(Notice::Narrowed.sentence()));
}

#[test]
fn the_dialog_for_a_copy_is_filled_in_with_what_the_token_allows() {
    let token = refreshable();
    let flow = narrowing(Form::of_granted(&token.granted), FormErrors::default());
    let html = drawn(flow);
    let (page, dialog) = html.split_once("<dialog").unwrap();
    insta::assert_snapshot!("narrowing", dialog);
    assert!(page.contains("Accepted by moehaha"));
}

#[test]
fn a_copy_with_more_than_the_token_has_is_a_mistake() {
    let form = Form { scope: "user:memberof:other".to_owned(), ..Form::default() };
    let errors = form.parse_narrower(&refreshable().granted).unwrap_err();
    let html = drawn(narrowing(form, errors));
    let error = inside(&html, r#"id="scope-error""#);
    assert!(error.contains("a copy cannot have more."), "{html}");
}

#[test]
fn a_copy_needs_no_settings() {
    let flow = narrowing(Form::default(), FormErrors::default());
    assert!(
        Scene { flow, settings: Settings::Loading, ..Scene::new() }.drawn().contains("<dialog")
    );
}

#[test]
fn what_is_under_way_is_said() {
    let renewing = Flow::Renewing { token: refreshable() };
    let deriving = Flow::Deriving { wish: wish(), token: refreshable() };
    for (flow, words) in
        [(renewing, "Renewing the token…"), (deriving, "Getting a narrower copy of the token…")]
    {
        let html = Scene { flow, settings: settings(), ..Scene::new() }.drawn();
        assert!(html.contains(words), "{html}");
        assert!(html.contains(&format!(r#"id="{}""#, id::of(FocusTarget::Work))), "{html}");
    }
}

#[test]
fn what_only_a_new_sign_in_can_do_is_offered_as_one() {
    for (code, label) in [
        ("not-derivable", "Sign in again"),
        ("not-refreshable", "Sign in again"),
        ("derivation-refused", "Try again"),
        ("too-many-renewals", "Try again"),
    ] {
        let problem = Problem { code: code.to_owned(), ..problem() };
        let failure = Failure::Refused(Box::new(problem));
        let html = drawn(failed(failure, Some(refreshable())));
        assert!(html.contains(label) && html.contains("Back to the token"), "{html}");
        assert_eq!(html.matches("again\n").count(), 1, "{html}");
    }
}

#[test]
fn towards_the_end_and_after_it_a_new_token_is_the_first_thing_to_do() {
    let generate = |left: u64| {
        let flow = holding(token(&claims()), None);
        let html = Scene { flow, now: NOW + 3600 - left, ..Scene::new() }.drawn();
        assert!(html.contains("Copy as header") && html.contains("user:memberof:moehaha"));
        let button = html.lines().skip_while(|line| !line.contains(r#"id="generate""#));
        button.take(2).collect::<String>()
    };
    let ample = generate(301);
    assert!(ample.contains(r#"data-kind="secondary""#) && ample.contains("Generate another"));
    for left in [300, 1, 0] {
        let button = generate(left);
        assert!(button.contains(r#"data-kind="primary""#), "{button}");
        assert!(button.contains("Generate a new token"), "{button}");
    }
}
