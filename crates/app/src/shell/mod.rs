//! The part that touches the browser: it performs the flow's effects and reports what happened.

pub mod address;
pub mod clipboard;
pub mod clock;
pub mod crypto;
mod effects;
pub mod files;
pub mod focus;
pub mod live;
mod mailbox;
pub mod place;
pub mod print;
pub mod proxy;
pub mod random;
mod root;
mod settings;
pub mod storage;
mod timer;
pub mod timing;

use std::rc::Rc;

use domain::{Event, Flow};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Document, Element, PageTransitionEvent, Window};
use yew::Renderer;

use effects::Shell;
use mailbox::{Mailbox, Message};
use root::{Opening, Root};

use crate::view::id;

/// Opens the page. A callback in the address is answered before anything is drawn and before the
/// settings are asked for: a code lives ten seconds.
pub fn start() {
    let shell = Rc::new(Shell::of_page());
    let (flow, later) = shell.opened(Flow::new());
    report_restoring(shell.mailbox.clone());
    place::watch(shell.mailbox.posts(Message::PlaceChanged));
    files::keep_the_page();
    print::unfold_for_print();
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

/// Does something to all elements that are meant.
fn each(selector: &str, act: impl Fn(&Element)) {
    let found = document().and_then(|page| page.query_selector_all(selector).ok());
    let Some(found) = found else { return };
    // A list of elements that does not change meanwhile.
    for index in 0..found.length() {
        if let Some(element) = found.get(index) {
            act(element.unchecked_ref());
        }
    }
}

/// Has `told` hear of an event for as long as the page lives.
fn listen(event: &str, told: impl Fn(web_sys::Event) + 'static) {
    let told = Closure::<dyn Fn(web_sys::Event)>::new(told);
    if let Some(window) = window() {
        // It fails only for what is no function.
        let _ = window.add_event_listener_with_callback(event, told.as_ref().unchecked_ref());
    }
    told.forget();
}

/// The browser may bring the page back just as it was left, from its back-forward cache.
fn report_restoring(mailbox: Mailbox) {
    listen("pageshow", move |event| {
        if event.unchecked_into::<PageTransitionEvent>().persisted() {
            mailbox.post(Event::Restored);
        }
    });
}
