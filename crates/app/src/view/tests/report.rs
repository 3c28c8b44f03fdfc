//! What the page says about a token.

use domain::{
    CopyFormat, Flow, HeldToken, Lens, LensChange, Notice, Settings,
    inspect::{InspectNotice, Inspection},
    judge::{ProfileName, SignatureState, Signatures, Unchecked},
    jwt::{Algorithm, SignatureError, UntrustedJwt},
};
use serde_json::{Value, json};
use yew::{Html, html};

use super::missing;
use crate::view::{
    Page,
    report::{self, Subject},
    sample::{NOW, Scene, claims, compact, compact_with, token, token_granted},
};

/// bob's claims with some changed; null takes one out.
fn claims_but(changed: &Value) -> Value {
    let mut claims = claims();
    for (name, value) in changed.as_object().unwrap() {
        claims[name] = value.clone();
    }
    claims.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    claims
}

fn signed(signature: SignatureState) -> HeldToken {
    HeldToken { signature, ..token(&claims()) }
}

fn of(token: HeldToken, scene: Scene) -> String {
    let scene = Scene { flow: Flow::Holding { token, notice: None }, ..scene };
    scene.drawn_by(|page| {
        let held = page.flow.held().unwrap();
        said(&Subject::held(held, None, page), page)
    })
}

fn said(subject: &Subject<'_>, page: &Page<'_>) -> Html {
    html! { <>{ report::verdict(subject, page) }{ report::details(subject, page) }</> }
}

/// Verdict and details of bob's token with some claims changed.
fn changed(changed: &Value) -> String {
    of(token(&claims_but(changed)), Scene::new())
}

fn inspected(jwt: &str, signatures: Signatures, notice: Option<InspectNotice>) -> Inspection {
    let token = Some(Ok(UntrustedJwt::parse(jwt).unwrap()));
    Inspection { token, signatures, notice, ..Inspection::new() }
}

fn of_inspected(inspection: Inspection, scene: Scene) -> String {
    let scene = Scene { inspection, ..scene };
    scene.drawn_by(|page| said(&Subject::inspected(page.inspection, page).unwrap(), page))
}

fn judged_as(changes: &[LensChange]) -> Scene {
    let lens = changes.iter().cloned().fold(Lens::default(), Lens::changed);
    Scene { lens, ..Scene::new() }
}

/// The part of a page from one text up to another, or to its end.
fn between<'a>(html: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = html.split_once(from).unwrap_or_else(|| panic!("{from} is not in {html}"));
    rest.split_once(to).map_or(rest, |(part, _)| part)
}

/// The texts of a part of a page.
fn words(html: &str) -> String {
    let texts = html.lines().map(str::trim).filter(|line| !line.starts_with('<'));
    texts.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

#[test]
fn all_that_is_said_about_a_members_token() {
    let claims = claims_but(&json!({ "iat": NOW - 60, "nbf": NOW - 30, "exp": NOW + 3000 }));
    insta::assert_snapshot!("report_accepted", of(token(&claims), Scene::new()));
}

#[test]
fn the_verdict_is_green_only_for_a_signature_that_this_page_has_checked() {
    for (signature, state, words) in [
        (SignatureState::Valid, "accepted", "Accepted by moehaha until 02:37\n"),
        (
            SignatureState::NotChecked(Unchecked::Pending),
            "unchecked",
            "Accepted by moehaha until 02:37, if the signature is right\n",
        ),
        (
            SignatureState::NotChecked(Unchecked::NoCryptography),
            "unchecked",
            "The signature cannot be checked here: browsers verify only on pages loaded over https. \
             The proxy checked it before it handed the token out.\n",
        ),
        (
            SignatureState::Invalid(SignatureError::Mismatch),
            "refused",
            "Refused by moehaha: the signature does not match\n",
        ),
    ] {
        let html = of(signed(signature.clone()), Scene::new());
        assert!(
            html.starts_with(&format!(r#"<section part="verdict" data-state="{state}""#)),
            "{html}"
        );
        assert!(html.contains(words), "{html}");
    }
}

#[test]
fn a_token_of_unknown_signature_that_never_ends_is_promised_nothing() {
    let token = HeldToken {
        signature: SignatureState::NotChecked(Unchecked::NoKeys),
        ..token(&claims_but(&json!({ "exp": null })))
    };
    let html = of(token, Scene::new());
    let headline = "Accepted by moehaha if the signature is right; the token does not expire\n";
    assert!(html.contains(headline), "{html}");
    assert!(html.contains("It does not say when it expires.\n"));
}

#[test]
fn the_four_answers_stand_apart() {
    let answers = |signatures: Signatures| {
        let html = of_inspected(inspected(&compact(&claims()), signatures, None), Scene::new());
        words(between(&html, r#"class="entries answers">"#, "<h3"))
    };
    let by_api = |by_api| Signatures { by_api, by_given: None };
    let mismatch = SignatureState::Invalid(SignatureError::Mismatch);
    assert_eq!(
        answers(by_api(SignatureState::Valid)),
        "Decoded yes Signature valid yes, by the API's key Valid now yes Accepted by moehaha yes"
    );
    assert_eq!(
        answers(Signatures::pending()),
        "Decoded yes Signature valid not checked yet Valid now yes Accepted by moehaha yes, if the \
         signature is right"
    );
    assert_eq!(
        answers(by_api(mismatch.clone())),
        "Decoded yes Signature valid no, by the API's key: the signature does not match Valid now \
         yes Accepted by moehaha no"
    );
    assert_eq!(
        answers(by_api(SignatureState::NotChecked(Unchecked::NotSupported(Algorithm::EdDsa)))),
        "Decoded yes Signature valid not known: the signature cannot be checked here: this browser \
         does not know EdDSA Valid now yes Accepted by moehaha yes, if the signature is right"
    );
    assert_eq!(
        answers(Signatures { by_api: mismatch, by_given: Some(SignatureState::Valid) }),
        "Decoded yes Signature valid yes, by the key you gave Valid now yes Accepted by moehaha no \
         The signature was checked with the key you gave. Whether moehaha accepts the token depends \
         on the keys of moehaha alone: anybody can sign a token and give the key that fits. By \
         those the signature is wrong."
    );
}

#[test]
fn keys_that_cannot_be_used_have_checked_nothing() {
    let by_given = Some(SignatureState::NotChecked(Unchecked::NoKeys));
    let signatures = Signatures { by_api: SignatureState::Valid, by_given };
    let html = of_inspected(inspected(&compact(&claims()), signatures, None), Scene::new());
    assert!(html.contains("The signature was not checked with the key you gave."), "{html}");
    assert!(html.contains("By those the signature is right."), "{html}");
}

#[test]
fn without_settings_there_is_no_verdict_but_the_rest_stands() {
    let html = of(token(&claims()), Scene { settings: missing(), ..Scene::new() });
    insta::assert_snapshot!("report_settings_missing", html);
    let inspection = inspected(&compact(&claims()), Signatures::pending(), None);
    let html = of_inspected(inspection, Scene { settings: Settings::Loading, ..Scene::new() });
    assert!(html.contains("This is a token.") && !html.contains("Judge as"), "{html}");
}

#[test]
fn a_check_that_is_flagged_says_what_could_be_better() {
    let html = of(
        token(&claims_but(&json!({ "exp": NOW + 86_400 }))),
        judged_as(&[LensChange::Profile(ProfileName::Strict)]),
    );
    let lifetime = between(&html, "Lifetime", "<li");
    for words in ["passed, but could be better", "at most an hour", "Ask for a shorter validity"] {
        assert!(lifetime.contains(words), "{lifetime}");
    }
    assert!(html.contains(r#"<li data-state="flagged" class="entry">"#));
}

#[test]
fn another_apis_view_says_so_beside_the_verdict_and_leads_back() {
    let acme = LensChange::Organization(" acme ".to_owned());
    let strict = LensChange::Profile(ProfileName::Strict);
    let html = of(token(&claims()), judged_as(&[strict, acme]));
    insta::assert_snapshot!("report_another_api", html);
    // The settings' own choice, made by hand, is no departure.
    let same =
        [LensChange::Profile(ProfileName::Cockpit), LensChange::Organization("moehaha".to_owned())];
    let html = of(token(&claims()), judged_as(&same));
    assert!(!html.contains("Judged as") && html.contains("Accepted by moehaha"), "{html}");
}

#[test]
fn a_name_that_is_no_organizations_is_said_at_its_field() {
    let html = of(token(&claims()), judged_as(&[LensChange::Organization("a b".to_owned())]));
    assert!(html.contains(
        r#"aria-describedby="lens-organization-error lens-organization-help" aria-invalid="true""#
    ));
    let wrong = between(
        &html,
        r#"<div id="lens-organization-error" class="error">"#,
        r#"<p id="lens-organization-help""#,
    );
    assert_eq!(
        words(wrong),
        "The name of the organization a b contains a blank, a comma or a colon."
    );
    assert!(html.contains("Accepted by moehaha"));
}

#[test]
fn the_time_that_is_left_counts_down_and_is_told_after_the_end() {
    for (left, state, words) in [
        (3540, "ample", "59 minutes left"),
        (299, "short", "4:59 left: it expires soon"),
        (0, "over", "Expired just now"),
    ] {
        let scene = Scene { now: NOW + 3600 - left, ..Scene::new() };
        let html = of(token(&claims()), scene);
        let countdown = between(&html, r#"<p role="timer" "#, "<section");
        assert!(countdown.starts_with(&format!(r#"data-state="{state}""#)), "{countdown}");
        assert!(countdown.contains(words), "{countdown}");
    }
    let html = of(token(&claims()), Scene { now: NOW + 3720, ..Scene::new() });
    assert!(html.contains("Expired 2 minutes ago") && html.contains("user:memberof:moehaha"));
}

#[test]
fn findings_tell_weight_reason_and_remedy() {
    let clean = changed(&json!({ "iat": NOW }));
    assert!(clean.contains("Nothing worth a warning was found."), "{clean}");
    let html = changed(&json!({
        "refresh_token": "Vv38ByGCZU8WP18",
        "scope": ["user:memberof:moehaha", "user:admin"],
    }));
    let findings = between(&html, r#"id="findings-title""#, "<section");
    insta::assert_snapshot!("report_findings", findings);
    assert!(!html.contains("Vv38ByGCZU8WP18"));
}

#[test]
fn asked_and_granted_stand_side_by_side() {
    let html = of(token(&claims()), Scene::new());
    let equal = between(&html, r#"id="grant-title""#, "<section");
    assert!(equal.contains("Everything that was asked for was granted, and nothing besides."));
    assert!(equal.contains("<table") && equal.contains("user:memberof:moehaha"), "{equal}");
    let asked = ["user:memberof:moehaha", "user:name"];
    let token = token_granted(&asked, &["user:name", "user:memberof:moehaha.team"]);
    let html = of(token, Scene::new());
    insta::assert_snapshot!("report_grants", between(&html, r#"id="grant-title""#, "<section"));
    // There is nothing to compare an inspected token with.
    let inspection = inspected(&compact(&claims()), Signatures::pending(), None);
    assert!(!of_inspected(inspection, Scene::new()).contains("grant-title"));
}

#[test]
fn the_timeline_is_told_in_words_too() {
    let html = changed(&json!({ "exp": null }));
    assert!(html.contains("The token does not say when it is valid."), "{html}");
    let html = changed(&json!({ "iat": NOW - 7200, "exp": NOW - 3600 }));
    insta::assert_snapshot!(
        "report_timeline",
        between(&html, r#"id="timeline-title""#, "<section")
    );
}

#[test]
fn what_the_header_says_is_explained_and_foreign_text() {
    let header = json!({ "alg": "ES384", "kid": "key\u{202e}1", "typ": "JWT", "x\u{200b}": 1 });
    let jwt = compact_with(&header, &claims());
    let html = of_inspected(inspected(&jwt, Signatures::pending(), None), Scene::new());
    let header = between(&html, r#"id="header-title""#, "<section");
    assert!(header.contains("key\\u{202e}1") && header.contains("x\\u{200b}"), "{header}");
    assert!(!html.contains('\u{202e}') && !html.contains('\u{200b}'));
}

#[test]
fn claims_that_the_clipboard_refused_can_be_copied_by_hand() {
    let jwt = compact(&claims());
    let drawn = |notice| of_inspected(inspected(&jwt, Signatures::pending(), notice), Scene::new());
    assert!(drawn(None).contains("Copy claims as JSON"));
    let done = drawn(Some(InspectNotice::Copied));
    assert!(done.contains("Claims copied as JSON.") && !done.contains(r#"id="copy-text""#));
    let refused = drawn(Some(InspectNotice::CopyRefused));
    assert!(refused.contains("The browser refused the clipboard."));
    let box_of_claims = between(&refused, r#"<div id="copy-text""#, "<section");
    assert!(box_of_claims.contains(r#"aria-label="Claims as JSON""#), "{box_of_claims}");
    assert!(box_of_claims.contains("\"username\": \"bob\""), "{box_of_claims}");
}

#[test]
fn a_notice_about_the_claims_stands_beside_them_and_not_beside_the_token() {
    for notice in [Notice::Copied(CopyFormat::Claims), Notice::CopyRefused(CopyFormat::Claims)] {
        let flow = Flow::Holding { token: token(&claims()), notice: Some(notice) };
        let html = Scene { flow, ..Scene::new() }.drawn();
        assert_eq!(html.matches(notice.sentence()).count(), 1, "{html}");
        assert_eq!(html.matches(r#"id="notice""#).count(), 1, "{html}");
        let claims = between(&html, r#"id="claims-title""#, "<section");
        assert!(claims.contains(notice.sentence()), "{claims}");
    }
}
