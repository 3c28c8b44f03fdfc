//! There is a token: what it is worth, the token, what it says.

use domain::{Event, HeldToken, Notice};
use yew::{Html, html};

use super::{
    PageProps,
    button::{Button, Kind},
    claims, grant, id, token, verdict,
};

pub(super) fn view(held: &HeldToken, said: Option<Notice>, props: &PageProps) -> Html {
    html! {
        <div class="holding">
            { verdict::view(&held.jwt, props) }
            { token::view(held, said, props) }
            { again(props) }
            { grant::view(held) }
            { verdict::details(&held.jwt, props) }
            { claims::view(held.jwt.peek_claims(), props.moment) }
        </div>
    }
}

fn again(props: &PageProps) -> Html {
    let another =
        Button { kind: Kind::Secondary, label: "Generate another", event: Event::GenerateRequested };
    let over =
        Button { kind: Kind::Secondary, label: "Start over", event: Event::StartOverRequested };
    html! {
        <p class="buttons again">
            { another.view_with_id(Some(id::GENERATE), &props.on_event) }
            { over.view(&props.on_event) }
            <span class="help">{ "Starting over forgets the token here." }</span>
        </p>
    }
}
