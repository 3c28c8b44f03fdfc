//! The person signs in in a window of its own, or would if it were there.

use domain::{Event, Popup};
use yew::{Html, html};

use super::{
    Page,
    button::{Button, Kind},
    id,
    mark::{self, Mark},
    prose,
};

/// What each announcement says, and what there is to do.
pub(super) fn view(popup: Popup, page: &Page<'_>) -> Html {
    let (state, mark, sentence, help) = match popup {
        Popup::Open => (
            "open",
            html! { <span class="spinner" aria-hidden="true" /> },
            "Sign in in the window that has opened.",
            "The token comes here as soon as you have. This page stays as it is.",
        ),
        Popup::Blocked => (
            "blocked",
            mark::view(Mark::Warning),
            "The browser has not let the window open.",
            "Open it by the button here, or allow this page to open windows.",
        ),
        Popup::Gone => (
            "gone",
            mark::view(Mark::Warning),
            "The sign-in window is gone.",
            "If you still see it, go on there: its answer counts. Otherwise open it again.",
        ),
    };
    html! {
        <section class="card working" part="card" data-popup={state} aria-labelledby="working">
            <h2 id="working" class="working-sentence" tabindex="-1">{ mark }{ sentence }</h2>
            { prose::hint(help) }
            <p class="buttons">{ ways_on(popup, page) }</p>
        </section>
    }
}

fn ways_on(popup: Popup, page: &Page<'_>) -> Html {
    let button = |kind, label, event| Button::new(kind, label, page.on(event));
    let others = (popup != Popup::Open).then(|| {
        let open = button(Kind::Primary, "Open the window", || Event::PopupRequested);
        let here = comes_back(page)
            .then(|| button(Kind::Secondary, "Sign in on this page", || Event::RedirectRequested));
        let here = here.map(Button::view).unwrap_or_default();
        html! { <>{ open.with_id(id::OPEN_WINDOW).view() }{ here }</> }
    });
    let cancel = button(Kind::Secondary, "Cancel", || Event::Cancelled);
    html! { <>{ others.unwrap_or_default() }{ cancel.with_id(id::CANCEL).view() }</> }
}

/// Whether a sign-in may come back to this very page.
fn comes_back(page: &Page<'_>) -> bool {
    let known = page.settings.ready().map(|config| &config.redirect_uris);
    page.address.as_ref().is_ok_and(|own| known.is_some_and(|known| known.contains(own)))
}
