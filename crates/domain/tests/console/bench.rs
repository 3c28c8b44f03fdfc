//! A console under test, with its effects as lines of text.

use std::{mem, time::Duration};

use domain::{
    UnixTime,
    api::ApiAddress,
    catalogue::{Body, Catalogue, Method, Operation, Parameter, ParameterPlace, PathTemplate},
    console::{
        Answer, Console, ConsoleEffect, ConsoleEnv, ConsoleEvent, Edit, EntryNumber, Place, Reach,
        Way, step,
    },
    jwt::{CompactJwt, UntrustedJwt},
};

pub(crate) struct Bench {
    pub(crate) console: Console,
    api: ApiAddress,
    token: CompactJwt,
    /// The numbers of what was sent.
    pub(crate) sent: Vec<EntryNumber>,
}

impl Bench {
    /// Opened, and nothing has come yet.
    pub(crate) fn new() -> Self {
        let token = UntrustedJwt::parse("eyJhbGciOiJFUzM4NCJ9.e30.AA").unwrap();
        Self {
            console: Console::new(),
            api: ApiAddress {
                name: "Cockpit".into(),
                base: "https://cockpit.example/api".into(),
                example: "/repository".into(),
            },
            token: token.compact().clone(),
            sent: Vec::new(),
        }
    }

    /// All has come: the API is one of production, and open for requests.
    pub(crate) fn ready() -> Self {
        Self::with(catalogue(), Reach::Allowed)
    }

    pub(crate) fn with(catalogue: Catalogue, reach: Reach) -> Self {
        let mut bench = Self::new();
        bench.on(ConsoleEvent::Opened);
        bench.on(ConsoleEvent::CatalogueCame(Ok(catalogue)));
        bench.on(ConsoleEvent::Probed(reach));
        bench
    }

    /// What an event leads to.
    pub(crate) fn on(&mut self, event: ConsoleEvent) -> Vec<String> {
        let now = UnixTime::from_seconds(1_000);
        let env = ConsoleEnv { now, api: &self.api, token: &self.token };
        let (console, effects) = step(mem::take(&mut self.console), event, &env);
        self.console = console;
        for effect in &effects {
            if let ConsoleEffect::Send { number, .. } = effect {
                self.sent.push(*number);
            }
        }
        effects.iter().map(line).collect()
    }

    pub(crate) fn type_into(&mut self, place: Place, text: &str) {
        assert_eq!(self.on(ConsoleEvent::Edited(Edit { place, text: text.into() })), [""; 0]);
    }

    /// Picks the operation that is found by this.
    pub(crate) fn pick(&mut self, search: &str) -> Vec<String> {
        self.on(ConsoleEvent::Searched(search.into()));
        self.on(ConsoleEvent::FirstPicked)
    }

    /// Sends the list, which asks nothing, and answers it.
    pub(crate) fn listed(&mut self, answer: Answer) -> Vec<String> {
        self.pick("list");
        self.on(ConsoleEvent::SendRequested);
        let number = *self.sent.last().unwrap();
        self.on(ConsoleEvent::Answered(number, answer))
    }
}

pub(crate) fn answer(status: u16, body: &str) -> Answer {
    Answer {
        status,
        headers: vec![("content-type".into(), "application/json".into())],
        body: body.as_bytes().into(),
        took: Duration::from_millis(12),
    }
}

fn line(effect: &ConsoleEffect) -> String {
    match effect {
        ConsoleEffect::FetchCatalogue => "fetch the catalogue".into(),
        ConsoleEffect::Probe => "probe".into(),
        ConsoleEffect::Send { number, request, way } => {
            let way = match way {
                Way::Direct => "directly",
                Way::Forwarded => "through the proxy",
            };
            let address = request.address("");
            format!("send {} {} {address} {way}", number.get(), request.method.as_str())
        }
        ConsoleEffect::Abort => "abort".into(),
        ConsoleEffect::Ask => "ask the judge".into(),
        ConsoleEffect::Copy(_, language, text) => {
            let first = text.expose().lines().next().unwrap_or_default();
            format!("copy {}: {first}", language.label())
        }
        ConsoleEffect::Download { number, file_name } => {
            format!("download {} as {file_name}", number.get())
        }
        ConsoleEffect::Announce(sentence) => format!("say: {sentence}"),
        ConsoleEffect::Focus(focus) => format!("focus: {focus:?}"),
    }
}

/// Not in the order of their paths.
pub(crate) fn catalogue() -> Catalogue {
    Catalogue {
        title: "Cockpit".into(),
        operations: vec![delete(), list(), create()],
        forwarded: false,
        production: true,
    }
}

fn delete() -> Operation {
    Operation {
        parameters: vec![parameter("name", ParameterPlace::Path, true, "example")],
        ..operation(Method::Delete, "/repository/{name}", "deleteRepository")
    }
}

fn list() -> Operation {
    Operation {
        parameters: vec![
            parameter("limit", ParameterPlace::Query, false, "10"),
            parameter("trace", ParameterPlace::Header, false, ""),
            parameter("Authorization", ParameterPlace::Header, true, ""),
        ],
        // Some describe one; it is never sent.
        body: Some(json("{}")),
        ..operation(Method::Get, "/repository", "listRepositories")
    }
}

fn create() -> Operation {
    Operation {
        body: Some(json("{\"name\": \"example\"}")),
        ..operation(Method::Post, "/repository", "createNewRepository")
    }
}

fn json(example: &str) -> Body {
    Body { media_type: "application/json".into(), required: true, example: example.into() }
}

fn operation(method: Method, path: &str, name: &str) -> Operation {
    Operation {
        method,
        path: PathTemplate::parse(path).unwrap(),
        name: name.into(),
        summary: String::new(),
        parameters: vec![],
        body: None,
    }
}

fn parameter(name: &str, place: ParameterPlace, required: bool, example: &str) -> Parameter {
    Parameter {
        name: name.into(),
        place,
        required,
        description: String::new(),
        example: example.into(),
    }
}
