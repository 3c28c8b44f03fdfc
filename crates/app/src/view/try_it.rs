//! The way to the API console, which is drawn by a module of its own.

use yew::{Html, html};

use super::{
    Page,
    button::{Button, Kind},
    id,
    mark::{self, Mark},
    prose,
};

/// How far the console is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum TryIt {
    /// Nobody has wanted it.
    #[default]
    Closed,
    /// It is being loaded.
    Loading,
    /// It is there.
    Open,
    /// It has not come.
    Failed {
        /// What happened, as a sentence.
        reason: String,
        /// What to do.
        hint: String,
    },
}

const FAILED: &str = "try-it-failed";

/// There is nothing to try without an API.
pub(super) fn button(page: &Page<'_>) -> Option<Html> {
    page.settings.ready()?.api.as_ref()?;
    let wanted = page.on.console_wanted.reform(|_| ());
    let button = Button::new(Kind::Secondary, "Try it", wanted).with_id(id::TRY_IT);
    let failed = matches!(page.console, TryIt::Failed { .. }).then_some(FAILED);
    Some(button.described_by(failed).loading_while(*page.console == TryIt::Loading).view())
}

/// Why it is not there. The button is still there to try again.
pub(super) fn failed(page: &Page<'_>) -> Option<Html> {
    let TryIt::Failed { reason, hint } = page.console else { return None };
    let said = format!("{reason} {hint}");
    Some(
        html! { <p id={FAILED} class="hint">{ mark::view(Mark::Warning) }{ prose::view(&said) }</p> },
    )
}
