//! Everything there is to say about a token, put together. Whoever can paste a token can paste a key:
//! given keys answer for the signature, never for the API.

use domain::{
    UnixTime,
    judge::{
        Answers, Outcome, Profile, Report, SignatureState, Signatures, Unchecked, findings, judge,
        report,
    },
    jwt::SignatureError,
};

use crate::{PENDING, profile, token_with};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const MEMBER: &str = r#"{"iss":"itsyouonline","username":"bob","scope":["user:memberof:moehaha"],"exp":12600,"azp":"moehaha"}"#;
const NOW: UnixTime = UnixTime::from_seconds(1000);
const WRONG: SignatureState = SignatureState::Invalid(SignatureError::Mismatch);
const NO_KEYS: SignatureState = SignatureState::NotChecked(Unchecked::NoKeys);

fn reported(payload: &str, by_api: SignatureState, by_given: Option<SignatureState>) -> Report {
    report(&token_with(payload), &Signatures { by_api, by_given }, Some(&profile()), NOW)
}

const fn answers(signature: Outcome, accepted: Outcome) -> Answers {
    Answers { decoded: Outcome::Pass, signature, valid_now: Outcome::Pass, accepted }
}

#[test]
fn given_keys_never_make_a_token_accepted() {
    use Outcome::{Fail, NotChecked, Pass};
    for (by_api, by_given, signature, accepted) in [
        (PENDING, None, NotChecked, NotChecked),
        (NO_KEYS, None, NotChecked, NotChecked),
        (SignatureState::Valid, None, Pass, Pass),
        (WRONG, None, Fail, Fail),
        (PENDING, Some(SignatureState::Valid), Pass, NotChecked),
        (NO_KEYS, Some(SignatureState::Valid), Pass, NotChecked),
        (WRONG, Some(SignatureState::Valid), Pass, Fail),
        (SignatureState::Valid, Some(WRONG), Fail, Pass),
        (SignatureState::Valid, Some(PENDING), NotChecked, Pass),
        (NO_KEYS, Some(WRONG), Fail, NotChecked),
    ] {
        let report = reported(MEMBER, by_api.clone(), by_given.clone());
        assert_eq!(report.answers, answers(signature, accepted), "{by_api:?} {by_given:?}");
        let verdict = report.verdict.unwrap();
        assert_eq!(verdict, judge(&token_with(MEMBER), &by_api, &profile(), NOW));
        assert_eq!(verdict.grants_access(), by_api == SignatureState::Valid);
    }
}

#[test]
fn without_a_profile_there_is_no_verdict_but_all_the_rest() {
    for (by_api, signature) in [
        (SignatureState::Valid, Outcome::Pass),
        (WRONG, Outcome::Fail),
        (PENDING, Outcome::NotChecked),
    ] {
        let signatures = Signatures { by_api, by_given: None };
        let report = report(&token_with(MEMBER), &signatures, None, NOW);
        assert_eq!(report.verdict, None);
        assert_eq!(report.answers, answers(signature, Outcome::NotChecked));
        assert_eq!(report.findings, findings(&token_with(MEMBER), NOW));
    }
}

#[test]
fn findings_come_with_the_verdict() {
    let report = reported(MEMBER, SignatureState::Valid, None);
    let names: Vec<_> = report.findings.iter().map(|finding| finding.name.code()).collect();
    assert_eq!(names, ["no-audience", "no-issued-at"]);
}

#[test]
fn nobody_has_looked_at_the_beginning() {
    let pending = Signatures::pending();
    assert_eq!(pending, Signatures { by_api: PENDING, by_given: None });
    assert_eq!(pending.shown(), &PENDING);
    let given = Signatures { by_given: Some(WRONG), ..Signatures::pending() };
    assert_eq!(given.shown(), &WRONG);
}

fn valid_now(payload: &str, leeway: u64) -> Outcome {
    let profile = Profile { leeway, ..profile() };
    let with = report(&token_with(payload), &Signatures::pending(), Some(&profile), NOW);
    with.answers.valid_now
}

#[test]
fn a_token_says_itself_whether_it_is_valid_now() {
    for (payload, leeway, expected) in [
        ("{}", 0, Outcome::NotApplicable),
        (r#"{"exp":1001}"#, 0, Outcome::Pass),
        (r#"{"exp":1000}"#, 0, Outcome::Fail),
        (r#"{"exp":1000}"#, 1, Outcome::Pass),
        (r#"{"exp":990}"#, 10, Outcome::Fail),
        (r#"{"nbf":1000}"#, 0, Outcome::Pass),
        (r#"{"nbf":1001}"#, 0, Outcome::Fail),
        (r#"{"nbf":1001}"#, 1, Outcome::Pass),
        (r#"{"nbf":500,"exp":2000}"#, 0, Outcome::Pass),
        (r#"{"nbf":1500,"exp":2000}"#, 0, Outcome::Fail),
        (r#"{"nbf":100,"exp":900}"#, 0, Outcome::Fail),
    ] {
        assert_eq!(valid_now(payload, leeway), expected, "{payload} {leeway}");
        if leeway == 0 {
            let without = report(&token_with(payload), &Signatures::pending(), None, NOW);
            assert_eq!(without.answers.valid_now, expected, "{payload}");
        }
    }
}
