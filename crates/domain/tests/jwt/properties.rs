//! Whatever comes in, reading ends with a token or a sentence.

use domain::jwt::UntrustedJwt;
use proptest::prelude::*;

use crate::{HEADER, token};

/// A piece of JSON, right or wrong, of the kind that stands in tokens.
fn json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<f64>().prop_map(|number| number.to_string()),
        any::<i64>().prop_map(|number| number.to_string()),
        "\"[a-z:,. \\\\]{0,12}\"",
        ".{0,4}",
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let name =
            "alg|kid|crit|b64|cty|x5t|exp|nbf|iat|aud|scope|globalid|username|refresh_token|[a-z]";
        let member = (name, inner.clone()).prop_map(|(name, value)| format!("\"{name}\":{value}"));
        prop_oneof![
            prop::collection::vec(inner, 0..4).prop_map(|all| format!("[{}]", all.join(","))),
            prop::collection::vec(member, 0..6).prop_map(|all| format!("{{{}}}", all.join(","))),
        ]
    })
}

fn look_at_everything(text: &str) {
    match UntrustedJwt::parse(text) {
        Ok(jwt) => {
            assert_eq!(jwt.parts().join("."), text);
            assert_eq!(format!("{}.{}", jwt.signing_input(), jwt.parts()[2]), text);
            let claims = jwt.peek_claims();
            let _ = (claims.kind(), claims.memberships(), claims.all().count());
            assert!(claims.scope.iter().all(|scope| !scope.is_empty()));
        }
        Err(error) => assert!(!error.to_string().is_empty() && !error.hint().is_empty()),
    }
}

proptest! {
    #[test]
    fn any_text(text in any::<String>()) {
        look_at_everything(&text);
    }

    #[test]
    fn any_parts(text in "[A-Za-z0-9_-]{0,40}(\\.[A-Za-z0-9_-]{0,40}){0,5}") {
        look_at_everything(&text);
    }

    #[test]
    fn any_bytes(header in any::<Vec<u8>>(), payload in any::<Vec<u8>>()) {
        look_at_everything(&token(&header, &payload));
        look_at_everything(&token(HEADER, &payload));
    }

    #[test]
    fn any_json(header in json(), payload in json()) {
        look_at_everything(&token(&header, &payload));
        look_at_everything(&token(HEADER, &payload));
    }

    /// Two readers, one token: whatever is read here is read by jwt-compact in the same way.
    #[test]
    fn another_reader_agrees(payload in json(), key_id in "[a-z]{1,8}") {
        let text = token(format!(r#"{{"kid":"{key_id}","alg":"ES384"}}"#), payload);
        if let Ok(jwt) = UntrustedJwt::parse(&text) {
            let other = jwt_compact::UntrustedToken::new(&text).unwrap();
            prop_assert_eq!(jwt.algorithm(), other.algorithm());
            prop_assert_eq!(jwt.key_id(), other.header().key_id.as_deref());
            prop_assert_eq!(jwt.signature(), other.signature_bytes());
        }
    }

    /// A token is a text, and each text is another token: no two texts of one token.
    #[test]
    fn no_second_spelling(position in 0_usize..200, character in "[A-Za-z0-9_.-]") {
        let text = token(HEADER, r#"{"username":"bob","scope":["user:memberof:acme"]}"#);
        let mut other = text.clone();
        let position = position % text.len();
        other.replace_range(position..=position, &character);
        if other != text && let Ok(jwt) = UntrustedJwt::parse(&other) {
            let original = UntrustedJwt::parse(&text).unwrap();
            let claims = |jwt: &UntrustedJwt| format!("{:?}", jwt.peek_claims());
            prop_assert!(
                jwt.signing_input() != original.signing_input()
                    || jwt.signature() != original.signature()
            );
            if jwt.parts()[1] != original.parts()[1] {
                prop_assert_ne!(claims(&jwt), claims(&original));
            }
        }
    }
}
