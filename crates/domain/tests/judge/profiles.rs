//! Each profile's list of checks, and where the profiles differ, at second 1000 with the signature
//! checked.

use domain::{
    OrganizationId, UnixTime,
    judge::{CheckName, Outcome, Profile, ProfileName, SignatureState, Verdict, judge},
};

use crate::{local_time, organization, profile, token, token_with};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

pub(crate) fn by(name: ProfileName) -> Profile {
    Profile { name, ..profile() }
}

pub(crate) fn at(now: u64, payload: &str, profile: &Profile) -> Verdict {
    judge(&token_with(payload), &SignatureState::Valid, profile, UnixTime::from_seconds(now))
}

fn answer(name: ProfileName, payload: &str) -> String {
    at(1000, payload, &by(name)).headline(&organization(), local_time)
}

#[test]
fn each_profile_has_its_checks() {
    let codes = |name: ProfileName| {
        name.checks().iter().map(|check| check.code()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        ProfileName::ALL.map(|name| (name.as_str(), codes(name))),
        [
            (
                "cockpit",
                "issuer algorithm signature expiry not-before audience authorization".to_owned()
            ),
            (
                "documented",
                "issuer algorithm signature expiry not-before audience-or-membership".to_owned()
            ),
            (
                "strict",
                "issuer algorithm signature kind expiry-required not-before lifetime \
                 audience-required authorization refresh-token"
                    .to_owned()
            ),
        ]
    );
    assert_eq!(
        ProfileName::ALL.map(ProfileName::description),
        [
            "As the Cockpit judges: a token without audience is taken; the organization's own or a \
             member's is let in.",
            "As its documentation says: the organization in the audience, or the membership in the \
             scope.",
            "As RFC 8725 recommends: an audience and an expiry are required, a refresh token inside \
             is refused, more than an hour is flagged.",
        ]
    );
}

#[test]
fn every_check_has_its_heading() {
    let headings: Vec<_> = ProfileName::Strict.checks().iter().map(|check| check.label()).collect();
    assert_eq!(
        headings,
        [
            "Issuer",
            "Algorithm",
            "Signature",
            "Kind",
            "Not expired",
            "Already valid",
            "Lifetime",
            "Audience",
            "Membership",
            "Refresh token"
        ]
    );
    assert_eq!(CheckName::Expiry.label(), "Not expired");
    assert_eq!(CheckName::Audience.label(), "Audience");
    assert_eq!(CheckName::AudienceOrMembership.label(), "Audience or membership");
    assert_eq!(Outcome::Flagged.code(), "flagged");
    assert_eq!(
        [
            Outcome::Pass,
            Outcome::Fail,
            Outcome::Flagged,
            Outcome::NotApplicable,
            Outcome::NotChecked
        ]
        .map(|outcome| outcome.to_string()),
        ["passed", "failed", "passed, but could be better", "does not apply", "not checked here"]
    );
}

/// Whom the token names, and what each profile says.
const THREE_OPINIONS: &[(&str, [&str; 3])] = &[
    (
        r#""username":"bob","scope":["user:memberof:moehaha"],"aud":["moehaha"],"exp":2000"#,
        [
            "Accepted by moehaha until 2000",
            "Accepted by moehaha until 2000",
            "Accepted by moehaha until 2000",
        ],
    ),
    (
        r#""globalid":"moehaha","scope":["organization:owner:cockpit"],"aud":"moehaha","exp":2000"#,
        [
            "Accepted by moehaha until 2000",
            "Accepted by moehaha until 2000",
            "Accepted by moehaha until 2000",
        ],
    ),
    (
        r#""username":"bob","scope":["user:memberof:moehaha"],"exp":2000"#,
        [
            "Accepted by moehaha until 2000",
            "Accepted by moehaha until 2000",
            "Refused by moehaha: the token does not say that it is for moehaha",
        ],
    ),
    (
        r#""globalid":"moehaha","exp":2000"#,
        [
            "Accepted by moehaha until 2000",
            "Refused by moehaha: the token is neither for moehaha nor says that you are a member of \
             it",
            "Refused by moehaha: the token does not say that it is for moehaha",
        ],
    ),
    (
        r#""username":"bob","scope":["user:memberof:moehaha"],"aud":["ext1"],"exp":2000"#,
        [
            "Refused by moehaha: the token is for another audience (`ext1`), not for moehaha",
            "Accepted by moehaha until 2000",
            "Refused by moehaha: the token is for another audience (`ext1`), not for moehaha",
        ],
    ),
    (
        r#""username":"eve","scope":["user:name"],"aud":["moehaha"],"exp":2000"#,
        [
            "Refused by moehaha: the token does not say that you are a member of moehaha",
            "Accepted by moehaha until 2000",
            "Refused by moehaha: the token does not say that you are a member of moehaha",
        ],
    ),
    (
        r#""username":"bob","scope":["user:memberof:moehaha"],"aud":["moehaha"]"#,
        [
            "Accepted by moehaha; the token does not expire",
            "Accepted by moehaha; the token does not expire",
            "Refused by moehaha: the token does not say when it expires",
        ],
    ),
    (
        r#""username":"bob","scope":["user:memberof:moehaha"],"aud":["moehaha"],"exp":2000,"refresh_token":"x""#,
        [
            "Accepted by moehaha until 2000",
            "Accepted by moehaha until 2000",
            "Refused by moehaha: a refresh token is inside, so whoever gets the token can renew it",
        ],
    ),
    (
        r#""username":"bob","globalid":"moehaha","aud":["moehaha"],"exp":2000"#,
        [
            "Accepted by moehaha until 2000",
            "Accepted by moehaha until 2000",
            "Refused by moehaha: the token names both a person and an organization",
        ],
    ),
    (
        r#""sub":"bob","aud":"moehaha","iat":900,"exp":2000"#,
        [
            "Refused by moehaha: it is an ID token, which says who you are but not what you may do",
            "Accepted by moehaha until 2000",
            "Refused by moehaha: it is an ID token, which says who you are but not what you may do",
        ],
    ),
    (
        r#""sub":"bob","aud":"portal","iat":900,"exp":2000"#,
        [
            "Refused by moehaha: it is an ID token, which says who you are but not what you may do",
            "Refused by moehaha: the token is neither for moehaha nor says that you are a member of \
             it",
            "Refused by moehaha: it is an ID token, which says who you are but not what you may do",
        ],
    ),
];

#[test]
fn the_profiles_differ_where_they_should() {
    for (claims, answers) in THREE_OPINIONS {
        let payload = format!(r#"{{"iss":"itsyouonline",{claims}}}"#);
        for (name, expected) in ProfileName::ALL.into_iter().zip(answers) {
            assert_eq!(answer(name, &payload), *expected, "{} {claims}", name.as_str());
        }
    }
}

#[test]
fn who_issued_the_token_comes_first_and_then_its_algorithm() {
    let jwt = token(r#"{"alg":"none"}"#, r#"{"iss":"evil","exp":1}"#);
    let now = UnixTime::from_seconds(1000);
    let wrong = SignatureState::Invalid(domain::jwt::SignatureError::Mismatch);
    for name in ProfileName::ALL {
        let code = |issuer: &str, jwt| {
            let profile = Profile { issuer: issuer.to_owned(), ..by(name) };
            judge(jwt, &wrong, &profile, now).refusal().unwrap().code()
        };
        assert_eq!(code("itsyouonline", &jwt), "issuer-mismatch");
        assert_eq!(code("evil", &jwt), "algorithm-mismatch");
        assert_eq!(code("evil", &token_with(r#"{"iss":"evil","exp":1}"#)), "signature-mismatch");
    }
}

#[test]
fn clocks_may_differ_in_every_profile() {
    let payload =
        r#"{"iss":"itsyouonline","globalid":"moehaha","aud":"moehaha","nbf":500,"exp":1000}"#;
    for name in ProfileName::ALL {
        for (leeway, now, code) in [
            (0, 499, Some("not-yet-valid")),
            (0, 500, None),
            (0, 999, None),
            (0, 1000, Some("expired")),
            (300, 199, Some("not-yet-valid")),
            (300, 200, None),
            (300, 1299, None),
            (300, 1300, Some("expired")),
        ] {
            let verdict = at(now, payload, &Profile { leeway, ..by(name) });
            assert_eq!(verdict.refusal().map(domain::judge::Refusal::code), code, "{leeway} {now}");
        }
    }
}

/// In the shipped API the scope was searched as text: `acme2` then matched `acme`.
#[test]
fn acme2_is_not_acme() {
    let acme = OrganizationId::parse("acme").unwrap();
    let member = |of: &str, aud: &str| {
        format!(
            r#"{{"iss":"itsyouonline","exp":2000,"username":"eve","scope":"user:name,user:memberof:{of}"{aud}}}"#
        )
    };
    let accepted = "Accepted by acme until 2000";
    let missing = "Refused by acme: the token does not say that you are a member of acme";
    for (name, payload, expected) in [
        (ProfileName::Cockpit, member("acme", ""), accepted),
        (ProfileName::Cockpit, member("acme2", ""), missing),
        (ProfileName::Documented, member("acme", ""), accepted),
        (
            ProfileName::Documented,
            member("acme2", r#","aud":"acme2""#),
            "Refused by acme: the token is neither for acme nor says that you are a member of it",
        ),
        (ProfileName::Strict, member("acme", r#","aud":"acme""#), accepted),
        (ProfileName::Strict, member("acme2", r#","aud":"acme""#), missing),
        (
            ProfileName::Strict,
            member("acme", r#","aud":"acme2""#),
            "Refused by acme: the token is for another audience (`acme2`), not for acme",
        ),
        (
            ProfileName::Cockpit,
            r#"{"iss":"itsyouonline","exp":2000,"globalid":"acme2"}"#.to_owned(),
            "Refused by acme: it is the token of the organization `acme2`, not of acme",
        ),
    ] {
        let profile = Profile { organization: acme.clone(), ..by(name) };
        assert_eq!(at(1000, &payload, &profile).headline(&acme, local_time), expected, "{payload}");
    }
}

#[test]
fn reasons_are_the_cockpits_words() {
    for (profile, payload, code, reason) in [
        (
            ProfileName::Strict,
            r#"{"iss":"itsyouonline","username":"bob"}"#,
            "no-expiry",
            "malformed",
        ),
        (
            ProfileName::Strict,
            r#"{"iss":"itsyouonline","username":"bob","exp":2000}"#,
            "no-audience",
            "wrong-audience",
        ),
        (
            ProfileName::Strict,
            r#"{"iss":"itsyouonline","globalid":"moehaha","aud":"moehaha","exp":2000,"refresh_token":"x"}"#,
            "refresh-token-inside",
            "malformed",
        ),
        (
            ProfileName::Documented,
            r#"{"iss":"itsyouonline","exp":2000}"#,
            "neither-for-nor-member",
            "not-authorized",
        ),
    ] {
        let verdict = at(1000, payload, &by(profile));
        let refusal = verdict.refusal().unwrap();
        assert_eq!((refusal.code(), refusal.reason().code()), (code, reason));
    }
    let jwt = token(r#"{"alg":"ES384","typ":"x"}"#, r#"{"iss":"itsyouonline"}"#);
    let verdict =
        judge(&jwt, &SignatureState::Valid, &by(ProfileName::Strict), UnixTime::from_seconds(1000));
    let refusal = verdict.refusal().unwrap();
    assert_eq!((refusal.code(), refusal.reason().code()), ("other-type", "malformed"));
}

#[test]
fn a_token_that_names_both_is_nobodys_for_certain() {
    let payload = r#"{"iss":"itsyouonline","username":"bob","globalid":"moehaha","aud":["moehaha"],"exp":2000}"#;
    let profile = Profile { name: ProfileName::Strict, ..profile() };
    let verdict =
        judge(&token_with(payload), &SignatureState::Valid, &profile, UnixTime::from_seconds(1000));
    let refusal = verdict.refusal().unwrap();
    assert_eq!((refusal.code(), refusal.reason().code()), ("ambiguous", "not-authorized"));
    assert_eq!(refusal.hint(), "Generate a token of your own, or the organization's.");
    let kind = verdict.checks.iter().find(|check| check.name == CheckName::Kind).unwrap();
    assert_eq!(kind.found, "a person's and an organization's at once");
}
