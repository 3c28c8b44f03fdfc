//! What is worth knowing about a token, in the sentences that people read, and where there is
//! nothing to say.

use domain::{
    UnixTime,
    judge::{Finding, FindingName, Weight, findings},
};

use crate::{token, token_with};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// A token of which there is nothing to say at second 1000.
const QUIET: &str =
    r#"{"username":"bob","scope":["user:memberof:moehaha"],"aud":"moehaha","iat":900,"exp":4500}"#;

fn found(payload: &str) -> Vec<Finding> {
    findings(&token_with(payload), UnixTime::from_seconds(1000))
}

fn lines(found: &[Finding]) -> Vec<String> {
    let line = |it: &Finding| {
        let (weight, code) = (it.name.weight().code(), it.name.code());
        format!("{weight} {code}: {} / {}", it.reason, it.remedy)
    };
    found.iter().map(line).collect()
}

/// The quiet token with one thing changed.
#[track_caller]
fn check(from: &str, to: &str, expected: &[&str]) {
    assert!(QUIET.contains(from));
    assert_eq!(lines(&found(&QUIET.replace(from, to))), expected, "{to}");
}

#[track_caller]
fn check_header(header: &str, expected: &[&str]) {
    let found = findings(&token(header, QUIET), UnixTime::from_seconds(1000));
    assert_eq!(lines(&found), expected, "{header}");
}

#[test]
fn of_a_modest_token_there_is_nothing_to_say() {
    assert_eq!(found(QUIET), []);
    for algorithm in ["ES384", "ES256", "RS256", "PS256", "EdDSA"] {
        check_header(&format!(r#"{{"alg":"{algorithm}","kid":"a","typ":"JWT"}}"#), &[]);
    }
}

#[test]
fn algorithms_that_prove_nothing() {
    for none in ["none", "None", "NONE", "nOnE"] {
        check_header(
            &format!(r#"{{"alg":"{none}"}}"#),
            &[
                "danger weak-algorithm: it is not signed: anybody can have made it / Do not rely on anything that it says.",
            ],
        );
    }
    for shared in ["HS256", "hs384", "HS512"] {
        check_header(
            &format!(r#"{{"alg":"{shared}"}}"#),
            &[&format!(
                "danger weak-algorithm: it is signed with a shared secret ({shared}): everybody who \
                 can check it can make one / Do not rely on anything that it says."
            )],
        );
    }
    check_header(
        r#"{"alg":"RS1"}"#,
        &[
            "danger weak-algorithm: it is signed over a SHA-1 hash (RS1), which can be forged / Do not rely on anything that it says.",
        ],
    );
}

#[test]
fn algorithms_that_are_not_known_here() {
    for (alg, shown) in [
        ("ES512", "ES512"),
        ("es384", "es384"),
        ("H", "H"),
        ("", "\"\""),
        ("a\u{202e}b", "a\\u{202e}b"),
    ] {
        check_header(
            &format!(r#"{{"alg":"{alg}"}}"#),
            &[&format!(
                "note unusual-algorithm: its algorithm, {shown}, is none that this program can check \
                 / Check it with a program that knows the algorithm."
            )],
        );
    }
}

#[test]
fn keys_in_the_header() {
    let sentence = |names: &str| {
        format!(
            "caution key-in-header: its header brings keys along ({names}); they prove nothing and \
             were not used / Check the signature only with keys that you have from the issuer itself."
        )
    };
    for (member, name) in [
        (r#""jwk":{"kty":"EC"}"#, "jwk"),
        (r#""jku":"https://evil.example/keys""#, "jku"),
        (r#""x5u":"https://evil.example/chain""#, "x5u"),
        (r#""x5c":["MII"]"#, "x5c"),
    ] {
        check_header(&format!(r#"{{"alg":"ES384",{member}}}"#), &[&sentence(name)]);
    }
    check_header(
        r#"{"alg":"ES384","x5c":[],"jwk":{},"jku":"https://evil.example"}"#,
        &[&sentence("jku, jwk, x5c")],
    );
}

#[test]
fn a_refresh_token_inside() {
    let inside = [
        "caution refresh-token: a refresh token is inside: whoever gets this token can renew it for \
         as long as it is used every 30 days / Keep it to yourself; hand on a narrower copy, which \
         cannot be renewed.",
    ];
    check(r#""iat":900"#, r#""iat":900,"refresh_token":"x""#, &inside);
    check(r#""iat":900"#, r#""iat":900,"refresh_token":null"#, &[]);
}

#[test]
fn scopes_that_open_administration() {
    for scope in
        ["organization:owner", "user:admin", "admin", "api.admin", "https://api.example/owner"]
    {
        check(
            r#"["user:memberof:moehaha"]"#,
            &format!(r#"["user:name","{scope}","user:admin"]"#),
            &[&format!(
                "danger powerful-scope: the scope `{scope}` opens administration, not only the API / \
                 Ask for no more than the API needs."
            )],
        );
    }
    for scope in [
        "organization:owner:cockpit",
        "user:ownerof:email:a@b",
        "user:memberof:admins",
        "owners",
        "user:memberof:acme.admin",
        "user:memberof:owner",
        "user:organizations:acme.owner",
    ] {
        check(r#"["user:memberof:moehaha"]"#, &format!(r#"["{scope}"]"#), &[]);
    }
}

#[test]
fn personal_data_in_the_scope_list() {
    let sentence = |count: &str| {
        format!(
            "caution personal-data: personal data stands in the scope list ({count}) / Whoever gets \
             the token can read it; leave out scopes like `user:name` that the API does not need."
        )
    };
    let scope = r#"["user:memberof:moehaha"]"#;
    check(scope, r#"["user:name","[user:name]:Bob Builder"]"#, &[&sentence("1 entry")]);
    check(
        scope,
        r#"["[user:name]:Bob Builder","[user:email:main]:bob@example.com"]"#,
        &[&sentence("2 entries")],
    );
    for none in [r#"["user:name"]"#, r#"["[user:name]"]"#, r#"["user]:name"]"#] {
        check(scope, none, &[]);
    }
}

#[test]
fn a_life_without_end_or_of_a_day() {
    check(
        r#","exp":4500"#,
        "",
        &[
            "danger no-expiry: it does not expire: whoever finds it can use it for ever / Ask for a token with an end.",
        ],
    );
    let remedy = "Ask for a shorter validity when you generate the next one.";
    let issued = |exp: u64| format!(r#""iat":900,"exp":{exp}"#);
    let times = r#""iat":900,"exp":4500"#;
    check(times, &issued(900 + 43_200), &[]);
    check(
        times,
        &issued(900 + 43_201),
        &[&format!("caution long-life: it lives for 12 hours / {remedy}")],
    );
    check(
        times,
        &issued(900 + 86_400),
        &[&format!("caution long-life: it lives for 1 day / {remedy}")],
    );
    let age = "note no-issued-at: it does not say when it was issued (`iat`), so its age is unknown / \
               Nothing has to be done.";
    check(times, r#""exp":44200"#, &[age]);
    check(
        times,
        r#""exp":44201"#,
        &[&format!("caution long-life: it is still valid for 12 hours / {remedy}"), age],
    );
}

#[test]
fn an_id_token() {
    let payload = r#"{"sub":"bob","aud":"moehaha","iat":900,"exp":4500}"#;
    let sentence = "caution id-token: it is an ID token: it says who somebody is, not what they may \
                    do / Use an access token for an API: leave `openid` out of the scope.";
    assert_eq!(lines(&found(payload)), [sentence]);
    // What says of itself that it is an access token (RFC 9068 §2.1) need not have a scope.
    let says_so = token(r#"{"alg":"ES384","typ":"at+jwt"}"#, payload);
    assert_eq!(findings(&says_so, UnixTime::from_seconds(1000)), []);
}

#[test]
fn a_token_for_nobody_in_particular() {
    check(
        r#""aud":"moehaha","#,
        "",
        &[
            "note no-audience: it names no audience: any service that trusts the issuer may accept it / Name the audience when you generate the next one.",
        ],
    );
    check(r#""aud":"moehaha","#, r#""aud":[],"#, &[]);
}

#[test]
fn what_matters_most_comes_first() {
    let jwt = token(r#"{"alg":"none","jku":"https://evil.example"}"#, r#"{"scope":"user:admin"}"#);
    let found = findings(&jwt, UnixTime::from_seconds(1000));
    let codes: Vec<_> = found.iter().map(|finding| finding.name.code()).collect();
    assert_eq!(
        codes,
        [
            "weak-algorithm",
            "powerful-scope",
            "no-expiry",
            "key-in-header",
            "no-audience",
            "no-issued-at"
        ]
    );
    assert!(found.iter().map(|finding| finding.name.weight()).rev().is_sorted());
    assert!(Weight::Danger > Weight::Caution && Weight::Caution > Weight::Note);
}

#[test]
fn names_for_programs_are_all_different() {
    let mut codes = FindingName::ALL.map(FindingName::code).to_vec();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), FindingName::ALL.len());
}
