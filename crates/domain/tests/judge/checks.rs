//! What each check finds, expects and advises, at second 1000 with the signature checked.

use domain::{
    UnixTime,
    judge::{Check, CheckName, Profile, ProfileName, SignatureState, Unchecked, Verdict, judge},
    jwt::Algorithm,
};

use crate::{
    PENDING, local_time, organization, profile,
    profiles::{at, by},
    token, token_with,
};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// The one check of a verdict with this name, in a line.
fn line(verdict: &Verdict, name: CheckName) -> String {
    let check: &Check = verdict.checks.iter().find(|check| check.name == name).unwrap();
    let remedy = check.remedy.as_deref().map(|it| format!(" / {it}")).unwrap_or_default();
    format!("{}: {} / {}{remedy}", check.outcome.code(), check.found, check.expected)
}

#[track_caller]
fn checked(profile: &Profile, payload: &str, name: CheckName, expected: &str) {
    assert_eq!(line(&at(1000, payload, profile), name), expected, "{payload}");
}

#[test]
fn any_of_the_keys_algorithms_will_do() {
    let profile = Profile {
        algorithms: vec![Algorithm::Es384, Algorithm::EdDsa],
        ..by(ProfileName::Cockpit)
    };
    for (algorithm, expected) in [
        ("ES384", "pass: ES384 / ES384 or EdDSA"),
        ("EdDSA", "pass: EdDSA / ES384 or EdDSA"),
        (
            "HS384",
            "fail: HS384 / ES384 or EdDSA / Only a token of the configured identity server is \
             accepted. Generate a new one.",
        ),
    ] {
        let jwt = token(&format!(r#"{{"alg":"{algorithm}"}}"#), "{}");
        let verdict = judge(&jwt, &PENDING, &profile, UnixTime::from_seconds(1000));
        assert_eq!(line(&verdict, CheckName::Algorithm), expected);
    }
    let jwt = token(r#"{"alg":"HS384"}"#, r#"{"iss":"itsyouonline"}"#);
    assert_eq!(
        judge(&jwt, &PENDING, &profile, UnixTime::from_seconds(1000))
            .headline(&organization(), local_time),
        "Refused by moehaha: the token names the algorithm `HS384`, not ES384 or EdDSA"
    );
}

#[test]
fn why_nobody_has_looked_at_the_signature_is_said() {
    for (reason, sentence) in [
        (Unchecked::Pending, "the signature is not checked yet"),
        (Unchecked::NoKeys, "no key is known here to check the signature with"),
        (
            Unchecked::NoCryptography,
            "the signature cannot be checked here: browsers verify only on pages loaded over https",
        ),
        (
            Unchecked::NotSupported(Algorithm::EdDsa),
            "the signature cannot be checked here: this browser does not know EdDSA",
        ),
    ] {
        let payload = r#"{"iss":"itsyouonline","globalid":"moehaha","aud":"moehaha","exp":2000}"#;
        for name in ProfileName::ALL {
            let verdict = judge(
                &token_with(payload),
                &SignatureState::NotChecked(reason),
                &by(name),
                UnixTime::from_seconds(1000),
            );
            assert_eq!(verdict.caveat(), Some(sentence));
            assert!(!verdict.grants_access());
            assert_eq!(
                line(&verdict, CheckName::Signature),
                format!("not-checked: {sentence} / that of the identity server's key")
            );
        }
    }
}

/// The type in the header, the claims, and what comes of it.
const KINDS: &[[&str; 3]] = &[
    [r#""typ":"JWT""#, r#""username":"bob""#, "pass: a person's access token / an access token"],
    [r#""typ":"jwt""#, r#""username":"bob""#, "pass: a person's access token / an access token"],
    ["\"a\":1", r#""username":"bob""#, "pass: a person's access token / an access token"],
    [
        r#""typ":"at+jwt""#,
        r#""globalid":"moehaha""#,
        "pass: an organization's access token / an access token",
    ],
    [
        r#""typ":"application/at+JWT""#,
        r#""globalid":"moehaha""#,
        "pass: an organization's access token / an access token",
    ],
    [
        r#""typ":"JWT""#,
        r#""sub":"bob""#,
        "fail: an ID token / an access token / Generate an access token: leave `openid` out of the \
         scope.",
    ],
    [
        r#""typ":"JWT""#,
        r#""azp":"moehaha""#,
        "fail: neither a person's nor an organization's / an access token / Generate an access \
         token: leave `openid` out of the scope.",
    ],
    [
        r#""typ":"logout+jwt""#,
        r#""username":"bob""#,
        "fail: the type logout+jwt / an access token / Generate an access token.",
    ],
    [
        r#""typ":"JWTX""#,
        r#""username":"bob""#,
        "fail: the type JWTX / an access token / Generate an access token.",
    ],
];

#[test]
fn the_kind_of_a_token_is_told_by_its_type_and_its_claims() {
    let strict = by(ProfileName::Strict);
    let now = UnixTime::from_seconds(1000);
    for [header, claims, expected] in KINDS {
        let jwt = token(&format!(r#"{{"alg":"ES384",{header}}}"#), &format!("{{{claims}}}"));
        let verdict = judge(&jwt, &SignatureState::Valid, &strict, now);
        assert_eq!(line(&verdict, CheckName::Kind), *expected, "{header} {claims}");
    }
    let jwt = token(r#"{"alg":"ES384","typ":"dpop+jwt"}"#, r#"{"iss":"itsyouonline"}"#);
    assert_eq!(
        judge(&jwt, &SignatureState::Valid, &strict, now).headline(&organization(), local_time),
        "Refused by moehaha: its type is `dpop+jwt` (`typ`), not an access token's"
    );
}

const SHORTER: &str =
    "Ask for a shorter validity: whoever finds the token can use it until it ends.";

#[test]
fn a_long_life_is_flagged_but_no_reason_to_refuse() {
    let strict = by(ProfileName::Strict);
    for (times, expected) in [
        (r#""iat":900,"exp":4500"#, "pass: 1 hour / at most an hour".to_owned()),
        (r#""iat":900,"exp":4501"#, format!("flagged: 60 minutes / at most an hour / {SHORTER}")),
        (r#""iat":900,"exp":87300"#, format!("flagged: 1 day / at most an hour / {SHORTER}")),
        (r#""exp":4600"#, "not-applicable: unknown / at most an hour".to_owned()),
        (r#""exp":4601"#, format!("flagged: at least 60 minutes / at most an hour / {SHORTER}")),
        (r#""iat":5000,"exp":4000"#, "pass: 0 seconds / at most an hour".to_owned()),
        (r#""iat":900"#, "not-applicable: without end / at most an hour".to_owned()),
        (r#""exp":900"#, "not-applicable: unknown / at most an hour".to_owned()),
        (r#""exp":1000"#, "not-applicable: unknown / at most an hour".to_owned()),
        (r#""exp":1001"#, "not-applicable: unknown / at most an hour".to_owned()),
    ] {
        checked(&strict, &format!("{{{times}}}"), CheckName::Lifetime, &expected);
    }
    let day =
        r#"{"iss":"itsyouonline","globalid":"moehaha","aud":"moehaha","iat":900,"exp":87300}"#;
    let verdict = at(1000, day, &strict);
    assert!(verdict.grants_access());
    assert_eq!((verdict.refusal(), verdict.hint()), (None, None));
}

#[test]
fn the_end_of_a_token() {
    let strict = by(ProfileName::Strict);
    for (times, expected) in [
        (r#""exp":1060"#, "pass: expires in 1 minute / an end that lies ahead"),
        (
            r#""exp":1000"#,
            "fail: expired 0 seconds ago / an end that lies ahead / Generate a new token.",
        ),
        (r#""a":1"#, "fail: does not expire / an end that lies ahead / Generate a new token."),
    ] {
        checked(&strict, &format!("{{{times}}}"), CheckName::ExpiryRequired, expected);
    }
    checked(
        &profile(),
        "{}",
        CheckName::Expiry,
        "not-applicable: does not expire / an end that lies ahead",
    );
}

#[test]
fn the_beginning_of_a_token() {
    for (times, expected) in [
        (r#""nbf":1000"#, "pass: valid for 0 seconds already / a beginning that lies behind"),
        (r#""nbf":940"#, "pass: valid for 1 minute already / a beginning that lies behind"),
        (r#""a":1"#, "not-applicable: none named / a beginning that lies behind"),
        (
            r#""nbf":1060"#,
            "fail: valid in 1 minute / a beginning that lies behind / Wait a moment, and check the \
             clock of this device.",
        ),
    ] {
        for name in ProfileName::ALL {
            checked(&by(name), &format!("{{{times}}}"), CheckName::NotBefore, expected);
        }
    }
}

#[test]
fn a_beginning_within_the_difference_of_clocks_is_told_as_such() {
    let lenient = Profile { leeway: 60, ..profile() };
    for (times, expected) in [
        (r#""nbf":1000"#, "pass: valid for 0 seconds already / a beginning that lies behind"),
        (
            r#""nbf":1060"#,
            "pass: valid in 1 minute, which may be the clocks / a beginning that lies behind",
        ),
        (
            r#""nbf":1061"#,
            "fail: valid in 61 seconds / a beginning that lies behind / Wait a moment, and check \
             the clock of this device.",
        ),
    ] {
        checked(&lenient, &format!("{{{times}}}"), CheckName::NotBefore, expected);
    }
}

#[test]
fn the_audience_of_a_token() {
    let strict = by(ProfileName::Strict);
    let advice = "Generate a token with the audience moehaha.";
    for (claims, expected) in [
        (r#""aud":"moehaha""#, "pass: moehaha / moehaha".to_owned()),
        (r#""aud":["a","moehaha"]"#, "pass: a, moehaha / moehaha".to_owned()),
        (r#""a":1"#, format!("fail: none / moehaha / {advice}")),
        (r#""aud":[]"#, format!("fail: nobody / moehaha / {advice}")),
        (r#""aud":"moehaha2""#, format!("fail: moehaha2 / moehaha / {advice}")),
        (r#""aud":"moehaha.team""#, format!("fail: moehaha.team / moehaha / {advice}")),
    ] {
        checked(&strict, &format!("{{{claims}}}"), CheckName::AudienceRequired, &expected);
    }
    checked(&profile(), "{}", CheckName::Audience, "not-applicable: none / moehaha, or none");
}

#[test]
fn the_documented_rule_needs_one_of_two() {
    let documented = by(ProfileName::Documented);
    let expected = "the audience moehaha, or the scope user:memberof:moehaha";
    let advice = "Generate a token with the audience moehaha or, as a member, with the scope \
                  `user:memberof:moehaha`.";
    for (claims, found) in [
        (r#""aud":"moehaha""#, "pass: the audience moehaha; no membership"),
        (
            r#""aud":["ext1","moehaha"],"globalid":"other""#,
            "pass: the audience ext1, moehaha; the token of other",
        ),
        (r#""scope":["user:memberof:moehaha"]"#, "pass: no audience; member of moehaha"),
        (
            r#""aud":"x","scope":["user:memberof:moehaha"]"#,
            "pass: the audience x; member of moehaha",
        ),
        (
            r#""aud":"moehaha2","scope":["user:memberof:moehaha.team"]"#,
            "fail: the audience moehaha2; member of moehaha.team",
        ),
        (r#""globalid":"moehaha""#, "fail: no audience; the token of moehaha"),
        (r#""aud":[]"#, "fail: no audience; no membership"),
        ("\"a\":1", "fail: no audience; no membership"),
    ] {
        let advice = if found.starts_with("fail") { format!(" / {advice}") } else { String::new() };
        checked(
            &documented,
            &format!("{{{claims}}}"),
            CheckName::AudienceOrMembership,
            &format!("{found} / {expected}{advice}"),
        );
    }
}

#[test]
fn a_refresh_token_inside_is_a_reason_to_refuse_for_the_strict() {
    let strict = by(ProfileName::Strict);
    for (claims, expected) in [
        ("\"a\":1", "pass: none / none"),
        (r#""refresh_token":null"#, "pass: none / none"),
        (
            r#""refresh_token":"s3cret""#,
            "fail: one inside / none / Take a narrower copy of it, which has no refresh token, or \
             generate a token that is not refreshable.",
        ),
    ] {
        checked(&strict, &format!("{{{claims}}}"), CheckName::RefreshToken, expected);
    }
}
