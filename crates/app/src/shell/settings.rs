//! What the page knows from the proxy, and who waits for it.

use std::mem;

use domain::{Event, Failure, RequestFailure, Settings, api::PageConfig};

use super::effects::Shell;
use crate::view::Waiting;

/// The settings, which are asked for once at a time.
pub(super) struct AskedSettings {
    pub(super) known: Settings,
    /// What has to wait for them.
    pub(super) waiting: Waiting,
    /// Whether they are asked for just now.
    request: Request,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Request {
    UnderWay,
    Over,
}

impl AskedSettings {
    /// Asks for them.
    pub(super) fn ask(shell: &Shell) -> Self {
        shell.ask_for_settings();
        Self { known: Settings::Loading, waiting: Waiting::Nothing, request: Request::UnderWay }
    }

    /// What has to wait for them, if anything: whoever asks for a token without them, instead of
    /// being told that they are missing.
    pub(super) fn wanted_by(&self, event: &Event) -> Option<Waiting> {
        let asks = matches!(event, Event::GenerateRequested | Event::RetryRequested);
        (asks && self.known.ready().is_none()).then_some(Waiting::Dialog)
    }

    /// Waits for them, and asks again where that is over.
    pub(super) fn wait(&mut self, waiting: Waiting, shell: &Shell) {
        self.waiting = waiting;
        if mem::replace(&mut self.request, Request::UnderWay) == Request::Over {
            shell.ask_for_settings();
        }
    }

    /// Takes the answer, and says what has waited for it.
    pub(super) fn came(&mut self, answer: Result<PageConfig, RequestFailure>) -> Waiting {
        self.request = Request::Over;
        self.known = match answer {
            Ok(config) => Settings::Ready(Box::new(config)),
            Err(failure) => Settings::Missing(Failure::from(failure)),
        };
        mem::take(&mut self.waiting)
    }
}
