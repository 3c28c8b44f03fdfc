//! What the focus is sent to is there, and what one waits for is said.

use domain::{
    Failure, FieldName, Flow, FocusTarget, Form, FormErrors, OnBehalfOf, Settings, UnixTime,
};

use super::{
    asking, claims, config, drawn, failed, holding, idle, missing, settings, token, transaction,
    wish,
};
use crate::view::{Waiting, id, sample::drawn_waiting};

fn has(html: &str, id: &str) -> bool {
    html.contains(&format!(r#"id="{id}""#))
}

#[test]
fn what_the_focus_is_sent_to_is_drawn_in_the_state_it_is_sent_in() {
    let form = Form { on_behalf_of: OnBehalfOf::Organization, ..Form::prefilled(&config()) };
    let holding = holding(token(&claims()), None);
    for (flow, target) in [
        (&idle(None), FocusTarget::Generate),
        (&holding, FocusTarget::Generate),
        (&holding, FocusTarget::Verdict),
        (&failed(Failure::ProxyTimedOut, None), FocusTarget::Failure),
        (&asking(Form::default()), FocusTarget::Field(FieldName::Scope)),
        (&asking(Form::default()), FocusTarget::Field(FieldName::Audience)),
        (&asking(Form::default()), FocusTarget::Field(FieldName::Validity)),
        (&asking(form), FocusTarget::Field(FieldName::OnBehalfOf)),
    ] {
        assert!(has(&drawn(flow, &settings()), id::of(target)), "{} {target:?}", flow.name());
    }
    // The verdict is there before the settings are.
    assert!(has(&drawn(&holding, &Settings::Loading), id::VERDICT));
}

#[test]
fn while_something_is_under_way_there_is_a_place_for_the_focus() {
    let at = UnixTime::from_seconds(super::NOW);
    let redirecting = Flow::Redirecting {
        transaction: transaction(),
        address: "https://identity.example/".to_owned(),
        behind: None,
    };
    let exchanging =
        Flow::Exchanging { transaction: transaction(), arrived_at: at, sent_at: at, behind: None };
    let minting = Flow::Minting { wish: wish(), behind: None };
    for (flow, target) in [
        (&redirecting, FocusTarget::Cancel),
        (&exchanging, FocusTarget::Work),
        (&minting, FocusTarget::Work),
    ] {
        assert!(has(&drawn(flow, &settings()), id::of(target)), "{} {target:?}", flow.name());
    }
}

#[test]
fn the_button_that_waits_for_the_settings_says_so() {
    let waits = |flow: &Flow, settings: &Settings, waiting| {
        drawn_waiting(flow, settings, waiting).matches("Loading…").count()
    };
    let failed = failed(Failure::SettingsMissing, None);
    let holding = holding(token(&claims()), None);
    for flow in [&idle(None), &holding, &failed] {
        assert_eq!(waits(flow, &Settings::Loading, Waiting::Nothing), 0, "{}", flow.name());
        assert_eq!(waits(flow, &Settings::Loading, Waiting::Dialog), 1, "{}", flow.name());
    }
    // The block about the settings stays while they are asked for again.
    assert_eq!(waits(&idle(None), &missing(), Waiting::Settings), 1);
    assert_eq!(waits(&idle(None), &missing(), Waiting::Dialog), 2);
    assert_eq!(waits(&holding, &missing(), Waiting::Settings), 1);
}

#[test]
fn the_dialog_has_a_live_region_of_its_own_and_the_page_one_for_the_rest() {
    let form = Form::prefilled(&config());
    let flow = Flow::Asking { form, errors: FormErrors::default(), behind: None };
    assert!(has(&drawn(&flow, &settings()), id::DIALOG_LIVE));
    assert!(!has(&drawn(&idle(None), &settings()), id::DIALOG_LIVE));
    let page = include_str!("../../../../../index.html");
    for id in [id::LIVE, id::APP] {
        assert!(has(page, id), "{id}");
    }
}
