//! The view in somebody else's page.

use domain::{Flow, FocusTarget, Form, FormErrors, Popup, Settings, SignInMode};

use super::{asking, claims, drawn, holding, settings, token, transaction};
use crate::view::{Frame, id, sample::Scene};

fn in_popup(popup: Popup) -> Flow {
    let address = "https://identity.example/authorize?state=x".to_owned();
    Flow::InPopup { transaction: transaction(), address, popup, behind: None }
}

/// A widget in this state, in a page to which sign-ins do not come back.
fn widget(flow: Flow) -> Scene {
    let address = "https://portal.example/cockpit/jwt";
    Scene { flow, frame: Frame::Full, mode: SignInMode::Popup, address, ..Scene::new() }
}

#[test]
fn the_window_is_waited_for_in_words() {
    insta::assert_snapshot!("popup_open", widget(in_popup(Popup::Open)).drawn());
}

#[test]
fn a_window_that_is_not_there_can_be_opened() {
    insta::assert_snapshot!("popup_blocked", widget(in_popup(Popup::Blocked)).drawn());
    insta::assert_snapshot!("popup_gone", widget(in_popup(Popup::Gone)).drawn());
    for popup in [Popup::Blocked, Popup::Gone] {
        for target in [FocusTarget::OpenWindow, FocusTarget::Cancel, FocusTarget::Work] {
            let html = widget(in_popup(popup)).drawn();
            assert!(html.contains(&format!(r#"id="{}""#, id::of(target))), "{target:?}");
        }
    }
}

#[test]
fn the_page_itself_is_offered_where_sign_ins_come_back_to_it() {
    let offered = |popup, address, settings| {
        let scene = Scene { settings, address, ..widget(in_popup(popup)) };
        scene.drawn().contains("Sign in on this page")
    };
    let (own, other) = ("https://jwt.example/", "https://portal.example/cockpit/jwt");
    for popup in [Popup::Blocked, Popup::Gone] {
        assert!(offered(popup, own, settings()));
        assert!(!offered(popup, other, settings()) && !offered(popup, "data:,", settings()));
        assert!(!offered(popup, own, Settings::Loading));
    }
    assert!(!offered(Popup::Open, own, settings()));
}

#[test]
fn neither_places_nor_paper_are_the_widgets() {
    let html = widget(holding(token(&claims()), None)).drawn();
    assert!(!html.contains("<nav") && !html.contains("Print"));
    let page = drawn(&holding(token(&claims()), None), &settings());
    assert!(page.contains("<nav") && page.contains("Print"));
    let head = |html: &str| html.lines().next().unwrap_or_default().to_owned();
    assert_eq!(head(&html), r#"<div data-state="holding" data-frame="full" class="page">"#);
    assert_eq!(head(&page), r#"<div data-state="holding" data-frame="page" class="page">"#);
}

#[test]
fn little_room_shows_the_verdict_the_token_and_the_ways_on() {
    let compact = |flow| Scene { frame: Frame::Compact, ..widget(flow) }.drawn();
    let html = compact(holding(token(&claims()), None));
    let (shown, folded) = html.split_once(r#"<details class="more">"#).unwrap();
    insta::assert_snapshot!("compact_holding", shown.trim_end());
    let (first, last) = ("What was checked", "What its header says");
    assert!(folded.trim_start().starts_with("<summary>") && folded.contains(first));
    assert!(folded.contains(last) && !shown.contains(first) && !shown.contains(last));
    let full = widget(asking(Form::default())).drawn().replace("\"full\"", "\"compact\"");
    assert_eq!(compact(asking(Form::default())), full);
}

#[test]
fn signing_in_in_a_window_takes_the_token_only_when_there_is_another() {
    let warning = |mode| {
        let behind = Some(token(&claims()));
        let flow = Flow::Asking { form: Form::default(), errors: FormErrors::default(), behind };
        let html = Scene { mode, ..widget(flow) }.drawn();
        let (_, warning) = html.split_once("The token shown now ").unwrap();
        warning.split_once('.').unwrap().0.to_owned()
    };
    assert_eq!(warning(SignInMode::Popup), "gives way to the new one");
    assert_eq!(warning(SignInMode::Redirect), "leaves this page when you sign in");
}
