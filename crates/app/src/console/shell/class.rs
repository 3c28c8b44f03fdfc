//! The console as it is opened and closed by what is around it.

use std::{cell::RefCell, rc::Rc};

use domain::{api::ApiAddress, console::ConsoleEvent, jwt::CompactJwt};
use js_sys::{Function, Reflect};
use wasm_bindgen::JsValue;
use web_sys::Element;

use super::{
    live,
    performing::Shell,
    session::{Message, Opening, Session},
};
use crate::shell::{host::option, proxy::Proxy, stage::Stage};

/// One console: what may be asked of it at any time, also while it asks something itself.
pub struct Console(RefCell<Option<Opened>>);

struct Opened {
    shell: Rc<Shell>,
    stage: Stage<Session>,
    live: Element,
}

impl Console {
    /// Draws into `place`. `options` are `{proxy, api: {name, base, example}, token}`; without a
    /// token that is one nothing is drawn. `ask` is called to hear [`Self::explain`] afterwards.
    pub fn new(place: Element, options: &JsValue, ask: Function) -> Self {
        Self(RefCell::new(Opened::new(place, options, ask)))
    }

    /// Another token. What was sent before stays.
    pub fn set(&self, token: &str) {
        if let Ok(token) = CompactJwt::parse(token) {
            self.post(Message::TokenChanged(token));
        }
    }

    /// What the judge says of the token now: its verdict, then a line for each check that failed.
    pub fn explain(&self, lines: Vec<String>) {
        self.post(ConsoleEvent::Explained(lines));
    }

    /// Whether it is to be seen.
    pub fn show(&self, visible: bool) {
        if let Some(opened) = &*self.0.borrow() {
            // It fails only for a name that is none.
            let _ = opened.shell.place.toggle_attribute_with_force("hidden", !visible);
        }
    }

    fn post(&self, message: impl Into<Message>) {
        if let Some(opened) = &*self.0.borrow() {
            opened.shell.mailbox.post(message);
        }
    }

    /// Lets go of everything.
    pub fn close(&self) {
        if let Some(opened) = self.0.take() {
            opened.close();
        }
    }
}

impl Opened {
    fn new(place: Element, options: &JsValue, ask: Function) -> Option<Self> {
        let token = CompactJwt::parse(&option(options, "token")?).ok()?;
        let proxy = option(options, "proxy").unwrap_or_default();
        let [catalogue, forwarder] = [(); 2].map(|()| Proxy::at(&proxy));
        // It is there before anything is said in it.
        let live = live::region(&place)?;
        let stage = Stage::inside(&place)?;
        let shell = Shell::new(place, [catalogue, forwarder], api(options), ask);
        let shell = Rc::new(shell);
        shell.mailbox.post(ConsoleEvent::Opened);
        stage.begin(Opening { shell: Rc::clone(&shell), token });
        Some(Self { shell, stage, live })
    }

    fn close(self) {
        self.shell.close();
        self.live.remove();
        self.stage.leave();
    }
}

fn api(options: &JsValue) -> ApiAddress {
    let api = Reflect::get(options, &"api".into()).unwrap_or_default();
    let [name, base, example] =
        ["name", "base", "example"].map(|it| option(&api, it).unwrap_or_default());
    ApiAddress { name, base, example }
}
