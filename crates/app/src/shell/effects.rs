//! Performs the effects that the flow and the inspection ask for.

use std::cell::RefCell;

use domain::{
    CopyText, Effect, Env, Event, Flow, RedirectUri, RedirectUriError, TokenCall,
    api::PageConfig,
    inspect::{self, InspectEffect, InspectEvent, Inspection, KeySource},
    itsyouonline::authorize,
    key::SignatureCheck,
    step,
};
use wasm_bindgen_futures::spawn_local;

use super::{
    address, clipboard, clock, crypto, focus,
    listener::Listener,
    live,
    mailbox::{Mailbox, Message},
    place,
    proxy::Proxy,
    random, storage,
    surface::Surface,
    timer::Timer,
    timing::timed,
};
use crate::view::{Frame, Place, id};

/// An effect that needs the view to be drawn first.
pub(super) enum Later {
    Announce(String),
    /// On the element of this id.
    Focus(&'static str),
    SelectText,
}

/// The hands of the page, or of a widget.
pub(super) struct Shell {
    pub(super) surface: Surface,
    pub(super) frame: Frame,
    pub(super) mailbox: Mailbox,
    proxy: Proxy,
    timer: Timer,
    inspect_timer: Timer,
    address: Result<RedirectUri, RedirectUriError>,
    listeners: RefCell<Vec<Listener>>,
}

impl Shell {
    pub(super) fn of_page(surface: Surface) -> Self {
        let mailbox = Mailbox::default();
        Self {
            surface,
            frame: Frame::Page,
            proxy: Proxy::of_page(),
            timer: Timer::new(mailbox.clone(), || Event::Woken.into()),
            inspect_timer: Timer::new(mailbox.clone(), || InspectEvent::Woken.into()),
            address: address::own(),
            mailbox,
            listeners: RefCell::default(),
        }
    }

    /// Keeps listening until the close.
    pub(super) fn hold(&self, listeners: impl IntoIterator<Item = Listener>) {
        self.listeners.borrow_mut().extend(listeners);
    }

    /// Nothing happens any more.
    pub(super) fn close(&self) {
        self.mailbox.close();
        self.listeners.take();
        self.timer.stop();
        self.inspect_timer.stop();
        self.proxy.give_up();
    }

    /// Which part is shown. Only the page has another one, and goes by the address.
    pub(super) fn place(&self) -> Place {
        if self.frame != Frame::Page {
            return Place::Generate;
        }
        let place = place::named();
        place::entitle(place);
        place
    }

    /// What the address and the storage say when the page is loaded.
    pub(super) fn opened(&self, flow: Flow) -> (Flow, Vec<Later>) {
        let callback = authorize::callback(&address::query());
        let recalled = storage::recall(&callback);
        let event = Event::Opened { callback, recalled, navigation: clock::navigation() };
        self.step(flow, event, None)
    }

    pub(super) fn ask_for_settings(&self) {
        let mailbox = self.mailbox.clone();
        let asking = self.proxy.config();
        spawn_local(async move { mailbox.post(Message::SettingsCame(asking.await)) });
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
        let env = Env { random, ..self.env(config) };
        let (flow, effects) = match event {
            Event::TokenArrived(_) => timed("read", || step(flow, event, &env)),
            other => step(flow, other, &env),
        };
        (flow, effects.into_iter().filter_map(|effect| self.perform(effect)).collect())
    }

    /// The same where tokens are inspected.
    pub(super) fn inspect(
        &self,
        inspection: Inspection,
        event: InspectEvent,
        config: Option<&PageConfig>,
    ) -> (Inspection, Vec<Later>) {
        let env = self.env(config);
        let (inspection, effects) = match event {
            InspectEvent::TextChanged(_) | InspectEvent::FileRead(_) => {
                timed("read", || inspect::step(inspection, event, &env))
            }
            other => inspect::step(inspection, other, &env),
        };
        let later = effects.into_iter().filter_map(|effect| self.perform_inspect(effect));
        (inspection, later.collect())
    }

    fn env<'a>(&'a self, config: Option<&'a PageConfig>) -> Env<'a> {
        Env {
            now: clock::now(),
            random: None,
            config,
            address: &self.address,
            rest: "",
            embedding: None,
        }
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
            Effect::RestoreAddress(rest) => address::restore(&rest),
            // Nothing opens a window here: the page of its own leaves.
            Effect::OpenPopup(_) | Effect::ClosePopup => {}
            Effect::Send(call) => self.send(&call),
            Effect::CheckSignature(check) => self.check(*check, None),
            Effect::Copy(format, text) => {
                self.copy(&text, Event::Copied(format).into(), Event::CopyRefused(format).into());
            }
            Effect::WakeAt(time) => self.timer.wake_at(time),
            Effect::Announce(sentence) => return Some(Later::Announce(sentence)),
            Effect::Focus(target) => return Some(Later::Focus(id::of(target))),
            Effect::SelectToken => return Some(Later::SelectText),
        }
        None
    }

    fn perform_inspect(&self, effect: InspectEffect) -> Option<Later> {
        match effect {
            InspectEffect::CheckSignature(check, by) => self.check(*check, Some(by)),
            InspectEffect::Copy(text) => {
                self.copy(&text, InspectEvent::Copied.into(), InspectEvent::CopyRefused.into());
            }
            InspectEffect::WakeAt(time) => self.inspect_timer.wake_at(time),
            InspectEffect::Announce(sentence) => return Some(Later::Announce(sentence)),
            InspectEffect::Focus(target) => return Some(Later::Focus(id::of_inspect(target))),
            InspectEffect::SelectClaims => return Some(Later::SelectText),
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

    /// For the sign-in or, where it is known by whose keys, for the inspection.
    fn check(&self, check: SignatureCheck, by: Option<KeySource>) {
        let mailbox = self.mailbox.clone();
        let of = check.jwt.compact().clone();
        spawn_local(async move {
            let state = crypto::check(check).await;
            mailbox.post(match by {
                None => Message::from(Event::SignatureChecked { of, state }),
                Some(by) => InspectEvent::SignatureChecked { of, by, state }.into(),
            });
        });
    }

    fn copy(&self, text: &CopyText, copied: Message, refused: Message) {
        let mailbox = self.mailbox.clone();
        let copying = clipboard::copy(text);
        spawn_local(async move {
            mailbox.post(match copying.await {
                Ok(()) => copied,
                Err(clipboard::ClipboardRefused) => refused,
            });
        });
    }
}

impl Later {
    /// Performs what is about the view. All that is to be said is said in one go: what is written
    /// into a live region twice is heard once.
    pub(super) fn perform_all(all: Vec<Self>, surface: &Surface) {
        let mut said = String::new();
        for later in all {
            match later {
                Self::Announce(sentence) => said = format!("{said} {sentence}"),
                Self::Focus(id) => focus::on(surface, id),
                Self::SelectText => focus::select_text(surface),
            }
        }
        if !said.is_empty() {
            live::say(surface, said.trim_start());
        }
    }

    /// Whether it leaves focus and selection alone.
    pub(super) fn is_announcement(&self) -> bool {
        matches!(self, Self::Announce(_))
    }
}
