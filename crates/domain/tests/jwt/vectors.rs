//! Examples of the standards.

use domain::{UnixTime, jwt::UntrustedJwt};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// RFC 7515 appendix A.3: white space and line breaks inside header and payload are JSON's.
#[test]
fn the_es256_example() {
    let jwt = UntrustedJwt::parse(
        "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.\
         DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
    )
    .unwrap();
    assert_eq!(jwt.algorithm(), "ES256");
    assert_eq!(jwt.signature().len(), 64);
    assert_eq!(&jwt.signature()[..4], [14, 209, 33, 83]);
    let claims = jwt.peek_claims();
    assert_eq!(claims.issuer.as_deref(), Some("joe"));
    assert_eq!(claims.expires_at, Some(UnixTime::from_seconds(1_300_819_380)));
    let all: Vec<_> = claims.all().map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(all, ["exp=1300819380", "http://example.com/is_root=true", "iss=\"joe\""]);
}

/// RFC 7519 §6.1: an unsecured token can be looked at, but no key is for its algorithm.
#[test]
fn the_unsecured_example() {
    let jwt = UntrustedJwt::parse(
        "eyJhbGciOiJub25lIn0.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.",
    )
    .unwrap();
    assert_eq!(jwt.algorithm(), "none");
    assert!(jwt.signature().is_empty());
}

/// RFC 7516 appendix A.1, shortened: an encrypted token has five parts.
#[test]
fn the_encrypted_example() {
    let error = UntrustedJwt::parse(
        "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.OKOawDo13gRp2ojaHV7LFpZcgV7T6DVZKTyKOMTYUmKo\
         .48V1_ALb6US04U3b.5eym8TW_c8SuK0ltJ3rpYIzOeDQz7TALvtu6UG9oMo4vpzs9tX_EFShS8iB7j6ji.XFBoMYUZodetZdvTiFvSkQ",
    )
    .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the token has five parts: it is encrypted and cannot be read here"
    );
}

/// RFC 7515 appendix E: a `crit` that names an extension nobody knows.
#[test]
fn the_critical_example() {
    let error =
        UntrustedJwt::parse("eyJhbGciOiJub25lIiwNCiAiY3JpdCI6WyJodHRwOi8vZXhhbXBsZS5jb20vVU5ERUZJTkVEIl0sDQogImh0dHA6Ly9leGFtcGxlLmNvbS9VTkRFRklORUQiOnRydWUNCn0.RkFJTA.")
            .unwrap_err();
    assert_eq!(error.code(), "jwt-critical-extension");
}
