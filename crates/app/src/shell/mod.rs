//! The part that touches the browser: it performs the flow's effects and reports what happened.

pub mod address;
pub mod clipboard;
pub mod clock;
mod effects;
pub mod focus;
pub mod live;
mod mailbox;
pub mod proxy;
pub mod random;
mod root;
pub mod storage;
mod timer;

use std::rc::Rc;

use domain::{Event, Flow};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Document, Element, PageTransitionEvent, Window};
use yew::Renderer;

use effects::Shell;
use mailbox::Mailbox;
use root::{Opening, Root};

use crate::view::id;

/// Opens the page. A callback in the address is answered before anything is drawn and before the
/// settings are asked for: a code lives ten seconds.
pub fn start() {
    let shell = Rc::new(Shell::of_page());
    let (flow, later) = shell.opened(Flow::new());
    report_restoring(shell.mailbox.clone());
    let opening = Opening::new(flow, later, shell);
    match element(id::APP) {
        Some(host) => Renderer::<Root>::with_root_and_props(host, opening).render(),
        None => Renderer::<Root>::with_props(opening).render(),
    };
}

#[expect(clippy::disallowed_methods, reason = "this is the shell, and the only place that asks")]
fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<Document> {
    window()?.document()
}

fn element(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

/// The browser may bring the page back just as it was left, from its back-forward cache.
fn report_restoring(mailbox: Mailbox) {
    let on_pageshow = Closure::<dyn Fn(_)>::new(move |event: PageTransitionEvent| {
        if event.persisted() {
            mailbox.post(Event::Restored);
        }
    });
    if let Some(window) = window() {
        let listener = on_pageshow.as_ref().unchecked_ref();
        // Without this listener only a notice is missing after the back button.
        let _ = window.add_event_listener_with_callback("pageshow", listener);
    }
    // It listens for as long as the page lives.
    on_pageshow.forget();
}
