//! Something is under way and the person waits.

use domain::Event;
use yew::{AttrValue, Html, html};

use super::{
    Page,
    button::{Button, Kind},
    id,
};

pub(super) fn redirecting(address: &str, page: &Page<'_>) -> Html {
    let address = AttrValue::from(address.to_owned());
    let cancel = Button::new(Kind::Secondary, "Cancel", page.on(|| Event::Cancelled));
    let ways = html! {
        <>
            <p class="help">
                { "If nothing happens, " }<a href={address}>{ "go there yourself" }</a>{ "." }
            </p>
            <p class="buttons">{ cancel.with_id(id::CANCEL).view() }</p>
        </>
    };
    view("Going to the identity server…", ways)
}

pub(super) fn exchanging() -> Html {
    view("Signed in. Getting the token…", Html::default())
}

pub(super) fn minting() -> Html {
    view("Getting the organization's token…", Html::default())
}

pub(super) fn deriving() -> Html {
    view("Getting a narrower copy of the token…", Html::default())
}

pub(super) fn renewing() -> Html {
    view("Renewing the token…", Html::default())
}

fn view(sentence: &'static str, ways: Html) -> Html {
    card(spinner(), sentence, ways)
}

pub(super) fn spinner() -> Html {
    html! { <span class="spinner" aria-hidden="true" /> }
}

pub(super) fn card(drawn: Html, sentence: &'static str, ways: Html) -> Html {
    html! {
        <section class="card working" part="card" aria-labelledby="working">
            <h2 id="working" class="working-sentence" tabindex="-1">{ drawn }{ sentence }</h2>
            { ways }
        </section>
    }
}
