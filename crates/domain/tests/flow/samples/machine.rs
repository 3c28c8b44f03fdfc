//! One of each state and event, and of the variants that make a difference.

use domain::{
    CopyFormat, Edit, Event, Failure, Flow, Form, FormErrors, HeldToken, Navigation,
    NavigationKind, Notice, OnBehalfOf, Popup, Recalled, Refreshable, RequestFailure, Retry, Scope,
    State,
    itsyouonline::authorize::{self, Callback},
};

use super::{
    CODE, NOW, PENDING, VISIT, callback, checked, config, confirmed, expired, held, member_token,
    narrower, opened, organization_token, problem, refreshable, response, tokens::unreadable_token,
    transaction, wish,
};

fn reloaded(recalled: Recalled) -> Event {
    let navigation = Navigation { arrived_at: NOW, kind: NavigationKind::Reload };
    Event::Opened { callback: Ok(Callback::None), recalled, navigation }
}

fn foreign(recalled: Recalled) -> Event {
    opened(&format!("?code={CODE}&state=foreign"), recalled)
}

fn refused(recalled: Recalled) -> Event {
    let state = transaction(OnBehalfOf::Myself).state();
    opened(&format!("?error=access_denied&state={}", state.as_str()), recalled)
}

/// What a callback page hands over.
pub(crate) fn handed_over(state: &State, parameter: &str) -> Event {
    let value = if parameter == "code" { CODE } else { "access_denied" };
    let query = format!("?{parameter}={value}&state={}", state.as_str());
    Event::CallbackReceived(authorize::callback(&query))
}

fn asking(form: Form, behind: Option<HeldToken>) -> Flow {
    Flow::Asking { form, errors: FormErrors::default(), behind }
}

fn redirecting(behind: Option<HeldToken>) -> Flow {
    Flow::Redirecting {
        transaction: transaction(OnBehalfOf::Myself),
        address: "https://identity.example/".into(),
        behind,
    }
}

pub(crate) fn in_popup(popup: Popup, behind: Option<HeldToken>) -> Flow {
    Flow::InPopup {
        transaction: transaction(OnBehalfOf::Myself),
        address: "https://identity.example/".into(),
        popup,
        behind,
    }
}

pub(crate) fn holding(token: HeldToken) -> Flow {
    Flow::Holding { token, notice: None }
}

pub(crate) fn narrowing(scope: &str) -> Flow {
    let form = Form { scope: scope.into(), ..Form::prefilled(&config()) };
    Flow::Narrowing { form, errors: FormErrors::default(), token: refreshable() }
}

fn failed(failure: Failure, retry: Retry, behind: Option<HeldToken>) -> Flow {
    Flow::Failed { failure, form: Some(Form::prefilled(&config())), behind, retry }
}

pub(crate) fn states() -> Vec<(&'static str, Flow)> {
    [asking_for_one(), on_the_way(), with_one(), without_one()].concat()
}

fn asking_for_one() -> Vec<(&'static str, Flow)> {
    let prefilled = Form::prefilled(&config());
    let organization = Form { on_behalf_of: OnBehalfOf::Organization, ..prefilled.clone() };
    let wrong = Form { scope: "memberof:moehaha".into(), ..prefilled.clone() };
    vec![
        ("idle", Flow::new()),
        ("asking", asking(prefilled.clone(), None)),
        ("asking with a mistake", asking(wrong, None)),
        ("asking beside a token", asking(prefilled, Some(held()))),
        ("asking for the organization", asking(organization.clone(), None)),
        ("asking for the organization beside a token", asking(organization, Some(held()))),
    ]
}

fn on_the_way() -> Vec<(&'static str, Flow)> {
    let exchanging = |whose| Flow::Exchanging {
        transaction: transaction(whose),
        arrived_at: NOW,
        sent_at: NOW.plus(1),
        behind: None,
    };
    vec![
        ("redirecting", redirecting(None)),
        ("redirecting beside a token", redirecting(Some(held()))),
        ("in popup", in_popup(Popup::Open, None)),
        ("in popup beside a token", in_popup(Popup::Open, Some(held()))),
        ("in popup that is blocked", in_popup(Popup::Blocked, None)),
        ("in popup that is gone", in_popup(Popup::Gone, Some(held()))),
        ("exchanging", exchanging(OnBehalfOf::Myself)),
        ("exchanging for the organization", exchanging(OnBehalfOf::Organization)),
        ("minting", Flow::Minting { wish: wish(OnBehalfOf::Organization), behind: Some(held()) }),
        ("narrowing", narrowing("user:name")),
        ("narrowing to more than there is", narrowing("user:email")),
        ("deriving", Flow::Deriving { wish: wish(OnBehalfOf::Myself), token: refreshable() }),
        ("renewing", Flow::Renewing { token: refreshable() }),
    ]
}

fn with_one() -> Vec<(&'static str, Flow)> {
    let notice = Some(Notice::CopyRefused(CopyFormat::Token));
    vec![
        ("holding", Flow::Holding { token: held(), notice }),
        ("holding, not looked at", holding(HeldToken { signature: PENDING, ..held() })),
        ("holding a refreshable token", holding(refreshable())),
        ("holding an expired refreshable token", holding(expired())),
        ("holding a narrower copy", holding(narrower())),
    ]
}

fn without_one() -> Vec<(&'static str, Flow)> {
    let unreachable = Failure::ProxyUnreachable;
    vec![
        ("failed", failed(unreachable.clone(), Retry::Ask, None)),
        ("failed beside a token", failed(unreachable.clone(), Retry::Ask, Some(held()))),
        ("failed to narrow", failed(unreachable.clone(), Retry::Narrow, Some(refreshable()))),
        (
            "failed to narrow what is over",
            failed(unreachable.clone(), Retry::Narrow, Some(expired())),
        ),
        ("failed to renew", failed(unreachable, Retry::Renew, Some(refreshable()))),
    ]
}

pub(crate) fn events() -> Vec<(&'static str, Event)> {
    [arrivals(), persons(), answers()].concat()
}

fn arrivals() -> Vec<(&'static str, Event)> {
    let pending = || Recalled::Pending(transaction(OnBehalfOf::Myself));
    let code = |recalled| Event::Opened {
        callback: Ok(callback(transaction(OnBehalfOf::Myself).state())),
        recalled,
        navigation: VISIT,
    };
    vec![
        ("opened", opened("", Recalled::Nothing)),
        ("opened anew", reloaded(Recalled::Nothing)),
        ("opened anew while pending", reloaded(pending())),
        ("opened while pending", opened("", pending())),
        ("opened without storage", opened("", Recalled::Unavailable)),
        ("opened with a code", code(pending())),
        ("opened with a code, unknown", code(Recalled::Nothing)),
        ("opened with a code, without storage", code(Recalled::Unavailable)),
        ("opened with a code, foreign state", foreign(pending())),
        ("opened with an error", refused(pending())),
        ("opened with an error, unknown", opened("?error=access_denied&state=x", pending())),
        ("opened with two codes", opened("?code=a&code=b&state=x", Recalled::Nothing)),
        ("restored", Event::Restored),
    ]
}

fn persons() -> Vec<(&'static str, Event)> {
    vec![
        ("generate requested", Event::GenerateRequested),
        ("edited", Event::Edited(Edit::Refreshable(Refreshable::Yes))),
        ("scope toggled", Event::Edited(Edit::ScopeToggled(Scope::parse("user:name").unwrap()))),
        ("confirmed", Event::Confirmed),
        ("cancelled", Event::Cancelled),
        ("copy requested", Event::CopyRequested(CopyFormat::Token)),
        ("retry requested", Event::RetryRequested),
        ("start over requested", Event::StartOverRequested),
        ("renew requested", Event::RenewRequested),
        ("narrow requested", Event::NarrowRequested),
        ("origin requested", Event::OriginRequested),
        ("popup requested", Event::PopupRequested),
        ("redirect requested", Event::RedirectRequested),
        ("preset changed", Event::PresetChanged),
        ("clear requested", Event::ClearRequested),
    ]
}

fn answers() -> Vec<(&'static str, Event)> {
    let refused = RequestFailure::Problem(problem("not-derivable").into());
    vec![
        ("remembered", Event::Remembered),
        ("remember refused", Event::RememberRefused),
        ("popup opened", Event::PopupOpened),
        ("popup blocked", Event::PopupBlocked),
        ("popup gone", Event::PopupGone),
        ("callback received", handed_over(&transaction(OnBehalfOf::Myself).state(), "code")),
        ("refusal received", handed_over(&transaction(OnBehalfOf::Myself).state(), "error")),
        ("foreign callback received", handed_over(&State::from_callback("foreign"), "code")),
        (
            "malformed callback received",
            Event::CallbackReceived(authorize::callback("?code=a&code=b")),
        ),
        ("token arrived", Event::TokenArrived(response(member_token()))),
        ("another thing arrived", Event::TokenArrived(response(unreadable_token()))),
        ("request failed", Event::RequestFailed(RequestFailure::Unreachable)),
        ("request refused", Event::RequestFailed(refused)),
        ("copied", Event::Copied(CopyFormat::Token)),
        ("copy refused", Event::CopyRefused(CopyFormat::Token)),
        ("settings arrived", Event::SettingsArrived),
        ("signature confirmed", confirmed(member_token())),
        ("signature refused", checked(member_token())),
        ("signature of another token refused", checked(organization_token())),
        ("woken", Event::Woken),
    ]
}
