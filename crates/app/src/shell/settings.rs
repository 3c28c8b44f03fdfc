//! What the page knows from the proxy, and who waits for it.

use std::mem;

use domain::{
    Event, Failure, Flow, OrganizationId, RequestFailure, Retry, Settings,
    api::{OrganizationTokens, PageConfig},
    judge::ProfileName,
};

use super::{effects::Shell, host::Host};
use crate::view::Waiting;

/// The settings, which are asked for once at a time.
pub(super) struct AskedSettings {
    pub(super) known: Settings,
    /// What an element may override, as the proxy gave it.
    given: Option<(OrganizationId, OrganizationTokens, ProfileName)>,
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
        Self {
            known: Settings::Loading,
            given: None,
            waiting: Waiting::Nothing,
            request: Request::UnderWay,
        }
    }

    /// Whether an event opens the dialog for a token, which has to wait for them: that is better than
    /// being told that they are missing.
    pub(super) fn are_wanted_by(&self, event: &Event, flow: &Flow) -> bool {
        let asks = matches!(
            (event, flow),
            (Event::GenerateRequested, _)
                | (Event::RetryRequested, Flow::Failed { retry: Retry::Ask, .. })
        );
        asks && self.known.ready().is_none()
    }

    /// Waits for them, and asks again where that is over.
    pub(super) fn wait(&mut self, waiting: Waiting, shell: &Shell) {
        self.waiting = waiting;
        if mem::replace(&mut self.request, Request::UnderWay) == Request::Over {
            shell.ask_for_settings();
        }
    }

    /// Takes the answer, and says what has waited for it.
    pub(super) fn came(
        &mut self,
        answer: Result<PageConfig, RequestFailure>,
        host: &Host,
    ) -> Waiting {
        self.request = Request::Over;
        self.known = match answer {
            Ok(config) => {
                let PageConfig { organization, organization_tokens, profile, .. } = &config;
                self.given = Some((organization.clone(), *organization_tokens, *profile));
                Settings::Ready(Box::new(config))
            }
            Err(failure) => Settings::Missing(Failure::from(failure)),
        };
        self.apply(host);
        mem::take(&mut self.waiting)
    }

    /// Makes of what the proxy gave what counts here.
    pub(super) fn apply(&mut self, host: &Host) {
        let Settings::Ready(config) = &mut self.known else { return };
        if let Some((organization, organization_tokens, profile)) = &self.given {
            config.organization.clone_from(organization);
            config.organization_tokens = *organization_tokens;
            config.profile = *profile;
        }
        host.apply_to(config);
    }
}
