//! What is listened to, for as long as somebody wants to know.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Event, EventTarget};

use super::window;

/// Hears of an event until it is dropped.
pub struct Listener {
    target: Option<EventTarget>,
    event: &'static str,
    told: Closure<dyn Fn(Event)>,
}

impl Listener {
    /// Has `told` hear of an event of the window.
    pub(crate) fn on_window(event: &'static str, told: impl Fn(Event) + 'static) -> Self {
        Self::on(window().map(JsCast::unchecked_into), event, told)
    }

    /// The same of something else.
    pub(super) fn on(
        target: Option<EventTarget>,
        event: &'static str,
        told: impl Fn(Event) + 'static,
    ) -> Self {
        let told = Closure::<dyn Fn(Event)>::new(told);
        if let Some(target) = &target {
            // It fails only for what is no function.
            let _ = target.add_event_listener_with_callback(event, told.as_ref().unchecked_ref());
        }
        Self { target, event, told }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        if let Some(target) = &self.target {
            let told = self.told.as_ref().unchecked_ref();
            // As above.
            let _ = target.remove_event_listener_with_callback(self.event, told);
        }
    }
}
