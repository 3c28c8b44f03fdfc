//! Tokens as a recipe tells them: a good one, of which each byte changes one member.
//!
//! What matters are combinations of claims, and of those a fuzzer gets no hint until all are right.

use serde_json::{Map, Value, json};

/// Where a member stands.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Header,
    Claims,
}

use Part::{Claims, Header};

/// Each change: a member and its new value, in JSON; an empty one takes the member away.
const CHANGES: &[(Part, &str, &str)] = &[
    (Header, "alg", r#""ES256""#),
    (Header, "alg", r#""es384""#),
    (Header, "alg", r#""none""#),
    (Header, "typ", ""),
    (Header, "typ", r#""at+jwt""#),
    (Header, "typ", r#""application/AT+JWT""#),
    (Header, "typ", r#""dpop+jwt""#),
    (Header, "kid", r#""a""#),
    (Header, "jwk", "{}"),
    (Claims, "username", ""),
    (Claims, "username", r#""""#),
    (Claims, "username", "null"),
    (Claims, "globalid", r#""moehaha""#),
    (Claims, "globalid", r#""moehaha2""#),
    (Claims, "globalid", r#""""#),
    (Claims, "globalid", "null"),
    (Claims, "scope", ""),
    (Claims, "scope", "[]"),
    (Claims, "scope", r#"["user:memberof:moehaha2"]"#),
    (Claims, "scope", r#"["user:memberof:moehaha.team"]"#),
    (Claims, "scope", r#"["user:name","user:memberof:moehaha"]"#),
    (Claims, "scope", r#""user:memberof:moehaha2, user:memberof:moehaha""#),
    (Claims, "scope", r#"["user:name,user:memberof:moehaha"]"#),
    (Claims, "scope", r#"["USER:MEMBEROF:moehaha"]"#),
    (Claims, "aud", ""),
    (Claims, "aud", "[]"),
    (Claims, "aud", r#""moehaha""#),
    (Claims, "aud", r#""moehaha,ext1""#),
    (Claims, "aud", r#"["ext1"]"#),
    (Claims, "aud", r#"["ext1","moehaha"]"#),
    (Claims, "iss", ""),
    (Claims, "iss", r#""ItsYouOnline""#),
    (Claims, "exp", ""),
    (Claims, "exp", "1800000000"),
    (Claims, "exp", "1800000000.5"),
    (Claims, "exp", "253402300799"),
    (Claims, "nbf", "1800000000"),
    (Claims, "nbf", "1799999999.5"),
    (Claims, "nbf", "1800003600"),
    (Claims, "iat", "1800000000"),
    (Claims, "iat", "1800007200"),
    (Claims, "sub", r#""bob""#),
    (Claims, "azp", r#""another""#),
    (Claims, "refresh_token", r#""a""#),
    (Claims, "refresh_token", "null"),
    (Claims, "refresh_token", r#""""#),
];

/// Header and payload.
pub(crate) fn cooked(recipe: &[u8]) -> [String; 2] {
    [(Header, header()), (Claims, claims())].map(|(part, mut members)| {
        for byte in recipe {
            let change = CHANGES.get(usize::from(*byte) % CHANGES.len());
            if let Some((_, name, value)) = change.filter(|(of, ..)| *of == part) {
                match serde_json::from_str(value) {
                    Ok(value) => members.insert((*name).to_owned(), value),
                    Err(_) => members.remove(*name),
                };
            }
        }
        Value::Object(members).to_string()
    })
}

fn header() -> Map<String, Value> {
    Map::from_iter([("alg".to_owned(), json!("ES384")), ("typ".to_owned(), json!("JWT"))])
}

/// A member's, which every API accepts.
fn claims() -> Map<String, Value> {
    let members = [
        ("iss", json!("itsyouonline")),
        ("username", json!("bob")),
        ("scope", json!(["user:memberof:moehaha"])),
        ("aud", json!(["moehaha"])),
        ("azp", json!("moehaha")),
        ("exp", json!(1_800_003_600)),
    ];
    members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_is_json_or_nothing() {
        for (_, name, value) in CHANGES {
            let is_json = serde_json::from_str::<Value>(value).is_ok();
            assert!(is_json || value.is_empty(), "{name}: {value}");
        }
    }

    #[test]
    fn a_byte_changes_one_member() {
        let [header, claims] = cooked(&[4, 9, 12]);
        assert_eq!(header, r#"{"alg":"ES384","typ":"at+jwt"}"#);
        let start = r#"{"aud":["moehaha"],"azp":"moehaha","exp":1800003600,"globalid":"moehaha","#;
        assert!(claims.starts_with(start), "{claims}");
        assert!(!claims.contains("username"));
    }
}
