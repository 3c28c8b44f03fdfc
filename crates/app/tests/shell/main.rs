//! The shell in a real browser, which is made to misbehave where that matters.
#![cfg(target_arch = "wasm32")]

mod address;
mod clipboard;
mod clock;
mod console;
mod corpus;
mod crypto;
mod files;
mod focus;
mod inspect;
mod live;
mod page;
mod place;
mod print;
mod proxy;
mod random;
mod sitting;
mod storage;
mod timing;
mod vectors;
mod widget;

use domain::{
    AudienceSet, CodeVerifier, OnBehalfOf, RedirectUri, Refreshable, ScopeSet, Transaction,
    UnixTime, Wish,
};
use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);

/// Runs JavaScript in the page and gives its value.
fn run(script: &str) -> JsValue {
    Function::new_no_args(script).call0(&JsValue::NULL).unwrap()
}

fn text(script: &str) -> String {
    run(script).as_string().unwrap()
}

fn holds(script: &str) -> bool {
    run(script).is_truthy()
}

/// Changes the browser until dropped.
struct Changed {
    back: &'static str,
}

impl Changed {
    fn by(script: &str, back: &'static str) -> Self {
        run(script);
        Self { back }
    }
}

impl Drop for Changed {
    fn drop(&mut self) {
        run(self.back);
    }
}

/// Waits, drawing after drawing, until the script's value is true.
async fn until(script: &str) {
    for _ in 0..600 {
        if holds(script) {
            return;
        }
        let frame = Promise::from(run("return new Promise(requestAnimationFrame)"));
        JsFuture::from(frame).await.unwrap();
    }
    panic!("it never came true: {script}");
}

fn transaction(seed: u8) -> Transaction {
    Transaction {
        verifier: CodeVerifier::from_random([seed; 32]),
        redirect_uri: RedirectUri::parse("https://jwt.example/").unwrap(),
        wish: Wish {
            on_behalf_of: OnBehalfOf::Myself,
            scope: ScopeSet::parse("user:memberof:moehaha").unwrap(),
            audience: AudienceSet::parse("moehaha").unwrap(),
            validity: None,
            refreshable: Refreshable::No,
        },
        begun_at: UnixTime::from_seconds(1_795_484_223 + u64::from(seed)),
        begun_by: String::new(),
        rest: String::new(),
    }
}
