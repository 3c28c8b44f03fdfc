//! Every failure, as HTML.

use domain::{Failure, RedirectUri, itsyouonline::authorize, jwt::JwtError};

use super::{drawn, failed, problem, settings};

/// A new failure is noticed here and belongs into the list below.
const fn position(failure: &Failure) -> usize {
    match failure {
        Failure::UnknownCallback => 0,
        Failure::CallbackMalformed(_) => 1,
        Failure::SignInRefused { .. } => 2,
        Failure::StorageUnavailable => 3,
        Failure::CryptoUnavailable => 4,
        Failure::SettingsMissing => 5,
        Failure::SettingsUnusable { .. } => 6,
        Failure::AddressUnusable(_) => 7,
        Failure::AddressNotAllowed(_) => 8,
        Failure::CodeTooOld { .. } => 9,
        Failure::ProxyUnreachable => 10,
        Failure::ProxyTimedOut => 11,
        Failure::AnswerUnreadable => 12,
        Failure::TokenUnreadable(_) => 13,
        Failure::Refused(_) => 14,
        Failure::CallbackPageMissing => 15,
    }
}

fn every_failure() -> [(Failure, bool); 16] {
    [
        (Failure::UnknownCallback, true),
        (Failure::CallbackMalformed(authorize::callback("?code=a").unwrap_err()), true),
        (Failure::SignInRefused { error: "access_denied".to_owned() }, true),
        (Failure::StorageUnavailable, true),
        (Failure::CryptoUnavailable, false),
        (Failure::SettingsMissing, true),
        (Failure::SettingsUnusable { reason: "no endpoint".to_owned() }, false),
        (Failure::AddressUnusable(RedirectUri::parse("ftp://x").unwrap_err()), false),
        (Failure::AddressNotAllowed(RedirectUri::parse("https://x.example/").unwrap()), false),
        (Failure::CodeTooOld { seconds: 12 }, true),
        (Failure::ProxyUnreachable, true),
        (Failure::ProxyTimedOut, true),
        (Failure::AnswerUnreadable, true),
        (Failure::TokenUnreadable(JwtError::Encrypted), true),
        (Failure::Refused(Box::new(problem())), true),
        (Failure::CallbackPageMissing, false),
    ]
}

#[test]
fn every_failure_is_drawn_with_its_code_and_its_ways_on() {
    for (at, (failure, try_again)) in every_failure().into_iter().enumerate() {
        assert_eq!(position(&failure), at);
        let html = drawn(&failed(failure.clone(), None), &settings());
        assert!(html.contains(failure.code()), "{html}");
        assert_eq!(html.contains("Try again"), try_again, "{html}");
        assert!(html.contains("Back to the start") && html.contains(r#"id="failure""#), "{html}");
    }
}
