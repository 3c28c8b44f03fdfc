//! Performs the effects that the console asks for.

use std::{cell::RefCell, rc::Rc};

use domain::{
    CopyText,
    api::ApiAddress,
    catalogue::CallRequest,
    console::{Console, ConsoleEffect, ConsoleEvent, ConsoleFocus, EntryNumber, Reach, Way},
    jwt::CompactJwt,
    snippet::Language,
};
use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use super::{
    download::{self, Saved},
    fetch::{self, Fetch},
    focus, live, probe,
    session::Message,
};
use crate::{
    console::view::id,
    shell::{
        clipboard,
        mailbox::Mailbox,
        proxy::{Deadline, PATIENCE_MILLISECONDS, Proxy},
    },
};

/// An effect that needs the view to be drawn first.
pub(super) enum Later {
    Announce(String),
    /// On the element of this id; the person waits for it.
    FocusAsked(String),
    /// The same where the person may be doing something else meanwhile.
    FocusOffered(String),
    SelectText,
}

/// The hands of a console.
pub(super) struct Shell {
    pub(super) place: Element,
    pub(super) mailbox: Mailbox<Message>,
    pub(super) api: ApiAddress,
    catalogue: Proxy,
    forwarder: Proxy,
    ask: Function,
    /// What is being sent straight to the API.
    fetch: RefCell<Option<Fetch>>,
    probing: RefCell<Option<Rc<Deadline>>>,
    saved: RefCell<Option<Saved>>,
}

impl Shell {
    pub(super) fn new(
        place: Element,
        [catalogue, forwarder]: [Proxy; 2],
        api: ApiAddress,
        ask: Function,
    ) -> Self {
        let mailbox = Mailbox::default();
        let (fetch, probing, saved) = Default::default();
        Self { place, mailbox, api, catalogue, forwarder, ask, fetch, probing, saved }
    }

    /// Nothing happens any more.
    pub(super) fn close(&self) {
        self.mailbox.close();
        self.catalogue.give_up();
        self.abort();
        self.probing.take().iter().for_each(|deadline| deadline.controller.abort());
        self.saved.take();
    }

    /// Gives up what is being sent.
    fn abort(&self) {
        self.forwarder.give_up();
        self.fetch.take();
    }

    /// Performs an effect, as far as it does not need the view. `asked`: the person waits for it.
    pub(super) fn perform(
        &self,
        effect: ConsoleEffect,
        token: &CompactJwt,
        console: &Console,
        asked: bool,
    ) -> Option<Later> {
        match effect {
            ConsoleEffect::FetchCatalogue => self.fetch_catalogue(),
            ConsoleEffect::Probe => self.probe(token),
            ConsoleEffect::Send { number, request, way } => match way {
                Way::Direct => self.send(number, &request, token),
                Way::Forwarded => self.forward(number, &request, token),
            },
            ConsoleEffect::Abort => self.abort(),
            // Whoever is asked answers when it can, or not at all.
            ConsoleEffect::Ask => drop(self.ask.call0(&JsValue::NULL)),
            ConsoleEffect::Copy(number, language, text) => self.copy(number, language, text),
            ConsoleEffect::Download { number, file_name } => {
                let entry = console.history.entry(number);
                let answer = entry.and_then(|entry| entry.answer());
                let saved = answer.and_then(|answer| download::save(&answer.body, &file_name));
                self.saved.replace(saved);
            }
            ConsoleEffect::Announce(sentence) => return Some(Later::Announce(sentence)),
            ConsoleEffect::Focus(ConsoleFocus::CopyText) => return Some(Later::SelectText),
            ConsoleEffect::Focus(target) if asked => {
                return Some(Later::FocusAsked(id::of(target)));
            }
            ConsoleEffect::Focus(target) => return Some(Later::FocusOffered(id::of(target))),
        }
        None
    }

    fn fetch_catalogue(&self) {
        let (mailbox, asking) = (self.mailbox.clone(), self.catalogue.catalogue());
        spawn_local(async move { mailbox.post(ConsoleEvent::CatalogueCame(asking.await)) });
    }

    fn probe(&self, token: &CompactJwt) {
        let mailbox = self.mailbox.clone();
        let Some(deadline) = Deadline::start(PATIENCE_MILLISECONDS).map(Rc::new) else {
            return mailbox.post(ConsoleEvent::Probed(Reach::Unreachable));
        };
        let probing = probe::probe(&self.api, token, Rc::clone(&deadline));
        self.probing.replace(Some(deadline));
        spawn_local(async move { mailbox.post(ConsoleEvent::Probed(probing.await)) });
    }

    fn send(&self, number: EntryNumber, request: &CallRequest, token: &CompactJwt) {
        let mailbox = self.mailbox.clone();
        match Fetch::start(request, &self.api.base, token) {
            Ok(fetch) => {
                let answered = fetch.answered();
                self.fetch.replace(Some(fetch));
                spawn_local(async move { mailbox.post(fetch::told(number, answered.await)) });
            }
            Err(failure) => mailbox.post(ConsoleEvent::Failed(number, failure)),
        }
    }

    fn forward(&self, number: EntryNumber, request: &CallRequest, token: &CompactJwt) {
        let mailbox = self.mailbox.clone();
        let answered = fetch::forwarded(&self.forwarder, request, token);
        spawn_local(async move { mailbox.post(fetch::told(number, answered.await)) });
    }

    fn copy(&self, number: EntryNumber, language: Language, text: CopyText) {
        let (mailbox, copying) = (self.mailbox.clone(), clipboard::copy(&text));
        spawn_local(async move {
            mailbox.post(match copying.await {
                Ok(()) => ConsoleEvent::Copied(number, language),
                Err(clipboard::ClipboardRefused) => {
                    ConsoleEvent::CopyRefused(number, language, text)
                }
            });
        });
    }
}

impl Later {
    /// Performs what is about the view. All that is to be said is said in one go: what is written
    /// into a live region twice is heard once.
    pub(super) fn perform_all(all: Vec<Self>, place: &Element) {
        let mut said = String::new();
        for later in all {
            match later {
                Self::Announce(sentence) => said = format!("{said} {sentence}"),
                Self::FocusAsked(id) => focus::on(place, &id),
                Self::FocusOffered(id) => focus::offer(place, &id),
                Self::SelectText => focus::select(place, id::COPY_TEXT),
            }
        }
        if !said.is_empty() {
            live::say(place, said.trim_start());
        }
    }
}
