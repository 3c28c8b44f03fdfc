//! Every state of the page, as HTML.

use domain::{
    CodeVerifier, CopyFormat, Failure, Flow, Form, FormErrors, HeldToken, Notice, OnBehalfOf,
    RedirectUri, Refreshable, Retry, Settings, Transaction, UnixTime, Wish,
    api::{OrganizationTokens, PageConfig, Problem},
};
use serde_json::{Value, json};

mod embedded;
mod failures;
mod inspect;
mod renewal;
mod report;
mod targets;
mod try_it;

use super::sample::{NOW, claims, config, drawn, settings, token, token_granted, wish};

fn ready(config: PageConfig) -> Settings {
    Settings::Ready(Box::new(config))
}

fn missing() -> Settings {
    Settings::Missing(Failure::ProxyUnreachable)
}

fn idle(notice: Option<Notice>) -> Flow {
    Flow::Idle { notice, form: None }
}

fn asking(form: Form) -> Flow {
    Flow::Asking { form, errors: FormErrors::default(), behind: None }
}

fn holding(token: HeldToken, notice: Option<Notice>) -> Flow {
    Flow::Holding { token, notice }
}

fn holding_claims(changed: &Value) -> Flow {
    let mut claims = claims();
    for (name, value) in changed.as_object().unwrap() {
        claims[name] = value.clone();
    }
    holding(token(&claims), None)
}

fn failed(failure: Failure, behind: Option<HeldToken>) -> Flow {
    Flow::Failed { failure, form: None, behind, retry: Retry::Ask }
}

fn transaction() -> Transaction {
    Transaction {
        verifier: CodeVerifier::from_random([7; 32]),
        redirect_uri: RedirectUri::parse("https://jwt.example/").unwrap(),
        wish: wish(),
        begun_at: UnixTime::from_seconds(NOW),
        begun_by: String::new(),
        rest: String::new(),
    }
}

fn problem() -> Problem {
    Problem {
        kind: "about:blank".to_owned(),
        title: "Not a member".to_owned(),
        status: 403,
        code: "not-a-member".to_owned(),
        detail: "you are not a member of moehaha".to_owned(),
        hint: "Ask an owner of moehaha to invite you.".to_owned(),
    }
}

/// What is inside the first element with this in its tag.
fn inside(html: &str, tag: &str) -> String {
    let depth = |line: &str| line.len() - line.trim_start().len();
    let mut lines = html.lines().skip_while(|line| !line.contains(tag));
    let at = depth(lines.next().unwrap_or_else(|| panic!("{tag} is not in {html}")));
    lines.take_while(|line| depth(line) > at).collect::<Vec<_>>().join("\n")
}

#[test]
fn at_the_beginning_there_is_one_button() {
    insta::assert_snapshot!("idle", drawn(&idle(None), &settings()));
    // The settings come later; the person need not wait for them to begin.
    insta::assert_snapshot!("idle_settings_loading", drawn(&idle(None), &Settings::Loading));
}

#[test]
fn missing_settings_are_said_and_can_be_asked_for_again() {
    insta::assert_snapshot!("idle_settings_missing", drawn(&idle(None), &missing()));
}

#[test]
fn notices_stand_above_the_button() {
    let nobody = drawn(&idle(Some(Notice::NobodyCameBack)), &settings());
    insta::assert_snapshot!("idle_nobody_came_back", nobody);
    let forgotten = drawn(&idle(Some(Notice::TokenForgotten)), &settings());
    assert!(forgotten.contains(Notice::TokenForgotten.sentence()));
}

#[test]
fn the_dialog_is_prefilled() {
    insta::assert_snapshot!("asking", drawn(&asking(Form::prefilled(&config())), &settings()));
}

#[test]
fn whose_token_is_only_asked_where_there_is_a_choice() {
    let config = PageConfig { organization_tokens: OrganizationTokens::Off, ..config() };
    let own = drawn(&asking(Form::prefilled(&config)), &ready(config.clone()));
    assert!(!own.contains("On behalf of"));
    // A choice that is not offered any more stays visible, so that it can be changed.
    let form = Form { on_behalf_of: OnBehalfOf::Organization, ..Form::prefilled(&config) };
    assert!(drawn(&asking(form), &ready(config)).contains("On behalf of"));
}

#[test]
fn the_organizations_token_has_no_scope_and_is_not_refreshable() {
    let form = Form { on_behalf_of: OnBehalfOf::Organization, ..Form::prefilled(&config()) };
    insta::assert_snapshot!("asking_organization", drawn(&asking(form), &settings()));
}

#[test]
fn each_mistake_stands_at_its_field_with_the_correction() {
    let form = Form {
        scope: "memberof:moehaha".to_owned(),
        audience: "moehaha api".to_owned(),
        validity: "soon".to_owned(),
        refreshable: Refreshable::Yes,
        ..Form::default()
    };
    let errors = form.parse(&config()).unwrap_err();
    let flow = Flow::Asking { form, errors, behind: None };
    insta::assert_snapshot!("asking_mistakes", drawn(&flow, &settings()));
}

#[test]
fn a_token_stays_in_view_behind_the_dialog() {
    let form = Form::prefilled(&config());
    let behind = Some(token(&claims()));
    let flow = Flow::Asking { form, errors: FormErrors::default(), behind };
    let html = drawn(&flow, &settings());
    assert!(html.contains("Accepted by moehaha") && html.contains("<dialog"));
}

#[test]
fn signing_in_again_takes_the_token_from_the_page_and_says_so() {
    let warned = |whose, form| {
        let behind = HeldToken { wish: Wish { on_behalf_of: whose, ..wish() }, ..token(&claims()) };
        let form = Form { on_behalf_of: form, ..Form::prefilled(&config()) };
        let flow = Flow::Asking { form, errors: FormErrors::default(), behind: Some(behind) };
        drawn(&flow, &settings()).contains("The token shown now leaves this page")
    };
    assert!(warned(OnBehalfOf::Myself, OnBehalfOf::Myself));
    assert!(warned(OnBehalfOf::Organization, OnBehalfOf::Organization));
    // Their own token gets the member the organization's at once.
    assert!(!warned(OnBehalfOf::Myself, OnBehalfOf::Organization));
}

#[test]
fn what_is_folded_says_when_it_hides_something_that_matters() {
    let matters = |validity: &str, refreshable| {
        let form =
            Form { validity: validity.to_owned(), refreshable, ..Form::prefilled(&config()) };
        drawn(&asking(form), &settings()).contains(r#"data-state="matters""#)
    };
    assert!(!matters("", Refreshable::No));
    assert!(matters("2h", Refreshable::No) && matters("", Refreshable::Yes));
}

#[test]
fn what_is_under_way_is_said() {
    let address = "https://identity.example/authorize?state=x&scope=a".to_owned();
    let redirecting = Flow::Redirecting { transaction: transaction(), address, behind: None };
    insta::assert_snapshot!("redirecting", drawn(&redirecting, &settings()));
    let at = UnixTime::from_seconds(NOW);
    let exchanging =
        Flow::Exchanging { transaction: transaction(), arrived_at: at, sent_at: at, behind: None };
    insta::assert_snapshot!("exchanging", drawn(&exchanging, &Settings::Loading));
    let minting = Flow::Minting { wish: wish(), behind: None };
    insta::assert_snapshot!("minting", drawn(&minting, &settings()));
}

#[test]
fn an_accepted_token() {
    let flow = holding(token(&claims()), None);
    insta::assert_snapshot!("holding_accepted", drawn(&flow, &settings()));
}

#[test]
fn before_the_settings_come_nothing_is_promised() {
    let flow = holding(token(&claims()), None);
    let html = drawn(&flow, &Settings::Loading);
    assert!(html.contains("Here is your token.") && !html.contains("Accepted by moehaha"));
    insta::assert_snapshot!("holding_settings_missing", drawn(&flow, &missing()));
}

#[test]
fn a_member_of_the_team_only_is_told_what_is_missing() {
    let granted = ["user:memberof:moehaha.team"];
    let held = HeldToken {
        asked: token_granted(&["user:memberof:moehaha"], &granted).asked,
        granted: token_granted(&["user:memberof:moehaha"], &granted).granted,
        ..match holding_claims(&json!({ "username": "carol", "scope": granted })) {
            Flow::Holding { token, .. } => token,
            other => panic!("{}", other.name()),
        }
    };
    insta::assert_snapshot!("holding_refused", drawn(&holding(held, None), &settings()));
}

#[test]
fn a_refresh_token_inside_is_warned_of_and_not_shown() {
    let html = drawn(&holding_claims(&json!({ "refresh_token": "Vv38ByGCZU8WP18" })), &settings());
    assert!(html.contains("A refresh token is inside"));
    assert!(!html.contains("Vv38ByGCZU8WP18"));
}

#[test]
fn a_crowd_of_other_claims_hides_none_that_means_something() {
    let crowd = (0..150).map(|number| (format!("a{number}"), json!(number))).collect();
    let html = drawn(&holding_claims(&Value::Object(crowd)), &settings());
    assert!(html.contains("what it allows") && html.contains("And 50 more."));
}

#[test]
fn claims_are_foreign_text() {
    let hostile = json!({ "username": "bob\u{202e}<img src=x onerror=alert(1)>", "\u{200b}": 1 });
    let html = drawn(&holding_claims(&hostile), &settings());
    assert!(html.contains("bob\\u{202e}&lt;img src=x onerror=alert(1)"));
    assert!(html.contains("\\u{200b}"));
    assert!(!html.contains("<img") && !html.contains('\u{202e}'));
}

#[test]
fn without_an_api_there_is_no_curl() {
    let html =
        drawn(&holding(token(&claims()), None), &ready(PageConfig { api: None, ..config() }));
    assert!(html.contains("Copy as header") && !html.contains("Copy as curl"));
}

#[test]
fn notices_about_the_token_stand_beside_it() {
    for notice in [
        Notice::Copied(CopyFormat::Token),
        Notice::Copied(CopyFormat::Header),
        Notice::Copied(CopyFormat::Curl),
        Notice::CopyRefused(CopyFormat::Token),
        Notice::Expired,
    ] {
        let html = drawn(&holding(token(&claims()), Some(notice)), &settings());
        let (buttons, rest) = html.split_once("Copy as curl").unwrap();
        assert!(rest.contains(notice.sentence()) && !buttons.contains(notice.sentence()), "{html}");
        assert!(!html.contains("Text to copy"));
    }
}

#[test]
fn what_the_clipboard_refused_can_be_copied_by_hand() {
    for (format, begins) in [
        (CopyFormat::Header, "Authorization: bearer eyJ"),
        (CopyFormat::Curl, "curl -H 'Authorization: bearer eyJ"),
    ] {
        let flow = holding(token(&claims()), Some(Notice::CopyRefused(format)));
        let html = drawn(&flow, &settings());
        let (_, text) = html.split_once(r#"<div id="copy-text""#).unwrap();
        let text = text.split_once(r#"<span data-part="all">"#).unwrap().1.trim_start();
        assert!(text.starts_with(begins), "{html}");
    }
}

#[test]
fn an_expired_token_is_refused_and_stays() {
    let html = drawn(&holding_claims(&json!({ "exp": NOW - 60 })), &settings());
    assert!(html.contains("Refused by moehaha: the token has expired"));
    assert!(html.contains("24 Nov 2026, 01:36:03 UTC, 1 minute ago"));
    assert!(html.contains("Generate a new token."));
}

#[test]
fn a_failure_shows_sentence_hint_ways_on_and_code() {
    let refused = Failure::Refused(Box::new(problem()));
    insta::assert_snapshot!("failed_try_again", drawn(&failed(refused, None), &settings()));
    let address = RedirectUri::parse("https://other.example/").unwrap();
    let not_allowed = failed(Failure::AddressNotAllowed(address), None);
    insta::assert_snapshot!("failed_start_over", drawn(&not_allowed, &settings()));
}

#[test]
fn a_failure_leads_back_to_the_token_that_was_there() {
    let html = drawn(&failed(Failure::ProxyTimedOut, Some(token(&claims()))), &settings());
    assert!(html.contains("Back to the token") && !html.contains("Back to the start"));
}

#[test]
fn missing_settings_are_explained_by_the_reason_why() {
    let html = drawn(&failed(Failure::SettingsMissing, None), &missing());
    assert!(html.contains("The proxy cannot be reached."), "{html}");
}

#[test]
fn a_proxys_words_are_foreign_text() {
    let problem = Problem {
        detail: format!("\u{202e}{}", "x".repeat(1000)),
        code: "y".repeat(1000),
        ..problem()
    };
    let html = drawn(&failed(Failure::Refused(Box::new(problem)), None), &settings());
    assert!(html.contains("\\u{202e}xxx") && html.len() < 3000, "{}", html.len());
}
