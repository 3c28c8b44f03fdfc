//! How long the page's own work takes.

use app::shell::timing::{self, timed};
use domain::{
    Lens, UnixTime,
    api::PageConfig,
    judge::{Signatures, report},
    jwt::UntrustedJwt,
};
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

use super::{holds, run, text};

/// With what tokens of ItsYou.online hold.
fn token() -> String {
    text(
        "const part = (value) => btoa(JSON.stringify(value)).replaceAll('=', '');
         const scope = Array.from({ length: 12 }, (_, n) => 'user:memberof:moehaha.team' + n);
         return [part({ alg: 'ES384', typ: 'JWT' }), part({ username: 'bob', globalid: null,
            aud: ['moehaha'], azp: 'moehaha', iss: 'itsyouonline', scope, exp: 1795487823,
            iat: 1795484223, nbf: 1795484223, jti: 'a', refresh_token: 'r'.repeat(40) }),
            'A'.repeat(128)].join('.')",
    )
}

fn config() -> PageConfig {
    serde_json::from_str(
        r#"{ "authorization_endpoint": "https://identity.example/authorize",
            "dialect": "itsyouonline", "client_id": "moehaha", "organization": "moehaha",
            "profile": "strict", "issuer": "itsyouonline", "keys": [], "scopes": [],
            "redirect_uris": ["https://jwt.example/"], "organization_tokens": "off",
            "organization_audiences": [] }"#,
    )
    .unwrap()
}

fn milliseconds(name: &str) -> f64 {
    let script = format!("return performance.getEntriesByName('{name}', 'measure')[0].duration");
    run(&script).as_f64().unwrap()
}

/// In the test build, which is slower than the page.
#[wasm_bindgen_test]
fn a_token_is_read_and_judged_in_less_than_two_milliseconds() {
    let (token, now) = (token(), UnixTime::from_seconds(1_795_484_223));
    let profile = Lens::default().profile(&config());
    let mut times: Vec<f64> = Vec::new();
    for _ in 0..100 {
        let jwt = timed("read", || UntrustedJwt::parse(token.as_str()).unwrap());
        let signatures = Signatures::pending();
        let found = timing::report(&jwt, &signatures, Some(&profile), now);
        assert_eq!(found, report(&jwt, &signatures, Some(&profile), now));
        times.push(milliseconds("read") + milliseconds("judge"));
    }
    times.sort_by(f64::total_cmp);
    console_log!("read and judged in {:.2} ms (median), {:.2} ms (longest)", times[50], times[99]);
    assert!(times[50] < 2.0, "{times:?}");
}

#[wasm_bindgen_test]
fn of_each_name_only_the_last_time_is_kept() {
    for _ in 0..3 {
        timed("read", || ());
    }
    assert!(holds("return performance.getEntriesByName('read').length == 1"));
}

#[wasm_bindgen_test]
fn what_is_timed_is_done_in_a_browser_without_a_timeline() {
    let _none = super::Changed::by(
        "window.kept = Object.getOwnPropertyDescriptor(window, 'performance');
         Object.defineProperty(window, 'performance', { configurable: true, value: undefined })",
        "Object.defineProperty(window, 'performance', window.kept)",
    );
    assert_eq!(timed("read", || 7), 7);
}
