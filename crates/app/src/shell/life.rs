//! One opened page or widget: it owns the flow, the inspection and the settings.

use std::{cell::RefCell, mem, rc::Rc, thread::LocalKey};

use domain::{
    Env, Event, Flow, Lens, LensChange, PresetError, RedirectUri, RedirectUriError, RequestFailure,
    Settings, Standing,
    api::PageConfig,
    inspect::{InspectEvent, Inspection},
};
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html};

use super::{
    address, clock,
    console::Door,
    effects::{Later, Shell},
    files::{self, Readings},
    focus,
    host::Host,
    live,
    mailbox::{Mailbox, Message},
    place, print,
    settings::AskedSettings,
    stage::{Played, Stage},
    timing,
};
use crate::view::{
    Callbacks, Frame, Page, Place, TryIt, Waiting, explanation, headline, id, settings_missing,
};

/// How a view stands when it is drawn for the first time.
pub(super) struct Opening {
    pub(super) flow: Flow,
    /// What is to be done once it is drawn.
    pub(super) later: Vec<Later>,
    pub(super) shell: Rc<Shell>,
    pub(super) host: Host,
}

/// From the opening to the close.
pub(super) struct Life {
    shell: Rc<Shell>,
    host: Host,
    /// The page's own.
    address: Result<RedirectUri, RedirectUriError>,
    flow: Flow,
    inspection: Inspection,
    settings: AskedSettings,
    lens: Lens,
    place: Place,
    console: Door,
    /// What is to be done once the view is drawn.
    later: Vec<Later>,
    on: Callbacks,
}

thread_local! {
    static FREE: RefCell<Vec<Stage<Life>>> = const { RefCell::new(Vec::new()) };
}

impl Played for Life {
    type Opening = Opening;
    type Message = Message;

    fn free() -> &'static LocalKey<RefCell<Vec<Stage<Self>>>> {
        &FREE
    }

    fn mailbox(opening: &Opening) -> Mailbox {
        opening.shell.mailbox.clone()
    }

    fn begin(Opening { flow, mut later, shell, host }: Opening) -> Self {
        let place = match host.frame {
            Frame::Page => place::named_and_entitled(),
            Frame::Full | Frame::Compact => Place::Generate,
        };
        // What is told of a sign-in that is not under way belongs to the other place.
        if place == Place::Inspect && matches!(flow, Flow::Idle { .. }) {
            later.clear();
        }
        let life = Self {
            address: address::own(),
            flow,
            inspection: Inspection::new(),
            settings: AskedSettings::ask(&shell),
            lens: Lens::default(),
            place,
            console: Door::default(),
            later,
            on: callbacks(&shell.mailbox),
            shell,
            host,
        };
        life.publish(&Standing::of(&Flow::new()));
        life.tell_mistakes(&[]);
        life
    }

    fn update(&mut self, message: Message) {
        // By these the verdict turns while the person does something else. Who types a name hears it.
        let turns = matches!(
            message,
            Message::LensChanged(LensChange::Profile(_) | LensChange::Reset)
                | Message::Happened(Event::SignatureChecked { .. })
                | Message::Inspected(InspectEvent::SignatureChecked { .. })
        );
        let before = turns.then(|| self.headline());
        match message {
            Message::Happened(event) => self.happened(event),
            Message::Inspected(event) => self.inspect(event),
            Message::LensChanged(change) => self.lens_changed(change),
            Message::PlaceChanged(place) => self.place_changed(place),
            Message::SettingsWanted => self.wait_for(Waiting::Settings),
            Message::HostChanged(host) => self.host_changed(*host),
            Message::SettingsCame(answer) => self.settings_came(answer),
            Message::ConsoleWanted => self.console_wanted(),
            Message::ConsoleCame(came) => {
                self.console.came(&self.shell, *came);
                self.tell_of_console();
            }
            Message::ConsoleStopped => {
                self.later.extend(self.console.stopped(&self.shell));
                self.tell_of_console();
            }
            Message::JudgeAsked => self.console.explain(&self.explanation()),
        }
        self.console_follows();
        if let Some(before) = before {
            self.tell_if_turned(before.as_ref());
        }
    }

    fn view(&self) -> Html {
        let page = Page {
            flow: &self.flow,
            settings: &self.settings.known,
            moment: clock::moment(),
            waiting: self.settings.waiting,
            place: self.place,
            frame: self.host.frame,
            mode: self.host.mode(),
            address: &self.address,
            lens: &self.lens,
            inspection: &self.inspection,
            console: &self.console.state,
            judge: timing::report,
            on: &self.on,
        };
        page.view()
    }

    fn rendered(&mut self) {
        let surface = &self.shell.surface;
        focus::open_dialog(surface);
        Later::perform_all(mem::take(&mut self.later), surface);
    }
}

fn callbacks(mailbox: &Mailbox) -> Callbacks {
    let (files, reader) = (Readings::default(), mailbox.clone());
    let readings = files.clone();
    let read = move |files| {
        let (reader, reading) = (reader.clone(), files::text_of(&files));
        let (readings, number) = (readings.clone(), readings.begin());
        spawn_local(async move {
            let text = reading.await;
            if readings.is_latest(number) {
                reader.post(text);
            }
        });
    };
    let reader = mailbox.clone();
    let inspect = move |event| {
        files.give_up();
        reader.post(Message::Inspected(event));
    };
    Callbacks {
        event: mailbox.posts(Message::Happened),
        inspect: Callback::from(inspect),
        lens: mailbox.posts(Message::LensChanged),
        settings_wanted: mailbox.posts(|()| Message::SettingsWanted),
        console_wanted: mailbox.posts(|()| Message::ConsoleWanted),
        files: Callback::from(read),
        print: Callback::from(|()| print::print()),
    }
}

impl Life {
    /// Whoever does something else while the settings load has changed their mind.
    fn happened(&mut self, event: Event) {
        if self.settings.are_wanted_by(&event, &self.flow) {
            self.wait_for(Waiting::Dialog);
            return;
        }
        if !matches!(event, Event::Woken | Event::SignatureChecked { .. }) {
            self.settings.waiting = Waiting::Nothing;
        }
        self.step(event);
    }

    fn step(&mut self, event: Event) {
        let before = self.flow.name();
        // Nobody is told of the page's own.
        let standing = self.shell.told.is_some().then(|| Standing::of(&self.flow));
        let in_time = matches!(event, Event::Woken);
        let flow = mem::take(&mut self.flow);
        self.address = address::own();
        let (flow, later) = self.shell.step(flow, event, &self.env());
        self.flow = flow;
        if self.flow.name() != before {
            live::clear(&self.shell.surface);
        }
        // What happens to the sign-in is told everywhere, but does not take the focus from elsewhere.
        // That a token ends is told where it is seen: elsewhere it would be said of another.
        let shown = self.place == Place::Generate;
        let told = |later: &Later| shown || !in_time && later.is_announcement();
        self.later.extend(later.into_iter().filter(told));
        if let Some(standing) = standing {
            self.publish(&standing);
        }
    }

    fn env(&self) -> Env<'_> {
        Env {
            now: clock::now(),
            random: None,
            config: self.settings.known.ready(),
            address: &self.address,
            rest: "",
            embedding: self.host.embedding.as_ref(),
        }
    }

    /// Last of all, since whoever is told may do something about it at once.
    fn publish(&self, before: &Standing) {
        if let Some(told) = &self.shell.told {
            for news in before.news(&self.flow, clock::now()).into_iter().flatten() {
                told.of(news);
            }
        }
    }

    /// Those that were not told before.
    fn tell_mistakes(&self, before: &[PresetError]) {
        if let Some(told) = &self.shell.told {
            let new = self.host.mistakes.iter().filter(|mistake| !before.contains(mistake));
            new.for_each(|mistake| told.of_mistake(mistake));
        }
    }

    fn host_changed(&mut self, host: Host) {
        let before = mem::replace(&mut self.host, host);
        self.settings.apply(&self.host);
        self.step(Event::PresetChanged);
        self.tell_mistakes(&before.mistakes);
    }

    fn inspect(&mut self, event: InspectEvent) {
        let inspection = mem::take(&mut self.inspection);
        let (inspection, later) = self.shell.inspect(inspection, event, &self.env());
        self.inspection = inspection;
        if self.place == Place::Inspect {
            self.later.extend(later);
        }
    }

    fn place_changed(&mut self, place: Place) {
        self.place = place;
        place::entitle(place);
        live::clear(&self.shell.surface);
        self.announce(format!("{}.", place::name(place)));
        self.later.extend(place::landing(place, &self.flow, &self.inspection).map(Later::Focus));
    }

    fn wait_for(&mut self, waiting: Waiting) {
        self.announce("Loading the settings.".to_owned());
        self.settings.wait(waiting, &self.shell);
    }

    fn settings_came(&mut self, answer: Result<PageConfig, RequestFailure>) {
        let waited = self.settings.came(answer, &self.host);
        if let (Settings::Missing(failure), Some(told)) = (&self.settings.known, &self.shell.told) {
            told.of_failure(failure);
        }
        if self.settings.known.ready().is_some() {
            self.inspect(InspectEvent::SettingsArrived);
            self.step(Event::SettingsArrived);
        }
        match waited {
            Waiting::Dialog => self.step(Event::GenerateRequested),
            Waiting::Settings | Waiting::Nothing => self.tell_of_settings(waited),
        }
    }

    /// What is drawn otherwise now is told, or gets the focus where the button that asked is gone.
    fn tell_of_settings(&mut self, waited: Waiting) {
        let later = match (&self.settings.known, waited) {
            (Settings::Missing(reason), _) => Some(Later::Announce(settings_missing(reason))),
            (Settings::Ready(_) | Settings::Loading, Waiting::Nothing) => {
                self.headline().map(Later::Announce)
            }
            (Settings::Ready(_) | Settings::Loading, _) => {
                place::landing(self.place, &self.flow, &self.inspection).map(Later::Focus)
            }
        };
        self.later.extend(later);
    }

    /// The button that leads back to the settings goes away by its own click.
    fn lens_changed(&mut self, change: LensChange) {
        if change == LensChange::Reset {
            self.later.push(Later::Focus(id::VERDICT));
        }
        self.lens = mem::take(&mut self.lens).changed(change);
    }

    /// What stands above the token that is shown, once it is known by which rules to judge.
    fn headline(&self) -> Option<String> {
        let profile = self.lens.profile(self.settings.known.ready()?);
        match (self.place, &self.flow) {
            (Place::Inspect, _) => {
                let Inspection { signatures, .. } = &self.inspection;
                Some(headline(self.inspection.jwt()?, signatures, &profile, clock::moment()))
            }
            (Place::Generate, Flow::Holding { token, .. }) => {
                Some(headline(&token.jwt, &token.signatures(), &profile, clock::moment()))
            }
            (Place::Generate, _) => None,
        }
    }

    /// Nobody moves the focus there, so the turn is told.
    fn tell_if_turned(&mut self, before: Option<&String>) {
        let now = self.headline().filter(|now| before != Some(now));
        self.later.extend(now.map(Later::Announce));
    }

    /// With the token that is held, and the API that the settings name.
    fn console_wanted(&mut self) {
        let api = self.settings.known.ready().and_then(|config| config.api.as_ref());
        if let (Some(held), Some(api)) = (self.flow.held(), api) {
            self.console.open(&self.shell, api, held.jwt.compact());
        }
        if self.console.state == TryIt::Loading {
            self.announce("Loading the API console.".to_owned());
        }
    }

    /// Why it is not there.
    fn tell_of_console(&mut self) {
        if let TryIt::Failed { reason, hint } = &self.console.state {
            self.announce(format!("{reason} {hint}"));
        }
    }

    /// It goes with the token, and is not seen while the token is not.
    fn console_follows(&mut self) {
        let shows = matches!(
            self.flow,
            Flow::Holding { .. } | Flow::Asking { .. } | Flow::Narrowing { .. }
        );
        match self.flow.held() {
            Some(held) => {
                let is_seen = shows && self.place == Place::Generate;
                self.console.follow(held.jwt.compact(), is_seen);
            }
            None => self.console.close(),
        }
    }

    /// What the judge says of the token that is held, once it is known by which rules to judge.
    fn explanation(&self) -> Vec<String> {
        let (Some(held), Some(config)) = (self.flow.held(), self.settings.known.ready()) else {
            return Vec::new();
        };
        let profile = self.lens.profile(config);
        explanation(&held.jwt, &held.signatures(), &profile, clock::moment())
    }

    fn announce(&mut self, sentence: String) {
        self.later.push(Later::Announce(sentence));
    }
}
