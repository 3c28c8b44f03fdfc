//! Opens the page or a widget, and closes it.

use std::rc::Rc;

use domain::{Event, Flow};
use wasm_bindgen::JsCast;
use web_sys::PageTransitionEvent;

use super::{
    effects::Shell,
    files,
    life::Opening,
    listener::Listener,
    mailbox::{Mailbox, Message},
    place, print,
    stage::Stage,
    surface::Surface,
};
use crate::view::id;

/// What is drawn, until it is closed.
pub struct Opened {
    shell: Rc<Shell>,
    stage: Stage,
}

/// Opens the page.
pub fn open_page() -> Option<Opened> {
    let surface = Surface::page();
    let stage = Stage::inside(&surface.element(id::APP)?)?;
    let shell = Shell::of_page(surface);
    shell.hold([report_restoring(shell.mailbox.clone())]);
    shell.hold([place::watch(shell.mailbox.posts(Message::PlaceChanged))]);
    shell.hold(files::keep_the_page());
    shell.hold(print::unfold_for_print(&shell.surface));
    Some(Opened::on(stage, shell))
}

impl Opened {
    /// A callback in the address is answered before anything is drawn and before the settings are
    /// asked for: a code lives ten seconds.
    fn on(stage: Stage, shell: Shell) -> Self {
        let shell = Rc::new(shell);
        let (flow, later) = shell.opened(Flow::new());
        stage.begin(Opening { flow, later, shell: Rc::clone(&shell) });
        Self { shell, stage }
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
