//! The whole thing as one element in somebody else's page.

use std::cell::RefCell;

use domain::Event;
use js_sys::Function;
use wasm_bindgen::JsValue;
use web_sys::ShadowRoot;

use super::{
    host::{Host, option},
    mailbox::Message,
    opened::Opened,
    surface::Surface,
    told::Told,
};

/// One element: what JavaScript may ask of it at any time, also while it is told something.
pub struct Widget(RefCell<Option<Opened>>);

impl Widget {
    /// Draws into a shadow root, in which the live region and the places for the view and the API
    /// console are already. `console` opens the latter.
    pub fn new(root: ShadowRoot, options: &JsValue, told: Function, console: Function) -> Self {
        let proxy = option(options, "proxy").unwrap_or_default();
        let host = Host::read(options);
        let opened = Opened::widget(Surface::shadow(root), &proxy, host, Told::new(told), console);
        Self(RefCell::new(opened))
    }

    /// Other options, for the same proxy: what was begun with one does not go on with another.
    pub fn set(&self, options: &JsValue) {
        self.post(Message::HostChanged(Box::new(Host::read(options))));
    }

    /// As a click on the button that opens the dialog.
    pub fn generate(&self) {
        self.post(Event::GenerateRequested.into());
    }

    /// Forgets the token.
    pub fn clear(&self) {
        self.post(Event::ClearRequested.into());
    }

    fn post(&self, message: Message) {
        if let Some(opened) = &*self.0.borrow() {
            opened.post(message);
        }
    }

    /// Lets go of everything.
    pub fn close(&self) {
        if let Some(opened) = self.0.take() {
            opened.close();
        }
    }
}
