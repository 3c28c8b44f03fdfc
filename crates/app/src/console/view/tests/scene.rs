//! A console to draw in tests.

use std::{mem, time::Duration};

use domain::{
    CopyText, UnixTime,
    api::ApiAddress,
    catalogue::{Body, Catalogue, Method, Operation, Parameter, ParameterPlace, PathTemplate},
    console::{
        Answer, CallFailure, Console, ConsoleEffect, ConsoleEnv, ConsoleEvent, Edit, EntryNumber,
        Place, Reach, step,
    },
    explain::Moment,
    jwt::CompactJwt,
    snippet::Language,
};
use yew::Callback;

use crate::{
    console::view::{Callbacks, ConsoleView},
    view::sample::{NOW, as_lines, html},
};

pub(super) const TOKEN: &str = "eyJhbGciOiJFUzM4NCJ9.eyJ1c2VybmFtZSI6ImJvYiJ9.QUFBQUFB";

/// What the console is drawn from.
pub(super) struct Scene {
    console: Console,
    api: ApiAddress,
    token: CompactJwt,
    copy: Option<(EntryNumber, Language, CopyText)>,
    last: Option<EntryNumber>,
}

impl Scene {
    /// Nothing has come yet.
    pub(super) fn opening() -> Self {
        let api = ApiAddress {
            name: "Cockpit".into(),
            base: "https://cockpit.example/api".into(),
            example: "/repository".into(),
        };
        let token = CompactJwt::parse(TOKEN).unwrap();
        let mut scene = Self { console: Console::new(), api, token, copy: None, last: None };
        scene.on(ConsoleEvent::Opened);
        scene
    }

    /// All has come: the API is one of production, and open for requests.
    pub(super) fn ready() -> Self {
        Self::with(catalogue(), Reach::Allowed)
    }

    pub(super) fn with(catalogue: Catalogue, reach: Reach) -> Self {
        let mut scene = Self::opening();
        scene.on(ConsoleEvent::CatalogueCame(Ok(catalogue)));
        scene.on(ConsoleEvent::Probed(reach));
        scene
    }

    pub(super) fn on(&mut self, event: ConsoleEvent) {
        let now = UnixTime::from_seconds(NOW);
        let env = ConsoleEnv { now, api: &self.api, token: &self.token };
        let (console, effects) = step(mem::take(&mut self.console), event, &env);
        self.console = console;
        for effect in effects {
            match effect {
                ConsoleEffect::Send { number, .. } => self.last = Some(number),
                ConsoleEffect::Copy(number, language, text) => {
                    self.copy = Some((number, language, text));
                }
                _ => {}
            }
        }
    }

    /// Picks the operation that is found by this.
    pub(super) fn pick(&mut self, search: &str) {
        self.on(ConsoleEvent::Searched(search.into()));
        self.on(ConsoleEvent::FirstPicked);
        assert!(self.console.draft.is_some(), "{search}");
    }

    pub(super) fn write(&mut self, place: Place, text: &str) {
        self.on(ConsoleEvent::Edited(Edit { place, text: text.into() }));
    }

    /// Picks an operation and sends it.
    pub(super) fn send(&mut self, search: &str) -> EntryNumber {
        self.pick(search);
        self.on(ConsoleEvent::SendRequested);
        self.on(ConsoleEvent::Confirmed);
        self.last.unwrap()
    }

    /// The same, answered.
    pub(super) fn sent(&mut self, search: &str, answer: Answer) -> EntryNumber {
        let number = self.send(search);
        self.on(ConsoleEvent::Answered(number, answer));
        number
    }

    /// The same, without an answer.
    pub(super) fn failed(&mut self, search: &str, failure: CallFailure) {
        let number = self.send(search);
        self.on(ConsoleEvent::Failed(number, failure));
    }

    /// Copies the last request as curl, which the clipboard does not take.
    pub(super) fn copy_refused(&mut self) {
        self.on(ConsoleEvent::CopyRequested(self.last.unwrap(), Language::Curl));
        let (number, language, text) = self.copy.take().unwrap();
        self.on(ConsoleEvent::CopyRefused(number, language, text));
    }

    /// As HTML with one element a line.
    pub(super) fn drawn(&self) -> String {
        let view = ConsoleView {
            console: &self.console,
            api: &self.api,
            token: &self.token,
            moment: Moment::utc(UnixTime::from_seconds(NOW)),
            on: &Callbacks { event: Callback::noop(), focus_wanted: Callback::noop() },
        };
        as_lines(&html(view.view()))
    }

    /// What is inside the first element with this in its tag.
    pub(super) fn inside(&self, tag: &str) -> String {
        let html = self.drawn();
        let depth = |line: &str| line.len() - line.trim_start().len();
        let mut lines = html.lines().skip_while(|line| !line.contains(tag));
        let at = depth(lines.next().unwrap_or_else(|| panic!("{tag} is not in {html}")));
        lines.take_while(|line| depth(line) > at).collect::<Vec<_>>().join("\n")
    }
}

pub(super) fn answer(status: u16, media_type: &str, body: &[u8]) -> Answer {
    Answer {
        status,
        headers: vec![("content-type".into(), media_type.into())],
        body: body.into(),
        took: Duration::from_millis(212),
    }
}

pub(super) fn catalogue() -> Catalogue {
    let name = parameter("name", ParameterPlace::Path, "What it is\ncalled.", "web");
    let limit = parameter("limit", ParameterPlace::Query, "", "10");
    let body = Body {
        media_type: "application/json".into(),
        required: true,
        example: "{\"name\": \"web\"}".into(),
    };
    let delete = operation(Method::Delete, "/repository/{name}", "deleteRepository", "Removes it.");
    let list = operation(Method::Get, "/repository", "listRepositories", "Lists all.");
    let update = operation(Method::Put, "/repository/{name}", "updateRepository", "Changes it.");
    Catalogue {
        title: "Cockpit".into(),
        operations: vec![
            Operation { parameters: vec![name.clone()], ..delete },
            Operation { parameters: vec![limit.clone()], ..list },
            Operation { parameters: vec![name, limit], body: Some(body), ..update },
            operation(Method::Get, "/health", "", ""),
        ],
        forwarded: false,
        production: true,
    }
}

fn operation(method: Method, path: &str, name: &str, summary: &str) -> Operation {
    Operation {
        method,
        path: PathTemplate::parse(path).unwrap(),
        name: name.into(),
        summary: summary.into(),
        parameters: vec![],
        body: None,
    }
}

fn parameter(name: &str, place: ParameterPlace, description: &str, example: &str) -> Parameter {
    Parameter {
        name: name.into(),
        place,
        required: place == ParameterPlace::Path,
        description: description.into(),
        example: example.into(),
    }
}
