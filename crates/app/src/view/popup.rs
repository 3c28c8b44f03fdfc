//! The person signs in in a window of its own, or would if it were there.

use domain::{Event, Popup};
use yew::{Html, html};

use super::{
    Page,
    button::{Button, Kind},
    id,
    mark::{self, Mark},
    prose, working,
};

/// The sentences are those that are announced.
pub(super) fn view(popup: Popup, page: &Page<'_>) -> Html {
    let (sentence, help) = match popup {
        Popup::Open => (
            "Sign in in the window that has opened.",
            "The token comes here as soon as you have. This page stays as it is.",
        ),
        Popup::Blocked => (
            "The browser has not let the window open.",
            "Open it by the button here, or allow this page to open windows.",
        ),
        Popup::Gone => (
            "The sign-in window is gone.",
            "If you still see it, go on there: its answer counts. Otherwise open it again.",
        ),
    };
    let drawn = match popup {
        Popup::Open => working::spinner(),
        Popup::Blocked | Popup::Gone => mark::view(Mark::Warning),
    };
    let ways = html! { <>{ prose::hint(help) }<p class="buttons">{ ways_on(popup, page) }</p></> };
    working::card(drawn, sentence, ways)
}

fn ways_on(popup: Popup, page: &Page<'_>) -> Html {
    let button = |kind, label, event| Button::new(kind, label, page.on(event));
    let others = match popup {
        Popup::Open => Html::default(),
        Popup::Blocked | Popup::Gone => {
            let open = button(Kind::Primary, "Open the window", || Event::PopupRequested);
            html! { <>{ open.with_id(id::OPEN_WINDOW).view() }{ here(page) }</> }
        }
    };
    let cancel = button(Kind::Secondary, "Cancel", || Event::Cancelled);
    html! { <>{ others }{ cancel.with_id(id::CANCEL).view() }</> }
}

/// Where a sign-in may come back to this very page.
fn here(page: &Page<'_>) -> Html {
    let config = page.settings.ready();
    match (page.address, config) {
        (Ok(own), Some(config)) if config.redirect_uris.contains(own) => {
            let here = page.on(|| Event::RedirectRequested);
            Button::new(Kind::Secondary, "Sign in on this page", here).view()
        }
        _ => Html::default(),
    }
}
