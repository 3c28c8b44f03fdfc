//! From whom a token comes, to which client, and when.

use domain::{
    ClientId, UnixTime,
    jwt::{HandedOut, HandedOutOtherwise, UntrustedJwt},
};

use crate::{HEADER, token};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn check(by: &str, payload: &str) -> Result<(), HandedOutOtherwise> {
    let client = ClientId::parse("acme").unwrap();
    let jwt = UntrustedJwt::parse(&token(HEADER, payload)).unwrap();
    HandedOut { by, to: &client, now: UnixTime::from_seconds(100) }.check(jwt.peek_claims())
}

#[test]
fn each_claim_has_to_be_there_and_to_be_right() {
    use HandedOutOtherwise::{ByAnother, Expired, NotYetValid, ToAnother};
    for (payload, expected) in [
        (r#"{"iss":"us","azp":"acme","exp":101}"#, Ok(())),
        (r#"{"iss":"us","azp":"acme","exp":101,"nbf":100}"#, Ok(())),
        (r#"{"iss":"us2","azp":"acme","exp":101}"#, Err(ByAnother)),
        (r#"{"iss":"","azp":"acme","exp":101}"#, Err(ByAnother)),
        (r#"{"azp":"acme","exp":101}"#, Err(ByAnother)),
        (r#"{"iss":"us","azp":"acme2","exp":101}"#, Err(ToAnother)),
        (r#"{"iss":"us","exp":101}"#, Err(ToAnother)),
        (r#"{"iss":"us","azp":"acme","exp":100}"#, Err(Expired)),
        (r#"{"iss":"us","azp":"acme"}"#, Err(Expired)),
        (r#"{"iss":"us","azp":"acme","exp":101,"nbf":101}"#, Err(NotYetValid)),
    ] {
        assert_eq!(check("us", payload), expected, "{payload}");
    }
}

#[test]
fn no_issuer_is_not_the_empty_issuer() {
    let payload = r#"{"azp":"acme","exp":101}"#;
    assert_eq!(check("", payload), Err(HandedOutOtherwise::ByAnother));
}
