//! The whole page: one view for each state of the flow, the dialog on top, the live region beside.

use domain::{Event, Flow, HeldToken, Settings};
use yew::{Callback, Html, Properties, component, html};

use super::{Announcement, Shared, dialog, failure, holding, idle, working};
use crate::present::Moment;

/// All that the page depends on.
#[derive(Clone, PartialEq, Properties)]
pub struct PageProps {
    /// Where the sign-in stands.
    pub flow: Shared<Flow>,
    /// What the page knows from the proxy.
    pub settings: Shared<Settings>,
    /// The present.
    pub moment: Moment,
    /// What a screen reader is to say.
    pub announcement: Announcement,
    /// Told what the person does.
    pub on_event: Callback<Event>,
    /// Told that the person wants the settings asked for again.
    pub on_settings_wanted: Callback<()>,
}

/// The page.
#[component]
pub fn Page(props: &PageProps) -> Html {
    // While a modal dialog is open, what is outside it is not announced.
    let asking = matches!(&*props.flow, Flow::Asking { .. });
    html! {
        <div class="page" data-state={props.flow.name()}>
            { if asking { Announcement::default().view() } else { props.announcement.view() } }
            { content(props) }
            { dialog::view(props) }
        </div>
    }
}

fn content(props: &PageProps) -> Html {
    match &*props.flow {
        Flow::Idle { notice, .. } => idle::view(*notice, props),
        Flow::Asking { behind: Some(token), .. } => holding::view(token, None, props),
        Flow::Asking { behind: None, .. } => idle::view(None, props),
        Flow::Redirecting { address, .. } => working::redirecting(address),
        Flow::Exchanging { .. } => working::exchanging(),
        Flow::Minting { .. } => working::minting(),
        Flow::Holding { token, notice } => holding::view(token, *notice, props),
        Flow::Failed { failure, behind, .. } => {
            failure::view(failure, behind.as_ref().map(|_: &HeldToken| failure::Behind), props)
        }
    }
}
