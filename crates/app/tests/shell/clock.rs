//! The time.

use app::shell::clock;
use wasm_bindgen_test::wasm_bindgen_test;

use super::run;

#[wasm_bindgen_test]
fn now_is_now_and_the_page_came_before() {
    let now = run("return Date.now() / 1000").as_f64().unwrap();
    #[expect(clippy::cast_precision_loss, reason = "exact for the present")]
    let difference = clock::now().seconds() as f64 - now;
    assert!(difference.abs() <= 1.0);
    assert!(clock::arrived_at() <= clock::now());
}

#[wasm_bindgen_test]
fn the_zone_is_the_browsers() {
    let moment = clock::moment();
    let expected = run("return -new Date().getTimezoneOffset()").as_f64().unwrap();
    assert_eq!(f64::from((moment.minutes_east)(moment.now)), expected);
    let hours = run("return new Date().getHours()").as_f64().unwrap();
    assert!(moment.clock(moment.now).starts_with(&format!("{hours:02}:")));
}
