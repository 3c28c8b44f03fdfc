//! One opened console: it owns the state and the token.

use std::{cell::RefCell, mem, rc::Rc, thread::LocalKey};

use domain::{
    console::{self, Console, ConsoleEnv, ConsoleEvent},
    jwt::CompactJwt,
};
use yew::{Callback, Html};

use super::{
    focus,
    performing::{Later, Shell},
};
use crate::{
    console::view::{Callbacks, ConsoleView},
    shell::{
        clock,
        mailbox::Mailbox,
        stage::{Played, Stage},
    },
};

/// What the console is told.
pub(super) enum Message {
    Happened(ConsoleEvent),
    /// Another token is held.
    TokenChanged(CompactJwt),
}

impl From<ConsoleEvent> for Message {
    fn from(event: ConsoleEvent) -> Self {
        Self::Happened(event)
    }
}

pub(super) struct Opening {
    pub(super) shell: Rc<Shell>,
    pub(super) token: CompactJwt,
}

/// From the opening to the close.
pub(super) struct Session {
    shell: Rc<Shell>,
    console: Console,
    token: CompactJwt,
    /// What is to be done once the view is drawn.
    later: Vec<Later>,
    on: Callbacks,
}

thread_local! {
    static FREE: RefCell<Vec<Stage<Session>>> = const { RefCell::new(Vec::new()) };
}

impl Played for Session {
    type Opening = Opening;
    type Message = Message;

    fn free() -> &'static LocalKey<RefCell<Vec<Stage<Self>>>> {
        &FREE
    }

    fn mailbox(opening: &Opening) -> Mailbox<Message> {
        opening.shell.mailbox.clone()
    }

    fn begin(Opening { shell, token }: Opening) -> Self {
        let focus = {
            let shell = Rc::downgrade(&shell);
            move |id| shell.upgrade().iter().for_each(|shell| focus::on(&shell.place, id))
        };
        let on = Callbacks {
            event: shell.mailbox.posts(Message::Happened),
            focus_wanted: Callback::from(focus),
        };
        Self { shell, console: Console::new(), token, later: Vec::new(), on }
    }

    fn update(&mut self, message: Message) {
        match message {
            Message::Happened(event) => self.step(event),
            Message::TokenChanged(token) => self.token = token,
        }
    }

    fn view(&self) -> Html {
        let view = ConsoleView {
            console: &self.console,
            api: &self.shell.api,
            token: &self.token,
            moment: clock::moment(),
            on: &self.on,
        };
        view.view()
    }

    fn rendered(&mut self) {
        Later::perform_all(mem::take(&mut self.later), &self.shell.place);
    }
}

impl Session {
    fn step(&mut self, event: ConsoleEvent) {
        let asked = is_the_persons(&event);
        let console = mem::take(&mut self.console);
        let env = ConsoleEnv { now: clock::now(), api: &self.shell.api, token: &self.token };
        let (console, effects) = console::step(console, event, &env);
        self.console = console;
        for effect in effects {
            let later = Shell::perform(&self.shell, effect, &self.token, &self.console, asked);
            self.later.extend(later);
        }
    }
}

/// Whether the person has just done it, and so waits for the focus to move. The opening comes as late
/// as the line is slow.
const fn is_the_persons(event: &ConsoleEvent) -> bool {
    !matches!(
        event,
        ConsoleEvent::Opened
            | ConsoleEvent::CatalogueCame(_)
            | ConsoleEvent::Probed(_)
            | ConsoleEvent::Answered(..)
            | ConsoleEvent::Failed(..)
            | ConsoleEvent::Explained(_)
    )
}
