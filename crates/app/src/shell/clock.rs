//! What time it is, here and now.

use domain::{Navigation, NavigationKind, UnixTime};
use js_sys::{Date, Reflect};
use wasm_bindgen::JsValue;
use web_sys::Performance;

use super::window;
use domain::explain::Moment;

/// The time.
#[expect(clippy::disallowed_methods, reason = "this is the shell")]
pub fn now() -> UnixTime {
    from_milliseconds(Date::now())
}

/// When the browser set out for this page, and why.
pub fn navigation() -> Navigation {
    let performance = window().and_then(|window| window.performance());
    let reloads = performance.as_ref().is_some_and(reloads);
    Navigation {
        arrived_at: performance.map_or_else(now, |it| from_milliseconds(it.time_origin())),
        kind: if reloads { NavigationKind::Reload } else { NavigationKind::Visit },
    }
}

fn reloads(performance: &Performance) -> bool {
    let entry = performance.get_entries_by_type("navigation").get(0);
    Reflect::get(&entry, &"type".into()).is_ok_and(|kind| kind == "reload")
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
