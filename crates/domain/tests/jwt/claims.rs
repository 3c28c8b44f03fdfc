//! Claims in all their shapes.

use domain::{
    UnixTime,
    jwt::{Claims, TokenKind, UntrustedJwt},
};

use crate::{HEADER, token};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn claims(payload: &str) -> Claims {
    UntrustedJwt::parse(&token(HEADER, payload)).unwrap().peek_claims().clone()
}

#[test]
fn scope_is_a_list_or_a_comma_separated_text() {
    for (payload, expected) in [
        ("{}", &[] as &[&str]),
        (r#"{"scope":[]}"#, &[]),
        (r#"{"scope":[""]}"#, &[]),
        (r#"{"scope":""}"#, &[]),
        (r#"{"scope":","}"#, &[]),
        (r#"{"scope":"user:name"}"#, &["user:name"]),
        (r#"{"scope":"user:name, user:memberof:acme,"}"#, &["user:name", "user:memberof:acme"]),
        (
            r#"{"scope":["user:name","","user:memberof:acme"]}"#,
            &["user:name", "user:memberof:acme"],
        ),
        (r#"{"scope":["user:name,user:memberof:acme"]}"#, &["user:name,user:memberof:acme"]),
        (r#"{"scope":"user:name user:memberof:acme"}"#, &["user:name user:memberof:acme"]),
    ] {
        assert_eq!(claims(payload).scope, expected, "{payload}");
    }
}

#[test]
fn audience_is_a_text_or_a_list_and_absent_is_not_empty() {
    for (payload, expected) in [
        ("{}", None),
        (r#"{"aud":[]}"#, Some(vec![])),
        (r#"{"aud":"a,b"}"#, Some(vec!["a,b"])),
        (r#"{"aud":["a","b"]}"#, Some(vec!["a", "b"])),
    ] {
        let found = claims(payload).audience;
        let found = found.as_ref().map(|all| all.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(found, expected, "{payload}");
    }
}

#[test]
fn fractions_never_lengthen_a_token() {
    let found = claims(r#"{"exp":100.9,"nbf":50.1,"iat":40.9}"#);
    assert_eq!(found.expires_at, Some(UnixTime::from_seconds(100)));
    assert_eq!(found.not_before, Some(UnixTime::from_seconds(51)));
    assert_eq!(found.issued_at, Some(UnixTime::from_seconds(40)));
    let found = claims(r#"{"exp":1.795570627e9,"nbf":0,"iat":253402300799}"#);
    assert_eq!(found.expires_at, Some(UnixTime::from_seconds(1_795_570_627)));
    assert_eq!(found.not_before, Some(UnixTime::from_seconds(0)));
    assert_eq!(found.issued_at, Some(UnixTime::from_seconds(253_402_300_799)));
}

#[test]
fn whose_token_it_is() {
    for (payload, kind) in [
        (r#"{"username":"bob","globalid":null}"#, TokenKind::Person),
        (r#"{"username":"bob","globalid":""}"#, TokenKind::Person),
        (r#"{"globalid":"acme"}"#, TokenKind::Organization),
        (r#"{"globalid":"acme","username":null}"#, TokenKind::Organization),
        (r#"{"sub":"bob","aud":"acme"}"#, TokenKind::IdToken),
        (r#"{"sub":"bob","scope":[]}"#, TokenKind::Unknown),
        (r#"{"username":"bob","globalid":"acme"}"#, TokenKind::Unknown),
        ("{}", TokenKind::Unknown),
    ] {
        assert_eq!(claims(payload).kind(), kind, "{payload}");
    }
}

#[test]
fn memberships_are_whole_scopes() {
    let found = claims(
        r#"{"scope":["user:memberof:acme.team","user:name","user:memberof:","user:memberof:a b",
            "[user:memberof:x]:y","user:memberof:other","memberof:wrong"]}"#,
    );
    let names: Vec<_> = found.memberships().iter().map(ToString::to_string).collect();
    assert_eq!(names, ["acme.team", "other"]);
    assert!(found.has_scope("user:memberof:other"));
    assert!(!found.has_scope("user:memberof:othe"));
}

#[test]
fn a_refresh_token_leaves_only_its_presence() {
    let found = claims(r#"{"refresh_token":"Uv38ByGCZU8WP18PmmIdcpVmx00Q"}"#);
    assert!(found.carries_refresh_token());
    assert!(!format!("{found:?}").contains("Uv38"));
    assert!(!claims("{}").carries_refresh_token());
    assert!(!claims(r#"{"refresh_token":null}"#).carries_refresh_token());
    assert!(claims(r#"{"refresh_token":["a"]}"#).carries_refresh_token());
}
