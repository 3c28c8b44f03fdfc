//! What went wrong, and the way on.

use domain::{Event, Failure, HeldToken, Settings, WayOn, sentence, shown};
use yew::{Html, html};

use super::{
    Page, Waiting,
    button::{Button, Kind},
    mark::{self, Mark},
    prose,
};

/// `behind` is the token that is still there, and comes back.
pub(super) fn view(failure: &Failure, behind: Option<&HeldToken>, page: &Page<'_>) -> Html {
    html! {
        <section class="card failure" part="card" aria-labelledby="failure">
            <h2 class="failure-sentence" id="failure" tabindex="-1">
                { mark::view(Mark::Fail) }{ prose::view(&sentence(&failure.to_string())) }
            </h2>
            { prose::hint(&sentence(failure.hint())) }
            { missing_settings(failure, page.settings).map(|it| prose::hint(&it)).unwrap_or_default() }
            <p class="buttons">{ ways_on(failure, behind, page) }</p>
            { code(failure) }
        </section>
    }
}

/// Why the settings are missing is the more telling reason, if it is known.
fn missing_settings(failure: &Failure, settings: &Settings) -> Option<String> {
    match settings {
        Settings::Missing(reason) if *failure == Failure::SettingsMissing => {
            Some(sentence(&reason.to_string()))
        }
        Settings::Missing(_) | Settings::Loading | Settings::Ready(_) => None,
    }
}

fn code(failure: &Failure) -> Html {
    html! {
        <p class="failure-code">{ "For support: " }<code>{ shown(failure.code(), 60) }</code></p>
    }
}

fn ways_on(failure: &Failure, behind: Option<&HeldToken>, page: &Page<'_>) -> Html {
    let back = if behind.is_some() { "Back to the token" } else { "Back to the start" };
    let (retry, kind) = match failure.way_on() {
        WayOn::TryAgain if Failure::FOR_A_NEW_SIGN_IN.contains(&failure.code()) => {
            (Some("Sign in again"), Kind::Secondary)
        }
        WayOn::TryAgain => (Some("Try again"), Kind::Secondary),
        WayOn::StartOver => (None, Kind::Primary),
    };
    let retry = retry.map(|label| {
        Button::new(Kind::Primary, label, page.on(|| Event::RetryRequested))
            .loading_while(page.waiting == Waiting::Dialog)
            .view()
    });
    let back = Button::new(kind, back, page.on(|| Event::StartOverRequested));
    html! { <>{ retry }{ back.view() }</> }
}

/// That the settings could not be had, and why, in words.
pub fn settings_missing(failure: &Failure) -> String {
    let (what, hint) = (sentence(&failure.to_string()), sentence(failure.hint()));
    format!("The settings could not be loaded. {what} {hint}")
}

/// The same, drawn where nothing else has failed. It stays until they are here.
pub(super) fn of_settings(page: &Page<'_>) -> Html {
    let Settings::Missing(failure) = page.settings else { return Html::default() };
    let again = page.on.settings_wanted.reform(|_| ());
    let again = Button::new(Kind::Secondary, "Load the settings again", again)
        .loading_while(page.waiting != Waiting::Nothing);
    html! {
        <div class="settings-missing">
            <p class="hint">
                { mark::view(Mark::Warning) }{ prose::view(&settings_missing(failure)) }
            </p>
            { again.view() }
            { code(failure) }
        </div>
    }
}
