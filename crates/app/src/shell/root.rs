//! The one component with a state: it owns the flow and the settings.

use std::{cell::Cell, mem, rc::Rc};

use domain::{Event, Failure, Flow, RequestFailure, Settings, api::PageConfig};
use yew::{Callback, Component, Context, Html, Properties};

use super::{
    clock,
    effects::{Later, Shell},
    focus,
};
use crate::view::{Announcement, Page};

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
    /// What is to be done once the view is drawn.
    later: Vec<Later>,
    /// What the person wants and what has to wait for the settings.
    waiting: Option<Event>,
    announcement: Announcement,
    on_event: Callback<Event>,
    on_settings_wanted: Callback<()>,
}

pub(super) enum Message {
    Happened(Event),
    SettingsWanted,
    SettingsCame(Result<PageConfig, RequestFailure>),
    Announced(String),
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
            later,
            waiting: None,
            announcement: Announcement::default(),
            on_event,
            on_settings_wanted: context.link().callback(|()| Message::SettingsWanted),
        }
    }

    fn update(&mut self, context: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Happened(event) => self.happened(context, event),
            Message::SettingsWanted => self.want_settings(context),
            Message::SettingsCame(answer) => self.settings_came(answer),
            Message::Announced(sentence) => self.announcement.say(sentence),
        }
        true
    }

    fn view(&self, _context: &Context<Self>) -> Html {
        let page = Page {
            flow: &self.flow,
            settings: &self.settings,
            moment: clock::moment(),
            announcement: &self.announcement,
            on_event: &self.on_event,
            on_settings_wanted: &self.on_settings_wanted,
        };
        page.view()
    }

    fn rendered(&mut self, context: &Context<Self>, _first: bool) {
        focus::open_dialog();
        for sentence in mem::take(&mut self.later).into_iter().filter_map(Later::perform) {
            context.link().send_message(Message::Announced(sentence));
        }
    }
}

impl Root {
    /// Whoever asks for a token before the settings are here waits for them, instead of being told
    /// that they are missing; where they could not be had, they are asked for again.
    fn happened(&mut self, context: &Context<Self>, event: Event) {
        let needs_settings = matches!(event, Event::GenerateRequested | Event::RetryRequested);
        if needs_settings && self.settings.ready().is_none() {
            self.waiting = Some(event);
            self.want_settings(context);
        } else {
            self.step(event);
        }
    }

    fn step(&mut self, event: Event) {
        let (flow, later) =
            self.shell.step(mem::take(&mut self.flow), event, self.settings.ready());
        self.flow = flow;
        self.later.extend(later);
    }

    fn want_settings(&mut self, context: &Context<Self>) {
        if matches!(self.settings, Settings::Missing(_)) {
            self.settings = Settings::Loading;
            ask_for_settings(&self.shell, context);
        }
    }

    fn settings_came(&mut self, answer: Result<PageConfig, RequestFailure>) {
        self.settings = match answer {
            Ok(config) => Settings::Ready(Box::new(config)),
            Err(failure) => Settings::Missing(Failure::from(failure)),
        };
        if let Some(event) = self.waiting.take() {
            self.step(event);
        }
    }
}

fn ask_for_settings(shell: &Shell, context: &Context<Root>) {
    let asking = shell.proxy.config();
    context.link().send_future(async move { Message::SettingsCame(asking.await) });
}
