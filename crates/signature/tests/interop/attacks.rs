//! The attack corpus, judged by jose too: what one takes and the other does not is known by name.

use std::collections::BTreeSet;

use corpus::{Case, cases};
use domain::{
    UnixTime,
    judge::{Outcome, ProfileName, SignatureState, Signatures, report},
    jwt::UntrustedJwt,
};
use serde_json::{Value, json};
use signature::{KeySet, PublicKey};

use crate::jose;

/// What a library says of a token without asking whom it lets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Says {
    /// It cannot be read, or its signature is not that of a key.
    NotSigned,
    /// Its signature is right, but not its issuer or its time.
    NotNow,
    /// All are right.
    Good,
}

/// By the API's keys, the issuer, and the token's own times.
fn ours(case: &Case) -> Says {
    let keys = case.keys_of_api().into_iter().map(|key| PublicKey::try_from(key).unwrap());
    let Ok(jwt) = UntrustedJwt::parse(case.text.written_out().as_str()) else {
        return Says::NotSigned;
    };
    let Ok(verified) = keys.collect::<KeySet>().verify(jwt) else { return Says::NotSigned };
    let jwt = verified.as_untrusted();
    let signatures = Signatures { by_api: SignatureState::Valid, by_given: None };
    let profile = case.profile(ProfileName::Cockpit);
    let report = report(jwt, &signatures, Some(&profile), UnixTime::from_seconds(case.now));
    let is_issuers = verified.claims().issuer.as_ref() == Some(&profile.issuer);
    if is_issuers && report.answers.valid_now != Outcome::Fail { Says::Good } else { Says::NotNow }
}

fn order(case: &Case) -> Value {
    let keys: Vec<_> = case.keys_of_api().iter().map(|key| key.to_jwk().0).collect();
    json!({
        "token": case.text.written_out(),
        "keys": keys,
        "issuer": "itsyouonline",
        "now": case.now,
        "leeway": case.leeway,
    })
}

fn joses(refused: Option<&str>) -> Says {
    match refused {
        None => Says::Good,
        Some("ERR_JWT_EXPIRED" | "ERR_JWT_CLAIM_VALIDATION_FAILED") => Says::NotNow,
        Some(_) => Says::NotSigned,
    }
}

/// Where we are stricter, and why.
const STRICTER: &[(&str, &[&str])] = &[
    (
        "names stand once (RFC 7519 §4); JavaScript takes the last of them",
        &[
            "a key in the header with two coordinates x",
            "two algorithms",
            "two audiences, one written as an escape",
            "two ends",
            "two issuers",
            "two members in a claim",
            "two members in a list",
            "two names of keys",
        ],
    ),
    (
        "JSON is nested 16 deep at most",
        &[
            "10,000 lists within lists",
            "a deep header",
            "lists within lists, too deep by one",
            "objects within objects",
        ],
    ),
    (
        "every known claim and member has its type, whether or not anybody asks for it",
        &[
            "a globalid that is a list",
            "a list of issuers",
            "a list of memberships in the scope",
            "a list within the audience",
            "a number as scope",
            "a number as the key's name",
            "a scope that is an object",
            "an audience that is a number",
            "an audience that is an object",
            "an audience that is null",
            "an issuer that is null",
            "null as scope",
            "null within the audience",
        ],
    ),
    (
        "times are numbers of seconds between 1970 and 9999",
        &[
            "a beginning as text",
            "a beginning before 1970",
            "an end after the year 9999",
            "an end as text",
            "an end before 1970",
            "an end beyond all numbers",
            "an end in a list",
            "an end in milliseconds",
            "an end in words",
            "an end of 20 digits",
            "an end that is null",
            "an end that is true",
            "an end with a number that JSON cannot hold",
            "an issue time as text",
        ],
    ),
    ("an end is cut off to its second", &["ends within this second"]),
    (
        "no byte order mark, no half characters (RFC 8259 §8.1, §8.2); JavaScript drops or keeps them",
        &["a byte order mark", "a byte order mark in the header", "half a surrogate pair"],
    ),
    (
        "`b64` says true or nothing, also where `crit` does not name it",
        &["an unencoded payload", "b64 as a text"],
    ),
    ("base64url without padding (RFC 7515 §2)", &["padding behind the signature"]),
];

#[test]
fn jose_says_of_each_attack_what_we_say_or_less() {
    let cases = cases();
    let orders: Vec<Value> = cases.iter().map(order).collect();
    let answers = jose::judge(&orders);
    let mut expected: BTreeSet<&str> =
        STRICTER.iter().flat_map(|(_, names)| *names).copied().collect();
    for (case, refused) in cases.iter().zip(&answers) {
        let (ours, joses) = (ours(case), joses(refused.as_deref()));
        if expected.remove(case.name.as_str()) {
            assert!(ours < joses, "{}: {ours:?}, but jose: {joses:?}", case.name);
        } else {
            assert_eq!(ours, joses, "{}, jose: {refused:?}", case.name);
        }
    }
    assert!(expected.is_empty(), "not in the corpus: {expected:?}");
}
