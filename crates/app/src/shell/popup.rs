//! The window in which the person signs in, and the callback page in it that hands the answer over.

use std::{cell::Cell, rc::Rc};

use domain::{
    Event, State, Transaction,
    itsyouonline::authorize::{self, Callback},
};
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent, Window};

use super::{listener::Listener, mailbox::Mailbox, object, window};

/// Also the name of the channel, by which a callback page reaches the pages of its own origin where
/// an opener policy (COOP) has cut it from the one that opened it.
const NAME: &str = "cockpit-jwt";

const LOOK_EVERY_MILLISECONDS: i32 = 250;

/// A window that was opened. Dropped, it stays open, and nobody listens to it any more.
pub(super) struct Popup {
    window: Window,
    channel: Option<BroadcastChannel>,
    from: Rc<CallbackPage>,
    looks: Option<i32>,
    _look: Closure<dyn Fn()>,
    _listeners: [Listener; 2],
}

/// Whose answer is taken, and to what.
struct CallbackPage {
    origin: String,
    state: State,
    /// Whether it has come.
    heard: Cell<bool>,
}

impl Popup {
    /// Opens the window; `None` where the browser does not let it open.
    pub(super) fn open(address: &str, of: &Transaction, mailbox: &Mailbox) -> Option<Self> {
        let state = of.state();
        let name = format!("{NAME}-{}", state.as_str().get(..8).unwrap_or_default());
        let features = "popup,width=480,height=720";
        let window = window()?.open_with_url_and_target_and_features(address, &name, features);
        let window = window.ok()?.filter(|window| !window.closed().unwrap_or(true))?;
        let origin = of.redirect_uri.origin().to_owned();
        let from = Rc::new(CallbackPage { origin, state, heard: Cell::default() });
        let channel = BroadcastChannel::new(NAME).ok();
        let listeners =
            [from.posting(&window, mailbox), from.broadcasting(channel.as_ref(), mailbox)];
        let look = looking(window.clone(), mailbox.clone());
        let looks = super::window().and_then(|page| {
            let look = look.as_ref().unchecked_ref();
            page.set_interval_with_callback_and_timeout_and_arguments_0(
                look,
                LOOK_EVERY_MILLISECONDS,
            )
            .ok()
        });
        Some(Self { window, channel, from, looks, _look: look, _listeners: listeners })
    }

    /// Lets the callback page know that its answer is here, and closes the window.
    pub(super) fn close(&self) {
        if self.from.heard.get() {
            self.answer();
        }
        // Where the two were cut apart, the callback page closes itself.
        let _ = self.window.close();
    }

    fn answer(&self) {
        let CallbackPage { origin, state, .. } = &*self.from;
        let received = object::of(&[
            ("kind", "cockpit-jwt:received".into()),
            ("state", state.as_str().into()),
        ]);
        // Each reaches it where the other does not; a page that is gone needs no answer.
        let _ = self.window.post_message(&received, origin);
        if let Some(channel) = &self.channel {
            let _ = channel.post_message(&received);
        }
    }
}

impl Drop for Popup {
    fn drop(&mut self) {
        if let (Some(page), Some(looks)) = (window(), self.looks) {
            page.clear_interval_with_handle(looks);
        }
        if let Some(channel) = &self.channel {
            channel.close();
        }
    }
}

/// Nothing tells of a window that is closed.
fn looking(popup: Window, mailbox: Mailbox) -> Closure<dyn Fn()> {
    let told = Cell::new(false);
    Closure::new(move || {
        if popup.closed().unwrap_or(true) && !told.replace(true) {
            mailbox.post(Event::PopupGone);
        }
    })
}

impl CallbackPage {
    /// Hears what the window itself posts to this page.
    fn posting(self: &Rc<Self>, popup: &Window, mailbox: &Mailbox) -> Listener {
        let (from, mailbox, popup) =
            (Rc::clone(self), mailbox.clone(), Object::from(popup.clone()));
        Listener::on_window("message", move |event| {
            let event: MessageEvent = event.unchecked_into();
            if event.source().is_some_and(|source| source == popup) {
                from.hear(&event, &mailbox);
            }
        })
    }

    /// Hears what is told to all pages of this origin.
    fn broadcasting(
        self: &Rc<Self>,
        channel: Option<&BroadcastChannel>,
        mailbox: &Mailbox,
    ) -> Listener {
        let (from, mailbox) = (Rc::clone(self), mailbox.clone());
        let channel = channel.map(|channel| channel.clone().into());
        Listener::on(channel, "message", move |event| {
            from.hear(&event.unchecked_into(), &mailbox);
        })
    }

    /// Anything but the answer to this sign-in is somebody else's.
    fn hear(&self, event: &MessageEvent, mailbox: &Mailbox) {
        if event.origin() != self.origin {
            return;
        }
        let Some(query) = query(&event.data()) else { return };
        let callback = authorize::callback(&query);
        if let Ok(Callback::Code { state, .. } | Callback::Refused { state, .. }) = &callback
            && *state == self.state
        {
            self.heard.set(true);
            mailbox.post(Event::CallbackReceived(callback));
        }
    }
}

fn query(message: &JsValue) -> Option<String> {
    let word = |name: &str| Reflect::get(message, &name.into()).ok()?.as_string();
    (word("kind")? == "cockpit-jwt:callback").then(|| word("query"))?
}
