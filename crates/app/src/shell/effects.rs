//! Performs the effects that the flow and the inspection ask for.

use std::cell::RefCell;

use domain::{
    CopyText, Effect, Env, Event, Flow, TokenCall,
    inspect::{self, InspectEffect, InspectEvent, Inspection, KeySource},
    itsyouonline::authorize,
    key::SignatureCheck,
    step,
};
use js_sys::Function;
use wasm_bindgen_futures::spawn_local;

use super::{
    address, clipboard, clock, crypto, focus,
    host::Host,
    life::Life,
    listener::Listener,
    live,
    mailbox::{Mailbox, Message},
    popup::Popup,
    proxy::Proxy,
    random,
    stage::Stage,
    storage,
    surface::Surface,
    timer::Timer,
    timing::timed,
    told::Told,
};
use crate::view::id;

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
    pub(super) mailbox: Mailbox,
    /// Who is told what happens, where somebody else's page is around.
    pub(super) told: Option<Told>,
    /// Opens the API console.
    pub(super) console: Function,
    proxy: Proxy,
    timer: Timer,
    inspect_timer: Timer,
    popup: RefCell<Option<Popup>>,
    listeners: RefCell<Vec<Listener>>,
}

impl Shell {
    pub(super) fn new(
        surface: Surface,
        proxy: Proxy,
        told: Option<Told>,
        console: Function,
    ) -> Self {
        let mailbox = Mailbox::default();
        Self {
            surface,
            told,
            console,
            proxy,
            timer: Timer::new(mailbox.clone(), || Event::Woken.into()),
            inspect_timer: Timer::new(mailbox.clone(), || InspectEvent::Woken.into()),
            mailbox,
            popup: RefCell::default(),
            listeners: RefCell::default(),
        }
    }

    /// Where the view goes.
    pub(super) fn stage(&self) -> Option<Stage<Life>> {
        Stage::inside(&self.surface.element(id::APP)?)
    }

    /// Where the proxy is.
    pub(super) fn proxy_address(&self) -> &str {
        self.proxy.address()
    }

    /// Keeps listening until the close.
    pub(super) fn hold(&self, listeners: Vec<Listener>) {
        self.listeners.replace(listeners);
    }

    /// Nothing happens any more.
    pub(super) fn close(&self) {
        self.mailbox.close();
        self.listeners.take();
        self.timer.stop();
        self.inspect_timer.stop();
        self.proxy.give_up();
        self.close_popup();
    }

    /// What the address and the storage say when the page is loaded.
    pub(super) fn opened(&self, flow: Flow, host: &Host) -> (Flow, Vec<Later>) {
        let callback = authorize::callback(&address::query());
        let recalled = storage::recall(&callback, host.name());
        let event = Event::Opened { callback, recalled, navigation: clock::navigation() };
        let env = Env {
            now: clock::now(),
            random: None,
            config: None,
            address: &address::own(),
            rest: "",
            embedding: host.embedding.as_ref(),
        };
        self.step(flow, event, &env)
    }

    pub(super) fn ask_for_settings(&self) {
        let mailbox = self.mailbox.clone();
        let asking = self.proxy.config();
        spawn_local(async move { mailbox.post(Message::SettingsCame(asking.await)) });
    }

    /// Takes a step and performs its effects, as far as they do not need the view.
    pub(super) fn step(&self, flow: Flow, event: Event, env: &Env<'_>) -> (Flow, Vec<Later>) {
        // Only what begins a sign-in needs them.
        let begins = matches!(event, Event::Confirmed | Event::RedirectRequested);
        let random = begins.then(random::bytes).flatten();
        let rest = if begins { address::rest() } else { String::new() };
        let env = Env { random, rest: &rest, ..*env };
        let (flow, effects) = match event {
            Event::TokenArrived(_) => timed("read", || step(flow, event, &env)),
            other => step(flow, other, &env),
        };
        let later = effects.into_iter().filter_map(|effect| self.perform(effect, &flow)).collect();
        (flow, later)
    }

    /// The same where tokens are inspected.
    pub(super) fn inspect(
        &self,
        inspection: Inspection,
        event: InspectEvent,
        env: &Env<'_>,
    ) -> (Inspection, Vec<Later>) {
        let (inspection, effects) = match event {
            InspectEvent::TextChanged(_) | InspectEvent::FileRead(_) => {
                timed("read", || inspect::step(inspection, event, env))
            }
            other => inspect::step(inspection, other, env),
        };
        let later = effects.into_iter().filter_map(|effect| self.perform_inspect(effect));
        (inspection, later.collect())
    }

    fn perform(&self, effect: Effect, flow: &Flow) -> Option<Later> {
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
            Effect::OpenPopup(to) => self.open_popup(&to, flow),
            Effect::ClosePopup => self.close_popup(),
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

    /// At once, while the person's click counts.
    fn open_popup(&self, to: &str, flow: &Flow) {
        let Flow::InPopup { transaction, .. } = flow else { return };
        let opened = Popup::open(to, transaction, &self.mailbox);
        self.mailbox.post(match &opened {
            Some(_) => Event::PopupOpened,
            None => Event::PopupBlocked,
        });
        self.popup.replace(opened);
    }

    fn close_popup(&self) {
        self.popup.take().iter().for_each(Popup::close);
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
