//! Performs the effects that the flow asks for.

use domain::{
    Effect, Env, Event, Flow, RedirectUri, RedirectUriError, TokenCall, api::PageConfig,
    itsyouonline::authorize, step,
};
use wasm_bindgen_futures::spawn_local;

use super::{
    address, clipboard, clock, focus, live, mailbox::Mailbox, proxy::Proxy, random, storage,
    timer::Timer,
};
use crate::view::id;

/// An effect that needs the view to be drawn first.
pub(super) enum Later {
    Announce(String),
    /// On the element of this id.
    Focus(&'static str),
    SelectText,
}

/// The page's hands.
pub(super) struct Shell {
    pub(super) mailbox: Mailbox,
    pub(super) proxy: Proxy,
    timer: Timer,
    address: Result<RedirectUri, RedirectUriError>,
}

impl Shell {
    pub(super) fn of_page() -> Self {
        let mailbox = Mailbox::default();
        let timer = Timer::new(mailbox.clone());
        Self { mailbox, proxy: Proxy::of_page(), timer, address: address::own() }
    }

    /// What the address and the storage say when the page is loaded.
    pub(super) fn opened(&self, flow: Flow) -> (Flow, Vec<Later>) {
        let callback = authorize::callback(&address::query());
        let recalled = storage::recall(&callback);
        let event = Event::Opened { callback, recalled, navigation: clock::navigation() };
        self.step(flow, event, None)
    }

    /// Takes a step and performs its effects, as far as they do not need the view.
    pub(super) fn step(
        &self,
        flow: Flow,
        event: Event,
        config: Option<&PageConfig>,
    ) -> (Flow, Vec<Later>) {
        // Only what begins a sign-in needs them.
        let random = matches!(event, Event::Confirmed).then(random::bytes).flatten();
        let env = Env { now: clock::now(), random, config, address: &self.address };
        let (flow, effects) = step(flow, event, &env);
        (flow, effects.into_iter().filter_map(|effect| self.perform(effect)).collect())
    }

    fn perform(&self, effect: Effect) -> Option<Later> {
        match effect {
            Effect::Remember(transaction) => {
                self.mailbox.post(match storage::remember(&transaction) {
                    Ok(()) => Event::Remembered,
                    Err(storage::StorageUnavailable) => Event::RememberRefused,
                });
            }
            Effect::Forget(state) => storage::forget(&state),
            Effect::Redirect(to) => address::leave_for(&to),
            Effect::Stay => address::stay(),
            Effect::CleanAddressBar => address::clean(),
            Effect::Send(call) => self.send(&call),
            Effect::Copy(format, text) => {
                let mailbox = self.mailbox.clone();
                let copying = clipboard::copy(&text);
                spawn_local(async move {
                    mailbox.post(match copying.await {
                        Ok(()) => Event::Copied(format),
                        Err(clipboard::ClipboardRefused) => Event::CopyRefused(format),
                    });
                });
            }
            Effect::WakeAt(time) => self.timer.wake_at(time),
            Effect::Announce(sentence) => return Some(Later::Announce(sentence)),
            Effect::Focus(target) => return Some(Later::Focus(id::of(target))),
            Effect::SelectToken => return Some(Later::SelectText),
        }
        None
    }

    fn send(&self, call: &TokenCall) {
        let mailbox = self.mailbox.clone();
        let asking = self.proxy.token(call);
        spawn_local(async move {
            mailbox.post(match asking.await {
                Ok(response) => Event::TokenArrived(response),
                Err(failure) => Event::RequestFailed(failure),
            });
        });
    }
}

impl Later {
    /// Performs what is about the view.
    pub(super) fn perform(self) {
        match self {
            Self::Announce(sentence) => live::say(&sentence),
            Self::Focus(id) => focus::on(id),
            Self::SelectText => focus::select_text(),
        }
    }
}
