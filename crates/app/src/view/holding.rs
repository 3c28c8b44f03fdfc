//! There is a token: what it is worth, the token, what it says.

use domain::{Event, HeldToken, Notice};
use yew::{Html, html};

use super::{
    Page,
    button::{Button, Kind},
    claims, grant, id, token, verdict,
};

pub(super) fn view(held: &HeldToken, said: Option<Notice>, page: &Page<'_>) -> Html {
    html! {
        <div class="holding">
            { verdict::view(&held.jwt, page) }
            { token::view(held, said, page) }
            { again(page) }
            { grant::view(held) }
            { verdict::details(&held.jwt, page) }
            { claims::view(held.jwt.peek_claims(), page.moment) }
        </div>
    }
}

fn again(page: &Page<'_>) -> Html {
    let another = Button {
        kind: Kind::Secondary,
        label: "Generate another",
        event: || Event::GenerateRequested,
    };
    let over =
        Button { kind: Kind::Secondary, label: "Start over", event: || Event::StartOverRequested };
    html! {
        <p class="buttons again">
            { another.view_with_id(Some(id::GENERATE), page.on_event) }
            { over.view(page.on_event) }
            <span class="help">{ "Starting over forgets the token here." }</span>
        </p>
    }
}
