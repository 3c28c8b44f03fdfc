//! The API console: a module of its own beside the view, which is loaded when somebody wants it.

use std::{cell::Cell, mem};

use domain::{api::ApiAddress, jwt::CompactJwt};
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::{
    effects::{Later, Shell},
    focus,
    listener::Listener,
    mailbox::{Mailbox, Message},
    object,
};
use crate::view::{TryIt, id};

/// Where it is drawn, beside the view and never in it: two Yews number their listeners alike.
const PLACE: &str = "console";

/// Where one goes on in it.
const SEARCH: &str = "console-search";

/// What happens to the place when the console's WebAssembly has ended in the middle of its life.
/// Whoever has loaded it watches for that.
const STOPPED: &str = "stopped";

#[wasm_bindgen]
extern "C" {
    /// The console, as its own module gives it.
    #[derive(Debug, Clone)]
    pub type Console;

    #[wasm_bindgen(method, catch)]
    fn set(this: &Console, token: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn explain(this: &Console, lines: Array) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn show(this: &Console, visible: bool) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn close(this: &Console) -> Result<(), JsValue>;
}

/// Opens and closes the console, and keeps it in step with the token.
#[derive(Default)]
pub(super) struct Door {
    /// How far it is.
    pub(super) state: TryIt,
    console: Option<Opened>,
    /// Whether one is on its way, also if nobody wants it any more. There is never a second one: they
    /// would be drawn in the same place.
    is_coming: bool,
}

/// It ends when nobody holds it any more, also where it comes to somebody who has gone.
#[derive(Debug)]
struct Drawn(Console);

impl Drop for Drawn {
    fn drop(&mut self) {
        drop(self.0.close());
    }
}

/// The console with what it was told.
struct Opened {
    console: Drawn,
    token: CompactJwt,
    /// What it calls to ask the judge.
    _ask: Closure<dyn Fn()>,
    _stop: Listener,
}

/// What was loaded, and what it was opened with.
#[derive(Debug)]
pub(crate) struct Came {
    answer: Result<Drawn, JsValue>,
    token: CompactJwt,
    ask: Closure<dyn Fn()>,
}

impl Door {
    /// Loads the console, unless it is there or on its way.
    pub(super) fn open(&mut self, shell: &Shell, api: &ApiAddress, token: &CompactJwt) {
        if self.state == TryIt::Open {
            focus::on(&shell.surface, SEARCH);
        }
        if matches!(self.state, TryIt::Loading | TryIt::Open) {
            return;
        }
        self.state = TryIt::Loading;
        if mem::replace(&mut self.is_coming, true) {
            return;
        }
        let ask = asks(shell.mailbox.clone());
        let options = object::of(&[
            ("proxy", shell.proxy_address().into()),
            ("api", address_of(api)),
            ("token", token.expose().into()),
        ]);
        let opening = opening(shell, &options, ask.as_ref().unchecked_ref());
        let (mailbox, token) = (shell.mailbox.clone(), token.clone());
        spawn_local(async move {
            let answer = match opening {
                Ok(promise) => JsFuture::from(promise).await,
                Err(error) => Err(error),
            };
            let answer = answer.map(|console| Drawn(console.unchecked_into()));
            mailbox.post(Message::ConsoleCame(Box::new(Came { answer, token, ask })));
        });
    }

    /// Takes what was loaded.
    pub(super) fn came(&mut self, shell: &Shell, came: Came) {
        let Came { answer, token, ask } = came;
        self.is_coming = false;
        match answer {
            Ok(console) if self.state == TryIt::Loading => {
                let (place, mailbox) = (shell.surface.element(PLACE), shell.mailbox.clone());
                let stop = move |_| mailbox.post(Message::ConsoleStopped);
                let stop = Listener::on(place.map(Into::into), STOPPED, stop);
                self.console = Some(Opened { console, token, _ask: ask, _stop: stop });
                self.state = TryIt::Open;
            }
            Err(error) if self.state == TryIt::Loading => self.state = not_loaded(&error),
            // Nobody waits for it any more.
            Ok(_) | Err(_) => {}
        }
    }

    /// Another token, or the same; and whether it is seen.
    pub(super) fn follow(&mut self, token: &CompactJwt, is_seen: bool) {
        let Some(opened) = &mut self.console else { return };
        if opened.token.expose() != token.expose() {
            opened.token = token.clone();
            told(opened.console.0.set(token.expose()));
        }
        told(opened.console.0.show(is_seen));
    }

    /// What the judge says.
    pub(super) fn explain(&self, lines: &[String]) {
        if let Some(opened) = &self.console {
            let lines = lines.iter().map(JsValue::from).collect();
            told(opened.console.0.explain(lines));
        }
    }

    /// What is left of a console that has ended by itself goes away. The focus that was in it goes to
    /// the button that opens another.
    pub(super) fn stopped(&mut self, shell: &Shell) -> Option<Later> {
        self.console.take()?;
        self.state = stopped();
        let had_focus = Cell::new(false);
        shell.surface.each("#console:focus-within", |_| had_focus.set(true));
        if let Some(place) = shell.surface.element(PLACE) {
            place.set_text_content(None);
        }
        had_focus.get().then_some(Later::Focus(id::TRY_IT))
    }

    /// Lets go of the console, and of what was done in it.
    pub(super) fn close(&mut self) {
        self.state = TryIt::Closed;
        self.console = None;
    }
}

fn address_of(ApiAddress { name, base, example }: &ApiAddress) -> JsValue {
    object::of(&[("name", name.into()), ("base", base.into()), ("example", example.into())])
}

fn asks(mailbox: Mailbox) -> Closure<dyn Fn()> {
    Closure::new(move || mailbox.post(Message::JudgeAsked))
}

/// The page around knows where the console's files are.
fn opening(shell: &Shell, options: &JsValue, ask: &Function) -> Result<Promise, JsValue> {
    let place = shell.surface.element(PLACE).map_or(JsValue::NULL, JsValue::from);
    shell.console.call3(&JsValue::NULL, &place, options, ask)?.dyn_into()
}

/// What goes wrong in the console is reported as if nobody had caught it, to whoever watches for traps.
fn told(done: Result<(), JsValue>) {
    if let Err(error) = done {
        drop(Promise::reject(&error));
    }
}

fn stopped() -> TryIt {
    TryIt::Failed {
        reason: "The API console has stopped working.".to_owned(),
        hint:
            "That is a mistake in the console. The token is still here: try again to begin anew, \
               without what was sent."
                .to_owned(),
    }
}

/// Whoever knows more than that it did not come says so as `message` and `hint`.
fn not_loaded(error: &JsValue) -> TryIt {
    let said = |name: &str| Reflect::get(error, &name.into()).ok()?.as_string();
    match (said("message"), said("hint")) {
        _ if said("name").as_deref() == Some("RuntimeError") => stopped(),
        (Some(reason), Some(hint)) => TryIt::Failed { reason, hint },
        _ => TryIt::Failed {
            reason: "The API console could not be loaded.".to_owned(),
            hint: "Check your connection and try again. The token is still here.".to_owned(),
        },
    }
}
