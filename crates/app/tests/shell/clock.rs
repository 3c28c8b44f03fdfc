//! The time.

use app::shell::clock;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{run, text};

#[wasm_bindgen_test]
fn now_is_now_and_the_page_came_before() {
    let now = run("return Date.now() / 1000").as_f64().unwrap();
    #[expect(clippy::cast_precision_loss, reason = "exact for the present")]
    let difference = clock::now().seconds() as f64 - now;
    assert!(difference.abs() <= 1.0);
    assert!(clock::navigation().arrived_at <= clock::now());
}

#[wasm_bindgen_test]
fn the_zone_is_the_browsers() {
    let moment = clock::moment();
    let expected = text("return String(0 - new Date().getTimezoneOffset())");
    assert_eq!((moment.minutes_east)(moment.now).to_string(), expected);
    let hours = run("return new Date().getHours()").as_f64().unwrap();
    assert!(moment.clock(moment.now).starts_with(&format!("{hours:02}:")));
}
