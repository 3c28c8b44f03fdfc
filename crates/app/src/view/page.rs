//! The whole page: one view for each state of the flow, and the dialog on top.

use domain::{Event, Flow, Settings};
use yew::{Callback, Html, MouseEvent, html};

use super::{dialog, failure, holding, idle, working};
use domain::explain::Moment;

/// All that the view depends on. It only borrows: a token is not copied to be drawn.
pub struct Page<'a> {
    /// Where the sign-in stands.
    pub flow: &'a Flow,
    /// What the page knows from the proxy.
    pub settings: &'a Settings,
    /// The present.
    pub moment: Moment,
    /// What the person waits for.
    pub waiting: Waiting,
    /// Told what the person does.
    pub on_event: &'a Callback<Event>,
    /// Told that the person wants the settings asked for again.
    pub on_settings_wanted: &'a Callback<()>,
}

/// What the person asked for and gets once the settings are here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Waiting {
    /// Nothing.
    #[default]
    Nothing,
    /// The settings themselves.
    Settings,
    /// The dialog.
    Dialog,
}

impl Page<'_> {
    /// Draws it.
    pub fn view(&self) -> Html {
        html! {
            <div class="page" data-state={self.flow.name()}>
                { content(self) }
                { dialog::view(self) }
            </div>
        }
    }

    /// What a click means. A function and not a value: the page needs no code to copy events.
    pub(super) fn on(&self, event: fn() -> Event) -> Callback<MouseEvent> {
        self.on_event.reform(move |_| event())
    }
}

fn content(page: &Page<'_>) -> Html {
    match page.flow {
        Flow::Idle { notice, .. } => idle::view(*notice, page),
        Flow::Asking { behind: Some(token), .. } => holding::view(token, None, page),
        Flow::Asking { behind: None, .. } => idle::view(None, page),
        Flow::Redirecting { address, .. } => working::redirecting(address, page),
        Flow::Exchanging { .. } => working::exchanging(),
        Flow::Minting { .. } => working::minting(),
        Flow::Holding { token, notice } => holding::view(token, *notice, page),
        Flow::Failed { failure, behind, .. } => failure::view(failure, behind.as_ref(), page),
    }
}
