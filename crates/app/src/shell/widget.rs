//! The whole thing as one element in somebody else's page.

use std::cell::RefCell;

use domain::Event;
use js_sys::Function;
use wasm_bindgen::JsValue;
use web_sys::ShadowRoot;

use super::{
    host::{self, Host},
    mailbox::Message,
    opened::Opened,
    surface::Surface,
    told::Told,
};

/// One element. What JavaScript may ask of it at any time, also while it is told something.
pub struct Widget {
    root: ShadowRoot,
    told: Function,
    /// What is drawn, and for which proxy. `None` after the close.
    opened: RefCell<Option<(String, Opened)>>,
}

impl Widget {
    /// Draws into a shadow root, in which the live region and the place for the view are already.
    pub fn new(root: ShadowRoot, options: &JsValue, told: Function) -> Self {
        let widget = Self { root, told, opened: RefCell::default() };
        widget.open(options);
        widget
    }

    fn open(&self, options: &JsValue) {
        let proxy = host::proxy(options);
        let surface = Surface::shadow(self.root.clone());
        let told = Told::new(self.told.clone());
        let opened = Opened::widget(surface, &proxy, Host::read(options), told);
        self.opened.replace(opened.map(|opened| (proxy, opened)));
    }

    /// Other options. What was begun with one proxy does not go on with another.
    pub fn set(&self, options: &JsValue) {
        let same = {
            let opened = self.opened.borrow();
            let Some((proxy, opened)) = &*opened else { return };
            let same = *proxy == host::proxy(options);
            if same {
                opened.post(Message::HostChanged(Box::new(Host::read(options))));
            }
            same
        };
        if !same {
            self.close();
            self.open(options);
        }
    }

    /// As a click on the button that opens the dialog.
    pub fn generate(&self) {
        self.post(Event::GenerateRequested);
    }

    /// Forgets the token.
    pub fn clear(&self) {
        self.post(Event::ClearRequested);
    }

    fn post(&self, event: Event) {
        if let Some((_, opened)) = &*self.opened.borrow() {
            opened.post(event);
        }
    }

    /// Lets go of everything.
    pub fn close(&self) {
        if let Some((_, opened)) = self.opened.take() {
            opened.close();
        }
    }
}
