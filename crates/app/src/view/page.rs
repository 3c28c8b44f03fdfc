//! The whole page: one view for each state of the flow, and the dialog on top.

use domain::{
    Event, Flow, Lens, LensChange, RedirectUri, RedirectUriError, Settings, SignInMode, UnixTime,
    explain::Moment,
    inspect::{InspectEvent, Inspection},
    judge::{Profile, Report, Signatures},
    jwt::UntrustedJwt,
};
use web_sys::FileList;
use yew::{Callback, Html, MouseEvent, html};

use super::{TryIt, dialog, failure, holding, idle, inspect, places, popup, working};

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
    /// Which part of the page is shown.
    pub place: Place,
    /// In what it is framed.
    pub frame: Frame,
    /// How the person gets to the identity server.
    pub mode: SignInMode,
    /// The page's own address, to which a sign-in may come back.
    pub address: &'a Result<RedirectUri, RedirectUriError>,
    /// By which API's rules the tokens are judged.
    pub lens: &'a Lens,
    /// What is being inspected.
    pub inspection: &'a Inspection,
    /// How far the API console is.
    pub console: &'a TryIt,
    /// Judges, as `domain::judge::report` does.
    pub judge: Judge,
    /// Told what the person does.
    pub on: &'a Callbacks,
}

/// What judges a token: `domain::judge::report`, or the same with a watch on it.
pub type Judge = fn(&UntrustedJwt, &Signatures, Option<&Profile>, UnixTime) -> Report;

/// Told what the person does. Made once, so that drawing again replaces no listener.
#[derive(Debug, Clone, PartialEq)]
pub struct Callbacks {
    /// In the sign-in, and to the token that it brought.
    pub event: Callback<Event>,
    /// Where tokens are inspected.
    pub inspect: Callback<InspectEvent>,
    /// That the person wants another API's rules.
    pub lens: Callback<LensChange>,
    /// That the person wants the settings asked for again.
    pub settings_wanted: Callback<()>,
    /// Which files the person chose or dropped.
    pub files: Callback<FileList>,
    /// That the person wants the API console.
    pub console_wanted: Callback<()>,
    /// That the person wants the page on paper.
    pub print: Callback<()>,
}

/// The parts of the page, which the address' fragment names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// Where a token is asked for.
    #[default]
    Generate,
    /// Where any token is taken apart.
    Inspect,
}

/// What stands around the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    /// The page of its own, with all its parts.
    Page,
    /// A page of somebody else.
    Full,
    /// A page of somebody else with little room: what is not needed at once is folded away.
    Compact,
}

impl Frame {
    /// For `data-frame`.
    const fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Full => "full",
            Self::Compact => "compact",
        }
    }
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
            <div class="page" data-state={self.state()} data-frame={self.frame.name()}>
                { places::view(self) }
                { content(self) }
            </div>
        }
    }

    fn state(&self) -> &'static str {
        match self.place {
            Place::Generate => self.flow.name(),
            Place::Inspect => "inspecting",
        }
    }

    /// What a click means. A function and not a value: the page needs no code to copy events.
    pub(super) fn on(&self, event: fn() -> Event) -> Callback<MouseEvent> {
        self.on.event.reform(move |_| event())
    }

    /// The same where tokens are inspected.
    pub(super) fn on_inspect(&self, event: fn() -> InspectEvent) -> Callback<MouseEvent> {
        self.on.inspect.reform(move |_| event())
    }

    /// The rules to judge by, once the settings are here.
    pub(super) fn profile(&self) -> Option<Profile> {
        self.settings.ready().map(|config| self.lens.profile(config))
    }

    /// Judges a token now.
    pub(super) fn report(
        &self,
        jwt: &UntrustedJwt,
        signatures: &Signatures,
        profile: Option<&Profile>,
    ) -> Report {
        (self.judge)(jwt, signatures, profile, self.moment.now)
    }
}

fn content(page: &Page<'_>) -> Html {
    match page.place {
        Place::Generate => html! { <>{ generate(page) }{ dialog::view(page) }</> },
        Place::Inspect => inspect::view(page),
    }
}

fn generate(page: &Page<'_>) -> Html {
    match page.flow {
        Flow::Idle { notice, .. } => idle::view(*notice, page),
        Flow::Asking { behind: Some(token), .. } | Flow::Narrowing { token, .. } => {
            holding::view(token, None, page)
        }
        Flow::Asking { behind: None, .. } => idle::view(None, page),
        Flow::Redirecting { address, .. } => working::redirecting(address, page),
        Flow::InPopup { popup, .. } => popup::view(*popup, page),
        Flow::Exchanging { .. } => working::exchanging(),
        Flow::Minting { .. } => working::minting(),
        Flow::Deriving { .. } => working::deriving(),
        Flow::Renewing { .. } => working::renewing(),
        Flow::Holding { token, notice } => holding::view(token, *notice, page),
        Flow::Failed { failure, behind, .. } => failure::view(failure, behind.as_ref(), page),
    }
}
