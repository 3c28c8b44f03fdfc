//! Something is under way and the person waits.

use yew::{AttrValue, Html, html};

pub(super) fn redirecting(address: &str) -> Html {
    let address = AttrValue::from(address.to_owned());
    let link = html! {
        <p class="help">
            { "If nothing happens, " }<a href={address}>{ "go there yourself" }</a>{ "." }
        </p>
    };
    view("Going to the identity server…", link)
}

pub(super) fn exchanging() -> Html {
    view("Signed in. Getting the token…", Html::default())
}

pub(super) fn minting() -> Html {
    view("Getting the organization's token…", Html::default())
}

fn view(sentence: &'static str, more: Html) -> Html {
    html! {
        <section class="working" aria-label="In progress" aria-busy="true">
            <p class="working-sentence"><span class="spinner" aria-hidden="true" />{ sentence }</p>
            { more }
        </section>
    }
}
