//! What else can be had of a refreshable token, and the way back from a copy of one.

use domain::{Event, HeldToken};
use yew::{Html, html};

use super::{
    Page,
    button::{Button, Kind},
    card, id,
    mark::{self, Mark},
};

pub(super) fn view(held: &HeldToken, page: &Page<'_>) -> Html {
    if held.origin.is_some() {
        copy(page)
    } else if held.is_renewable() {
        refreshable(held, page)
    } else {
        Html::default()
    }
}

/// A copy is only made of a token that is still valid. The button for it stays where it is, so that
/// the focus is not lost when the time is over.
fn refreshable(held: &HeldToken, page: &Page<'_>) -> Html {
    let renew = Button::new(Kind::Secondary, "Renew", page.on(|| Event::RenewRequested));
    let narrow = page.on(|| Event::NarrowRequested);
    let narrow = Button::new(Kind::Secondary, "Take a narrower copy", narrow)
        .with_id(id::NARROW)
        .described_by(Some("narrow-help"))
        .unavailable_while(!held.is_derivable(page.moment.now));
    let explained = if held.is_derivable(page.moment.now) {
        "The copy is without the refresh token and can allow less: that is the one to give away."
    } else {
        "It has expired: renew it first, then a copy can be taken."
    };
    let content = html! {
        <>
            <p class="notice" data-state="warning">
                { mark::view(Mark::Warning) }
                <span>
                    { "Whoever has this token can renew it, for as long as it is used every 30 days. \
                       Keep it to yourself." }
                </span>
            </p>
            <p class="buttons">{ renew.view() }{ narrow.view() }</p>
            <p id="narrow-help" class="help">{ explained }</p>
        </>
    };
    card::view("renewal-title", "A refresh token is inside", content)
}

fn copy(page: &Page<'_>) -> Html {
    let back = page.on(|| Event::OriginRequested);
    let back = Button::new(Kind::Secondary, "Back to the refreshable token", back);
    let content = html! {
        <>
            <p>
                { "This is the copy. The refreshable token is still here, until you go back to it, \
                   start over or leave the page." }
            </p>
            <p class="buttons">{ back.view() }</p>
        </>
    };
    card::view("renewal-title", "A narrower copy", content)
}
