//! The whole page: one view for each state of the flow, the dialog on top, the live region beside.

use domain::{Event, Flow, Settings};
use yew::{Callback, Html, html};

use super::{Announcement, dialog, failure, holding, idle, working};
use crate::present::Moment;

/// All that the view depends on. It only borrows: a token is not copied to be drawn.
pub struct Page<'a> {
    /// Where the sign-in stands.
    pub flow: &'a Flow,
    /// What the page knows from the proxy.
    pub settings: &'a Settings,
    /// The present.
    pub moment: Moment,
    /// What a screen reader is to say.
    pub announcement: &'a Announcement,
    /// Told what the person does.
    pub on_event: &'a Callback<Event>,
    /// Told that the person wants the settings asked for again.
    pub on_settings_wanted: &'a Callback<()>,
}

impl Page<'_> {
    /// Draws it.
    pub fn view(&self) -> Html {
        // While a modal dialog is open, what is outside it is not announced.
        let asking = matches!(self.flow, Flow::Asking { .. });
        let silence = Announcement::default();
        let announcement = if asking { &silence } else { self.announcement };
        html! {
            <div class="page" data-state={self.flow.name()}>
                { announcement.view() }
                { content(self) }
                { dialog::view(self) }
            </div>
        }
    }
}

fn content(page: &Page<'_>) -> Html {
    match page.flow {
        Flow::Idle { notice, .. } => idle::view(*notice, page),
        Flow::Asking { behind: Some(token), .. } => holding::view(token, None, page),
        Flow::Asking { behind: None, .. } => idle::view(None, page),
        Flow::Redirecting { address, .. } => working::redirecting(address),
        Flow::Exchanging { .. } => working::exchanging(),
        Flow::Minting { .. } => working::minting(),
        Flow::Holding { token, notice } => holding::view(token, *notice, page),
        Flow::Failed { failure, behind, .. } => failure::view(failure, behind.as_ref(), page),
    }
}
