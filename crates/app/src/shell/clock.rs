//! What time it is, here and now.

use domain::UnixTime;
use js_sys::Date;
use wasm_bindgen::JsValue;

use super::window;
use crate::present::Moment;

/// The time.
#[expect(clippy::disallowed_methods, reason = "this is the shell")]
pub fn now() -> UnixTime {
    from_milliseconds(Date::now())
}

/// When the browser set out for this page: after that no code for it was made.
pub fn arrived_at() -> UnixTime {
    let performance = window().and_then(|window| window.performance());
    performance.map_or_else(now, |performance| from_milliseconds(performance.time_origin()))
}

/// The time with the person's own time zone.
pub fn moment() -> Moment {
    Moment { now: now(), minutes_east }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "whole minutes, less than a day either way; the cast saturates"
)]
fn minutes_east(time: UnixTime) -> i32 {
    #[expect(clippy::cast_precision_loss, reason = "exact up to the year 285000")]
    let milliseconds = JsValue::from_f64(time.seconds() as f64 * 1000.0);
    // JavaScript counts westwards, and knows no offset for a time out of its range.
    -Date::new(&milliseconds).get_timezone_offset() as i32
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, and a clock before 1970 may as well stand at 1970"
)]
fn from_milliseconds(milliseconds: f64) -> UnixTime {
    UnixTime::from_seconds((milliseconds / 1000.0) as u64)
}
