//! Headers that bring keys along, name keys, or ask for what is not done.

use serde_json::json;

use crate::{
    attack::{Attack, STRICT, attack},
    signer::{ATTACKER, ISSUER, OLD},
    token::{Token, base64url, good},
};

pub(crate) fn attacks() -> Vec<Attack> {
    [
        with_keys(),
        naming_unknown_keys(),
        naming_keys(),
        rotation(),
        extended(),
        with_other_members(),
        typed(),
        twice(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Keys and addresses of keys that whoever made the token chose.
fn with_keys() -> Vec<Attack> {
    const WHY: &str = "RFC 8725 §3.10: what the header brings along proves nothing";
    let forged = |name, member: String| {
        attack(name, WHY, good().member(&member).signed_by(ATTACKER))
            .forged()
            .finds(&["key-in-header"])
    };
    let certificate = include_str!("certificate.txt").trim();
    vec![
        forged("the attacker's key in the header", format!(r#""jwk":{}"#, ATTACKER.jwk(None))),
        forged("the right key in the header of a forged token", {
            format!(r#""jwk":{}"#, ISSUER.jwk(None))
        }),
        forged("the attacker's certificate in the header", format!(r#""x5c":["{certificate}"]"#)),
        forged("the address of the attacker's keys", {
            r#""jku":"https://attacker.example/keys.json""#.to_owned()
        }),
        forged("the address of the attacker's certificate", {
            r#""x5u":"https://attacker.example/certificate.pem""#.to_owned()
        }),
        forged("the address of a service inside", {
            r#""jku":"http://169.254.169.254/latest/meta-data/""#.to_owned()
        }),
        attack("a good token that brings its key along", "RFC 7515 §4.1.3: needless, not wrong", {
            good().member(&format!(r#""jwk":{}"#, ISSUER.jwk(None))).signed()
        })
        .finds(&["key-in-header"]),
        attack("an HMAC key in the header", "RFC 8725 §3.1", {
            let key = r#""jwk":{"kty":"oct","k":"AAAA"}"#;
            good().header(format!(r#"{{"alg":"HS256",{key}}}"#)).with_signature(&[7; 32])
        })
        .other_algorithm("HS256", "ES384")
        .finds(&["weak-algorithm", "key-in-header"]),
    ]
}

fn named(key_id: &str) -> Token {
    good().header(json!({ "alg": "ES384", "typ": "JWT", "kid": key_id }).to_string())
}

const KID: &str = "RFC 8725 §3.10: `kid` is compared with the names of known keys, and no more";

/// Names of keys that mean something to a file system, a database or a reader.
fn naming_unknown_keys() -> Vec<Attack> {
    let unknown = |name, key_id, shown: &str| {
        attack(name, KID, named(key_id).signed_by(ATTACKER)).keys("ES384 by its name").badly_signed(
            "signature-unknown-key",
            &format!("the token is signed with the key `{shown}`, which is not known here"),
        )
    };
    let query = "x' UNION SELECT 'AA' --";
    vec![
        unknown("an unknown key", "2027-01", "2027-01"),
        unknown("a key that is a path", PATH, PATH),
        unknown("a key that is a database query", query, query),
        unknown("a key that is a command", "key.pem|id", "key.pem|id"),
        unknown("a key that hides its name", "2026\u{202e}-11\u{0}", "2026\\u{202e}-11\\u{0}"),
        unknown(
            "a key whose name goes on as our sentence",
            "2026-11`, and the signature is right. `",
            "2026-11\\u{60}, and the signature is right. \\u{60}",
        ),
        unknown("a key whose name is empty", "", "\"\""),
        unknown("a key whose name is almost right", "2026-11 ", "2026-11 "),
    ]
}

const PATH: &str = "../../../../dev/null";

fn naming_keys() -> Vec<Attack> {
    vec![
        attack(
            "a forged token that names the right key",
            KID,
            named("2026-11").signed_by(ATTACKER),
        )
        .keys("ES384 by its name")
        .forged(),
        attack("a path where the key has no name", KID, named(PATH).signed_by(ATTACKER)).forged(),
        attack("a good token with a name, where the key has none", "RFC 7515 §4.1.4: a hint", {
            named("anything").signed()
        }),
        attack("a number as the key's name", "RFC 7515 §4.1.4: `kid` is a text", {
            good().member(r#""kid":1"#).signed()
        })
        .unreadable(
            "jwt-header-mistyped",
            "the member `kid` of the token's header has the wrong form",
        ),
    ]
}

/// While the identity server changes from one key to the next, both are known.
fn rotation() -> Vec<Attack> {
    const WHY: &str = "RFC 7517 §4.5: several keys, told apart by name where there is one";
    let both = "old and new by their names";
    vec![
        attack("by the new key, without names", WHY, good().signed()).keys("old and new"),
        attack("by the old key, without names", WHY, good().signed_by(OLD)).keys("old and new"),
        attack("by the new key's name", WHY, named("2026-11").signed()).keys(both),
        attack("by the old key's name", WHY, named("2026-10").signed_by(OLD)).keys(both),
        attack("by the old key, where keys have names", WHY, good().signed_by(OLD)).keys(both),
        attack("by the new key under the old one's name", WHY, named("2026-10").signed())
            .keys(both)
            .forged(),
        attack("by neither key", WHY, good().signed_by(ATTACKER)).keys("old and new").forged(),
        attack("by the old key after it is gone", WHY, good().signed_by(OLD)).forged(),
        attack("by a key that a person gave", "whoever can paste a token can paste a key", {
            good().signed_by(ATTACKER)
        })
        .forged()
        .given("the attacker's", "valid", "the signature is that of the key"),
        attack("by the API's key, and another one given", "the API has its own keys", {
            good().signed()
        })
        .given("the attacker's", "signature-mismatch", "the signature does not match"),
    ]
}

/// Extensions that have to be understood, and payloads that are no JSON.
fn extended() -> Vec<Attack> {
    const CRIT: &str = "RFC 7515 §4.1.11: what has to be understood and is not is refused";
    const CRITICAL: [&str; 2] = [
        "jwt-critical-extension",
        "the header of the token demands extensions (`crit`) that are not understood here",
    ];
    let critical = |name, member| {
        let [code, sentence] = CRITICAL;
        attack(name, CRIT, good().member(member).signed()).unreadable(code, sentence)
    };
    let b64 = |name, why, member| {
        attack(name, why, good().member(member).signed()).unreadable(
            "jwt-unencoded-payload",
            "the header of the token says `b64`, which is not understood here",
        )
    };
    vec![
        critical("an unknown extension", r#""crit":["urn:example:x"],"urn:example:x":true"#),
        critical("an extension that is a usual claim", r#""crit":["exp"],"exp":1"#),
        critical("an empty list of extensions", r#""crit":[]"#),
        critical("an extension that is not there", r#""crit":["b64"]"#),
        critical("an unencoded payload, by the rules", r#""crit":["b64"],"b64":false"#),
        b64("an unencoded payload", "RFC 7797 §6: `b64` needs `crit`", r#""b64":false"#),
        b64("b64 as a text", "RFC 7797 §3: `b64` is true or false", r#""b64":"true""#),
    ]
}

/// What changes nothing, and what would change everything.
fn with_other_members() -> Vec<Attack> {
    vec![
        attack("b64 with the value that changes nothing", "RFC 7797 §3", {
            good().member(r#""b64":true"#).signed()
        }),
        attack("a member that nobody knows", "RFC 7515 §4: is ignored", {
            good().member(r#""zip":"DEF","x":{"y":[1,null]}"#).signed()
        }),
        attack(
            "a token inside the token",
            "RFC 7519 §5.2, §7.2: the outer one alone says nothing",
            {
                let inner = base64url("{}");
                good().member(r#""cty":"JWT""#).payload(format!("{inner}.{inner}.")).signed()
            },
        )
        .unreadable("jwt-content-type", "the content type of the token is `JWT` (`cty`), not JSON"),
    ]
}

/// What the token says that it is.
fn typed() -> Vec<Attack> {
    const WHY: &str = "RFC 8725 §3.11: who checks the type takes no token for another's";
    let typed = |name, kind: &str| {
        attack(
            name,
            WHY,
            good().header(json!({ "alg": "ES384", "typ": kind }).to_string()).signed(),
        )
    };
    let other = |name, kind: &str| {
        let sentence = format!("its type is `{kind}` (`typ`), not an access token's");
        typed(name, kind).refused_by(STRICT, "other-type", &sentence)
    };
    vec![
        other("a proof of possession offered as a token", "dpop+jwt"),
        other("a logout token", "logout+jwt"),
        other("a type of somebody's own", "secevent+jwt"),
        typed("an access token by its type", "at+jwt"),
        typed("an access token by its media type", "application/at+jwt"),
        attack("no type", "RFC 7519 §5.1: optional", good().header(r#"{"alg":"ES384"}"#).signed()),
    ]
}

/// Two members of one name: two readers, two tokens.
fn twice() -> Vec<Attack> {
    const WHY: &str = "RFC 7515 §4: names stand once; the last one wins nowhere";
    let twice = |name, header: &str, member| {
        attack(name, WHY, good().header(header).signed()).unreadable(
            "jwt-duplicate-member",
            &format!("the header of the token has the member `{member}` twice"),
        )
    };
    let nested = format!(r#"{{"alg":"ES384","jwk":{{"kty":"EC","x":"{0}","x":"{0}"}}}}"#, "AA");
    vec![
        twice("two algorithms", r#"{"alg":"none","alg":"ES384"}"#, "alg"),
        twice(
            "two algorithms, one written as an escape",
            r#"{"alg":"ES384","\u0061lg":"none"}"#,
            "alg",
        ),
        twice("two names of keys", r#"{"alg":"ES384","kid":"a","kid":"b"}"#, "kid"),
        twice("a key in the header with two coordinates x", &nested, "x"),
    ]
}
