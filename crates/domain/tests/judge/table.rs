//! Claims and the sentence that they get, at second 1000 with the signature checked.

use domain::{
    UnixTime,
    judge::{Profile, Refusal, SignatureState, Verdict, judge},
};

use crate::{PENDING, local_time, organization, profile, token, token_with};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn at(now: u64, payload: &str, profile: &Profile) -> Verdict {
    judge(&token_with(payload), &SignatureState::Valid, profile, UnixTime::from_seconds(now))
}

#[track_caller]
fn check(payload: &str, sentence: &str) {
    let verdict = at(1000, payload, &profile());
    assert_eq!(verdict.headline(&organization(), local_time), sentence, "{payload}");
}

#[track_caller]
fn refused(payload: &str, sentence: &str, code: &str, reason: &str) {
    check(payload, &format!("Refused by moehaha: {sentence}"));
    let verdict = at(1000, payload, &profile());
    let refusal = verdict.refusal().unwrap();
    assert_eq!((refusal.code(), refusal.reason().code()), (code, reason), "{payload}");
    assert!(refusal.hint().ends_with('.'), "{payload}");
    assert!(!verdict.grants_access());
}

#[test]
fn a_member_is_let_in() {
    for claims in [
        r#""username":"bob","scope":["user:memberof:moehaha"]"#,
        r#""username":"bob","scope":"user:memberof:moehaha""#,
        r#""username":"bob","scope":"user:name, user:memberof:moehaha,""#,
        r#""username":"bob","scope":["user:name","user:memberof:moehaha"],"aud":"moehaha""#,
        r#""username":"bob","scope":["user:memberof:moehaha"],"aud":["ext1","moehaha"]"#,
        r#""username":"bob","globalid":null,"scope":["user:memberof:moehaha"]"#,
        r#""username":"bob","scope":["user:memberof:moehaha"],"nbf":1000,"iat":5000"#,
    ] {
        check(
            &format!(r#"{{"iss":"itsyouonline","exp":1001,{claims}}}"#),
            "Accepted by moehaha until 1001",
        );
    }
}

#[test]
fn the_organization_is_let_in_whatever_its_scope() {
    for claims in [
        r#""globalid":"moehaha","scope":["organization:owner"]"#,
        r#""globalid":"moehaha","scope":["organization:owner:cockpit"],"aud":["moehaha"]"#,
        r#""globalid":"moehaha","scope":[""]"#,
        r#""globalid":"moehaha""#,
    ] {
        check(
            &format!(r#"{{"iss":"itsyouonline","exp":2000,{claims}}}"#),
            "Accepted by moehaha until 2000",
        );
    }
}

#[test]
fn a_token_without_an_end_is_said_to_have_none() {
    check(
        r#"{"iss":"itsyouonline","globalid":"moehaha"}"#,
        "Accepted by moehaha; the token does not expire",
    );
}

#[test]
fn membership_is_compared_as_a_whole() {
    for scope in [
        r#"["user:memberof:moehaha2"]"#,
        r#"["user:memberof:moeha"]"#,
        r#"["user:memberof:Moehaha"]"#,
        r#"["user:memberof:moehaha "]"#,
        r#"["user:memberof:moehaha,user:name"]"#,
        r#"["[user:name]:user:memberof:moehaha"]"#,
        r#"["xuser:memberof:moehaha"]"#,
        r#"["memberof:moehaha"]"#,
        r#""user:memberof:moehaha user:name""#,
        r#""user:memberof:moehaha2,user:name""#,
        r#"["user:memberof:other"]"#,
        r#"["user:name"]"#,
    ] {
        refused(
            &format!(r#"{{"iss":"itsyouonline","exp":2000,"username":"eve","scope":{scope}}}"#),
            "the token does not say that you are a member of moehaha",
            "membership-missing",
            "not-authorized",
        );
    }
}

#[test]
fn nothing_granted_means_no_member() {
    for scope in ["[]", r#"[""]"#, r#""""#, r#"",""#] {
        refused(
            &format!(r#"{{"iss":"itsyouonline","exp":2000,"username":"eve","scope":{scope}}}"#),
            "you are not a member of moehaha",
            "not-a-member",
            "not-authorized",
        );
    }
}

#[test]
fn membership_is_not_inherited_upwards() {
    for (scope, names) in [
        (r#"["user:memberof:moehaha.team"]"#, "moehaha.team"),
        (r#"["user:memberof:moehaha.team","user:memberof:other"]"#, "moehaha.team"),
        (r#"["user:memberof:moehaha.a","user:memberof:moehaha.b"]"#, "moehaha.a and moehaha.b"),
        (
            r#""user:memberof:moehaha.a,user:memberof:moehaha.b,user:memberof:moehaha.c""#,
            "moehaha.a, moehaha.b and moehaha.c",
        ),
        (
            r#""user:memberof:moehaha.a,user:memberof:moehaha.b,user:memberof:moehaha.c,user:memberof:moehaha.d,user:memberof:moehaha.e""#,
            "moehaha.a, moehaha.b, moehaha.c and 2 more",
        ),
    ] {
        refused(
            &format!(r#"{{"iss":"itsyouonline","exp":2000,"username":"carol","scope":{scope}}}"#),
            &format!("you are a member of {names} only"),
            "member-below-only",
            "not-authorized",
        );
    }
}

/// The claims that differ, and the sentence, code and reason.
const SOMEBODY_ELSES: &[[&str; 4]] = &[
    [
        r#""iss":"itsyouonline","aud":["ext1"]"#,
        "the token is for another audience (`ext1`), not for moehaha",
        "audience-mismatch",
        "wrong-audience",
    ],
    [
        r#""iss":"itsyouonline","aud":["a","b"]"#,
        "the token is for another audience (`a` and `b`), not for moehaha",
        "audience-mismatch",
        "wrong-audience",
    ],
    [
        r#""iss":"itsyouonline","aud":"moehaha,ext1""#,
        "the token is for another audience (`moehaha,ext1`), not for moehaha",
        "audience-mismatch",
        "wrong-audience",
    ],
    [
        r#""iss":"itsyouonline","aud":"moehaha2""#,
        "the token is for another audience (`moehaha2`), not for moehaha",
        "audience-mismatch",
        "wrong-audience",
    ],
    [
        r#""iss":"itsyouonline","aud":[]"#,
        "the token is for an empty audience, not for moehaha",
        "audience-mismatch",
        "wrong-audience",
    ],
    [
        r#""iss":"itsyouonline.evil","aud":"moehaha""#,
        "issued by `itsyouonline.evil`, not by itsyouonline",
        "issuer-mismatch",
        "malformed",
    ],
    [
        r#""iss":"ITSYOUONLINE""#,
        "issued by `ITSYOUONLINE`, not by itsyouonline",
        "issuer-mismatch",
        "malformed",
    ],
    [
        r#""iss":"a\u202eb""#,
        "issued by `a\\u{202e}b`, not by itsyouonline",
        "issuer-mismatch",
        "malformed",
    ],
    [
        r#""azp":"moehaha""#,
        "the token does not say that it was issued by itsyouonline",
        "issuer-mismatch",
        "malformed",
    ],
];

#[test]
fn somebody_elses_token() {
    let member = r#""username":"bob","scope":["user:memberof:moehaha"],"exp":2000"#;
    for [claims, sentence, code, reason] in SOMEBODY_ELSES {
        refused(&format!("{{{member},{claims}}}"), sentence, code, reason);
    }
}

#[test]
fn other_kinds_of_tokens() {
    for (claims, sentence, code) in [
        (
            r#""globalid":"other","scope":["organization:owner"]"#,
            "it is the token of the organization `other`, not of moehaha",
            "other-organization",
        ),
        (
            r#""globalid":"moehaha.team""#,
            "it is the token of the organization `moehaha.team`, not of moehaha",
            "other-organization",
        ),
        (
            r#""sub":"bob","aud":"moehaha","iat":900"#,
            "it is an ID token, which says who you are but not what you may do",
            "id-token",
        ),
        (
            r#""sub":"bob","aud":"somebody","iat":900"#,
            "it is an ID token, which says who you are but not what you may do",
            "id-token",
        ),
        (r#""azp":"moehaha""#, "the token names neither a person nor an organization", "nameless"),
        (
            r#""username":"eve","globalid":"other""#,
            "you are not a member of moehaha",
            "not-a-member",
        ),
    ] {
        refused(
            &format!(r#"{{"iss":"itsyouonline","exp":2000,{claims}}}"#),
            sentence,
            code,
            "not-authorized",
        );
    }
}

#[test]
fn the_times_of_a_token() {
    let member = r#""iss":"itsyouonline","username":"bob","scope":["user:memberof:moehaha"]"#;
    for (times, sentence, code, reason) in [
        (r#""exp":1000"#, "the token has expired", "expired", "expired"),
        (r#""exp":1000.9"#, "the token has expired", "expired", "expired"),
        (r#""exp":0"#, "the token has expired", "expired", "expired"),
        (r#""exp":2000,"nbf":1001"#, "the token is not valid yet", "not-yet-valid", "malformed"),
        (r#""exp":2000,"nbf":1000.1"#, "the token is not valid yet", "not-yet-valid", "malformed"),
        (r#""exp":900,"nbf":2000"#, "the token has expired", "expired", "expired"),
    ] {
        refused(&format!("{{{member},{times}}}"), sentence, code, reason);
    }
}

#[test]
fn clocks_may_differ_by_the_leeway() {
    let lenient = Profile { leeway: 10, ..profile() };
    let payload = r#"{"iss":"itsyouonline","globalid":"moehaha","nbf":500,"exp":1000}"#;
    for (now, code) in [
        (489, Some("not-yet-valid")),
        (490, None),
        (1009, None),
        (1010, Some("expired")),
        (u64::MAX, Some("expired")),
    ] {
        let verdict = at(now, payload, &lenient);
        assert_eq!(verdict.refusal().map(Refusal::code), code, "{now}");
    }
    assert_eq!(
        at(1009, payload, &lenient).headline(&organization(), local_time),
        "Accepted by moehaha until 1010"
    );
}

#[test]
fn the_algorithm_is_the_keys() {
    for algorithm in ["none", "HS256", "HS384", "ES256", "es384", "RS256"] {
        let jwt = token(
            &format!(r#"{{"alg":"{algorithm}"}}"#),
            r#"{"iss":"itsyouonline","globalid":"moehaha","exp":2000}"#,
        );
        for signature in [PENDING, SignatureState::Valid] {
            let verdict = judge(&jwt, &signature, &profile(), UnixTime::from_seconds(1000));
            assert_eq!(
                verdict.headline(&organization(), local_time),
                format!(
                    "Refused by moehaha: the token names the algorithm `{algorithm}`, not ES384"
                )
            );
            assert_eq!(verdict.refusal().unwrap().reason().code(), "malformed");
        }
    }
}

/// The claims of somebody who is refused, and what they can do.
const WAYS_IN: &[[&str; 2]] = &[
    [
        r#""username":"eve","scope":[]"#,
        "Ask an owner of moehaha to invite you; then generate a new token.",
    ],
    [
        r#""username":"carol","scope":["user:memberof:moehaha.team"]"#,
        "Membership is passed on from moehaha downwards, not upwards. Ask an owner of moehaha to \
         invite you; then generate a new token.",
    ],
    [
        r#""username":"eve","scope":["user:name"]"#,
        "Generate a token with the scope `user:memberof:moehaha`. If you have asked for it, you are \
         not a member: ask an owner of moehaha to invite you.",
    ],
    [r#""globalid":"other""#, "Generate the token of moehaha, or one of your own."],
    [r#""sub":"eve""#, "Generate an access token: leave `openid` out of the scope."],
    [r#""azp":"moehaha""#, "Generate an access token: leave `openid` out of the scope."],
    [r#""username":"eve","aud":"x""#, "Generate a token with the audience moehaha."],
    [r#""username":"eve","nbf":1001"#, "Wait a moment, and check the clock of this device."],
];

#[test]
fn whoever_is_refused_is_told_what_to_do() {
    for [claims, hint] in WAYS_IN {
        let payload = format!(r#"{{"iss":"itsyouonline","exp":2000,{claims}}}"#);
        assert_eq!(at(1000, &payload, &profile()).hint().as_deref(), Some(*hint), "{claims}");
    }
    let evil = at(1000, r#"{"iss":"evil`\u202e"}"#, &profile());
    assert_eq!(evil.hint().unwrap(), "Generate a token at itsyouonline.");
}
