//! What went wrong, and the way on.

use domain::{Event, Failure, HeldToken, Settings, WayOn, sentence, shown};
use yew::{Html, html};

use super::{
    Page,
    button::{Button, Kind},
    id,
    mark::{self, Mark},
    prose,
};

/// `behind` is the token that is still there, and comes back.
pub(super) fn view(failure: &Failure, behind: Option<&HeldToken>, page: &Page<'_>) -> Html {
    html! {
        <section class="failure" aria-labelledby={id::FAILURE}>
            { explained(failure) }
            { missing_settings(failure, page.settings).map(explained_briefly).unwrap_or_default() }
            <p class="buttons">{ ways_on(failure, behind, page) }</p>
            { code(failure) }
        </section>
    }
}

/// Why the settings are missing is the more telling reason, if it is known.
fn missing_settings<'a>(failure: &Failure, settings: &'a Settings) -> Option<&'a Failure> {
    match settings {
        Settings::Missing(reason) if *failure == Failure::SettingsMissing => Some(reason),
        Settings::Missing(_) | Settings::Loading | Settings::Ready(_) => None,
    }
}

fn explained(failure: &Failure) -> Html {
    html! {
        <>
            <h2 class="failure-sentence" id={id::FAILURE} tabindex="-1">
                { mark::view(Mark::Fail) }{ prose::view(&sentence(&failure.to_string())) }
            </h2>
            <p class="failure-hint">{ prose::view(&sentence(failure.hint())) }</p>
        </>
    }
}

fn explained_briefly(failure: &Failure) -> Html {
    html! { <p class="failure-hint">{ prose::view(&sentence(&failure.to_string())) }</p> }
}

fn code(failure: &Failure) -> Html {
    html! { <p class="failure-code">{ "Code: " }<code>{ shown(failure.code(), 60) }</code></p> }
}

fn ways_on(failure: &Failure, behind: Option<&HeldToken>, page: &Page<'_>) -> Html {
    let back = if behind.is_some() { "Back to the token" } else { "Start over" };
    let (retry, kind) = match failure.way_on() {
        WayOn::TryAgain => (Some("Try again"), Kind::Secondary),
        WayOn::StartOver => (None, Kind::Primary),
    };
    let retry = retry.map(|label| {
        Button { kind: Kind::Primary, label, event: || Event::RetryRequested }.view(page.on_event)
    });
    let back =
        Button { kind, label: back, event: || Event::StartOverRequested }.view(page.on_event);
    html! { <>{ retry }{ back }</> }
}

/// That the settings could not be had, where nothing else has failed.
pub(super) fn of_settings(page: &Page<'_>) -> Html {
    let Settings::Missing(failure) = page.settings else { return Html::default() };
    let onclick = page.on_settings_wanted.reform(|_| ());
    html! {
        <div class="settings-missing">
            <p class="failure-hint">
                { mark::view(Mark::Warning) }{ "The settings of this page have not come. " }
                { sentence(&failure.to_string()) }{ " " }{ sentence(failure.hint()) }
            </p>
            <button type="button" class="button" {onclick}>{ "Load the settings again" }</button>
            { code(failure) }
        </div>
    }
}
