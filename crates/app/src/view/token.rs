//! The token itself, and the ways to copy it.

use domain::{CopyFormat, CopyText, Event, HeldToken, Notice, TimeLeft, jwt::UntrustedJwt};
use yew::{Html, html};

use super::{
    Page,
    button::{Button, Kind},
    card, id, notice,
    report::is_about_claims,
    try_it,
};

pub(super) fn view(token: &HeldToken, said: Option<Notice>, page: &Page<'_>) -> Html {
    let said = said.filter(|said| !is_about_claims(*said));
    let content = html! {
        <>
            <p class="buttons">
                { copies(token, page) }
                { try_it::button(page).unwrap_or_default() }
            </p>
            { try_it::failed(page).unwrap_or_default() }
            { said.map(notice::view).unwrap_or_default() }
            { by_hand(token, said, page).unwrap_or_default() }
            { readable(id::TOKEN, "The token", parts(&token.jwt)) }
            { legend() }
        </>
    };
    card::view("token-title", "The token", content)
}

/// A text that can be focused and selected, but not changed.
pub(crate) fn readable(id: &'static str, label: &'static str, text: Html) -> Html {
    html! {
        <div {id} class="token-text" part="token" tabindex="0" role="textbox" aria-readonly="true"
            aria-multiline="true" aria-label={label}>
            { text }
        </div>
    }
}

pub(super) fn parts(jwt: &UntrustedJwt) -> Html {
    let [header, payload, signature] = jwt.parts().map(str::to_owned);
    html! {
        <>
            <span data-part="header">{ header }</span>{ "." }
            <span data-part="payload">{ payload }</span>{ "." }
            <span data-part="signature">{ signature }</span>
        </>
    }
}

pub(super) fn legend() -> Html {
    html! {
        <p class="token-legend" aria-hidden="true">
            <span data-part="header">{ "header" }</span>{ " . " }
            <span data-part="payload">{ "payload" }</span>{ " . " }
            <span data-part="signature">{ "signature" }</span>
        </p>
    }
}

/// What the clipboard did not take, where it is not the token alone.
fn by_hand(token: &HeldToken, said: Option<Notice>, page: &Page<'_>) -> Option<Html> {
    let Some(Notice::CopyRefused(format @ (CopyFormat::Header | CopyFormat::Curl))) = said else {
        return None;
    };
    let api = page.settings.ready().and_then(|config| config.api.as_ref());
    let text = CopyText::of(&token.jwt, format, api)?;
    let text = html! { <span data-part="all">{ text.expose().to_owned() }</span> };
    Some(readable(id::COPY_TEXT, "Text to copy", text))
}

/// A command line needs an API to call. What has expired is not the thing to copy next.
fn copies(token: &HeldToken, page: &Page<'_>) -> Html {
    let expires_at = token.jwt.peek_claims().expires_at;
    let first = match TimeLeft::until(expires_at, page.moment.now) {
        TimeLeft::Over => Kind::Secondary,
        TimeLeft::Ample | TimeLeft::Short => Kind::Primary,
    };
    let copy = |kind, label, event| Button::new(kind, label, page.on(event)).view();
    let has_api = page.settings.ready().is_some_and(|config| config.api.is_some());
    let curl = has_api
        .then(|| copy(Kind::Secondary, "Copy as curl", || Event::CopyRequested(CopyFormat::Curl)));
    html! {
        <>
            { copy(first, "Copy", || Event::CopyRequested(CopyFormat::Token)) }
            { copy(Kind::Secondary, "Copy as header", || Event::CopyRequested(CopyFormat::Header)) }
            { curl.unwrap_or_default() }
        </>
    }
}
