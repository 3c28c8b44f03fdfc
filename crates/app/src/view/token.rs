//! The token itself, and the ways to copy it.

use domain::{CopyFormat, Event, HeldToken, Notice, Settings};
use yew::{Callback, Html, html};

use super::{
    Page,
    button::{Button, Kind},
    id, notice,
};

pub(super) fn view(token: &HeldToken, said: Option<Notice>, page: &Page<'_>) -> Html {
    html! {
        <section class="token" aria-labelledby="token-title">
            <h2 id="token-title">{ "The token" }</h2>
            { parts(token) }
            { legend() }
            <p class="buttons">{ copies(page.settings, page.on_event) }</p>
            { said.map(notice::view).unwrap_or_default() }
        </section>
    }
}

/// A text that can be focused and selected, but not changed.
fn parts(token: &HeldToken) -> Html {
    let [header, payload, signature] = token.jwt.parts().map(str::to_owned);
    html! {
        <div id={id::TOKEN} class="token-text" tabindex="0" role="textbox" aria-readonly="true"
            aria-multiline="true" aria-labelledby="token-title">
            <span data-part="header">{ header }</span>{ "." }
            <span data-part="payload">{ payload }</span>{ "." }
            <span data-part="signature">{ signature }</span>
        </div>
    }
}

fn legend() -> Html {
    html! {
        <p class="token-legend" aria-hidden="true">
            <span data-part="header">{ "header" }</span>{ " . " }
            <span data-part="payload">{ "payload" }</span>{ " . " }
            <span data-part="signature">{ "signature" }</span>
        </p>
    }
}

/// A command line needs an API to call.
fn copies(settings: &Settings, on_event: &Callback<Event>) -> Html {
    let copy = |kind, label, event| Button { kind, label, event }.view(on_event);
    let has_api = settings.ready().is_some_and(|config| config.api.is_some());
    let curl = has_api
        .then(|| copy(Kind::Secondary, "Copy as curl", || Event::CopyRequested(CopyFormat::Curl)));
    html! {
        <>
            { copy(Kind::Primary, "Copy", || Event::CopyRequested(CopyFormat::Token)) }
            { copy(Kind::Secondary, "Copy as header", || Event::CopyRequested(CopyFormat::Header)) }
            { curl.unwrap_or_default() }
        </>
    }
}
