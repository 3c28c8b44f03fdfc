//! One alarm.

use std::cell::Cell;

use domain::UnixTime;
use wasm_bindgen::{JsCast, closure::Closure};

use super::{
    clock,
    mailbox::{Mailbox, Message},
    window,
};

/// Posts a message at the time it was last set to.
pub(super) struct Timer {
    on_time: Closure<dyn Fn()>,
    running: Cell<Option<i32>>,
}

impl Timer {
    pub(super) fn new(mailbox: Mailbox, message: fn() -> Message) -> Self {
        let on_time = Closure::new(move || mailbox.post(message()));
        Self { on_time, running: Cell::new(None) }
    }

    /// Sets it, and forgets what it was set to before. It may ring early, never late: whoever
    /// set it then sets it again.
    pub(super) fn wake_at(&self, time: UnixTime) {
        // A browser takes more than 24 days for no time at all.
        const LONGEST_MILLISECONDS: u64 = 3_600_000;
        let wait = time.seconds_since(clock::now()).saturating_mul(1000);
        self.wake_after(i32::try_from(wait.min(LONGEST_MILLISECONDS)).unwrap_or(i32::MAX));
    }

    /// The same after so many milliseconds.
    pub(super) fn wake_after(&self, milliseconds: i32) {
        self.stop();
        let Some(window) = window() else { return };
        let on_time = self.on_time.as_ref().unchecked_ref();
        // Without the alarm the times on the page stand still until the next event.
        let set =
            window.set_timeout_with_callback_and_timeout_and_arguments_0(on_time, milliseconds);
        self.running.set(set.ok());
    }

    /// Forgets what it was set to.
    pub(super) fn stop(&self) {
        if let (Some(window), Some(running)) = (window(), self.running.take()) {
            window.clear_timeout_with_handle(running);
        }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        self.stop();
    }
}
