//! The one component with a state: it owns the flow and the settings.

use std::{cell::Cell, mem, rc::Rc};

use domain::{Event, Failure, Flow, RequestFailure, Settings, api::PageConfig};
use yew::{Callback, Component, Context, Html, Properties};

use super::{
    clock,
    effects::{Later, Shell},
    focus, live,
};
use crate::view::{Page, Waiting, headline, id, settings_missing};

/// How the page stands when the view is drawn for the first time.
#[derive(Clone, Properties)]
pub(super) struct Opening {
    /// Taken by the component, which is made once.
    stand: Rc<Cell<Stand>>,
    shell: Rc<Shell>,
}

/// The flow, and what it asks for once the view is drawn.
type Stand = (Flow, Vec<Later>);

impl Opening {
    pub(super) fn new(flow: Flow, later: Vec<Later>, shell: Rc<Shell>) -> Self {
        Self { stand: Rc::new(Cell::new((flow, later))), shell }
    }
}

/// Tokens have no equality; a page is opened once.
impl PartialEq for Opening {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.stand, &other.stand)
    }
}

pub(super) struct Root {
    shell: Rc<Shell>,
    flow: Flow,
    settings: Settings,
    /// Whether the settings are asked for just now.
    request: Request,
    /// What has to wait for them.
    waiting: Waiting,
    /// What is to be done once the view is drawn.
    later: Vec<Later>,
    on_event: Callback<Event>,
    on_settings_wanted: Callback<()>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Request {
    UnderWay,
    Over,
}

pub(super) enum Message {
    Happened(Event),
    SettingsWanted,
    SettingsCame(Result<PageConfig, RequestFailure>),
}

impl Component for Root {
    type Message = Message;
    type Properties = Opening;

    fn create(context: &Context<Self>) -> Self {
        let Opening { stand, shell } = context.props();
        let (flow, later) = stand.take();
        let on_event = context.link().callback(Message::Happened);
        shell.mailbox.connect(&on_event);
        ask_for_settings(shell, context);
        Self {
            shell: Rc::clone(shell),
            flow,
            settings: Settings::Loading,
            request: Request::UnderWay,
            waiting: Waiting::Nothing,
            later,
            on_event,
            on_settings_wanted: context.link().callback(|()| Message::SettingsWanted),
        }
    }

    fn update(&mut self, context: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Happened(event) => self.happened(context, event),
            Message::SettingsWanted => self.wait_for(Waiting::Settings, context),
            Message::SettingsCame(answer) => self.settings_came(answer),
        }
        true
    }

    fn view(&self, _context: &Context<Self>) -> Html {
        let page = Page {
            flow: &self.flow,
            settings: &self.settings,
            moment: clock::moment(),
            waiting: self.waiting,
            on_event: &self.on_event,
            on_settings_wanted: &self.on_settings_wanted,
        };
        page.view()
    }

    fn rendered(&mut self, _context: &Context<Self>, _first: bool) {
        focus::open_dialog();
        for later in mem::take(&mut self.later) {
            later.perform();
        }
    }
}

impl Root {
    /// Whoever asks for a token before the settings are here waits for them, instead of being told
    /// that they are missing. Whoever does something else meanwhile has changed their mind.
    fn happened(&mut self, context: &Context<Self>, event: Event) {
        let asks = matches!(event, Event::GenerateRequested | Event::RetryRequested);
        if asks && self.settings.ready().is_none() {
            self.wait_for(Waiting::Dialog, context);
            return;
        }
        if !matches!(event, Event::Woken) {
            self.waiting = Waiting::Nothing;
        }
        self.step(event);
    }

    fn step(&mut self, event: Event) {
        let before = self.flow.name();
        let (flow, later) =
            self.shell.step(mem::take(&mut self.flow), event, self.settings.ready());
        self.flow = flow;
        if self.flow.name() != before {
            live::clear();
        }
        self.later.extend(later);
    }

    fn wait_for(&mut self, waiting: Waiting, context: &Context<Self>) {
        self.waiting = waiting;
        self.announce("Loading the page's settings.".to_owned());
        if self.request == Request::Over {
            self.request = Request::UnderWay;
            ask_for_settings(&self.shell, context);
        }
    }

    fn settings_came(&mut self, answer: Result<PageConfig, RequestFailure>) {
        self.request = Request::Over;
        self.settings = match answer {
            Ok(config) => Settings::Ready(Box::new(config)),
            Err(failure) => Settings::Missing(Failure::from(failure)),
        };
        match mem::take(&mut self.waiting) {
            Waiting::Dialog => self.step(Event::GenerateRequested),
            waiting => self.tell_of_settings(waiting),
        }
    }

    /// What is drawn otherwise now is told, or gets the focus where the button that asked is gone.
    fn tell_of_settings(&mut self, waiting: Waiting) {
        let later = match (&self.settings, &self.flow, waiting) {
            (Settings::Missing(reason), _, _) => Later::Announce(settings_missing(reason)),
            (Settings::Ready(config), Flow::Holding { token, .. }, Waiting::Nothing) => {
                Later::Announce(headline(&token.jwt, config, clock::moment()))
            }
            (Settings::Ready(_) | Settings::Loading, _, Waiting::Nothing) => return,
            (_, Flow::Holding { .. }, _) => Later::Focus(id::VERDICT),
            (_, _, _) => Later::Focus(id::GENERATE),
        };
        self.later.push(later);
    }

    fn announce(&mut self, sentence: String) {
        self.later.push(Later::Announce(sentence));
    }
}

fn ask_for_settings(shell: &Shell, context: &Context<Root>) {
    let asking = shell.proxy.config();
    context.link().send_future(async move { Message::SettingsCame(asking.await) });
}
