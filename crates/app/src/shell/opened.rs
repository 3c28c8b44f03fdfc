//! Opens the page or a widget, and closes it.

use std::rc::Rc;

use domain::{Event, Flow};
use js_sys::Function;
use wasm_bindgen::JsCast;
use web_sys::PageTransitionEvent;

use super::{
    effects::Shell,
    files,
    host::Host,
    life::{Life, Opening},
    listener::Listener,
    mailbox::{Mailbox, Message},
    place, print,
    proxy::Proxy,
    stage::Stage,
    surface::Surface,
    told::Told,
};

/// What is drawn, until it is closed.
pub struct Opened {
    shell: Rc<Shell>,
    stage: Stage<Life>,
}

/// Opens the page. `console` opens the API console in a place with options.
pub fn open_page(console: Function) -> Option<Opened> {
    let shell = Shell::new(Surface::page(), Proxy::of_page(), None, console);
    let stage = shell.stage()?;
    let mut listeners = vec![
        report_restoring(shell.mailbox.clone()),
        place::watch(shell.mailbox.posts(Message::PlaceChanged)),
    ];
    listeners.extend(files::keep_the_page());
    listeners.extend(print::unfold_for_print(&shell.surface));
    shell.hold(listeners);
    Some(Opened::on(stage, shell, Host::page()))
}

impl Opened {
    /// Opens a widget.
    pub(super) fn widget(
        surface: Surface,
        proxy: &str,
        host: Host,
        told: Told,
        console: Function,
    ) -> Option<Self> {
        let shell = Shell::new(surface, Proxy::at(proxy), Some(told), console);
        shell.hold(vec![report_restoring(shell.mailbox.clone())]);
        Some(Self::on(shell.stage()?, shell, host))
    }

    /// A callback in the address is answered before anything is drawn and before the settings are
    /// asked for: a code lives ten seconds.
    fn on(stage: Stage<Life>, shell: Shell, host: Host) -> Self {
        let shell = Rc::new(shell);
        let (flow, later) = shell.opened(Flow::new(), &host);
        stage.begin(Opening { flow, later, shell: Rc::clone(&shell), host });
        Self { shell, stage }
    }

    pub(super) fn post(&self, message: Message) {
        self.shell.mailbox.post(message);
    }

    /// Lets go of everything.
    pub fn close(self) {
        self.shell.close();
        self.stage.leave();
    }
}

/// The browser may bring the page back just as it was left, from its back-forward cache.
fn report_restoring(mailbox: Mailbox) -> Listener {
    Listener::on_window("pageshow", move |event| {
        if event.unchecked_into::<PageTransitionEvent>().persisted() {
            mailbox.post(Event::Restored);
        }
    })
}
